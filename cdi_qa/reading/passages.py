"""Blocks of a page → passages, each an exact slice of its page, and the sections they form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cdi_qa.reading.blocks import Block, ReadPage, clean_slice
from cdi_qa.schema import Evidence, Passage, PassageKind, Section
from cdi_qa.text import sentence_spans

_KINDS: dict[str, PassageKind] = {
    "bullet": "bullet",
    "item": "item",
    "footnote": "footnote",
    "link": "link",
    "paragraph": "sentence",
}


_LONGEST = 2000
"""Characters of a passage: what goes on longer without an end is no sentence to be quoted."""
_SEVERAL, _MANY_WORDS = 3, 60
"""Sentences from which, and words above which, an item is cut into its sentences."""
_TITLE_WORDS = 6
"""Words of a sentence that may name what an item is on: "Seeing it for what it is."."""


def evidence_of(passage: Passage) -> Evidence:
    """A passage as what a statement rests on."""
    return Evidence(passage.source, passage.page, passage.section, passage.quote)


def _without_marks(text: str, block: Block) -> str:
    """A block's text, as long as it is, its footnote marks as signs that may end a sentence."""
    at = {start for start, _ in block.notes}
    for begin, stop in block.marks:
        if begin in at:
            begin, stop = begin - block.start, stop - block.start
            text = f"{text[:begin]}{'”' * (stop - begin)}{text[stop:]}"
    return text


