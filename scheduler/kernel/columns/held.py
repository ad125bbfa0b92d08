"""What people are held to while a dive goes on, step by step, and which known rosters agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.labelling import Only
from scheduler.kernel.columns.master import Master
from scheduler.kernel.columns.pricing import Floats, Path, Prices
from scheduler.kernel.columns.rows import Column

OPEN, NONE = -2, -1
"""A step that is not held, and one on which no cell may be taken."""

KNOWN = 20
"""Rosters of each person that go on into the next programme."""

Hold = tuple[float, int, int, int]
"""A share of the programme, the person, the step, and the cell (or `NONE`) that has this share of it."""


class Held:
    """Steps of people that are held, in the master programme and in the prices of new rosters.

    Somebody always keeps a known roster that agrees with all that is held.
    """

    def __init__(self, master: Master) -> None:
        self.master, self.team = master, master.team
        self.must = [np.full(len(shape.steps), OPEN, dtype=np.int64) for shape in self.team.shapes]
        self._takes: list[Ints] = [np.empty((0, len(shape.steps)), np.int64) for shape in self.team.shapes]
        self._barred: list[Floats] = [np.zeros(len(shape.cells)) for shape in self.team.shapes]
        self._idle: list[Floats] = [np.zeros(len(shape.steps)) for shape in self.team.shapes]
        self._only: dict[int, Only] = {}

    def takes(self, me: int) -> Ints:
        """The cell that each known roster of a person takes on each step."""
        known = self._takes[me]
        if new := self.master.columns[me][len(known) :]:
            rows = [self._row(me, column.path) for column in new]
            self._takes[me] = known = np.vstack([known, *rows])
        return known

    def _row(self, me: int, path: Path) -> Ints:
        row = np.full(len(self.team.shapes[me].steps), NONE, dtype=np.int64)
        row[self.team.step_of[me][list(path)]] = path
        return row

    def agree(self, me: int, must: Ints | None = None) -> NDArray[np.bool_]:
        """Which known rosters of a person agree with what is held."""
        must = self.must[me] if must is None else must
        held = must != OPEN
        agreeing: NDArray[np.bool_] = (self.takes(me)[:, held] == must[held]).all(axis=1)
        return agreeing

    def holding(self, holds: Iterable[Hold]) -> Held:
        """The same and people held to these cells, best first; what no known roster agrees with is passed
        over. Its programme is one of its own, of the rosters that agree.
        """
        must = list(self.must)
        for _, me, step, cell in holds:
            tried = must[me].copy()
            tried[step] = cell
            if self.agree(me, tried).any():
                must[me] = tried
        agreeing = self.master.best(KNOWN, [self.agree(me, mine) for me, mine in enumerate(must)])
        made = Held(self.master.narrowed(agreeing))
        made._only = self._only
        made._takes = [self.takes(me)[mine] for me, mine in enumerate(agreeing)]
        for me, mine in enumerate(must):
            made._keep_to(me, mine)
        return made

    def hold_outside(self, me: int, path: Path, steps: Iterable[int]) -> None:
        """Hold a person, of whom no other roster is known, to a roster on all steps but these."""
        must = self._row(me, path)
        if free := list(steps):
            must[free] = OPEN
            self._only[me] = Only(path, min(free), max(free) + 1)
        self._keep_to(me, must)

    def _keep_to(self, me: int, must: Ints) -> None:
        """Forbid a person all that does not agree."""
        self.must[me] = must
        self._barred[me] = np.where(must[self.team.step_of[me]] != OPEN, np.inf, 0.0)
        self._barred[me][must[must >= 0]] = 0.0
        self._idle[me] = np.where(must >= 0, np.inf, 0.0)

    def prices(self, me: int, prices: Prices) -> Prices:
        """The same prices with all forbidden that does not agree."""
        cells = prices.cells + self._barred[me]
        return replace(prices, cells=cells, idle=self._idle[me], like="held", only=self._only.get(me))

    def share(self, me: int) -> float:
        """The share of a person's steps that is open: about what of the work of pricing is left."""
        must = self.must[me]
        return np.count_nonzero(must == OPEN) / len(must) if len(must) else 0.0

    @property
    def open(self) -> int:
        """How many steps are open, of all people together."""
        return sum(int(np.count_nonzero(must == OPEN)) for must in self.must)

    def open_people(self) -> list[int]:
        """Everybody of whom not all is held."""
        return [me for me, must in enumerate(self.must) if (must == OPEN).any()]

    def whole_columns(self) -> list[Column]:
        """The one roster of everybody else."""
        return [
            self.master.columns[me][int(np.argmax(self.agree(me)))]
            for me, must in enumerate(self.must)
            if (must != OPEN).all()
        ]

    def surest(self) -> Iterator[Hold]:
        """For each open step the cell (or none) with the greatest share of the programme last solved."""
        shares = [self.master.shares(me) for me in range(len(self.must))]
        for me in self.open_people():
            some = np.flatnonzero(shares[me] > 1e-7)
            takes = self.takes(me)[some]
            for step in np.flatnonzero(self.must[me] == OPEN):
                if (takes[:, step] == takes[0, step]).all():
                    yield 1.0, me, int(step), int(takes[0, step])
                    continue
                found: dict[int, float] = {}
                for cell, share in zip(takes[:, step].tolist(), shares[me][some].tolist(), strict=True):
                    found[cell] = found.get(cell, 0.0) + share
                best = max(found, key=found.__getitem__)
                yield found[best], me, int(step), best
