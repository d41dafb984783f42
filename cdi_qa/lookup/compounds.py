"""Words of a heading that name its column together and not each by itself."""

from __future__ import annotations

import re

from cdi_qa.text import NUMBER_WORDS

_COUNTED = (
    rf"\b(?:\d+|{'|'.join(NUMBER_WORDS)}) [^\W\d]+"
    r"|\b(?!within|under|over|after|aged|than|least)[^\W\d]{4,} \d{1,2}\b"
)
COMPOUND = re.compile(rf"\w+(?:-\w+)+|{_COUNTED}", re.IGNORECASE)
""" "On-call", "24 hours", "Category 1"."""
