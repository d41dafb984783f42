"""Every fixed sentence that a user reads, in one place, for code and tests alike."""

MAX_QUESTION = 4000
"""Characters; a longer question is not answered."""

EMPTY_QUESTION = "Type a question first."
LONG_QUESTION = (
    f"That question is longer than {MAX_QUESTION:,} characters; ask it in a few sentences."
)
NOT_IN_DOCUMENTS = "The documents don't answer that."
NOTHING_ON = "The documents say nothing about {subjects}."
NO_SUCH_YEAR = "The documents say nothing of {years} on this."
PART_MISSING = "The documents don't answer the part “{part}”."
NEAREST = "The nearest thing they say"
DIGEST_CAVEAT = (
    "{titles}: only a digest, so the full document may say more; add it with "
    "`cdi-qa sources add FILE --id {id}`."
)
MISPRINT = "“{figure}” is printed so in {source}; it looks like a misprint."
REMOVED = "A sentence that could not be traced to the documents was removed."
READ_AS = "“{typed}” was read as “{read}”."
