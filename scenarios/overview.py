"""The first table of the comparison: result, seats, hours and nights, patrol, reach, changes and cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from models import Importance, Plan, StaffKind
from scenarios.column import Column
from scenarios.figures import Spread, costs_by_importance, differing
from scenarios.reachable import MINUTES, Reached
from scenarios.words import figure
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.reports.report import Line, Section, Table, Value, shown

OVERVIEW = ("people", "turns", "hours", "nights", "empty", "patrol_minutes", "visits", "risk_visited")
ON_ROUTES = ("visits", "risk_visited")
"""Figures that only a plan with routes has."""


def overview(columns: Sequence[Column], published: Plan | None) -> Section:
    """A row for each measure, a column for each case; below it why a case has no roster."""
    rows: list[Line] = [
        (tr("Question"), *(one.case.title for one in columns)),
        (tr("Result"), *(words.status(one.case.status) for one in columns)),
        *_figures(columns),
        *_people(columns),
        *_reach(columns),
        *_changes(columns, published),
        *_cost(columns),
    ]
    heads = (tr("What"), *(one.name for one in columns))
    notes = [line for one in columns if one.case.says for line in f"{one.name}: {one.case.says}".splitlines()]
    return Section(tr("Overview"), (Table(heads, tuple(rows), left=(0,)), *notes))


def _each(columns: Sequence[Column], say: Callable[[Column], Value]) -> tuple[Value, ...]:
    """A value a column; a dash where there is no plan."""
    return tuple(say(one) if one.plan else "—" for one in columns)


def _figures(columns: Sequence[Column]) -> list[Line]:
    return [
        (tr("routes planned"), *_each(columns, lambda one: tr("yes") if routed(one) else tr("no"))),
        *((figure(name), *_each(columns, partial(_figure, name))) for name in OVERVIEW),
    ]


def routed(one: Column) -> bool:
    """Whether its crews have routes: without them what patrols cost cannot be compared."""
    return bool(one.plan and one.plan.routes)


def _figure(name: str, one: Column) -> Value:
    return _tenths(one.figures[name]) if routed(one) or name not in ON_ROUTES else "—"


def _people(columns: Sequence[Column]) -> list[Line]:
    """Hours and nights of each kind of people: least, mean and most, and who has the most."""
    found: list[Line] = []
    for kind in dict.fromkeys(one.kind for column in columns for one in column.burdens):
        name = words.staff(kind)
        found.append((tr("hours of {kind}", kind=name), *_each(columns, partial(_burden, kind, "hours"))))
        found.append((tr("nights of {kind}", kind=name), *_each(columns, partial(_burden, kind, "nights"))))
    return found


def _burden(kind: StaffKind, what: str, one: Column) -> Value:
    mine = next((burden for burden in one.burdens if burden.kind is kind), None)
    return _spread(getattr(mine, what), one.plan) if mine else "—"


def _spread(one: Spread, plan: Plan | None) -> str:
    assert plan is not None
    text = f"{shown(_tenths(one.least))}–{shown(_tenths(one.most))}, ⌀ {one.mean:.1f}"
    if one.most == one.least or len(one.who) > 3:
        return text
    return f"{text} ({', '.join(plan.person_by_id[who].name for who in one.who)})"


def _tenths(value: float) -> Value:
    return int(value) if value == int(value) else round(value, 1)


def _reach(columns: Sequence[Column]) -> list[Line]:
    if not any(one.reached for one in columns):
        return []
    mean = tr("places beyond {minutes:g} min, mean", minutes=MINUTES)
    worst = tr("places beyond {minutes:g} min, worst hour", minutes=MINUTES)
    return [
        (mean, *_each(columns, lambda one: round(one.reached.mean, 1) if one.reached else "—")),
        (worst, *_each(columns, lambda one: _worst(one.reached) if one.reached else "—")),
    ]


def _worst(one: Reached) -> str:
    hour, places = one.worst
    return f"{places:.1f} / {one.places} ({hour:02d}:30)"


def _changes(columns: Sequence[Column], published: Plan | None) -> list[Line]:
    if published is None:
        return []
    return [
        (tr("people whose turns differ"), *_each(columns, lambda one: len(_against(one, published)[0]))),
        (tr("turns that differ"), *_each(columns, lambda one: _against(one, published)[1])),
    ]


def _against(one: Column, published: Plan) -> tuple[set[str], int]:
    assert one.plan is not None
    return differing(one.plan, published)


def _cost(columns: Sequence[Column]) -> list[Line]:
    found = {one.name: costs_by_importance(one.plan) for one in columns if one.plan}
    tiers = [tier for tier in Importance if any(tier in mine for mine in found.values())]

    def cost(tier: Importance, one: Column) -> Value:
        without = tier is Importance.PATROL and not routed(one) and any(map(routed, columns))
        return "—" if without else found[one.name].get(tier, 0)

    text = "cost: {importance}"
    return [
        (tr(text, importance=words.importance(tier)), *_each(columns, partial(cost, tier))) for tier in tiers
    ]
