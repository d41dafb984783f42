from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from cdi_qa.errors import DocumentError
from cdi_qa.reading.plain import decode, read_plain

PATH = Path("/somewhere/note.txt")


@pytest.mark.parametrize(
    "data",
    [
        "‘Café’ – 5".encode(),
        codecs.BOM_UTF8 + "‘Café’ – 5".encode(),
        "‘Café’ – 5".encode("utf-16"),
        codecs.BOM_UTF16_BE + "‘Café’ – 5".encode("utf-16-be"),
    ],
)
def test_unicode_is_read_without_a_remark(data: bytes) -> None:
    assert decode(data, PATH) == ("‘Café’ – 5", "")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_older_text_is_read_with_a_remark(encoding: str) -> None:
    text, remark = decode("Café: 5 crimes".encode(encoding), PATH)
    assert text == "Café: 5 crimes"
    assert remark.startswith("note.txt is not UTF-8 text; it was read as Windows-1252")


def test_quotation_marks_of_windows() -> None:
    assert decode(b"\x91force\x92 \x96 5", PATH)[0] == "‘force’ – 5"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x01\x02", "is not a text file"),
        (bytes(range(256)) * 4, "is not a text file"),
        (bytes(range(1, 32)) * 4, "is not a text file"),
        (b"\x81\x8d\x8f\x90\x9d" * 20, "is not a text file"),
        ("note".encode("utf-16-le"), "is not a text file"),
        (codecs.BOM_UTF16_LE + b"\x00", "is not valid UTF-16"),
        (b"%PDF-1.7\n", "is not a text file but a PDF file"),
        (b"PK\x03\x04...", "is not a text file but a Word or ZIP file"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as caught:
        decode(data, PATH)
    assert "/somewhere" not in str(caught.value)


def test_form_feeds_start_pages_and_line_ends_are_made_one() -> None:
    pages = read_plain(b"One\r\ntwo\fThree\rfour\f", PATH).pages
    assert [(page.number, page.text) for page in pages] == [(1, "One\ntwo"), (2, "Three\nfour")]


def test_blank_pages_inside_are_counted() -> None:
    pages = read_plain(b"One\f\fThree", PATH).pages
    assert [page.number for page in pages] == [1, 2, 3]


def test_a_file_without_form_feeds_has_one_page() -> None:
    pages = read_plain(b"One", PATH).pages
    assert [(page.number, page.blocks) for page in pages] == [(1, None)]
