"""How CP-SAT is set up: its subsolvers, seed and limits."""

from __future__ import annotations

from ortools.sat.python import cp_model

from models import Limits, Tuning

SETTINGS = {
    "linearization_level": "linearization_level",
    "symmetry_level": "symmetry_level",
    "probing_level": "cp_model_probing_level",
    "neighbourhood_share": "lns_initial_difficulty",
    "neighbourhood_effort": "lns_initial_deterministic_limit",
}
"""CP-SAT's name of each setting that is a number."""


def make_solver(limits: Limits, seconds: float, workers: int) -> cp_model.CpSolver:
    """A solver for one search of so many seconds (units of deterministic time when reproducible)."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.random_seed = limits.seed
    parameters.num_workers = workers
    _tune(parameters, limits.tuning, workers)
    if limits.reproducible:
        parameters.max_deterministic_time = seconds
        parameters.interleave_search = True
    else:
        parameters.max_time_in_seconds = seconds
    return solver


def _tune(parameters: cp_model.CpSolver, tuning: Tuning, workers: int) -> None:
    parameters.subsolvers.extend(map(str, tuning.portfolio[:workers]))
    for setting, name in SETTINGS.items():
        if (value := getattr(tuning, setting)) is not None:
            setattr(parameters, name, value)
