"""The search of one level by columns: generate, dive for everybody, better rooms and blocks beside it."""

from __future__ import annotations

import itertools
import math
import os
import random
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from scheduler.kernel.columns.blocks import Blocks
from scheduler.kernel.columns.branches import Branches
from scheduler.kernel.columns.budget import LABELS, Budget
from scheduler.kernel.columns.dive import Dive
from scheduler.kernel.columns.generate import Generator
from scheduler.kernel.columns.held import KNOWN
from scheduler.kernel.columns.master import Master
from scheduler.kernel.columns.pace import DIVES, Pace
from scheduler.kernel.columns.rooms import Rooms
from scheduler.kernel.columns.roster import Aim, Each, Roster, first_roster
from scheduler.kernel.columns.team import Team
from scheduler.kernel.columns.turns import Turns
from scheduler.kernel.tally import Cell
from scheduler.kernel.uncollected import uncollected

FIRST = 0.4
"""Share of the time after which the first dive begins, though programme and bound be apart."""

TRIED, ENOUGH = 3, 20
"""Rounds after which it is known what one takes; how many are due until the first dive to go on at all."""

NEAR = 2e-3
"""Relative distance of programme and bound at which the first dive begins."""

SMOOTH = 0.03
"""What one more look at everybody must gain of the cost, for the first roster to be polished on."""

SHARES = (0.1, 0.05, 0.15)
"""How much of what is open dives for everybody hold at once, in turn."""

ROOMS = 2.0
"""Time for rooms and blocks after a dive for everybody, as a multiple of what that took."""

STILL = 0.04
"""Share of the time without anything better after which dives may end above the best."""

TURN = 2e-4
"""Seconds that a thread of Python may keep others waiting while a search runs."""

Hear = Callable[[int, int], None]
"""Called with (cost, bound) as they get better."""


