"""The police forces of the United Kingdom and how people write them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from cdi_qa.text import words


@lru_cache(maxsize=1)
def load_forces() -> dict[str, Any]:
    """The police forces and their other names, from the knowledge file."""
    text = files("cdi_qa.knowledge").joinpath("forces.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def force_names() -> dict[tuple[str, ...], str]:
    """Every way to write a force, as words, and the force's usual name."""
    names: dict[tuple[str, ...], str] = {}
    for name, others in load_forces()["forces"].items():
        for spelling in [name, *others]:
            names[tuple(words(spelling))] = name
    return names
