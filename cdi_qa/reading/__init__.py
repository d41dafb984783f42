"""Reading: a folder of documents → sources, pages, passages, sections and tables."""

from cdi_qa.reading.corpus import read_corpus, read_source

__all__ = ["read_corpus", "read_source"]
