"""The front door of every search: CP-SAT, columns, or the one after the other, by size and by how it goes."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ortools.sat.python import cp_model

from models import Limits, Method
from scheduler.kernel.audit import keeps, price
from scheduler.kernel.parts import Part
from scheduler.kernel.piece import Piece
from scheduler.kernel.problem import Problem
from scheduler.kernel.solver import make_solver
from scheduler.kernel.tally import Cell
from scheduler.kernel.uncollected import uncollected

SMALL = 300
"""Cells up to which one worker is enough: starting more takes longer than the search."""

LARGE = 2_000
"""Cells from which columns begin at once: CP-SAT would only have read the part in the time they need."""

PATIENCE = 0.03
"""Share of the time that CP-SAT has for itself before it is asked how near its proof is."""

NEAR = 0.9
"""Share of its cost that CP-SAT must have proven by then to go on."""

AFTER = 0.15
"""What is left after a search by columns, counting and telling, as a share of what reading people took."""

Hear = Callable[[int, int], None]
"""Called with (cost, bound) of every better roster."""


@dataclass(frozen=True)
class Finish:
    """How a search ended: the best choice (None: none), what no choice is below, and what it took."""

    chosen: frozenset[Cell] | None
    bound: int
    proven: bool
    impossible: bool
    spent: float
    interrupted: bool
    method: Method


@dataclass(frozen=True)
class Front:
    """What all searches of a problem share."""

    problem: Problem
    settled: Mapping[Cell, bool]
    past: frozenset[Cell]
    limits: Limits

    @cached_property
    def rank(self) -> dict[Cell, int]:
        """The order of the problem's cells."""
        return {cell: i for i, cell in enumerate(self.problem.cells())}

    def search(self, piece: Piece, part: Part, seconds: float, hear: Hear | None) -> Finish:
        """Better one part for its last level, starting from what the piece knows."""
        asked = self.limits.tuning.method
        costs = bool(part.levels and part.levels[-1])
        columns = costs and self._may_take_columns(len(part.cells))
        if columns and (asked is Method.COLUMNS or len(part.cells) > LARGE):
            if (found := self._by_columns(part, piece.chosen, seconds, hear)) is not None:
                return found
            columns = False
        first = self._by_cp_sat(piece, seconds, hear, patient=not columns)
        if (
            first.proven
            or first.impossible
            or first.interrupted
            or not columns
            or first.spent > seconds * 0.95
        ):
            return first
        second = self._by_columns(part, first.chosen, seconds - first.spent, hear)
        if second is None:
            second = self._by_cp_sat(piece, seconds - first.spent, hear, patient=True)
        return _better(part, first, second)

    def _may_take_columns(self, cells: int) -> bool:
        """Whether columns may search a part of so many cells.

        By themselves only where one level holds all the cost. A station's week has thirty, most of which end
        at 0, where CP-SAT was faster whenever both were measured: four Tianbu weeks, a week of 260 people.
        """
        if self.limits.tuning.method is Method.AUTO:
            return cells > SMALL and len(self.problem.levels) == 1
        return self.limits.tuning.method is Method.COLUMNS

    def _by_cp_sat(self, piece: Piece, seconds: float, hear: Hear | None, *, patient: bool) -> Finish:
        """CP-SAT to its end; where it need not be patient it stops early unless a proof is near."""
        has_cost = piece.aim()
        limits, workers = self.limits, 1 if len(piece.cells) <= SMALL else self.limits.workers
        first = seconds if patient or not limits.reproducible else seconds * PATIENCE
        solver = make_solver(limits, first, workers)
        listener = _Listener(solver, hear if has_cost else None)
        hurry = None
        if not patient and not limits.reproducible:
            hurry = threading.Timer(seconds * PATIENCE, listener.stop_unless_near)
            hurry.start()
        found = solver.solve(piece.model, listener)
        if hurry:
            hurry.cancel()
        spent = float(solver.deterministic_time if limits.reproducible else solver.wall_time)
        early = found in (cp_model.FEASIBLE, cp_model.UNKNOWN)
        interrupted = early and not limits.reproducible and spent < seconds * 0.9 and not listener.stopped
        chosen = piece.chosen
        if found in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            chosen = self.past | {
                cell
                for cell, literal in piece.encoding.cells.items()
                if not isinstance(literal, int) and solver.boolean_value(literal)
            }
        proven = found == cp_model.OPTIMAL or (chosen is not None and not has_cost)
        impossible = found == cp_model.INFEASIBLE and chosen is None
        bound = max(0, whole(solver.best_objective_bound)) if chosen is not None else 0
        return Finish(chosen, bound, proven, impossible, spent, interrupted, Method.CP_SAT)

    def _by_columns(
        self, part: Part, start: frozenset[Cell] | None, seconds: float, hear: Hear | None
    ) -> Finish | None:
        """Columns to the end of the time; None where the part cannot be read by person."""
        from scheduler.kernel.columns import Budget, ColumnSearch, NotSuited, Team, TimeOver, split

        began = time.monotonic()
        budget = Budget(seconds, reproducible=self.limits.reproducible)
        try:
            with uncollected():
                team = Team(split(part, self.settled), self.rank, budget.check)
        except NotSuited:
            return None
        except TimeOver:
            return Finish(start, 0, False, False, budget.used, False, Method.COLUMNS)
        if not budget.reproducible:
            budget.seconds -= AFTER * budget.used
        best = start if start is not None and keeps(part.laws, start) else None
        caps = () if best is None else tuple(price(level, best) for level in part.levels[:-1])
        if best is None and len(part.levels) > 1:
            return None
        search = ColumnSearch(self.settled, team, caps, hear)
        interrupted = False
        _hear_interrupts()
        try:
            search.run(budget, self.limits.seed, self.limits.workers, best)
        except NotSuited:
            if not search.lawful:
                return None
        except TimeOver:
            pass  # nothing new
        except KeyboardInterrupt:
            interrupted = True
        bound = whole(search.low)
        if search.lawful and search.best is not None:
            found = team.cells(search.best.columns) | self.past
            if best is None or price(part.levels[-1], found) <= price(part.levels[-1], best):
                best = found
        spent = budget.spent if budget.reproducible else time.monotonic() - began
        proven = best is not None and bound >= price(part.levels[-1], best)
        return Finish(best, bound, proven, False, spent, interrupted, Method.COLUMNS)


