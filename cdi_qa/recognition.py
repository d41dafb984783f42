"""Where an added document goes: in the place of the digest whose document it is, or a new one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cdi_qa.identity import expect, expect_source, likeness, opens_as, read_texts, why_another
from cdi_qa.reading.manifest import absent_sources, list_sources, read_manifest
from cdi_qa.schema import Source
from cdi_qa.settings import Settings

_UNNAMED = "document"
"""The id of a document whose name has no letter or figure that an id may have."""
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that no accent can be taken off."""


@dataclass(frozen=True, slots=True)
class Place:
    """The id under which a document goes in, and what to say of that."""

    id: str
    remark: str = ""
    warning: str = ""


def replaceable_sources(settings: Settings) -> list[Source]:
    """The sources of which the full document may be added: digests, and entries without a file.

    Raises CorpusError.
    """
    entries = {entry.id for entry in read_manifest(settings.corpus)[0]}
    digests = [each for each in list_sources(settings.corpus)[0] if each.kind == "digest"]
    return [each for each in digests if each.id in entries] + absent_sources(settings.corpus)


def new_id(settings: Settings, name: str) -> str:
    """An id for a document that is to be a new one, whatever it is called. Raises CorpusError."""
    taken = {source.id for source in list_sources(settings.corpus)[0]}
    taken |= {entry.id for entry in read_manifest(settings.corpus)[0]}
    return _free(_make_id(name), taken)


def _make_id(name: str) -> str:
    """An id made of a file's name: small letters without accents, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", Path(name).stem.lower().translate(_LETTERS))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or _UNNAMED


def _free(wanted: str, taken: set[str]) -> str:
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


def find_place(
    settings: Settings, name: str, texts: list[str], source_id: str | None, known: bool
) -> Place:
    """Where a document goes: where it is told to, else where it is recognised to belong.

    `known` of one that was found to be what was meant already. Raises CorpusError.
    """
    replaceable = {source.id: source for source in replaceable_sources(settings)}
    wanted = source_id or _make_id(name)
    if known:
        return Place(wanted)
    if source_id is None and (found := _recognise(settings, list(replaceable.values()), texts)):
        return Place(found.id, _say_place(found, "It was recognised as the full text, and stands"))
    if source_id is None and wanted == _UNNAMED:
        return Place(new_id(settings, name))
    if wanted not in replaceable:
        return Place(wanted)
    meant = replaceable[wanted]
    others = read_texts(list_sources(settings.corpus)[0], settings.corpus)
    expected = expect_source(meant, others)
    fault = why_another(texts, expected)
    return Place(
        wanted,
        _say_place(meant, "It stands"),
        fault and f"Warning: {name} may be another document than {expected.title} ({fault}).",
    )


def _say_place(source: Source, opening: str) -> str:
    digest = source.kind == "digest"
    place, back = ("of its digest", ", and the digest is back") if digest else ("kept for it", "")
    return (
        f"{opening} in the place {place}; `cdi-qa sources remove {source.id}` takes it out{back}."
    )


def _recognise(settings: Settings, sources: list[Source], texts: list[str]) -> Source | None:
    """The source whose full document this surely is; None where it is none, or may be several."""
    # Most documents are told apart by their first lines, without reading all the others.
    likely = [each for each in sources if opens_as(texts, expect(each.title, each.date, "", ""))]
    likenesses = {}
    if likely:
        others = read_texts(list_sources(settings.corpus)[0], settings.corpus)
        likenesses = {each.id: likeness(texts, expect_source(each, others)) for each in likely}
    best = max(likenesses.values(), default=0.0)
    found = [source for source in likely if likenesses[source.id] == best]
    return found[0] if best and len(found) == 1 else None
