"""Briefing 分级分类推送: what everybody, each crew and each community officer is told, a page a day (A27)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models import Crew, Day, DutyKind, Place, Plan, Role, Station
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.names import comma, printed
from scheduler.render.routes_zones import zone_order
from scheduler.render.rows import ORDER
from scheduler.reports.report import Facts, Line, Part, Report, Section, Table

MOST = 5
"""Places that a crew or an officer is told of, those of highest risk first (ours)."""


def briefing(station: Station, plan: Plan) -> Report:
    """General for all, by crew for its hours and zones, tailored for each community officer's beat."""
    title = tr("{station}: briefing", station=plan.name)
    pages = tuple(
        Section(f"{day.date:%m-%d}", tuple(_parts(station, plan, day)), f"{title} {day.date}")
        for day in plan.days
    )
    return Report("briefing", title, pages)


def _parts(station: Station, plan: Plan, day: Day) -> Iterator[Part]:
    crews = sorted((crew for crew in plan.crews if crew.date == day.date and crew.kind in ORDER),
                   key=lambda crew: (ORDER.index(crew.kind), crew.group, crew.start))  # fmt: skip
    yield Facts((
        (tr("Date"), f"{words.month_day(day.date)} {words.weekday(day.date)} {words.holiday(day)}".strip()),
        (tr("Patrol tier"), words.tier(day)),
        (tr("Meetings"), _events(plan, day) or tr("none")),
        (tr("Duty telephone"), plan.phone or "—"),
    ))  # fmt: skip
    yield Table((tr("Crew"), tr("Window"), tr("Members"), tr("Zones"), tr("To watch")),
                tuple(_crew(station, plan, crew) for crew in crews if crew.zones and plan.members[crew.id]),
                tr("By crew"), left=(2, 4))  # fmt: skip
    if rows := tuple(_officers(station, plan)):
        yield Table((tr("Officer"), tr("Zones"), tr("To watch")), rows, tr("By beat"), left=(2,))
    yield tr("General for all, by crew and by beat: three classes (A27). Places by risk, at most {most}.",
             most=MOST)  # fmt: skip


def _events(plan: Plan, day: Day) -> str:
    held = [crew for crew in plan.crews if crew.date == day.date and crew.kind is DutyKind.EVENT]
    return tr("; ").join(f"{crew.name} {words.window(crew.spans[0])}" for crew in held)


def _crew(station: Station, plan: Plan, crew: Crew) -> Line:
    names = printed(plan.people)
    zones = zone_order(plan, crew)
    open_then = [place for place in station.places if any(map(place.is_open, crew.spans))]
    return (crew.name, "\n".join(map(words.window, crew.spans)),
            comma().join(names[turn.person] for turn in plan.members[crew.id]), comma().join(zones),
            _watched(open_then, zones))  # fmt: skip


def _officers(station: Station, plan: Plan) -> Iterator[Line]:
    names = printed(plan.people)
    for person in plan.people:
        if Role.COMMUNITY_OFFICER in person.roles and person.beat:
            yield names[person.id], comma().join(person.beat), _watched(station.places, person.beat)


def _watched(places: Sequence[Place], zones: Sequence[str]) -> str:
    """The places of some zones, the highest risk first, with the hours in which they matter."""
    mine = sorted((place for place in places if place.zone in zones), key=lambda place: -place.risk)
    return tr("; ").join(" ".join([place.name, *map(str, place.windows)]) for place in mine[:MOST]) or "—"
