"""The commands. Answers go to standard output, everything else to standard error.

Exit status: 0 done, 2 the command was used wrongly, 1 anything else.
"""

from __future__ import annotations

import csv
import functools
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import click

from cdi_qa.batch import run_batch
from cdi_qa.env_file import mend_env_file
from cdi_qa.errors import CdiQaError, DocumentError, QueryError, UsageError
from cdi_qa.pack.commands import pack
from cdi_qa.progress import end_progress, show_progress
from cdi_qa.scope import Scope
from cdi_qa.settings import Settings, load_settings
from cdi_qa.source_commands import sources


class _Commands(click.Group):
    """Turns every expected error into one sentence, every other one into one with a hint."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (CdiQaError, OSError, KeyboardInterrupt) as error:
            if ctx.params.get("debug"):
                raise
            _fail(error)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            _fail(error)


def _fail(error: BaseException) -> None:
    if isinstance(error, BrokenPipeError):
        # The reader went away: say nothing, and keep the interpreter from saying it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    if isinstance(error, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(1)
    if isinstance(error, CdiQaError):
        click.echo(f"{error}", err=True)
    elif isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        click.echo(f"{error.strerror or error}{where}.", err=True)
    else:
        name = type(error).__name__
        click.echo(
            f"Something went wrong ({name}); run it again with --debug to see where.", err=True
        )
    sys.exit(2 if isinstance(error, (UsageError, DocumentError, QueryError)) else 1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--corpus", type=click.Path(path_type=Path), help="Folder of documents.")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Where the index is kept.")
@click.option("--debug", is_flag=True, help="Show a traceback when something goes wrong.")
@click.version_option(package_name="cdi_qa")
@click.pass_context
def main(ctx: click.Context, corpus: Path | None, data_dir: Path | None, debug: bool) -> None:
    """Answer questions about a police inspection from its documents, every answer cited."""
    if ctx.invoked_subcommand != "doctor":  # which finds what is wrong and changes nothing
        _say(mend_env_file())
    ctx.obj = load_settings(corpus, data_dir)


def _say(remark: str) -> None:
    """Tell on standard error what there is to be told, if anything."""
    if remark:
        click.echo(remark, err=True)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@main.command()
@click.option("--rebuild", is_flag=True, help="Build from nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def index(settings: Settings, rebuild: bool, as_json: bool) -> None:
    """Read, chunk and embed the corpus; say what was read, and what was not and why."""
    from cdi_qa.assistant import Assistant

    assistant = Assistant.open(settings, show_progress(), rebuild)
    assistant.check()
    end_progress()
    _say(assistant.remark)
    corpus, report = assistant.index.corpus, assistant.report
    if as_json:
        _print_json(
            {
                "built": report is not None,
                "seconds": report.seconds if report else 0.0,
                "embedded": report.embedded if report else 0,
                "sources": [
                    {
                        "id": source.id,
                        "title": source.title,
                        "kind": source.kind,
                        "file": source.path,
                        "pages": source.pages,
                        "passages": sum(p.source == source.id for p in corpus.passages),
                        "tables": [t.name for t in corpus.tables if t.source == source.id],
                    }
                    for source in corpus.sources
                ],
                "problems": [{"file": p.path, "reason": p.reason} for p in corpus.problems],
            }
        )
        return
    for source in corpus.sources:
        count = sum(passage.source == source.id for passage in corpus.passages)
        pages = f"{source.pages} pages, " if source.pages else ""
        click.echo(f"{source.id}: {source.title} ({pages}{count} passages)")
    for table in corpus.tables:
        caption = f" ({table.caption})" if table.caption else ""
        size = f"{len(table.rows)} rows, {len(table.columns)} columns"
        click.echo(f"Table {table.name}: {size}{caption}")
    for problem in corpus.problems:
        click.echo(f"Problem: {problem.reason}", err=True)
    if report is None:
        click.echo("The index is up to date.")
    else:
        click.echo(f"Indexed in {report.seconds:.1f} s ({report.embedded} texts embedded).")


def _scope_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options that choose the documents to ask; the command is given them as a `Scope`."""

    @click.option("--source", "sources", multiple=True, help="Ask only this source; repeatable.")
    @click.option("--force", "forces", multiple=True, help="Ask only what reports on this force.")
    @click.option("--since", default="", help="Ask only what was published then or later: 2017-06.")
    @click.option("--until", default="", help="Ask only what was published then or earlier.")
    @functools.wraps(command)
    def with_scope(
        *given: Any,
        sources: tuple[str, ...],
        forces: tuple[str, ...],
        since: str,
        until: str,
        **named: Any,
    ) -> None:
        command(*given, scope=Scope(sources, forces, since, until), **named)

    return with_scope


