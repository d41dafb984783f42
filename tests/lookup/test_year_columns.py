"""Tables whose columns are years, and years that run over two."""

from __future__ import annotations

import pytest

from cdi_qa.lookup.query import Query
from cdi_qa.lookup.year_columns import name_newest_year, name_year_before, name_years_of_change
from tests.lookup.conftest import open_desk
from tests.lookup.tables import make_corpus

YEARS = (
    ["School", "2019/20", "2020/21", "2021/22", "2022/23"],
    [
        ["Elmfield", "3", "1", "5", "9"],
        ["Thornbury", "6", "2", "8", "14"],
        ["Marsh Lane", "0", "0", "1", "0"],
    ],
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what was Thornbury's figure in 2021/22", "Thornbury's figure for 2021/22 is 8"),
        ("Thornbury in 2021-22", "figure for 2021/22 is 8"),
        ("Thornbury in 2021/2022", "figure for 2021/22 is 8"),
        ("which schools had under 2 in 2022/23", "1 of the 3 schools"),
    ],
)
def test_columns_that_are_years(question: str, said: str) -> None:
    assert said in open_desk(make_corpus(*YEARS)).say(question)


@pytest.mark.parametrize("question", ["Thornbury in 2018/19", "which are under 20 in 2018/19"])
def test_a_year_that_is_no_column_is_not_read_as_another(question: str) -> None:
    assert open_desk(make_corpus(*YEARS)).ask(question) is None


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        (
            "how much has Thornbury gone up since 2019/20",
            "what is the difference between 2022/23 and 2019/20 for Thornbury?",
        ),
        (
            "did we get worse between 2020/21 and 2021/22",
            "what is the difference between 2021/22 and 2020/21 for we?",
        ),
        ("has Thornbury risen", "what is Thornbury for 2019/20, 2020/21, 2021/22 and 2022/23?"),
        ("has it risen since 2017/18", "has it risen since 2017/18"),
        ("who went up since 2019/20", "who went up since 2019/20"),
        ("has it gone up overall", "has it gone up overall"),
        ("what did they do to improve Thornbury", "what did they do to improve Thornbury"),
        ("why has Thornbury risen", "why has Thornbury risen"),
        ("what was Thornbury's in 2019/20", "what was Thornbury's in 2019/20"),
    ],
)
def test_what_became_of_a_figure(question: str, plain: str) -> None:
    assert name_years_of_change(question, make_corpus(*YEARS).tables[0]) == plain


@pytest.mark.parametrize(
    ("question", "column", "plain"),
    [
        ("and the year before?", 3, "and in 2020/21?"),
        ("and the year after that", 3, "and in 2022/23"),
        ("and the year before?", 1, "and the year before?"),
    ],
)
def test_the_year_beside(question: str, column: int, plain: str) -> None:
    table = make_corpus(*YEARS).tables[0]
    before = Query("cell", (table.columns[column].name,), ("Thornbury",))
    assert name_year_before(question, before, table) == plain


def test_last_year_is_the_latest_and_is_said_to_be() -> None:
    text, remark = name_newest_year("how many last year", make_corpus(*YEARS).tables[0])
    assert (text, "2022/23" in remark) == ("how many in 2022/23", True)
