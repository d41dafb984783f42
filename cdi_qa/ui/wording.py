"""The fixed sentences of the pages."""

from __future__ import annotations

import re

from cdi_qa.answering.about_itself import is_talk
from cdi_qa.schema import Answer, SourceKind, Status

TITLE = "Ask the documents"
PURPOSE = (
    "Answers come only from the documents loaded here, each with the page and the exact words it "
    "rests on. Where they do not say, you are told so."
)
ASK_NEXT = "You could ask next"
ASK_INSTEAD = "Or ask it like this"
PLACEHOLDER = "Ask a question about the documents"
OPENING = "Opening the documents"
ANSWERING = "Reading the documents"
UNEXPECTED = (
    "Something went wrong while answering, and the details are in the terminal. Ask again, or ask "
    "in other words."
)
STOPPED = "Stopped. Ask again, or ask something else."
GONE = "That conversation is not here, or not here any more."
MARKED_WRONG = "What was wrong, or what would be right?"
MARKED_RIGHT = "Anything to add?"
SIGN_IN = "This page is for members. Sign in to ask, and to find your own conversations again."
GLOSSARY = "What the abbreviations stand for, as far as the documents themselves spell them out."
NEVER_EXPANDED = "The documents use it without saying what it stands for."
NO_ABBREVIATION = "The documents use no abbreviation."
NO_CONVERSATION = "No conversation has these words."
UNEXPECTED_OPENING = (
    "Something went wrong while opening the documents, and the details are in the terminal."
)
UNPLACED = "The quote could not be found on its page as it was read, so it stands here alone."
NO_TEXT = "No text was read on this page."
WORDED = "Worded by a language model; every figure and quote was checked against the documents."

TOLD_BY_CONTENTS = "What its contents tell: the full text of a digest, or a new document"
FULL_TEXT_OF = "This is the full text of: {title}"
NEW_DOCUMENT = "A new document"

BOOKMARK = "Bookmark the page to come back to what you have chosen."
NO_TABLE = "The documents hold no table to compare."
NOTHING_LEFT = "No row is left with these filters: take one of them away."
UNEXPLAINED = (
    "The documents do not say what the column headed {heading} measures; its figures are given as "
    "printed."
)
UNNAMED = "No column of this table names its rows, so there is no chart of it."

DIGEST_MEANS = "a summary in this project's own words, not the document itself"
DIGESTS_MEAN = "summaries in this project's own words, not the documents themselves"
KIND: dict[SourceKind, str] = {
    "full": "The document itself",
    "digest": f"Digest - {DIGEST_MEANS}",
}

STATUS: dict[Status, str] = {
    "answered": "",
    "partly_answered": "Partly in the documents",
    "premise_corrected": "The documents say otherwise",
    "not_in_documents": "Not in the documents",
    "needs_clarification": "One thing to make clear first",
}


def label_of(answer: Answer) -> str:
    """What stands over an answer: nothing where it answers, or returns a greeting."""
    return "" if is_talk(answer.question) else STATUS[answer.status]


BRING_IN = "Bring in documents"
FETCHING = (
    "Asks the public addresses of the documents that digests stand in for. Needs the internet, and "
    "takes up to a few minutes."
)
DISCREPANCIES = "Where the documents disagree or look misprinted"

_OR_BY_COMMAND = re.compile(r", or with `cdi-qa [^`]+`")


def without_command(sentence: str) -> str:
    """The sentence without the command for what a page does too."""
    return _OR_BY_COMMAND.sub("", sentence)
