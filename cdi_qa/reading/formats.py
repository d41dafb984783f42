"""A file's bytes → its pages, through the reader of its format.

A reader is imported when a file of its kind is first met: where the index is up to date none is.
"""

from __future__ import annotations

from pathlib import Path

from cdi_qa.reading.blocks import ReadFile
from cdi_qa.reading.plain import decode, read_plain


def read_pages(data: bytes, path: Path) -> ReadFile:
    """The pages of a file, by its ending. Raises DocumentError where it is not what it says."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        from cdi_qa.reading.pdf_pages import read_pdf

        return read_pdf(data, path.name)
    if ending == ".docx":
        from cdi_qa.reading.word import read_docx

        return ReadFile(tuple(read_docx(data, path)))
    if ending == ".txt":
        return read_plain(data, path)
    text, remark = decode(data, path)
    if ending in {".md", ".markdown"}:
        from cdi_qa.reading.markdown import read_markdown

        return ReadFile(tuple(read_markdown(text)), remark)
    from cdi_qa.reading.marked_up import read_html

    return ReadFile(tuple(read_html(text)), remark)
