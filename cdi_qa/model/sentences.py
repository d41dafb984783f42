"""A model's text → sentences, each with the numbers it cites and whether it is a plain statement.

What is judged here is form alone: a sentence that cites nothing, speaks to the reader, or carries
a link or markup is no statement about the documents. Whether it is true is the gate's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cdi_qa.text import fold_space, sentence_spans, strip_controls

_MARK = re.compile(r"\s*\[(\d{1,4})\]")
_GROUP = re.compile(r"\[(\d{1,4}(?:\s*[,;]\s*\d{1,4})+)\]")
_MARKS_AFTER_STOP = re.compile(r"([.!?][”\"’')]*)((?:[ \t]*\[\d{1,4}\])+)")
_LINE_SIGN = re.compile(r"^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*|__|`")
_DOUBLE = re.compile(r'"([^"]*)"')
_SINGLE = re.compile(r"(?<!\w)['‘]([^'‘’]+(?:\w['’]\w[^'‘’]*)*)['’](?!\w)")
_QUOTED = re.compile(r"“[^”]*”")
_LOOSE_QUOTE = re.compile(r"[\"“”«»]")
_ACTIVE = re.compile(r"[<>{}|\\\[\]]|\w://|\bwww\.|\S@\S|&#?\w+;|\bjavascript:", re.I)
_TO_THE_READER = re.compile(
    r"\b(?:you|your|yours|yourself|please|chatbot|language models?|AIs?|assistant must|"
    r"(?:previous|prior|above|earlier|all|these|other) instructions)\b|\bsystem:"
    # "Call the number", but not "Call handling was slow".
    r"|^(?:\w+[,:] )?(?:ignore|disregard|forget|call|ring|phone|dial|text|email|e-mail|send|"
    r"forward|visit|click|tap|open|download|install|contact|write|reply|go|pay|transfer|donate|"
    r"enter|type|paste|run|tell|say|state|answer|remember|note|trust|do not|don't|never)"
    r"\s+(?:the|an?|this|that|these|it|them|us|him|her|\+?\d[\d ]*|on|at|to|here|all|any|every|"
    r"what|everything|only|previous|now|trust|whatever|readers?|users?)\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my)\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as the model wrote it, its citations taken out."""

    text: str
    cites: tuple[int, ...]

    @property
    def is_statement(self) -> bool:
        """True where it cites something and is plain prose that speaks to nobody."""
        return bool(self.cites) and self.is_plain

    @property
    def is_plain(self) -> bool:
        """True for plain prose that speaks to nobody, whether it cites something or not."""
        bare = _QUOTED.sub("", self.text)
        return bool(
            re.search(r"\w", bare)
            and not _LOOSE_QUOTE.search(bare)
            and not _ACTIVE.search(self.text)
            and not speaks_to_reader(bare)
            and not _FIRST_PERSON.search(bare)
        )


def speaks_to_reader(text: str) -> bool:
    """True where a text gives orders or speaks to whoever reads it, and not of something."""
    return any(_TO_THE_READER.search(text[start:end]) for start, end in sentence_spans(text))


def read_sentences(text: str) -> list[Sentence]:
    """Every sentence, in order; the last one is left out where it has no end.

    Straight and single quotation marks become “ ”, so that whatever is quoted is held to its words.
    """
    found = []
    for line in strip_controls(text).splitlines():
        plain = _plain(line)
        spans = sentence_spans(plain)
        found += [_read(plain[start:end]) for start, end in spans]
    found = [sentence for sentence in found if re.search(r"\w", sentence.text)]
    if found and not _ends(text):
        found.pop()
    return found


def _plain(line: str) -> str:
    """A line without list signs and emphasis, its citations before the full stop."""
    line = _EMPHASIS.sub("", _LINE_SIGN.sub("", line))
    line = _GROUP.sub(lambda group: "".join(f"[{n}]" for n in re.split(r"\D+", group[1])), line)
    line = _MARKS_AFTER_STOP.sub(r"\2\1 ", line)
    line = _SINGLE.sub(r"“\1”", _DOUBLE.sub(r"“\1”", line))
    return fold_space(line)


def _read(sentence: str) -> Sentence:
    cites = tuple(dict.fromkeys(int(number) for number in _MARK.findall(sentence)))
    return Sentence(fold_space(_MARK.sub("", sentence)), cites)


def _ends(text: str) -> bool:
    """True where the text's last sentence is complete, with or without a full stop before it."""
    return bool(re.search(r"(?:[.!?][”\"’')]*|\])\s*$", _EMPHASIS.sub("", text)))
