"""What is loaded once is left out of the search for garbage, and freed when it is replaced."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.warming import warm_up
from tests.conftest import CORPUS

OPENS = """
import sys
from pathlib import Path
from cdi_qa.assistant import Assistant
from cdi_qa.settings import Settings
from cdi_qa.warming import warm_up

corpus, data = map(Path, sys.argv[1:])
warm_up(Assistant.open(Settings(corpus=corpus, data_dir=data)))
"""


class Loaded:
    """Something that refers to itself, so that only the search for garbage frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_loaded_is_not_looked_through_again(assistant: Assistant) -> None:
    loaded = Loaded()
    warm_up(assistant)
    looked_through = {id(each) for each in gc.get_objects()}
    assert id(loaded) not in looked_through
    assert id(assistant) not in looked_through


def test_what_was_left_out_is_freed_once_it_is_replaced(assistant: Assistant) -> None:
    loaded = Loaded()
    there = weakref.ref(loaded)
    warm_up(assistant)
    del loaded
    warm_up(assistant)
    assert there() is None


def test_a_process_that_warmed_up_ends_without_a_word(data_dir: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", OPENS, str(CORPUS), str(data_dir)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("", "")
