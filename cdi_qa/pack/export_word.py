"""A paper as a Word document: headings, contents, numbered questions, sources, page numbers."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from cdi_qa.pack.chart import Picture
from cdi_qa.pack.paper import Heading, Line, Paper, Question

_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INK = RGBColor(0x1D, 0x2B, 0x3A)


def to_word(paper: Paper) -> bytes:
    """The whole paper as the bytes of a .docx file."""
    document = Document()
    _set_up(document, paper)
    document.add_paragraph(_clean(paper.title), style="Title")
    document.add_paragraph(_clean(paper.subtitle), style="Subtitle")
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    if paper.sources:
        headings.append("Sources")
    if not paper.one_page:
        _add_contents(document, headings)
    at = 0
    for block in paper.blocks:
        if isinstance(block, Heading):
            at += 1
            _add_heading(document, block.text, at)
        elif isinstance(block, Question):
            _add_question(document, block)
        elif isinstance(block, Line):
            style = "List Bullet" if block.bullet else "Normal"
            document.add_paragraph(_clean(block.text), style=style)
        else:
            _add_picture(document, block)
    if paper.sources:
        _add_heading(document, "Sources", at + 1)
        for number, source in enumerate(paper.sources, start=1):
            _add_source(document, number, source)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _set_up(document: Any, paper: Paper) -> None:
    """Margins, type, language, the footer with page numbers, and the file's own title."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9.5 if paper.one_page else 11)
    normal.paragraph_format.space_after = Pt(1 if paper.one_page else 4)
    normal.paragraph_format.line_spacing = 1
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    for name in ("Title", "Heading 1"):
        document.styles[name].font.color.rgb = _INK
    document.styles["Title"].font.size = Pt(16 if paper.one_page else 22)
    if paper.one_page:
        section.top_margin = section.bottom_margin = Cm(1.3)
        for name in ("Title", "Subtitle", "Heading 1"):
            layout = document.styles[name].paragraph_format
            layout.space_before, layout.space_after = Pt(5), Pt(2)
        document.styles["Heading 1"].font.size = Pt(12)
    document.styles["Heading 1"].paragraph_format.keep_with_next = True
    document.core_properties.title = _clean(paper.title)
    document.core_properties.subject = _clean(paper.subtitle)
    document.core_properties.author = ""
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(f"{_clean(paper.title)}  ·  page ")
    _add_field(footer, "PAGE", "1")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES", "1")


def _add_contents(document: Any, headings: list[str]) -> None:
    """A contents field that Word can bring up to date, filled with links to the headings."""
    document.add_paragraph("Contents", style="TOC Heading" if _has(document) else "Subtitle")
    for at, heading in enumerate(headings, start=1):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        if at == 1:
            for kind, text in (
                ("begin", ""),
                ("", ' TOC \\o "1-1" \\h \\z \\u '),
                ("separate", ""),
            ):
                _field_part(paragraph, kind, text)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"heading{at}")
        run = paragraph.add_run(_clean(heading))
        link.append(run._r)
        paragraph._p.append(link)
        if at == len(headings):
            _field_part(paragraph, "end", "")


def _has(document: Any) -> bool:
    return any(style.name == "TOC Heading" for style in document.styles)


def _add_heading(document: Any, text: str, number: int) -> None:
    paragraph = document.add_heading(_clean(text), level=1)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"heading{number}")
    paragraph._p.insert(1, start)
    paragraph._p.append(end)


def _add_question(document: Any, question: Question) -> None:
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Cm(0.9), Cm(-0.9)
    layout.space_before, layout.keep_with_next = Pt(10), True
    layout.tab_stops.add_tab_stop(Cm(0.9))
    paragraph.add_run(f"{question.number}.\t{_clean(question.text)}").bold = True
    for at, (label, text) in enumerate(question.details):
        detail = document.add_paragraph()
        detail.paragraph_format.left_indent = Cm(0.9)
        detail.paragraph_format.space_after = Pt(2)
        detail.paragraph_format.keep_with_next = at < len(question.details) - 1
        name = detail.add_run(f"{label}: ")
        name.italic, name.font.size = True, Pt(10)
        detail.add_run(_clean(text)).font.size = Pt(10)


def _add_picture(document: Any, picture: Picture) -> None:
    shape = document.add_picture(io.BytesIO(picture.png), width=Cm(15.5))
    shape._inline.docPr.set("descr", _clean(picture.sentence))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph(_clean(picture.sentence))


def _add_source(document: Any, number: int, source: str) -> None:
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Cm(0.9), Cm(-0.9)
    layout.tab_stops.add_tab_stop(Cm(0.9))
    paragraph.add_run(f"[{number}]\t{_clean(source)}").font.size = Pt(10)


def _add_field(paragraph: Any, name: str, shown: str) -> None:
    """A field with what it shows until Word brings it up to date."""
    _field_part(paragraph, "begin", "")
    _field_part(paragraph, "", name)
    _field_part(paragraph, "separate", "")
    paragraph.add_run(shown)
    _field_part(paragraph, "end", "")


def _field_part(paragraph: Any, kind: str, instruction: str) -> None:
    run = paragraph.add_run()._r
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    else:
        part = OxmlElement("w:instrText")
        part.set(qn("xml:space"), "preserve")
        part.text = instruction
    run.append(part)


def _clean(text: str) -> str:
    """The text without the characters that no XML file may hold."""
    return _NOT_XML.sub("", text)
