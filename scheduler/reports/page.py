"""A report as a printable page: A4, one section a page, without outside assets."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scheduler.i18n import language
from scheduler.render.names import width
from scheduler.reports.chart import draw
from scheduler.reports.report import Chart, Facts, Report, Signatures, Table, Value, shown

SHORT = 6.0
"""Full-width characters up to which a cell stays on one line."""

HAND = 9.0
"""Full-width characters of a column that is written in by hand."""


def page(report: Report) -> str:
    """The page as text; everything is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(draw=draw, kind=_kind, short=_short, shown=shown, widths=column_widths)
    lang = "zh-CN" if language() == "zh" else "en"
    return environment.get_template("page.html.j2").render(report=report, lang=lang)


def _kind(part: object) -> str:
    kinds: dict[type, str] = {Table: "table", Chart: "chart", Facts: "facts", Signatures: "signatures"}
    return kinds.get(type(part), "text")


def _short(value: Value) -> bool:
    """Whether a cell is too short to be broken."""
    return _longest(value) <= SHORT


def column_widths(table: Table, most: float = 22.0) -> tuple[float, ...]:
    """Width of each column in full-width characters, long texts at most `most`; handwriting needs room."""
    return tuple(column_width(table, n, most) for n in range(len(table.heads)))


def column_width(table: Table, column: int, most: float) -> float:
    """Width of one column in full-width characters, with its padding."""
    texts = [_longest(table.heads[column]), *(_longest(row[column]) for row in table.rows)]
    least = HAND if column in table.wide else 2.0
    return max(least, min(most, max(texts))) + 1.0


def _longest(value: Value) -> float:
    return max((width(line) for line in shown(value).split("\n")), default=0.0)
