"""The plain model on CP-SAT, as one would write it from the OR-Tools shift scheduling example."""

from __future__ import annotations

import math
import time
from importlib.metadata import version
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.peers.plain_model import Answer, build
from benchmarks.peers.plain_week import PlainWeek
from models import Limits

STATUS = {
    cp_model.OPTIMAL: "PROVEN",
    cp_model.FEASIBLE: "FOUND",
    cp_model.INFEASIBLE: "IMPOSSIBLE",
    cp_model.UNKNOWN: "UNDECIDED",
}


class CpSat:
    """Takes the plain model into CP-SAT."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()

    def yes_no(self) -> Any:
        """A new variable, 0 or 1."""
        return self.model.new_bool_var("")

    def number(self, high: int) -> Any:
        """A new whole variable from 0 to `high`."""
        return self.model.new_int_var(0, high, "")

    def at_most_one(self, facts: list[Any]) -> None:
        """No two of the facts."""
        self.model.add_at_most_one(facts)

    def hold(self, inequality: Any) -> None:
        """A linear inequality; one without variables is a truth value."""
        self.model.add(inequality)

    def minimise(self, cost: Any) -> None:
        """The objective."""
        self.model.minimize(cost)


def solve(week: PlainWeek, limits: Limits) -> Answer:
    """Solve the plain model; reproducible limits mean one worker and deterministic seconds."""
    began = time.monotonic()
    maker = CpSat()
    cells = build(week, maker)
    built = time.monotonic()
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = limits.seed
    if limits.reproducible:
        solver.parameters.max_deterministic_time = limits.seconds
        solver.parameters.num_workers = 1
    else:
        solver.parameters.max_time_in_seconds = limits.seconds
        solver.parameters.num_workers = limits.workers
    status = STATUS[solver.solve(maker.model)]
    spent = time.monotonic() - built
    found = status in ("PROVEN", "FOUND")
    return Answer(
        status,
        round(solver.objective_value) if found else None,
        max(0, math.ceil(solver.best_objective_bound - 1e-6)) if found else 0,
        spent,
        built - began,
        tuple(cell for cell, fact in cells.items() if found and solver.boolean_value(fact)),
        f"ortools {version('ortools')}",
    )
