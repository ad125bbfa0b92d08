"""What others would do to seal exits: the textbook model on CP-SAT, and always the shortest way left."""

from __future__ import annotations

import numpy as np

from benchmarks.sealing import Case, Table
from benchmarks.task import Answer, Report, Task


def nearest_first(opened: Case, _task: Task, _report: Report) -> Answer:
    """The greedy as a method."""
    return Answer("FOUND", answer=_pairs(opened, by_nearest_first(opened.times)), workers=1)


def cp_sat(opened: Case, _task: Task, _report: Report) -> Answer:
    """The textbook model as a method, proven for both of its goals."""
    times = opened.times
    match = by_cp_sat(times)
    taken = [float(times[crew, goal]) for goal, crew in match.items()]
    cost = max(taken) if opened.asked == "exits-last" else sum(taken)
    return Answer("PROVEN", cost, cost, _pairs(opened, match), workers=1)


def _pairs(case: Case, match: dict[int, int]) -> list[tuple[str, str]]:
    crews, exits = case.city.posts(case.place), case.city.exits[case.place]
    return [(crews[crew], exits[goal]) for goal, crew in match.items()]


def by_nearest_first(times: Table) -> dict[int, int]:
    """Crew by exit: always the shortest way that is left."""
    match: dict[int, int] = {}
    for crew, goal in sorted(np.ndindex(*times.shape), key=lambda pair: (times[pair], pair)):
        if goal not in match and crew not in match.values():
            match[goal] = crew
    return match


def by_cp_sat(times: Table) -> dict[int, int]:
    """Crew by exit: least latest, then least total, each by CP-SAT on whole millionths of a minute."""
    from ortools.sat.python import cp_model

    cost = np.rint(times.T * 1e6).astype(int).tolist()
    model = cp_model.CpModel()
    goes = [[model.new_bool_var("") for _ in row] for row in cost]
    last, ways = model.new_int_var(0, max(map(max, cost)), ""), []
    for row, minutes in zip(goes, cost, strict=True):
        model.add_exactly_one(row)
        ways.append(cp_model.LinearExpr.weighted_sum(row, minutes))
        model.add(ways[-1] <= last)
    for column in zip(*goes, strict=True):
        model.add_at_most_one(column)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
    for goal in (last, sum(ways)):
        model.minimize(goal)
        if solver.solve(model) != cp_model.OPTIMAL:
            raise RuntimeError("CP-SAT did not prove the plain model")
        model.add(goal <= round(solver.objective_value))
    return {e: c for e, row in enumerate(goes) for c, x in enumerate(row) if solver.boolean_value(x)}
