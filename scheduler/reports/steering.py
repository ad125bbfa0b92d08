"""Calls beside patrol: by hour, zone and case type, where patrol falls behind the calls (T04, Z16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models import Station
from scheduler.i18n import tr
from scheduler.reports.calls import Calls
from scheduler.reports.report import Line, Part, Table

BEHIND = 0.5
"""Part of the share of calls below which the share of patrol is marked (ours)."""

HOURS = 2
"""Hours of the day in one line."""


def calls_beside(station: Station, heat: Mapping[str, Sequence[float]], calls: Calls) -> tuple[Part, ...]:
    """Tables of the calls that have an hour, a zone or a type, and what the chief may do with them.

    `heat` are visible minutes by zone and hour of the mean day. Without hours and zones there is nothing to
    compare.
    """
    tables = (*_by_hour(heat, calls), *_by_zone(station, heat, calls), *_by_type(calls))
    if not tables:
        return ()
    told = tr(
        "Shares of all calls and of all visible minutes; ※ has less than half of its share of the calls."
        " No document says at how many calls a tier or a risk changes (I-19): the chief sets `risk`,"
        " windows and zones in the station's files, and the tier of a day."
    )
    return (*tables, told)


def _by_hour(heat: Mapping[str, Sequence[float]], calls: Calls) -> tuple[Table, ...]:
    if not calls.hours:
        return ()
    seen = [sum(zone[hour] for zone in heat.values()) for hour in range(24)]
    lines = {
        f"{start:02d}–{start + HOURS:02d}":
            (sum(calls.hours[start : start + HOURS]), sum(seen[start : start + HOURS]))
        for start in range(0, 24, HOURS)
    }  # fmt: skip
    return (_table(tr("Clock"), lines, tr("Calls and patrol by hour")),)


def _by_zone(station: Station, heat: Mapping[str, Sequence[float]], calls: Calls) -> tuple[Table, ...]:
    if not calls.zones:
        return ()
    ids = {**{zone.name: zone.id for zone in station.zones}, **{zone.id: zone.id for zone in station.zones}}
    found = {zone.id: 0 for zone in station.zones}
    elsewhere = 0
    for zone, number in calls.zones.items():
        if zone in ids:
            found[ids[zone]] += number
        else:
            elsewhere += number
    names = {zone.id: f"{zone.id} {zone.name}" for zone in station.zones}
    lines = {names[one]: (number, sum(heat.get(one, ()))) for one, number in found.items()}
    return (_table(tr("Zone"), lines, tr("Calls and patrol by zone"), elsewhere),)


def _by_type(calls: Calls) -> tuple[Table, ...]:
    if not calls.types:
        return ()
    total = sum(calls.types.values())
    order = sorted(calls.types.items(), key=lambda one: (-one[1], one[0]))
    rows: tuple[Line, ...] = tuple((name, number, _share(number, total)) for name, number in order)
    return (Table((tr("Case type"), tr("Calls"), tr("Share of calls")), rows, tr("Calls by type")),)


def _table(head: str, lines: Mapping[str, tuple[int, float]], title: str, elsewhere: int = 0) -> Table:
    """The lines with their shares; calls `elsewhere` are in the shares, and in a line of their own."""
    total = elsewhere + sum(number for number, _ in lines.values())
    minutes = sum(seen for _, seen in lines.values())
    heads = (head, tr("Calls"), tr("Share of calls"), tr("Visible minutes a day"), tr("Share of patrol"), "")
    rows: tuple[Line, ...] = tuple(
        (name, number, _share(number, total), round(seen), _share(seen, minutes),
         "※" if number and seen * total < BEHIND * number * minutes else "")
        for name, (number, seen) in lines.items()
    )  # fmt: skip
    if elsewhere:
        more = (tr("no zone of the station"), elsewhere, _share(elsewhere, total), None, None, "")
        rows = (*rows, more)
    return Table(heads, rows, title)


def _share(part: float, total: float) -> str:
    return f"{100 * part / total:.0f} %" if total else "—"
