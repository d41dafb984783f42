"""Whether a text is the document that a digest stands in for: its title, figures, names and date.

A document is taken for another where it merely quotes it, so the date and the title weigh: what
says of itself at its start that it is of later, or that it is a second inspection, is not it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cdi_qa.errors import DocumentError
from cdi_qa.reading import read_source
from cdi_qa.reading.manifest import name_full
from cdi_qa.schema import Source
from cdi_qa.text import figures, fold_space, fold_typography, stems, strip_controls, words

_TITLE_SHARE = 0.6
"""Share of the title's words that the document must hold: a site words its titles its own way."""
_MARK_SHARE = 0.5
"""Share of the marks (date, figures, names) to hold: a digest draws on other pages too."""
_FEWEST_MARKS = 2
_OPENING = 3000
"""Characters of the first page that dates are read in; of all, where there are no pages."""
_TITLE_LINES = 300
"""Characters at the start in which a document says what it is."""
_NEARLY_ALL = 0.75
"""Share of the marks from which a document need not bear its date at the start."""
_FEWEST_WORDS = 60
"""Words of a document of which no digest tells anything; a notice or a form has fewer."""
_DAYS_OF_GRACE = 7
"""A site may put a document up some days after the date that the document bears."""
_DIGEST = re.compile(r"\bdigests?\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|`[^`]*`|\b[A-Za-z]+(?:-[A-Za-z]+)*-\d{5,}\b|\b\w+(?:\.\w+)*\.[A-Za-z]{2,}/\S*"
)
_SMALL_WORDS = frozenset("a an and by for from in of on s the to with".split())
_RANKS = frozenset(
    "hm his her majesty's majestys inspector inspectors inspectorate constabulary deputy assistant "
    "chief constable superintendent commissioner police crime fire rescue detective sergeant "
    "commander officer pc dc ds di dci dcc acc cc pcc mr mrs ms miss mx dr sir dame lord lady "
    "baroness professor prof rt hon councillor cllr mp judge justice minister secretary home mayor "
    "chair chairman chairwoman president director executive manager head lead the a an and of for "
    "acting temporary former senior lay member in on at by to from since this these that those she "
    "he it they her his their its and but most only".split()
)
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*(?: (?=[A-Z])[A-Z][\w’'-]*)*")
_MONTHS = {
    name: number
    for number in range(1, 13)
    for name in (f"{date(2000, number, 1):%B}".lower(), f"{date(2000, number, 1):%b}".lower())
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATED = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b(?P<month>{_MONTH})\.?"
    r"(?:\s+(?P<late>\d{1,2})(?:st|nd|rd|th)?,)?[\s-]+(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"
    r"|\b(?P<nd>\d{1,2})[/.](?P<nm>\d{1,2})[/.](?P<ny>20\d\d)\b"
    r"|(?<![\d.,£$€/–-])(?P<alone>20\d\d)(?![\d%/–-]|[.,]\d)",
    re.IGNORECASE,
)
_OF_ANOTHER_DAY = re.compile(
    r"\b(?:by|until|till|before)(?: the)?(?: end of)?(?: early| mid| late)?\s*$"
    r"|\b(?:archived?|captured|snapshot|acquired|updated|reviewed|modified|accessed|retrieved|"
    r"downloaded)\b[^.;\n]{0,20}$"
    r"|\b(?:will|shall|is to|are to|plans? to|planned|due)\b[^.;\n]*$",
    re.IGNORECASE,
)
"""What stands before a date that is not the document's: of what is to come, of an archive's."""
_AGAIN = re.compile(r"\bre-?(?:inspect|visit)|\bfollow-?up (?:inspection|review)", re.IGNORECASE)
_LOG_IN = re.compile(r"\b(?:log|sign) ?in\b|\bpassword\b", re.IGNORECASE)
_ABOUT_IT = re.compile(
    r"\b(?:(?P<kind>brief|minut|agenda|respon|letter)\w*|(?:summary|digest) of the\b|"
    r"note (?:on|to|for)\b|(?:press|news) (?:release|item)\b)",
    re.IGNORECASE,
)
"""Words by which a document says at its start that it speaks of another."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What tells a document from others: words of its title, and marks that few others hold."""

    title: str
    figures: frozenset[str]
    names: frozenset[str]
    date: str
    own: frozenset[str] = frozenset()
    """Figures that no other document quotes."""

    @property
    def title_stems(self) -> frozenset[str]:
        """The words of the title that count, as stems."""
        return frozenset(stems(self.title)) - _SMALL_WORDS


def expect(title: str, day: str, digest: str, others: str) -> Expected:
    """What the full document must hold, from its digest and the other documents' text.

    Figures that another document quotes weigh most: where there are two of them or more, the
    digest's other figures, which may come from a news item, are left aside.
    """
    stated = _statements(digest)
    telling = frozenset(filter(_is_telling, figures(stated)))
    quoted = telling & frozenset(figures(others))
    return Expected(
        title=name_full(title),
        figures=quoted if len(quoted) >= _FEWEST_MARKS else telling,
        names=frozenset(
            name for name in _names(stated) if not set(stems(title)) & set(stems(name))
        ),
        date=day,
        own=telling - quoted,
    )


def read_texts(sources: list[Source], corpus: Path) -> dict[str, str]:
    """The text of each source that can be read, by its id."""
    texts: dict[str, str] = {}
    for each in sources:
        try:
            pages = read_source(each, corpus).pages
        except DocumentError:
            continue
        texts[each.id] = "\n".join(page.text for page in pages)
    return texts


def expect_source(source: Source, texts: dict[str, str]) -> Expected:
    """What a source's full document is known by, from its digest and the other documents' text."""
    others = "\n".join(text for name, text in texts.items() if name != source.id)
    return expect(source.title, source.date, texts.get(source.id, ""), others)


def why_another(pages: list[str], expected: Expected, title: str = "") -> str:
    """Why a document is not the one meant, as a clause; empty where it is.

    `title` is what it is called outside its text, as a web page is.
    """
    text = "\n".join([title, *pages])
    wanted, held = expected.title_stems, frozenset(stems(text))
    if wanted and len(wanted & held) < _TITLE_SHARE * len(wanted):
        return "it does not hold the words of the title"
    opening = _opening(pages, title)
    if later := _later_date(opening, expected):
        return f"it is dated {later}, later than {_spoken(_day_of(expected))}"
    if _AGAIN.search(opening[:_TITLE_LINES]) and not _AGAIN.search(expected.title):
        return "it is by its title a later inspection"
    marks = _marks(text, expected)
    if len(marks) < _FEWEST_MARKS and (
        len(words(text)) < _FEWEST_WORDS or _LOG_IN.search(opening[:_TITLE_LINES])
    ):
        return "it is a notice rather than a document"
    needed = min(len(marks), max(_FEWEST_MARKS, round(_MARK_SHARE * len(marks))))
    if sum(marks) < needed:
        return (
            f"it holds only {sum(marks)} of the {len(marks)} figures, names and dates by "
            "which the document is known"
        )
    if len(expected.figures) >= _FEWEST_MARKS and not expected.figures & set(figures(text)):
        return "it holds none of the figures by which the document is known"
    unquoted = Expected("", expected.own, expected.names, expected.date)
    if (found := _marks(text, unquoted)) and not any(found):
        return "it holds no more of the document than others quote"
    return ""


def opens_as(pages: list[str], expected: Expected) -> bool:
    """True where a document's first lines bear the title, and none that tells of a text about it.

    A briefing on a report or a response to it names the report at its start as the report does.
    """
    opening = _opening(pages, "")
    wanted, held = expected.title_stems, frozenset(stems(opening[: 2 * _TITLE_LINES]))
    about, of_title = _kinds(opening[:_TITLE_LINES]), _kinds(expected.title)
    named = bool(wanted) and len(wanted & held) >= _TITLE_SHARE * len(wanted)
    return named and not about - of_title


def _kinds(text: str) -> set[str]:
    return {(match["kind"] or match.group()).lower() for match in _ABOUT_IT.finditer(text)}


def likeness(pages: list[str], expected: Expected) -> float:
    """How surely a document that nobody named is the one meant: 0 for not, 1 for every mark.

    More is asked than of what stands at the document's own address: how it opens, and that it bears
    its date there where it lacks some of the marks.
    """
    marks = _marks("\n".join(pages), expected)
    share = sum(marks) / max(len(marks), 1)
    opening = _opening(pages, "")
    dated = any(form in opening for form in _date_forms(expected.date))
    sure = len(marks) >= _FEWEST_MARKS and (dated or share >= _NEARLY_ALL)
    return share if sure and opens_as(pages, expected) and not why_another(pages, expected) else 0.0


def _marks(text: str, expected: Expected) -> list[bool]:
    """For each mark of the document, whether the text holds it."""
    folded, printed = fold_typography(fold_space(text)), frozenset(figures(text))
    marks = [figure in printed for figure in expected.figures]
    marks += [fold_typography(name) in folded for name in expected.names]
    if expected.date:
        marks.append(any(form in folded for form in _date_forms(expected.date)))
    return marks


def _statements(digest: str) -> str:
    """What a digest states of its document: without headings, addresses, or what it is itself."""
    kept: list[str] = []
    for block in re.split(r"\n\s*\n", digest):
        lines = [line.strip() for line in block.splitlines()]
        if _DIGEST.search(block):  # what the digest is, over as many lines as it takes
            lines = [line for line in lines if line.startswith(("-", "*"))]
        kept += [line for line in lines if not line.startswith("#") and not _DIGEST.search(line)]
    return "\n".join(fold_space(_ADDRESS.sub(" ", line)) for line in kept)


def _names(text: str) -> list[str]:
    """The names in a text, whole, without the ranks and titles before them."""
    found = []
    for match in _CAPITALISED.finditer(text):
        parts = [part.removesuffix("'s").removesuffix("’s") for part in match.group().split()]
        while parts and parts[0].lower().replace("’", "'") in _RANKS:
            parts.pop(0)
        while parts and parts[-1].lower() in _RANKS:
            parts.pop()
        if len(parts) > 1 and not any(part.isupper() and len(part) > 1 for part in parts):
            found.append(" ".join(parts))
    return found


def _is_telling(figure: str) -> bool:
    """True for a figure that chance hardly repeats: with a decimal, or of five digits or more."""
    return "." in figure or len(figure) >= 5


def _opening(pages: list[str], title: str) -> str:
    """The title and the first page, or the start of it where the text has no pages."""
    first = next((page for page in pages if page.strip()), "")
    return f"{title}\n{fold_space(first)[:_OPENING]}".strip()


def _day_of(expected: Expected) -> tuple[int, ...]:
    """Year, month and day of the document meant, as far as they are known."""
    if expected.date:
        return tuple(int(part) for part in expected.date.split("-"))
    years = re.findall(r"\b20\d\d\b", expected.title)
    return (int(max(years)),) if years else ()


def _later_date(opening: str, expected: Expected) -> str:
    """A date at a document's start that is later than the one meant, as it reads; "" for none."""
    known = _day_of(expected)
    if not known:
        return ""
    last = date.today().year + 1  # a year beyond is a plan's, or no year
    for match in _DATED.finditer(opening):
        found = _date_in(match)
        if not found or found[0] > last or _OF_ANOTHER_DAY.search(opening[: match.start()]):
            continue
        if _is_later(found, known):
            return _spoken(found)
    return ""


def _is_later(found: tuple[int, ...], known: tuple[int, ...]) -> bool:
    if len(found) == len(known) == 3:
        days = date(*found).toordinal() - date(*known).toordinal()
        return days > _DAYS_OF_GRACE
    shared = min(len(found), len(known))
    return found[:shared] > known[:shared]


def _date_in(match: re.Match[str]) -> tuple[int, ...]:
    """Year, month and day of a date as printed, as far as they are; () for a day that is none."""
    if match["alone"]:
        return (int(match["alone"]),)
    if match["y"]:
        parts = [int(match[name]) for name in "ymd"]
    elif match["ny"]:
        parts = [int(match[name]) for name in ("ny", "nm", "nd")]
    else:
        parts = [int(match["year"]), _MONTHS[match["month"].lower()]]
        if day := match["day"] or match["late"]:
            parts.append(int(day))
    try:
        date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    except ValueError:
        return ()
    return tuple(parts)


def _spoken(day: tuple[int, ...]) -> str:
    """A date as one says it: "7 September 2017", "September 2017", "2017"."""
    if len(day) == 1:
        return str(day[0])
    month = f"{date(day[0], day[1], 1):%B} {day[0]}"
    return f"{day[2]} {month}" if len(day) > 2 else month


def _date_forms(value: str) -> list[str]:
    """A day as documents print it, a report's cover often the month alone; else the year alone."""
    if not value:
        return []
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return [value]
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    forms = [f"{day:%B} {day.year}", f"{day:%b} {day.year}"]
    if len(parts) > 2:
        forms += [
            f"{day:%B} {day.day}, {day.year}",
            f"{day:%d/%m/%Y}",
            f"{day:%d.%m.%Y}",
            value,
        ]
    return [strip_controls(form) for form in forms]
