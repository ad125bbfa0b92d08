"""A short sum while it is open: what it can still gain, when it can no longer tell, what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.shape import Either, Sum, members_of

Ints = NDArray[np.int64]


def span_of(cells: tuple[int, ...], step_of: Mapping[int, int]) -> tuple[int, int]:
    """The first and the last step of some cells."""
    steps = [step_of[cell] for cell in cells]
    return min(steps), max(steps)


def unique_rows(rows: Ints) -> tuple[Ints, Ints]:
    """The different rows in order, and the number among them of each row: `np.unique` along an axis takes
    twice as long.
    """
    low = rows.min(axis=0)
    sizes = [int(size) for size in rows.max(axis=0) - low + 1]
    if prod(sizes) >= 2**62:
        found, number = np.unique(rows, axis=0, return_inverse=True)
        return found, number.ravel()
    units = [prod(sizes[i + 1 :]) for i in range(len(sizes))]
    _, first, number = np.unique((rows - low) @ np.array(units), return_index=True, return_inverse=True)
    return rows[first], number


class Counter:
    """A sum from its first step to its last; values are partial counts of many states at once."""

    def __init__(self, one: Sum, step_of: Mapping[int, int]) -> None:
        self.sum = one
        cells = tuple(cell for _, fact in one.terms for cell in members_of(fact))
        self.first, self.last = span_of(cells, step_of)
        most: dict[object, tuple[int, int]] = {}
        least: dict[object, tuple[int, int]] = {}
        for coefficient, fact in one.terms:
            start, last = span_of(members_of(fact), step_of)
            # One cell a step is taken, so cells of a step, and marks within it, exclude each other.
            key: object = fact if isinstance(fact, Either) and start != last else start
            most[key] = max(most.get(key, (0, last))[0], coefficient), last
            least[key] = min(least.get(key, (0, last))[0], coefficient), last
        steps = range(self.first, self.last + 1)
        self._least = [sum(gain for gain, last in least.values() if last > step) for step in steps]
        self._most = [sum(gain for gain, last in most.values() if last > step) for step in steps]

    def at(self, step: int) -> tuple[object, ...]:
        """All that it says of partial counts on a step."""
        one, begun = self.sum, self.first < step
        band = (one.low, one.high, one.under, one.over, one.level)
        return (*band, None if begun else one.constant, self.last > step, *self.rest(step))

    def rest(self, step: int) -> tuple[int, int]:
        """The least and the most that it can still gain after a step."""
        return self._least[step - self.first], self._most[step - self.first]

    def possible(self, values: Ints, step: int) -> NDArray[np.bool_]:
        """Which partial counts after a step can still end within the band."""
        least, most = self.rest(step)
        good = np.ones(len(values), dtype=np.bool_)
        if self.sum.high is not None:
            good &= values + least <= self.sum.high
        if self.sum.low is not None:
            good &= values + most >= self.sum.low
        return good

    def cost(self, values: Ints) -> Ints:
        """What whole counts cost."""
        cost = np.zeros_like(values)
        if self.sum.high is not None:
            cost += self.sum.over * np.maximum(0, values - self.sum.high)
        if self.sum.low is not None:
            cost += self.sum.under * np.maximum(0, self.sum.low - values)
        return cost

    def clipped(self, values: Ints, step: int) -> Ints:
        """The same, with counts that can no longer tell replaced by one that stands for all of them."""
        least, most = self.rest(step)
        # From `enough` on nothing can be too few; up to `harmless` nothing can be too many.
        enough = None if self.sum.low is None else self.sum.low - least
        harmless = None if self.sum.high is None else self.sum.high - most
        if enough is None:
            return np.zeros_like(values) if harmless is None else np.maximum(values, harmless)
        if harmless is None:
            return np.minimum(values, enough)
        return np.where((values >= enough) & (values <= harmless), enough, values)
