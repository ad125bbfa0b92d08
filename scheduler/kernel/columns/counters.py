"""A short sum while it is open: what it can still gain, when it can no longer tell, what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from math import prod

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.facts import Spans, Sum

Ints = NDArray[np.int64]


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

    def __init__(self, one: Sum, spans: Spans) -> None:
        self.sum = one
        self.first, self.last = spans.of_all(fact for _, fact in one.terms)
        most: dict[object, tuple[int, int]] = {}
        least: dict[object, tuple[int, int]] = {}
        for coefficient, fact in one.terms:
            start, last = spans[fact]
            # One cell a step is taken, so cells of a step, and marks within it, exclude each other.
            key: object = start if start == last else fact
            into = most if coefficient > 0 else least
            if abs(coefficient) > abs(into.get(key, (0, last))[0]):
                into[key] = coefficient, last
        self._least, self._most = self._after(least.values()), self._after(most.values())

    def _after(self, gains: Iterable[tuple[int, int]]) -> list[int]:
        """For each step what is gained after it, of (gain, last step)."""
        found = [0] * (self.last - self.first + 1)
        for gain, last in gains:
            if last > self.first:
                found[last - self.first - 1] += gain
        return list(accumulate(reversed(found)))[::-1]

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
