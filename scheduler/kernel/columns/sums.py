"""The long sums of one person as arrays: what paths count in them, and which they break."""

from __future__ import annotations

from collections.abc import Container

import numpy as np

from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.facts import Either
from scheduler.kernel.columns.labelling import Path
from scheduler.kernel.columns.shape import Shape


class Sums:
    """Counts all sums of a path at once."""

    def __init__(self, shape: Shape) -> None:
        self.per_cell: Ints = np.zeros((len(shape.long), len(shape.cells)), dtype=np.int64)
        marks: dict[Either, int] = {}
        terms: list[tuple[int, int, int]] = []
        for i, one in enumerate(shape.long):
            for coefficient, fact in one.terms:
                if isinstance(fact, Either):
                    terms.append((i, marks.setdefault(fact, len(marks)), coefficient))
                else:
                    self.per_cell[i, fact] += coefficient
        self._marks = len(marks)
        self._terms = np.array(terms, dtype=np.int64).reshape(-1, 3)
        self._cells = np.array(
            [(cell, number) for mark, number in marks.items() for cell in mark.cells], dtype=np.int64
        ).reshape(-1, 2)
        self._pairs = np.array(
            [(*pair, number) for mark, number in marks.items() for pair in mark.pairs], dtype=np.int64
        ).reshape(-1, 3)
        endless = np.iinfo(np.int64)
        self._low = np.array([endless.min if one.low is None else one.low for one in shape.long])
        self._high = np.array([endless.max if one.high is None else one.high for one in shape.long])

    def counts(self, path: Path) -> Ints:
        """What a path counts in each sum."""
        cells = np.array(path, dtype=np.int64)
        found: Ints = self.per_cell[:, cells].sum(axis=1)
        if self._marks:
            taken = np.zeros(self.per_cell.shape[1], dtype=np.bool_)
            taken[cells] = True
            held = np.zeros(self._marks, dtype=np.bool_)
            held[self._cells[taken[self._cells[:, 0]], 1]] = True
            held[self._pairs[taken[self._pairs[:, 0]] & taken[self._pairs[:, 1]], 2]] = True
            here = self._terms[held[self._terms[:, 1]]]
            np.add.at(found, here[:, 0], here[:, 2])
        return found

    def broken(self, counts: Ints, but: Container[int]) -> set[int]:
        """The sums that such counts break, without those of `but`."""
        breaks = np.flatnonzero((counts < self._low) | (counts > self._high))
        return {i for i in breaks.tolist() if i not in but}
