from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document

from cdi_qa.assistant import Assistant
from cdi_qa.cli import main
from cdi_qa.pack.chart import draw_comparison
from cdi_qa.pack.export_markdown import to_markdown
from cdi_qa.pack.export_word import to_word
from cdi_qa.pack.model import Suggestion
from cdi_qa.pack.paper import NOT_FOUND, pack_paper
from cdi_qa.pack.standing import open_standing
from cdi_qa.pack.store import PackStore
from cdi_qa.pack.suggest import suggest_pack
from cdi_qa.schema import Evidence

from .conftest import ROOT, read

HOSTILE = "<b>bold</b> *star* [link](http://x.example) \x00\x0b # no heading"


def headings(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == "Heading 1"]


def test_word_file_has_headings_contents_numbers_sources_chart_and_page_numbers() -> None:
    corpus, lexicon = read(ROOT / "corpus")
    found = suggest_pack(corpus, lexicon)
    picture = draw_comparison(open_standing(corpus, lexicon))
    data = to_word(pack_paper(None, found, corpus, picture))
    document = Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "SPCB briefing note: Crime Data Integrity inspection"
    assert lines[1] == "Question pack for the meeting on 3 October 2017"
    themes = list(dict.fromkeys(item.theme for item in found))
    assert headings(document) == [*themes, "The comparison", "Sources"]
    for number, item in enumerate(found, start=1):
        assert f"{number}.\t{item.text}" in lines
    contents = lines[lines.index("Contents") + 1 :][: len(themes) + 2]
    assert contents == headings(document)
    assert len(document.inline_shapes) == 1
    sources = lines[lines.index("Sources", len(lines) // 2) + 1 :]
    assert any("page 4: “167 rape on 150 recorded”" in source for source in sources)
    archive = zipfile.ZipFile(io.BytesIO(data))
    body = archive.read("word/document.xml").decode()
    assert 'TOC \\o "1-1"' in body
    assert "West Midlands 83.8%, 10th of the 14 forces" in body
    footers = "".join(archive.read(n).decode() for n in archive.namelist() if "footer" in n)
    assert "PAGE" in footers
    assert "NUMPAGES" in footers


@pytest.mark.parametrize("write", [to_word, to_markdown])
def test_hostile_words_are_text(tmp_path: Path, write: Any) -> None:
    corpus, _ = read(ROOT / "corpus")
    pack = PackStore(tmp_path).create(HOSTILE, "2030-01-07", [Suggestion("own", "Ours", HOSTILE)])
    out = write(pack_paper(pack, (), corpus))
    if isinstance(out, bytes):
        lines = [paragraph.text for paragraph in Document(io.BytesIO(out)).paragraphs]
        assert any("<b>bold</b> *star* [link](http://x.example)" in line for line in lines)
    else:
        assert "\\<b\\>bold" in out
        assert "[link]\\(http" in out


def test_saved_pack_is_exported_with_what_was_noted(tmp_path: Path) -> None:
    corpus, _ = read(ROOT / "corpus")
    gone = Evidence("briefing-note", 4, (), "words that stand nowhere")
    store = PackStore(tmp_path)
    pack = store.create("Our meeting", "2030-01-07", [Suggestion("own", "Ours", "Why?", (gone,))])
    item = pack.items[0]
    store.edit(item.id, 1, assignee="Cllr Ray", state="follow up", answer="Later", seconds=130)
    text = to_markdown(pack_paper(store.latest(), (), corpus))
    for part in ("on 7 January 2030", "Cllr Ray", "To be followed up, 2 min", "Answer: Later"):
        assert part in text
    assert NOT_FOUND in text


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_command_exports_the_suggested_pack_until_one_is_saved(
    assistant: Assistant, data_dir: Path, tmp_path: Path, ending: str
) -> None:
    assert assistant.index.corpus.sources
    out = tmp_path / f"pack.{ending}"
    command = ["--corpus", str(ROOT / "corpus"), "--data-dir", str(data_dir), "pack"]
    result = CliRunner().invoke(main, [*command, "export", "--out", str(out)])
    assert result.exit_code == 0, result.output
    text = out.read_text("utf-8") if ending == "md" else Document(str(out)).paragraphs[0].text
    assert "Crime Data Integrity" in text
    assert CliRunner().invoke(main, [*command, "list"]).exit_code == 0


@pytest.mark.parametrize("name", ["pack.pdf", "pack", "nowhere/pack.md"])
def test_command_refuses_other_files(data_dir: Path, tmp_path: Path, name: str) -> None:
    command = ["--data-dir", str(data_dir), "pack", "export", "--out", str(tmp_path / name)]
    assert CliRunner().invoke(main, command).exit_code == 2
    assert list(tmp_path.iterdir()) == []
