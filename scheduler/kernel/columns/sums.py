"""The long sums of one person as arrays: what paths count in them, and which they break."""

from __future__ import annotations

from collections.abc import Container

import numpy as np

from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.facts import Either
from scheduler.kernel.columns.labelling import Path
from scheduler.kernel.columns.shape import Shape


class Sums:
    """Counts many sums of a path at once; marks are asked one by one, and only of the sums that have any."""

    def __init__(self, shape: Shape) -> None:
        self.per_cell: Ints = np.zeros((len(shape.long), len(shape.cells)), dtype=np.int64)
        self._marks: dict[int, list[tuple[int, Either]]] = {}
        for i, one in enumerate(shape.long):
            for coefficient, fact in one.terms:
                if isinstance(fact, Either):
                    self._marks.setdefault(i, []).append((coefficient, fact))
                else:
                    self.per_cell[i, fact] += coefficient
        endless = np.iinfo(np.int64)
        self._low = np.array([endless.min if one.low is None else one.low for one in shape.long])
        self._high = np.array([endless.max if one.high is None else one.high for one in shape.long])

    def count(self, i: int, path: Path) -> int:
        """What a path counts in one sum."""
        return int(self.per_cell[i, list(path)].sum()) + self._marked(i, set(path))

    def _marked(self, i: int, taken: set[int]) -> int:
        return sum(coefficient for coefficient, mark in self._marks.get(i, ()) if mark.holds(taken))

    def broken(self, path: Path, but: Container[int]) -> set[int]:
        """The sums that a path breaks, without those of `but`."""
        counts = self.per_cell[:, list(path)].sum(axis=1)
        taken = set(path)
        for i in self._marks:
            if i not in but:
                counts[i] += self._marked(i, taken)
        breaks = np.flatnonzero((counts < self._low) | (counts > self._high))
        return {int(i) for i in breaks if int(i) not in but}
