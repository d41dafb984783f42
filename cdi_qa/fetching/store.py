"""A fetched document's place: the corpus folder, with its address, time and SHA-256 beside it.

It goes where a document added by hand goes, so that the digest gives way to it, every index of the
corpus sees it, and `sources remove` takes it out again.
"""

from __future__ import annotations

import dataclasses
import hashlib
from contextlib import suppress
from datetime import UTC, datetime

from cdi_qa.reading.manifest import Origin, origin_file
from cdi_qa.settings import Settings
from cdi_qa.sources import Added, add_document, make_changeable
from cdi_qa.storage import write_atomic


def store_fetched(
    settings: Settings, source_id: str, ending: str, data: bytes, address: str
) -> Added:
    """Put a fetched document in its digest's place. Raises as `add_document` does.

    The origin is written first: without its document it means nothing, so that an end between the
    two leaves the old state.
    """
    settings, copied = make_changeable(settings)
    name = f"{source_id}{ending}"
    origin = Origin(
        address=address,
        time=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    beside = origin_file(settings.corpus / name)
    with suppress(OSError):  # what is wrong is said where the document itself cannot be put there
        write_atomic(beside, origin.model_dump_json(indent=2).encode())
    try:
        added = add_document(settings, name, data, source_id)
    except BaseException:
        if not (settings.corpus / name).exists():
            beside.unlink(missing_ok=True)
        raise
    return dataclasses.replace(added, remark=f"{copied} {added.remark}".strip())
