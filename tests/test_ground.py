import pytest

from cdi_qa.answering.ground import check_draft, find_faults
from cdi_qa.schema import Claim, Corpus, Draft, Evidence, Page, Source

TEXT = (
    "Delays\nonly 119/150 rape and 365/448 violent crime were recorded. Kent Good 91.1\nN100 in 3"
)
CORPUS = Corpus(
    sources=(Source("note", "Note", "full", "note.txt"),),
    pages=(Page("note", 1, TEXT),),
    passages=(),
    sections=(),
    tables=(),
)
CITED = Evidence(
    "note", 1, ("Delays",), "only 119/150 rape and 365/448 violent crime were recorded."
)
ROW = Evidence("note", 1, (), "Kent Good 91.1")


@pytest.mark.parametrize(
    "claim",
    [
        Claim(
            "The note says: “only 119/150 rape and 365/448 violent crime were recorded.”", (CITED,)
        ),
        Claim("119 of 150 rapes were recorded, under “Delays”", (CITED,)),
        Claim("Kent is 7th of the 14, with 91.1%", (ROW,), frozenset({"14"})),
        Claim("Kent's grade is Good", (ROW,)),
        Claim("1. only 119/150 rape", (CITED,)),
        Claim(
            "119/150 rape. The note says, under “Delays”: “only 119/150 rape and 365/448 violent "
            "crime were recorded.”",
            (CITED,),
        ),
        Claim("The documents don't answer that.", ()),
    ],
)
def test_what_is_cited_stands(claim: Claim) -> None:
    assert find_faults(claim, CORPUS) == []


@pytest.mark.parametrize(
    "claim",
    [
        Claim(
            "The note says: “only 118/150 rape and 365/448 violent crime were recorded.”", (CITED,)
        ),
        Claim("The note says: “only 119/150 rape were recorded.”", (CITED,)),
        Claim("120 of 150 rapes were recorded", (CITED,)),
        Claim(
            "119/150 violent crime. The note says, under “Delays”: “only 119/150 rape and 365/448 "
            "violent crime were recorded.”",
            (CITED,),
        ),
        Claim(
            "19/150 rape. The note says, under “Delays”: “only 119/150 rape and 365/448 violent "
            "crime were recorded.”",
            (CITED,),
        ),
        Claim("119 of 150 were recorded", (CITED,)),
        Claim("119 of 150 violent crimes were recorded", (CITED,)),
        Claim("119 of 150 rapes were not recorded", (CITED,)),
        Claim("Kent's rate is 91%", (ROW,)),
        Claim("Kent is 7th of the 14", (ROW,)),
        Claim("Kent's grade is Outstanding", (ROW,)),
        Claim("100 of them", (Evidence("note", 1, (), "N100 in 3"),)),
        Claim("In 1998 all was well", ()),
        Claim("Kent Good", (Evidence("note", 2, (), "Kent Good"),)),
        Claim("Kent Good", (Evidence("other", 1, (), "Kent Good"),)),
        Claim("Kent Good", (Evidence("note", 1, (), "Kent Very Good"),)),
        Claim("Kent Good", (Evidence("note", 1, (), ""),)),
    ],
)
def test_what_is_not_is_dropped(claim: Claim) -> None:
    assert find_faults(claim, CORPUS)
    good = Claim("119 of 150 rapes were recorded", (CITED,))
    checked = check_draft(Draft("answered", (good, claim)), CORPUS)
    assert checked.draft.claims == (good,)
    assert checked.removed == 1


def test_what_a_model_words_has_to_cite() -> None:
    uncited = Claim("All was well", ())
    assert check_draft(Draft("answered", (uncited,)), CORPUS).removed == 0
    worded = Draft("answered", (uncited,), answered_by="passages+llm")
    assert check_draft(worded, CORPUS).removed == 1


def test_no_figure_of_a_model_passes_for_one_worked_out() -> None:
    claim = Claim("31 of 150 rapes were not recorded", (CITED,), frozenset({"31", "150"}))
    lie = Claim("37 of 150 rapes were not recorded", (CITED,), frozenset({"37", "150"}))
    assert check_draft(Draft("answered", (lie,)), CORPUS).removed == 0
    worded = Draft("answered", (claim, lie), answered_by="passages+llm")
    assert check_draft(worded, CORPUS).draft.claims == (claim,)
