"""Tables with headings such as reports of inspections have, set at random as a PDF's text leaves
them, and what was made of each: read right, marked doubtful, or wrong without a word.

`python -m tests.reading.random_headers 2000` counts the three.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from cdi_qa.reading.tables import find_tables

Verdict = Literal["right", "doubtful", "wrong", "no headings"]
Style = Callable[[Random, list[str]], str]

HEADINGS: dict[str, list[str]] = {
    "date": "Date|Date of report|Report date|Published|Date published|Inspected|Inspection Date"
    "|Date of inspection|Visit|Date of visit|Last visit".split("|"),
    "text": "Force|Force area|Service|Provider|Home|Care Home|Name of home|Local authority|Prison"
    "|Establishment|Trust|Custody suite|School|Fire Service|Police Force".split("|"),
    "grade": "Overall Grade|Overall|Grade|Recording|Leadership|Leadership/ Culture|Healthcare"
    "|Systems/ Processes|Use of Force|Safe|Caring|Well-led|Effectiveness|Efficiency|People"
    "|Crime prevention|Victim Care|Supervision|Previous Grade|Overall judgement|Safety|Respect"
    "|Purposeful Activity|Rehabilitation|Quality of education|Behaviour|Personal development"
    "|Governance|Leadership and management|Public Protection|Responding|Investigations"
    "|Vulnerable people|Stop and Search|Children in custody|Mental Health|Safer detention"
    "|Workforce|Legitimacy|Managing offenders|Staff Culture|Professional Standards|Early Help"
    "|Value for Money|Decision Making|Case Files|Youth Justice|Food Safety|Risk Management|Ethics"
    "|Staff Wellbeing|Data Accuracy|Prison Leadership|Planned Care|Equality|Care Planning".split(
        "|"
    ),
    "number": "Overall|Violence|Sexual|Rape|Vulnerable|Wait|Strip Search|Children|Release|Beds"
    "|Response time|Response Times|All Crime|Missed|Missed Calls|Sexual offences|Domestic Abuse"
    "|Burglary|Robbery|Hate Crime|Cost per head|Staff|Staff Turnover|Sickness|Sickness days"
    "|Complaints|Complaints upheld|Average Wait|Calls answered|Abandoned Calls|Reported|Recorded"
    "|Not recorded|Recording Rate|Victims told (%)|Rate (%)|Vacancies|Occupancy|Prisoners"
    "|Assaults on staff|Self-harm|Detainees|Release checks|Median wait|On-call Pumps|Spit Hoods"
    "|Deliberate Fires|Deaths in custody|Home Visits|Night Shifts|Repeat Callers"
    "|Taser Use|Smoke Alarms|Cell Checks|Bail Breaches|Court Delays|Body Cameras|Key Workers"
    "|Fire Deaths|Waste Collected|School Exclusions|Ambulance Handover|Bed Days Lost|Arrests"
    "|Average Call Time|Charged|Drug Tests Failed|Fixed Penalties|Open Cases|Ligature Points".split(
        "|"
    ),
}
_NAMES = (
    "Kent|Essex|Suffolk|Durham|Gwent|Dorset|Cleveland|North Wales|South Yorks|Humberside|D & C"
).split("|")
_GRADES = ["Good", "Inadequate", "Requires Improvement", "Outstanding"]
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table's headings and its text."""

    headings: list[str]
    text: str
    style: str


def draw_table(rng: Random) -> Drawn:
    """Five to eleven rows under four to eleven headings of one to three words."""
    kinds = ["text", *["date"] * rng.randint(0, 1), *["grade"] * rng.randint(0, 4)]
    kinds += ["number"] * rng.randint(max(1, 4 - len(kinds)), 6)
    rng.shuffle(kinds)
    headings: list[str] = []
    for kind in kinds:
        headings.append(rng.choice([each for each in HEADINGS[kind] if each not in headings]))
    style = rng.choice(list(STYLES))
    names = rng.sample(_NAMES, rng.randint(5, len(_NAMES)))
    text = STYLES[style](rng, headings)
    for name in names:
        cells = [name if kind == "text" else _cell(rng, kind) for kind in kinds]
        text += _on_own_lines(rng, cells, wrappable=("Requires Improvement",))
    return Drawn(headings, text, style)


