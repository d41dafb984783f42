from __future__ import annotations

from itertools import combinations

import pytest

from cdi_qa.lookup.sheet import Sheet
from cdi_qa.ui.charts import dot_plot, ranked_bars, scatter
from cdi_qa.ui.pairs import Pairs, Point, pair_rows
from cdi_qa.ui.placing import Label, place_labels
from cdi_qa.ui.ranking import Ranking, rank_rows

from .sheets import make_sheet

_, SHEET = make_sheet()
COLUMNS = {column.name: column for column in SHEET.table.columns}


def ranked(sheet: Sheet, column: str, rows: slice = slice(None)) -> Ranking:
    return rank_rows(sheet, sheet.table.column(column), sheet.rows[rows])


def test_ties_share_a_place_and_what_is_not_given_is_left_out() -> None:
    ranking = ranked(SHEET, "score")
    assert [(bar.place, bar.shared, bar.name, bar.printed) for bar in ranking.bars] == [
        (1, False, "Elm", "91"),
        (2, True, "Oakview", "77.5"),
        (2, True, "Fern", "77.50"),
        (4, False, "Beech", "60.25"),
    ]
    assert [bar.name for bar in ranking.bars if bar.ours] == ["Oakview"]


def test_sentence_says_ends_own_place_and_plain_average() -> None:
    assert ranked(SHEET, "score").sentence == (
        "Figure for Score, highest first: from 91 (Elm) to 60.25 (Beech). Oakview is joint 2nd of "
        "the 4 homes with a figure, with 77.5. The dashed line is the plain average of the 4 homes "
        "shown, 76.6: each counts once, so it is not a national figure. Not given for =2+3."
    )


def test_place_is_among_all_rows_where_only_some_are_shown() -> None:
    ranking = ranked(SHEET, "score", slice(2, 4))
    assert [(bar.place, bar.name) for bar in ranking.bars] == [(2, "Fern"), (4, "Beech")]
    assert ranking.mean is not None
    assert round(ranking.mean, 3) == pytest.approx(68.875)


def test_grades_are_ranked_by_their_order_and_have_no_average() -> None:
    ranking = ranked(SHEET, "rating")
    assert [(bar.name, bar.length) for bar in ranking.bars] == [
        ("Elm", 3),
        ("Oakview", 2),
        ("Fern", 2),
        ("=2+3", 2),
        ("Beech", 1),
    ]
    assert ranking.mean is None
    assert "best first: from Outstanding (Elm) to Inadequate (Beech)" in ranking.sentence


def test_column_without_a_value_has_no_bars() -> None:
    ranking = ranked(SHEET, "beds", slice(3, 4))
    assert not ranking.bars
    assert "not given for any of these homes" in ranking.sentence


def test_bars_name_the_own_row_and_mark_the_average() -> None:
    drawn = ranked_bars(ranked(SHEET, "score")).to_dict()
    bars, rule = drawn["layer"]
    labels = [row["label"] for row in drawn["datasets"][bars["data"]["name"]]]
    assert labels == [
        "1. Elm: 91",
        "2= Oakview (our home): 77.5",
        "2= Fern: 77.50",
        "4. Beech: 60.25",
    ]
    assert rule["mark"]["type"] == "rule"
    assert rule["encoding"]["x"]["axis"]["labelExpr"] == '"average of 4: 76.6"'
    weight = bars["encoding"]["y"]["axis"]["labelFontWeight"]
    assert "2= Oakview (our home): 77.5" in weight["condition"]["test"]


def test_bars_of_grades_have_no_average() -> None:
    assert len(ranked_bars(ranked(SHEET, "rating")).to_dict()["layer"]) == 1


def test_pairs_leave_out_rows_that_lack_a_figure_and_say_so() -> None:
    pairs = pair_rows(SHEET, COLUMNS["score"], COLUMNS["beds"], SHEET.rows)
    assert [point.name for point in pairs.points] == ["Elm", "Oakview", "Fern"]
    assert pairs.facts == (
        "Oakview has 77.5 and 41. Left out, as a figure is not given: Beech and =2+3."
    )
    assert not pairs.overlap


def test_dot_plot_has_two_dots_a_row() -> None:
    pairs = pair_rows(SHEET, COLUMNS["score"], COLUMNS["beds"], SHEET.rows)
    drawn = dot_plot(pairs).to_dict()
    (rows,) = drawn["datasets"].values()
    assert [(row["label"], row["column"], row["printed"]) for row in rows][2:4] == [
        ("Oakview (our home)", "Score", "77.5"),
        ("Oakview (our home)", "Beds", "41"),
    ]


def points(*spots: tuple[str, float, float]) -> Pairs:
    made = tuple(Point(name, x, y, str(x), str(y), name == "Own") for name, x, y in spots)
    return Pairs("A", "B", made, "our home", ("a", "b"), "")


CROWD = points(
    *((f"Home number {at}", float(at * 7 % 40), float(at * 11 % 30)) for at in range(40)),
    ("Own", 20.5, 15.5),
)


@pytest.mark.parametrize("width", [250, 520])
@pytest.mark.parametrize("drawn", [1.0, 1.4, 2.5])
def test_labels_never_overlap_however_wide_the_plot_is_drawn(width: int, drawn: float) -> None:
    labels = place_labels(CROWD, width, 340)
    assert any(label.ours for label in labels)
    assert len(labels) > 5
    boxes = [box_of(label, width * drawn) for label in labels]
    for one, other in combinations(boxes, 2):
        assert (
            one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        ), (one, other)


def box_of(label: Label, width: float) -> tuple[float, float, float, float]:
    xs = [point.x for point in CROWD.points]
    ys = [point.y for point in CROWD.points]
    x = 24 + (label.x - min(xs)) / (max(xs) - min(xs)) * (width - 48) + label.dx
    y = 24 + (max(ys) - label.y) / (max(ys) - min(ys)) * (340 - 48) + label.dy
    length = 6 * len(label.text)
    left = {"left": x, "right": x - length, "center": x - length / 2}[label.align]
    return left, left + length, y - 7, y + 7


def test_points_that_are_all_alike_are_drawn() -> None:
    alike = points(("Own", 3.0, 3.0))
    assert [label.text for label in place_labels(alike, 250, 340)] == ["Own (our home)"]
    assert scatter(alike).to_dict()["layer"]
