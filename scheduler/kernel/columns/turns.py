"""Turns: better a roster in one room or block after the other."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from scheduler.kernel.columns.blocks import Blocks
from scheduler.kernel.columns.budget import Budget
from scheduler.kernel.columns.dive import Dive, Pace
from scheduler.kernel.columns.master import Master
from scheduler.kernel.columns.rooms import Rooms
from scheduler.kernel.columns.roster import Roster

if TYPE_CHECKING:
    from scheduler.kernel.columns.search import ColumnSearch

EFFORT = 0.6
"""CP-SAT's deterministic seconds for one block."""

PACE = Pace(0.2, 6)
"""How fast a dive in a room goes."""

IN_VAIN = 40
"""Turns without anything better after which a roster apart is given up."""


class Turns:
    """The turns of one thread. They better the best roster of the search, or one `apart` from it."""

    def __init__(self, search: ColumnSearch, blocks: Blocks, rooms: Rooms, budget: Budget, seed: int) -> None:
        self.search, self.blocks, self.rooms, self.budget, self.seed = search, blocks, rooms, budget, seed
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn
        self._apart: Roster | None = None
        self._in_vain = 0
        self._turn = 0

    @property
    def apart(self) -> Roster | None:
        """A roster of its own that this thread betters; None: the best of all."""
        return self._apart

    @apart.setter
    def apart(self, roster: Roster | None) -> None:
        self._apart, self._in_vain = roster, 0

    @property
    def going(self) -> bool:
        """Whether the last turns were not all in vain."""
        return self._in_vain < IN_VAIN

    def run(self) -> None:
        """Turn after turn, until the search is over."""
        while self.step():
            pass

    def step(self) -> bool:
        """One turn; False when the search is over."""
        if self.budget.over or self.search.done:
            return False
        self._turn += 1
        roster = (
            self.search.copy() if self._apart is None else Roster(self._apart.aim, list(self._apart.columns))
        )
        if self.chance.randrange(3):
            self._room(roster)
        elif self.search.lawful:
            self._block(roster)
        elif not self.budget.reproducible:
            time.sleep(0.01)
        return True

    def _room(self, roster: Roster) -> None:
        kind, room = self.rooms.draw(roster, self.chance)
        master = Master.of_room(roster, room.steps)
        found = Dive(self.search.aim, master, self.budget, self.chance, PACE).within(room)
        better = found.roster is not None and found.roster.cost < roster.cost
        if not self.budget.over:
            self.rooms.learn(kind, found, better=better)
        self._take(roster, found.roster)

    def _block(self, roster: Roster) -> None:
        free, chosen = self.blocks.draw(roster, self.chance), self.search.team.cells(roster.columns)
        found = self.blocks.solve(free, chosen, EFFORT, self.seed + self._turn)
        self.budget.spend(found.effort)
        self.blocks.learn(found)
        self._take(roster, self.search.roster_of((chosen - free) | found.taken) if found.better else None)

    def _take(self, before: Roster, found: Roster | None) -> None:
        self._in_vain = 0 if found is not None and found.cost < before.cost else self._in_vain + 1
        if found is not None:
            if self._apart is not None and found.cost <= before.cost:
                self._apart = found
            self.search.offer(found)
