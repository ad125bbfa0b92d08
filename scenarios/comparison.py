"""The comparison as a report: the overview, zones and hours, places in reach, the price, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models import Plan
from scenarios.changed import changes_section
from scenarios.column import Column, zone_names
from scenarios.figures import Hours, costs_by_rule
from scenarios.overview import overview
from scenarios.reachable import MINUTES
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.reports.report import Line, Report, Section, Table, Value, shades
from scheduler.rulebook import BY_ID


def report_of(columns: Sequence[Column], published: Plan | None) -> Report:
    """The report; `published` is the plan that changes are counted against, where one was named."""
    sections = [overview(columns, published), _by_zone(columns), _price(columns)]
    if any(one.reached for one in columns):
        sections.insert(2, _places(columns))
    if published:
        sections.append(changes_section([(one.name, one.plan) for one in columns if one.plan], published))
    title = tr("What if: {names}", names=" · ".join(one.name for one in columns))
    return Report("compare", title, tuple(sections), True)


def _by_zone(columns: Sequence[Column]) -> Section:
    parts: list[Table] = []
    most = _most(one.patrol for one in columns)
    risky = _most(one.risk for one in columns)
    for one in columns:
        seen = tr("{name}: visible patrol minutes by zone and hour", name=one.name)
        called = tr("{name}: risk called at, by zone and hour", name=one.name)
        parts += [_heat(one, one.patrol, seen, most)] if one.patrol else []
        parts += [_heat(one, one.risk, called, risky)] if one.risk else []
    note = tr(
        "Of the mean day. Risk: the weight of the places at which crews call in the hour, each place once; "
        "only with routes."
    )
    return Section(tr("Zones and hours"), (note, *parts))


def _heat(column: Column, values: Hours, title: str, most: float) -> Table:
    zones = zone_names(column)
    order = sorted(values, key=lambda zone: (list(zones).index(zone) if zone in zones else len(zones), zone))
    rows = [(zones.get(zone, zone or tr("no zone")), *_row(values[zone])) for zone in order]
    total = [sum(column_) for column_ in zip(*values.values(), strict=True)]
    rows.append((tr("All zones"), *_row(total)))
    heads = (tr("Zone"), *map(str, range(24)), tr("Day"))
    return Table(
        heads, tuple(rows), title, left=(0,), tones=shades([(0.0, *values[zone]) for zone in order], most)
    )


def _most(every: Iterable[Hours]) -> float:
    return max((value for one in every for row in one.values() for value in row), default=0.0)


def _row(values: Sequence[float]) -> Line:
    """The 24 hours, and their sum."""
    return (*map(_shown, values), round(sum(values), 1))


def _shown(value: float) -> Value:
    """Whole minutes; small risks with a decimal; nothing for nought."""
    if not value:
        return None
    return round(value) if value >= 10 or value == round(value) else round(value, 1)


def _places(columns: Sequence[Column]) -> Section:
    """Each hour, and each place, by how often it lies beyond reach."""
    known = [one for one in columns if one.reached]
    heads = (tr("Hour"), *(one.name for one in known))
    every = [one.reached for one in known if one.reached]
    rows: list[Line] = [
        (f"{hour:02d}:30", *(round(one.by_hour[hour], 1) for one in every)) for hour in range(24)
    ]
    names = {place.id: place.name for one in known if one.case.town for place in one.case.town.places}
    seen = {place for one in every for place in one.often}
    often = sorted(seen, key=lambda place: (-max(one.often.get(place, 0) for one in every), place))
    shares: list[Line] = [
        (names.get(place, place), *(f"{one.often.get(place, 0) / one.hours:.0%}" for one in every))
        for place in often
    ]
    none: Line = (tr("none"), *[""] * len(every))
    title = tr("Places beyond {minutes:g} minutes of every crew on duty", minutes=MINUTES)
    note = tr(
        "Of {places} places, at the half of every hour, from where the crews are then; those without a car "
        "of their own or another mode drive.",
        places=max(one.places for one in every),
    )
    tables = (
        Table(heads, tuple(rows), tr("By hour, on the mean day")),
        Table(
            (tr("Place"), *heads[1:]),
            tuple(shares or [none]),
            tr("Share of the hours in which each is beyond"),
            left=(0,),
        ),
    )
    return Section(tr("Within reach"), (title, note, *tables))


def _price(columns: Sequence[Column]) -> Section:
    """By how much each rule is not kept, those kept by all left out."""
    planned = [one for one in columns if one.plan]
    costs = {one.name: costs_by_rule(one.plan) for one in planned if one.plan}

    def line(rule: str) -> Line:
        paid = (costs[one.name].get(rule, "—") for one in planned)
        return (words.importance(BY_ID[rule].importance), rule, *paid)

    every = [rule for rule in BY_ID if any(rule in mine for mine in costs.values())]
    paid = [rule for rule in every if any(mine.get(rule) for mine in costs.values())]
    rows = tuple(map(line, paid))
    heads = (tr("Importance"), tr("Rule"), *(one.name for one in planned))
    note = tr(
        "By how much each rule is not kept, in its own units (turns, visits, tenths of risk); — where it is "
        "switched off. {n} rules are kept in full by all.",
        n=len(every) - len(paid),
    )
    table = Table(
        heads, rows or ((tr("none"), "", *[""] * len(planned)),), tr("The price of each"), left=(0, 1)
    )
    return Section(tr("Price"), (note, table))
