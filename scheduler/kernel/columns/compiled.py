"""The labelling compiled by numba: the same prices as by numpy, many times faster.

Only the least price of every label is kept, so that a block of labels moves in one vectorised sweep; the way
back is found again by asking which arc gives a label its price.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

import numpy as np
from numba import njit

from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.flat import Flat
from scheduler.kernel.columns.inside import inside
from scheduler.kernel.columns.labelling import Back, Floats, Path, Prices
from scheduler.kernel.columns.moves import AT, DIMS, HEAD, NOW, SIZE, TAIL, TO, WAS


class Compiled:
    """A walk along the arcs of a person's steps, or of those of a room."""

    def __init__(self, flat: Flat) -> None:
        self._flat = flat
        self._end = int(flat.labels[-2])

    def run(self, prices: Prices) -> tuple[Floats, Back]:
        """See `Labelling`."""
        flat, classes = self._flat, self._flat.classes
        cells, costs = _cheapest(classes.cells, classes.first, prices.cells)
        if prices.idle is not None:
            costs[classes.idle] = prices.idle[classes.steps]
        costs = costs[flat.kinds]
        if flat.costs is not None:
            costs += prices.levels @ flat.costs
        if len(flat.firing):
            costs += np.bincount(flat.firing, prices.marks[flat.fired], len(costs))
        costs[0] += self._apart(prices)
        values = _memory(int(flat.labels[-1]))
        boxes = _walk(flat.blocks, flat.tails, flat.first, flat.labels, costs, values)
        return values[self._end :], partial(self._back, values, boxes, costs, cells)

    def within(self, path: Path, first: int, end: int) -> Compiled:
        """See `Labelling`."""
        whole = (first, end) == (0, len(self._flat.first) - 1)
        part = None if whole else inside(self._flat, path, first, end)
        return self if part is None else Compiled(part)

    def _apart(self, prices: Prices) -> float:
        """What is the same for all ways: the first block of a room's walk is the only way into it."""
        apart = self._flat.apart
        found = prices.cells[apart.cells].sum() + prices.marks[apart.marks].sum()
        if prices.idle is not None:
            found += prices.idle[apart.idle].sum()
        return float(found if apart.costs is None else found + prices.levels @ apart.costs)

    def _back(self, values: Floats, boxes: Ints, costs: Floats, cells: Ints, end: int) -> Path:
        flat = self._flat
        blocks = _trace(flat.blocks, flat.first, flat.labels, costs, values, boxes, end)
        taken = cells[flat.kinds[blocks]]
        return tuple(np.sort(np.append(flat.apart.cells, taken[taken >= 0])).tolist())


def _memory(labels: int) -> Floats:
    """Memory for so many labels, the same for all walks of a thread: fresh pages cost more than the walk."""
    known: Floats | None = getattr(_MEMORY, "labels", None)
    if known is None or len(known) < labels:
        known = _MEMORY.labels = np.empty(labels)
    return known[:labels]


_MEMORY = threading.local()


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
def _walk(blocks: Any, tails: Any, first: Any, labels: Any, costs: Any, values: Any) -> Any:
    """Fill in the least price of every label that can be reached.

    Returns for each state the box in which these labels lie: for each long sum the first coordinate and the
    one after the last. Labels outside are not written.
    """
    boxes = np.zeros((len(labels) - 1, 2, DIMS), dtype=np.int64)
    boxes[0, 1] = 1
    clear = np.zeros(len(boxes), dtype=np.bool_)
    values[0] = 0.0
    values[labels[-2] :] = np.inf
    part = np.empty((2, DIMS), dtype=np.int64)
    meeting = np.empty(len(blocks), dtype=np.int64)
    for t in range(len(first) - 1):
        many = 0
        for b in range(first[t], first[t + 1]):
            if costs[b] < np.inf and boxes[tails[b], 1, 0] and _meets(blocks[b], boxes, part):
                meeting[many] = b
                many += 1
                head = boxes[blocks[b, HEAD]]
                new = head[1, 0] == 0
                for k in range(DIMS):
                    moved = blocks[b, TO + k] - blocks[b, AT + k]
                    low, high = part[0, k] + moved, part[1, k] + moved
                    head[0, k] = low if new else min(head[0, k], low)
                    head[1, k] = high if new else max(head[1, k], high)
        for b in meeting[:many]:
            head = blocks[b, HEAD]
            if not clear[head]:
                clear[head] = True
                _clear(blocks[b], boxes[head], labels[head], values)
        for b in meeting[:many]:
            _meets(blocks[b], boxes, part)
            _move(blocks[b], part, labels, costs[b], values)
    return boxes


