"""What the documents' prose answers: figures worked out, lists, passages, else a refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cdi_qa import wording
from cdi_qa.answering.about_itself import AboutItself
from cdi_qa.answering.actions_due import ActionsDue
from cdi_qa.answering.asserted import AssertedAnswers, Checked
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.due_asked import is_for_others
from cdi_qa.answering.evidence import EvidenceFinder
from cdi_qa.answering.general_reason import ask_of_all
from cdi_qa.answering.judged import Judged
from cdi_qa.answering.lists import ListFinder
from cdi_qa.answering.margins import MarginAnswers
from cdi_qa.answering.meanings import Meaning, find_meaning
from cdi_qa.answering.per_time import asks_per_time, tells_per_time
from cdi_qa.answering.reasons import gives_reason_plainly
from cdi_qa.answering.refuse import Refuser
from cdi_qa.answering.shares import RecordAnswers
from cdi_qa.answering.speaking import asks_words_of_one, find_speaker, tells_words
from cdi_qa.answering.spokespeople import find_asked, put_to_body, says_all
from cdi_qa.answering.steps import find_step
from cdi_qa.answering.turning_on import has_cues
from cdi_qa.answering.whereabouts import say_who_says_so
from cdi_qa.index import Index
from cdi_qa.knowledge.chatter import CHATTER
from cdi_qa.question import Question, read_question
from cdi_qa.schema import Claim, Draft, Passage
from cdi_qa.text import NUMBER_WORDS, join_english

_JUDGED = frozenset("report inspection fair unfair biased harsh".split())
"""Words of a question for an opinion that tell nothing of what it is on."""
_NUMBERED = re.compile(rf"\b(?:\d+|{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)
_LOOKED_AT = 2
"""Passages, best first, of which one has to answer."""
_NEARLY = 0.15
"""How far the one that answers may be ranked behind the best, which does not."""
_FAR = 0.2
"""The same of support, of a reason for what a question has a figure of."""
_RUNNERS_UP = 8
"""Passages that may be added to the one that answers."""

_WHO_ASKS = r"(?:we|i|you|one|members|the (?:board|panel|committee|members|chair|forum|governors))"
_WANTS_QUESTIONS = re.compile(
    rf"\bwhat (?:else )?(?:should|could|can|might|ought) {_WHO_ASKS} (?:to )?"
    r"(?:be asking|ask|put to)\b"
    rf"|\bquestions? (?:should|could|can|might|ought|do|would) {_WHO_ASKS} (?:to )?"
    r"(?:be asking|ask|put|raise)\b"
    rf"|\bquestions (?:for {_WHO_ASKS} )?to (?:ask|put to)\b|\bwhat to ask\b"
    r"|^\W*(?:please )?(?:suggest|give (?:me|us)|draft|write)\b[\w ]*\bquestions\b",
    re.IGNORECASE,
)
"""Asks what to ask, not what anybody asked."""


_WHO_ARE = re.compile(
    r"^\W*(?:(?:and|so|ok) )*who(?:['’]?s| is| are|['’]re) "
    r"(?!(?:the |our |this |these )?(?:inspectors?|police|force|board|council|auditors?)\W*$)"
    r"[\w’'&-]+(?: [\w’'&-]+){0,3}\W*$",
    re.IGNORECASE,
)
"""Asks who a body is, in nothing but its name."""


class DocumentAnswers:
    """Reads the prose of one index. Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.evidence = EvidenceFinder(index)
        self.composer = Composer(index)
        self.refuser = Refuser(index, self.evidence, self.composer)
        self.records = RecordAnswers(index, self.composer)
        self._about_itself = AboutItself(index, self.composer, self.refuser)
        self._lists = ListFinder(index)
        self.margins = MarginAnswers(index, self.composer)
        self.actions = ActionsDue(index, self.composer)
        self._asserted = AssertedAnswers(index, self.evidence, self.composer)

    def read(self, question: Question, history: Sequence[str]) -> Draft:
        """Figures worked out, a statement put right, a whole list, the passages, else a refusal."""
        if (told := self._about_itself.answer(question.text)) is not None:
            return told
        if _WANTS_QUESTIONS.search(question.text):
            return self.refuser.questions_to_ask()
        if not question.units and not question.context:
            overview = self._lists.find(question)
            if overview is not None:  # "what is this all about"
                return self.answered(self.composer.listing(overview))
            return self.refuser.ask_back()
        meaning = find_meaning(question.text, self.index.corpus.passages)
        if meaning is not None and meaning.explained:
            return self.answered([self.composer.statement(meaning.passage)])
        if question.asks == "warning" and (claims := self.composer.warning()):
            return self.answered(claims)
        if (margin := self.margins.answer(question.text, history)) is not None:
            return margin
        if (worked_out := self.records.answer(question.text, history)) is not None:
            return worked_out
        if (step := find_step(question, self._lists)) is not None:
            return self.answered([self.composer.step(*step)])
        if (checked := self._asserted.check(question, history)) is not None:
            return self._told(checked)
        speaker = find_speaker(question.text, self.index.lexicon)
        none = is_for_others(question.text) or asks_words_of_one(question.text)
        found = None if none else self._lists.find(question)
        if found is not None and speaker and not tells_words(found.heading, speaker):
            found = None
        if (spoke := self._spoke(question)) and says_all(question, spoke):
            found = self._lists.begun_by(spoke)
        if found is not None and has_cues(question.text, found.text):
            return self.answered(self.composer.listing(found))
        judged = self._judge(question)
        if asks_per_time(question.text):
            judged = [item for item in judged if tells_per_time(item.passage.clean)]
        defining = [item for item in judged[:_LOOKED_AT] if _defines(question, item)]
        if question.asks == "definition" and defining:
            judged = [defining[0], *(item for item in judged if item is not defining[0])]
        if question.asks == "expansion" or (question.asks == "definition" and not defining):
            spelled = self.composer.abbreviation(question)
            if spelled is not None:
                return self.refuser.abbreviation(question, *spelled)
        if meaning is None and _asks_what_body_is(question) and not defining and judged[:1]:
            meaning = Meaning(self._printed(question), judged[0].passage, False)
        if meaning is not None:
            return self.refuser.unexplained(question, meaning)
        vague = question.asks == "opinion" and all(
            unit.kind == "body" or unit.surface in _JUDGED for unit in question.units
        )
        if vague:
            return self.refuser.refuse(question, [])
        if answering := _answering(question, judged):
            whole = self._lists.around(question, answering[0].passage)
            if whole is not None:
                return self.answered(self.composer.listing(whole))
            claims = self.composer.statements(question, answering)
            if due := self.actions.due(question, answering[0].passage):
                claims = [due]
            if question.asks == "opinion":
                claims = self.composer.without_opinion(claims)
            return self.answered(claims, answering[0].confidence)
        return self._reason_of_all(question) or self.refuser.refuse(question, judged)

    def _reason_of_all(self, question: Question) -> Draft | None:
        """Why it is so of all crime, where that is told and of the offence asked about is not."""
        asked = ask_of_all(question, self.index.lexicon)
        telling = (unit for unit in question.units if unit.surface not in CHATTER)
        if asked is None or not all(map(self.evidence.is_known, telling)):
            return None
        general, offences = asked
        found = _answering(general, self._judge(general))
        answering = [item for item in found if gives_reason_plainly(item.passage)]
        if not answering or answering[0] is not found[0]:
            return None
        only = Claim(wording.REASON_OF_ALL.format(offences=join_english(offences)), ())
        claims = self.composer.statements(general, answering)
        draft = self.answered([only, *claims], answering[0].confidence)
        return replace(draft, status="partly_answered")

    def _judge(self, question: Question) -> list[Judged]:
        """Passages as judged for a question. One on the words of whoever spoke for a body is put
        to what is told of the body where they did.
        """
        if (spoke := self._spoke(question)) is None:
            return self.evidence.find(question)
        spokespeople = self.composer.spokespeople
        put = read_question(put_to_body(question.text, spoke), self.index.lexicon)
        return [i for i in self.evidence.find(put) if spokespeople.get(i.passage.id) == spoke]

    def _printed(self, question: Question) -> str:
        """The first thing that a question names, as the documents print it, or else as typed."""
        named = re.compile(rf"\b{re.escape(question.units[0].surface)}\b", re.IGNORECASE)
        texts = (passage.clean for passage in self.index.corpus.passages)
        found = (match.group() for text in texts if (match := named.search(text)))
        return next(found, question.units[0].surface)

    def _spoke(self, question: Question) -> Passage | None:
        return find_asked(question, dict.fromkeys(self.composer.spokespeople.values()))

    def told_where(self, before: Draft) -> Draft:
        """The documents and pages that the answer before rests on."""
        if claims := say_who_says_so(before, self.index.corpus):
            return self.answered(claims)
        return Draft(status="needs_clarification", claims=(Claim(wording.NOTHING_CITED, ()),))

    def correct(self, question: Question, history: Sequence[str]) -> Draft | None:
        """What is said instead of a statement that the documents contradict."""
        checked = self._asserted.check(question, history)
        return self._told(checked) if checked is not None and not checked.holds else None

    def _told(self, checked: Checked) -> Draft:
        draft = self.answered(checked.claims)
        return draft if checked.holds else replace(draft, status="premise_corrected")

    def answered(self, claims: list[Claim], confidence: float = 1.0) -> Draft:
        """The draft of statements that answer, with what their sources warn of."""
        evidence = [item for claim in claims for item in claim.evidence]
        return Draft(
            status="answered",
            claims=tuple(claims),
            caveats=tuple(self.composer.caveats(evidence)),
            suggestions=self.refuser.suggest(claims),
            answered_by="passages",
            confidence=confidence,
        )


