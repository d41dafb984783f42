"""A folder of documents → a `Corpus`; a document that cannot be read takes no other with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cdi_qa.errors import CorpusError, DocumentError
from cdi_qa.reading.abbreviations import find_abbreviations
from cdi_qa.reading.agreement import find_discrepancies
from cdi_qa.reading.contradictions import find_contradictions
from cdi_qa.reading.limits import LIMITS, Limits, read_within
from cdi_qa.reading.manifest import list_sources
from cdi_qa.reading.near_misses import find_near_misses
from cdi_qa.reading.readings import SourceReading
from cdi_qa.reading.subjects import dates_of_sources, subjects_of_sources
from cdi_qa.schema import Corpus, Discrepancy, Problem, Source


def read_corpus(
    folder: Path,
    known: Mapping[str, SourceReading] | None = None,
    on_progress: Callable[[str], None] = lambda message: None,
) -> tuple[Corpus, list[SourceReading]]:
    """Every document of a folder, and the readings it is made of.

    `known` holds readings made before, by the SHA-256 of their file; those are not read again.
    Raises CorpusError where the folder is missing or no document in it can be read.
    """
    sources, problems = list_sources(folder)
    readings: list[SourceReading] = []
    for source in sources:
        before = (known or {}).get(source.sha256)
        if before and (before.source.id, before.source.path) == (source.id, source.path):
            pages = before.source.pages
            readings.append(replace(before, source=replace(source, pages=pages)))
            continue
        on_progress(f"Reading {source.path}")
        try:
            readings.append(read_source(source, folder))
        except DocumentError as error:
            problems.append(Problem(source.path, str(error)))
    if not readings:
        reasons = " ".join(problem.reason for problem in problems)
        raise CorpusError(f"No document could be read in {folder}. {reasons}".rstrip())
    problems += [Problem(r.source.path, r.remark) for r in readings if r.remark]
    return _assemble(readings, problems), readings


def _assemble(readings: list[SourceReading], problems: list[Problem]) -> Corpus:
    passages = tuple(passage for reading in readings for passage in reading.passages)
    tables = tuple(table for reading in readings for table in reading.tables)
    records = tuple(record for reading in readings for record in reading.records)
    texts = [passage.clean for passage in passages]
    return Corpus(
        sources=tuple(reading.source for reading in readings),
        pages=tuple(page for reading in readings for page in reading.pages),
        passages=passages,
        sections=tuple(section for reading in readings for section in reading.sections),
        tables=tables,
        abbreviations=find_abbreviations(texts),
        problems=tuple(problems),
        records=records,
        discrepancies=_find_all_discrepancies(readings),
    )


def _find_all_discrepancies(readings: Sequence[SourceReading]) -> tuple[Discrepancy, ...]:
    """Where documents disagree, but not reports on two forces or of two years, which tell alike of
    different things.
    """
    passages = [passage for reading in readings for passage in reading.passages]
    sources = [reading.source for reading in readings]
    subjects, dates = subjects_of_sources(sources, passages), dates_of_sources(sources, passages)

    def comparable(item: Discrepancy) -> bool:
        one, other = (subjects[place.source] for place in item.places)
        then, now = (dates[place.source][:4] for place in item.places)
        return (not one or not other or bool(one & other)) and (not then or not now or then == now)

    forces = sorted(set().union(*subjects.values())) or [""]
    groups = (
        [r for r in readings if not subjects[r.source.id] or force in subjects[r.source.id]]
        for force in forces
    )
    found = _each_once(*(item for group in groups for item in _find_discrepancies(group)))
    return tuple(item for item in found if comparable(item))


def _find_discrepancies(readings: Sequence[SourceReading]) -> Iterator[Discrepancy]:
    passages = tuple(passage for reading in readings for passage in reading.passages)
    tables = tuple(table for reading in readings for table in reading.tables)
    records = tuple(record for reading in readings for record in reading.records)
    yield from find_discrepancies(records, passages, tables)
    yield from find_contradictions(passages)
    yield from find_near_misses(passages, tables)


def _each_once(*found: Discrepancy) -> tuple[Discrepancy, ...]:
    """The disagreements without those between places that are told of already."""
    return tuple({frozenset(item.places): item for item in reversed(found)}.values())[::-1]


def read_source(source: Source, folder: Path, limits: Limits = LIMITS) -> SourceReading:
    """One document, whole. Raises DocumentError where it cannot be read or is empty."""
    path = folder / source.path
    try:
        if path.stat().st_size > limits.largest * 1_000_000:
            raise DocumentError(f"{path.name} is larger than {limits.largest} MB; split it.")
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path.name} cannot be opened: {error.strerror}.") from None
    if not data.strip():
        raise DocumentError(f"{path.name} is empty.")
    return read_within(source, data, limits)
