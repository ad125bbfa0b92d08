"""Cuts: what all rows of one price miss together is whole; where a programme misses 3.7, it is 3 or 4."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.pricing import Floats
from scheduler.kernel.columns.rows import Band

UNDER, OVER = 1, -1
"""Sides of a band on which a count may lie."""

BROKEN = 10.0
"""What a unit more than a cut allows costs, against one missed: there may be no roster that keeps to it."""

WHOLE = 0.01
"""Distance from a whole number up to which a total is one."""


@dataclass(frozen=True)
class Cut:
    """That these rows, of which a unit missed costs `price`, miss `low` to `high` together on one side."""

    rows: tuple[int, ...]
    side: int
    price: float
    low: float = -math.inf
    high: float = math.inf

    @property
    def most(self) -> float:
        """What a unit above `high` costs."""
        return BROKEN * self.price

    def worth(self, dual: float) -> float:
        """What a dual of it makes of its band: its part of the bound."""
        return dual * self.low if dual > 0 else dual * self.high if dual < 0 else 0.0

    def total(self, missing: Floats) -> float:
        """What its rows miss together."""
        return float(missing[list(self.rows)].sum())

    def halves(self, total: float) -> tuple[Cut, Cut]:
        """At most the whole number below a total, and at least the one above."""
        return replace(self, high=float(math.floor(total))), replace(self, low=float(math.ceil(total)))


def totals(band: Band, level: int, among: NDArray[np.bool_]) -> list[Cut]:
    """All that may be cut on a level: for each side and price the rows that have it, of some rows."""
    found = []
    for side, end, prices in ((UNDER, band.low, band.under), (OVER, band.high, band.over)):
        some = among & (band.level == level) & np.isfinite(end) & (prices > 0)
        for price in np.unique(prices[some]):
            rows = np.flatnonzero(some & (prices == price))
            found.append(Cut(tuple(rows.tolist()), side, float(price)))
    return found
