"""Markdown files → one page with its blocks, through markdown-it."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cdi_qa.reading.blocks import Block, BlockKind, RawTable, ReadPage

_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|`+")
_LINK = re.compile(r"(!?\[)([^\]]*)(\]\([^)]*\))")
_LIST_SIGN = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")


def read_markdown(text: str) -> list[ReadPage]:
    """The single page of a Markdown file; quotes of it are runs of the file's own text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    offsets = [0, *(match.end() for match in re.finditer("\n", text))]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks: list[Block] = []
    tables: list[RawTable] = []
    lists: list[str] = []
    fresh_item = False
    in_table: list[tuple[tuple[str, ...], tuple[int, int]]] | None = None
    for at, token in enumerate(tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append("bullet" if token.type.startswith("bullet") else "item")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            fresh_item = True
        elif token.type == "table_open":
            in_table = []
        elif token.type == "table_close" and in_table is not None:
            cells, spans = zip(*in_table, strict=True)
            tables.append(RawTable(cells, spans))
            in_table = None
        elif token.type == "tr_open" and in_table is not None and token.map:
            cells = tuple(_cell_texts(tokens, at))
            in_table.append((cells, _span(text, offsets, token.map)))
        elif token.type == "inline" and token.map and in_table is None:
            kind: BlockKind = "paragraph"
            level = 0
            if tokens[at - 1].type == "heading_open":
                kind, level = "heading", int(tokens[at - 1].tag[1:])
            elif lists and fresh_item:
                kind = "bullet" if lists[-1] == "bullet" else "item"
                fresh_item = False
            blocks.append(_block(text, _span(text, offsets, token.map), kind, level))
    return [ReadPage(None, text, tuple(blocks), tuple(tables))]


def _span(text: str, offsets: list[int], lines: list[int]) -> tuple[int, int]:
    start = offsets[lines[0]]
    end = offsets[lines[1]] if lines[1] < len(offsets) else len(text)
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _block(text: str, span: tuple[int, int], kind: BlockKind, level: int) -> Block:
    start, end = span
    if kind == "heading" and (sign := re.match(r"#+\s+", text[start:end])):
        start += sign.end()
        end = start + len(re.sub(r"\s+#+$|\n[=-]+$", "", text[start:end]))
    elif kind in {"bullet", "item"} and (sign := _LIST_SIGN.match(text[start:end])):
        start += sign.end()
    elif text[start:end].startswith(">"):
        start += len(text[start:end]) - len(text[start:end].lstrip("> "))
    return Block(kind, start, end, level, marks=tuple(_inline_marks(text, start, end)))


def _inline_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    marks = [match.span() for match in _EMPHASIS.finditer(text, start, end)]
    for match in _LINK.finditer(text, start, end):
        marks += [match.span(1), match.span(3)]
    return sorted(marks)


def _cell_texts(tokens: list[Token], row: int) -> list[str]:
    cells = []
    for token in tokens[row + 1 :]:
        if token.type == "tr_close":
            break
        if token.type == "inline":
            cells.append(_EMPHASIS.sub("", token.content))
    return cells
