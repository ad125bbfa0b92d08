"""The benchmark of sick calls: drawn the same each time, few people disturbed beside a re-solve."""

from __future__ import annotations

import io

import pytest

from benchmarks.ours.replanning import from_scratch, run
from benchmarks.replanning import sick_calls, station_order
from benchmarks.suites.replanning import CALLS, SEED, Replanning
from benchmarks.task import Report, Task
from models import Limits

TASK = Task("replanning", "sick-01", "any", seed=1, seconds=60, workers=1, reproducible=True)


def test_sick_calls_are_drawn_by_the_seed() -> None:
    """One seed gives the same calls; each begins on the day it is reported and lasts four days at most."""
    order = station_order(Limits())
    calls = list(sick_calls(order, CALLS, SEED))
    assert calls == list(sick_calls(order, CALLS, SEED)) != list(sick_calls(order, CALLS, SEED + 1))
    assert [call.name for call in calls] == list(Replanning().names(None))
    assert all(call.leave.first == call.now.date() for call in calls)
    assert all(0 <= (call.leave.last - call.leave.first).days < 4 for call in calls)


@pytest.mark.slow
def test_a_call_is_measured_beside_a_re_solve() -> None:
    """One call: the least number of people is proven, the judge agrees, and a re-solve disturbs no fewer."""
    suite = Replanning()
    case = suite.open("sick-01", None)
    ours, plain = (method(case, TASK, Report(io.StringIO())) for method in (run, from_scratch))
    verdict = suite.judge(case, ours.answer)
    assert verdict.faults == ()
    assert verdict.cost == ours.cost == ours.bound
    other = suite.judge(case, plain.answer)
    assert other.faults == ()
    assert verdict.cost is not None
    assert other.cost is not None
    assert verdict.cost <= other.cost


def test_a_roster_of_the_past_is_refused() -> None:
    """Nobody can have served otherwise before the call: a turn worked and then left out is a fault."""
    suite = Replanning()
    case = suite.open("sick-01", None)
    week = case.changed.open_week(case.changed.book())
    crew = min(week.crews, key=lambda one: one.start)
    worked = (week.candidates(crew)[0].id, crew.id)
    faults = suite.judge(case, {"before": [worked], "after": []}).faults
    assert f"{worked[0]} in {crew.id} was worked" in faults
