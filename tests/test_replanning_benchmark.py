"""The benchmark of sick calls: drawn the same each time, few people disturbed beside a re-solve."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.replanning import main, sick_calls, station_order
from models import Limits


def test_sick_calls_are_drawn_by_the_seed() -> None:
    """One seed gives the same calls; each begins on the day it is reported and lasts four days at most."""
    order = station_order(Limits())
    calls = list(sick_calls(order, 20, 1))
    assert calls == list(sick_calls(order, 20, 1)) != list(sick_calls(order, 20, 2))
    assert all(call.leave.first == call.now.date() for call in calls)
    assert all(0 <= (call.leave.last - call.leave.first).days < 4 for call in calls)


@pytest.mark.slow
def test_a_call_is_measured_beside_a_re_solve(tmp_path: Path) -> None:
    """One call: the least number of people is proven, and no more than a re-solve from scratch disturbs."""
    assert main(["--count", "1", "--commands", "0", "--out", str(tmp_path)]) == 0
    with (tmp_path / "replanning.csv").open(encoding="utf-8", newline="") as file:
        ours, plain = csv.DictReader(file)
    assert list(ours)[:10] == [
        "suite", "instance", "method", "seed", "seconds", "cost", "bound", "best", "gap", "status",
    ]  # fmt: skip
    assert ours["cost"] == ours["bound"] == plain["best"]
    assert int(ours["cost"]) <= int(plain["cost"])
