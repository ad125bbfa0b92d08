"""Choose disjoint loops from a pool by CP-SAT, and price places by the linear programme over the pool."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

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


class LinearPacking:
    """The linear programme of `pack_loops`; loops can be added, and GLOP goes on from its last solution."""

    def __init__(self, most: int, places: int) -> None:
        from ortools.linear_solver import pywraplp

        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        lowest = -self._solver.infinity()
        self._once = [self._solver.RowConstraint(lowest, 1.0, "") for _ in range(places)]
        self._crews = self._solver.RowConstraint(lowest, float(most), "")
        self._objective = self._solver.Objective()
        self._objective.SetMaximization()
        self._shares: list[Any] = []

    def add(self, gain: float, loop: Collection[int]) -> None:
        """One more loop to choose from."""
        share = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._objective.SetCoefficient(share, gain)
        self._crews.SetCoefficient(share, 1.0)
        for place in loop:
            self._once[place].SetCoefficient(share, 1.0)
        self._shares.append(share)

    def solve(self) -> tuple[list[float], float, list[float]] | None:
        """The price of each place, the price of a crew, and the share of each loop in the order added.

        A new loop can improve the linear packing only if its gain exceeds its places' prices plus a crew's.
        None if GLOP gives up (status ABNORMAL, seen now and then on long degenerate packings).
        """
        if self._solver.Solve() != self._solver.OPTIMAL and not self._solved_otherwise():
            return None
        prices = [row.dual_value() for row in self._once]
        return prices, self._crews.dual_value(), [share.solution_value() for share in self._shares]

    def _solved_otherwise(self) -> bool:
        """Whether GLOP succeeds from no basis, by its dual or without preprocessing."""
        from ortools.linear_solver import pywraplp

        afresh = pywraplp.MPSolverParameters()
        afresh.SetIntegerParam(afresh.INCREMENTALITY, afresh.INCREMENTALITY_OFF)
        for setting in ("use_dual_simplex:true", "use_preprocessing:false"):
            self._solver.SetSolverSpecificParametersAsString(setting)
            if self._solver.Solve(afresh) == self._solver.OPTIMAL:
                return True
        return False
