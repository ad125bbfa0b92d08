"""The master programme: a share of each known roster of each person, linked by the rows; solved by GLOP."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from scheduler.kernel.columns.cuts import OVER, UNDER, Cut
from scheduler.kernel.columns.pricing import Floats, Path
from scheduler.kernel.columns.roster import Roster
from scheduler.kernel.columns.rows import BROKEN, Column
from scheduler.kernel.columns.split import LAW
from scheduler.kernel.columns.team import Team

TAKEN = 1e-9
"""Share from which a roster is taken."""


@dataclass(frozen=True)
class Duals:
    """What a unit of each row is worth, of each earlier level's cap (at most 0), and of each cut."""

    rows: Floats
    caps: Floats
    cuts: Floats


def weights_of(team: Team, duals: Duals, level: int) -> Floats:
    """What a unit of each level's own cost weighs: earlier levels by what their caps are worth."""
    weights = np.zeros(team.levels)
    weights[level] = 1.0
    weights[: len(duals.caps)] -= duals.caps
    return weights


def reduced(column: Column, duals: Duals, weights: Floats) -> float:
    """What a roster costs, less what it brings in to the rows."""
    return float(weights @ np.array(column.costs) - duals.rows[column.rows] @ column.adds)


class Master:
    """Columns may be added at any time; GLOP goes on from where it was.

    `rows`: those that link people here (None: all of the team); `apart`: what the others cost.
    `cuts`: what is known of what rows miss together.
    """

    def __init__(
        self,
        team: Team,
        level: int,
        caps: Sequence[int],
        rows: Collection[int] | None = None,
        apart: float = 0.0,
        cuts: Iterable[Cut] = (),
    ) -> None:
        self.team, self.level, self.caps, self.apart = team, level, tuple(caps), apart
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._endless = self._solver.infinity()
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self._objective.SetOffset(apart)
        self._caps = [self._solver.RowConstraint(-self._endless, float(cap), "") for cap in caps]
        numbers = range(len(team.rows)) if rows is None else sorted(rows)
        self.linked = np.zeros(len(team.rows), dtype=np.bool_)
        self.linked[list(numbers)] = True
        self._rows = {i: self._new_row(team.rows[i].low, team.rows[i].high) for i in numbers}
        self._one = [self._solver.RowConstraint(1.0, 1.0, "") for _ in team.shapes]
        self.columns: list[list[Column]] = [[] for _ in team.shapes]
        self._shares: list[list[pywraplp.Variable]] = [[] for _ in team.shapes]
        self._known: list[set[Path]] = [set() for _ in team.shapes]
        self._missing: dict[tuple[int, int], pywraplp.Variable] = {}
        for i in numbers:
            row = team.rows[i]
            if row.low > -np.inf:
                self._slack(i, UNDER, row.under, row.level)
            if row.high < np.inf:
                self._slack(i, OVER, row.over, row.level)
        self.cuts: list[Cut] = []
        self._cuts: list[pywraplp.Constraint] = []
        for cut in cuts:
            self.cut(cut)

    @classmethod
    def of_room(cls, roster: Roster, steps: Mapping[int, Iterable[int]]) -> Master:
        """A programme of only those rows that the steps count in; the others cost what they cost now."""
        team, aim = roster.team, roster.aim
        rows = {
            row
            for me, mine in steps.items()
            for step in mine
            for cell in team.shapes[me].steps[step]
            for row in team.rows_of_cell(me, cell)
        }
        others = np.ones(len(team.rows), dtype=np.bool_)
        others[list(rows)] = False
        caps = [cap - round(roster.price_of(others, level) / BROKEN) for level, cap in enumerate(aim.caps)]
        apart = roster.price_of(others, aim.level) + roster.price_of(others, LAW)
        return cls(team, aim.level, caps, rows, apart)

    def _new_row(self, low: float, high: float) -> pywraplp.Constraint:
        return self._solver.RowConstraint(max(low, -self._endless), min(high, self._endless), "")

    def _slack(self, row: int, side: int, cost: int, level: int) -> None:
        slack = self._missing[row, side] = self._solver.NumVar(0.0, self._endless, "")
        self._rows[row].SetCoefficient(slack, float(side))
        if level in (LAW, self.level):
            self._objective.SetCoefficient(slack, float(cost))
        elif level < len(self._caps):
            self._caps[level].SetCoefficient(slack, float(cost))

    def cut(self, cut: Cut) -> None:
        """Ask for what a cut says."""
        row = self._new_row(cut.low, cut.high)
        for i in cut.rows:
            row.SetCoefficient(self._missing[i, cut.side], 1.0)
        if cut.high < math.inf:
            more = self._solver.NumVar(0.0, self._endless, "")
            row.SetCoefficient(more, -1.0)
            self._objective.SetCoefficient(more, cut.most)
        self.cuts.append(cut)
        self._cuts.append(row)

    def knows(self, me: int, path: Path) -> bool:
        """Whether a roster of a person is in it already."""
        return path in self._known[me]

    def add(self, me: int, column: Column) -> bool:
        """One more roster of a person; False if it is known already."""
        if column.path in self._known[me]:
            return False
        self._known[me].add(column.path)
        share = self._solver.NumVar(0.0, self._endless, "")
        self._objective.SetCoefficient(share, float(column.costs[self.level]))
        for level, cap in enumerate(self._caps):
            if column.costs[level]:
                cap.SetCoefficient(share, float(column.costs[level]))
        here = self.linked[column.rows]
        for row, add in zip(column.rows[here].tolist(), column.adds[here].tolist(), strict=True):
            self._rows[row].SetCoefficient(share, add)
        self._one[me].SetCoefficient(share, 1.0)
        self.columns[me].append(column)
        self._shares[me].append(share)
        return True

    def copy(self, most: int) -> Master:
        """A programme of its own with up to `most` rosters of each person. As last solved: see `best`."""
        return self.narrowed(self.best(most, [np.ones(len(some), dtype=np.bool_) for some in self.columns]))

    def best(self, most: int, known: Sequence[NDArray[np.bool_]]) -> list[NDArray[np.bool_]]:
        """Of some known rosters, up to `most` of each person: those the programme takes, then the cheapest
        under its duals. As last solved: before more are added.
        """
        duals, _ = self.duals()
        weights = weights_of(self.team, duals, self.level)

        def cheapest(me: int, some: NDArray[np.bool_]) -> NDArray[np.bool_]:
            if np.count_nonzero(some) <= most:
                return some
            numbers = np.flatnonzero(some)
            worth = np.array([reduced(self.columns[me][i], duals, weights) for i in numbers])
            worth[self.shares(me)[numbers] > TAKEN] = -np.inf
            found = np.zeros_like(some)
            found[numbers[np.argsort(worth, kind="stable")[:most]]] = True
            return found

        return [cheapest(me, some) for me, some in enumerate(known)]

    def narrowed(self, known: Sequence[NDArray[np.bool_]]) -> Master:
        """A programme of its own with these of the known rosters of each person."""
        made = Master(self.team, self.level, self.caps, self._rows, self.apart, self.cuts)
        for me, some in enumerate(known):
            for i in np.flatnonzero(some):
                made.add(me, self.columns[me][i])
        return made

    @property
    def number(self) -> int:
        """How many rosters are known."""
        return sum(len(columns) for columns in self.columns)

    @property
    def size(self) -> int:
        """Columns times rows."""
        return self.number * (len(self._rows) + len(self._one))

    def solve(self, seconds: float = math.inf) -> float | None:
        """The least cost over shares of the known rosters; None where GLOP gives up or the time is over."""
        until = time.monotonic() + seconds
        afresh = pywraplp.MPSolverParameters()
        afresh.SetIntegerParam(afresh.INCREMENTALITY, afresh.INCREMENTALITY_OFF)
        for settings in ((), (afresh,)):
            left = until - time.monotonic()
            if left <= 0.0:
                break
            self._solver.SetTimeLimit(0 if left == math.inf else math.ceil(1000 * left))
            if self._solver.Solve(*settings) == pywraplp.Solver.OPTIMAL:
                return float(self._objective.Value())
        return None

    def duals(self) -> tuple[Duals, Floats]:
        """Prices of the rows and caps, and what each person's roster is worth."""
        rows = np.zeros(len(self.team.rows))
        for i, row in self._rows.items():
            rows[i] = row.dual_value()
        caps = np.array([cap.dual_value() for cap in self._caps])
        cuts = np.array([cut.dual_value() for cut in self._cuts])
        return Duals(rows, caps, cuts), np.array([one.dual_value() for one in self._one])

    def shares(self, me: int) -> Floats:
        """The share of each known roster of a person."""
        return np.array([share.solution_value() for share in self._shares[me]])

    def missing(self, side: int) -> Floats:
        """What each row misses on a side in the shares last solved."""
        found = np.zeros(len(self.team.rows))
        for (row, here), slack in self._missing.items():
            if here == side:
                found[row] = slack.solution_value()
        return found
