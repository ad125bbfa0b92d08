"""One station of a bureau as a piece of work for a process of its own."""

from __future__ import annotations

import io
import sys
import time
from collections import Counter
from contextlib import redirect_stderr
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.workers import FAILED, STOPPED

if TYPE_CHECKING:
    from models import Plan
    from scheduler.commands import Options
    from scheduler.order import Order
    from scheduler.pipeline import Answer

__all__ = [
    "FAILED", "FAULTY", "STOPPED", "Summary", "Task", "order_of", "peak", "plan_one", "summary", "write",
]  # fmt: skip

FAULTY = "FAULTY"
"""Beside the status of a plan, and those of work that gave none: mistakes in the station's files."""


@dataclass(frozen=True)
class Task:
    """What one station is to plan; `out` is its folder, `lent` its people who help elsewhere (as --away).

    `resume`: a plan of the same inputs that lies in the folder already is taken as it is.
    """

    id: str
    options: Options
    out: Path | None
    lent: tuple[str, ...] = ()
    resume: bool = False

    @property
    def all_options(self) -> Options:
        """The options with the people away who are lent."""
        return replace(self.options, away=[*self.options.away, *self.lent])


@dataclass(frozen=True)
class Summary:
    """How one station went, small enough to keep thousands; `peak` is the worker's memory in MiB.

    `seconds` is wall-clock time, `cpu` processor seconds; `strength` people by kind, `empty` seats (also
    those that only should be filled) nobody sits on; `findings` counts by importance; `says` sentences.
    """

    id: str
    status: str
    name: str = ""
    seconds: float = 0.0
    cpu: float = 0.0
    strength: dict[str, int] = field(default_factory=dict)
    turns: int = 0
    empty: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    number: str = ""
    says: tuple[str, ...] = ()
    peak: float = 0.0
    kept: bool = False

    @property
    def planned(self) -> bool:
        """Whether there is a lawful roster."""
        return self.status in ("PROVEN", "FOUND")


def plan_one(task: Task) -> Summary:
    """Plan one station and write its folder; never raises for a mistake in the station's files."""
    from models import Faults

    wall, cpu = time.monotonic(), time.process_time()
    try:
        made = _planned(task)
    except Faults as faults:
        made = Summary(task.id, FAULTY, says=tuple(map(str, faults.faults)))
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    return replace(made, peak=peak(), seconds=round(wall, 2), cpu=round(cpu, 2))


def _planned(task: Task) -> Summary:
    """The plan that is there already, else a new one; raises Faults."""
    from scheduler.bureau.kept import kept_plan
    from scheduler.pipeline import Answer, plan

    order = order_of(task)
    if task.resume and task.out and (old := kept_plan(order, task.out)):
        return replace(summary(task.id, order, Answer(old.status, old)), kept=True)
    answer = plan(order)
    if answer.plan and task.out:
        write(answer.plan, order, task.out)
    return summary(task.id, order, answer)


def order_of(task: Task) -> Order:
    """What a station is asked; raises Faults.

    Settings that clash are said in the station's line: on stderr nobody would know whose they are.
    """
    from scheduler.commands import read_order

    with redirect_stderr(io.StringIO()):
        return read_order(task.all_options)


def write(plan: Plan, order: Order, folder: Path) -> None:
    """The plan's output folder; raises Faults when it cannot be written."""
    from scheduler.render import write_folder

    lines = tuple(one.line for one in order.patrols.roads.sections) if order.patrols else ()
    write_folder(plan, folder, background=lines)


def summary(id_: str, order: Order, answer: Answer) -> Summary:
    """What is kept of an answer."""
    from scheduler.rulebook.clashes import clashes

    strength = dict(Counter(str(person.kind) for person in order.station.people))
    says = (*map(str, clashes(order.book(), order.station)), *_conflict(order, answer))
    made = Summary(id_, str(answer.status), order.station.name, strength=strength, says=says)
    if (plan := answer.plan) is None:
        return made
    return replace(
        made,
        turns=len(plan.turns),
        empty=empty_seats(plan),
        findings=dict(Counter(str(one.importance) for one in plan.findings)),
        number=plan.number,
    )


def empty_seats(plan: Plan) -> int:
    """Seats, required or wished for, on which nobody sits."""
    from scheduler.render.remarks import shortages

    return sum(must + may for crew in plan.crews for _, must, may in shortages(plan, crew))


def _conflict(order: Order, answer: Answer) -> list[str]:
    """The rules that cannot hold together, in the chief's words."""
    from scheduler.rulebook import BY_ID

    book = order.book()
    rules = [BY_ID[name] for name in answer.conflict.rules if name in BY_ID] if answer.conflict else []
    return [f"{rule.say(book.values(rule))} [{rule.id}]" for rule in rules]


def peak() -> float:
    """The most memory this process ever held, in MiB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # not a Unix
        return 0.0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(held / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
