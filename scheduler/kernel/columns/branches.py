"""Branches: the programme, or several that together stand for it, each with a cut that the others deny."""

from __future__ import annotations

import math
from collections.abc import Callable

from scheduler.kernel.columns.budget import Budget
from scheduler.kernel.columns.cuts import WHOLE, Cut, totals
from scheduler.kernel.columns.generate import Generator

RISE = 0.01
"""What branching at a total must raise the bound by, to be kept."""

USED, LEFT = 1.0, 0.1
"""Time that branching may take, as a share of what was used before it and of what is left: the lesser."""


class Branches:
    """A roster is in one of them, so no roster is cheaper than what the lowest of their bounds says."""

    def __init__(self, root: Generator) -> None:
        self.open = [root]
        self._totals = totals(root.team.band, root.master.level, root.master.linked)

    @property
    def main(self) -> Generator:
        """The one with the lowest bound."""
        return min(self.open, key=lambda one: one.best)

    @property
    def low(self) -> float:
        """The bound of all."""
        return self.main.best

    def grow(self, budget: Budget, roof: Callable[[], float], keep: float = 0.0) -> None:
        """Branch while that raises the bound and more than `keep` seconds are left. What costs no less than
        `roof` is left alone.
        """
        keep = max(keep, budget.left - min(USED * budget.used, LEFT * budget.left))
        if not self.main.met:
            self.main.run(budget, roof, keep=keep)
        while self.main.met and budget.left > keep and self.split(budget, roof, keep=keep):
            pass

    def split(
        self,
        budget: Budget,
        roof: Callable[[], float],
        rounds: int = 10_000,
        keep: float = 0.0,
        *,
        ends: bool = False,
    ) -> bool:
        """Branch once; False where nothing is gained by it. For `roof`, `rounds` and `keep` see `Generator`.

        `ends`: only where missing the next whole number alone may make it as dear as the roof.
        """
        main = self.main
        if main.best - 1e-6 > roof() - 1.0 or (value := main.master.solve(budget.clock(keep))) is None:
            return False
        if (found := self._broken(main)) is None:
            return False
        cut, total = found
        if ends and value + cut.price * (math.ceil(total) - total) <= roof() - 1.0:
            return False
        halves = [main.branch(half) for half in reversed(cut.halves(total))]
        before, self.open = self.open, [one for one in self.open if one is not main] + halves
        for half in halves:
            half.run(budget, roof, rounds, keep)
        if min(half.best for half in halves) > main.best + RISE:
            return True
        self.open = before
        if budget.left > keep:
            self._totals.remove(cut)
        return False

    def _broken(self, one: Generator) -> tuple[Cut, float] | None:
        """Of what a programme misses the total that is dearest to make whole; None where all are."""
        found: list[tuple[float, Cut, float]] = []
        missing = {side: one.master.missing(side) for side in {cut.side for cut in self._totals}}
        for cut in self._totals:
            total = cut.total(missing[cut.side])
            if (apart := abs(total - round(total))) > WHOLE:
                found.append((cut.price * apart, cut, total))
        return max(found, key=lambda one: one[0])[1:] if found else None
