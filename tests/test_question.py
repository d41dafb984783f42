import pytest

from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.message import asked_alone, clean_question, split_parts
from cdi_qa.question import is_elliptical, may_stand_alone, read_question

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("how many rapes were there", "count"),
        ("what share of crimes", "share"),
        ("when will they come back", "when"),
        ("who disputes it", "who"),
        ("which senior officer signed it", "who"),
        ("which officers were trained", "fact"),
        ("what are we getting this paper for", "why"),
        ("what did the chair ask for", "fact"),
        ("where can I read the whole thing", "link"),
        ("who is the Chief Constable", "name"),
        ("why was the designation removed", "why"),
        ("what is an N100?", "definition"),
        ("what does NCRS stand for", "expansion"),
        ("did they improve", "yes_no"),
        ("can it be used if a friend who rings in asks for it", "yes_no"),
        ("is there a charter for those who suffered", "yes_no"),
        ("so were they called that when they came round", "yes_no"),
        ("what did the owner say when asked about the leak", "fact"),
        ("can I put the old total on a poster", "yes_no"),
        ("give me the total", "count"),
        ("how much does the fund pay", "money"),
        ("what's Dame Ada's number", "contact"),
        ("how old is the rule on reopening", "fact"),
        ("is there a part that is up to date", "yes_no"),
        ("were people who aren't online treated worse", "yes_no"),
        ("is the report online", "link"),
        ("names of the trustees", "name"),
        ("name of the computer system", "fact"),
        ("HOCR in full", "expansion"),
        ("did they say when they will come", "when"),
        ("is it known when they come", "when"),
        ("do you know who spoke", "who"),
        ("when does the new system go live", "when"),
        ("how much do the inspectors get paid", "contact"),
        ("what does he earn", "contact"),
        ("is it better than in 2014 on the recording rate", "warning"),
        ("the note's purpose", "fact"),
        ("zero status - meaning?", "definition"),
        ("what an N100 is", "definition"),
        ("what's to blame for it", "why"),
        ("conviction rate for rape", "share"),
        ("got a link for that", "link"),
        ("how many officers were trained in recording since 2014", "count"),
        ("how many were opened for no good reason", "count"),
        ("has the time people spend in there gone up", "yes_no"),
        ("what did they spend in total", "money"),
        ("what does the service dispute", "fact"),
        ("what would it take for the numbers to be trusted", "fact"),
    ],
)
def test_the_type_of_answer_wanted(text: str, asks: str) -> None:
    assert read_question(text, LEXICON).asks == asks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What is N100 and when was it introduced?", ["What is N100", "when was it introduced?"]),
        ("Who spoke? What did they say?", ["Who spoke", "What did they say?"]),
        ("officers and staff", ["officers and staff"]),
        ("what are the rates for rape and violence", ["what are the rates for rape and violence"]),
        ("what grade did we get and why", ["what grade did we get", "why"]),
        ("we lost 16%, which is not bad", ["we lost 16%, which is not bad"]),
        ("crimes and referrals together, how many", ["crimes and referrals together, how many"]),
        ("is there any good news? list the lot", ["list all the good news"]),
        ("who is Inadequate? name them all please", ["who is Inadequate"]),
    ],
)
def test_parts(text: str, parts: list[str]) -> None:
    assert split_parts(text) == parts


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I run a refuge. How many went without help?", "How many went without help?"),
        ("Could you tell a simple soul what an N100 is?", "what an N100 is?"),
        ("Oh go on, cheer me up. Did they praise us?", "Did they praise us?"),
        # what is said around it says what is asked about
        (
            "Some rapes were missed. How many of them were looked at?",
            "Some rapes were missed. How many of them were looked at?",
        ),
        ("There was only one lot they should ask. Who?",) * 2,
        ("Who spoke? What did they say?",) * 2,
        ("The force says so.",) * 2,
        ("?? ...",) * 2,
    ],
)
def test_talk_around_a_question_is_left_out(text: str, asked: str) -> None:
    assert asked_alone(text, LEXICON) == asked


def test_a_follow_up_takes_its_subject_from_the_turn_before() -> None:
    question = read_question("when was it brought in", LEXICON, ["what is an N100?"])
    assert "term:n100" in {unit.key for unit in question.context}
    assert "N100" in question.search_text


def test_a_question_with_a_subject_of_its_own_does_not() -> None:
    text = "what happened to the National Statistics designation of the crime figures"
    assert read_question(text, LEXICON, ["what is an N100?"]).context == ()


@pytest.mark.parametrize(
    ("turns", "held", "dropped"),
    [
        # what each turn adds is kept, one offence or person put in another's place
        (["what is an N100?", "and for rape?", "when was it"], "offence:rape", ""),
        (
            ["how many rapes were missed", "and violence?", "why"],
            "offence:violence",
            "offence:rape",
        ),
        (["what does the PCC want", "and the inspector?", "why"], "body:hmicfrs", "person:police"),
        # a new subject begins anew
        (["what is an N100?", "what about training", "by when"], "term:training", "term:n100"),
        (["what is an N100?", "how did Kent do on violence", "why is that"], "", "term:n100"),
    ],
)
def test_what_a_conversation_is_about(turns: list[str], held: str, dropped: str) -> None:
    *earlier, text = turns
    spoken = " ".join(unit.key for unit in read_question(text, LEXICON, earlier).context)
    assert held in spoken
    assert not dropped or dropped not in spoken


@pytest.mark.parametrize(
    ("text", "asks"), [("and the inspector?", "name"), ("and why is that?", "why")]
)
def test_a_fragment_asks_what_the_turn_before_asked(text: str, asks: str) -> None:
    assert read_question(text, LEXICON, ["who is the commissioner"]).asks == asks


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("when will they be back to check", True),
        ("ok so who spoke up for them", True),
        ("when was it brought in", False),
        ("what did she make of the report", False),
        ("in how many was nobody kept safe", False),
        ("and the inspector?", False),
    ],
)
def test_what_may_be_answered_without_the_turn_before(text: str, alone: bool) -> None:
    assert is_elliptical(text, LEXICON)
    assert may_stand_alone(text, LEXICON) is alone


def test_markup_and_control_characters_are_left_out() -> None:
    dirty = "<script>alert('x')</script> how\u202e many <b>rapes</b>\x07?"
    assert clean_question(dirty) == "how many rapes ?"
    assert clean_question("is 3 < 4 and 5 > 4") == "is 3 < 4 and 5 > 4"


@pytest.mark.parametrize(
    ("short", "plain"),
    [
        ("when r they back", "when are they back"),
        ("how many w/o a record", "how many without a record"),
        ("what %age", "what percentage"),
        ("U-turns and R&D", "U-turns and R&D"),
    ],
)
def test_what_is_written_short_is_written_out(short: str, plain: str) -> None:
    assert clean_question(short) == plain
