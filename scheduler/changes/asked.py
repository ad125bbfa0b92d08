"""What a change of a published plan asks for: moment, freeze, absences, tiers by the hour."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from models import Earlier, Fault, Faults, Plan
from models.route import Point
from models.sealing import seal_of
from scheduler.changes.basis import FREEZE, Basis
from scheduler.changes.carry import same_walks
from scheduler.commands import Gather, Options
from scheduler.i18n import Text
from scheduler.intake.arguments import parse_tiers
from scheduler.order import Order
from scheduler.posture import open_week
from scheduler.published import check_station, order_behind, served_in, tiers_of
from scheduler.saved_plan import read_plan

_HOUR = re.compile(r"^\s*\S+?[T ]\s*(\d{1,2}):(\d{2})\s*[=＝]")
FREEZE_MOST = 12 * 7 * 24
"""Hours: the longest plan has twelve weeks."""

_SPAN = re.compile(r"^\s*(\d+)\s*(h|d|小时|天)?\s*$")


@dataclass
class Asked:
    """The words of a change: those of `plan`, the published plan, and what is new."""

    options: Options
    plan: Path
    now: str = ""
    freeze: str = "48h"
    swaps: list[str] = field(default_factory=list)
    approve: bool = False
    workbook: Path | None = None
    edits: list[str] = field(default_factory=list)  # as decisions keep them: `+F07=2026-11-26/night`


@dataclass(frozen=True)
class Ready:
    """A change that was read without a mistake; `background` are the roads drawn behind routes."""

    order: Order
    basis: Basis
    background: tuple[tuple[Point, ...], ...] = ()


def read_change(asked: Asked) -> Ready:
    """The order and the plan to change; raises Faults with every mistake in files and arguments."""
    plan = read_plan(asked.plan)
    gather = Gather()
    now = gather(lambda: _now(asked.now, plan), datetime.min)
    freeze = gather(lambda: _freeze(asked.freeze), FREEZE)
    order = gather(lambda: _order(asked, plan), None)
    if asked.swaps and asked.workbook:
        gather.check(
            [Fault(Text("goes without --swap: write the swap into the workbook"), "--from-workbook")], ""
        )
    gather.check(_early(asked.options.tier, now) if not gather.faults else (), "")
    gather.check(_no_crews(order, asked.options.strike, now) if order and not gather.faults else (), "")
    gather.close()
    assert order is not None
    basis = Basis(plan, now, served_in(plan, order.station), freeze)
    return Ready(_from_then_on(order, basis, asked.options), basis, order.background)


def _now(text: str, plan: Plan) -> datetime:
    """The moment from which turns may change: inside the plan, or before it begins."""
    try:
        now = datetime.fromisoformat(unicodedata.normalize("NFKC", text).strip().replace("/", "-"))
    except ValueError as error:
        wrong = Text("'{text}' is not a moment; write it as \"2026-11-25 14:00\"", text=text)
        raise Faults([Fault(wrong, "--now")]) from error
    last = max(crew.end for crew in plan.crews)
    if now.tzinfo:
        wrong = Text("'{text}' has a time zone; write the station's own time without one", text=text)
        raise Faults([Fault(wrong, "--now")])
    if now >= last:
        wrong = Text("{now} is past the end of the plan, {last}; plan the next week", now=now, last=last)
        raise Faults([Fault(wrong, "--now")])
    return now


def _freeze(text: str) -> timedelta:
    match = _SPAN.match(unicodedata.normalize("NFKC", text))
    if not match:
        wrong = Text("'{text}' is no length of time; write it as 48h or 2d", text=text)
        raise Faults([Fault(wrong, "--freeze")])
    hours = int(match[1]) * (24 if match[2] in ("d", "天") else 1)
    if hours > FREEZE_MOST:
        wrong = Text("'{text}' is longer than any plan; write at most {most}h", text=text, most=FREEZE_MOST)
        raise Faults([Fault(wrong, "--freeze")])
    return timedelta(hours=hours)


def _order(asked: Asked, plan: Plan) -> Order:
    """The order behind the plan with what is new on top: absences, settings and waivers add up."""
    typed = plan.provenance.typed
    options = replace(asked.options, short=asked.options.short or bool(typed and typed.short))
    order = order_behind(options, plan, tiers_of(plan))
    check_station(plan, order.station, asked.plan)
    known = tuple(one for one in plan.leave if one not in order.station.leave)
    new = order.request.away if options.away else ()
    ruled = {one.rule for one in order.waivers}
    settings = {rule: {**plan.settings.get(rule, {}), **values} for rule, values in order.settings.items()}
    return replace(
        order,
        request=replace(order.request, away=(*known, *(one for one in new if one not in known))),
        settings=settings,
        waivers=(*(one for one in plan.waivers if one.rule not in ruled), *order.waivers),
        record=order.record.model_copy(update={"changed_from": plan.seal or seal_of(plan)}),
    )


def _early(tiers: list[str], now: datetime) -> Iterator[Fault]:
    """A fault for each tier that would have to be raised in the past."""
    for argument in tiers:
        for day in parse_tiers([argument]):
            if day < now.date() or (_hour(argument) and _moment(argument, day, now) < now):
                text = Text(
                    "lies before {now}; what was worked cannot be changed", now=f"{now:%Y-%m-%d %H:%M}"
                )
                yield Fault(text, f"--tier {argument}")


def _no_crews(order: Order, struck: list[str], now: datetime) -> Iterator[Fault]:
    """A fault for each crew struck that does not stand anyway, or has begun."""
    whole = replace(order.request, struck=order.request.struck - {one.strip() for one in struck})
    week = open_week(order.station, whole, order.book().reseat)
    for text in struck:
        crew = week.by_id.get(text.strip())
        if crew is None:
            known = ", ".join(one.id for one in week.crews if one.id[:10] == text.strip()[:10])
            says = Text("no crew '{crew}' stands; write one of {known}", crew=text, known=known or "-")
            yield Fault(says, "--strike")
        elif crew.start < now:
            says = Text("lies before {now}; what was worked cannot be changed", now=f"{now:%Y-%m-%d %H:%M}")
            yield Fault(says, f"--strike {text}")


def _hour(argument: str) -> time | None:
    match = _HOUR.match(unicodedata.normalize("NFKC", argument))
    return time(int(match[1]), int(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def _moment(argument: str, day: date, now: datetime) -> datetime:
    """From when a tier holds: its hour, else now for today and midnight for any other day."""
    hour = _hour(argument)
    return datetime.combine(day, hour or time()) if hour or day != now.date() else now


def _from_then_on(order: Order, basis: Basis, options: Options) -> Order:
    """The order from the moment on; the map is opened only where other crews walk than before."""
    request = replace(order.request, earlier=_earlier(basis, options.tier))
    order = replace(order, request=request, now=basis.now)
    week = open_week(order.station, order.request, order.book().reseat)
    return replace(order, patrols=None) if same_walks(basis, week) else order


def _earlier(basis: Basis, tiers: list[str]) -> dict[date, tuple[Earlier, ...]]:
    """For each day whose tier changes in the course of it, the tiers before the last."""
    found = {day.date: day.earlier for day in basis.plan.days if day.earlier}
    days = {day.date: day for day in basis.plan.days}
    for argument in tiers:
        for day, tier in parse_tiers([argument]).items():
            moment = _moment(argument, day, basis.now)
            before = days[day]
            if moment == datetime.combine(day, time()):
                found.pop(day, None)
            elif before.tier != tier:
                found[day] = (*before.earlier, Earlier(until=moment, tier=before.tier))
    return found
