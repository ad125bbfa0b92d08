"""The engine on a station's week with routes."""

from __future__ import annotations

from benchmarks.ours.station_week import steps
from benchmarks.suites.routed_week import VALUE, problem_of
from benchmarks.task import Answer, Report, Task
from scheduler.kernel.solve import solve
from scheduler.order import Order


def run(opened: Order, task: Task, report: Report) -> Answer:
    """Make the loops and plan the week; PROVEN is the whole week, every step of it."""
    problem = problem_of(opened)
    built, limits = report.seconds, task.limits(report.left(task))
    outcome = solve(problem, limits)
    value = next((one for one in outcome.passes if one.rulings[0].rule == VALUE), None)
    if value is None:
        return Answer(outcome.status.value, build_seconds=built, workers=limits.workers)
    chosen = sorted((cell.who, cell.what) for cell in outcome.chosen)
    return Answer(
        outcome.status.value, value.value, value.bound, chosen, built, limits.workers, steps(outcome)
    )
