"""The rows that a question leaves out: "except Kent", "who else", "how many other forces"."""

from __future__ import annotations

from itertools import pairwise

from cdi_qa.lookup.mention import Scan
from cdi_qa.lookup.query import Filter
from cdi_qa.lookup.reader import Reader


def exclusions(reader: Reader, keys: list[str]) -> list[Filter]:
    """ "Except Kent", "the other 13": the rows that are left out."""
    if reader.table.key is None:
        return []
    seen = reader.scan
    others = len(reader.table.rows) - 1
    if any(m.amount == others and seen.tokens[m.start - 1] == "other" for m in seen.of("number")):
        return [Filter(reader.table.key, "!=", key) for key in reader.own()]
    if ("else" in seen.tokens or _asks_of_others(seen)) and not keys:
        return [Filter(reader.table.key, "!=", key) for key in reader.own()]
    if not seen.has("except"):
        return []
    if any("us" in mention.value.split() for mention in seen.of("except")):
        keys = [*keys, *reader.own()]
    return [Filter(reader.table.key, "!=", key) for key in keys]


def _asks_of_others(seen: Scan) -> bool:
    """True for "how many other forces", "which others": all but the one that asks."""
    asked = {"many", "which", "what", "any", "who"}
    pairs = pairwise(seen.tokens)
    return any(one in asked and other in {"other", "others"} for one, other in pairs)
