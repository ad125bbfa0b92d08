"""A report in the terminal: its facts, its tables, its remarks."""

from __future__ import annotations

from rich.box import SIMPLE, SQUARE
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from scheduler.i18n import tr
from scheduler.reports.page import column_width
from scheduler.reports.report import Chart, Facts, Part, Report, Signatures, Table, shown

WIDTH = 110
"""Columns of running text."""

SHORT = 9.0
"""Full-width characters up to which a column is never broken."""

PAGES = 1
"""Pages of a report with many that are shown; the files have all."""


def show(report: Report, console: Console) -> None:
    """Print the report; of one with a page a day only the first, since the files hold the rest."""
    console.print(Text(report.title, style="bold"))
    for section in report.sections[:PAGES]:
        for part in section.parts:
            _print(part, console)
    if len(report.sections) > PAGES:
        console.print(Text(tr("{n} further pages in the files", n=len(report.sections) - PAGES), style="dim"))


def _print(part: Part, console: Console) -> None:
    if isinstance(part, Facts):
        console.print(Text(" · ".join(f"{head} {text}" for head, text in part.pairs)), width=WIDTH)
    elif isinstance(part, Table) and part.paper:
        text = tr("{n} lines of {columns} columns in the files", n=len(part.rows), columns=len(part.heads))
        console.print(Text(text, style="dim"))
    elif isinstance(part, Table):
        console.print(_grid(part), width=WIDTH)
    elif not isinstance(part, Chart | Signatures):
        console.print(Text(part), width=WIDTH)


def _grid(part: Table) -> Grid:
    tight = len(part.heads) > 16
    grid = Grid(box=SIMPLE if tight else SQUARE, padding=(0, 0) if tight else (0, 1))
    grid.title, grid.title_justify = part.title or None, "left"
    for n, head in enumerate(part.heads):
        short = column_width(part, n, 99.0) <= SHORT
        grid.add_column(Text(head), justify="left" if n in part.left else "right", no_wrap=short)
    for row in part.rows:
        grid.add_row(*(Text(shown(value)) for value in row))
    return grid
