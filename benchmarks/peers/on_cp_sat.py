"""Plain CP-SAT on a linear model: with 2 workers, with 8, or with `max_lp` as its only full subsolver."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.peers.linear import Linear, chosen
from benchmarks.registry import SUITES
from benchmarks.task import Answer, Report, Task

STATUS = {
    cp_model.OPTIMAL: "PROVEN",
    cp_model.FEASIBLE: "FOUND",
    cp_model.INFEASIBLE: "IMPOSSIBLE",
    cp_model.UNKNOWN: "UNDECIDED",
}

Values = list[int]
"""The value of each variable."""


def run(opened: Any, task: Task, report: Report) -> Answer:
    """The method: the suite's plain model, solved."""
    linear, cells = SUITES[task.suite].plain(opened)
    answer, values = search(linear, task, report)
    return replace(answer, answer=chosen(cells, values)) if values else answer


def taken(linear: Linear) -> cp_model.CpModel:
    """The model as CP-SAT wants it: rows of at most one fact among 0-1 variables are told as such."""
    model = cp_model.CpModel()
    proto: Any = model.proto
    for high in linear.high:
        proto.variables.add().domain.extend([0, high])
    for index, factor, low, high in linear.rows():
        if high == 1 and low <= 0 and _facts(linear, index, factor):
            proto.constraints.add().at_most_one.literals.extend(index)
            continue
        row = proto.constraints.add().linear
        row.vars.extend(index)
        row.coeffs.extend(factor)
        row.domain.extend([low, high])
    paid = [variable for variable, cost in enumerate(linear.cost) if cost]
    proto.objective.vars.extend(paid)
    proto.objective.coeffs.extend([linear.cost[variable] for variable in paid])
    proto.objective.offset = linear.constant
    return model


def _facts(linear: Linear, index: Sequence[int], factor: Sequence[int]) -> bool:
    """Whether a row only adds 0-1 variables up."""
    return all(one == 1 for one in factor) and all(linear.high[one] == 1 for one in index)


def search(linear: Linear, task: Task, report: Report) -> tuple[Answer, Values]:
    """Solve within the task's limits by its method: `cp-sat-2`, `cp-sat-8` or `cp-sat-max-lp`."""
    model = taken(linear)
    built = report.seconds
    solver = cp_model.CpSolver()
    workers = _set(solver, task, report)
    listener = _Listener(report)
    solver.best_bound_callback = listener.bound
    status = STATUS[solver.solve(model, listener)]
    found = status in ("PROVEN", "FOUND")
    bound = _up(solver.best_objective_bound) if status != "IMPOSSIBLE" else None
    cost = round(solver.objective_value) if found else None
    values = list(solver.response_proto.solution) if found else []
    return Answer(status, cost, bound, build_seconds=built, workers=workers), values


def _set(solver: cp_model.CpSolver, task: Task, report: Report) -> int:
    parameters = solver.parameters
    parameters.random_seed = task.seed
    workers = task.workers or (8 if task.method == "cp-sat-8" else 2)
    if task.method == "cp-sat-max-lp":
        parameters.subsolvers.extend(["max_lp"])
    if task.reproducible:
        parameters.max_deterministic_time = task.seconds
        parameters.interleave_search = True
    else:
        parameters.max_time_in_seconds = report.left(task)
    parameters.num_workers = workers
    return int(workers)


def _up(bound: float) -> int:
    return math.ceil(bound - 1e-6)


class _Listener(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
    """Tells of each better answer and each better bound."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report
        self.cost: int | None = None

    def on_solution_callback(self) -> None:
        self.cost = round(self.objective_value)
        self.report(self.cost, _up(self.best_objective_bound))

    def bound(self, bound: float) -> None:
        """A better bound."""
        self.report(self.cost, _up(bound))
