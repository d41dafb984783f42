"""The folders that stand beside the package in a checkout and inside it once it is installed."""

from __future__ import annotations

import tomllib
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(in_checkout: str, in_package: str) -> Path:
    """The checkout's folder where the package runs from one, else the copy in the package."""
    return _PACKAGE.parent / in_checkout if _is_checkout() else _PACKAGE / in_package


def installed_corpus() -> Path:
    """Where the documents are that came with an installed package; no one may write there."""
    return _PACKAGE / "corpus"


def _is_checkout() -> bool:
    """Whether the project's own pyproject.toml lies beside: a `corpus` there may be anyone's."""
    try:
        text = (_PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
        return bool(tomllib.loads(text)["project"]["name"] == _PACKAGE.name)
    except (OSError, ValueError, KeyError):
        return False
