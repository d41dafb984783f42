"""Writes the table of `LICENSES.md` from `constraints.txt` and the installed packages' metadata.

All that is pinned has to be installed, every extra included: `make licences` sees to that.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

FILE = ROOT / "LICENSES.md"
HEADING = "| package | version | licence, as the package states it | comes with |"
_LONGEST = 60
"""Characters of a statement of a licence; what is longer is its text."""

Row = tuple[str, str, str, str]


def pinned() -> dict[str, str]:
    """Versions by name, as `constraints.txt` has them."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def rows_of(text: str) -> dict[str, Row]:
    """The table's rows by package name."""
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    found = [row for row in cells if len(row) == 4 and re.match(r"\d", row[1])]
    return {name: (name, version, licence, needed) for name, version, licence, needed in found}


def licence_of(package: Distribution) -> str:
    """What its metadata states, else the first line of its licence's text."""

    def stated(field: str) -> list[str]:
        return package.metadata.get_all(field) or []

    short = [text for text in stated("License") if 0 < len(text) <= _LONGEST]
    if found := stated("License-Expression") + short:
        return found[0]
    classes = [name for name in stated("Classifier") if name.startswith("License ::")]
    if classes:
        return ", ".join(name.split(" :: ")[-1] for name in classes)
    files = [file for file in package.files or [] if "LICENSE" in file.name.upper()]
    lines = [line.strip() for file in files for line in file.read_text().splitlines()]
    return next(line for line in lines if line)


def needed_by(requirements: Iterable[str]) -> set[str]:
    """The names of all that the requirements bring, directly and through others."""
    found: set[tuple[str, str]] = set()
    left = [(Requirement(text), "") for text in requirements]
    while left:
        requirement, asked_by = left.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": asked_by}):
            continue
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) in found:
                continue
            found.add((name, extra))
            try:
                further = distribution(name).requires or []
            except PackageNotFoundError:
                continue
            left += [(Requirement(text), extra) for text in further]
    return {name for name, _ in found}


def _needs() -> dict[str, set[str]]:
    """What the package itself and each of its extras bring."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {f"`{name}`": wanted for name, wanted in project["optional-dependencies"].items()}
    groups = {"the program": project["dependencies"], **extras}
    return {
        group: needed_by(text for text in wanted if not text.startswith(project["name"]))
        for group, wanted in groups.items()
    }


def table() -> str:
    """The table as it should be; raises SystemExit where something pinned is not installed."""
    lines, needs = [HEADING, "| --- | --- | --- | --- |"], _needs()
    for name, version in sorted(pinned().items(), key=lambda item: item[0].lower()):
        try:
            licence = licence_of(distribution(name))
        except PackageNotFoundError:
            sys.exit(f"Install {name}=={version} to read its licence.")
        groups = [group for group, names in needs.items() if canonicalize_name(name) in names]
        # What the program brings comes with every extra.
        needed = "the program" if "the program" in groups else ", ".join(groups)
        lines.append(f"| {name} | {version} | {licence} | {needed or 'tests'} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the table anew, in its place at the end of the file."""
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(text[: text.index(HEADING)] + table(), encoding="utf-8")


if __name__ == "__main__":
    main()
