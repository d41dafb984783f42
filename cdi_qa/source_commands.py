"""The commands on the documents."""

from __future__ import annotations

from pathlib import Path

import click

from cdi_qa.errors import CdiQaError, DocumentError, FetchError, UsageError
from cdi_qa.progress import end_progress, show_progress
from cdi_qa.settings import Settings


@click.group()
def sources() -> None:
    """The documents: list, add, remove, fetch."""


@sources.command("list")
@click.pass_obj
def list_command(settings: Settings) -> None:
    """Every source, and every file that cannot be read."""
    from cdi_qa.reading.manifest import list_sources

    found, problems = list_sources(settings.corpus)
    for source in found:
        date = f", {source.date}" if source.date else ""
        click.echo(f"{source.id}\t{source.kind}\t{source.path}\t{source.title}{date}")
    for problem in problems:
        click.echo(f"Problem: {problem.reason}", err=True)


@sources.command("add")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--id", "source_id", help="Its id; a digest of that id gives way to it, whatever the file is."
)
@click.pass_obj
def add_command(settings: Settings, files: tuple[Path, ...], source_id: str | None) -> None:
    """Copy FILE, or several, into the corpus; the full text of a digest takes its place."""
    from cdi_qa.sources import add_file

    if source_id and len(files) > 1:
        raise UsageError("An --id is given to one file; add the files one by one.")
    say = show_progress() if len(files) > 1 else lambda message: None
    failures: list[CdiQaError] = []
    for number, file in enumerate(files, start=1):
        say(f"Adding {number} of {len(files)}: {file.name}")
        try:
            added = add_file(settings, file, source_id)
        except (UsageError, DocumentError) as error:
            failures.append(error)
            continue
        click.echo(f"Added {added.source.id}: {added.source.title}.")
        for said in filter(None, (added.warning, added.remark)):
            click.echo(said, err=True)
    if failures:
        raise UsageError("\n".join(map(str, failures)))


@sources.command("fetch")
@click.argument("source_id", metavar="[ID]", required=False)
@click.pass_obj
def fetch_command(settings: Settings, source_id: str | None) -> None:
    """Bring in each document, or ID, of which a digest or nothing is here, from its address."""
    from cdi_qa.fetching import fetch_source, fetchable_sources

    wanted = [source_id] if source_id else [each.id for each in fetchable_sources(settings)]
    if not wanted:
        click.echo("There is nothing to fetch: every document that has an address is here.")
    failures: list[FetchError] = []
    for each in wanted:
        try:
            fetched = fetch_source(settings, each, show_progress())
        except FetchError as error:
            failures.append(error)
            continue
        finally:
            end_progress()
        click.echo(f"Fetched {each}: {fetched.source.title}, from {fetched.address}.")
        if fetched.remark:
            click.echo(fetched.remark, err=True)
    if failures:
        raise FetchError("\n".join(map(str, failures)))


@sources.command("remove")
@click.argument("source_id", metavar="ID")
@click.pass_obj
def remove_command(settings: Settings, source_id: str) -> None:
    """Take an added source out; the file is kept aside."""
    from cdi_qa.sources import remove_source

    click.echo(f"Removed {source_id}; its file is now {remove_source(settings, source_id)}.")