@njit(cache=True, nogil=True, error_model="numpy")  # type: ignore[untyped-decorator]
def _meets(block: Any, boxes: Any, part: Any) -> Any:
    """Whether a block starts from labels that can be reached; `part` becomes the box of these."""
    box = boxes[block[TAIL]]
    for k in range(DIMS):
        part[0, k] = max(block[AT + k], box[0, k])
        part[1, k] = min(block[AT + k] + block[SIZE + k], box[1, k])
        if part[0, k] >= part[1, k]:
            return False
    return True


@njit(cache=True, nogil=True, error_model="numpy")  # type: ignore[untyped-decorator]
def _clear(block: Any, box: Any, start: Any, values: Any) -> None:
    """Nothing is known yet of the labels of a box."""
    size = box[1, 5] - box[0, 5]
    for i0 in range(box[0, 0], box[1, 0]):
        for i1 in range(box[0, 1], box[1, 1]):
            for i2 in range(box[0, 2], box[1, 2]):
                for i3 in range(box[0, 3], box[1, 3]):
                    for i4 in range(box[0, 4], box[1, 4]):
                        at = start + i0 * block[NOW] + i1 * block[NOW + 1] + i2 * block[NOW + 2]
                        at += i3 * block[NOW + 3] + i4 * block[NOW + 4] + box[0, 5]
                        values[at : at + size] = np.inf


@njit(cache=True, nogil=True, error_model="numpy")  # type: ignore[untyped-decorator]
def _move(block: Any, part: Any, labels: Any, cost: Any, values: Any) -> None:
    """Take one arc with the labels of a box."""
    size = part[1, 5] - part[0, 5]
    start, end = labels[block[TAIL]] + part[0, 5], labels[block[HEAD]] + part[0, 5]
    for k in range(DIMS):
        end += (block[TO + k] - block[AT + k]) * block[NOW + k]
    for i0 in range(part[0, 0], part[1, 0]):
        for i1 in range(part[0, 1], part[1, 1]):
            for i2 in range(part[0, 2], part[1, 2]):
                for i3 in range(part[0, 3], part[1, 3]):
                    source3 = start + i0 * block[WAS] + i1 * block[WAS + 1] + i2 * block[WAS + 2]
                    target3 = end + i0 * block[NOW] + i1 * block[NOW + 1] + i2 * block[NOW + 2]
                    for i4 in range(part[0, 4], part[1, 4]):
                        source = source3 + i3 * block[WAS + 3] + i4 * block[WAS + 4]
                        target = target3 + i3 * block[NOW + 3] + i4 * block[NOW + 4]
                        was, now = values[source : source + size], values[target : target + size]
                        for i in range(size):
                            value = was[i] + cost
                            now[i] = value if value < now[i] else now[i]


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _trace(blocks: Any, first: Any, labels: Any, costs: Any, values: Any, boxes: Any, end: Any) -> Any:
    """The blocks that led to a label of the last step, the last first; they add up to its price exactly."""
    steps, label = len(first) - 1, labels[-2] + end
    found = np.full(steps, -1, dtype=np.int64)
    for t in range(steps - 1, -1, -1):
        for b in range(first[t], first[t + 1]):
            tail, head = blocks[b, TAIL], blocks[b, HEAD]
            if costs[b] == np.inf or not labels[head] <= label < labels[head + 1]:
                continue
            rest, source, fits = label - labels[head], labels[tail], boxes[tail, 1, 0] > 0
            for k in range(DIMS):
                stride, at = blocks[b, NOW + k], 0
                if stride > 0:
                    at, rest = rest // stride, rest % stride
                at += blocks[b, AT + k] - blocks[b, TO + k]
                low = max(blocks[b, AT + k], boxes[tail, 0, k])
                high = min(blocks[b, AT + k] + blocks[b, SIZE + k], boxes[tail, 1, k])
                fits = fits and low <= at < high
                source += at * blocks[b, WAS + k]
            if fits and values[source] + costs[b] == values[label]:
                found[t], label = b, source
                break
    return found
