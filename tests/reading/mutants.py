"""PDFs with something broken in them, and what reading them comes to. Run by `make fuzz`."""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cdi_qa.errors import DocumentError
from cdi_qa.reading.corpus import read_source

from .helpers import check_reading, check_sentence, source
from .made_up_report import draw_report
from .press import STYLES, Press

_HUGE = [b"999999999999999", b"-1", b"0", b"1e38", b"2147483648", b"0.000000001", b"65536"]


@lru_cache(maxsize=4)
def a_report(style: int = 0, compressed: bool = True) -> bytes:
    """A short report; uncompressed, so that mutations meet what it says, not how it is packed."""
    report = draw_report(STYLES[style].seed, 2, STYLES[style].numbered)
    return Press(report, STYLES[style], compressed).data


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 10, 200])):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _drop(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.choice([1, 50, 5000])]


def _double(data: bytearray, chance: random.Random) -> None:
    """An object that is there twice, the second time with another's number."""
    found = list(re.finditer(rb"\d+ 0 obj.*?endobj", bytes(data), re.DOTALL))
    if found:
        one, other = chance.choice(found), chance.choice(found)
        number = other.group().split(b" ", 1)[0]
        data[one.end() : one.end()] = b"\n" + number + b" " + one.group().split(b" ", 1)[1]


def _enlarge(data: bytearray, chance: random.Random) -> None:
    """Numbers that no page, count or length can have."""
    found = list(re.finditer(rb"(?<=[ \[])\d+(?:\.\d+)?(?=[ \]/\n])", bytes(data)))
    for match in sorted(chance.sample(found, min(len(found), 8)), key=lambda m: -m.start()):
        data[match.start() : match.end()] = chance.choice(_HUGE)


def _redirect(data: bytearray, chance: random.Random) -> None:
    """References to other objects than was meant: pages in a ring, text for a font."""
    found = list(re.finditer(rb"\d+(?= 0 R)", bytes(data)))
    for match in sorted(chance.sample(found, min(len(found), 3)), key=lambda m: -m.start()):
        data[match.start() : match.end()] = chance.choice(found).group()


MUTATIONS: list[Callable[[bytearray, random.Random], None]] = [
    _flip,
    _cut,
    _drop,
    _double,
    _enlarge,
    _redirect,
]


def mutant(original: bytes, seed: int) -> bytes:
    """The file with one or two things broken."""
    chance = random.Random(seed)
    data = bytearray(original)
    for _ in range(chance.choice([1, 1, 2])):
        if data:
            chance.choice(MUTATIONS)(data, chance)
    return bytes(data)


def outcome(data: bytes) -> str:
    """ "read", or the kind of sentence it was refused with; raises where anything else happens."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "mutant.pdf").write_bytes(data)
        try:
            check_reading(read_source(source("mutant.pdf"), Path(folder)))
        except DocumentError as error:
            check_sentence(str(error))
            return re.sub(r"\(.*?\)|[;,].*|\d+", "", str(error)).strip()
    return "read"


def main(count: int = 300) -> None:
    """Read that many mutants; print what came of them and the longest time one took."""
    originals = [a_report(0, compressed=False), a_report(1, compressed=False), a_report(2)]
    outcomes: Counter[str] = Counter()
    longest = 0.0
    for seed in range(count):
        started = time.perf_counter()
        outcomes[outcome(mutant(originals[seed % len(originals)], seed))] += 1
        longest = max(longest, time.perf_counter() - started)
    for what, number in outcomes.most_common():
        print(f"{number:5}  {what}")
    print(f"longest: {longest:.1f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
