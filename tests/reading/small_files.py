"""Reads files of the size up to which no process is started, each made to be slow; prints the
slowest. So it is known what a file can do that no limit of time holds for.

Each is a construct over and over: what takes more than its share of a reader's time takes it there.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from cdi_qa.reading.limits import LIMITS, read_outcome

from .helpers import source

CONSTRUCTS = {
    "txt": [
        *("1 ", "a 1\n", "[1] A\n", "e.g. A. ", "Of 2 a ", "a", "A ", "1,1", "Jan 1 2016 ", "(a "),
        *(
            '"a ',
            "• a\n",
            "A. B. ",
            "1. a\n",
            "a\n\n",
            "of ",
            "5% of ",
            "a-\n",
            "a  1  2\n",
            "\f1\n",
        ),
        *(
            "Table 1\nA  B\n1  2\n",
            ", and ",
            "http://a ",
            "1 to 2 ",
            "not ",
            "1/",
            "N1 ",
            "half of ",
        ),
        *(
            "_",
            "a? ",
            "A\n",
            "A B\n\n",
            "1.1 ",
            "twenty one ",
            "Chief Constable ",
            "within 24 hours ",
        ),
        *("of 212 only 17 and ", "The force recorded 12 of 15 crimes, 3 of 4 and 5 of 6, "),
    ],
    "md": [
        *(
            "[",
            "[a](",
            "![",
            "a <!-- ",
            "|a",
            "*a ",
            "**a",
            "_a",
            "`a",
            "<a ",
            "> ",
            "- a\n",
            "# a\n",
        ),
        *("|a|b|\n|-|-|\n|1|2|\n", "&a;", "a\n===\n", "[a]: b\n", "[a][b]", "<!--", "<![CDATA["),
        *("*_", "~~a", "1. a\n", "    a\n", "```\n", "[[", "]](", "![[]("),
    ],
    "html": [
        *("<div>", "<ul><li>a", "<table><tr><td>1", "<p>", "<b>", "<!--", "&amp;", "<h1>a", "<td>"),
        *("<tr><td colspan=1000>a", "<tr><td rowspan=65534 colspan=1000>a", "<br>", "<i>a<p>"),
        *(
            "<select>",
            "<svg>",
            "<b><i><u>",
            "<table><td>",
            "<sup>1</sup>",
            "<tr><td>1<td>2",
            "<dl><dt>a",
        ),
    ],
}
MIXED = 10
"""Files of each kind that are made of several constructs."""


def small_files() -> Iterator[tuple[str, bytes]]:
    """What each is made of with its file's name, and its bytes."""
    chance = random.Random(0)
    for ending, constructs in CONSTRUCTS.items():
        start = "<table>" if ending == "html" else ""
        mixed = ["".join(chance.sample(constructs, 2 + at)) for at in range(MIXED)]
        for construct in constructs + mixed:
            text = start + construct * (LIMITS.small // len(construct.encode()) + 1)
            yield f"{construct[:40]!r}.{ending}", text.encode()[: LIMITS.small]


def main() -> None:
    """Read them all and print which took longest, in seconds of this process."""
    times = []
    for name, data in small_files():
        started = time.process_time()
        read_outcome(source(f"small.{name.rpartition('.')[2]}"), data, LIMITS.megabytes)
        times.append((time.process_time() - started, name))
    print(f"{len(times)} small files; the slowest took")
    for seconds, name in sorted(times, reverse=True)[:5]:
        print(f"{seconds:5.1f} s  {name}")


if __name__ == "__main__":
    main()
