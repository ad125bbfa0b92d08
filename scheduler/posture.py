"""From posture to crews: the tier of each day decides which crews stand, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from models import (
    Crew,
    Day,
    Duty,
    DutyKind,
    Earlier,
    Fault,
    Faults,
    Leave,
    PatrolTier,
    Plan,
    Seats,
    Span,
    Station,
    Week,
)
from models.event import WEEKDAYS
from scheduler import ledger
from scheduler.calendar import Calendar
from scheduler.i18n import Text
from scheduler.occasions import event_crews

Reseat = Callable[[Duty, Seats], Seats]

TAIL = timedelta(days=7)
"""How far back past turns are looked at: the longest window of a default rule (weekly rest day)."""


@dataclass(frozen=True)
class Request:
    """What the chief asks for: weeks, tiers, who is away, the plan before, crews that do not stand."""

    first: date
    weeks: int = 1
    tiers: Mapping[date, PatrolTier] = field(default_factory=dict)
    away: tuple[Leave, ...] = ()
    after: Plan | None = None
    short: bool = False
    earlier: Mapping[date, tuple[Earlier, ...]] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()


def monday_of(day: date) -> date:
    """The Monday of the week in which a date lies."""
    return day - timedelta(days=day.weekday())


def _as_written(duty: Duty, seats: Seats) -> Seats:
    del duty
    return seats


def open_week(station: Station, request: Request, reseat: Reseat = _as_written) -> Week:
    """The horizon with its crews; raises Faults when the request does not fit the station.

    `reseat(duty, seats)` lets rules change the seats of a duty (a checkpoint with two officers).
    """
    first = monday_of(request.first)
    dates = [first + timedelta(days=i) for i in range(7 * request.weeks)]
    _check(station, request, dates)
    days = tuple(
        _day(station, day, request.tiers).model_copy(update={"earlier": request.earlier.get(day, ())})
        for day in dates
    )
    crews = tuple(
        crew for day in days for crew in _day_crews(station, day, reseat) if crew.id not in request.struck
    )
    past, served = _tail(request.after, first)
    return Week(
        station=station,
        days=days,
        crews=crews,
        leave=(*station.leave, *request.away),
        past=past,
        served=served,
        carried=ledger.carried(request.after.ledger if request.after else (), first),
        short=request.short,
    )


def _check(station: Station, request: Request, dates: list[date]) -> None:
    first, last = dates[0], dates[-1]
    faults = [
        Fault(Text("tier of {day}: the date lies outside {first} to {last}", day=day, first=first, last=last))
        for day in request.tiers
        if not first <= day <= last
    ]
    faults += [
        Fault(
            Text(
                "{who} is away {start} to {end}, which does not touch {first} to {last}; correct the dates",
                who=leave.person,
                start=leave.first,
                end=leave.last,
                first=first,
                last=last,
            )
        )
        for leave in request.away
        if leave.last < first or leave.first > last
    ]
    if request.after:
        faults += _check_after(station, request.after, first)
    if faults:
        raise Faults(faults)


def _check_after(station: Station, after: Plan, first: date) -> Iterator[Fault]:
    if after.station != station.id:
        text = (
            "--after: the plan is for station '{theirs}', not '{ours}'; name last week's plan of this station"
        )
        yield Fault(Text(text, theirs=after.station, ours=station.id))
    if after.days[-1].date >= first:
        text = "--after: the plan ends on {end}, not before {first}; name the plan of an earlier week"
        yield Fault(Text(text, end=after.days[-1].date, first=first))


def _day(station: Station, day: date, tiers: Mapping[date, PatrolTier]) -> Day:
    known = Calendar(station.holidays, station.workdays)
    return Day(
        date=day,
        tier=tiers.get(day, PatrolTier(station.default_tier)),
        holiday=known.holiday(day),
        working=known.works(day),
    )


def _tail(after: Plan | None, first: date) -> tuple[tuple[Crew, ...], frozenset[tuple[str, str]]]:
    """Crews of the plan before that may still bind this one, and who served in them."""
    if after is None:
        return (), frozenset()
    earlier = {(turn.person, turn.crew) for turn in after.turns} | set(after.served)
    crews = {crew.id: crew for crew in (*after.past, *after.crews) if first - TAIL <= crew.date < first}
    return tuple(crews.values()), frozenset(pair for pair in earlier if pair[1] in crews)


def _day_crews(station: Station, day: Day, reseat: Reseat) -> list[Crew]:
    """The crews of a day; where its tier changes in the course of it, each starts under that of its hour."""
    tiers = [*(one.tier for one in day.earlier), day.tier]
    found, *later = (list(_crews(station, day.model_copy(update={"tier": tier}), reseat)) for tier in tiers)
    for earlier, crews in zip(day.earlier, later, strict=True):
        found = list(_from(earlier.until, found, crews))
    order = {crew.id: n for crews in (found, *later) for n, crew in enumerate(crews)}
    return sorted(found, key=lambda crew: order[crew.id]) if later else found


def _from(moment: datetime, before: list[Crew], after: list[Crew]) -> Iterator[Crew]:
    """Crews when the tier changes: who has begun goes on; new crews begin then, also inside their window."""
    begun = {crew.id: crew for crew in before if crew.start < moment}
    yield from begun.values()
    for crew in after:
        if crew.id not in begun and crew.end > moment:
            yield crew if crew.start >= moment else _rest_of(crew, moment)


def _rest_of(crew: Crew, moment: datetime) -> Crew:
    spans = tuple(
        Span(start=max(span.start, moment), end=span.end) for span in crew.spans if span.end > moment
    )
    rest = crew.model_copy(update={"spans": spans})
    return rest.model_copy(update={"active_minutes": min(crew.active_minutes, rest.presence_minutes)})


def _crews(station: Station, day: Day, reseat: Reseat) -> Iterator[Crew]:
    for duty in station.duties:
        if _stands(duty, day) and (seats := reseat(duty, duty.seats(day.tier))):
            yield from _duty_crews(duty, day, seats)
    yield from event_crews(station, day.date)


def _stands(duty: Duty, day: Day) -> bool:
    """Whether a duty stands on the day; ordinary work (beat, weekday desks) rests on public holidays."""
    beat = duty.kind is DutyKind.BEAT
    if duty.weekdays:
        ordinary = beat or duty.kind is DutyKind.DESK
        return WEEKDAYS[day.date.weekday()] in duty.weekdays and not (ordinary and day.holiday)
    return day.working or not beat


def _duty_crews(duty: Duty, day: Day, seats: Seats) -> Iterator[Crew]:
    spans = tuple(window.on(day.date) for window in duty.windows)
    pieces: list[tuple[str, tuple[Span, ...]]] = [("", spans)]
    if duty.split and len(spans) > 1:
        pieces = [(f"/{n}", (span,)) for n, span in enumerate(spans, start=1)]
    for n, (suffix, piece) in enumerate(pieces):
        presence = 0 if duty.on_call else sum(span.minutes for span in piece)
        active = presence if duty.active_minutes is None else min(presence, duty.active_minutes)
        yield Crew(
            id=f"{day.date}/{duty.id}{suffix}",
            date=day.date,
            duty=duty.id,
            kind=duty.kind,
            name=duty.name,
            group=duty.group if not suffix else n + 1,
            spans=piece,
            seats=seats,
            zones=_round(duty.zones, day.date, n, len(pieces)),
            active_minutes=active,
            **{key: getattr(duty, key) for key in _SAME},
        )


_SAME = ("mode", "within", "only_within", "enforcement", "armed", "on_call", "place", "meets", "own", "note")


def _round(zones: tuple[str, ...], day: date, piece: int, pieces: int) -> tuple[str, ...]:
    """Zones of one piece of the day, in an order that differs from the nights before (stations.md 5.3)."""
    size = -(-len(zones) // pieces)
    shift = day.toordinal() * (size if pieces > 1 else 1)
    turned = [zones[(i + shift) % len(zones)] for i in range(len(zones))]
    part = turned[piece * size : (piece + 1) * size]
    return tuple(reversed(part) if day.toordinal() % 2 and len(zones) > 2 else part)
