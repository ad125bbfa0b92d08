"""A published plan taken up again: the order behind it, and who serves where in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from models import Fault, Faults, Leave, PatrolTier, Plan, Station
from scheduler.commands import Options, read_order
from scheduler.i18n import Text
from scheduler.kernel.tally import Cell
from scheduler.measures import with_measures
from scheduler.order import Order
from scheduler.posture import Request
from scheduler.saved_plan import read_plan


def order_behind(options: Options, plan: Plan | None, tiers: Mapping[date, PatrolTier]) -> Order:
    """The order for the days in `tiers`, as the plan was made and the options change it; raises Faults.

    The station is read anew. Absences, profiles, settings, waivers and the past come from the plan; an
    option that is given stands before them.
    """
    typed = plan.provenance.typed if plan else None
    options = replace(
        options,
        week=str(min(tiers)),
        weeks=len(tiers) // 7,
        routes=options.routes or bool(plan and plan.walks),
        profile=list(dict.fromkeys((*(typed.profile if typed else ()), *options.profile))),
    )
    order = read_order(options)
    after = order.request.after or (plan_before(plan) if plan else None)
    away = order.request.away or (_extra_leave(plan, order.station) if plan else ())
    earlier = {day.date: day.earlier for day in plan.days if day.earlier} if plan else {}
    request = Request(
        min(tiers), options.weeks, {**tiers, **order.request.tiers}, away, after, options.short, earlier
    )
    decisions = (*(plan.decisions if plan else ()), *order.record.decisions)
    return with_measures(_behind(order, plan, request), decisions)


def _behind(order: Order, plan: Plan | None, request: Request) -> Order:
    """The order as it was read, with what the plan says of settings, waivers and the moment."""
    return Order(
        station=order.station,
        request=request,
        settings={**(plan.settings if plan else {}), **order.settings},
        profiles=order.profiles,
        waivers=order.waivers or (plan.waivers if plan else ()),
        limits=order.limits,
        record=order.record,
        patrols=order.patrols,
        now=plan.change.now if plan and plan.change else None,
    )


def station_of(path: Path) -> Path:
    """The station of a plan.json, where it lay when the plan was made: from here, or from a folder above.

    Raises Faults when it is not there any more.
    """
    folder = Path(read_plan(path).provenance.folder)
    for base in (Path(), *path.resolve().parents):
        if folder.parts and (base / folder).exists():
            return base / folder
    text = Text("the station it was made from is not at '{folder}'; name it before the plan", folder=folder)
    raise Faults([Fault(text, str(path))])


def tiers_of(plan: Plan) -> dict[date, PatrolTier]:
    """The tier of each day of a plan."""
    return {day.date: day.tier for day in plan.days}


def check_station(plan: Plan, station: Station, path: Path) -> None:
    """Raises Faults for a plan of another station."""
    if plan.station != station.id:
        text = Text("the plan is of station '{theirs}', not '{ours}'; name a plan of this station",
                    theirs=plan.station, ours=station.id)  # fmt: skip
        raise Faults([Fault(text, str(path))])


def served_in(plan: Plan, station: Station) -> frozenset[Cell]:
    """Who serves where; raises Faults for people whom the station does not have."""
    faults = [
        Fault(Text("'{who}' serves in the plan but is nobody at the station", who=turn.person), "plan.json")
        for turn in plan.turns
        if turn.person not in station.by_id
    ]
    if faults:
        raise Faults(faults)
    return frozenset(Cell(turn.person, turn.crew) for turn in plan.turns)


def plan_before(plan: Plan) -> Plan | None:
    """The past that a plan carries, as if it were the plan before it; None when it carries none."""
    if not plan.past:
        return None
    days = tuple(day.model_copy(update={"date": day.date - timedelta(days=7)}) for day in plan.days[:7])
    return Plan.model_validate(
        {
            **{name: getattr(plan, name) for name in Plan.model_fields},
            "days": days, "crews": (), "turns": (),
            "ledger": tuple(line for line in plan.ledger if line.week < plan.first),
        }
    )  # fmt: skip


def _extra_leave(plan: Plan, station: Station) -> tuple[Leave, ...]:
    """Absences that the plan was made with and the station's file does not hold."""
    return tuple(leave for leave in plan.leave if leave not in station.leave)
