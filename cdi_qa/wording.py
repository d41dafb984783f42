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
REASON_OF_ALL = "The documents give no reason for {offences} in particular; of all crime they do."
NEAREST = "The nearest thing they say does not answer it:"
NEAREST_TO_COME = "The nearest thing they say is of what is to come, not of how it went:"
NEAREST_OTHER_TIME = "The nearest thing they say is of another time:"
NEAREST_OF_NO_YEAR = "The nearest thing they say is not said to be of a year:"
NEAREST_LACKS = {
    "when": "The nearest thing they say gives no date:",
    "count": "The nearest thing they say gives no such number:",
    "share": "The nearest thing they say gives no such share:",
    "name": "The nearest thing they say names nobody:",
    "who": "The nearest thing they say does not tell who it was:",
    "why": "The nearest thing they say gives no reason:",
    "money": "The nearest thing they say names no sum of money:",
}
"""By what is asked for."""
DIGEST = "{title} is a digest in this project's own words, not the document itself."
ONLY_DIGESTS = (
    "{titles} {verb} in this project's own words: the full text may say more. Bring it in on the "
    "Sources page, or with `cdi-qa sources add FILE --id {id}`."
)
ONLY_ASKED = "Only what you chose was asked: {titles}."
ONLY_ASKED_THERE = "Only {titles} was asked, as the question says."
NOT_THERE_BUT = "Nothing on this was found in {titles}; this is from the other documents."
MISPRINT = "“{figure}” is printed so in {source}; it looks like a misprint."
NOT_EVERY_CASE = (
    "The document gives this number as what others are counted out of; it does not say that it is "
    "all there were."
)
HAS_MARGIN = "This figure has a margin of error:"
WARNED = "The documents warn against that comparison."
QUESTIONS_TO_ASK = (
    "The documents put no questions to the force themselves. The page Question pack suggests some "
    "from what they hold, each with its evidence; `cdi-qa pack export` writes them to a file."
)
UNEXPANDED = "The documents use {short} without saying what it stands for"
UNEXPLAINED = "The documents use “{term}” without saying what it means"
EXPANDED = "{short} is short for {long}, as far as the documents spell it out"
REMOVED = "A sentence that could not be traced to the documents was removed."
READ_AS = "“{typed}” was read as “{read}”."
READ_LIKE = "This was read as the question “{read}”"
READ_LIKE_ASKS = "Do you mean: {read} If so: "
OTHER_WHOLE = "The documents say that of {whole}, not of {said}:"
IS_SO = "Yes."
NOT_SO = "That is not what the documents say."
OTHER_WAY_ROUND = "It is the other way round in the documents:"
DISAGREE = (
    "The documents do not agree on this: {source} gives {first} (“{one}”), but {other_source} "
    "{second} (“{other}”)."
)

NO_MODEL = "none; answers are put together from the documents"
MODEL_UNUSED = (
    "The language model was not used: {reason} The answer comes from the documents alone."
)
MODEL_LEFT = (
    "The language model was left: {reason} The questions not yet marked keep their wording."
)
MODEL_UNTRACED = "what it wrote could not be traced to the documents."
MODEL_BESIDE = "what it wrote does not answer the question."
MODEL_REMOVED = (
    "{count} of the language model's {total} sentences could not be traced to the documents and "
    "{verb} removed."
)
MODEL_NAMELESS = "CDI_QA_MODEL is {name!r}; write provider:model, such as ollama:llama3.2."
MODEL_PACKAGE = "{provider} models need a package that is not installed: pip install {package}"
MODEL_KEY = "{name} is not set."
MODEL_FILE = "there is no file {path}."
MODEL_DAMAGED = "{path} is not a GGUF model that can be run."
MODEL_SETUP = "it could not be set up; check CDI_QA_MODEL and CDI_QA_MODEL_BASE_URL."
MODEL_SLOW = "it took longer than {seconds:g} seconds."
MODEL_LONG = "it wrote far too much."
MODEL_CUT_OFF = "it stopped in the middle of its answer."
MODEL_SEARCHING = "it kept searching and gave no answer."
MODEL_KEY_REFUSED = "its server did not accept the key."
MODEL_UNKNOWN = "its server does not know the model or the address."
MODEL_RATE_LIMITED = "its server had too many requests."
MODEL_REFUSED = "its server did not accept the request."
MODEL_BROKEN = "its server failed."
MODEL_UNREACHABLE = "its server could not be reached."
MODEL_FAILED = "it failed."
CAN_BE_ASKED = (
    "Ask about the documents in your own words: a figure or a grade, how those in a table compare, "
    "what was found, what is to be done and by when, who said what. Each answer shows its page"
)
WELCOME = "You are welcome. Ask on whenever you like"
SAYS_SO = "{source} says so{place}"
NOTHING_CITED = "There is no answer before this that rests on a document"
TABLE_STANDS = "The table {named} is {place}"
DOCUMENTS = "These documents are read, and nothing else:"
MORE_DOCUMENTS = "And {count} more, on the page Sources"
KINDS = {
    "full": "the document itself",
    "digest": "a digest in this project's own words, not the document itself",
}
