"""Judge a roster from a file: a plan.json, or a workbook that was edited by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from models import Fault, Faults, Finding, Leave, PatrolTier, Plan, Station
from scheduler.commands import Options, read_order
from scheduler.i18n import Text
from scheduler.intake.roster_workbook import read_days, read_roster
from scheduler.pipeline import Order, judge
from scheduler.posture import Request
from scheduler.saved_plan import read_plan


def judge_file(options: Options, roster: Path) -> tuple[Finding, ...]:
    """Audit a plan.json or roster.xlsx against a station; raises Faults for mistakes in either.

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
    order = _audit_order(options, known, days)
    if known and known.station != order.station.id:
        text = "is for station '{theirs}', not '{ours}'"
        raise Faults([Fault(Text(text, theirs=known.station, ours=order.station.id), str(roster))])
    people = order.station.by_id
    pairs = read_roster(roster, people) if is_book else _pairs(known, people)
    return judge(order, pairs, known.walks if known else ())


def _pairs(known: Plan | None, people: object) -> tuple[tuple[str, str], ...]:
    assert isinstance(people, dict)
    turns = known.turns if known else ()
    faults = [
        Fault(Text("'{who}' serves in the plan but is nobody at the station", who=turn.person), "plan.json")
        for turn in turns
        if turn.person not in people
    ]
    if faults:
        raise Faults(faults)
    return tuple((turn.person, turn.crew) for turn in turns)


def _audit_order(options: Options, known: Plan | None, days: dict[date, PatrolTier]) -> Order:
    tiers = {day.date: day.tier for day in known.days} if known else days
    options.week = str(min(tiers))
    options.weeks = len(tiers) // 7
    options.routes = bool(known and known.walks)
    order = read_order(options)
    after = order.request.after or (_before(known) if known else None)
    away = order.request.away or (_extra_leave(known, order.station) if known else ())
    request = Request(min(tiers), options.weeks, {**tiers, **order.request.tiers}, away, after, options.short)
    return Order(
        station=order.station,
        request=request,
        settings={**(known.settings if known else {}), **order.settings},
        profiles=order.profiles,
        waivers=order.waivers or (known.waivers if known else ()),
        patrols=order.patrols,
    )


def _extra_leave(known: Plan, station: Station) -> tuple[Leave, ...]:
    """Absences that the plan was made with and the station's file does not hold."""
    return tuple(leave for leave in known.leave if leave not in station.leave)


def _before(known: Plan) -> Plan | None:
    """The past that a plan carries, as if it were the plan before it."""
    if not known.past:
        return None
    days = tuple(day.model_copy(update={"date": day.date - timedelta(days=7)}) for day in known.days[:7])
    return Plan.model_validate(
        {
            **{name: getattr(known, name) for name in Plan.model_fields},
            "days": days, "crews": (), "turns": (),
            "ledger": tuple(line for line in known.ledger if line.week < known.first),
        }
    )  # fmt: skip