def _answering(question: Question, judged: list[Judged]) -> list[Judged]:
    """Those among the best that answer; none where the first of them is not near the best."""
    found = [item for item in judged[:_RUNNERS_UP] if item.answers]
    return found if found and _may_answer(question, found[0], judged) else []


def _may_answer(question: Question, answering: Judged, judged: list[Judged]) -> bool:
    """True where the first that answers is among the best: what nobody answers is often nearest to
    something else. A reason is less like the question than what it is the reason of.
    """
    behind = judged[0].order - answering.order
    if question.asks == "why" and _NUMBERED.search(question.text):
        # "Why did it take three weeks": where that is told, a reason of something else is none.
        return max(item.support for item in judged) - answering.support <= _FAR
    return answering in judged[:_LOOKED_AT] and (question.asks == "why" or behind <= _NEARLY)


def _asks_what_body_is(question: Question) -> bool:
    """True for "what is the crime service team", "who are the crime service team"."""
    kinds = [unit.kind for unit in question.units]
    asked = question.asks == "definition" or _WHO_ARE.match(question.text)
    return bool(asked) and kinds == ["body"]


def _defines(question: Question, judged: Judged) -> bool:
    """True where a passage says of the subject what it is."""
    if not question.units:
        return False
    surface = question.units[-1].surface
    text = judged.passage.clean.lower()
    found = text.find(surface)
    return found >= 0 and bool(
        set(text[found + len(surface) : found + len(surface) + 25].split())
        & {"is", "are", "means", "was", "allows", "refers"}
    )
