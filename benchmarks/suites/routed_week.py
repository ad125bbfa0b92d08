"""A shipped station's week with its routes, planned to proof; the patrol value is what stays in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from benchmarks.card import Suite, Verdict
from models import Limits
from scheduler.kernel.audit import audit, chosen_with_past, price
from scheduler.kernel.tally import Cell

if TYPE_CHECKING:
    from scheduler.kernel.problem import Problem
    from scheduler.order import Order

SCENARIOS = Path(__file__).parents[2] / "scenarios"
VALUE = "patrol-value"


class RoutedWeek(Suite):
    """Who walks which loop; every law audited, the value that is missing counted again."""

    name = "routed-week"
    about = "a week of each station that ships, with routes; seconds hold the making of the loops"
    source = "scenarios"
    cost = "patrol value that the loops at hand leave uncollected, in the units of the rule patrol-value"
    methods: ClassVar[Mapping[str, str]] = {"xunfang": "benchmarks.ours.routed_week:run"}

    def names(self, data: Path | None) -> Iterable[str]:
        """The stations with a map."""
        return ("tianbu", "zhuantang")

    def open(self, name: str, data: Path | None) -> Order:
        """The order, without the loops."""
        from scheduler.commands import Options, read_order

        return read_order(Options(SCENARIOS / name, week="2026-11-23", routes=True, limits=Limits()))

    def size(self, opened: Order) -> str:
        """People and places."""
        return f"{len(opened.station.people)} people, {len(opened.station.places)} places"

    def judge(self, opened: Order, answer: Any) -> Verdict:
        """Audit the week against the loops made anew, which are the same each time."""
        problem = problem_of(opened)
        chosen = [Cell(who, what) for who, what in answer]
        faults = [str(one.tally.says) for one in audit(problem, chosen) if one.ruling.hard]
        value = next(one for one in problem.rulings if one.rule == VALUE)
        return Verdict(price(list(value.tallies), chosen_with_past(problem, chosen)), tuple(faults))


def problem_of(order: Order) -> Problem:
    """The whole problem, loops and all."""
    book = order.book()
    return book.read(order.open_week(book))
