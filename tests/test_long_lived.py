"""What is loaded once is left out of the search for garbage, and freed when it is replaced."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from cdi_qa.long_lived import set_aside


class Loaded:
    """Something that refers to itself, so that only the search for garbage frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_loaded_is_not_looked_through_again() -> None:
    loaded = Loaded()
    set_aside()
    looked_through = {id(each) for each in gc.get_objects()}
    assert id(loaded) not in looked_through
    assert loaded.itself is loaded


def test_what_was_set_aside_is_freed_once_it_is_replaced() -> None:
    loaded = Loaded()
    there = weakref.ref(loaded)
    set_aside()
    del loaded
    set_aside()
    assert there() is None
