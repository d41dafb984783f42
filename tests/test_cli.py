import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cdi_qa.cli import main
from tests.conftest import CORPUS


@pytest.fixture
def base(data_dir: Path) -> list[str]:
    return ["--corpus", str(CORPUS), "--data-dir", str(data_dir)]


def run(*arguments: str, **options: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments), **options)  # type: ignore[arg-type]
    return result.exit_code, result.stdout, result.stderr


KEYS = [
    "question", "status", "text", "citations", "table", "caveats", "suggestions",
    "ask_at_meeting", "answered_by", "elapsed_ms", "confidence",
]  # fmt: skip


def test_ask_as_json_has_the_contract_s_shape(base: list[str]) -> None:
    code, out, _ = run(*base, "ask", "What is Kent's rape rate?", "--json")
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == KEYS
    assert answer["table"]["columns"] == ["Force", "Rape"]
    assert answer["table"]["rows"] == [["Kent", 91.1]]
    assert answer["table"]["sql"].startswith("SELECT")
    assert answer["answered_by"] == "table"
    citation = answer["citations"][0]
    assert list(citation) == ["n", "source", "title", "page", "section", "quote", "label"]
    assert (citation["source"], citation["page"]) == ("briefing-note", 6)


def test_ask_and_batch_narrow_to_what_is_chosen(base: list[str]) -> None:
    code, out, _ = run(*base, "ask", "how many rapes were missed?", "--source", "wmp-response")
    assert (code, "Only what you chose was asked" in out) == (0, True)
    code, _, err = run(*base, "ask", "how many rapes were missed?", "--source", "nothing")
    assert (code, err.startswith("There is no source 'nothing'")) == (2, True)
    line = json.dumps({"id": 1, "turns": ["how many rapes were missed?"]})
    code, out, _ = run(*base, "batch", "-", "--force", "WMP", "--since", "2018", input=line)
    assert code == 2
    code, out, _ = run(*base, "batch", "-", "--force", "WMP", "--until", "2017-10", input=line)
    assert "Only what you chose was asked" in str(json.loads(out)["answers"][0]["caveats"])


def test_ask_in_plain_text_names_the_page(base: list[str]) -> None:
    code, out, err = run(*base, "ask", "What is Kent's rape rate?")
    assert (code, err) == (0, "")
    assert "91.1%" in out
    assert "page 6" in out


def test_not_in_the_documents_is_no_failure(base: list[str]) -> None:
    code, out, _ = run(*base, "ask", "What is the burglary rate?", "--json")
    assert code == 0
    assert json.loads(out)["status"] == "not_in_documents"


@pytest.mark.parametrize("question", ["x" * 4001, "", "  "])
def test_a_question_that_cannot_be_asked_exits_2(base: list[str], question: str) -> None:
    code, out, err = run(*base, "ask", question)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_batch_answers_every_turn_and_names_bad_lines(base: list[str], tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "turns": ["What is Kent's rape rate?", "and violence?"]}),
        "not json",
        json.dumps({"id": "c", "turns": []}),
        json.dumps({"id": "d", "turns": ["y" * 5000]}),
        "",
        json.dumps({"id": 5, "turns": ["who is worst for rape?"]}),
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines))
    code, out, err = run(*base, "batch", str(source), "--out", str(target))
    records = [json.loads(line) for line in target.read_text().splitlines()]
    assert code == 2
    assert out == ""
    assert "3 lines were not answered" in err
    assert [record["id"] for record in records] == ["a", None, "c", "d", 5]
    assert ["79.2" in answer["text"] for answer in records[0]["answers"]] == [False, True]
    assert [record.get("line") for record in records] == [None, 2, 3, 4, None]
    assert all(record["error"].endswith(".") for record in records[1:4])


def test_batch_writes_to_standard_output(base: list[str]) -> None:
    line = json.dumps({"id": "a", "turns": ["What is Kent's rape rate?"]})
    code, out, err = run(*base, "batch", "-", input=line)
    assert (code, err) == (0, "")
    assert json.loads(out)["answers"][0]["status"] == "answered"


def test_batch_of_a_missing_file_exits_2(base: list[str]) -> None:
    code, _, err = run(*base, "batch", "nowhere.jsonl")
    assert code == 2
    assert err == "There is no file nowhere.jsonl.\n"


