"""Judge a roster from a file: a plan.json, or a workbook that was edited by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models import Fault, Faults, Finding, PatrolTier, Plan
from scheduler.commands import Options
from scheduler.i18n import Text
from scheduler.intake.roster_workbook import read_days, read_roster
from scheduler.judge import judge
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.published import check_station, order_behind, served_in, tiers_of
from scheduler.saved_plan import read_plan


@dataclass(frozen=True)
class Given:
    """A roster from a file: the order behind it, who serves where, and the plan.json it is or lies beside."""

    order: Order
    served: frozenset[Cell]
    known: Plan | None


def judge_file(options: Options, roster: Path) -> tuple[Finding, ...]:
    """Audit a plan.json or roster.xlsx against a station; raises Faults for mistakes in either."""
    given = read_given(options, roster)
    return judge(given.order, given.served, given.known.walks if given.known else ())


def read_given(options: Options, roster: Path) -> Given:
    """A plan.json or roster.xlsx of a station; raises Faults for mistakes in either.

    Days, tiers, absences, settings and waivers come from the plan (or the plan.json beside the workbook),
    and from the options where they are given.
    """
    if not roster.exists():
        raise Faults([Fault(Text("there is no such file or folder"), str(roster))])
    beside = roster.with_name("plan.json")
    is_book = roster.suffix.lower() != ".json"
    days: dict[date, PatrolTier] = read_days(roster) if is_book else {}
    known = read_plan(roster) if not is_book else read_plan(beside) if beside.is_file() else None
    if known and days and {day.date for day in known.days} != set(days):
        known = None
    order = order_behind(options, known, tiers_of(known) if known else days)
    if known:
        check_station(known, order.station, roster)
    if known and not is_book:
        return Given(order, served_in(known, order.station), known)
    pairs = read_roster(roster, order.station.by_id) if is_book else ()
    return Given(order, frozenset(Cell(*pair) for pair in pairs), known)
