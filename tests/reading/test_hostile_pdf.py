"""PDFs that are broken, or made to break what reads them."""

from __future__ import annotations

import zlib

import pytest

from cdi_qa.errors import DocumentError
from cdi_qa.reading.limits import LIMITS, Limits, read_within
from cdi_qa.reading.readings import SourceReading

from .helpers import check_sentence, source
from .mutants import MUTATIONS, a_report, mutant, outcome


def read(data: bytes, limits: Limits = LIMITS) -> SourceReading:
    return read_within(source("report.pdf"), data, limits)


def a_file(
    content: bytes, *, box: str = "0 0 595 842", kids: str = "3 0 R", more: str = ""
) -> bytes:
    """A file of one page with that content stream, compressed."""
    packed = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count 1/Kids[{kids}]>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{more}"
        "/Resources<</Font<</F 5 0 R>>>>>>".encode(),
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    table = b"xref\n0 6\n0000000000 65535 f \n" + table
    return data + table + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


SENTENCE = b"BT /F 11 Tf 60 700 Td (The force records 77.9 per cent of crime.) Tj ET\n"


def test_the_made_up_file_is_one() -> None:
    (page,) = read(a_file(SENTENCE)).pages
    assert page.text.strip() == "The force records 77.9 per cent of crime."


@pytest.mark.parametrize(
    "data",
    [
        a_file(SENTENCE, kids="2 0 R"),
        a_file(b" " * 400_000_000),
        a_file(b"q " * 200_000 + SENTENCE),
        a_file(b"BT /F 1e30 Tf 1e38 1e38 Td (77.9) Tj ET"),
    ],
    ids=["pages in a ring", "a bomb", "nested states", "letters beyond measure"],
)
def test_hostile_files_are_refused_or_read(data: bytes) -> None:
    try:
        assert read(data).pages
    except DocumentError as error:
        check_sentence(str(error))


@pytest.mark.parametrize("box", ["0 0 1e9 1e9", "0 0 0 0", "842 595 0 0", "-1 -1 -5 -5"])
def test_pages_of_no_size_keep_their_words(box: str) -> None:
    (page,) = read(a_file(SENTENCE, box=box)).pages
    assert "77.9 per cent" in page.text


def test_a_page_on_its_side() -> None:
    (page,) = read(a_file(SENTENCE, more="/Rotate 90")).pages
    assert "77.9 per cent" in page.text


def test_time_is_limited() -> None:
    with pytest.raises(DocumentError) as error:
        read(a_report(), Limits(seconds=0.01))
    check_sentence(str(error.value))
    assert "took longer than" in str(error.value)


def test_memory_is_limited() -> None:
    pytest.importorskip("resource")
    with pytest.raises(DocumentError) as error:
        read(a_report(), Limits(megabytes=60))
    check_sentence(str(error.value))
    assert str(error.value).startswith("report.pdf ")


@pytest.mark.parametrize("seed", range(len(MUTATIONS)))
def test_mutants(seed: int) -> None:
    assert outcome(mutant(a_report(compressed=False), seed))
