"""The README and the commands agree; the digests hold what may be said and no figure more."""

import re
import tomllib

import click
import pytest

from cdi_qa.cli import main
from cdi_qa.text import figures
from tests.conftest import CORPUS, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, prefix: str = "") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        found.append((f"{prefix}{name}", command))
        if isinstance(command, click.Group):
            found += commands(command, f"{name} ")
    return found


@pytest.mark.parametrize(("name", "command"), commands(main))
def test_every_command_has_help_and_is_in_the_readme(name: str, command: click.Command) -> None:
    assert command.help
    assert f"cdi-qa {name}" in README


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE)) <= targets


def test_every_setting_is_in_the_readme() -> None:
    from cdi_qa.settings import Settings

    for name in Settings.model_fields:
        assert f"CDI_QA_{name.upper()}" in README


def test_the_transparency_record_states_the_thresholds() -> None:
    record = (ROOT / "TRANSPARENCY.md").read_text(encoding="utf-8")
    thresholds = tomllib.loads((ROOT / "eval" / "thresholds.toml").read_text(encoding="utf-8"))
    for group, least in thresholds.items():
        assert (
            f"| {group} | {least['accuracy']} | {least['verbatim']} | {least['figures']} |"
            in record
        )


FIELDS = {
    "1": "organisation, team, senior responsible owner, third party involvement",
    "1.4": "third party, companies house, third party role, procurement, third party data access",
    "2": "detailed description, scope, benefit, previous process, alternatives considered",
    "3": "process integration, provided information, frequency and scale, human decisions, "
    "required training, appeals and review",
    "4.1": "system architecture, system-level input, system-level output, phase, maintenance, "
    "models",
    "4.2": "name, version, task, input, output, architecture, performance, datasets",
    "4.3": "description, data modality, data quantities, sensitive attributes, completeness, "
    "source data, data collection, data cleaning, data sharing, data access and storage",
    "4.4": "data sources, sensitive attributes, data processing, data access and storage, "
    "data sharing",
    "5": "impact assessments, risks and mitigations",
}
"""Of the second tier of the Algorithmic Transparency Recording Standard, in order."""


@pytest.mark.parametrize("part", FIELDS)
def test_the_transparency_record_has_every_field(part: str) -> None:
    record = (ROOT / "TRANSPARENCY.md").read_text(encoding="utf-8").lower()
    for number, field in enumerate(FIELDS[part].split(", "), start=1):
        assert re.search(
            rf"(?:\*\*|\| ){part}\.{number} {field}[^.*|]*(?:\.\*\*|\|)\s+\S", record
        ), f"{part}.{number}"


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "LICENSES.md", "TRANSPARENCY.md"])
def test_every_file_that_is_linked_to_exists(name: str) -> None:
    linked = re.findall(r"\]\(([^):#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert [path for path in linked if not (ROOT / path).exists()] == []


ALLOWED = {
    "hmicfrs-report.md": "2017 2017 7 2017 2017 19 2017 1 2016 31 2016 83.8 1.88 77.9 3.36 16.2 "
    "38800 83 2014 2014",
    "wmp-response.md": "41178872 7 2017 7 2017 38000",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_digest_holds_no_figure_but_those_that_may_be_said(name: str) -> None:
    text = (CORPUS / name).read_text(encoding="utf-8")
    assert set(figures(text)) <= set(ALLOWED[name].split())
    assert "This is a digest" in text.split("\n\n")[1]
