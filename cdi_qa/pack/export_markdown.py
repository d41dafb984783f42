"""A paper as Markdown; whatever would mean something in it is escaped."""

from __future__ import annotations

import re

from cdi_qa.pack.paper import Heading, Line, Paper, Question
from cdi_qa.text import fold_space, strip_controls

_SPECIAL = re.compile(r"([\\`*_<>#|~$]|(?<=\])\()|(?<![^\n])([-+=])|(?<![^\n])(\d+)([.)])")


def to_markdown(paper: Paper) -> str:
    """The whole paper as text."""
    lines = [f"# {_plain(paper.title)}", "", _plain(paper.subtitle), ""]
    for block in paper.blocks:
        if isinstance(block, Heading):
            lines += [f"## {_plain(block.text)}", ""]
        elif isinstance(block, Question):
            lines += [f"{block.number}. **{_plain(block.text)}**", ""]
            lines += [f"   - {label}: {_plain(text)}" for label, text in block.details]
            lines += [""]
        elif isinstance(block, Line):
            lines += [f"- {_plain(block.text)}" if block.bullet else _plain(block.text), ""]
        else:
            lines += [_plain(block.sentence), ""]
    if paper.sources:
        lines += ["## Sources", ""]
        lines += [f"[{at}] {_plain(text)}\n" for at, text in enumerate(paper.sources, start=1)]
    return "\n".join(lines).rstrip() + "\n"


def _plain(text: str) -> str:
    """The text on one line, shown by Markdown as it is."""

    def escaped(match: re.Match[str]) -> str:
        anywhere, leading, number, after = match.groups()
        return f"{number}\\{after}" if number else f"\\{anywhere or leading}"

    return _SPECIAL.sub(escaped, fold_space(strip_controls(text)))
