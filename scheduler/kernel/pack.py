"""Choose disjoint loops from a pool by CP-SAT, and price places by the linear programme over the pool."""

from __future__ import annotations

from collections.abc import Collection, Sequence

# With one worker only this level finds and proves packings reliably; measured, see benchmarks.
LINEARIZATION = 2


def pack_loops(
    gains: Sequence[float],
    loops: Sequence[Collection[int]],
    most: int,
    hint: Collection[int] = (),
    work: float = 2.0,
) -> list[int]:
    """The indices of at most `most` loops sharing no place, with the highest sum of gains found.

    `hint` is a packing to start from (indices), returned unchanged if nothing better turns up; `work` is
    CP-SAT's deterministic time, near a second each. Best with up to about 800 loops.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    chosen = [model.new_bool_var(f"loop{i}") for i in range(len(loops))]
    model.add(sum(chosen) <= most)
    through: dict[int, list[cp_model.IntVar]] = {}
    for var, loop in zip(chosen, loops, strict=True):
        for place in loop:
            through.setdefault(place, []).append(var)
    for shared in through.values():
        if len(shared) > 1:
            model.add_at_most_one(shared)
    model.maximize(sum(gain * var for gain, var in zip(gains, chosen, strict=True)))
    for i, var in enumerate(chosen):
        model.add_hint(var, i in hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = LINEARIZATION
    solver.parameters.max_deterministic_time = work
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return sorted(hint)
    return [i for i, var in enumerate(chosen) if solver.boolean_value(var)]


def price_places(
    gains: Sequence[float], loops: Sequence[Collection[int]], most: int, places: int
) -> tuple[list[float], float, list[float]]:
    """The price of each place, the price of a crew, and the share of each loop in the linear packing.

    A new loop can improve the linear packing only if its gain exceeds its places' prices plus a crew's.
    """
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    once = [solver.RowConstraint(-solver.infinity(), 1.0, "") for _ in range(places)]
    crews = solver.RowConstraint(-solver.infinity(), float(most), "")
    objective = solver.Objective()
    objective.SetMaximization()
    shares = []
    for gain, loop in zip(gains, loops, strict=True):
        share = solver.NumVar(0.0, solver.infinity(), "")
        objective.SetCoefficient(share, gain)
        crews.SetCoefficient(share, 1.0)
        for place in loop:
            once[place].SetCoefficient(share, 1.0)
        shares.append(share)
    solver.Solve()
    return [row.dual_value() for row in once], crews.dual_value(), [s.solution_value() for s in shares]
