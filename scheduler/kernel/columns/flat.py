"""The arcs of many steps as flat arrays, for a walk that numba compiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.labelling import Floats
from scheduler.kernel.columns.layers import Step
from scheduler.kernel.columns.moves import DIMS, TAIL, blocks_of

NOTHING: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Classes:
    """Cells of each step that read alike, one class after the other; `idle`: each step's class of none.

    `first`: where the cells of each class begin, and at last where all end. `steps`: those of the walk.
    """

    cells: Ints
    first: Ints
    idle: Ints
    steps: slice = field(default_factory=lambda: slice(None))

    @cached_property
    def of_cell(self) -> Ints:
        """The class of each cell."""
        found = np.zeros(self.cells.max(initial=-1) + 1, dtype=np.int64)
        found[self.cells] = np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))
        return found

    def part(self, first: int, end: int) -> Classes:
        """Those of some of the steps, and behind them one without cells."""
        start, after = (self.idle[t] if t < len(self.idle) else len(self.first) - 1 for t in (first, end))
        begins = self.first[start : after + 1]
        return Classes(
            self.cells[begins[0] : begins[-1]],
            np.append(begins, begins[-1]) - begins[0],
            self.idle[first:end] - start,
            slice(first, end),
        )


@dataclass(frozen=True)
class Apart:
    """What is the same for all ways: cells taken, steps without, own costs by level, marks that are true."""

    cells: Ints = field(default_factory=NOTHING.copy)
    idle: Ints = field(default_factory=NOTHING.copy)
    costs: Floats | None = None
    marks: Ints = field(default_factory=NOTHING.copy)


@dataclass(frozen=True)
class Flat:
    """All arcs of some steps; an arc moves a block of labels by a fixed distance.

    `blocks`: see `moves`, one for each arc that moves any label, those of a step from `first` on. `labels`:
    the first label of each state, and at last where all end; `states`: the first state before every step and
    after the last, and where all end; `sizes`: how many labels the states before each step, and after the
    last, have in each long sum. A room, which is not cut again, has neither of these two.
    `kinds`: the class of each block's cell; `costs` by level; marks `fired` by the blocks `firing`, in order.
    """

    blocks: NDArray[np.int32]
    first: Ints
    labels: Ints
    states: Ints
    sizes: Ints
    classes: Classes
    kinds: Ints
    costs: Floats | None
    firing: Ints
    fired: Ints
    apart: Apart = field(default_factory=Apart)

    @cached_property
    def tails(self) -> Ints:
        """The state that each block starts from: asked of every block in every walk, these lie together."""
        return np.ascontiguousarray(self.blocks[:, TAIL])


def flat_of(steps: Sequence[Step]) -> Flat:
    """All steps of a person."""
    within = [1, *(prod(step.shape[1:]) for step in steps)]
    states = [1, *(step.shape[0] for step in steps)]
    sizes = [(1,) * DIMS, *((1,) * (DIMS + 1 - len(step.shape)) + step.shape[1:] for step in steps)]
    blocks, arcs, first = blocks_of(steps)
    class_cells: list[int] = []
    kinds, costs, idle, class_first = [], [], [], [0]
    firing, fired = [NOTHING], [NOTHING]
    classes = number = 0
    for step in steps:
        kinds.append(step.arcs.kind + classes)
        costs.append(step.arcs.costs)
        idle.append(classes)
        for group in step.arcs.classes:
            class_cells.extend(group)
            class_first.append(len(class_cells))
        classes += len(step.arcs.classes)
        if step.arcs.linked:
            rows, marks = np.nonzero(step.arcs.fires)
            firing.append(rows + number)
            fired.append(np.array(step.arcs.linked)[marks])
        number += len(step.arcs.kind)
    whole = np.concatenate(costs, axis=1).astype(float)[:, arcs]
    return Flat(
        blocks,
        first,
        np.concatenate([[0], np.cumsum(np.repeat(within, states))]),
        np.concatenate([[0], np.cumsum(states)]),
        np.array(sizes, dtype=np.int64),
        Classes(np.array(class_cells, dtype=np.int64), np.array(class_first), np.array(idle)),
        np.concatenate(kinds)[arcs],
        whole if whole.any() else None,
        *_by_block(arcs, number, np.concatenate(firing), np.concatenate(fired)),
    )


def _by_block(arcs: Ints, number: int, firing: Ints, fired: Ints) -> tuple[Ints, Ints]:
    """What arcs fire, by the number of their block; those without one are left out."""
    block = np.full(number, -1, dtype=np.int64)
    block[arcs] = np.arange(len(arcs))
    firing = block[firing]
    order = np.argsort(firing, kind="stable")
    order = order[firing[order] >= 0]
    return firing[order], fired[order]
