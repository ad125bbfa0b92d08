"""The engine on a sick call: the least change, a re-solve from scratch, and the whole command."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

from benchmarks.replanning import Case
from benchmarks.task import Answer, Report, Task
from models import Plan
from scheduler import i18n
from scheduler.changes import Basis
from scheduler.changes.steady import PEOPLE
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell
from scheduler.pipeline import plan, replan
from scheduler.render import write_folder


def run(opened: Case, task: Task, report: Report) -> Answer:
    """The least change; publishing the week first does not count."""
    published, served = _published(opened)
    report.began = time.monotonic()
    limits = task.limits(task.seconds)
    answer = replan(replace(opened.changed, limits=limits), Basis(published, opened.call.now, served))
    if answer.plan is None:
        return Answer(str(answer.status), workers=limits.workers)
    people = next(one for one in answer.plan.passes if one.rules[0] == PEOPLE)
    after = [(turn.person, turn.crew) for turn in answer.plan.turns]
    return Answer(str(answer.status), people.value, people.bound, _both(served, after), 0.0, limits.workers)


def from_scratch(opened: Case, task: Task, report: Report) -> Answer:
    """Facts stay, nothing holds the rest where it was."""
    _, served = _published(opened)
    report.began = time.monotonic()
    _, problem = opened.problem(served)
    built, limits = report.seconds, task.limits(report.left(task))
    outcome = solve(problem, limits)
    # Its proofs are of another goal than the people disturbed.
    status = "FOUND" if outcome.passes else outcome.status.value
    answer = _both(served, outcome.chosen) if outcome.passes else None
    return Answer(status, None, None, answer, built, limits.workers)


def command(opened: Case, task: Task, report: Report) -> Answer:
    """Start, reading, search and every file of `xunfang replan`, in a new process."""
    published, _ = _published(opened)
    with tempfile.TemporaryDirectory() as folder, as_file(files("scenarios") / "tianbu") as station:
        write_folder(published, Path(folder) / "old")
        leave, workers = opened.call.leave, task.workers or 3
        words = [
            *(sys.executable, "-m", "scheduler.cli", "replan", str(station), f"{folder}/old/plan.json"),
            *("--now", f"{opened.call.now:%Y-%m-%d %H:%M}"),
            *("--away", f"{leave.person}={leave.first}..{leave.last}"),
            *("--workers", str(workers), "--out", f"{folder}/new"),
        ]
        report.began = time.monotonic()
        subprocess.run(words, capture_output=True, check=True)
        return Answer("RAN", workers=workers)


def _published(case: Case) -> tuple[Plan, frozenset[Cell]]:
    """The week as it was published, the same for every method: one worker, deterministic seconds."""
    i18n.use("en")
    found = plan(case.order).plan
    if found is None:
        raise RuntimeError("the station's week has no lawful roster within the limits")
    return found, frozenset(Cell(turn.person, turn.crew) for turn in found.turns)


def _both(before: frozenset[Cell], after: object) -> dict[str, object]:
    return {"before": sorted(before), "after": sorted(after)}  # type: ignore[call-overload]
