"""Sketches of what documents say, kept so that two with the same text are found without reading.

A sketch is the smallest hashes of a document's runs of words (bottom-k, Broder 1997): of two texts
they tell what share of all their runs they have in common, exactly where the texts are short.

    <data_dir>/sketches/<SHA-256 of the file>
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cdi_qa.storage import write_atomic
from cdi_qa.text import words

Sketch = NDArray[np.uint64]
_RUN = 5
"""Words in a row by which two texts are compared."""
_KEPT = 512
"""Hashes of a sketch: the share of two texts is then out by hardly more than a hundredth."""


def make_sketch(texts: Iterable[str]) -> Sketch:
    """The sketch of a document, from its pages."""
    said = words("\n".join(texts))
    runs = {" ".join(said[at : at + _RUN]) for at in range(max(len(said) - _RUN + 1, 1))}
    hashes = {hashlib.blake2b(run.encode(), digest_size=8).digest() for run in runs}
    return np.sort(np.frombuffer(b"".join(hashes), dtype="<u8"))[:_KEPT]


def shared(one: Sketch, other: Sketch) -> float:
    """The share of the runs of two documents that both hold."""
    smallest = np.union1d(one, other)
    if max(len(one), len(other)) == _KEPT:
        smallest = smallest[:_KEPT]
    both = np.intersect1d(np.intersect1d(one, other), smallest)
    return len(both) / max(len(smallest), 1)


def keep_sketch(data_dir: Path, sha256: str, sketch: Sketch) -> None:
    """Keep a sketch for later; it can be made again, so that nothing depends on it."""
    folder = data_dir / "sketches"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_atomic(folder / sha256, sketch.astype("<u8").tobytes())


def kept_sketch(data_dir: Path, sha256: str) -> Sketch | None:
    """The sketch kept of a file; None where there is none, or none that is whole."""
    try:
        data = (data_dir / "sketches" / sha256).read_bytes()
    except OSError:
        return None
    if not data or len(data) % 8:
        return None
    return np.frombuffer(data, dtype="<u8")
