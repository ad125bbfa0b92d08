"""The rows that link people, and one person's whole roster as a column of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.facts import Sum
from scheduler.kernel.columns.pricing import Floats, Path
from scheduler.kernel.columns.split import LAW, Link
from scheduler.kernel.tally import Tally

BROKEN = 10_000
"""What a unit outside a law over several people costs while a roster is searched for."""


@dataclass(frozen=True)
class Row:
    """A count over people, settled terms added to its band; `level` may be `LAW`."""

    low: float
    high: float
    under: int
    over: int
    level: int


@dataclass(frozen=True)
class Band:
    """All rows, array by array."""

    low: Floats
    high: Floats
    under: Floats
    over: Floats
    level: Ints


@dataclass(frozen=True, eq=False)
class Column:
    """One person's whole roster: its path, what it costs by level, and what it `adds` to which `rows`."""

    path: Path
    costs: tuple[int, ...]
    rows: Ints
    adds: Floats


def row_of(link: Link) -> Row:
    """A count over people as a row."""
    tally = link.count.tally
    row = band_of(tally.low, tally.high, link.constant, tally)
    return (
        replace(row, under=BROKEN, over=BROKEN)
        if link.count.level == LAW
        else replace(row, level=link.count.level)
    )


def band_of(low: int | None, high: int | None, constant: int, one: Sum | Tally) -> Row:
    """A band with what is settled taken off it."""
    least = -np.inf if low is None else float(low - constant)
    most = np.inf if high is None else float(high - constant)
    return Row(least, most, one.under, one.over, one.level if isinstance(one, Sum) else LAW)
