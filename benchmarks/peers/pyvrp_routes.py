"""PyVRP on Team Orienteering: optional clients with prizes, stopped by CPU time."""

from __future__ import annotations

import math
import time

import pyvrp

from benchmarks.task import Answer, Report, Task
from benchmarks.team_orienteering import Instance, Routes

PRIZE = 100_000
"""A point of score in thousandths of a distance unit, so large that score outweighs distance."""


def run(opened: Instance, task: Task, _report: Report) -> Answer:
    """Search for as long as the task allows."""
    found = routes(opened, task.seconds, task.seed)
    return Answer("FOUND" if found is not None else "UNDECIDED", answer=found, workers=1)


def routes(instance: Instance, seconds: float, seed: int) -> Routes | None:
    """Routes on integer distances in thousandths, rounded up so that they stay lawful."""
    begun = time.process_time()
    model, last = pyvrp.Model(), len(instance.points) - 1
    spots = [model.add_location(x, y) for x, y, _ in instance.points]
    start, end = model.add_depot(spots[0]), model.add_depot(spots[last])
    clients = [u for u in range(1, last) if instance.points[u][2] > 0]
    for u in clients:
        model.add_client(spots[u], prize=round(instance.points[u][2] * PRIZE), required=False)
    for a in range(last + 1):
        for b in range(last + 1):
            model.add_edge(spots[a], spots[b], math.ceil(instance.distance(a, b) * 1000))
    longest = math.floor(instance.tmax * 1000)
    model.add_vehicle_type(instance.crews, start_depot=start, end_depot=end, max_distance=longest)
    result = model.solve(lambda _cost: time.process_time() - begun >= seconds, seed=seed, display=False)
    walked = [[clients[stop.idx] for stop in r.schedule() if stop.is_client()] for r in result.best.routes()]
    return walked if result.is_feasible() else None
