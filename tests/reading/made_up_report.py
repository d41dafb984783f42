"""Made-up inspection reports, drawn from a seed: what a reading of them should give back."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

PieceKind = Literal["heading", "paragraph", "bullet", "numbered", "boxed", "table", "chart", "scan"]

_BODIES = [
    "Northshire Police",
    "the force",
    "the control room",
    "each supervisor",
    "the crime registrar",
    "the board",
    "the vulnerability team",
    "officers of the district",
    "the inspectorate",
]
_DEEDS = [
    "recorded",
    "reviewed",
    "failed to record",
    "cancelled",
    "re-examined",
    "checked within twenty-four hours",
    "had not classified correctly",
    "passed to a specialist",
]
_THINGS = [
    "reports of violent crime",
    "sexual offences",
    "incidents of domestic abuse",
    "crimes of harassment and stalking",
    "burglary offences",
    "records of vulnerable victims",
    "offences reported by third parties",
    "well-being referrals",
    "antisocial behaviour incidents",
]
_ENDS = [
    "before the officers concerned were informed",
    "because first-line supervision was insufficient",
    "and the findings differ from those of the earlier inspection",
    "although confidence in the figures has been affected",
    "without an effective audit of the decisions",
    "since the introduction of the new workflow",
    "in line with the national counting rules",
    "with considerable differences between the districts",
    "which the staff satisfaction survey also reflects",
]
_PLACES = "Aldermere Bexcombe Carrow Dunholt Eskdale Farnley Garside Harrow-on-Sea".split()
_PLACES += ["Isle of Thorn", "Jarrow Vale", "Kingsmead", "Lower Wick", "Great Holm", "St Osyth"]
_GRADES = ["Good", "Requires Improvement", "Inadequate", "Outstanding"]
_HEADINGS = """Crime reports held elsewhere|How officers record what victims tell them
Leadership and governance|Systems and processes|Recording of violence|What we found
Sexual offences|Supervision|Training of first responders|Cause of concern|Next steps
Rape reports|Areas for improvement|Diversity of victims|Audit and oversight|Cancelled crimes
Confidence in the figures|Staff and culture|The control room|Vulnerable victims""".replace(
    "\n", "|"
).split("|")


@dataclass(frozen=True)
class Piece:
    """One part of a report as a reader sees it; a table has rows, all else has sentences."""

    kind: PieceKind
    sentences: tuple[str, ...] = ()
    level: int = 0
    number: str = ""
    note: str = ""
    """Text of the footnote that the first sentence carries."""
    caption: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    """Header row first."""
    columns: int = 1
    """Columns of the part of the report it stands in."""

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


@dataclass(frozen=True)
class Report:
    title: str
    pieces: list[Piece] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind in kinds]


def draw_report(seed: int, chapters: int = 3, numbered: bool = False) -> Report:
    """A report of some chapters: prose, lists, boxes, tables, a chart and a scanned page."""
    return _Writer(random.Random(seed), numbered).write(chapters)


class _Writer:
    def __init__(self, chance: random.Random, numbered: bool) -> None:
        self._chance = chance
        self._numbered = numbered
        self._said: set[str] = set()
        self._pieces: list[Piece] = []
        self._tables = 0
        self._headings = _HEADINGS[:]
        chance.shuffle(self._headings)

    def write(self, chapters: int) -> Report:
        for chapter in range(1, chapters + 1):
            columns = 2 if chapter % 2 == 0 else 1
            self._chapter(chapter, columns)
        self._pieces.append(Piece("scan"))
        return Report(
            f"Crime recording in Northshire: an inspection {self._chance.randint(2014, 2024)}",
            self._pieces,
        )

    def _chapter(self, chapter: int, columns: int) -> None:
        self._add("heading", (self._headings.pop(),), level=1, columns=columns)
        count = 0
        for section in range(3):
            if section:
                self._add("heading", (self._headings.pop(),), level=2, columns=columns)
            for _ in range(self._chance.randint(2, 3)):
                count += 1
                number = f"{chapter}.{count}" if self._numbered else ""
                note = self._sentence() if self._chance.random() < 0.4 else ""
                self._add(
                    "numbered" if number else "paragraph",
                    self._sentences(2, 5),
                    number=number,
                    note=note,
                    columns=columns,
                )
            if section == 0:
                for _ in range(3):
                    self._add("bullet", self._sentences(1, 1), columns=columns)
            elif section == 1:
                self._add("boxed", self._sentences(2, 3), columns=columns)
                self._pieces.append(Piece("chart", columns=columns))
            else:
                self._table(columns, long=chapter == 1)

    def _add(self, kind: PieceKind, sentences: tuple[str, ...], **more: object) -> None:
        self._pieces.append(Piece(kind, sentences, **more))  # type: ignore[arg-type]

    def _sentences(self, least: int, most: int) -> tuple[str, ...]:
        return tuple(self._sentence() for _ in range(self._chance.randint(least, most)))

    def _sentence(self) -> str:
        pick = self._chance.choice
        while True:
            share = f"{self._chance.randint(300, 999) / 10} per cent of the "
            count = f"{self._chance.randint(12, 9800):,} "
            some = pick([share, count, "a number of the ", ""])
            end = f" {pick(_ENDS)}" if self._chance.random() < 0.7 else ""
            told = f"{pick(_BODIES)} {pick(_DEEDS)} {some}{pick(_THINGS)}{end}."
            if told not in self._said:
                self._said.add(told)
                return told[0].upper() + told[1:]

    def _table(self, columns: int, long: bool) -> None:
        self._tables += 1
        chance = self._chance
        header = [
            "Force",
            "Overall grade",
            "Violent crime (%)",
            "Sexual offences (%)",
            "Reports audited",
        ]
        width = 5 if columns == 1 else 3
        names = (
            _PLACES[:]
            if not long
            else [f"{a} {b}" for a in ("North", "South", "East", "West") for b in _PLACES]
        )
        chance.shuffle(names)
        rows = [tuple(header[:width])]
        for name in names[: 48 if long else chance.randint(5, 8)]:
            row = (
                name,
                chance.choice(_GRADES),
                f"{chance.randint(600, 999) / 10}",
                f"{chance.randint(600, 999) / 10}",
                f"{chance.randint(30, 2400):,}",
            )
            rows.append(row[:width])
        subject = chance.choice(["Rates of recording", "Grades and rates", "Results of the audit"])
        caption = f"Table {self._tables}: {subject} by force, {chance.randint(2014, 2024)}"
        self._pieces.append(Piece("table", caption=caption, rows=tuple(rows), columns=columns))
