"""Dive: hold people to the surest cells of the programme, price again, and go on until all is whole.

Holding single cells, not whole rosters, leaves everybody room to give way to the end: on public instances
what is missing at the end is a fraction of what it is when rosters are fixed one after the other.
"""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from scheduler.kernel.columns.branches import Branches
from scheduler.kernel.columns.budget import Budget
from scheduler.kernel.columns.generate import Generator
from scheduler.kernel.columns.held import Held, Hold
from scheduler.kernel.columns.master import Master
from scheduler.kernel.columns.pace import Pace
from scheduler.kernel.columns.roster import Aim, Each, Roster

WHOLE = 0.9999
"""Share from which a cell need not be held: the programme takes it anyway."""

NOISE = 0.03
"""By how much chance may change the order of the shares."""

JUMP = 0.002
"""Rise of the programme's value, as a share of it, at which less is held instead."""

LESS, MORE, LEAST = 1 / 3, 1.3, 0.01
"""What becomes of the share held at once after a jump and after none, and the least it becomes."""

HURRY = 0.2
"""Share of what is open that is held at once by a dive that is late."""

FIRST, GAIN = 40, 1.0
"""Rounds before a room's first hold at most, and see `Generator.run`. With too few of them the programme is
still the roster it began with, and the dive ends where it began.
"""

SWEEPS, PARTS = 3, 5
"""How often the people of a room are priced, so many parts of them one after the other, before all at once.
On an instance of 50 people and 364 days rooms gained a third more in the same time.
"""

STILL = 1e-4
"""Rise, as a share, at which no further rounds of pricing are due."""


@dataclass(frozen=True)
class Room:
    """A roster and the steps on which it may change: person by person."""

    roster: Roster
    steps: Mapping[int, Collection[int]]


@dataclass(frozen=True)
class Dived:
    """A roster that costs no more than asked for, or None; `proven`: there is none in the room."""

    roster: Roster | None
    proven: bool = False


NOTHING = Dived(None)


class Dive:
    """One dive in a programme of its own, which it fills and holds as it likes."""

    def __init__(
        self, aim: Aim, master: Master, budget: Budget, chance: random.Random, pace: Pace, each: Each = map
    ) -> None:
        self.aim, self.budget, self.chance, self.pace, self.each = aim, budget, chance, pace, each
        self.held = Held(master)

    def whole(self, roof: float) -> Dived:
        """Everybody is free; given up once the programme costs more than `roof`."""
        return self._down(roof)

    def within(self, room: Room) -> Dived:
        """All but the room stays as it is; given up once nothing better can be in it."""
        for me, column in enumerate(room.roster.columns):
            self.held.master.add(me, column)
            self.held.hold_outside(me, column.path, room.steps.get(me, ()))
        cost = room.roster.cost
        generator = self._generator()
        for _ in range(SWEEPS):
            generator.sweep(self.budget, PARTS)
        generator.run(self.budget, lambda: cost, FIRST, gain=GAIN)
        branches = Branches(generator)
        branches.split(self.budget, lambda: cost, FIRST, ends=True)
        if branches.low > cost - 1.0 + 1e-6:
            return Dived(None, proven=True)
        assert branches.main.held is not None
        self.held = branches.main.held
        return self._down(cost)

    def _generator(self) -> Generator:
        return Generator(self.held.master, 2, held=self.held, each=self.each)

    def _down(self, roof: float) -> Dived:
        base, before, share, many = self.held, math.inf, self.pace.share, 0
        unsure: list[Hold] = []
        until = self.budget.used + self.pace.seconds
        while (value := self.held.master.solve(self.budget.clock())) is not None and not self.budget.over:
            hurry = self.budget.used > until
            if value > before * (1 + JUMP) and many > 1 and share > LEAST and not hurry:
                share = max(LEAST, share * LESS)
            elif value > roof + 1e-6:
                break
            else:
                share = min(self.pace.share, share * MORE)
                base, before, unsure = self.held, value, self._unsure()
                if not unsure:
                    return Dived(self._roster())
            many = max(1, math.floor((HURRY if hurry else share) * base.open))
            if not hurry:
                many = max(1, min(many, sum(one[0] >= self.pace.sure for one in unsure)))
            self.held = base.holding(unsure[:many])
            self._generator().run(self.budget, lambda: math.inf, self.pace.rounds, until=before * (1 + STILL))
        return NOTHING

    def _unsure(self) -> list[Hold]:
        """What the programme has not wholly taken, the surest first but for some chance."""
        some = [one for one in self.held.surest() if one[0] < WHOLE]
        return sorted(some, key=lambda one: -one[0] * (1.0 - NOISE * self.chance.random()))

    def _roster(self) -> Roster:
        """The roster of each person that has the greatest share."""
        master = self.held.master
        best = [int(np.argmax(master.shares(me))) for me in range(len(master.columns))]
        return Roster(self.aim, [master.columns[me][i] for me, i in enumerate(best)])
