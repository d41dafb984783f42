"""Why something is so of one offence, where documents give the reason of all crime alone."""

from __future__ import annotations

import re

from cdi_qa.answering.reasons import asks_why_not
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import Question, read_question

_CRIMES = "crimes"
_OF_IT = r"(?: (?:crimes?|cases?|reports?|offences?|incidents?|ones))?"


def ask_of_all(question: Question, lexicon: Lexicon) -> tuple[Question, list[str]] | None:
    """The same "why not" of all crime, and the names of the offences left out; None where it asks
    anything else, or is a follow-up, which is asked of what went before.
    """
    offences = [unit for unit in question.units if unit.kind == "offence"]
    others = [unit for unit in question.units if unit.kind not in {"offence", "body"}]
    if not (asks_why_not(question) and offences and others) or question.context:
        return None
    text = question.text
    for unit in offences:
        run = r"[\s-]+".join(map(re.escape, unit.surface.split()))
        text = re.sub(rf"\b{run}\b{_OF_IT}", _CRIMES, text, flags=re.IGNORECASE)
    names = dict.fromkeys(lexicon.concepts[unit.key].name for unit in offences)
    return read_question(text, lexicon), list(names)
