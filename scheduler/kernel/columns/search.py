"""The whole search of one level by columns: generate, dive and better blocks, side by side."""

from __future__ import annotations

import itertools
import math
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from scheduler.kernel.columns.blocks import Blocks
from scheduler.kernel.columns.budget import LABELS, Budget
from scheduler.kernel.columns.dive import dive
from scheduler.kernel.columns.generate import Generator
from scheduler.kernel.columns.master import Master
from scheduler.kernel.columns.roster import Aim, Roster, first_roster
from scheduler.kernel.columns.team import BROKEN, Column, Team
from scheduler.kernel.parts import Part
from scheduler.kernel.tally import Cell

EFFORT = 0.6
"""CP-SAT's deterministic seconds for one block."""

WHOLE = 10
"""Every so many dives one is for everybody; the others free some people only."""

GROUPS = (4, 6, 8, 10)
"""How many people a dive around the best roster frees."""

DIVES = 0.5
"""Share of the time that is kept for dives where the programme takes long."""

Hear = Callable[[int, int], None]
"""Called with (cost, bound) as they get better."""


class ColumnSearch:
    """The best roster of a part for one level, shared by the threads that better it.

    `caps`: what each earlier level may cost. Costs count the level alone as long as no law is broken.
    """

    def __init__(
        self,
        part: Part,
        settled: Mapping[Cell, bool],
        team: Team,
        caps: tuple[int, ...],
        hear: Hear | None = None,
    ) -> None:
        self.part, self.settled, self.team, self.caps = part, settled, team, caps
        self.aim = Aim(team, len(caps), caps)
        self.low = -math.inf
        self.best: Roster | None = None
        self._hear = hear
        self._lock = threading.Lock()
        self._index = {cell: (me, i) for me, s in enumerate(team.shapes) for i, cell in enumerate(s.cells)}

    @property
    def lawful(self) -> bool:
        """Whether the best roster keeps all laws and earlier levels."""
        return self.best is not None and self.best.cost < BROKEN

    @property
    def done(self) -> bool:
        """Whether the best roster is proven to be best."""
        return self.best is not None and self.low - 1e-6 > self.best.cost - 1.0

    def run(self, budget: Budget, seed: int, workers: int, start: frozenset[Cell] | None = None) -> None:
        """Search until bound and roster meet or the budget is over."""
        self.offer(first_roster(self.aim) if start is None else self._roster_of(start))
        self._polish(self._copy(), budget, 2)
        blocks = Blocks(self.part, self.settled, self.team, len(self.caps))
        if budget.reproducible:
            turns = self._block_turns(blocks, budget, seed)
            for _ in self._dives(budget, seed):
                next(turns, None)
            return
        with ThreadPoolExecutor(workers) as pricers, ThreadPoolExecutor(max(1, workers - 1)) as pool:
            self.team.each = pricers.map
            jobs = [
                pool.submit(lambda n: [None for _ in self._block_turns(blocks, budget, n)], seed * 100 + n)
                for n in range(max(1, workers - 1))
            ]
            try:
                for _ in self._dives(budget, seed):
                    pass
                if not self.done:
                    for job in jobs:
                        job.result()
            finally:
                budget.end()

    def offer(self, roster: Roster) -> None:
        """Keep a roster that costs no more than the best."""
        with self._lock:
            before = math.inf if self.best is None else self.best.cost
            if roster.cost > before:
                return
            self.best = roster
        if roster.cost < before:
            self._tell()

    def _tell(self) -> None:
        if self._hear and self.best is not None and self.lawful:
            self._hear(round(self.best.cost), max(0, math.ceil(self.low - 1e-6)) if self.low > 0 else 0)

    def _copy(self) -> Roster:
        with self._lock:
            assert self.best is not None
            return Roster(self.aim, list(self.best.columns))

    def _polish(self, roster: Roster, budget: Budget, turns: int = 20) -> None:
        number = len(self.team.shapes)
        for me in roster.polish(list(range(number)) * turns, number):
            budget.spend(LABELS * self.team.pricers[me].work)
            if budget.over:
                break
        self.offer(roster)

    def _dives(self, budget: Budget, seed: int) -> Iterator[None]:
        """Generate columns and the bound, then dive again and again."""
        master = Master(self.team, len(self.caps), self.caps)
        for me, column in enumerate(self._copy().columns):
            master.add(me, column)
        generator = Generator(master, hear=self._higher)
        generator.run(budget, lambda: self._copy().cost, keep=budget.seconds * DIVES)
        chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn
        for turn in itertools.count():
            if budget.over or self.done:
                return
            if turn % WHOLE == 0:
                found = dive(self.aim, master, budget, chance)
            else:
                roster, number = self._copy(), len(self.team.shapes)
                group = chance.sample(range(number), min(number, chance.choice(GROUPS)))
                found = dive(self.aim, master, budget, chance, 0.34, (roster, group))
            if found is not None:
                self._polish(found, budget)
            if not generator.met:
                generator.run(budget, lambda: self._copy().cost, rounds=3)
            yield

    def _higher(self, low: float) -> None:
        """A better bound is told as soon as it is proven."""
        if low > self.low:
            self.low = low
            self._tell()

    def _block_turns(self, blocks: Blocks, budget: Budget, seed: int) -> Iterator[None]:
        """Better one block after the other, once the roster is lawful."""
        chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn
        for turn in itertools.count():
            if budget.over or self.done:
                return
            if self.lawful:
                roster = self._copy()
                found = blocks.solve(
                    blocks.draw(roster, chance), self.team.cells(roster.columns), EFFORT, seed + turn
                )
                budget.spend(found.effort)
                blocks.learn(found)
                if found.better:
                    self._take(blocks, found.free, found.taken)
            elif not budget.reproducible:
                time.sleep(0.05)
            yield

    def _take(self, blocks: Blocks, free: frozenset[Cell], taken: frozenset[Cell]) -> None:
        """Put a block into the best roster, unless that has changed so that the laws would break."""
        chosen = (self.team.cells(self._copy().columns) - free) | taken
        if blocks.keeps_laws(free, chosen):
            self.offer(self._roster_of(chosen))

    def _roster_of(self, chosen: frozenset[Cell]) -> Roster:
        paths: list[list[int]] = [[] for _ in self.team.shapes]
        for cell in chosen:
            if cell in self._index:
                me, i = self._index[cell]
                paths[me].append(i)
        columns: list[Column] = [self.team.column(me, tuple(sorted(path))) for me, path in enumerate(paths)]
        return Roster(self.aim, columns)
