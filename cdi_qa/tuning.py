"""What training has changed in the embedding model's weights, kept with this package.

The installed weights are general. `training/` has taught them which passage answers a lay question;
the change to each matrix is kept in whole steps, -127 to 127, of a size of its own for each row.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from cdi_qa.errors import ModelError

TUNED_SHA256 = "3b884472ccea8d43840d6deb4e035b1cb69198c14828eb22b6f71a7f79d9cb52"
WEIGHTS = Path(__file__).parent / "weights" / "lay-questions.safetensors"
SCALE = ".scale"
"""After a tensor's name: the size of a step for each of its rows, float32."""
_REINSTALL = "reinstall cdi-qa."


def add_tuning(transformer: Any) -> None:
    """Change the weights of all-MiniLM-L6-v2, a torch module, in place.

    Raises ModelError where the kept changes are missing or damaged.
    """
    import torch
    from safetensors.torch import load

    kept = load(_read())
    weights = dict(transformer.named_parameters())
    with torch.no_grad():
        for name, weight in weights.items():
            if name in kept:
                sizes = kept[f"{name}{SCALE}"]
                change = kept[name].float().reshape(len(sizes), -1) * sizes[:, None]
                weight += change.reshape(weight.shape)


def verify_tuning() -> None:
    """Check that the kept changes are those trained. Raises ModelError where they are not."""
    _read()


def _read() -> bytes:
    return read_weights(WEIGHTS, TUNED_SHA256)


def read_weights(file: Path, sha256: str) -> bytes:
    """What training has left in a file. Raises ModelError where it is missing or damaged."""
    try:
        kept = file.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The trained weights cannot be read ({error.strerror}); {_REINSTALL}"
        ) from None
    if hashlib.sha256(kept).hexdigest() != sha256:
        raise ModelError(f"The trained weights are not the published ones; {_REINSTALL}")
    return kept