@dataclass(slots=True)
class PassageMaker:
    """Walks the pages of one source in order, keeping the headings and lead-in in force."""

    source: str
    passages: list[Passage] = field(default_factory=list)
    _path: list[tuple[int, str]] = field(default_factory=list)
    _path_notes: list[str] = field(default_factory=list)
    _lead_in: str = ""
    _lead_kind: str = ""
    _section: int = 0
    _block: int = 0
    _sections: dict[str, tuple[int | None, tuple[str, ...]]] = field(default_factory=dict)
    _marks: list[tuple[int | None, int, tuple[str, ...]]] = field(default_factory=list)
    """Page and offset of every block but footnotes, and the headings in force there."""

    def add_page(self, page: ReadPage, blocks: list[Block]) -> None:
        """Cut one page's blocks into passages."""
        self._new_section(page)
        notes = {
            block.note: clean_slice(page.text, block.start, block.end, block.marks)
            for block in blocks
            if block.kind == "footnote"
        }
        annotated = {number: (block, at) for block in blocks for at, number in block.notes}
        sections_of: dict[Block, tuple[str, tuple[str, ...]]] = {}
        first_passage = len(self.passages)
        for block in blocks:
            if block.kind == "footnote":
                self._add_footnote(page, block, annotated, sections_of)
                continue
            if block.kind == "heading":
                self._enter_heading(page, block, notes)
            sections_of[block] = (self._section_id(), self._headings())
            self._marks.append((page.number, block.start, self._headings()))
            if block.kind != "heading":
                self._add_block(page, block, notes)
        self._place_repeated_links(first_passage)
        self._mark_run_on(first_passage)

    def section_at(self, page: int | None, offset: int) -> tuple[str, ...]:
        """The headings in force at an offset; none where nothing stands above it on its page."""
        above = [path for number, start, path in self._marks if number == page and start <= offset]
        return above[-1] if above else ()

    def sections(self) -> list[Section]:
        """Every section that holds passages, in reading order."""
        members: dict[str, list[Passage]] = {}
        for passage in self.passages:
            members.setdefault(passage.section_id, []).append(passage)
        return [
            Section(
                id=section_id,
                source=self.source,
                page=self._sections[section_id][0],
                path=self._sections[section_id][1],
                passages=tuple(passage.id for passage in held),
                text=" ".join(passage.clean for passage in held),
            )
            for section_id, held in members.items()
        ]

    def _headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._path)

    def _section_id(self) -> str:
        return f"{self.source}#{self._section}"

    def _new_section(self, page: ReadPage) -> None:
        self._section += 1
        self._sections[self._section_id()] = (page.number, self._headings())

    @staticmethod
    def _clean(page: ReadPage, block: Block) -> str:
        return clean_slice(page.text, block.start, block.end, block.marks)

    def _enter_heading(self, page: ReadPage, block: Block, notes: dict[str, str]) -> None:
        while self._path and self._path[-1][0] >= block.level:
            self._path.pop()
        self._path.append((block.level, self._clean(page, block)))
        self._path_notes = [notes[number] for _, number in block.notes if number in notes]
        self._lead_in = self._lead_kind = ""
        self._new_section(page)

    def _add_footnote(
        self,
        page: ReadPage,
        block: Block,
        annotated: dict[str, tuple[Block, int]],
        sections_of: dict[Block, tuple[str, tuple[str, ...]]],
    ) -> None:
        section_id, path, lead_in = self._section_id(), self._headings(), ""
        target, mark = annotated.get(block.note, (None, 0))
        if target is not None and target in sections_of:
            section_id, path = sections_of[target]
            marked = (p for p in reversed(self.passages) if p.start < mark <= p.end)
            holder = next((p for p in marked if p.page == page.number), None)
            lead_in = holder.clean if holder and target.kind != "heading" else ""
        self._block += 1
        self._append(page, block, block.start, block.end, section_id, path, lead_in, ())

    def _add_block(self, page: ReadPage, block: Block, notes: dict[str, str]) -> None:
        self._block += 1
        lead_in = self._lead_in_for(block)
        text = page.text[block.start : block.end]
        spans = sentence_spans(_without_marks(text, block))
        if not _tells_several(block, text, spans):
            spans = [(0, len(text))]
        title = ""
        if len(spans) > 1:
            at, to = spans[0]
            title = clean_slice(page.text, block.start + at, block.start + to, block.marks)
        for begin, end in (piece for span in spans for piece in _pieces(text, *span)):
            start, stop = block.start + begin, block.start + end
            if begin and _is_title(title) and block.kind != "paragraph":
                lead_in = lead_in or title  # "Danger. The questions were asked in 71 of 120 cases."
            own = [
                notes[number]
                for at, number in block.notes
                if start < at <= stop and number in notes
            ]
            self._append(
                page,
                block,
                start,
                stop,
                self._section_id(),
                self._headings(),
                lead_in,
                (*own, *self._path_notes),
            )
        if block.kind in {"paragraph", "item", "bullet"} and text.rstrip().endswith(":"):
            self._lead_in, self._lead_kind = self.passages[-1].clean, ""

    def _lead_in_for(self, block: Block) -> str:
        """The lead-in that introduces this block; it lasts while blocks of one kind follow it."""
        if not self._lead_in:
            return ""
        if not self._lead_kind:
            self._lead_kind = block.kind
        if block.kind != self._lead_kind:
            self._lead_in = self._lead_kind = ""
            return ""
        lead_in = self._lead_in
        if block.kind == "link":
            self._lead_in = self._lead_kind = ""
        return lead_in

    def _append(
        self,
        page: ReadPage,
        block: Block,
        start: int,
        end: int,
        section_id: str,
        path: tuple[str, ...],
        lead_in: str,
        footnotes: tuple[str, ...],
    ) -> None:
        self.passages.append(
            Passage(
                id=f"{self.source}:{page.number or 0}:{start}-{end}",
                source=self.source,
                page=page.number,
                start=start,
                end=end,
                kind=_KINDS[block.kind],
                text=page.text[start:end],
                clean=clean_slice(page.text, start, end, block.marks),
                section=path,
                section_id=section_id,
                lead_in=lead_in,
                footnotes=footnotes,
                block=self._block,
                set_off=block.set_off,
            )
        )

    def _place_repeated_links(self, first: int) -> None:
        """An address that the page repeats at its foot belongs where it was printed first."""
        printed: dict[str, Passage] = {}
        for at in range(first, len(self.passages)):
            link = self.passages[at]
            if link.kind == "link":
                place = printed.setdefault("".join(link.text.split()), link)
                self.passages[at] = replace(
                    link, section=place.section, section_id=place.section_id
                )

    def _mark_run_on(self, first: int) -> None:
        """Say of a sentence that the page's end cuts in two that it goes on."""
        if not 0 < first < len(self.passages):
            return
        before = [at for at in range(first) if self.passages[at].kind != "footnote"]
        after = self.passages[first]
        if not before:
            return
        last = self.passages[before[-1]]
        open_ended = not re.search(r"[.!?:;][’”'\")\]]*$", last.clean)
        if last.page != after.page and open_ended and after.clean[:1].islower() and (
            after.kind == "sentence"
        ):  # fmt: skip
            self.passages[before[-1]] = replace(last, continues=True)
            self.passages[first] = replace(after, continued=True)


def _tells_several(block: Block, text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """True where each sentence of a block is a passage of its own: always those of a paragraph,
    those of an item where it tells of several things.
    """
    several = len(spans) >= _SEVERAL or len(text.split()) > _MANY_WORDS
    return block.kind == "paragraph" or (block.kind != "link" and several)


def _is_title(text: str) -> bool:
    """True for a first sentence that is short enough to name what those after it are on."""
    return len(text.split()) <= _TITLE_WORDS


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The span in pieces that are short enough for a passage, cut where there is a space."""
    while end - begin > _LONGEST:
        cut = max(text.rfind(space, begin + 1, begin + _LONGEST) for space in " \n\t")
        cut = cut if cut > 0 else begin + _LONGEST
        yield begin, begin + len(text[begin:cut].rstrip())
        begin = cut + len(text[cut : cut + _LONGEST]) - len(text[cut : cut + _LONGEST].lstrip())
    yield begin, end
