"""The engine's loop search on a Team Orienteering instance; its seconds are CPU-seconds of one thread."""

from __future__ import annotations

import numpy as np

from benchmarks.task import Answer, Report, Task
from benchmarks.team_orienteering import Instance, Routes
from scheduler.roads.orienteering import Orienteering
from scheduler.roads.orienteering_limits import Limits
from scheduler.roads.orienteering_search import search


def run(opened: Instance, task: Task, _report: Report) -> Answer:
    """Search for as long as the task allows."""
    return Answer("FOUND", answer=routes(opened, task.seconds, task.seed), workers=1)


def routes(instance: Instance, seconds: float, seed: int) -> Routes:
    """The engine's own search."""
    xy = np.array([point[:2] for point in instance.points])
    score = np.array([point[2] for point in instance.points])
    score[[0, -1]] = 0.0
    travel = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    problem = Orienteering(score, travel, 0, len(xy) - 1, instance.tmax, instance.crews)
    return search(problem, Limits(seconds=seconds), seed)
