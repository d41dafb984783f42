"""A publication's web page: the PDFs that it offers, and its main text."""

from __future__ import annotations

import logging
import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from cdi_qa.text import stems

# It reports each oddity of a page as a log line; the reader has no use for them.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def find_pdfs(page: bytes, address: str, title_stems: frozenset[str], most: int) -> list[str]:
    """The addresses of PDFs linked on a page, those whose link speaks of the title first."""
    soup = BeautifulSoup(page, "lxml")
    ranked: dict[str, int] = {}
    for link in soup.find_all("a", href=True):
        try:
            target = urljoin(address, str(link["href"]).strip())
            path = urlsplit(target).path
        except ValueError:
            continue
        said = f"{link.get_text(' ')} {re.sub(r'[^A-Za-z0-9]+', ' ', path)}"
        if path.lower().endswith(".pdf") or re.search(r"\bPDF\b", link.get_text()):
            shared = len(title_stems & frozenset(stems(said)))
            ranked[target] = max(shared, ranked.get(target, 0))
    return sorted(ranked, key=lambda target: -ranked[target])[:most]


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
