"""Travel minutes as whole ticks, so that equal times are equal and every proof is exact."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models import Fault, Faults

Ticks = NDArray[np.int64]
Minutes = NDArray[np.float64]

PER_MINUTE = 1_000_000
"""A tick is a millionth of a minute (60 µs): far finer than any map, far coarser than a float's rounding.

Two ways that should take the same time differ in the last bits of their sums; in ticks they do not.
"""

FAR = 2**62
"""The ticks of a place that cannot be reached; more than any time."""

LONGEST = 1e9
"""Minutes; sums over a thousand exits still fit 64 bits."""


def as_minutes(minutes: ArrayLike, rows: Sequence[str], columns: Sequence[str]) -> Minutes:
    """A matrix of travel minutes, checked against its names; `inf` means that there is no way.

    Raises Faults, all at once: a wrong shape, a name twice, a time that is not a number, negative or endless.
    """
    table = np.asarray(minutes, dtype=np.float64)
    if table.size == 0 and not (rows and columns):
        table = table.reshape(len(rows), len(columns))
    wrong = list(_faults(table, rows, columns))
    if wrong:
        raise Faults(wrong)
    return table


def ticks(minutes: ArrayLike) -> Ticks:
    """Whole ticks, the nearest; `FAR` for `inf`."""
    table = np.asarray(minutes, dtype=np.float64)
    near = np.isfinite(table)
    return np.where(near, np.rint(np.where(near, table, 0) * PER_MINUTE), FAR).astype(np.int64)


def _faults(table: Minutes, rows: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    if table.shape != (len(rows), len(columns)):
        text = f"travel times are {table.shape}, names are {(len(rows), len(columns))}. Maybe transposed?"
        return [Fault(text)]
    wrong = [
        Fault("the name stands twice; give every row and column a name of its own", name)
        for names in (rows, columns)
        for name in sorted({name for name in names if list(names).count(name) > 1})
    ]
    with np.errstate(invalid="ignore"):
        bad = ~((table >= 0) & ((table <= LONGEST) | np.isinf(table)))
    text = "{} is no travel time; write minutes from 0 to 1e9, or inf where there is no way"
    cells = np.argwhere(bad)
    wrong += [Fault(text.format(table[i, j]), f"{rows[i]} → {columns[j]}") for i, j in cells]
    return wrong
