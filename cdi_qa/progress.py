"""A line on standard error that says what a long job is doing; nothing where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click


def show_progress() -> Callable[[str], None]:
    """What a job is to call with each message; each takes the place of the one before."""
    if not sys.stderr.isatty():
        return lambda message: None
    return lambda message: click.echo(f"\r\033[K{message} …", err=True, nl=False)


def end_progress() -> None:
    """Clear the line."""
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)
