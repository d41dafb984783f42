"""The page Compare, run in-process on the real documents and on others."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdi_qa.ui.wording import NO_TABLE, NOTHING_LEFT, UNNAMED

from .conftest import OpenPage

PAGE = "cdi_qa/ui/page_compare.py"
HOMES = """# Care homes

Oakview was visited again. Oakview has a new manager.

| Home | Rating | Score | Beds |
| --- | --- | --- | --- |
| Oakview | Good | 77.5 | 41 |
| Elm | Outstanding | 91 | 12 |
| Fern | Good | 77.50 | 55 |

# Falls

| Ward | Falls |
| --- | --- |
| North | 3 |
| South | 5 |
| East | 1 |
"""
NAMELESS = """Some homes have many beds.

| Beds | Falls |
| --- | --- |
| 3 | 20 |
| 5 | 18 |
| 5 | 22 |
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


def compare(page: AppTest) -> AppTest:
    page = page.switch_page(PAGE).run()
    assert not page.exception
    return page


def bodies(page: AppTest, name: str) -> list[str]:
    found = (str(element.proto.body) for element in page.get("html"))
    return [body for body in found if f'class="{name}"' in body]


def shown_names(page: AppTest) -> list[str]:
    (table,) = bodies(page, "cdi-table")
    cells = table.split('<th scope="row">')[1:]
    return [cell.split("<")[0].strip() for cell in cells]


def sentences(page: AppTest) -> str:
    return " ".join(bodies(page, "cdi-facts"))


def test_first_measure_is_ranked_with_the_own_force_and_the_average(open_page: OpenPage) -> None:
    page = compare(open_page())
    assert page.selectbox(key="measure").value == "Overall"
    (chart,) = page.get("vega_lite_chart")
    assert "West Midlands is 10th of the 14 forces, with 83.8%." in chart.proto.alt
    assert "plain average of the 14 forces shown, 86.6%" in sentences(page)
    assert "not a national rate" in sentences(page)
    names = shown_names(page)
    assert (len(names), names[0], names[9]) == (14, "Sussex", "West Mids")
    assert "page 6" in page.button(key="cite-table-1").label


def test_citation_opens_the_page_with_the_rows_marked(open_page: OpenPage) -> None:
    page = compare(open_page())
    page.multiselect(key="only").set_value(["Kent"]).run()
    assert not page.exception
    page.button(key="cite-table-1").click().run()
    assert not page.exception
    (cited,) = [body for body in bodies(page, "cdi-page") if "<mark>" in body]
    assert "<mark>Jun-17 Kent Inadequate Inadequate 83.6 79.2" in cited
    assert cited.count("<mark>") == 1


def test_two_measures_are_set_against_each_other(open_page: OpenPage) -> None:
    page = compare(open_page())
    page.selectbox(key="measure").set_value("Violence").run()
    page.selectbox(key="against").set_value("Rape").run()
    assert not page.exception
    assert "West Midlands has 77.9% and 89.8%." in sentences(page)
    page.selectbox(key="measure").set_value("Rape").run()
    assert not page.exception


def test_grade_is_ranked_and_has_nothing_set_against_it(open_page: OpenPage) -> None:
    page = compare(open_page())
    page.selectbox(key="measure").set_value("Recording").run()
    assert not page.exception
    assert "Grade for Recording, best first: from Good (Staffordshire and Sussex)" in sentences(
        page
    )
    assert [box.key for box in page.selectbox] == ["measure", "sort"]


def test_rows_are_filtered_by_force_grade_and_date(open_page: OpenPage) -> None:
    page = compare(open_page())
    page.multiselect(key="columns").set_value(["Rape"])
    page.multiselect(key="only_overall_grade").set_value(["Good"]).run()
    assert shown_names(page) == ["Sussex", "Staffordshire", "Wiltshire"]
    page.select_slider(key="only_date_of_report").set_value(("2016-08-01", "2017-02-01")).run()
    assert shown_names(page) == ["Sussex", "Staffordshire"]
    page.multiselect(key="only").set_value(["Staffordshire", "Kent"]).run()
    assert shown_names(page) == ["Staffordshire"]
    page.multiselect(key="only").set_value(["Kent"]).run()
    assert not page.exception
    assert [info.value for info in page.info] == [NOTHING_LEFT]
    assert not page.get("vega_lite_chart")


def test_table_is_sorted_and_its_columns_chosen(open_page: OpenPage) -> None:
    page = compare(open_page())
    page.selectbox(key="sort").set_value("As in the document").run()
    assert shown_names(page)[:2] == ["Wiltshire", "Leicestershire"]
    page.selectbox(key="sort").set_value("Force").run()
    assert shown_names(page)[:2] == ["A & S".replace("&", "&amp;"), "Cambs"]
    page.toggle(key="reversed").set_value(True).run()
    assert shown_names(page)[0] == "Wiltshire"
    page.multiselect(key="columns").set_value(["Rape"]).run()
    assert not page.exception
    (table,) = bodies(page, "cdi-table")
    assert table.count('<th scope="col"') == 2


def test_undefined_column_is_said_to_be_so(open_page: OpenPage) -> None:
    page = compare(open_page())
    assert "do not say what the column" not in sentences(page)
    page.selectbox(key="measure").set_value("Vulnerable").run()
    assert "do not say what the column headed Vulnerable measures" in sentences(page)


def test_other_tables_are_chosen_first(open_page: OpenPage, corpus: Path) -> None:
    (corpus / "homes.md").write_text(HOMES)
    page = compare(open_page(corpus))
    assert [box.key for box in page.selectbox] == ["table", "measure", "against", "sort"]
    assert "Oakview is joint 2nd of the 3 homes, with 77.5" in sentences(page)
    page.selectbox(key="table").select_index(1).run()
    assert not page.exception
    assert shown_names(page) == ["South", "North", "East"]
    assert not any("cdi-ours" in body for body in bodies(page, "cdi-table"))


@pytest.mark.parametrize(
    ("text", "said"), [("Nothing but prose.\n", NO_TABLE), (NAMELESS, UNNAMED)]
)
def test_what_cannot_be_compared_is_said(
    open_page: OpenPage, corpus: Path, text: str, said: str
) -> None:
    (corpus / "other.md").write_text(text)
    page = compare(open_page(corpus))
    assert said in [markdown.value for markdown in page.markdown]
    assert not page.get("vega_lite_chart")


def test_page_says_what_is_wrong(open_page: OpenPage, tmp_path: Path) -> None:
    page = compare(open_page(tmp_path / "nothing"))
    assert len(page.error) == 1
    assert page.button(key="try-again")
