"""What somebody who takes a view goes on to say for it, in the next sentence."""

from __future__ import annotations

import re

from cdi_qa.question import Question
from cdi_qa.schema import Passage

_TAKES_VIEW = re.compile(
    r"\b(?:disput|contest|reject|challeng|disagree|object|complain|quarrel|den(?:y|ies|ied)|accept|"
    r"take(?:s|n)? issue|took issue|unfair|too harsh)",
    re.IGNORECASE,
)
ARGUES = re.compile(
    r"(?:She|He|They|It) (?:also |does not |do not )?(?:(?:say|said|argu|maintain|claim|believ|"
    r"think|explain|insist)\w*\b|(?:add|hold|held|accept|point)(?:s|ed)? (?:out )?that\b)"
)
"""How a sentence begins that tells what somebody just spoken of says."""


def goes_on_to_argue(question: Question, passage: Passage, after: Passage | None) -> bool:
    """True where it is asked what or why somebody disputes, which the next sentence tells: "the
    director disputes the method. She says that kitchens change from day to day."
    """
    return (
        after is not None
        and question.asks in {"fact", "why"}
        and (after.source, after.page, after.block) == (passage.source, passage.page, passage.block)
        and _TAKES_VIEW.search(passage.clean) is not None
        and ARGUES.match(after.clean) is not None
    )
