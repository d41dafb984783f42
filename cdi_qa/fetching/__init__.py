"""Fetching the full documents that digests stand in for: the only part that uses the network."""

from cdi_qa.fetching.fetch import Fetched, fetch_source, fetchable_sources
from cdi_qa.fetching.guard import Access

__all__ = ["Access", "Fetched", "fetch_source", "fetchable_sources"]