def _hear_interrupts() -> None:
    """Ctrl-C reaches Python again: after a search of its own CP-SAT leaves it to end the process."""
    handler = signal.getsignal(signal.SIGINT)
    if handler is not None and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, handler)


def whole(bound: float) -> int:
    """The least whole cost that a fractional bound allows."""
    return -int(-(bound - 1e-6) // 1) if bound > 0 else 0


def _better(part: Part, first: Finish, second: Finish) -> Finish:
    """Both searches as one: the cheaper choice, the higher bound, the time of both."""
    known = [finish.chosen for finish in (second, first) if finish.chosen is not None]
    chosen = min(known, key=lambda cells: price(part.levels[-1], cells)) if known else None
    bound = max(first.bound, second.bound)
    proven = second.proven or (chosen is not None and bound >= price(part.levels[-1], chosen))
    return replace(second, chosen=chosen, bound=bound, proven=proven, spent=first.spent + second.spent)


class _Listener(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
    """Hears of better rosters, and can stop a search that is far from its proof."""

    def __init__(self, solver: cp_model.CpSolver, hear: Hear | None) -> None:
        super().__init__()
        self._solver, self._hear = solver, hear
        self._value: float | None = None
        self._bound = 0.0
        self.stopped = False
        solver.best_bound_callback = self._take_bound

    def on_solution_callback(self) -> None:
        self._value = self.objective_value
        if self._hear:
            value = round(self.objective_value)
            self._hear(value, min(value, whole(self.best_objective_bound)))

    def _take_bound(self, bound: float) -> None:
        self._bound = bound

    def stop_unless_near(self) -> None:
        """Called once the patience has ended."""
        if self._value is None or self._bound < NEAR * self._value:
            self.stopped = True
            self._solver.stop_search()
