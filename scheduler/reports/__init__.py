"""Reports of a station: each kind a pure function from station and plans to one report model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models import Plan, Station
from scheduler.reports.calls import Calls
from scheduler.reports.filing import filing
from scheduler.reports.handover import handover
from scheduler.reports.month import month
from scheduler.reports.report import Report
from scheduler.reports.staffing import staffing
from scheduler.reports.station_class import station_class
from scheduler.reports.strength import strength
from scheduler.reports.visibility import visibility
from scheduler.reports.volunteers import volunteers


@dataclass(frozen=True)
class Given:
    """What a report is made from; only some kinds need plans or calls."""

    station: Station
    plans: Sequence[Plan] = ()
    calls: Calls | None = None

    @property
    def plan(self) -> Plan:
        """The one plan."""
        return self.plans[0]


KINDS: dict[str, Callable[[Given], Report]] = {
    "staffing": lambda given: staffing(given.station),
    "class": lambda given: station_class(given.station, given.calls),
    "strength": lambda given: strength(given.station, given.plan),
    "visibility": lambda given: visibility(given.station, given.plan),
    "filing": lambda given: filing(given.station, given.plan),
    "handover": lambda given: handover(given.plan),
    "month": lambda given: month(given.station, given.plans),
    "volunteers": lambda given: volunteers(given.station, given.plans[0] if given.plans else None),
}
"""Every kind of report by its name on the command line."""

NEED_PLAN = ("strength", "visibility", "filing", "handover", "month")
"""Kinds that cannot be made without a plan; all but `month` are made from one."""
