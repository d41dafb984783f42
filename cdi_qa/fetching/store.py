"""A fetched document's place: the corpus folder, with its address, time and SHA-256 beside it.

It goes where a document added by hand goes, so that the digest gives way to it, every index of the
corpus sees it, and `sources remove` takes it out again.
"""

from __future__ import annotations

from cdi_qa.settings import Settings
from cdi_qa.sources import Added, add_document, note_origin


def store_fetched(
    settings: Settings, source_id: str, ending: str, data: bytes, address: str
) -> Added:
    """Put a fetched document in its digest's place. Raises as `add_document` does."""
    origin = note_origin(data, address)
    return add_document(settings, f"{source_id}{ending}", data, source_id, origin)
