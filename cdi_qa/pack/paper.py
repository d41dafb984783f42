"""A pack or a brief as a paper: headings, numbered questions, sources; Word and Markdown alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cdi_qa.answering.ground import find_faults
from cdi_qa.due import spell_day
from cdi_qa.pack.chart import Picture
from cdi_qa.pack.model import PRIORITIES, Item, Pack, Suggestion
from cdi_qa.schema import Claim, Corpus, Evidence

_QUOTED = 600
"""Characters of a quotation in the list of sources; the page has the rest."""
SUGGESTED = (
    "Suggested from the documents; every figure and quotation was checked against the page it is "
    "cited from."
)
NOT_FOUND = "no longer found in the documents"
STATE_SAID = {
    "open": "",
    "asked": "Asked",
    "answered": "Answered",
    "follow up": "To be followed up",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered question with its labelled details."""

    number: int
    text: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list, or a paragraph."""

    text: str
    bullet: bool = True


Block = Heading | Question | Line | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; `sources` are numbered from 1 as the marks in it are."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    sources: tuple[str, ...] = ()
    one_page: bool = False
    """True where it is to fit one page: set small, without a table of contents."""


class Sources:
    """Numbers evidence in the order in which it is cited."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._numbers: dict[Evidence, int] = {}

    def marks(self, evidence: Iterable[Evidence]) -> str:
        """ "[1][2]"."""
        numbers = [self._numbers.setdefault(e, len(self._numbers) + 1) for e in evidence]
        return "".join(f"[{number}]" for number in dict.fromkeys(numbers))

    def listed(self) -> tuple[str, ...]:
        """Each source with its page and quotation; those that no longer stand are said so."""
        return tuple(cite(evidence, self._corpus) for evidence in self._numbers)


def cite(evidence: Evidence, corpus: Corpus) -> str:
    """ "SPCB briefing note, page 4: “77.9% for violent crime”"."""
    titles = {source.id: source.title for source in corpus.sources}
    page = f", page {evidence.page}" if evidence.page is not None else ""
    gone = "" if stands(evidence, corpus) else f" ({NOT_FOUND})"
    quote = evidence.quote
    if len(quote) > _QUOTED:
        quote = f"{quote[:_QUOTED].rsplit(' ', 1)[0]} …"
    return f"{titles.get(evidence.source, evidence.source)}{page}: “{quote}”{gone}"


def place(evidence: Evidence, corpus: Corpus) -> str:
    """ "the briefing note, page 4"."""
    spoken = {source.id: source.spoken for source in corpus.sources}
    page = f", page {evidence.page}" if evidence.page is not None else ""
    return f"{spoken.get(evidence.source, evidence.source)}{page}"


def stands(evidence: Evidence, corpus: Corpus) -> bool:
    """True where the quotation is on its page, as it was when it was saved."""
    return not find_faults(Claim("", (evidence,)), corpus)


def pack_paper(
    pack: Pack | None,
    suggested: Sequence[Suggestion],
    corpus: Corpus,
    picture: Picture | None = None,
) -> Paper:
    """The saved pack as a paper, or the suggested one where none is saved."""
    items = list(pack.items) if pack is not None else as_items(suggested)
    title = pack.title if pack is not None else default_title(corpus)
    day = pack.meeting_date if pack is not None else default_date(corpus)
    sources = Sources(corpus)
    blocks: list[Block] = [] if pack is not None else [Line(SUGGESTED, bullet=False)]
    theme = None
    for number, item in enumerate(items, start=1):
        if item.theme != theme:
            theme = item.theme
            blocks.append(Heading(theme))
        blocks.append(Question(number, item.text, tuple(_details(item, sources))))
    if picture is not None:
        blocks += [Heading("The comparison"), picture]
    subtitle = f"Question pack for the meeting{_on(day)}"
    return Paper(title, subtitle, tuple(blocks), sources.listed())


def _details(item: Item, sources: Sources) -> Iterable[tuple[str, str]]:
    """What goes under a question, labelled; nothing empty."""
    evidence = sources.marks(item.evidence)
    full = "; ".join(item.full_answer)
    minutes = f"{item.seconds / 60:.0f} min" if item.seconds >= 60 else ""
    met = ", ".join(part for part in (STATE_SAID[item.state], minutes) if part)
    told = [
        ("Evidence", evidence),
        ("How we compare", item.comparison),
        ("A full answer has", full and f"{full}."),
        ("Follow up with", item.follow_up),
        ("Priority", PRIORITIES[item.priority]),
        ("To be asked by", item.assignee),
        ("Note", item.note),
        ("At the meeting", met),
        ("Answer", item.answer),
    ]
    return [(label, text) for label, text in told if text]


def as_items(suggested: Sequence[Suggestion]) -> list[Item]:
    """Suggestions as questions of a pack that is not saved."""
    return [
        Item(
            id=number,
            position=number,
            theme=item.theme,
            text=item.text,
            evidence=item.evidence,
            comparison=item.comparison,
            full_answer=item.full_answer,
            follow_up=item.follow_up,
            priority=item.priority,
        )
        for number, item in enumerate(suggested, start=1)
    ]


def action_list(pack: Pack) -> list[Item]:
    """What remains after the meeting: to be followed up first, then what was not answered."""
    left = [item for item in pack.items if item.state != "answered"]
    return sorted(left, key=lambda item: (item.state != "follow up", item.priority, item.position))


def default_title(corpus: Corpus) -> str:
    """The title of the main document: the first that is whole."""
    whole = [source for source in corpus.sources if source.kind == "full"]
    return (whole or list(corpus.sources))[0].title


def default_date(corpus: Corpus) -> str:
    """The date of the main document in ISO form, empty where it is not known."""
    whole = [source for source in corpus.sources if source.kind == "full"]
    return (whole or list(corpus.sources))[0].date


def _on(day: str) -> str:
    """ " on 3 October 2017", or nothing."""
    try:
        return f" on {spell_day(date.fromisoformat(day))}"
    except ValueError:
        return f" ({day})" if day else ""
