"""The labelling compiled by numba: the same prices as by numpy, many times faster.

Only the least price of every label is kept, so that a block of labels moves in one vectorised sweep; the way
back is found again by asking which arc gives a label its price.
"""

from __future__ import annotations

import threading
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

ARC, FROM, TO, SIZE, WAS, NOW = 0, 1, 2, 3, 3 + DIMS, 3 + 2 * DIMS
"""Where a block keeps its arc, its first labels before and after, its extents and both kinds of strides."""


class Compiled:
    """All arcs of all steps in flat arrays; an arc moves a block of labels by a fixed distance."""

    def __init__(self, steps: Sequence[Step]) -> None:
        sizes = [1, *(int(np.prod(step.shape)) for step in steps)]
        self._starts = np.concatenate([[0], np.cumsum(sizes)])
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
                block = _blocks(step, moved, was, int(self._starts[t]), int(self._starts[t + 1]))
                block[:, ARC] += arcs
                blocks.append(block)
            self._first[t + 1] = sum(map(len, blocks[-len(step.groups) :])) + self._first[t]
        self._blocks = np.concatenate(blocks)
        self._end = int(self._starts[-2])
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
        cells, costs = _cheapest(self._class_cells, self._class_first, prices.cells)
        arc_costs = costs[self._kinds] + fixed
        values = _room(int(self._starts[-1]))
        _walk(self._blocks, self._first, self._starts, arc_costs, values)
        return values[self._end :], partial(self._back, values, arc_costs, cells)

    def _back(self, values: Floats, arc_costs: Floats, cells: Ints, end: int) -> Path:
        arcs = _trace(self._blocks, self._first, arc_costs, values, self._end + end)
        taken = cells[self._kinds[arcs]]
        return tuple(sorted(int(cell) for cell in taken[taken >= 0]))


def _room(labels: int) -> Floats:
    """Memory for so many labels, the same for all walks of a thread: fresh pages cost more than the walk."""
    known: Floats | None = getattr(_ROOMS, "labels", None)
    if known is None or len(known) < labels:
        known = _ROOMS.labels = np.empty(labels)
    return known[:labels]


_ROOMS = threading.local()


def _blocks(step: Step, moved: Group, was: tuple[int, ...], was_start: int, now_start: int) -> Ints:
    """A row an arc: its number in the step, the first label it takes and the one that it moves that to, then
    the extent of each long sum and both strides.
    """
    now, front = step.shape[1:], [0] * (DIMS - len(was))
    was_strides, now_strides = _strides(was), _strides(now)
    extents = [one.stop - one.start for one in moved.source]
    found = np.empty((len(moved.rows), 3 + 3 * DIMS), dtype=np.int64)
    found[:, ARC] = moved.rows
    found[:, FROM] = was_start + moved.tail * prod(was) + _offset(moved.source, was_strides)
    found[:, TO] = now_start + step.arcs.head[moved.rows] * prod(now) + _offset(moved.target, now_strides)
    found[:, SIZE:] = [*(1 for _ in front), *extents, *front, *was_strides, *front, *now_strides]
    return found


def _offset(block: tuple[slice, ...], strides: list[int]) -> int:
    return sum(int(one.start) * stride for one, stride in zip(block, strides, strict=True))


def _strides(shape: tuple[int, ...]) -> list[int]:
    return [prod(shape[i + 1 :]) for i in range(len(shape))]


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _cheapest(class_cells: Any, class_first: Any, prices: Any) -> Any:
    """The cheapest cell of every class (-1: none), and what it costs."""
    classes = len(class_first) - 1
    cell_of = np.full(classes, -1, dtype=np.int64)
    cost_of = np.zeros(classes)
    for one in range(classes):
        for i in range(class_first[one], class_first[one + 1]):
            cell = class_cells[i]
            if cell_of[one] < 0 or prices[cell] < cost_of[one]:
                cell_of[one], cost_of[one] = cell, prices[cell]
    return cell_of, cost_of


@njit(cache=True, nogil=True, error_model="numpy")  # type: ignore[untyped-decorator]
def _move(block: Any, costs: Any, values: Any) -> None:
    """Take one arc with all the labels of a block."""
    cost = costs[block[ARC]]
    size = block[SIZE + 5]
    for i0 in range(block[SIZE]):
        source0, target0 = block[FROM] + i0 * block[WAS], block[TO] + i0 * block[NOW]
        for i1 in range(block[SIZE + 1]):
            source1, target1 = source0 + i1 * block[WAS + 1], target0 + i1 * block[NOW + 1]
            for i2 in range(block[SIZE + 2]):
                source2, target2 = source1 + i2 * block[WAS + 2], target1 + i2 * block[NOW + 2]
                for i3 in range(block[SIZE + 3]):
                    source3, target3 = source2 + i3 * block[WAS + 3], target2 + i3 * block[NOW + 3]
                    for i4 in range(block[SIZE + 4]):
                        source = source3 + i4 * block[WAS + 4]
                        target = target3 + i4 * block[NOW + 4]
                        was, now = values[source : source + size], values[target : target + size]
                        for i in range(size):
                            value = was[i] + cost
                            now[i] = value if value < now[i] else now[i]


@njit(cache=True, nogil=True, error_model="numpy")  # type: ignore[untyped-decorator]
def _walk(blocks: Any, first: Any, starts: Any, costs: Any, values: Any) -> None:
    """Fill in the least price of every label."""
    values[0] = 0.0
    for t in range(len(first) - 1):
        values[starts[t + 1] : starts[t + 2]] = np.inf
        for b in range(first[t], first[t + 1]):
            _move(blocks[b], costs, values)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _trace(blocks: Any, first: Any, costs: Any, values: Any, label: Any) -> Any:
    """The arcs that led to a label, the last first: those whose sum is its price to the last bit."""
    steps = len(first) - 1
    arcs = np.full(steps, -1, dtype=np.int64)
    for t in range(steps - 1, -1, -1):
        for b in range(first[t], first[t + 1]):
            rest, source, inside = label - blocks[b, TO], blocks[b, FROM], True
            # The extents of a block are less than its strides, so the coordinates are found one by one.
            for k in range(DIMS):
                stride, size = blocks[b, NOW + k], blocks[b, SIZE + k]
                if size == 1:
                    continue
                at = rest // stride if rest >= 0 else -1
                if at < 0 or at >= size:
                    inside = False
                    break
                rest -= at * stride
                source += at * blocks[b, WAS + k]
            if inside and rest == 0 and values[source] + costs[blocks[b, ARC]] == values[label]:
                arcs[t], label = blocks[b, ARC], source
                break
    return arcs
