"""Footnotes of a web page: a raised link leads to each, and an arrow back."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

_MARK = re.compile(r"\[?(\d{1,3}|[*†‡§])\]?")
_HOLDERS = ("li", "p", "dd", "div", "aside", "section", "td")
_LEAD = re.compile(r"^\s*(?:\[\d{1,3}\]|\d{1,3}\.?|[*†‡§])\s+")


class NoteMark(NavigableString):
    """What is left of a link to a footnote: the footnote's number, and none of the text's words."""


def take_notes(soup: BeautifulSoup) -> dict[int, str]:
    """Put marks in the place of links to footnotes; the ids of the footnotes' tags, with numbers.

    The links back are taken out of the footnotes, and the number that one begins with.
    """
    targets = {str(tag["id"]): tag for tag in soup.find_all(id=True)}
    notes: dict[int, str] = {}
    for link in soup.find_all("a", href=re.compile("^#.")):
        if link.decomposed:
            continue
        mark = _MARK.fullmatch(link.get_text().strip())
        raised = link.find_parent("sup") or (link if link.find("sup") else None)
        target = targets.get(str(link["href"])[1:])
        holder = _holder(target) if mark and target is not None else None
        if mark is None or holder is None or link in holder.descendants:
            continue
        if raised is None and link.get("role") != "doc-noteref":
            continue
        if id(holder) not in notes:
            _strip(holder)
        notes[id(holder)] = mark.group(1)
        (raised or link).replace_with(NoteMark(mark.group(1)))
    return notes


def _holder(target: Tag) -> Tag | None:
    """The tag that holds a footnote's words; its own may only name the place."""
    return target if target.name in _HOLDERS else target.find_parent(_HOLDERS)


def _strip(note: Tag) -> None:
    for link in note.find_all("a", href=re.compile("^#")):
        if link.get("role") == "doc-backlink" or not re.search(r"\w", link.get_text()):
            link.decompose()
    first = next((text for text in note.find_all(string=True) if text.strip()), None)
    if first is not None and first.find_parent("sup") is not None:
        first.extract()
    elif first is not None and (lead := _LEAD.match(first)):
        first.replace_with(NavigableString(first[lead.end() :]))