def _cell(rng: Random, kind: str) -> str:
    if kind == "date":
        return f"{rng.choice(_MONTHS)}-{rng.randint(12, 24)}"
    return rng.choice(_GRADES) if kind == "grade" else f"{rng.randint(0, 1000) / 10:.1f}"


def _wrap(rng: Random, heading: str) -> list[str]:
    """The lines of a heading, one or more, that a narrow column may break it into."""
    words = heading.split()
    if len(words) == 1 or rng.random() < 0.4:
        return [heading]
    if len(words) == 2 or rng.random() < 0.3:
        return words
    cut = rng.randint(1, len(words) - 1)
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _on_one_line(rng: Random, headings: list[str]) -> str:
    return " ".join(headings) + " \n\n"


def _on_own_lines(
    rng: Random,
    cells: list[str],
    wrappable: tuple[str, ...] = (),
    after: str = " \n\n",
    before: tuple[str, ...] = ("\n",),
) -> str:
    """Cells side by side on a line, each wrapped one on lines of its own."""
    text = ""
    for cell in cells:
        lines = _wrap(rng, cell) if not wrappable or cell in wrappable else [cell]
        if len(lines) > 1:
            if text and not text.endswith("\n"):
                text = text.rstrip(" ") + " " + rng.choice(before)
            text += " \n".join(lines) + after
        else:
            text += cell + " "
    return text.rstrip() + " \n\n"


def _white_before(rng: Random, headings: list[str]) -> str:
    """A wrapped heading with a blank line before it as well, sometimes."""
    return _on_own_lines(rng, headings, before=("\n", "\n\n"))


def _without_blanks(rng: Random, headings: list[str]) -> str:
    return _on_own_lines(rng, headings, after=" \n")


def _going_on(rng: Random, headings: list[str]) -> str:
    """A wrapped heading begins on the line of those before it: "Force Date of", "report"."""
    text = ""
    for heading in headings:
        lines = _wrap(rng, heading)
        text += " \n".join(lines) + (" \n\n" if len(lines) > 1 else " ")
    return text.rstrip() + " \n\n"


def _a_line_each(rng: Random, headings: list[str]) -> str:
    """Each heading on a line of its own, wrapped ones on several, nothing between."""
    return " \n".join(line for heading in headings for line in _wrap(rng, heading)) + " \n\n"


def _set_apart(rng: Random, headings: list[str]) -> str:
    """Each heading a paragraph of its own."""
    return " \n\n".join(" \n".join(_wrap(rng, heading)) for heading in headings) + " \n\n"


STYLES: dict[str, Style] = {
    "one line": _on_one_line,
    "own lines": _on_own_lines,
    "white before": _white_before,
    "no blanks": _without_blanks,
    "going on": _going_on,
    "a line each": _a_line_each,
    "set apart": _set_apart,
}


def judge(drawn: Drawn) -> Verdict:
    """What reading the table made of its headings."""
    found = find_tables(drawn.text, 1)
    if len(found) != 1 or len(found[0].columns) != len(drawn.headings) or not found[0].headed:
        return "no headings"
    pairs = list(zip(found[0].columns, drawn.headings, strict=True))
    if any(column.heading != heading and not column.doubts for column, heading in pairs):
        return "wrong"
    return "doubtful" if any(column.doubts for column, _ in pairs) else "right"


def tally(count: int, seed: int = 1) -> Counter[tuple[str, Verdict]]:
    """How often each verdict falls over random tables, by the style of their headers."""
    rng = Random(seed)
    drawn = (draw_table(rng) for _ in range(count))
    return Counter((each.style, judge(each)) for each in drawn)


if __name__ == "__main__":
    counts = tally(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    for style in STYLES:
        print(style, {v: n for (s, v), n in sorted(counts.items()) if s == style})
    print("all", Counter({v: sum(n for (_, w), n in counts.items() if w == v) for _, v in counts}))
