"""Try settings on tasks: how much better or worse they are than today's, on the same tasks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import write_rows
from benchmarks.card import Suite
from benchmarks.comparing import ratio
from benchmarks.judged import judged
from benchmarks.process import run
from benchmarks.task import Task
from models import Tuning

NOTHING = math.log(10)
"""The loss of a run without an answer, as much as one ten times as dear."""

TIME = 0.01
"""The weight of time: taking e times as long counts as much as one percent of cost."""


@dataclass(frozen=True)
class Tried:
    """One run of one trial, a line of trials.csv; `open` counts steps without proof, none without steps."""

    trial: int
    suite: str
    instance: str
    seed: int
    limit: float
    seconds: float
    cost: float | None
    status: str
    open: int | None
    tuning: str


class Trials:
    """Runs settings on tasks, keeps every run, and prices them against today's settings."""

    def __init__(self, suite: Suite, tasks: Sequence[Task], grace: float, out: Path) -> None:
        self.suite, self.tasks, self.grace, self.out = suite, list(tasks), grace, out
        self.found: dict[tuple[Tuning, Task], Tried] = {}
        self.numbers: dict[Tuning, int] = {}
        self.opened: dict[str, Any] = {}

    def on(self, tasks: Sequence[Task]) -> Trials:
        """The same book of runs over other tasks."""
        other = Trials(self.suite, tasks, self.grace, self.out)
        other.found, other.numbers, other.opened = self.found, self.numbers, self.opened
        return other

    def loss(self, tuning: Tuning) -> float:
        """Mean loss over the tasks against today's settings, which have 0; below is better."""
        return math.fsum(self.each(tuning)) / len(self.tasks)

    def each(self, tuning: Tuning) -> list[float]:
        """The loss on each task."""
        pairs = ((self.tried(tuning, task), self.tried(Tuning(), task)) for task in self.tasks)
        return [loss(one, today, most=self.suite.most) for one, today in pairs]

    def tried(self, tuning: Tuning, task: Task) -> Tried:
        """One run, made once only."""
        if (tuning, task) not in self.found:
            self.found[tuning, task] = self._run(tuning, task)
            write_rows(self.out / "trials.csv", list(self.found.values()))
        return self.found[tuning, task]

    def _run(self, tuning: Tuning, task: Task) -> Tried:
        if task.instance not in self.opened:
            self.opened = {task.instance: self.suite.open(task.instance, task.folder)}
        set_ = replace(task, tuning=tuning.model_dump_json())
        ran = run(set_, self.grace)
        result, _ = judged(self.suite, self.opened[task.instance], set_, ran, None)
        steps = (ran.answer or {}).get("steps") or []
        open_ = sum(step["status"] != "PROVEN" for step in steps) if steps else None
        number = self.numbers.setdefault(tuning, len(self.numbers))
        print(f"trial {number} {task.instance}: {result.status} {result.cost} {result.seconds} s", flush=True)
        return Tried(number, task.suite, task.instance, task.seed, task.seconds, result.seconds, result.cost,
                     result.status, open_, tuning.model_dump_json())  # fmt: skip


def loss(one: Tried, today: Tried, *, most: bool) -> float:
    """Log of the cost's ratio, and a hundredth of the log of the time's.

    Where the search goes in steps, those without proof take the place of the cost, which is then another
    measure than the one that was searched.
    """
    figures = [_figure(tried) for tried in (one, today)]
    if None in figures:
        return NOTHING * (figures.count(None) == 1) * (1 if figures[0] is None else -1)
    worse = math.log(ratio(*figures, most=most and one.open is None))
    return worse + TIME * math.log(max(one.seconds, 0.01) / max(today.seconds, 0.01))


def _figure(tried: Tried) -> float | None:
    if tried.cost is None or tried.open is None:
        return tried.cost
    return tried.open + 1
