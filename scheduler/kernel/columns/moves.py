"""All arcs of all steps as rows of numbers: from where to where each moves a block of labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from math import prod

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.layers import Group, Step

DIMS = 6
"""Long sums that a block may have; those with fewer get sums of one value in front."""

TAIL, HEAD, SIZE, WAS, NOW, AT, TO = 0, 1, *(2 + DIMS * k for k in range(5))
"""Where a block keeps the states it leads from and to, then for each long sum: its extent, the strides before
and after, and the coordinates of its first label before and after."""


def blocks_of(steps: Sequence[Step]) -> tuple[NDArray[np.int32], Ints, Ints]:
    """A row an arc, states and arcs counted through all steps; each row's arc; each step's first row."""
    rows: list[list[int]] = []
    before: list[int] = []
    groups = [group.arcs for step in steps for group in step.groups]
    first = np.zeros(len(steps) + 1, dtype=np.int64)
    arcs, state, was = 0, 0, (1,) * len(steps[0].low)
    for t, step in enumerate(steps):
        after = state + step.arcs.tails
        rows += [[state, after, *_labels(step, group, was)] for group in step.groups]
        before += [arcs] * len(step.groups)
        first[t + 1] = first[t] + sum(len(group.arcs.rows) for group in step.groups)
        arcs, state, was = arcs + len(step.arcs.kind), after, step.shape[1:]
    many = [len(one.rows) for one in groups]
    found = np.repeat(np.array(rows, dtype=np.int32), many, axis=0)  # half the memory
    found[:, TAIL] += np.concatenate([one.tail for one in groups])
    found[:, HEAD] += np.concatenate([one.head for one in groups])
    return found, np.repeat(before, many) + np.concatenate([one.rows for one in groups]), first


def _labels(step: Step, moved: Group, was: tuple[int, ...]) -> Iterator[int]:
    """What a block keeps of its labels, from `SIZE` on."""
    front = DIMS - len(was)
    yield from repeat(1, front)
    yield from (one.stop - one.start for one in moved.source)
    for values in (
        strides(was),
        strides(step.shape[1:]),
        [one.start for one in moved.source],
        [one.start for one in moved.target],
    ):
        yield from repeat(0, front)
        yield from values


def strides(shape: Sequence[int]) -> list[int]:
    """How far apart labels lie that differ by one in each long sum, of which there are so many."""
    return [prod(shape[i + 1 :]) for i in range(len(shape))]
