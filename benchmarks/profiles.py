"""Performance profiles (Dolan & Moré 2002): how often a method is within a factor of the best."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from benchmarks.comparing import ratio
from benchmarks.results import Result

Steps = list[tuple[float, float]]
"""(factor, share of the runs within it), rising."""


def profiles(runs: Iterable[Result], figure: str = "cost") -> dict[str, Steps]:
    """The profile of each method; a method without an answer, or without a run, is within no factor."""
    cases: dict[tuple[object, ...], dict[str, Result]] = {}
    for run in runs:
        cases.setdefault((run.suite, run.instance, run.seed, run.limit), {})[run.method] = run
    methods = dict.fromkeys(method for case in cases.values() for method in case)
    factors: dict[str, list[float]] = {method: [] for method in methods}
    for case in cases.values():
        figures = {method: _figure(run, figure) for method, run in case.items()}
        known = [value for value in figures.values() if value is not None]
        if not known:
            continue
        most = figure == "cost" and next(iter(case.values())).most
        best = max(known) if most else min(known)
        for method in methods:
            value = figures.get(method)
            factors[method].append(math.inf if value is None else ratio(value, best, most=most))
    return {method: _steps(sorted(found)) for method, found in factors.items()}


def _figure(run: Result, figure: str) -> float | None:
    if figure == "seconds":
        return max(run.seconds, 0.001) if run.status == "PROVEN" else None
    return run.cost


def _steps(factors: Sequence[float]) -> Steps:
    count = len(factors)
    return [(one, (i + 1) / count) for i, one in enumerate(factors) if math.isfinite(one)]
