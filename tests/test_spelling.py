import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.spelling import Speller


@pytest.fixture(scope="module")
def speller(assistant: Assistant) -> Speller:
    return Speller(assistant.index.corpus, assistant.index.lexicon)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("recomendations", "recommendations"),
        ("safegaurding", "safeguarding"),
        ("shoplfting", "shoplifting"),
        ("comming", "coming"),
        ("harrassment", "harassment"),
        ("problm", "problem"),
        ("forse", "force"),
        ("inspecter", "inspector"),
        ("superviser", "supervisor"),
        ("procedurs", "procedures"),
        ("deadlin", "deadline"),
    ],
)
def test_misspelt_words_are_recovered(speller: Speller, typed: str, read: str) -> None:
    corrected, changes = speller.correct(f"the {typed} please")
    assert read in corrected
    assert changes == ((typed, read),)


@pytest.mark.parametrize(
    "word",
    [
        "rate",
        "rape",
        "recoded",
        "recorded",
        "charge",
        "budget",
        "burglary",
        "criticise",
        "fancied",
        "apologised",
    ],
)
def test_real_words_are_left_alone(speller: Speller, word: str) -> None:
    assert speller.correct(f"the {word} of it") == (f"the {word} of it", ())


def test_words_with_apostrophes_are_left_alone(speller: Speller) -> None:
    assert speller.correct("they aren't")[1] == ()
