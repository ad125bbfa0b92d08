"""The labelling: the least price of every label, step after step, and the path that led to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.layers import Step

Floats = NDArray[np.float64]
Path = tuple[int, ...]
"""The numbers of the cells taken, in order."""

Back = Callable[[int], Path]
"""The path to a label of the last step, by its number."""


class Only:
    """That all steps but those from `first` to before `end` are held to a known path's."""

    def __init__(self, path: Path, first: int, end: int) -> None:
        self.path, self.first, self.end = path, first, end
        self._made: tuple[Labelling, Labelling] | None = None

    def of(self, whole: Labelling) -> Labelling:
        """The walk of what is open; made once for each whole one."""
        made = self._made
        if made is None or made[0] is not whole:
            made = self._made = whole, whole.within(self.path, self.first, self.end)
        return made[1]


@dataclass(frozen=True)
class Prices:
    """What is asked for: a price for each cell and linked mark, and the weight of each level's own costs.

    `idle`: what it costs to take no cell on each step (None: nothing). An infinite price forbids. `like`:
    what sort of prices they are, as others of that sort are the best guide to what they lead to.
    `only`: what they leave open, where they forbid all else.
    """

    cells: Floats
    marks: Floats
    levels: Floats
    idle: Floats | None = None
    like: str = ""
    only: Only | None = None


class Labelling(Protocol):
    """One way to walk along the steps."""

    def run(self, prices: Prices) -> tuple[Floats, Back]:
        """The least price of every label of the last step (inf: none leads there), and the ways to them."""

    def within(self, path: Path, first: int, end: int, /) -> Labelling:
        """A walk for prices that hold all steps but those from `first` to before `end` to a path's."""


def labelling(steps: Sequence[Step]) -> Labelling:
    """Compiled where numba is installed (extra `fast`), else by numpy; both give the same."""
    if find_spec("numba") is None:
        return ByNumpy(steps)
    from scheduler.kernel.columns.compiled import Compiled
    from scheduler.kernel.columns.flat import flat_of
    from scheduler.kernel.columns.moves import DIMS

    return Compiled(flat_of(steps)) if len(steps[0].low) <= DIMS else ByNumpy(steps)


class ByNumpy:
    """Many labels at once: arcs that add the same to the long sums move whole blocks of them."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = steps

    def within(self, _path: Path, _first: int, _end: int) -> Labelling:
        """The whole walk: it gives the same, and only the compiled one gains from leaving steps off."""
        return self

    def run(self, prices: Prices) -> tuple[Floats, Back]:
        """See `Labelling`."""
        values, class_cells, arc_costs = self._forward(prices)
        return values[-1].ravel(), partial(self._back, values, class_cells, arc_costs)

    def _forward(self, prices: Prices) -> tuple[list[Floats], list[list[int]], list[Floats]]:
        """For each step the least price of every label; and what each class of cells and each arc costs."""
        rest = (1,) * len(self.steps[0].low)
        values: list[Floats] = [np.zeros((1, *rest))]
        class_cells, all_costs = [], []
        for number, step in enumerate(self.steps):
            arcs = step.arcs
            cells = [-1 if not group else min(group, key=prices.cells.__getitem__) for group in arcs.classes]
            idle = 0.0 if prices.idle is None else prices.idle[number]
            costs = np.array([idle if cell < 0 else prices.cells[cell] for cell in cells])
            arc_costs = costs[arcs.kind] + prices.levels @ arcs.costs
            if arcs.linked:
                arc_costs += arcs.fires @ prices.marks[list(arcs.linked)]
            was, now = values[-1], np.full(step.shape, np.inf)
            for group in step.groups:
                moved = group.arcs
                source: Any = (moved.tail, *group.source)
                found = was[source] + arc_costs[moved.rows].reshape(-1, *rest)
                if len(moved.heads) < len(moved.tail):
                    found = np.minimum.reduceat(found, moved.starts, axis=0)
                place: Any = (moved.heads, *group.target)
                now[place] = np.minimum(now[place], found)
            values.append(now)
            class_cells.append(cells)
            all_costs.append(arc_costs)
        return values, class_cells, all_costs

    def _back(
        self,
        values: list[Floats],
        class_cells: list[list[int]],
        arc_costs: list[Floats],
        end: int,
    ) -> Path:
        """The path that led to a label of the last step: at each step the cheapest arc into it."""
        last = np.unravel_index(end, values[-1].shape[1:])
        state, level = 0, tuple(int(n) + low for n, low in zip(last, self.steps[-1].low, strict=True))
        path = []
        for t in range(len(self.steps) - 1, -1, -1):
            was, costs, arcs = values[t], arc_costs[t], self.steps[t].arcs
            low = self.steps[t - 1].low if t else (0,) * len(level)
            best, via, where = np.inf, 0, level
            for row in range(*np.searchsorted(arcs.head, [state, state + 1])):
                tail = arcs.tail[row]
                before = tuple(n - int(add) for n, add in zip(level, arcs.adds[row], strict=True))
                place = tuple(n - least for n, least in zip(before, low, strict=True))
                if any(n < 0 or n >= size for n, size in zip(place, was.shape[1:], strict=True)):
                    continue
                value = was[(tail, *place)] + costs[row]
                if value < best:
                    best, via, where = value, row, before
            cell = class_cells[t][arcs.kind[via]]
            if cell >= 0:
                path.append(cell)
            state, level = int(arcs.tail[via]), where
        return tuple(sorted(path))
