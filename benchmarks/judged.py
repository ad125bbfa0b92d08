"""What the laboratory believes of a run: the judge's cost, and `wrong` where it does not agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks import gap
from benchmarks.card import Suite, Verdict
from benchmarks.machine import commit, cores, machine, versions
from benchmarks.process import Ran
from benchmarks.results import Point, Result, StepLine, number, part
from benchmarks.task import Task
from models import Tuning

WITH_ANSWER = ("PROVEN", "FOUND")
NEAR = 1e-6
"""By how much of a figure two counts of it may differ."""

ROUNDED = 1e-4
"""By how much of a figure published costs are rounded."""


def judged(suite: Suite, opened: Any, task: Task, ran: Ran, best: float | None) -> tuple[Result, Verdict]:
    """The line of a run, and what the judge said."""
    said = ran.answer or {}
    status, note = str(said.get("status", ran.ended)), ran.text
    verdict = Verdict(None)
    bound = said.get("bound")
    if status in WITH_ANSWER:
        verdict = _ask(suite, opened, said["answer"])
        bound = _tighter(bound, verdict.bound, most=suite.most)
        if note := "; ".join(_faults(verdict, said, bound, most=suite.most)):
            status = "wrong"
        elif _same(verdict.cost, verdict.bound):
            status = "PROVEN"
    if bound is not None and best is not None and _past(bound, best, most=suite.most):
        note = note or f"the bound lies beyond the best known cost {best:g}: one of them is not true"
    cost = None if status == "wrong" else verdict.cost
    bound = None if status == "wrong" else bound
    away = gap(cost, best)
    return Result(
        task.suite, task.instance, task.method, task.seed, round(ran.seconds, 3), number(cost),
        number(bound), number(best), -away + 0.0 if suite.most and away is not None else away, status,
        cores(), commit(), machine(), versions(), gap_to_bound(cost, bound), _first(ran, status),
        ran.peak_mib, task.seconds, said.get("workers"), round(said.get("build_seconds", 0.0), 3),
        suite.most, _settings(task), note,
    ), verdict  # fmt: skip


def _settings(task: Task) -> str:
    """The settings of a run that are not today's, as JSON."""
    if not task.tuning:
        return ""
    return Tuning.model_validate_json(task.tuning).model_dump_json(exclude_defaults=True)


def _ask(suite: Suite, opened: Any, answer: Any) -> Verdict:
    """The judge's word; an answer that it cannot even read is wrong, too."""
    try:
        return suite.judge(opened, answer)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        return Verdict(None, (f"not an answer: {type(error).__name__} {error}",))


def _faults(verdict: Verdict, said: dict[str, Any], bound: float | None, *, most: bool) -> Iterator[str]:
    yield from verdict.faults[:5]
    if said.get("cost") is not None and not _same(verdict.cost, said["cost"]):
        yield f"says cost {said['cost']:g}, the judge {verdict.cost}"
    if bound is not None and verdict.cost is not None and not _same(verdict.cost, bound):
        if (verdict.cost > bound) if most else (verdict.cost < bound):
            yield f"the bound {bound:g} lies beyond the cost {verdict.cost:g}"
        elif said["status"] == "PROVEN":
            yield f"says proven, with bound {bound:g} and cost {verdict.cost:g}"


def _past(bound: float, best: float, *, most: bool) -> bool:
    """Whether a bound lies beyond a known cost, by more than best known costs are rounded."""
    beyond = best - bound if most else bound - best
    return beyond > ROUNDED * max(1.0, abs(best))


def _tighter(one: float | None, other: float | None, *, most: bool) -> float | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other) if most else max(one, other)


def _same(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= NEAR * max(1.0, abs(one))


def gap_to_bound(cost: float | None, bound: float | None) -> float | None:
    """By how many percent of the cost it lies from the bound; none where either is unknown."""
    if cost is None or bound is None:
        return None
    return round(100 * abs(cost - bound) / abs(cost), 2) if cost else 0.0 if not bound else None


def _first(ran: Ran, status: str) -> float | None:
    """Seconds to the first answer; that of a wrong one does not count."""
    found = (seconds for seconds, cost, _ in ran.points if cost is not None)
    return next(found, ran.seconds) if status in WITH_ANSWER else None


def curve(result: Result, ran: Ran) -> list[Point]:
    """The points of a run, the judged one last; none of a wrong one."""
    if result.cost is None:
        return []
    points = [(seconds, cost, bound) for seconds, cost, bound in ran.points if seconds <= result.seconds]
    points.append((result.seconds, result.cost, result.bound))
    return [Point(**part(result), seconds=s, cost=number(c), bound=number(b)) for s, c, b in points]


def steps(result: Result, ran: Ran, verdict: Verdict) -> list[StepLine]:
    """How our steps ended, or what they would cost in a peer's answer."""
    told = (ran.answer or {}).get("steps") or [vars(one) for one in verdict.steps]
    return [StepLine(**part(result), **one) for one in told] if result.cost is not None else []
