"""Why an address gave no document."""

from __future__ import annotations


class Unfetchable(Exception):  # noqa: N818  (the outcome of one address, not an error to show)
    """One address gave nothing usable; `str()` of it is a clause, without a full stop.

    `again` where asking once more may help, `after` the seconds the server wants to be left alone.
    """

    def __init__(self, why: str, *, again: bool = False, after: float = 0.0) -> None:
        super().__init__(why)
        self.again = again
        self.after = after
