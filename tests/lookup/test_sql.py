"""A person's own query: what is allowed, what is refused, and the limits."""

from __future__ import annotations

import pytest

from cdi_qa.errors import QueryError
from cdi_qa.lookup import database as limits
from cdi_qa.lookup.sql import run_select
from tests.lookup.conftest import Desk, open_desk
from tests.lookup.tables import make_corpus


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT force FROM comparison WHERE force = 'Kent'", (("Kent",),)),
        ("select count(*) from comparison", ((14,),)),
        ("SELECT count(*) FROM comparison WHERE overall_grade >= 'Good'", ((3,),)),
        ("SELECT count(*) FROM comparison WHERE overall_grade = 'Inadequate'", ((7,),)),
        ("SELECT count(*) FROM comparison WHERE 'Good' <= leadership_culture", ((10,),)),
        (
            "SELECT count(*) FROM comparison "
            "WHERE leadership_culture BETWEEN 'Requires Improvement' AND 'Good'",
            ((11,),),
        ),
        ("SELECT max(rape) - min(rape) FROM comparison", ((21,),)),
        ("SELECT violence FROM comparison WHERE force = 'Staffordshire'", ((89.95,),)),
        ("WITH low AS (SELECT * FROM comparison WHERE rape < 80) SELECT force FROM low",
         (("Cheshire",),)),
        ("SELECT force FROM briefing_note_1 ORDER BY overall DESC LIMIT 1", (("Sussex",),)),
        (
            "SELECT DISTINCT date_of_report FROM comparison WHERE force = 'Sussex'",
            (("2016-08-01",),),
        ),
        ("SELECT upper(force) FROM comparison WHERE force = 'Kent';", (("KENT",),)),
        ("SELECT a.force FROM comparison a JOIN comparison b ON a.rape = b.rape "
         "AND a.force < b.force", (("Staffordshire",),)),
    ],
)  # fmt: skip
def test_allowed(desk: Desk, sql: str, rows: tuple[tuple[object, ...], ...]) -> None:
    assert run_select(desk.database, sql).rows == rows


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE comparison",
        "DELETE FROM briefing_note_1",
        "UPDATE briefing_note_1 SET rape = 0",
        "INSERT INTO briefing_note_1 SELECT * FROM briefing_note_1",
        "CREATE TABLE x AS SELECT 1",
        "COPY comparison TO 'x.csv'",
        "ATTACH 'x.db'",
        "INSTALL httpfs",
        "PRAGMA database_list",
        "SET memory_limit = '1GB'",
        "EXPLAIN SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT * FROM comparison; DROP VIEW comparison",
        "SELECT * FROM 'corpus/manifest.toml'",
        "SELECT * FROM read_csv('x.csv')",
        "SELECT * FROM read_text('secret.txt')",
        "SELECT * FROM glob('*')",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM range(10)",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM nowhere",
        "SELECT getenv('HOME')",
        "SELECT current_setting('memory_limit')",
        "SELECT * FROM (SELECT * FROM read_blob('x'))",
        "WITH x AS (SELECT * FROM read_csv('x.csv')) SELECT * FROM x",
        "WITH comparison AS (SELECT * FROM duckdb_tables()) SELECT * FROM comparison",
        "SELECT nothing FROM comparison",
        "SELECT FROM WHERE",
        "SHOW TABLES",
        "DESCRIBE comparison",
        "",
        "hello",
    ],
)
def test_refused(desk: Desk, sql: str) -> None:
    with pytest.raises(QueryError) as raised:
        run_select(desk.database, sql)
    assert "\n" not in str(raised.value)
    assert run_select(desk.database, "SELECT count(*) FROM comparison").rows == ((14,),)


def test_rows_are_cut(desk: Desk) -> None:
    crossed = "SELECT a.force FROM comparison a, comparison b, comparison c"
    assert len(run_select(desk.database, crossed).rows) == 1000


def test_a_long_query_is_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_TIMEOUT_SECONDS", 0.3)
    tables = ", ".join(f"comparison t{number}" for number in range(12))
    with pytest.raises(QueryError, match="too long"):
        run_select(desk.database, f"SELECT sum(t0.rape * t11.rape) FROM {tables}")


@pytest.mark.parametrize("heading", ["By", "Group", "Order", "To", "All", "Left", "When"])
def test_a_heading_may_be_a_word_of_sql(heading: str) -> None:
    rows = [["North", "40"], ["South", "60"]]
    desk = open_desk(make_corpus(["Division", heading], rows))
    assert desk.database.run(f'SELECT "{heading.lower()}" FROM comparison').rows == ((40,), (60,))
    assert "South" in desk.say(f"which division is highest for {heading.lower()}")
