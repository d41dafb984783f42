"""Papers put into files, by the ending of the file's name."""

from __future__ import annotations

from pathlib import Path

from cdi_qa.errors import UsageError
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.pack.chart import draw_comparison
from cdi_qa.pack.export_markdown import to_markdown
from cdi_qa.pack.export_word import to_word
from cdi_qa.pack.paper import Paper, pack_paper
from cdi_qa.pack.standing import open_standing
from cdi_qa.pack.store import PackStore
from cdi_qa.pack.suggest import suggest_pack
from cdi_qa.schema import Corpus
from cdi_qa.storage import write_atomic

_ENDINGS = (".docx", ".md")


def check_ending(out: Path) -> None:
    """Raises UsageError for a name that ends neither in .docx nor in .md, or has no folder."""
    if out.suffix.lower() not in _ENDINGS:
        raise UsageError(f"{out.name} ends neither in .docx nor in .md; name a file that does.")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {out.parent} to put {out.name} in.")


def write_paper(paper: Paper, out: Path) -> None:
    """Write a paper as Word or Markdown. Raises UsageError for another ending."""
    check_ending(out)
    word = out.suffix.lower() == ".docx"
    write_atomic(out, to_word(paper) if word else to_markdown(paper).encode("utf-8"))


def export_latest(corpus: Corpus, lexicon: Lexicon, data_dir: Path) -> tuple[Paper, str]:
    """The newest saved pack, or the suggested one, as a paper; and what there is to be told."""
    store = PackStore(data_dir)
    saved = store.latest()
    suggested = [] if saved is not None else suggest_pack(corpus, lexicon)
    picture = draw_comparison(open_standing(corpus, lexicon))
    return pack_paper(saved, suggested, corpus, picture), store.notice
