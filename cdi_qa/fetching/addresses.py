"""Where a document may be: its own addresses first, then what web archives kept of them."""

from __future__ import annotations

from datetime import UTC, datetime

from cdi_qa.reading.manifest import ManifestEntry

# Both archives lead from a moment to the copy nearest to it.
_ARCHIVES = (
    "https://webarchive.nationalarchives.gov.uk/ukgwa/{moment}/{address}",
    "https://web.archive.org/web/{moment}id_/{address}",
)


def candidate_addresses(entry: ManifestEntry) -> list[str]:
    """The addresses to try, in order: the entry's own, then each archive's copies of them."""
    own = [address for address in (entry.address, *entry.other_addresses) if address]
    moment = _moment(entry.date)
    archived = [
        archive.format(moment=moment, address=address) for archive in _ARCHIVES for address in own
    ]
    return list(dict.fromkeys([*own, *archived]))


def _moment(date: str) -> str:
    """A day as archives write it, to the second; today where the date is not known."""
    parts = [part for part in date.split("-") if part]
    if not parts:
        return datetime.now(UTC).strftime("%Y%m%d000000")
    end_of_year = ["12", "28"]
    return "".join([*parts, *end_of_year[len(parts) - 1 :]]) + "000000"
