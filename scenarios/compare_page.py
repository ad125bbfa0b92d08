"""The comparison as a page: charts on top, the tables of the report below; one file, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models import Importance, StaffKind
from scenarios.charts import Drawn, Mark, bars, dots, lines, marks
from scenarios.column import Column
from scenarios.figures import costs_by_importance, served
from scenarios.overview import routed
from scenarios.reachable import MINUTES
from scheduler.i18n import language, tr
from scheduler.render import words
from scheduler.reports.page import column_widths
from scheduler.reports.report import Report, Table, shown


def page(report: Report, columns: Sequence[Column]) -> str:
    """The page as text; everything is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(
        shown=shown, widths=column_widths, is_table=lambda part: isinstance(part, Table)
    )
    signs = marks([one.name for one in columns])
    return environment.get_template("compare.html.j2").render(
        report=report,
        columns=list(zip(columns, signs, strict=True)),
        charts=list(_charts([one for one in columns if one.plan], signs)),
        status=words.status,
        lang="zh-CN" if language() == "zh" else "en",
        tr=tr,
    )


def _charts(columns: Sequence[Column], signs: Sequence[Mark]) -> Iterator[Drawn]:
    yield lines(tr("Visible patrol minutes by hour, on the mean day"),
                {one.name: _by_hour(one.patrol) for one in columns if one.patrol}, signs)  # fmt: skip
    if any(one.risk for one in columns):
        yield lines(
            tr("Risk called at, by hour"),
            {one.name: _by_hour(one.risk) for one in columns if one.risk},
            signs,
        )
    if any(one.reached for one in columns):
        title = tr("Places beyond {minutes:g} minutes, by hour", minutes=MINUTES)
        yield lines(title, {one.name: one.reached.by_hour for one in columns if one.reached}, signs)
    for kind in dict.fromkeys(burden.kind for one in columns for burden in one.burdens):
        yield dots(
            tr("Hours of each {kind}", kind=words.staff(kind)), _people(columns, kind, "minutes"), signs
        )
        nights = _people(columns, kind, "nights")
        if any(any(row) for row in nights.values()):
            yield dots(tr("Nights of each {kind}", kind=words.staff(kind)), nights, signs, whole=True)
    yield bars(tr("Cost by importance, each on a scale of its own"), _costs(columns), signs)


def _by_hour(values: dict[str, list[float]]) -> list[float]:
    return [sum(one) for one in zip(*values.values(), strict=True)]


def _people(columns: Sequence[Column], kind: StaffKind, what: str) -> dict[str, list[float]]:
    found = {}
    for one in columns:
        assert one.plan is not None
        values = list(served(one.plan, kind, what).values())
        found[one.name] = [value / 60 for value in values] if what == "minutes" else values
    return found


def _costs(columns: Sequence[Column]) -> dict[str, dict[str, float]]:
    costs = {one.name: costs_by_importance(one.plan) for one in columns if one.plan}
    on_roads = [one.name for one in columns if routed(one)]
    found = {}
    for tier in Importance:
        names = on_roads if tier is Importance.PATROL and on_roads else list(costs)
        if any(costs[name].get(tier) for name in names):
            found[words.importance(tier)] = {name: float(costs[name].get(tier, 0)) for name in names}
    return found
