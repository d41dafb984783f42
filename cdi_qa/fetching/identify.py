"""What was downloaded: its kind by its content, and whether it is the document that was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cdi_qa.schema import Source
from cdi_qa.text import figures, fold_space, stems, strip_controls

_TITLE_SHARE = 0.6
"""Share of the title's words that the document must hold: a site words its titles its own way."""
_MARK_SHARE = 0.5
"""Share of the marks (date, figures, names) to hold: a digest draws on other pages too."""
_FEWEST_MARKS = 2
_DIGEST = re.compile(r"\bdigests?\b", re.IGNORECASE)
_SMALL_WORDS = frozenset("a an and by for from in of on s the to with".split())
_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


@dataclass(frozen=True, slots=True)
class Expected:
    """What tells a document from others: words of its title, and marks that few others hold."""

    title_stems: frozenset[str]
    figures: frozenset[str]
    names: frozenset[str]
    date: str


def expect(source: Source, digest: str, others: str) -> Expected:
    """What the full document must hold, from its digest and the other documents' text.

    Figures that another document quotes weigh most: where there are two of them or more, the
    digest's other figures, which may come from a news item, are left aside.
    """
    title = _DIGEST.sub(" ", source.title)
    telling = frozenset(filter(_is_telling, figures(digest)))
    quoted = telling & frozenset(figures(others))
    known = frozenset(stems(title))
    body = "\n".join(line for line in digest.splitlines() if not _DIGEST.search(line))
    names = frozenset(
        name for name in _NAME.findall(body) if not known & frozenset(stems(name))
    ) - frozenset(_NAME.findall(others))
    return Expected(
        title_stems=known - _SMALL_WORDS,
        figures=quoted if len(quoted) >= _FEWEST_MARKS else telling,
        names=names,
        date=source.date,
    )


def why_another(text: str, expected: Expected) -> str:
    """Why a text is not the document meant, as a clause; empty where it is."""
    wanted, held = expected.title_stems, frozenset(stems(text))
    if wanted and len(wanted & held) < _TITLE_SHARE * len(wanted):
        return "what came does not hold the words of the title"
    folded, printed = fold_space(text), frozenset(figures(text))
    marks = [figure in printed for figure in expected.figures]
    marks += [name in folded for name in expected.names]
    marks += [any(form in folded for form in _date_forms(expected.date))] if expected.date else []
    needed = min(len(marks), max(_FEWEST_MARKS, round(_MARK_SHARE * len(marks))))
    if sum(marks) < needed:
        return (
            f"what came holds only {sum(marks)} of the {len(marks)} figures, names and dates by "
            "which the document is known"
        )
    return ""


def ending_of(data: bytes) -> str:
    """The file ending that the content itself calls for, whatever the server says; "" for none."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in start:
        return ".pdf"
    if start.startswith((b"<!doctype html", b"<html")) or b"<head" in start or b"<body" in start:
        return ".html"
    return ""


def _is_telling(figure: str) -> bool:
    """True for a figure that chance hardly repeats: with a decimal, or of five digits or more."""
    return "." in figure or len(figure) >= 5


def _date_forms(value: str) -> list[str]:
    """A day as documents print it; a month where no day is known; else the year alone."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return [value]
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    month = strip_controls(f"{day:%B} {day.year}")
    if len(parts) == 2:
        return [month, f"{day:%b} {day.year}"]
    return [
        f"{day.day} {month}",
        f"{day.day} {day:%b} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        value,
    ]