class ColumnSearch:
    """The best roster of a part for one level, shared by the threads that better it.

    `caps`: what each earlier level may cost. Costs count the level alone as long as no law is broken.
    """

    def __init__(
        self,
        settled: Mapping[Cell, bool],
        team: Team,
        caps: tuple[int, ...],
        hear: Hear | None = None,
    ) -> None:
        self.settled, self.team, self.caps = settled, team, caps
        self.aim = Aim(team, len(caps), caps)
        self.low = -math.inf
        self.best: Roster | None = None
        self._hear = hear
        self._lock = threading.Lock()
        self._budget: Budget | None = None
        self._bettered = 0.0

    @property
    def lawful(self) -> bool:
        """Whether the best roster keeps all laws and earlier levels."""
        return self.best is not None and self.best.lawful

    @property
    def done(self) -> bool:
        """Whether the best roster is proven to be best."""
        return self.best is not None and self.low - 1e-6 > self.best.cost - 1.0

    def run(self, budget: Budget, seed: int, workers: int, start: frozenset[Cell] | None = None) -> None:
        """Search until bound and roster meet or the budget is over; raises TimeOver without any roster."""
        self._budget = budget
        if budget.reproducible:
            self._begin(budget, start, map, 1)
            self._lead(budget, seed, map, self._turns(budget, seed, 1)[0])
            return
        # CP-SAT gains from more workers than cores; here the programme would only wait for its turn.
        threads = min(workers, os.cpu_count() or 1)
        helpers = max(1, threads - 1)
        with _short_turns(), ThreadPoolExecutor(threads) as pricers, ThreadPoolExecutor(helpers) as pool:
            try:
                self._begin(budget, start, pricers.map, threads)
                turns = self._turns(budget, seed * 100, helpers + 1)
                jobs = [pool.submit(mine.run) for mine in turns[1:]]
                self._lead(budget, seed, pricers.map, turns[0])
                if not self.done:
                    for job in jobs:
                        job.result()
            finally:
                budget.end()

    def _begin(self, budget: Budget, start: frozenset[Cell] | None, each: Each, beside: int) -> None:
        """A roster at once, polished as long as that pays."""
        with uncollected():
            # To compile people is work for Python, which does one thing at a time; to price them is not.
            self.offer(first_roster(self.aim, budget.check) if start is None else self.aim.roster_of(start))
            gained = math.inf
            while gained > SMOOTH and not budget.over:
                before = self.cost()
                self._polish(self.copy(), budget, 1, each, beside)
                gained = (before - self.cost()) / max(1.0, before)

    def _turns(self, budget: Budget, seed: int, number: int) -> list[Turns]:
        blocks, rooms = Blocks(self.settled, self.team, len(self.caps)), Rooms(self.team)
        return [Turns(self, blocks, rooms, budget, seed + n) for n in range(number)]

    def offer(self, roster: Roster, base: Roster | None = None) -> None:
        """Keep a roster that costs no more than the best; a lawful one before any other.

        Where the best is no longer the `base` that the roster betters, but nobody whom it changed was changed
        since, what both made of the base is kept if that is cheaper.
        """
        while True:
            best, kept = self.best, roster
            both = None if base is None or best is None else roster.beside(best, base)
            if both is not None and both.cost < roster.cost:
                kept = both
            with self._lock:
                if self.best is not best:
                    continue
                before = math.inf if best is None else best.cost
                if best is not None and best.lawful != kept.lawful:
                    if not kept.lawful:
                        return
                elif kept.cost > before:
                    return
                self.best = kept
            break
        if kept.cost < before:
            self._bettered = self._budget.used if self._budget else 0.0
            self._tell()

    def _tell(self) -> None:
        if self._hear and self.best is not None and self.lawful:
            self._hear(round(self.best.cost), max(0, math.ceil(self.low - 1e-6)) if self.low > 0 else 0)

    def copy(self) -> Roster:
        """The best roster, to be changed."""
        with self._lock:
            assert self.best is not None
            return Roster(self.aim, list(self.best.columns))

    def _polish(
        self, roster: Roster, budget: Budget, turns: int = 20, each: Each = map, beside: int = 1
    ) -> None:
        number = len(self.team.shapes)
        for me in roster.polish(list(range(number)) * turns, number, each, beside):
            budget.spend(LABELS * self.team.pricers[me].work)
            if budget.over:
                break
        self.offer(roster)

    def _lead(self, budget: Budget, seed: int, each: Each, turns: Turns) -> None:
        """Generate columns and the bound, and branch; dive for everybody again and again, turns between.

        While nothing better is found for long, a dive that ends above the best is bettered on its own for a
        while: the best may be where all rooms near it are empty.
        """
        master = Master(self.team, len(self.caps), self.caps)
        generator = Generator(
            master,
            hear=lambda _: self._higher(branches.low),
            each=each,
            news=lambda: self.copy().columns,
        )
        branches = Branches(generator)
        tried = TRIED * FIRST * budget.seconds / ENOUGH
        generator.run(budget, self.cost, rounds=TRIED, keep=budget.left - tried)
        if FIRST * budget.seconds < ENOUGH * generator.a_round:
            turns.run()
            return
        keep = budget.seconds * (1 - FIRST)
        generator.run(budget, self.cost, keep=keep, near=NEAR)
        branches.grow(budget, self.cost, keep)
        chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn
        for turn in itertools.count():
            began = budget.used
            if budget.over or self.done:
                return
            generator = branches.main
            pace = Pace.for_everybody(SHARES[turn % len(SHARES)], generator.a_round, budget.left)
            if generator.master.solve(budget.clock()) is None:
                turns.run()
                return
            copy = generator.master.copy(KNOWN)
            still = generator.met and began - self._bettered > STILL * budget.seconds
            roof = math.inf if still else self.cost()
            found = Dive(self.aim, copy, budget, chance, pace, each).whole(roof).roster
            if found is not None:
                for me, column in enumerate(found.columns):
                    generator.master.add(me, column)
                self._polish(found, budget)
            generator.run(budget, self.cost, keep=budget.left * (1 - DIVES))
            branches.grow(budget, self.cost)
            turns.apart = found if still else None
            until = budget.used + ROOMS * (budget.used - began)
            while (turns.going if turns.apart else budget.used < until) and turns.step():
                pass

    def cost(self) -> float:
        """What the best roster costs."""
        with self._lock:
            return math.inf if self.best is None else self.best.cost

    def _higher(self, low: float) -> None:
        """A better bound is told as soon as it is proven."""
        if low > self.low:
            self.low = low
            self._tell()


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let threads take turns quickly: a walk is shorter than the 5 ms that Python would make it wait."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
