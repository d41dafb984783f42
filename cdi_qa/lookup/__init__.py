"""Look-ups: questions of figures and grades → typed queries → exact answers from the tables."""

from cdi_qa.lookup.database import Database
from cdi_qa.lookup.parse import parse_question
from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.vocabulary import Vocabulary

__all__ = ["Database", "Filter", "Query", "Vocabulary", "parse_question"]
