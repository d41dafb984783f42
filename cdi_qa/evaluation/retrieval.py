"""How well each way of searching finds the passages that hold the evidence, by ir_measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, Success, nDCG

from cdi_qa.evaluation.cases import Case
from cdi_qa.evaluation.judge import covered
from cdi_qa.evaluation.run import Record, corpus_name
from cdi_qa.schema import Corpus

RETRIEVAL_MEASURES = {
    "recall@1": Success @ 1,
    "recall@3": Success @ 3,
    "recall@5": Success @ 5,
    "recall@10": Success @ 10,
    "mrr": RR,
    "ndcg@10": nDCG @ 10,
}
"""recall@k: the share of questions with an evidence passage among the first k."""


def measure_retrieval(
    cases: Sequence[Case], records: Sequence[Record], corpora: Mapping[str, Corpus]
) -> tuple[dict[str, dict[str, float]], int]:
    """For each way of searching its measures, and the number of questions they are over.

    Counted are the questions with evidence in prose: a table's rows are looked up, not searched.
    """
    rankings = {record.id: record.rankings for record in records if record.rankings}
    relevant = {
        case.id: found
        for case in cases
        if case.id in rankings and (found := relevant_passages(case, corpora[corpus_name(case)]))
    }
    qrels = [
        ir_measures.Qrel(query, passage, 1)
        for query, passages in relevant.items()
        for passage in passages
    ]
    names = list(next(iter(rankings.values()), {}))
    measured = {}
    for name in names if qrels else []:
        ranked = [
            ir_measures.ScoredDoc(query, passage, -float(place))
            for query in relevant
            for place, passage in enumerate(rankings[query][name])
        ]
        values = ir_measures.calc_aggregate(RETRIEVAL_MEASURES.values(), qrels, ranked)
        measured[name] = {
            label: float(values[which]) for label, which in RETRIEVAL_MEASURES.items()
        }
    return measured, len(relevant)


def relevant_passages(case: Case, corpus: Corpus) -> list[str]:
    """Ids of the passages of prose that stand at the place of a case's evidence."""
    evidence = [item for item in case.evidence if not item.table]
    return [
        passage.id
        for passage in corpus.passages
        if passage.kind != "row" and covered(passage.source, passage.page, passage.quote, evidence)
    ]
