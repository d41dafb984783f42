"""Untrusted text made safe to draw: as Markdown, as HTML, as a link.

Questions, documents, file names and answers are all untrusted here.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

# A sign that means something anywhere, and what means something only where a line begins.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~$&:#|])|(?<![^\n])([-+=])|(?<![^\n])(\d+)([.)])")
# Short codes, addresses and arrows are looked for after Markdown has been read, so escaping does
# not keep them from being replaced; an invisible joiner does.
_AFTERWARDS = re.compile(
    r"(?<=:)(?=[\w+/-])|(?<=@)(?=\w)|(?<=www)(?=\.)|(?<=[-=<~!])(?=>)|(?<=[<>~!=])(?==)|(?<=<)(?=-)",
    re.IGNORECASE,
)
_WORD_JOINER = "\u2060"


def escape_markdown(text: str) -> str:
    """The text on one line, to be shown as it is where Streamlit expects Markdown (a label)."""
    folded = _AFTERWARDS.sub(_WORD_JOINER, " ".join(text.split()))
    return _MARKDOWN.sub(_escaped, folded)


def _escaped(sign: re.Match[str]) -> str:
    anywhere, leading, number, after = sign.groups()
    return f"{number}\\{after}" if number else f"\\{anywhere or leading}"


def escape_html(text: str) -> str:
    """The text with HTML's own characters made harmless, in an attribute too."""
    return html.escape(text, quote=True)


def html_link(address: str) -> str:
    """A link to a web address, or the text alone where it is not one."""
    shown = escape_html(address)
    try:
        parts = urlsplit(address)
    except ValueError:
        return shown
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def clip(text: str, length: int) -> str:
    """The text, or its first whole words and an ellipsis where it is longer."""
    if len(text) <= length:
        return text
    kept = text[:length]
    words = kept[:-1] if kept[-1].isspace() else kept.rpartition(" ")[0] or kept[:-1]
    return words.rstrip(" \n\t,;:") + "…"
