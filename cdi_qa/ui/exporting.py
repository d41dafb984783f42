"""A conversation as a document: Word or Markdown, each answer with what it rests on."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Sequence
from typing import Any

import docx

from cdi_qa.conversations import Message
from cdi_qa.render import place_name
from cdi_qa.schema import TableResult
from cdi_qa.ui.answer_rows import spell_value
from cdi_qa.ui.dates import spoken_date
from cdi_qa.ui.wording import PURPOSE, label_of, without_command

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~$&#|])|^(\s*)([-+=])|^(\s*\d+)([.)])", re.MULTILINE)


def file_name(title: str) -> str:
    """A name for a file that any system takes."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:50] or "conversation"


def conversation_markdown(title: str, messages: Sequence[Message]) -> bytes:
    """The conversation as Markdown."""
    parts = [f"# {_escaped(title)}", _escaped(PURPOSE)]
    for message in messages:
        parts += [f"## {_escaped(' '.join(message.question.split()))}", f"*{_asked(message)}*"]
        answer = message.answer
        if answer is None:
            parts.append(_escaped(message.error))
            continue
        parts += [f"**{label}**"] if (label := label_of(answer)) else []
        parts.append("  \n".join(_escaped(answer.text).splitlines()))
        if answer.table is not None and answer.table.rows:
            parts.append(_markdown_table(answer.table))
        parts += [f"> {_escaped(without_command(caveat))}" for caveat in answer.caveats]
        if answer.ask_at_meeting:
            parts.append(f"Question to put to the force: {_escaped(answer.ask_at_meeting)}")
        cited = [f"- {_escaped(f'[{c.n}] {place_name(c)}: “{c.quote}”')}" for c in answer.citations]
        parts += ["\n".join(cited)] if cited else []
    return ("\n\n".join(parts) + "\n").encode()


def conversation_word(title: str, messages: Sequence[Message]) -> bytes:
    """The conversation as a Word document."""
    document: Any = docx.Document()
    document.core_properties.title = _printable(title)
    document.core_properties.author = ""
    document.add_heading(_printable(title), level=0)
    document.add_paragraph(PURPOSE)
    for message in messages:
        document.add_heading(_printable(" ".join(message.question.split())), level=1)
        document.add_paragraph().add_run(_asked(message)).italic = True
        _write_answer(document, message)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _write_answer(document: Any, message: Message) -> None:
    answer = message.answer
    if answer is None:
        document.add_paragraph(_printable(message.error))
        return
    if label := label_of(answer):
        document.add_paragraph().add_run(label).bold = True
    for line in answer.text.splitlines():
        if line.strip():
            document.add_paragraph(_printable(line.strip()))
    if answer.table is not None and answer.table.rows:
        _write_table(document, answer.table)
    for caveat in map(without_command, answer.caveats):
        document.add_paragraph(_printable(caveat), style="Intense Quote")
    if answer.ask_at_meeting:
        asked = document.add_paragraph()
        asked.add_run("Question to put to the force: ").bold = True
        asked.add_run(_printable(answer.ask_at_meeting))
    for c in answer.citations:
        cited = document.add_paragraph(style="List Bullet")
        cited.add_run(_printable(f"[{c.n}] {place_name(c)}: "))
        cited.add_run(_printable(f"“{c.quote}”")).italic = True


def _write_table(document: Any, table: TableResult) -> None:
    grid = document.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    for cell, heading in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.text = _printable(heading)
    for row in table.rows:
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = _printable(spell_value(value))
    document.add_paragraph()


def _markdown_table(table: TableResult) -> str:
    lines = [[_escaped(heading) for heading in table.columns], ["---"] * len(table.columns)]
    lines += [[_escaped(spell_value(value)) for value in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _asked(message: Message) -> str:
    day = spoken_date(time.strftime("%Y-%m-%d", time.localtime(message.asked)))
    return f"Asked on {day}"


def _printable(text: str) -> str:
    """The text without the characters that no Word document may hold."""
    return _NOT_IN_XML.sub("", text)


def _escaped(text: str) -> str:
    """The text to be shown as it is by whatever reads Markdown."""

    def escape(sign: re.Match[str]) -> str:
        anywhere, before, leading, number, after = sign.groups()
        if anywhere:
            return f"\\{anywhere}"
        return f"{number}\\{after}" if number else f"{before}\\{leading}"

    return _MARKDOWN.sub(escape, text)
