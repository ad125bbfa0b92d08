"""Weeks of the station that ships: the engine beside plain models with the same demand and laws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.card import Step, Suite, Verdict
from benchmarks.peers import plain_model
from benchmarks.peers.cases import CASES, Case, open_case, verdict
from benchmarks.peers.linear import Linear
from scheduler.kernel.audit import chosen_with_past, price
from scheduler.kernel.tally import Cell


class StationWeek(Suite):
    """Who serves in which crew; judged by the peers' laws and by ours, priced in the peers' measure."""

    name = "station-week"
    about = "a station's week and its four weeks, beside what one writes by hand"
    source = "scenarios/tianbu"
    cost = "empty seats 1000, most minus least nights 20 and ten minutes 1, a fourth night 5 (the peers' sum)"
    methods: ClassVar[Mapping[str, str]] = {
        "xunfang": "benchmarks.ours.station_week:run",
        "cp-sat-2": "benchmarks.peers.on_cp_sat:run",
        "cp-sat-8": "benchmarks.peers.on_cp_sat:run",
        "cp-sat-max-lp": "benchmarks.peers.on_cp_sat:run",
        "highs": "benchmarks.peers.on_highs:run",
    }

    def names(self, data: Path | None) -> Iterable[str]:
        """The cases."""
        return CASES

    def open(self, name: str, data: Path | None) -> Case:
        """The case as our problem and as the peers' data."""
        return open_case(name)

    def size(self, opened: Case) -> str:
        """People, days, and how many may serve where."""
        week = opened.plain
        cells = len(list(opened.problem.cells()))
        return f"{len(week.people)} people, {week.days} days, {cells} cells, {opened.tallies} counts"

    def judge(self, opened: Case, answer: Any) -> Verdict:
        """The cost in the peers' measure; a breach of a law of either side is a fault."""
        chosen = [Cell(who, what) for who, what in answer]
        cost, breaches = verdict(opened, chosen)
        return Verdict(cost, tuple(breaches), steps=tuple(_steps(opened, chosen)))

    def plain(self, opened: Case) -> tuple[Linear, Any]:
        """The peers' model."""
        return plain_model.build(opened.plain)


def _steps(case: Case, chosen: list[Cell]) -> Iterator[Step]:
    """What the roster costs in each step of our tiers."""
    known = chosen_with_past(case.shared, chosen)
    for level in case.shared.levels:
        value = price([tally for ruling in level for tally in ruling.tallies], known)
        rules = " ".join(ruling.rule for ruling in level)
        yield Step(level[0].importance.value, rules, value, None, "PRICED", None)
