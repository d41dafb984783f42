"""The words that answer by themselves come first, and only where they are plain."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdi_qa.answering.short_answer import find_short_answer
from cdi_qa.assistant import Assistant
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.question import read_question

PLAIN = [
    ("when will they be back", "The panel will return in late 2019 to look again.", "in late 2019"),
    (
        "what dates did they look at",
        "The logs examined were those of 1 May 2018 to 31 August 2018.",
        "1 May 2018 to 31 August 2018",
    ),
    (
        "when did the card come in",
        "Introduced in June 2015, the card explains why a call has not been answered.",
        "in June 2015",
    ),
    ("when is it due", "The first return is due on 31 October.", "on 31 October"),
    (
        "how long have they got",
        "Within three months, the board should train all of its pilots.",
        "Within three months",
    ),
    (
        "how long did it take",
        "Going through all of the files took about two weeks.",
        "about two weeks",
    ),
    (
        "when's the hearing",
        "The chief comes before us on 9 July at 6.30 pm.",
        "on 9 July at 6.30 pm",
    ),
    (
        "who took the licence away",
        "In June 2019 the Home Office had decided to take the licence away from the Harbour Board.",
        "the Home Office",
    ),
    ("who led it", "The visit was led by Ann Mercer over nine days.", "Ann Mercer"),
    (
        "who is in charge of the stores",
        "Its head, Tobias Wren, has moved four clerks to mornings.",
        "Tobias Wren",
    ),
    (
        "why were the trains left out",
        "Logs of trains were left out because the transport police hold them.",
        "because the transport police hold them",
    ),
    ("how much did the audit cost", "The audit cost £58,000 and was met in full.", "£58,000"),
    (
        "how many pilots did they speak to",
        "Inspectors spoke to 67 pilots in May 2018.",
        "67 pilots",
    ),
    ("who was made head", "Petra Lunn was made head of the desk by Lord Hale.", "Petra Lunn"),
    ("who replaced Colin Strake", "Colin Strake was replaced by Maria Dunne.", "Maria Dunne"),
    ("who was replaced", "Colin Strake was replaced by Maria Dunne in 2021.", "Colin Strake"),
    ("how many more nurses came", "The board hired 12 more nurses in May.", "12 more nurses"),
    ("when was the fault mended", "A fault, which was mended in May 2022, hid it.", "in May 2022"),
]
UNPLAIN = [
    ("when was it", "It began in May 2018 and was over by July 2018."),
    ("when will it be done", "The board hopes to finish in May 2019, funds allowing."),
    ("when were they trained", "Staff were not trained in 2018, in spite of the promise made."),
    ("when were they trained", "Staff were never trained as promised, in 2018 at the latest."),
    ("when was the 2018 audit", "The 2018 audit counted all the calls that were passed on."),
    ("who was in charge", "Ann Mercer chaired the review and Tobias Wren wrote it up."),
    ("who did the union blame", "The union, STAFFLINE, blames targets set two years before."),
    ("who led it and when", "The visit was led by Ann Mercer in the spring of 2019."),
    ("how many were late", "Of 310 pilots, 122 were late."),
    ("how many kiosks were broken", "There are fourteen kiosks but five were out of order."),
    ("how many slips did they see", "They saw 12 slips in 604 doses, none of which did harm."),
    ("who footed the bill", "The audit cost £58,000, met by the council in two parts."),
    ("who is head of the desk", "The head of the desk was chosen by Lord Hale."),
    ("who was thanked", "Priya Nand thanked Helen Moss."),
    ("who thanked them", "Priya Nand was thanked for it at the end."),
    ("who asked the auditor to check", "Bob Yates asked the auditor, Grant Lowe, to check it."),
    ("who complained", "The review was ordered by Priya Nand after a word from a neighbour."),
    ("who keeps the logs", "Until March 2022 the logs were kept by Orla Finch."),
    ("who was the manager before", "The manager, Ian Prowse, said that he had asked for a desk."),
    ("how many stations did they visit", "They visited all but two stations in the area."),
    ("how many drivers are there", "The trust had 30 fewer drivers than it needed."),
    ("how many staff were trained", "Most of the 40 staff were trained in time."),
    ("how much did the screens cost", "The trust paid £4,500 of the cost of the new screens."),
    ("how much does overtime cost", "The cost of overtime went up by £7,000 that winter."),
    ("how much did the review cost", "A licence costs £320, and more for a van."),
    ("how long did callers wait", "Callers waited 40 minutes longer than the year before."),
    ("how long do forms take", "Each form should be dealt with within 28 days."),
    ("when were alarms ignored", "Alarms were ignored for a fault, which was mended in May 2022."),
    ("when were staff trained", "Staff who joined after June 2021 were trained on the new log."),
    ("when were staff trained", "Staff were trained by Ruth Salt well ahead of the May 2018 move."),
    ("when did the report come", "The report came two weeks after the visit had ended."),
    ("why were there delays", "Logs were not late because of the new screens."),
    ("when drivers press the button does anybody look", "It was pressed in May, and nobody did."),
]


@pytest.mark.parametrize(("question", "sentence", "short"), PLAIN)
def test_words_that_answer_are_found(question: str, sentence: str, short: str) -> None:
    lexicon = load_lexicon()
    assert find_short_answer(read_question(question, lexicon), sentence, lexicon) == short


@pytest.mark.parametrize(("question", "sentence"), UNPLAIN)
def test_nothing_is_found_where_it_is_not_plain(question: str, sentence: str) -> None:
    lexicon = load_lexicon()
    assert find_short_answer(read_question(question, lexicon), sentence, lexicon) == ""


@given(
    asked=st.sampled_from(["when was it", "who did it", "how much was it", "why was it so"]),
    sentence=st.text(st.sampled_from("abc ABC.,'’£&()1829 byinMayfromto"), max_size=120),
)
def test_what_is_found_is_verbatim_and_short(asked: str, sentence: str) -> None:
    lexicon = load_lexicon()
    found = find_short_answer(read_question(asked, lexicon), sentence, lexicon)
    assert found in sentence
    assert len(found) < len(sentence) or not found


NOTE = """Inspection of harbours in Ashford, 2021

The harbour inspectorate boarded 31 vessels and will come back in the spring of 2023 for a day.

In June 2019 the Home Office had decided to take away the licence that pilots in Ashford had held.

The inspectors estimate the cost of new lights for the pier at £1.3 million a year in all.
"""


def test_it_comes_before_who_says_so(ask_of: Callable[[str], Assistant]) -> None:
    ashford = ask_of(NOTE)
    answer = ashford.ask("when will the inspectorate come back")
    assert answer.text.startswith("In the spring of 2023. Note says"), answer.text
    assert "come back in the spring of 2023" in answer.citations[0].quote
    assert ashford.ask("who took the licence away").text.startswith("The Home Office. Note says")
    estimated = ashford.ask("how much would new lights for the pier cost")
    assert not estimated.text.startswith("£"), estimated.text
