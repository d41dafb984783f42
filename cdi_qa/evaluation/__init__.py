"""How good the answers are: cases → answers.jsonl → scores → figures → reports."""

from cdi_qa.evaluation.cases import Case, default_questions, load_cases
from cdi_qa.evaluation.results import Results, load_results

__all__ = ["Case", "Results", "default_questions", "load_cases", "load_results"]