@main.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@_scope_options
@click.pass_obj
def ask(settings: Settings, question: str, as_json: bool, scope: Scope) -> None:
    """Answer one QUESTION."""
    from cdi_qa.assistant import Assistant
    from cdi_qa.message import check_question
    from cdi_qa.render import to_text

    check_question(question)
    assistant = Assistant.open(settings, show_progress())
    end_progress()
    answer = assistant.narrow(scope).ask(question)
    _say(assistant.remark)
    if as_json:
        _print_json(answer.as_dict())
    else:
        click.echo(to_text(answer))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--out", type=click.Path(path_type=Path), help="File for the answers.")
@_scope_options
@click.pass_obj
def batch(settings: Settings, file: Path, out: Path | None, scope: Scope) -> None:
    """Answer many: a JSON line in, a JSON line out."""
    if str(file) != "-" and not file.is_file():
        raise UsageError(f"There is no file {file}.")
    from cdi_qa.assistant import Assistant

    assistant = Assistant.open(settings, show_progress())
    end_progress()
    lines = (sys.stdin.buffer if str(file) == "-" else file.open("rb")).readlines()
    failures = run_batch(assistant.narrow(scope), lines, out, show_progress=sys.stderr.isatty())
    _say(assistant.remark)
    if failures:
        noun = "line was" if failures == 1 else "lines were"
        raise UsageError(f"{failures} {noun} not answered; each is named in the output.")


@main.command()
@click.argument("name", default="comparison")
@click.option("--sql", help="A read-only SELECT over the tables.")
@click.option("--csv", "as_csv", is_flag=True, help="Print as CSV.")
@click.pass_obj
def table(settings: Settings, name: str, sql: str | None, as_csv: bool) -> None:
    """The comparison table, another one by NAME, or the rows of a query."""
    from cdi_qa.indexing import open_index
    from cdi_qa.lookup.database import Database
    from cdi_qa.lookup.statement import quote_name
    from cdi_qa.render import table_heading

    opened, _ = open_index(settings, show_progress())
    end_progress()
    _say(opened.remark.strip())
    database = Database(opened.corpus.tables)
    heading = ""
    if sql is None:
        heading = table_heading(database.table(name), opened.corpus)
        result = database.run(f"SELECT * FROM {quote_name(name)}")
    else:
        from cdi_qa.lookup.sql import run_select

        result = run_select(database, sql)
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([result.columns, *result.rows])
        return
    if heading:
        click.echo(f"{heading}\n", err=True)
    rows = [["" if value is None else str(value) for value in row] for row in result.rows]
    widths = [max(map(len, column)) for column in zip(result.columns, *rows, strict=True)]
    for row in [list(result.columns), *rows]:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


@main.command("eval")
@click.option("--questions", type=click.Path(path_type=Path), help="A file or folder of questions.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for answers and reports.")
@click.option("--baseline", type=click.Path(path_type=Path), help="An earlier run to compare with.")
@click.option("--gate", is_flag=True, help="Exit 1 where a figure is below its threshold.")
@click.option("--split", type=click.Choice(["dev", "test"]), help="Only these questions.")
@click.option("--system", "systems", multiple=True, help="Only this system; may be repeated.")
@click.option("--gate-set", is_flag=True, help="Measure the check of answers by its own test set.")
@click.option("--rescore", type=click.Path(path_type=Path), help="Score a run's answers again.")
@click.pass_obj
def evaluate_command(
    settings: Settings,
    questions: Path | None,
    out: Path | None,
    baseline: Path | None,
    gate: bool,
    split: Literal["dev", "test"] | None,
    systems: tuple[str, ...],
    gate_set: bool,
    rescore: Path | None,
) -> None:
    """Measure how good the answers are, and report it beside ordinary pipelines."""
    from cdi_qa.evaluation.command import print_gate_set, run_evaluation

    if gate_set:
        print_gate_set(settings, split)
        return
    shortfalls = run_evaluation(settings, questions, out, baseline, gate, split, systems, rescore)
    for shortfall in shortfalls:
        click.echo(shortfall, err=True)
    sys.exit(1 if shortfalls else 0)


@main.command()
@click.option("--port", type=int, help="Port on this machine; a free one is found otherwise.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser window.")
@click.pass_obj
def chat(settings: Settings, port: int | None, no_browser: bool) -> None:
    """Open the chat page."""
    from cdi_qa.assistant import Assistant
    from cdi_qa.ui.launch import run_app

    assistant = Assistant.open(settings, show_progress())
    end_progress()
    _say(assistant.remark)
    sys.exit(run_app(settings, port=port, open_browser=not no_browser))


@main.command()
@click.pass_obj
def doctor(settings: Settings) -> None:
    """Say what is installed, loaded and missing; exit 1 when something is broken."""
    from cdi_qa.doctor import examine

    findings = examine(settings)
    for finding in findings:
        click.echo(
            f"{'ok     ' if finding.healthy else 'BROKEN '} {finding.what}: {finding.detail}"
        )
    sys.exit(0 if all(finding.healthy for finding in findings) else 1)


main.add_command(pack)
main.add_command(sources)

if __name__ == "__main__":
    main()
