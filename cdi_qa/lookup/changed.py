"""Questions of who got better or worse, to which one table by itself has no answer."""

from __future__ import annotations

import re

_GOT = re.compile(
    r"^\W*(?:so |and |but )?(?:who(?:['’]?s)?|which \w+|(?:did|has|have) (?:any\w*|many)(?: \w+)?|"
    r"how many(?: \w+)?) (?:has |have |actually )*(?:(?:got|get|gotten|become|gone|went) "
    r"(?:better|worse|up|down|backwards|downhill)|improved?|worsened|deteriorated|slipped)\b"
    r"(?!.*\bthan\b)",
    re.IGNORECASE,
)


def asks_who_changed(question: str) -> bool:
    """True for "who got worse on violence?", and not for "who got better than Kent?"."""
    return _GOT.search(question) is not None
