"""Reports: each kind a pure function from station and plans to one report, and to figures for a bureau."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models import Plan, Station
from scheduler.i18n import Text
from scheduler.reports.briefing import briefing
from scheduler.reports.calls import Calls
from scheduler.reports.figures import Entry
from scheduler.reports.filing import filing, filing_entries
from scheduler.reports.handover import handover
from scheduler.reports.month import month, month_entries
from scheduler.reports.report import Report
from scheduler.reports.staffing import staffing, staffing_entries
from scheduler.reports.station_class import class_entries, class_notes, station_class
from scheduler.reports.strength import strength, strength_entry, strength_notes
from scheduler.reports.visibility import visibility, visibility_entries
from scheduler.reports.volunteers import volunteer_entry, volunteers


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
    "staffing": lambda given: staffing(given.station, given.plans[0] if given.plans else None),
    "class": lambda given: station_class(given.station, given.calls),
    "strength": lambda given: strength(given.station, given.plan),
    "visibility": lambda given: visibility(given.station, given.plan, given.calls),
    "filing": lambda given: filing(given.station, given.plan),
    "handover": lambda given: handover(given.plan),
    "briefing": lambda given: briefing(given.station, given.plan),
    "month": lambda given: month(given.station, given.plans),
    "volunteers": lambda given: volunteers(given.station, given.plans[0] if given.plans else None),
}
"""Every kind of report by its name on the command line."""

NEED_PLAN = ("strength", "visibility", "filing", "handover", "briefing", "month")
"""Kinds that cannot be made without a plan; all but `month` are made from one."""

ENTRIES: dict[str, Callable[[Given], tuple[Entry, ...]]] = {
    "staffing": lambda given: staffing_entries(given.station, given.plans[0] if given.plans else None),
    "class": lambda given: class_entries(given.station, given.calls),
    "strength": lambda given: (strength_entry(given.station, given.plan),),
    "visibility": lambda given: visibility_entries(given.plan),
    "filing": lambda given: filing_entries(given.station, given.plan),
    "month": lambda given: month_entries(given.plans),
    "volunteers": lambda given: (volunteer_entry(given.station),),
}
"""What a station gives to the report of its bureau; kinds that are not here are of one station."""

NAMES = {
    "staffing": Text("Staffing"),
    "class": Text("Class"),
    "strength": Text("Strength"),
    "visibility": Text("Visibility"),
    "filing": Text("Duty filing"),
    "month": Text("Month"),
    "volunteers": Text("Volunteers"),
}
"""What the report of a bureau is called."""

NOTES: dict[str, Callable[[], tuple[str, ...]]] = {"class": class_notes, "strength": strength_notes}
"""What is said beside the figures, over a bureau as for one station."""
