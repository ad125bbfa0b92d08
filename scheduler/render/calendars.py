"""One calendar file a person: each window of each turn is an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from icalendar import Calendar, Event

from models import Crew, DutyKind, Plan, Turn
from scheduler.i18n import tr
from scheduler.render.names import comma
from scheduler.render.routes_zones import zone_order


def write_calendars(plan: Plan, folder: Path) -> None:
    """Write `<id>.ics` for everybody who serves; times are local and carry no time zone."""
    folder.mkdir()
    mine: dict[str, list[Turn]] = {}
    for turn in plan.turns:
        mine.setdefault(turn.person, []).append(turn)
    names = {person.id: person.name for person in plan.people}
    for who, turns in mine.items():
        (folder / f"{file_name(who)}.ics").write_bytes(_calendar(plan, turns, names).to_ical())


def file_name(who: str) -> str:
    """The id of a person, with signs that no file name may hold written as %XX."""
    return re.sub(r'[<>:"/\\|?*%\x00-\x1f]|^\.|[. ]$', lambda sign: f"%{ord(sign[0]):02X}", who)


def _calendar(plan: Plan, turns: list[Turn], names: Mapping[str, str]) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//xunfang//roster//ZH")
    calendar.add("x-wr-calname", tr("Duty, {station}", station=plan.name))
    for turn in sorted(turns, key=lambda turn: (plan.crew_by_id[turn.crew].start, turn.crew)):
        for event in _events(plan, turn, names):
            calendar.add_component(event)
    return calendar


def _events(plan: Plan, turn: Turn, names: Mapping[str, str]) -> Iterator[Event]:
    crew = plan.crew_by_id[turn.crew]
    for n, span in enumerate(crew.spans, start=1):
        event = Event()
        event.add("uid", f"{crew.id}.{n}.{turn.person}@{plan.station}.xunfang".replace("/", "."))
        event.add("dtstamp", _made_at(plan))
        event.add("dtstart", span.start)
        event.add("dtend", span.end)
        event.add("summary", crew.name)
        event.add("description", "\n".join(_description(plan, turn, crew, names)))
        event.add("transp", "TRANSPARENT" if crew.on_call else "OPAQUE")
        yield event


def _description(plan: Plan, turn: Turn, crew: Crew, names: Mapping[str, str]) -> Iterator[str]:
    others = [names[one.person] for one in plan.members[crew.id] if one.person != turn.person]
    if in_own_beat := crew.kind is DutyKind.BEAT and not crew.place:
        yield tr("zones {zones}", zones=comma().join(plan.person_by_id[turn.person].beat))
    if others and not in_own_beat:
        yield tr("with {names}", names=comma().join(others))
    if crew.zones:
        yield tr("zones {zones}", zones="→".join(zone_order(plan, crew)))
    yield from _first_stop(plan, crew)
    if crew.on_call:
        yield tr("on call: reachable, not on duty")
    yield from filter(None, (turn.note, crew.note))
    if plan.phone:
        yield tr("Duty telephone: {phone}", phone=plan.phone)
    yield tr("No. {number}", number=plan.number)


def _first_stop(plan: Plan, crew: Crew) -> Iterator[str]:
    """Where a patrol with a route calls first, and when."""
    names = {place.id: place.name for place in plan.places}
    for stop in (route.stops[0] for route in plan.routes if route.crew == crew.id and route.stops):
        yield tr("first stop {time} {place}", time=f"{stop.due:%H:%M}", place=names[stop.place])


def _made_at(plan: Plan) -> datetime:
    """When the plan was made, in UTC as RFC 5545 asks; the plan's first day when that cannot be read."""
    try:
        made = datetime.fromisoformat(plan.provenance.made_at)
    except ValueError:
        made = datetime.combine(plan.first, datetime.min.time())
    return made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC)
