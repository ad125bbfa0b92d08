"""The engine on a station's week: every tier of importance, each step with its proof."""

from __future__ import annotations

from benchmarks.card import Step
from benchmarks.peers.cases import Case
from benchmarks.task import Answer, Report, Task
from scheduler.kernel.outcome import Outcome
from scheduler.kernel.solve import solve


def run(opened: Case, task: Task, report: Report) -> Answer:
    """Solve the case; its cost is counted by the judge only, for it aims at other things first."""
    limits = task.limits(report.left(task))
    outcome = solve(opened.problem, limits)
    found = sorted((cell.who, cell.what) for cell in outcome.chosen) if outcome.passes else None
    status = outcome.status.value
    return Answer(
        status,
        answer=found,
        build_seconds=opened.build_seconds,
        workers=limits.workers,
        steps=steps(outcome),
    )


def steps(outcome: Outcome) -> tuple[Step, ...]:
    """How each step of the tiers ended."""
    return tuple(
        Step(
            done.rulings[0].importance.value, " ".join(ruling.rule for ruling in done.rulings),
            done.value, done.bound, done.status.value, round(done.seconds, 2),
        )
        for done in outcome.passes
    )  # fmt: skip
