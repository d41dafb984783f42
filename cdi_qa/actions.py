"""What the documents want done: recommendations and areas for improvement, with their deadlines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cdi_qa.due import Deadline, find_deadline
from cdi_qa.knowledge import clerk
from cdi_qa.outline import Block, Outline

MODAL = re.compile(r"\b(?:should|must|needs? to|has to|have to|is to|are to|shall)\b ?", re.I)
"""What says that something is to be done."""
SAYS_SO = re.compile(
    r"^[A-Z][\w' -]*\b(?:has|have|had|is|are|was|were|does|do|did|still|gets?|looks?|says?)\b"
)
"""How a sentence begins that says how things are."""
_ACCEPTED = re.compile(r"\b(?:accepted|rejected|agreed) (?:all|every|both|the)\b")

_TIME = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Easter|Christmas|(?:mid)?(?:summer|winter)|spring|autumn|end of|done|next|term|"
    r"every (?:day|week|month|year)|(?:dai|week|month|quarter|year)ly)\b"
)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that is to be done, as the documents put it."""

    block: Block
    text: str
    """Its first sentence, or all those of an item, with the items that it introduces; without a
    full stop.
    """
    deadline: Deadline | None
    is_earlier: bool
    """True where an earlier inspection wanted it."""

    @property
    def role(self) -> str:
        """ "recommendation" or "improvement"."""
        return self.block.role

    @property
    def is_state(self) -> bool:
        """True where it only says how things are ("Letters do not say sorry")."""
        return not MODAL.search(self.text) and SAYS_SO.match(self.text) is not None


def find_actions(outline: Outline) -> list[Action]:
    """Every recommendation and area for improvement of each inspection, in reading order."""
    return [
        Action(block, text, find_deadline(text), outline.is_earlier(block.first))
        for block in outline.blocks
        if block.role in {"recommendation", "improvement"}
        and (text := _whole(block))
        and _is_action(block, text)
    ]


def sets_time(block: Block) -> bool:
    """True where a text sets a deadline, or may do so in words that are not understood."""
    text = " ".join(passage.clean for passage in block.passages)
    return find_deadline(text) is not None or _TIME.search(text) is not None


def _is_action(block: Block, text: str) -> bool:
    """False for what only stands beside recommendations: who comes back, what was accepted."""
    listed = block.first.kind in {"bullet", "item"} or bool(block.first.lead_in)
    if clerk.cue("return").search(text) or (not listed and not MODAL.search(text)):
        return False
    return not text.endswith(":") and _ACCEPTED.search(text) is None


def _whole(block: Block) -> str:
    """The first sentence, of an item all of them ("Training. All should be trained. It is due by
    May."), with the items that it introduces.
    """
    first, text = block.first, block.first.clean
    if first.kind in {"bullet", "item"}:
        text = " ".join(p.clean for p in block.passages if p.block == first.block)

    def is_under(lead_in: str) -> bool:
        return bool(lead_in) and text.endswith(lead_in)

    items = [p.clean.rstrip(" .;,") for p in block.passages[1:] if is_under(p.lead_in)]
    if text.endswith(":") and items:
        joined = "; and ".join([re.sub(r"(?:; and|;|,)$", "", item) for item in items])
        text = f"{text.rstrip(':')} {joined[0].lower()}{joined[1:]}"
    return text.rstrip(" .;")
