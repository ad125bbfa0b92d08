"""The kernel on a public shift scheduling instance: its own rulebook, the one front door."""

from __future__ import annotations

from benchmarks.shift_scheduling.instance import Instance
from benchmarks.shift_scheduling.rulebook import Board, problem_of
from benchmarks.task import Answer, Report, Task
from scheduler.kernel.problem import Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.uncollected import uncollected


def run(opened: Instance, task: Task, report: Report) -> Answer:
    """Write the problem, solve it within what is left of the limit, and say what was found."""
    with uncollected():
        board = Board(opened)
        problem = problem_of(board)
        for ruling in problem.rulings:
            len(ruling.tallies)
    built = report.seconds
    limits = task.limits(report.left(task))

    def watch(_level: tuple[Ruling, ...], value: int | None, bound: int | None, _seconds: float) -> None:
        report(value, bound)

    outcome = solve(problem, limits, watch)
    last = outcome.passes[0] if outcome.passes else None
    return Answer(
        outcome.status.value,
        last.value if last else None,
        last.bound if last else None,
        sorted(board.assignments[cell] for cell in outcome.chosen) if last else None,
        built,
        limits.workers,
    )
