"""OR-Tools routing on Team Orienteering: points that may be left out at the price of their score."""

from __future__ import annotations

import math
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.task import Answer, Report, Task
from benchmarks.team_orienteering import Instance, Routes

PRIZE = 100_000
"""A point of score in thousandths of a distance unit, so large that score outweighs distance."""


def run(opened: Instance, task: Task, report: Report) -> Answer:
    """Cheapest insertion, then guided local search, one thread; this solver takes no seed."""
    last = len(opened.points) - 1
    manager = pywrapcp.RoutingIndexManager(last + 1, opened.crews, [0] * opened.crews, [last] * opened.crews)
    routing = pywrapcp.RoutingModel(manager)
    distances = [
        [math.ceil(opened.distance(a, b) * 1000) for b in range(last + 1)] for a in range(last + 1)
    ]  # fmt: skip
    transit = routing.RegisterTransitMatrix(distances)
    routing.SetArcCostEvaluatorOfAllVehicles(transit)
    routing.AddDimension(transit, 0, math.floor(opened.tmax * 1000), True, "length")
    for u in range(1, last):
        routing.AddDisjunction([manager.NodeToIndex(u)], round(opened.points[u][2] * PRIZE))
    _listen(routing, manager, opened, report)
    found = routing.SolveWithParameters(_parameters(task, report))
    if found is None:
        return Answer("UNDECIDED", workers=1)
    return Answer("FOUND", answer=_routes(routing, manager, opened, found.Value), workers=1)


def _parameters(task: Task, report: Report) -> Any:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    first, local = routing_enums_pb2.FirstSolutionStrategy, routing_enums_pb2.LocalSearchMetaheuristic
    parameters.first_solution_strategy = first.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = local.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(round(1000 * report.left(task)))
    return parameters


def _listen(routing: Any, manager: Any, instance: Instance, report: Report) -> None:
    best = -1.0

    def tell() -> None:
        nonlocal best
        routes = _routes(routing, manager, instance, lambda variable: variable.Value())
        score = sum(instance.points[u][2] for route in routes for u in route)
        if score > best:
            best = score
            report(score)

    routing.AddAtSolutionCallback(tell)


def _routes(routing: Any, manager: Any, instance: Instance, value: Any) -> Routes:
    found = []
    for vehicle in range(instance.crews):
        route, at = [], routing.Start(vehicle)
        while not routing.IsEnd(at := value(routing.NextVar(at))):
            route.append(manager.IndexToNode(at))
        found.append(route)
    return found
