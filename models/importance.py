"""How much a rule matters: tiers of importance, never weights."""

from __future__ import annotations

from enum import StrEnum


class Importance(StrEnum):
    """A tier of importance; an earlier one is never traded for a later one.

    `LAW` is never broken (it can only be waived by name, with a reason). The others may yield; each is
    minimised in a pass of its own, in this order, and ends with its own proof.
    """

    LAW = "LAW"
    COVER = "COVER"
    ORDERS = "ORDERS"
    PATROL = "PATROL"
    FAIR = "FAIR"
    WISH = "WISH"

    @property
    def place(self) -> int:
        """Position in the order of importance; 0 is `LAW`."""
        return list(Importance).index(self)
