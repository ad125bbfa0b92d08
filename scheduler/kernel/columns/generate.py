"""Column generation: price every person by the duals of the master, until no roster is missing from it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from scheduler.kernel.columns.budget import LABELS, PIVOTS, Budget
from scheduler.kernel.columns.cuts import UNDER, Cut
from scheduler.kernel.columns.held import Held
from scheduler.kernel.columns.master import Duals, Master, reduced, weights_of
from scheduler.kernel.columns.pricing import Floats, Prices
from scheduler.kernel.columns.roster import Each
from scheduler.kernel.columns.rows import Column
from scheduler.kernel.columns.split import LAW
from scheduler.kernel.columns.team import Team

SMOOTH = 0.6
"""How much of the best duals so far goes into the next ones; less when nothing is found (Wentges 1997)."""

NEAR = 1e-4
"""Relative distance of programme and bound at which generation ends."""

MOST, KEPT = 25, 10
"""Known rosters a person beyond which the dearest are forgotten, and how many are kept then."""

TINY = 1e-6


def prices_of(team: Team, me: int, duals: Duals, level: int) -> Prices:
    """What one person's cells and marks cost under the duals."""
    weights = weights_of(team, duals, level)
    cells = weights @ team.cell_costs[me]
    marks = np.zeros(len(team.shapes[me].marks))
    for terms, into in ((team.cell_terms[me], cells), (team.mark_terms[me], marks)):
        fact, row, coefficient = terms.T
        into[:] -= np.bincount(fact, duals.rows[row] * coefficient, len(into))
    return Prices(cells, marks, weights, like="duals")


