"""How CP-SAT is set up: its subsolvers, seed and limits."""

from __future__ import annotations

from ortools.sat.python import cp_model

from models import Limits

PORTFOLIO = ("max_lp", "quick_restart", "core", "reduced_costs", "no_lp")
"""Subsolvers by use, the first few of them taken; workers beyond are CP-SAT's own (neighbourhoods).

CP-SAT's own choice for few workers has no strong relaxation and proves little. Measured on two busy cores,
four Tianbu weeks: these three 19 s to the last proof, eight default workers no proof in 57 s.
"""


def make_solver(limits: Limits, seconds: float, workers: int) -> cp_model.CpSolver:
    """A solver for one search of so many seconds (units of deterministic time when reproducible)."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.random_seed = limits.seed
    parameters.num_workers = workers
    parameters.subsolvers.extend(PORTFOLIO[:workers])
    # Looking for symmetries costs more than they give here: four Tianbu weeks 17 s with, 9 s without.
    parameters.symmetry_level = 0
    if limits.reproducible:
        parameters.max_deterministic_time = seconds
        parameters.interleave_search = True
    else:
        parameters.max_time_in_seconds = seconds
    return solver
