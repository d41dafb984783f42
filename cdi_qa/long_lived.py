"""What is loaded once and kept → left out of Python's search for garbage.

That search looks through everything that is alive, again each time that so much more is: with a
large corpus a quarter of a second in the middle of an answer. Only for a process of this program's
own: it is a setting of the whole process.
"""

from __future__ import annotations

import gc


def set_aside() -> None:
    """Look for garbage once, among what was set aside before too, and in what is left no more.

    To be called when an index has been loaded: one that it takes the place of is freed then.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
