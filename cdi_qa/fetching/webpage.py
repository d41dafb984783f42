"""A publication's web page: the PDFs that it offers, and its main text."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from bs4 import BeautifulSoup

from cdi_qa.text import fold_space, stems

# It reports each oddity of a page as a log line; the reader has no use for them.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_READER = re.compile(r"\b(?:reader|viewer|acrobat|help|how to)\b", re.IGNORECASE)
"""In a link that speaks of PDF files as such, not of one."""


@dataclass(frozen=True, slots=True)
class PdfLink:
    """A PDF that a page offers, and the share of the title's words that its link speaks of."""

    address: str
    share: float


def find_pdfs(page: bytes, address: str, title_stems: frozenset[str]) -> list[PdfLink]:
    """The PDFs that a page links to or shows, those whose link speaks of the title first."""
    soup = BeautifulSoup(page, "lxml")
    ranked: dict[str, float] = {}
    for link in soup.find_all(["a", "area", "iframe", "embed", "object"]):
        named = link.get("href") or link.get("src") or link.get("data")
        try:
            # Old pages link as they once were.
            parts = urlsplit(urljoin(address, str(named or "").strip()))._replace(scheme="https")
        except ValueError:
            continue
        text = link.get_text(" ")
        spoken_of = re.search(r"\bPDF\b", text) and not _READER.search(text)
        typed = str(link.get("type")).strip().lower() == "application/pdf"
        if named and parts.netloc and (_leads_to_pdf(parts) or spoken_of or typed):
            said = f"{text} {re.sub(r'[^A-Za-z0-9]+', ' ', parts.path)}"
            share = len(title_stems & frozenset(stems(said))) / max(len(title_stems), 1)
            target = parts.geturl()
            ranked[target] = max(share, ranked.get(target, 0.0))
    return [PdfLink(*each) for each in sorted(ranked.items(), key=lambda item: -item[1])]


def _leads_to_pdf(parts: SplitResult) -> bool:
    return any(
        each.lower().endswith(".pdf") for each in (parts.path, *re.split("[=&]", parts.query))
    )


def page_title(page: bytes) -> str:
    """What a page calls itself: its title and its headings of the first order."""
    soup = BeautifulSoup(page, "lxml")
    return fold_space(" ".join(found.get_text(" ") for found in soup.find_all(["title", "h1"])))


def main_text(page: bytes) -> bytes:
    """The page's main text as plain HTML, its menus and notices left out; b"" where it has none."""
    import trafilatura

    text = trafilatura.extract(
        page,
        output_format="html",
        include_comments=False,
        include_tables=True,
        favor_recall=True,
    )
    return (text or "").encode()
