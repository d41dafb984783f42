"""Proper names of a statement: each has to be in what is cited, under one of its spellings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdi_qa.grounding.held import Held, lexicon_of
from cdi_qa.grounding.mentions import find_mentions
from cdi_qa.knowledge.forces import force_names
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, english_words
from cdi_qa.reading.cells import spellings_beside
from cdi_qa.schema import Corpus
from cdi_qa.text import stem, stems, words

_NAME = re.compile(r"(?<![\w’'])[A-Z][\w&’'-]*")
_STARTS = re.compile(r"(?:^|[.!?:;]\s+|[“\"(]|\d\.\s|\n)$")


def find_wrong_names(sentence: str, held: Sequence[Held], names: str, corpus: Corpus) -> list[str]:
    """Capitalised words, not begun with for the sentence's sake, that nothing cited holds.

    `names` is what the cited sources are called; the force or body that the documents are about
    may always be named.
    """
    told = " . ".join([names, *(f"{piece.text} . {piece.around}" for piece in held)])
    keys = lexicon_of(corpus).keys(told)
    known = set(stems(told)) | set(words(told)) | _spellings(told) | _own_names(corpus)
    wrong = []
    figures = [(m.start, m.end) for m in find_mentions(sentence)]
    for match in _NAME.finditer(sentence):
        word = match.group().removesuffix("'s").removesuffix("’s").rstrip("'’")
        starts = _STARTS.search(sentence[: match.start()]) is not None
        small = word.lower()
        english = (small in english_words() or small in FUNCTION_WORDS) and not word.isupper()
        if starts and (english or len(word) == 1) and not _is_force(word):
            continue
        if any(start < match.end() and match.start() < end for start, end in figures):
            continue
        parts = {small} if word.isupper() else set(stems(word))
        if parts <= known or lexicon_of(corpus).keys(word) - parts & keys:
            continue
        if lexicon_of(corpus).keys(word) & keys or word.lower() in spellings_beside(()):
            continue
        if not _is_named_thing(match, sentence, keys, corpus):
            wrong.append(f"name {word} not cited")
    return wrong


def _is_named_thing(
    match: re.Match[str], sentence: str, keys: frozenset[str], corpus: Corpus
) -> bool:
    """True where the word is part of a longer term that the cited text holds otherwise spelled."""
    run = re.match(r"(?:[A-Z][\w&’'-]*(?:\s(?:of|and|for|the)\s|\s)?)+", sentence[match.start() :])
    before = re.search(r"(?:[A-Z][\w&’'-]*\s(?:of\s|and\s|for\s)?)*$", sentence[: match.start()])
    whole = (before.group() if before else "") + (run.group() if run else "")
    lexicon = lexicon_of(corpus)
    return any(unit.kind != "stem" and unit.key in keys for unit in lexicon.units(whole))


def _is_force(word: str) -> bool:
    return tuple(words(word)) in force_names()


def _spellings(told: str) -> set[str]:
    """Every word of the other spellings of the forces and terms that a text names."""
    tokens = words(told)
    runs = {tuple(tokens[at : at + n]) for at in range(len(tokens)) for n in range(1, 5)}
    usual = {name for spelling, name in force_names().items() if spelling in runs}
    return {stem(w) for spelling, name in force_names().items() if name in usual for w in spelling}


def _own_names(corpus: Corpus) -> set[str]:
    """The words of the titles and abbreviations: what the documents are about."""
    titles = " . ".join(source.title for source in corpus.sources)
    return _spellings(titles) | set(stems(titles))
