"""Visibility 见警率: visible patrol minutes by zone and hour, and the gaps of the day (T25, I-10, W06)."""

from __future__ import annotations

from collections.abc import Sequence

from models import Plan, Station
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.reports.calls import Calls
from scheduler.reports.figures import Entry, count, ratio
from scheduler.reports.report import Part, Report, Section, Table, shades
from scheduler.reports.steering import calls_beside
from scheduler.reports.visible import DAY, Gap, by_hour, gaps, patrols, pieces


def visibility(station: Station, plan: Plan, calls: Calls | None = None) -> Report:
    """A heat table, the gaps with the days on which they stand open, and the day beside all-day patrol.

    With `calls` also where patrol falls behind them.
    """
    heat, open_ = by_hour(plan, pieces(plan)), gaps(plan)
    parts: tuple[Part, ...] = (
        _entry(plan, heat, open_).facts, _heat(station, heat), *_notes(plan), _gaps(plan, open_),
        *(calls_beside(station, heat, calls) if calls else ()),
    )  # fmt: skip
    section = Section(tr("Visibility"), parts)
    return Report("visibility", tr("{station}: visible patrol by zone and hour, {number}", station=plan.name,
                                   number=plan.number), (section,), True)  # fmt: skip


def visibility_entries(plan: Plan) -> tuple[Entry, ...]:
    """The numbers of the mean day; then the visible minutes of each of its hours."""
    heat = by_hour(plan, pieces(plan))
    hours = [sum(zone[hour] for zone in heat.values()) for hour in range(24)]
    figures = [count(str(hour), round(one), tone=one) for hour, one in enumerate(hours)]
    day = count(tr("Day"), round(sum(hours)))
    return _entry(plan, heat, gaps(plan)), Entry(tr("Visible minutes by hour"), (*figures, day))


def _entry(plan: Plan, heat: dict[str, list[float]], open_: Sequence[Sequence[Gap]]) -> Entry:
    uncovered = sum(end - start for day in open_ for start, end in day) / len(open_)
    return Entry(tr("Visibility"), (
        count(tr("Patrol crews"), len(patrols(plan))),
        count(tr("Visible minutes a day"), round(sum(map(sum, heat.values())))),
        ratio(tr("Without patrol a day"), uncovered, 1, lambda found: _hours(found[0] / found[1])),
        ratio(tr("Covered of 24 h (W06: all)"), DAY - uncovered, DAY),
    ))  # fmt: skip


def _notes(plan: Plan) -> tuple[str, ...]:
    routed = {route.crew for route in plan.routes}
    shared = sorted({crew.name for crew in patrols(plan) if crew.id not in routed})
    notes = [tr("Minutes of crews on the mean day: two crews in one zone count twice. Fixed posts and video "
                "patrol are not patrol. The first morning is that of the last night.")]  # fmt: skip
    if routed:
        notes.append(tr("From the routes: a stay counts to the zone of its place, a way to the zone it leads "
                        "to; time at the base does not count."))  # fmt: skip
    if shared:
        notes.append(tr("Without a route, the window shared equally over the crew's zones: {crews}.",
                        crews=", ".join(shared)))  # fmt: skip
    return tuple(notes)


def _heat(station: Station, heat: dict[str, list[float]]) -> Table:
    zones = [*((zone.id, f"{zone.id} {zone.name}") for zone in station.zones)]
    known = {one for one, _ in zones}
    zones += [(one, one or tr("no zone")) for one in sorted(heat) if one not in known]
    nothing = [0.0] * 24
    numbers = [heat.get(one, nothing) for one, _ in zones]
    total = [sum(column) for column in zip(*numbers, strict=True)]
    rows = [
        (name, *(round(one) or None for one in mine), round(sum(mine)))
        for (_, name), mine in zip(zones, numbers, strict=True)
    ]
    rows.append((tr("All zones"), *(round(one) or None for one in total), round(sum(total))))
    heads = (tr("Zone"), *(str(hour) for hour in range(24)), tr("Day"))
    tones = shades([(0.0, *mine) for mine in numbers])
    return Table(heads, tuple(rows), tr("Visible minutes by zone and hour"), left=(0,), tones=tones)


def _gaps(plan: Plan, open_: Sequence[Sequence[Gap]]) -> Table:
    """Each gap once, with the days on which it stands open, the longest first."""
    days: dict[Gap, list[str]] = {}
    for day, mine in zip(plan.days, open_, strict=True):
        for gap in mine:
            days.setdefault(gap, []).append(f"{day.date.day} {words.weekday(day.date)}")
    order = sorted(days, key=lambda gap: (-len(days[gap]), gap[0] - gap[1], gap))
    rows = tuple(
        (f"{_clock(start)}–{_clock(end)}", _hours(end - start),
         tr("every day") if len(days[start, end]) == len(plan.days) else ", ".join(days[start, end]))
        for start, end in order
    )  # fmt: skip
    heads = (tr("Without patrol"), tr("How long"), tr("Date"))
    return Table(heads, rows or ((tr("none"), "", ""),), tr("Gaps of the day"), left=(2,))


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _hours(minutes: float) -> str:
    whole = round(minutes)
    return tr("{h} h {m:02d}", h=whole // 60, m=whole % 60)
