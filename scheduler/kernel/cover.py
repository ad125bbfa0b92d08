"""Choose the fewest sites that serve all places, then of those the cheapest, by CP-SAT; both proven."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models import Limits, Status

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Ways = Sequence[Mapping[int, int]]
"""For each place, the sites that serve it and what each would cost it; whole numbers of at least 0."""


@dataclass(frozen=True)
class Cover:
    """Sites chosen (sorted), how many there are and must be at least, their cost and its lower bound.

    The cost is the sum over places of their cheapest chosen site; its bound holds for any cover by as
    many sites. `PROVEN` means that both bounds are met, `FOUND` that the limits ended before.
    """

    sites: tuple[int, ...]
    least: int
    cost: int
    cost_bound: int
    status: Status


def cover(ways: Ways, limits: Limits) -> Cover:
    """A least set of sites that serves every place; ValueError when some place has no way at all."""
    if any(not way for way in ways):
        raise ValueError("a place without any site cannot be covered; leave it out")
    if not ways:
        return Cover((), 0, 0, 0, Status.PROVEN)
    fewest, least = _fewest(ways, _greedy(ways), limits)
    if least < len(fewest):
        return Cover(fewest, least, _cost(ways, fewest), 0, Status.FOUND)
    cheapest, bound = _cheapest(ways, fewest, limits)
    cost = _cost(ways, cheapest)
    return Cover(cheapest, least, cost, bound, Status.PROVEN if bound == cost else Status.FOUND)


def _greedy(ways: Ways) -> tuple[int, ...]:
    """Always the site that serves most of the places left, then drop what turned out needless."""
    served: dict[int, set[int]] = {}
    for place, way in enumerate(ways):
        for site in way:
            served.setdefault(site, set()).add(place)
    left, chosen = set(range(len(ways))), list[int]()
    while left:
        chosen.append(max(sorted(served), key=lambda site: len(served[site] & left)))
        left -= served[chosen[-1]]
    for site in chosen[:]:
        rest = [other for other in chosen if other != site]
        if set().union(*(served[other] for other in rest)) == set(range(len(ways))):
            chosen = rest
    return tuple(sorted(chosen))


def _fewest(ways: Ways, start: Collection[int], limits: Limits) -> tuple[tuple[int, ...], int]:
    """(a smallest cover found, no cover has fewer)."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    used = _sites(model, ways)
    for way in ways:
        model.add_bool_or([used[site] for site in way])
    model.minimize(sum(used.values()))
    for site, literal in used.items():
        model.add_hint(literal, site in start)
    return _solve(model, used, start, limits)


def _cheapest(ways: Ways, start: Collection[int], limits: Limits) -> tuple[tuple[int, ...], int]:
    """(a cheapest cover found with as many sites as `start`, no such cover costs less)."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    used = _sites(model, ways)
    model.add(sum(used.values()) == len(start))
    total: Any = 0
    for way in ways:
        nearest = min((site for site in way if site in start), key=lambda site: way[site])
        serves = {site: model.new_bool_var("") for site in way}
        model.add_exactly_one(serves.values())
        for site, literal in serves.items():
            model.add_implication(literal, used[site])
            model.add_hint(literal, site == nearest)
        total = total + sum(way[site] * literal for site, literal in serves.items())
    model.minimize(total)
    for site, literal in used.items():
        model.add_hint(literal, site in start)
    return _solve(model, used, start, limits)


def _sites(model: cp_model.CpModel, ways: Ways) -> dict[int, Any]:
    return {site: model.new_bool_var("") for site in sorted({site for way in ways for site in way})}


def _solve(
    model: cp_model.CpModel, used: Mapping[int, Any], start: Collection[int], limits: Limits
) -> tuple[tuple[int, ...], int]:
    """(best sites found, at worst the start; the least whole objective possible)."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.random_seed = limits.seed
    solver.parameters.num_workers = limits.workers
    if limits.reproducible:
        solver.parameters.max_deterministic_time = limits.seconds / 2
        solver.parameters.interleave_search = True
    else:
        solver.parameters.max_time_in_seconds = limits.seconds / 2
    found = solver.solve(model)
    # CP-SAT's bound is a float; a whole cost below it by less than rounding is still allowed.
    bound = math.ceil(max(0.0, solver.best_objective_bound - 1e-3))
    if found not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return tuple(sorted(start)), bound
    return tuple(site for site, literal in used.items() if solver.boolean_value(literal)), bound


def _cost(ways: Ways, sites: Collection[int]) -> int:
    return sum(min(way[site] for site in way if site in set(sites)) for way in ways)
