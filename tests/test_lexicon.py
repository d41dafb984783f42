import pytest

from cdi_qa.knowledge.lexicon import english_words, load_lexicon

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("lay", "formal"),
    [
        ("theft from shops", "shoplifting"),
        ("the quality badge", "National Statistics designation"),
        ("last time round", "2013/14 inspection"),
        ("do they check each other's homework", "supervision"),
        ("DV", "domestic abuse"),
        ("sex crimes", "sexual offences"),
        ("when are they coming back", "re-visit"),
        ("when force was used", "uses of force"),
        ("what do they not agree with", "disputes"),
    ],
)
def test_lay_words_meet_the_documents_words(lay: str, formal: str) -> None:
    asked = {unit.key for unit in LEXICON.units(lay) if unit.kind != "stem"}
    assert asked
    assert asked <= LEXICON.keys(formal)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rape", "sexual offences"),
        ("burglary", "robbery"),
        ("Chief Constable", "Deputy Chief Constable Louisa Rolfe"),
        ("crime registrar", "Police and Crime Commissioner"),
        ("vulnerable adult", "vulnerable child"),
        ("was anybody fired", "most fires start in a kitchen"),
        ("doctored figures", "the doctor's round"),
        ("businesses", "the busiest week"),
        ("the positives", "their position"),
    ],
)
def test_near_things_stay_apart(one: str, other: str) -> None:
    units = {unit.key for unit in LEXICON.units(one) if unit.kind != "stem"}
    assert units
    assert not units & LEXICON.keys(other)


def test_the_longest_term_wins() -> None:
    keys = [unit.key for unit in LEXICON.units("the Deputy Chief Constable")]
    assert keys == ["person:deputy chief constable"]


def test_learned_abbreviations_join_their_expansion() -> None:
    lexicon = LEXICON.with_abbreviations([("QRX", "Quick Reaction Xylophone")])
    (unit,) = lexicon.units("QRX")
    assert unit.key in lexicon.keys("a quick reaction xylophone was bought")


def test_rewriting_uses_the_documents_words() -> None:
    assert LEXICON.rewrite("who took away the quality badge?") == (
        "removed National Statistics designation"
    )


def test_no_term_belongs_to_two_concepts_of_one_kind() -> None:
    seen: dict[tuple[str, tuple[str, ...]], str] = {}
    for concept in LEXICON.concepts.values():
        if concept.kind != "offence":
            continue
        for term in concept.terms:
            assert seen.setdefault((concept.kind, term), concept.key) == concept.key


def test_common_english_words_are_known() -> None:
    assert {"charge", "change", "police", "record"} <= english_words()
    assert "comming" not in english_words()
