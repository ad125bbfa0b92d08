"""The labelling compiled by numba: the same labels and prices as by numpy, several times faster."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import prod
from typing import Any

import numpy as np
from numba import njit

from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.labelling import Back, Floats, Path, Prices
from scheduler.kernel.columns.layers import Group, Step

DIMS = 6
"""Long sums that a block may have; those with fewer get sums of one value in front."""


class Compiled:
    """All arcs of all steps in flat arrays; an arc moves a block of labels by a fixed distance."""

    def __init__(self, steps: Sequence[Step]) -> None:
        sizes = [1, *(int(np.prod(step.shape)) for step in steps)]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        blocks: list[Ints] = []
        self._first = np.zeros(len(steps) + 1, dtype=np.int64)
        class_cells: list[int] = []
        class_first = [0]
        kinds, costs, fires = [], [], []
        classes = number = 0
        for t, step in enumerate(steps):
            was = (1,) * len(step.low) if t == 0 else steps[t - 1].shape[1:]
            kinds.append(step.arcs.kind + classes)
            costs.append(step.arcs.costs)
            fires.append(step.arcs.fires)
            for group in step.arcs.classes:
                class_cells.extend(group)
                class_first.append(len(class_cells))
            classes += len(step.arcs.classes)
            arcs = number
            number += len(step.arcs.kind)
            for moved in step.groups:
                block = _blocks(step, moved, was, int(starts[t]), int(starts[t + 1]))
                block[:, 0] += arcs
                blocks.append(block)
            self._first[t + 1] = sum(map(len, blocks[-len(step.groups) :])) + self._first[t]
        self._blocks = np.concatenate(blocks)
        self._labels, self._end = int(starts[-1]), int(starts[-2])
        self._kinds = np.concatenate(kinds)
        self._costs = np.concatenate(costs, axis=1)
        self._fires = np.concatenate(fires)
        self._class_cells = np.array(class_cells, dtype=np.int64)
        self._class_first = np.array(class_first, dtype=np.int64)

    def run(self, prices: Prices) -> tuple[Floats, Back]:
        """See `Labelling`."""
        fixed = prices.levels @ self._costs if len(self._costs) else np.zeros(len(self._kinds))
        if self._fires.shape[1]:
            fixed = fixed + self._fires @ prices.marks
        values, before, arc, cells = _walk(
            self._blocks, self._first, self._kinds, fixed, self._class_cells, self._class_first, prices.cells,
            self._labels,
        )  # fmt: skip
        return values[self._end :], partial(self._back, before, arc, cells)

    def _back(self, before: Ints, arc: Ints, cells: Ints, end: int) -> Path:
        label, path = self._end + end, []
        while label > 0:
            cell = int(cells[self._kinds[arc[label]]])
            if cell >= 0:
                path.append(cell)
            label = int(before[label])
        return tuple(sorted(path))


def _blocks(step: Step, moved: Group, was: tuple[int, ...], was_start: int, now_start: int) -> Ints:
    """A row an arc: its number in the step, the first label it takes and the one that it moves that to, then
    the extent of each long sum and both strides.
    """
    now, front = step.shape[1:], [0] * (DIMS - len(was))
    was_strides, now_strides = _strides(was), _strides(now)
    extents = [one.stop - one.start for one in moved.source]
    found = np.empty((len(moved.rows), 3 + 3 * DIMS), dtype=np.int64)
    found[:, 0] = moved.rows
    found[:, 1] = was_start + moved.tail * prod(was) + _offset(moved.source, was_strides)
    found[:, 2] = now_start + step.arcs.head[moved.rows] * prod(now) + _offset(moved.target, now_strides)
    found[:, 3:] = [*(1 for _ in front), *extents, *front, *was_strides, *front, *now_strides]
    return found


def _offset(block: tuple[slice, ...], strides: list[int]) -> int:
    return sum(int(one.start) * stride for one, stride in zip(block, strides, strict=True))


def _strides(shape: tuple[int, ...]) -> list[int]:
    return [prod(shape[i + 1 :]) for i in range(len(shape))]


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _walk(
    blocks: Any,
    first: Any,
    kinds: Any,
    fixed: Any,
    class_cells: Any,
    class_first: Any,
    prices: Any,
    labels: int,
) -> Any:
    """Values, the label before and the arc of every label; and the cheapest cell of every class."""
    classes = len(class_first) - 1
    cell_of = np.full(classes, -1, dtype=np.int64)
    class_cost = np.zeros(classes)
    for one in range(classes):
        for i in range(class_first[one], class_first[one + 1]):
            cell = class_cells[i]
            if cell_of[one] < 0 or prices[cell] < class_cost[one]:
                cell_of[one], class_cost[one] = cell, prices[cell]
    values = np.full(labels, np.inf)
    before = np.full(labels, -1, dtype=np.int64)
    arc_of = np.full(labels, -1, dtype=np.int64)
    values[0] = 0.0
    for t in range(len(first) - 1):
        for b in range(first[t], first[t + 1]):
            arc = blocks[b, 0]
            cost = class_cost[kinds[arc]] + fixed[arc]
            n0, n1, n2, n3, n4, n5 = (
                blocks[b, 3],
                blocks[b, 4],
                blocks[b, 5],
                blocks[b, 6],
                blocks[b, 7],
                blocks[b, 8],
            )
            for i0 in range(n0):
                for i1 in range(n1):
                    for i2 in range(n2):
                        for i3 in range(n3):
                            for i4 in range(n4):
                                source = (
                                    blocks[b, 1]
                                    + i0 * blocks[b, 9]
                                    + i1 * blocks[b, 10]
                                    + i2 * blocks[b, 11]
                                    + i3 * blocks[b, 12]
                                    + i4 * blocks[b, 13]
                                )
                                target = (
                                    blocks[b, 2]
                                    + i0 * blocks[b, 15]
                                    + i1 * blocks[b, 16]
                                    + i2 * blocks[b, 17]
                                    + i3 * blocks[b, 18]
                                    + i4 * blocks[b, 19]
                                )
                                for i5 in range(n5):
                                    value = values[source + i5] + cost
                                    if value < values[target + i5]:
                                        values[target + i5] = value
                                        before[target + i5] = source + i5
                                        arc_of[target + i5] = arc
    return values, before, arc_of, cell_of
