"""Volunteers 群防群治: voluntary help, and the patrols it could join; it fills no seat (A29, W11, U25)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models import Crew, Duty, FactKind, Person, Plan, StaffKind, Station
from models.duty import Seats
from models.places import MOVING
from scheduler.i18n import tr
from scheduler.render.names import comma, spaced
from scheduler.reports.figures import Entry, count, mean, ratio
from scheduler.reports.place import Known
from scheduler.reports.report import Line, Part, Report, Section, Table

FORCE = (StaffKind.OFFICER, StaffKind.AUXILIARY, StaffKind.PATROL_GUARD)
"""Who must be in a crew that volunteers walk along with (ours): nobody patrols with volunteers alone."""


def may_join(person: Person, duty: Duty | Crew, kinds: Iterable[StaffKind]) -> bool:
    """Whether a volunteer could walk along: unarmed, no enforcement, with police, in the own zone."""
    near = not person.home_zone or person.home_zone in duty.zones
    plain = duty.mode in MOVING and bool(duty.zones) and not (duty.armed or duty.enforcement)
    return plain and near and any(kind in FORCE for kind in kinds)


def volunteers(station: Station, plan: Plan | None) -> Report:
    """Who offers help and which patrols are open to it; with a plan also the dates of those patrols."""
    people = [person for person in station.people if person.kind is StaffKind.VOLUNTEER]
    notes = [
        tr("Help is offered, never ordered (A29), and fills no seat: the roster is the same without it.")
    ]
    if required := [duty.name for duty in station.duties if _asks(duty)]:
        notes.append(
            tr("These duties ask for volunteers, which they must not: {duties}", duties=", ".join(required))
        )
    heads = (tr("Name"), tr("Telephone"), tr("Zone"), tr("Skills"), tr("Could join"))
    rows = tuple(_row(station, plan, person) for person in people)
    nobody: Line = (tr("nobody is given; write people of the kind volunteer"), "", "", "", "")
    parts: tuple[Part, ...] = (
        volunteer_entry(station).facts,
        *notes,
        Table(heads, rows or (nobody,), tr("Volunteers"), left=(4,)),
        _villages(station),
    )
    return Report("volunteers", tr("{station}: volunteers and mass prevention", station=station.name),
                  (Section(tr("Volunteers"), parts),))  # fmt: skip


def volunteer_entry(station: Station) -> Entry:
    """Voluntary help in numbers; in Wuzhong 4,898 people in 561 groups are 8.7 a group (W11)."""
    known = Known(station)
    groups, members = known.fact(FactKind.MASS_GROUPS), known.fact(FactKind.MASS_PEOPLE)
    return Entry(tr("Volunteers"), (
        count(tr("Volunteers"), known.count(StaffKind.VOLUNTEER)),
        count(tr("Mass-prevention groups"), groups),
        count(tr("People in them"), members),
        ratio(tr("Mean (W11: 8.7)"), members, groups, mean),
        count(tr("Village guards"), known.count(StaffKind.VILLAGE_GUARD)),
    ))  # fmt: skip


def _asks(duty: Duty) -> bool:
    return any(seats.of(StaffKind.VOLUNTEER)[0] for seats in _tiers(duty))


def _tiers(duty: Duty) -> tuple[Seats, Seats, Seats]:
    return duty.tier3, duty.tier2, duty.tier1


def _row(station: Station, plan: Plan | None, person: Person) -> Line:
    zones = {zone.id: zone.name for zone in station.zones}
    join = _in_plan(plan, person) if plan else [
        duty.name for duty in station.duties
        if may_join(person, duty, (seat.kind for seats in _tiers(duty) for seat in seats))
    ]  # fmt: skip
    where = zones.get(person.home_zone or "", tr("any zone"))
    return (spaced(person.name), person.phone, where, comma().join(person.skills), tr("; ").join(join) or "—")


def _in_plan(plan: Plan, person: Person) -> list[str]:
    """Patrols of the plan with the days of the month on which they stand."""
    days: dict[str, list[str]] = {}
    for crew in plan.crews:
        kinds = [plan.person_by_id[turn.person].kind for turn in plan.members[crew.id]]
        if may_join(person, crew, kinds):
            window = f"{crew.start:%H%M}–{crew.end:%H%M}"
            days.setdefault(f"{crew.name} {window}", []).append(str(crew.date.day))
    return [f"{name} ({comma().join(found)})" for name, found in days.items()]


def _villages(station: Station) -> Table:
    """Village guards by zone: the standing part of mass prevention, counted apart."""
    names = {zone.id: zone.name for zone in station.zones}
    guards = Counter(one.home_zone or "" for one in station.people if one.kind is StaffKind.VILLAGE_GUARD)
    rows = tuple((names.get(zone, tr("no zone")), number) for zone, number in sorted(guards.items()))
    return Table(
        (tr("Zone"), tr("Village guards")),
        rows or ((tr("none"), 0),),
        tr("Village guards by zone"),
        left=(0,),
    )
