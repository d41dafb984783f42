"""Several tables in one corpus: a question finds its own, and two inspections are compared."""

from __future__ import annotations

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.settings import Settings

NOTE = """# Inspection of night shelters, 2022

Marlow Shelter is run by the trust whose board reads this note. Marlow Shelter was inspected in May.

Table 1: Results in 2022

| Shelter | Overall grade | Hygiene (%) | Safety (%) |
| --- | --- | --- | --- |
| Marlow | Good | 88.4 | 91.2 |
| Thame | Inadequate | 71.5 | 80 |
| Cookham | Outstanding | 97.1 | 98.6 |
| Henley | Good | 90.3 | 89.9 |

Table 2: Results in 2018

| Shelter | Overall grade | Hygiene (%) | Safety (%) |
| --- | --- | --- | --- |
| Marlow | Inadequate | 64.2 | 93.1 |
| Thame | Good | 90.8 | 88.8 |
| Cookham | Good | 92.4 | 95 |
| Goring | Inadequate | 60.6 | 59.3 |
| Sonning | Inadequate | 58.1 | 63.7 |
"""
CALLS = """# Helpline

<p>The helpline is answered at night.</p>
<figure><figcaption>Table 1: Answering the helpline</figcaption>
<table><tr><th>Shelter</th><th>Calls</th><th>Answering time (seconds)</th><th>Lost (%)</th></tr>
<tr><td>Marlow</td><td>1,204</td><td>14.2</td><td>3.1</td></tr>
<tr><td>Thame</td><td>866</td><td>33.5</td><td>9.4</td></tr>
<tr><td>Cookham</td><td>2,310</td><td>9.8</td><td>1.2</td></tr>
<tr><td>All shelters</td><td>4,380</td><td>15.7</td><td>3.3</td></tr></table></figure>
<table><caption>Table 2: Beds by year</caption>
<tr><th>Year</th><th>Beds offered</th><th>Taken</th><th>Not taken</th><th>Time in bed</th></tr>
<tr><td>2019</td><td>512</td><td>430</td><td>82</td><td>7h 05m</td></tr>
<tr><td>2020</td><td>498</td><td>377</td><td>121</td><td>6h 40m</td></tr>
<tr><td>2021</td><td>533</td><td>501</td><td>32</td><td>6h 55m</td></tr></table>
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("several")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "note.md").write_text(NOTE, encoding="utf-8")
    (folder / "corpus" / "helpline.html").write_text(CALLS, encoding="utf-8")
    return Assistant.open(Settings(corpus=folder / "corpus", data_dir=folder / "data"))


@pytest.mark.parametrize(
    ("turns", "table", "says"),
    [
        # the comparison is the latest of like tables, though an earlier one is longer
        (["what is our hygiene rate"], "comparison", ["Marlow", "88.4%"]),
        (["which shelter is best for safety"], "comparison", ["Cookham", "98.6%"]),
        # by a column, a row or a kind of row that only one table has
        (["how many calls did Thame get"], "helpline_1", ["866"]),
        (["lost calls, us"], "helpline_1", ["Marlow", "3.1%"]),
        (["what was Sonning's hygiene rate"], "note_2", ["58.1%", "Results in 2018"]),
        (["how many beds were taken in 2020"], "helpline_2", ["377"]),
        (["which year had the most beds offered"], "helpline_2", ["2021", "533"]),
        # times of two units; and a heading of another table is read from "time", too
        (["what was the time in bed in 2020"], "helpline_2", ["6h 40m"]),
        (["in which year was the time in bed longest"], "helpline_2", ["2019", "7h 05m"]),
        # by year, by "last time", by caption and number
        (["our hygiene rate in 2018"], "note_2", ["64.2%", "Results in 2018"]),
        (["who was worst for safety last time"], "note_2", ["Goring", "59.3%"]),
        (["which shelters were good at the previous inspection"], "note_2", ["Thame", "Cookham"]),
        # times: quick is low; best and worst are the other way round than high and low
        (["who answers quickest"], "helpline_1", ["Cookham", "9.8"]),
        (["which shelter is slowest to answer"], "helpline_1", ["Thame", "33.5"]),
        (["which shelter is worst for lost calls"], "helpline_1", ["Thame", "9.4%"]),
        (["which shelter has the highest share of lost calls"], "helpline_1", ["Thame", "9.4%"]),
        (["how long does Marlow take to answer"], "helpline_1", ["14.2"]),
        (["how many calls did Thame serve"], "helpline_1", ["866"]),
        (["which shelter is best for answering"], "helpline_1", ["Cookham", "9.8"]),
        # a row that sums up is no shelter, and can be asked for
        (["which shelter got the most calls"], "helpline_1", ["Cookham", "2,310"]),
        (["how many calls did all shelters get"], "helpline_1", ["4,380"]),
        (["average answering time of all the shelters"], "helpline_1", ["19.2", "57.5 ÷ 3"]),
        # a share of two counts
        (["what percentage of beds offered in 2019 were taken"], "helpline_2", ["84.0%", "430"]),
        # follow-ups stay in their table, or take their row to another
        (["our hygiene rate in 2018", "and Thame?"], "note_2", ["Thame", "90.8%"]),
        (["how many calls did Thame get", "and Cookham?"], "helpline_1", ["2,310"]),
        (["Thame's hygiene rate", "and lost calls?"], "helpline_1", ["Thame", "9.4%"]),
        (["what was Thame's safety rate last time", "what is it now?"], "comparison", ["80%"]),
        # from one inspection to the next
        (["have we improved on hygiene since 2018"], "comparison", ["Yes", "64.2%", "24.2"]),
        (["are we better on safety than last time"], "comparison", ["No", "93.1%", "1.9"]),
        (["has anyone got worse on hygiene since 2018"], "comparison", ["1 of the 3", "Thame"]),
        (["how many got a better overall grade than last time"], "comparison", ["2 of the 3"]),
        (["who improved most on hygiene since 2018"], "comparison", ["Marlow", "24.2"]),
        (["how has our hygiene rate changed since 2018", "and safety?"], "comparison", ["93.1%"]),
        (["how has our hygiene rate changed since 2018", "what about Thame?"], "comparison",
         ["90.8%", "71.5%", "19.3"]),
    ],
)  # fmt: skip
def test_finds_the_table(asked: Assistant, turns: list[str], table: str, says: list[str]) -> None:
    answer = asked.ask(turns[-1], turns[:-1])
    assert answer.status == "answered"
    assert answer.table is not None
    assert answer.table.name == table
    for said in says:
        assert said in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("have we improved on hygiene since 2018", [("Marlow", 64.2, 88.4, 24.2)]),
        ("who got worse on hygiene since 2018", [("Thame", 90.8, 71.5, -19.3)]),
        ("who improved most on hygiene since 2018", [("Marlow", 64.2, 88.4, 24.2)]),
        # the largest change first
        ("which shelters changed on safety since 2018",
         [("Thame", 88.8, 80, -8.8), ("Cookham", 95, 98.6, 3.6), ("Marlow", 93.1, 91.2, -1.9)]),
        ("who got a better overall grade than last time",
         [("Marlow", "Inadequate", "Good"), ("Cookham", "Good", "Outstanding")]),
    ],
)  # fmt: skip
def test_a_change_rests_on_the_rows_that_changed_so(
    asked: Assistant, question: str, rows: list[tuple[object, ...]]
) -> None:
    table = asked.ask(question).table
    assert table is not None
    assert list(table.rows) == rows
    assert len(table.origins) == len(table.columns)


def test_a_follow_up_that_asks_more_is_not_told_the_change_again(asked: Assistant) -> None:
    before = "how much has our hygiene rate gone up since 2018"
    answer = asked.ask("who is just above us", [before])
    assert "24.2" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "how many beds were taken in 1997",
        "what was Henley's hygiene rate in 2018",
        "has Henley improved since 2018",
        "how long does Marlow take to change the sheets",
        "how many cooks are there",
    ],
)
def test_takes_no_other_table_instead(asked: Assistant, question: str) -> None:
    answer = asked.ask(question)
    assert answer.status != "answered" or answer.table is None


def test_the_sql_shown_is_one_that_can_be_run(asked: Assistant) -> None:
    for question in (
        "which shelter got the most calls",
        "who was worst for safety last time",
        "has anyone got worse on hygiene since 2018",
    ):
        told = asked.ask(question).table
        assert told is not None
        assert asked.database.run(told.sql).rows == tuple(map(tuple, told.rows))


@pytest.mark.parametrize(
    ("name", "columns"),
    [("helpline_2", ["text", "number", "number", "number"]), ("note_1", ["text", "grade"])],
)
def test_years_name_rows(asked: Assistant, name: str, columns: list[str]) -> None:
    table = asked.database.table(name)
    assert [column.kind for column in table.columns][: len(columns)] == columns


def test_captions_above_and_within(asked: Assistant) -> None:
    assert [table.caption for table in asked.index.corpus.tables] == [
        "Table 1: Answering the helpline", "Table 2: Beds by year",
        "Table 1: Results in 2022", "Table 2: Results in 2018",
    ]  # fmt: skip


def test_a_query_may_name_any_of_the_tables_and_ask_which_there_are(asked: Assistant) -> None:
    database = asked.database
    first, second, *_ = names = list(database.tables)
    joined = f'SELECT count(*) FROM {first.upper()} CROSS JOIN "{second}"'
    rows = [len(database.tables[name].rows) for name in (first, second)]
    assert database.run(joined).rows == ((rows[0] * rows[1],),)
    listed = database.run("SELECT table_name FROM information_schema.tables").rows
    assert {name for (name,) in listed} == {*names, "comparison"}
