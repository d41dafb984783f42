from cdi_qa.retrieve import fuse_by_rank, rank_by_score


def test_an_item_high_in_both_lists_comes_first() -> None:
    fused = fuse_by_rank([["a", "b", "c"], ["b", "a", "d"]])
    assert list(fused)[:2] == ["a", "b"]
    assert fused["a"] == fused["b"] == 1 / 61 + 1 / 62
    assert fused["d"] == 1 / 63


def test_nothing_in_gives_nothing_out() -> None:
    assert fuse_by_rank([[], []]) == {}


def test_scores_of_zero_are_no_rank() -> None:
    assert rank_by_score({"a": 0.0, "b": 2.0, "c": 3.0}) == ["c", "b"]