class Generator:
    """Fills a master with columns; keeps the best bound and its duals.

    `news`: a roster found elsewhere, person by person, to be known before each round.
    """

    def __init__(
        self,
        master: Master,
        many: int = 4,
        hear: Callable[[float], None] | None = None,
        held: Held | None = None,
        each: Each = map,
        news: Callable[[], Sequence[Column]] = tuple,
    ) -> None:
        self.master, self.team, self.many, self.hear, self.held = master, master.team, many, hear, held
        self.each, self.news = each, news
        self.met = False
        self.best = -math.inf
        self.center: Duals | None = None
        self.value = math.inf
        self.a_round = 0.0
        """What a round took in the mean, in seconds of the budget; before the first what pricing took, and at
        least what a broken one did.
        """
        self._rounds = 0
        self._whole: list[Column] = []

    def run(
        self,
        budget: Budget,
        roof: Callable[[], float],
        rounds: int = 10_000,
        keep: float = 0.0,
        until: float = -math.inf,
        near: float = NEAR,
        gain: float = math.inf,
    ) -> None:
        """Generate until programme and bound meet (within `near`), the rounds are over, no more than `keep`
        seconds are left, the programme costs no more than `until`, or the bound reaches the whole cost of a
        known roster (`roof`); also once the programme lies `gain` times as far below that as above the bound.
        Where people are held the bound is one for rosters that agree.
        """
        asked = self.held.open_people() if self.held else list(range(len(self.team.shapes)))
        self._whole = self.held.whole_columns() if self.held else []
        if self.center is None and self.held is None:
            began = budget.used
            self._begin(asked, budget)
            self.a_round = budget.used - began
        smooth = SMOOTH
        for _ in range(rounds):
            if budget.left <= keep:
                break
            began = budget.used
            for me, column in enumerate(self.news()):
                self.master.add(me, column)
            value = self.master.solve(budget.clock(keep))
            budget.spend(PIVOTS * self.master.size)
            if value is None or value <= until:
                self.a_round = max(self.a_round, budget.used - began)
                break
            self.value = value
            duals, worth = self.master.duals()
            if self.held is None and self.master.number > MOST * len(asked):
                self.master = self.master.copy(KEPT)
            used = self._mixed(duals, smooth)
            low, fresh = self._price(asked, used, duals, worth, budget)
            self._rounds += 1
            self.a_round += (budget.used - began - self.a_round) / self._rounds
            if low is not None and low > self.best:
                self._better(low, used)
            if self.best - 1e-6 > roof() - 1.0 or value - self.best <= near * max(1.0, abs(value)):
                self.met = near <= NEAR or self.best - 1e-6 > roof() - 1.0
                break
            if gain < math.inf and roof() - value >= gain * (value - self.best):
                break
            if not fresh:
                if smooth == 0.0:
                    self.met = low is not None
                    break
                smooth = 0.0 if smooth < 0.2 else smooth / 2

    def branch(self, cut: Cut) -> Generator:
        """Its like with a cut more, which goes on from the duals, the bound and the best columns known here.
        Its master is the last one solved.
        """
        held = self.held and self.held.holding(())
        master = held.master if held else self.master.copy(KEPT)
        master.cut(cut)
        made = Generator(master, self.many, self.hear, held, self.each, self.news)
        made.center, made.best, made.a_round = self.center, self.best, self.a_round
        return made

    def sweep(self, budget: Budget, parts: int) -> None:
        """Price one part of the people after the other, each by what the programme is worth with the new
        rosters of those before: no bound comes of it, but rosters that go together.
        """
        asked = self.held.open_people() if self.held else list(range(len(self.team.shapes)))
        parts = min(parts, len(asked))
        for part in range(parts):
            value = None if budget.over else self.master.solve(budget.clock())
            if value is None:
                break
            budget.spend(PIVOTS * self.master.size)
            duals, worth = self.master.duals()
            self._price(asked[part::parts], self._inside(duals), duals, worth, budget)

    def _begin(self, people: list[int], budget: Budget) -> None:
        """A bound at once, with rows worth nothing: the first duals of a programme are far from any."""
        free = Duals(
            np.zeros(len(self.team.rows)), np.zeros(len(self.master.caps)), np.zeros(len(self.master.cuts))
        )
        low, _ = self._price(people, free, free, np.full(len(self.team.shapes), np.inf), budget)
        if low is not None:
            self._better(low, free)

    def _better(self, low: float, used: Duals) -> None:
        self.best, self.center = low, used
        if self.hear:
            self.hear(low)

    def _mixed(self, duals: Duals, smooth: float) -> Duals:
        if self.center is None or smooth == 0.0:
            return self._inside(duals)
        rows = smooth * self.center.rows + (1 - smooth) * duals.rows
        caps = smooth * self.center.caps + (1 - smooth) * duals.caps
        # Cuts that the center did not know are worth nothing there.
        cuts = (1 - smooth) * duals.cuts
        cuts[: len(self.center.cuts)] += smooth * self.center.cuts
        return self._inside(Duals(rows, caps, cuts))

    def _inside(self, duals: Duals) -> Duals:
        """The duals cut to what the slacks of the rows allow, so that the bound they give is a bound."""
        caps, band = np.minimum(duals.caps, 0.0), self.team.band
        # What a unit of each row's cost weighs, by its level; the last place is that of laws.
        by_level = np.zeros(self.team.levels + 1)
        by_level[: len(caps)] = -caps
        by_level[self.master.level] = by_level[-1] = 1.0
        weight, laws = by_level[band.level], band.level == LAW
        under, over = weight * band.under, weight * band.over
        cuts = duals.cuts.copy()
        for number, cut in enumerate(self.master.cuts):
            slack, rows = under if cut.side == UNDER else over, list(cut.rows)
            least = 0.0 if cut.high == math.inf else -cut.most
            most = 0.0 if cut.low == -math.inf else float(slack[rows].min())
            cuts[number] = min(max(cuts[number], least), most)
            slack[rows] -= cuts[number]
        under = np.where(band.low == -np.inf, 0.0, np.where(laws, np.inf, under))
        over = np.where(band.high == np.inf, 0.0, np.where(laws, np.inf, over))
        return Duals(np.clip(duals.rows, -over, under), caps, cuts)

    def _price(
        self, people: list[int], used: Duals, duals: Duals, worth: Floats, budget: Budget
    ) -> tuple[float | None, int]:
        """Price people by the duals used; columns count by the master's own duals."""
        low, fresh = self._of_rows(used), 0
        weights = weights_of(self.team, duals, self.master.level)
        weights_used = weights_of(self.team, used, self.master.level)
        low += sum(reduced(one, used, weights_used) for one in self._whole)

        def priced(me: int) -> tuple[float, list[Column]] | None:
            if budget.over:
                return None
            share = self.held.share(me) if self.held else 1.0
            budget.spend(LABELS * share * self.team.pricers[me].work)
            prices = prices_of(self.team, me, used, self.master.level)
            if self.held:
                prices = self.held.prices(me, prices)
            bound, paths = self.team.pricers[me].best(prices, self.many)
            own = float(prices.levels @ self.team.constants[me])
            fresh_paths = [path for path in paths if not self.master.knows(me, path)]
            return bound + own, [self.team.column(me, path) for path in fresh_paths]

        for me, found in zip(people, self.each(priced, people), strict=True):
            if found is None:
                return None, fresh
            low += found[0]
            for column in found[1]:
                if reduced(column, duals, weights) < worth[me] - TINY:
                    fresh += self.master.add(me, column)
        return low, fresh

    def _of_rows(self, duals: Duals) -> float:
        """What the duals make of the bands of the rows and caps: the part of the bound without people."""
        low = float(sum(dual * cap for dual, cap in zip(duals.caps, self.master.caps, strict=True)))
        rows, band = duals.rows, self.team.band
        above, below = (rows > 0) & (band.low > -np.inf), (rows < 0) & (band.high < np.inf)
        low += float(rows[above] @ band.low[above]) + float(rows[below] @ band.high[below])
        low += sum(cut.worth(dual) for cut, dual in zip(self.master.cuts, duals.cuts, strict=True))
        return low + self.master.apart
