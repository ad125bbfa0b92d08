"""Sick calls in the week of the station that ships: the least change beside a re-solve from scratch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from benchmarks.card import Step, Suite, Verdict
from models import Limits
from scheduler.kernel.tally import Cell

if TYPE_CHECKING:
    from benchmarks.replanning import Case  # loads a solver, which HiGHS in another suite must not meet

CALLS = 20
SEED = 1
"""Of the calls; the seed of a run is another."""


class Replanning(Suite):
    """Who serves where after somebody calls in sick; laws and facts are audited, people counted again."""

    name = "replanning"
    about = f"{CALLS} seeded sick calls in a published week"
    source = "scenarios/tianbu"
    cost = "people whose turns to come differ from the published ones, without those he gives up himself"
    methods: ClassVar[Mapping[str, str]] = {
        "xunfang": "benchmarks.ours.replanning:run",
        "re-solve": "benchmarks.ours.replanning:from_scratch",
        "xunfang-command": "benchmarks.ours.replanning:command",
    }
    usual = ("xunfang", "re-solve")

    def names(self, data: Path | None) -> Iterable[str]:
        """The calls."""
        return [f"sick-{number:02d}" for number in range(1, CALLS + 1)]

    def open(self, name: str, data: Path | None) -> Case:
        """The station's order, and the call."""
        from benchmarks.replanning import Case, sick_calls, station_order

        order = station_order(Limits(workers=1, reproducible=True))
        return Case(order, next(one for one in sick_calls(order, CALLS, SEED) if one.name == name))

    def size(self, opened: Case) -> str:
        """Who, when, for how long."""
        leave, now = opened.call.leave, opened.call.now
        return f"{leave.person} on {now:%m-%d %H:%M}, away to {leave.last:%m-%d}"

    def judge(self, opened: Case, answer: Any) -> Verdict:
        """Count the people disturbed; a law broken or a turn of the past changed is a fault."""
        from benchmarks.replanning import changed

        before, after = ([Cell(*cell) for cell in answer[key]] for key in ("before", "after"))
        changes, faults = changed(opened, before, after)
        steps = (Step("COVER", name, number, None, "PRICED", None) for name, number in changes.items())
        return Verdict(changes["people"], tuple(faults), steps=tuple(steps))
