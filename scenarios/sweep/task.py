"""One point of a sweep as a piece of work for another process: plain data in, a row out."""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass
from functools import lru_cache

from models import Faults
from scenarios.order import Base
from scenarios.run import Result, run
from scenarios.scenario import Scenario
from scenarios.settings import with_settings
from scenarios.sweep.columns import SOFT, Row
from scenarios.sweep.model import Promise
from scenarios.sweep.points import Point
from scheduler.i18n import use

FAULTY = "FAULTY"
"""Status of a point whose settings do not fit together."""

Common = tuple[Scenario, Base | None, Promise | None]


@dataclass(frozen=True)
class Task:
    """A point and, pickled once for all points, what they share; `workers` are solver threads."""

    point: Point
    common: bytes
    workers: int
    lang: str


def packed(scenario: Scenario, base: Base | None, promise: Promise | None) -> bytes:
    """What all points share."""
    return pickle.dumps((scenario, base, promise))


@lru_cache(maxsize=2)
def _unpacked(common: bytes) -> Common:
    found: Common = pickle.loads(common)  # noqa: S301 - our own, from the process that sends the work
    return found


def do(task: Task) -> Row:
    """Plan one point, or keep its promise; a mistake in its settings is its result."""
    use(task.lang)
    scenario, base, promise = _unpacked(task.common)
    began = time.monotonic()
    try:
        mine = with_settings(scenario, _settings(task))
        came = _promised(mine, base, promise) if promise else _planned(run(mine, base, blame=False))
    except Faults as faults:
        came = {"status": FAULTY, "says": " | ".join(map(str, faults.faults))}
    return {**known(task), "seconds": round(time.monotonic() - began, 2), **came}


def known(task: Task) -> Row:
    """What a row holds whatever comes out."""
    return {"key": task.point.key, "seed": task.point.seed, **task.point.settings}


def failed(task: Task, status: str, why: str) -> Row:
    """The row of a point whose work ended in an accident."""
    return {**known(task), "status": status, "says": why}


def _settings(task: Task) -> dict[str, object]:
    limits = {"limits.seed": task.point.seed, "limits.workers": task.workers}
    return {**limits, **task.point.settings}


def _planned(result: Result) -> Row:
    row: Row = {"status": str(result.status)}
    if result.plan is None:
        return row
    from scenarios.figures import costs_by_rule

    row |= {name: value for name, value in result.figures.items() if name != "changes"}
    rules = costs_by_rule(result.plan)
    row |= {f"rule.{rule}": value for rule, value in rules.items()}
    for tier in SOFT:
        mine = [one for one in result.plan.passes if one.importance is tier]
        row[f"cost.{tier}"] = sum(one.value for one in mine)
        row[f"bound.{tier}"] = sum(one.bound for one in mine)
    return row


def _promised(scenario: Scenario, base: Base | None, promise: Promise) -> Row:
    from scenarios.sweep.promise import fewest

    return fewest(scenario, base, promise)
