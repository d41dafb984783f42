"""The commands on the question pack."""

from __future__ import annotations

from pathlib import Path

import click

from cdi_qa.settings import Settings


@click.group()
def pack() -> None:
    """The question pack for a meeting: list, export; the brief of the inspection."""


@pack.command("list")
@click.pass_obj
def list_packs(settings: Settings) -> None:
    """Every saved pack, the newest first."""
    from cdi_qa.pack.store import PackStore

    store = PackStore(settings.data_dir)
    for saved in store.list():
        answered = sum(item.state == "answered" for item in saved.items)
        counted = f"{len(saved.items)} questions, {answered} answered"
        click.echo(f"{saved.id}\t{saved.title}\t{saved.meeting_date or 'no date'}\t{counted}")
    if store.notice:
        click.echo(store.notice, err=True)


@pack.command("export")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A .docx or .md file.")
@click.pass_obj
def export_pack(settings: Settings, out: Path) -> None:
    """The newest saved pack as Word or Markdown, or the suggested one where none is saved."""
    from cdi_qa.indexing import open_index
    from cdi_qa.pack.export import check_ending, export_latest, write_paper

    check_ending(out)
    opened, _ = open_index(settings)
    paper, notice = export_latest(opened.corpus, opened.lexicon, settings.data_dir)
    write_paper(paper, out)
    if notice:
        click.echo(notice, err=True)


@pack.command("brief")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A .docx or .md file.")
@click.pass_obj
def export_brief(settings: Settings, out: Path) -> None:
    """The inspection on one page as Word or Markdown."""
    from cdi_qa.indexing import open_index
    from cdi_qa.pack.brief import brief_paper, make_brief
    from cdi_qa.pack.export import check_ending, write_paper

    check_ending(out)
    opened, _ = open_index(settings)
    brief = make_brief(opened.corpus, opened.lexicon)
    write_paper(brief_paper(brief, opened.corpus), out)
