"""Turns: better a roster in one room, block or handful of people after the other, by what pays."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from scheduler.kernel.columns.blocks import Blocks
from scheduler.kernel.columns.budget import LABELS, Budget
from scheduler.kernel.columns.dive import Dive
from scheduler.kernel.columns.master import Master
from scheduler.kernel.columns.pace import Pace
from scheduler.kernel.columns.rooms import EVERYBODY, SOME, Rooms
from scheduler.kernel.columns.roster import Roster

if TYPE_CHECKING:
    from scheduler.kernel.columns.search import ColumnSearch

EFFORT = 0.6
"""CP-SAT's deterministic seconds for one block."""

PACE = Pace(0.2, 6)
"""How fast a dive in a room goes."""

PEOPLE = 10
"""How many are given the best roster beside all others in one turn."""

FLOOR, OLD = 0.1, 0.9
"""What each kind of turn gets of the time whatever it gains, against 1 for all by their gains; what is left
of an old gain with each turn of its kind, and of time spent with each turn.
"""

IN_VAIN = 40
"""Turns without anything better after which a roster apart is given up."""


class Gains:
    """What each kind of turn gained in which time, the last turns above all."""

    def __init__(self, kinds: int) -> None:
        self._gained, self._took, self._spent = [0.0] * kinds, [0.0] * kinds, [0.0] * kinds

    def learn(self, kind: int, gained: float, took: float) -> None:
        """How a turn ended."""
        self._gained[kind] = OLD * self._gained[kind] + gained
        self._took[kind] = OLD * self._took[kind] + max(took, 1e-9)
        self._spent = [OLD * spent for spent in self._spent]
        self._spent[kind] += took

    def next(self) -> int:
        """Each kind once, then the one farthest behind its share of the time, which is by what it gained."""
        if not all(self._took):
            return self._took.index(0.0)
        rates = [gained / took for gained, took in zip(self._gained, self._took, strict=True)]
        every = sum(rates) or 1.0
        behind = [spent / (FLOOR + rate / every) for spent, rate in zip(self._spent, rates, strict=True)]
        return behind.index(min(behind))


class Turns:
    """The turns of one thread. They better the best roster of the search, or one `apart` from it."""

    def __init__(self, search: ColumnSearch, blocks: Blocks, rooms: Rooms, budget: Budget, seed: int) -> None:
        self.search, self.blocks, self.rooms, self.budget, self.seed = search, blocks, rooms, budget, seed
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn
        self._kinds: tuple[Callable[[Roster], Roster | None], ...] = (
            self._people,
            partial(self._room, EVERYBODY),
            partial(self._room, SOME),
            self._block,
        )
        self._gains = Gains(len(self._kinds))
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
        kind, began, before = self._gains.next(), self.budget.used, roster.cost
        found = self._kinds[kind](roster)
        gained = 0.0 if found is None else max(0.0, before - found.cost)
        self._gains.learn(kind, gained, self.budget.used - began)
        self._in_vain = 0 if gained else self._in_vain + 1
        if found is not None:
            if self._apart is not None and found.cost <= before:
                self._apart = found
            self.search.offer(found, roster)
        return True

    def _room(self, kind: int, roster: Roster) -> Roster | None:
        room = self.rooms.draw(kind, roster, self.chance)
        master = Master.of_room(roster, room.steps)
        found = Dive(self.search.aim, master, self.budget, self.chance, PACE).within(room)
        if not self.budget.over:
            self.rooms.learn(kind, found, better=found.roster is not None and found.roster.cost < roster.cost)
        return found.roster

    def _block(self, roster: Roster) -> Roster | None:
        if not roster.lawful:
            return self._people(roster)  # a block keeps to the laws as they are kept
        free, chosen = self.blocks.draw(roster, self.chance), self.search.team.cells(roster.columns)
        found = self.blocks.solve(free, chosen, EFFORT, self.seed + self._turn)
        self.budget.spend(found.effort)
        self.blocks.learn(found)
        return self.search.aim.roster_of((chosen - free) | found.taken) if found.better else None

    def _people(self, roster: Roster) -> Roster:
        better, number = Roster(roster.aim, list(roster.columns)), len(roster.columns)
        for me in better.polish(self.chance.sample(range(number), min(PEOPLE, number)), number):
            self.budget.spend(LABELS * self.search.team.pricers[me].work)
            if self.budget.over:
                break
        return better
