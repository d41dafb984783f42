"""Every fixed sentence that a user reads, in one place, for code and tests alike."""

MAX_QUESTION = 4000
"""Characters; a longer question is not answered."""

EMPTY_QUESTION = "Type a question first."
LONG_QUESTION = (
    f"That question is longer than {MAX_QUESTION:,} characters; ask it in a few sentences."
)
NOT_IN_DOCUMENTS = "The documents don't answer that."
UNCLEAR = "What would you like to know, and of what? Name the subject."
NO_OPINION = "This is for the board to judge; what the documents say that bears on it:"
NOTHING_ON = "The documents say nothing about {subjects}."
NO_SUCH_YEAR = "The documents say nothing of {years} on this."
PART_MISSING = "The documents don't answer the part “{part}”."
NEAREST = "The nearest thing they say"
DIGEST = "{title} is a digest in this project's own words, not the document itself."
ONLY_DIGESTS = (
    "{titles} {verb} in this project's own words: the full text may say more. Add it with "
    "`cdi-qa sources add FILE --id {id}`."
)
MISPRINT = "“{figure}” is printed so in {source}; it looks like a misprint."
WARNED = "The documents warn against that comparison."
UNEXPANDED = "The documents use {short} without saying what it stands for"
EXPANDED = "{short} is short for {long}, as far as the documents spell it out"
REMOVED = "A sentence that could not be traced to the documents was removed."
READ_AS = "“{typed}” was read as “{read}”."
OTHER_WHOLE = "The documents say that of {whole}, not of {said}:"
OTHER_WAY_ROUND = "It is the other way round in the documents:"
DISAGREE = "The documents do not agree on this: “{one}” gives {first}, but “{other}” {second}."
