"""Markdown files → one page with its blocks, through markdown-it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cdi_qa.reading.blocks import Block, BlockKind, RawTable, ReadPage, clean_slice

_EMPHASIS = re.compile(
    r"(?<!\\)(?:\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+)"
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
# A mark that is opened and never closed is looked for so far and no further, so that text full of
# them is still read in a time that grows with its length.
_LINK = re.compile(r"(!?\[)([^\]^][^\]]{0,999})(\](?:\([^)]{0,1999}\)|\[[^\]]{0,999}\])?)")
_AUTOLINK = re.compile(r"(<)(?:https?|mailto):[^>]{0,1999}(>)")
_TAG = re.compile(r"<!--.{0,9999}?-->|</?[A-Za-z][\w-]{0,99}(?:\s[^>]{0,1999})?/?>", re.DOTALL)
_LIST_SIGN = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,99})\]")
_NOTE = re.compile(r"(?m)^\[\^([^\]\s]+)\]:\s*")
_QUOTE_SIGN = re.compile(r"(?m)^[ \t]*>[> ]*")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---(?=\n|\Z)", re.DOTALL)

Span = tuple[int, int]


def read_markdown(text: str) -> list[ReadPage]:
    """The single page of a Markdown file; quotes of it are runs of the file's own text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader(text, [0, *(match.end() for match in re.finditer("\n", text)), len(text)])
    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    body = _FRONT_MATTER.sub(lambda match: "\n" * match.group().count("\n"), text)
    for at, token in enumerate(tokens := parser.parse(body)):
        reader.take(tokens, at, token)
    return [ReadPage(None, text, tuple(reader.blocks), tuple(reader.tables))]


@dataclass(slots=True)
class _Reader:
    """Collects blocks and tables while the tokens go by."""

    text: str
    _line_starts: list[int]
    blocks: list[Block] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)
    _lists: list[BlockKind] = field(default_factory=list)
    _fresh_item: bool = False
    _rows: list[tuple[tuple[str, ...], Span]] | None = None

    def take(self, tokens: list[Token], at: int, token: Token) -> None:
        """One token; what it opens or holds is remembered."""
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self._lists.append("bullet" if token.type.startswith("bullet") else "item")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif token.type == "list_item_open":
            self._fresh_item = True
        elif token.type == "table_open":
            self._rows = []
        elif token.type == "table_close" and self._rows:
            cells, spans = zip(*self._rows, strict=True)
            self.tables.append(RawTable(cells, spans))
            self._rows = None
        elif token.map and token.type == "tr_open" and self._rows is not None:
            self._rows.append((tuple(_cell_texts(tokens, at)), self._span(token.map)))
        elif token.map and token.type in {"fence", "code_block", "html_block"}:
            self._add("paragraph", self._span(token.map))
        elif token.map and token.type == "inline" and self._rows is None:
            self._add_inline(tokens[at - 1], token.map)

    def _add_inline(self, opener: Token, lines: list[int]) -> None:
        if opener.type == "heading_open":
            self._add("heading", self._span(lines), int(opener.tag[1:]))
        elif self._lists and self._fresh_item:
            self._fresh_item = False
            self._add(self._lists[-1], self._span(lines))
        else:
            self._add("paragraph", self._span(lines))

    def _span(self, lines: list[int]) -> Span:
        last = len(self._line_starts) - 1
        start, end = (self._line_starts[min(line, last)] for line in lines)
        piece = self.text[start:end]
        return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())

    def _add(self, kind: BlockKind, span: Span, level: int = 0) -> None:
        start, end = span
        piece = self.text[start:end]
        if kind == "heading" and (sign := re.match(r"#+\s+", piece)):
            start += sign.end()
            end = start + len(re.sub(r"\s+#+$", "", self.text[start:end]))
        elif kind == "heading":
            end = start + len(re.sub(r"\s*\n\s*[=-]+$", "", piece))
        elif kind in {"bullet", "item"} and (sign := _LIST_SIGN.match(piece)):
            start += sign.end()
        elif found := list(_NOTE.finditer(self.text, start, end)):
            ends = [*(match.start() for match in found[1:]), end]
            for match, stop in zip(found, ends, strict=True):
                self._block("footnote", match.end(), stop, note=match.group(1))
            end = found[0].start()
        self._block(kind, start, end, level)

    def _block(self, kind: BlockKind, start: int, end: int, level: int = 0, note: str = "") -> None:
        end = start + len(self.text[start:end].rstrip())
        marks = tuple(_inline_marks(self.text, start, end))
        if clean_slice(self.text, start, end, marks):
            notes = [(m.start(), m.group(1)) for m in _NOTE_MARK.finditer(self.text, start, end)]
            self.blocks.append(Block(kind, start, end, level, marks, note, tuple(notes)))


def _inline_marks(text: str, start: int, end: int) -> list[Span]:
    patterns = (_EMPHASIS, _ESCAPE, _NOTE_MARK, _TAG, _QUOTE_SIGN)
    marks = [match.span() for each in patterns for match in each.finditer(text, start, end)]
    for match in _LINK.finditer(text, start, end):
        marks += [match.span(1), match.span(3)]
    for match in _AUTOLINK.finditer(text, start, end):
        marks += [match.span(1), match.span(2)]
    return sorted(marks)


def _cell_texts(tokens: list[Token], row: int) -> list[str]:
    cells = []
    for at in range(row + 1, len(tokens)):
        token = tokens[at]
        if token.type == "tr_close":
            break
        if token.type == "inline":
            marks = tuple(_inline_marks(token.content, 0, len(token.content)))
            cells.append(clean_slice(token.content, 0, len(token.content), marks))
    return cells
