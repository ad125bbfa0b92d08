"""A sweep as a workbook: the front, the heat maps, all rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from scenarios.sweep.columns import Row
from scenarios.sweep.drawing import ink, shade
from scenarios.sweep.read import Study
from scenarios.sweep.shown import Heat, Shown, columns_of, front_columns
from scenarios.words import named
from scheduler.beside import beside
from scheduler.i18n import tr
from scheduler.render import cells


def write_book(path: Path, study: Study, what: Shown) -> None:
    """Write it beside and rename it; raises Faults."""
    book = Workbook()
    book.remove(book.worksheets[0])
    if what.front:
        _rows(book.create_sheet(tr("Pareto front")), study, what.front, front_columns(study.sweep))
    for number, heat in enumerate(what.heats, start=1):
        _heat(book.create_sheet(tr("Heat map {number}", number=number)), heat)
    names = [one.name for one in columns_of(study, what.rows) or study.columns]
    _rows(book.create_sheet(tr("Points")), study, what.rows, names)
    with beside(path) as part:
        book.save(part)


def _rows(sheet: Worksheet, study: Study, rows: Sequence[Row], names: Sequence[str]) -> None:
    cells.widths(sheet, [max(8, min(24, len(name) + 2)) for name in names])
    top = cells.title(sheet, study.sweep.name, len(names))
    cells.table(sheet, top, names, ([row[name] for name in names] for row in rows))
    sheet.freeze_panes = f"A{top + 1}"
    cells.landscape(sheet)


def _heat(sheet: Worksheet, heat: Heat) -> None:
    cells.widths(sheet, [18, *[11] * len(heat.xs)])
    top = cells.title(sheet, f"{named(heat.map.show)}: {heat.map.y} × {heat.map.x}", 1 + len(heat.xs))
    heads = [f"{heat.map.y} \\ {heat.map.x}", *map(str, heat.xs)]
    lines = [
        [str(y), *(one.status if one.value is None else _short(one.value) for one in line)]
        for y, line in zip(heat.ys, heat.squares, strict=True)
    ]
    cells.table(sheet, top, heads, lines)
    for n, line in enumerate(heat.squares, start=1):
        for m, one in enumerate(line, start=2):
            if one.value is not None:
                square = sheet.cell(top + n, m)
                square.fill = PatternFill("solid", fgColor=shade(one.value, heat).lstrip("#"))
                square.font = cells.font(color=ink(one.value, heat).lstrip("#"))
    cells.landscape(sheet)


def _short(value: float) -> float | int:
    """Whole numbers without a point."""
    return int(value) if value == int(value) else round(value, 2)