def test_index_reports_what_was_read_and_what_was_not(tmp_path: Path, fresh_data: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text("The unit closed in May 2020.")
    (folder / "empty.txt").write_text("")
    (folder / "bad.pdf").write_text("no pdf")
    base = ["--corpus", str(folder), "--data-dir", str(fresh_data)]
    code, out, _ = run(*base, "index", "--json")
    report = json.loads(out)
    assert code == 0
    assert [source["id"] for source in report["sources"]] == ["good"]
    assert {problem["file"] for problem in report["problems"]} == {"empty.txt", "bad.pdf"}
    code, out, err = run(*base, "index")
    assert "up to date" in out
    assert "empty.txt is empty." in err
    assert "May 2020" in run(*base, "ask", "when did the unit close?")[1]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--corpus", "/nowhere/at/all", "ask", "hello there"], 1, "does not exist"),
        (["nonsense"], 2, "No such command"),
        (["ask"], 2, "Missing argument"),
    ],
)
def test_mistakes_are_one_plain_sentence(
    fresh_data: Path, arguments: list[str], status: int, said: str
) -> None:
    code, out, err = run("--data-dir", str(fresh_data), *arguments)
    assert (code, out) == (status, "")
    assert said in err
    assert "Traceback" not in err


def test_the_table_prints_as_text_and_as_csv(base: list[str]) -> None:
    code, out, err = run(*base, "table")
    assert code == 0
    assert len(out.splitlines()) == 15
    assert "(SPCB briefing note: Crime Data Integrity inspection, page 6)" in err
    code, out, _ = run(*base, "table", "briefing_note_1", "--csv")
    header = (
        "date_of_report,force,overall_grade,recording,overall,violence,sexual,rape,"
        "systems_processes,vulnerable,leadership_culture"
    )
    assert out.splitlines()[0] == header
    assert "2016-08-01,Staffordshire,Good,Good,91,89.95,94.7,100," in out


def test_sql_is_answered_and_anything_but_a_select_refused(base: list[str]) -> None:
    query = "SELECT force FROM comparison WHERE rape = 100 ORDER BY force"
    code, out, _ = run(*base, "table", "--csv", "--sql", query)
    assert out == "force\nStaffordshire\nSussex\n"
    code, _, err = run(*base, "table", "--sql", "DROP TABLE comparison")
    assert code == 2
    assert "Only one SELECT" in err
    assert run(*base, "table", "no_such")[0] == 2


def test_sources_are_listed_added_and_removed(tmp_path: Path, fresh_data: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "report.md").write_text("# Report (digest)\n\nThe unit failed 3 of 9 tests.\n")
    (folder / "manifest.toml").write_text(
        '[[source]]\nid = "report"\nfile = "report.md"\n'
        'title = "Report (digest)"\nkind = "digest"\n'
    )
    base = ["--corpus", str(folder), "--data-dir", str(fresh_data)]
    full = tmp_path / "full.txt"
    full.write_text("The unit failed 4 of 11 tests in Leeds.")
    assert "digest" in run(*base, "sources", "list")[1]
    code, out, err = run(*base, "sources", "add", str(full), "--id", "report")
    assert (code, out) == (0, "Added report: Report.\n")
    assert "Warning: full.txt may be another document than Report (" in err
    assert "stands in the place of its digest" in err
    assert "full" in run(*base, "sources", "list")[1]
    assert "4 of 11" in run(*base, "ask", "how many tests did the unit fail?")[1]
    assert run(*base, "sources", "add", str(full), "--id", "report")[0] == 2
    assert run(*base, "sources", "remove", "report")[0] == 0
    assert "3 of 9" in run(*base, "ask", "how many tests did the unit fail?")[1]
    assert run(*base, "sources", "remove", "report")[0] == 2
    assert list((fresh_data / "removed").iterdir())


def test_a_bad_document_is_not_added(tmp_path: Path, fresh_data: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("Some text.")
    bad = tmp_path / "bad.pdf"
    bad.write_text("not a pdf")
    base = ["--corpus", str(folder), "--data-dir", str(fresh_data)]
    code, _, err = run(*base, "sources", "add", str(bad))
    assert code == 2
    assert "bad.pdf is not a readable PDF" in err
    assert [file.name for file in folder.iterdir()] == ["a.txt"]


def test_the_doctor_is_content_here_and_not_without_documents(
    base: list[str], tmp_path: Path, fresh_data: Path
) -> None:
    code, out, _ = run(*base, "doctor")
    assert code == 0, out
    assert "BROKEN" not in out
    code, out, _ = run("--corpus", str(tmp_path / "none"), "--data-dir", str(fresh_data), "doctor")
    assert code == 1
    assert "BROKEN  Documents" in out


def test_it_runs_offline_as_a_command_of_its_own(base: list[str]) -> None:
    environment = {
        **os.environ,
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    result = subprocess.run(
        [sys.executable, "-m", "cdi_qa.cli", *base, "ask", "When will HMIC re-visit the force?"],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert result.returncode == 0
    assert "early 2018" in result.stdout
    assert result.stderr == ""
