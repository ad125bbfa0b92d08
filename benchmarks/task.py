"""What a method is asked for and what it gives back; both travel between processes as text."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from benchmarks.card import Step
from models import Limits, Tuning


@dataclass(frozen=True)
class Task:
    """One run of one method on one instance with one seed.

    `seconds` count from when the instance is read: writing the model is part of them. `workers` none is
    what the method takes by itself. `tuning` is for our own search only, as JSON.
    """

    suite: str
    instance: str
    method: str
    seed: int
    seconds: float
    data: str | None = None
    workers: int | None = None
    reproducible: bool = False
    tuning: str = ""

    @property
    def folder(self) -> Path | None:
        """The data folder."""
        return Path(self.data) if self.data else None

    def limits(self, left: float) -> Limits:
        """Limits of our own search with so many seconds left."""
        tuning = Tuning.model_validate_json(self.tuning) if self.tuning else Tuning()
        return Limits(
            seconds=max(0.01, self.seconds if self.reproducible else left), seed=self.seed,
            workers=self.workers or tuning.workers, reproducible=self.reproducible, tuning=tuning,
        )  # fmt: skip

    def to_json(self) -> str:
        """The task as one line."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Answer:
    """What a method found, in its own words: `status` is PROVEN, FOUND, IMPOSSIBLE, UNDECIDED or RAN.

    `cost` is what it says its answer costs, none where it does not count that. `answer` is plain lists.
    """

    status: str
    cost: float | None = None
    bound: float | None = None
    answer: Any = None
    build_seconds: float = 0.0
    workers: int | None = None
    steps: tuple[Step, ...] = ()


class Report:
    """The clock of a run, and its line to the process that waits for it."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.began = time.monotonic()

    def __call__(self, cost: float | None, bound: float | None = None) -> None:
        """Tell of a better cost or bound; each is one point of the curve."""
        self.say("point", seconds=self.seconds, cost=cost, bound=bound)

    @property
    def seconds(self) -> float:
        """Seconds since the instance was read."""
        return round(time.monotonic() - self.began, 3)

    def left(self, task: Task) -> float:
        """Seconds left of the limit."""
        return max(0.01, task.seconds - self.seconds)

    def say(self, event: str, **values: Any) -> None:
        """Write one event as a line."""
        print(json.dumps({"event": event, **values}), file=self.out, flush=True)


Method = Callable[[Any, Task, Report], Answer]
