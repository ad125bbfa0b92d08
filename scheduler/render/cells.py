"""Cells of a workbook as a station prints them: borders, fonts that Chinese offices have, plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from math import ceil
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.render.names import width

TITLE_FONT, BODY_FONT = "宋体", "仿宋"
SHADE, HEAD = PatternFill("solid", fgColor="E7E7E7"), PatternFill("solid", fgColor="F3F1EA")

_THIN = Side(style="thin", color="333333")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

_STYLES: WeakKeyDictionary[Any, dict[tuple[object, ...], Any]] = WeakKeyDictionary()
"""Styles that a workbook has worked out already, by what they were asked for."""

Value = str | int | float | date | CellRichText | None
Line = Sequence[Value]


def font(size: float = 10, bold: bool = False, color: str = "111111", name: str = BODY_FONT) -> Font:
    """A font of the sheet."""
    return Font(name=name, size=size, bold=bold, color=color)


def run(text: str, size: float = 10, bold: bool = False) -> TextBlock:
    """A piece of a cell in its own print."""
    return TextBlock(InlineFont(rFont=BODY_FONT, sz=size, b=bold), clean(text))


def clean(text: str) -> str:
    """Text without the control characters that no workbook may hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def put(sheet: Worksheet, row: int, column: int, value: Value, **style: object) -> Cell | MergedCell:
    """Write one cell; text is never taken for a formula. `style`: font, fill, border, align, size, bold."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        value = clean(value)
    if not isinstance(cell, MergedCell):
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    _dress(cell, **style)
    return cell


def _dress(cell: Any, **style: object) -> None:
    """Give a cell its style; a workbook works out each style once: that takes longer than the writing."""
    known = _STYLES.setdefault(cell.parent.parent, {})
    fill = style.get("fill")
    shade = fill.fgColor.rgb if isinstance(fill, PatternFill) else None
    key = (shade, *(style.get(name) for name in ("size", "bold", "align", "wrap", "border")))
    plain = not cell.has_style
    if key in known and plain:
        cell._style = copy(known[key])
        return
    cell.font = font(size=float(str(style.get("size", 10))), bold=bool(style.get("bold", False)))
    align = str(style.get("align", "center"))
    cell.alignment = Alignment(
        horizontal=align, vertical="center", wrap_text=bool(style.get("wrap", True)),
        indent=1 if align == "left" and style.get("border", True) else 0,
    )  # fmt: skip
    if style.get("border", True):
        cell.border = BORDER
    if isinstance(fill, PatternFill):
        cell.fill = fill
    if plain:
        known[key] = copy(cell._style)


def landscape(sheet: Worksheet, pages_tall: int = 0) -> None:
    """Print on A4 landscape, one page wide (and `pages_tall` pages, 0 for as many as it takes)."""
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = 9, "landscape"
    setup.fitToWidth, setup.fitToHeight = 1, pages_tall
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.45, bottom=0.4, header=0.2, footer=0.2)


def pages_for(rows: int) -> int:
    """One page tall as long as the print stays readable; 0 for as many as it takes."""
    return 1 if rows <= 48 else 0


def title(sheet: Worksheet, text: str, columns: int, hint: str = "") -> int:
    """A title over the sheet and a hint below it; returns the next free row."""
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    put(sheet, 1, 1, text, size=16, bold=True, border=False).font = font(16, True, name=TITLE_FONT)
    sheet.row_dimensions[1].height = 26
    if not hint:
        return 2
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=columns)
    put(sheet, 2, 1, hint, size=9, align="left", border=False)
    return 3


def table(
    sheet: Worksheet, top: int, heads: Sequence[str], rows: Iterable[Line], left: Sequence[int] = ()
) -> int:
    """A bordered table; columns numbered in `left` (from 0) are left aligned. Returns the next free row.

    Column widths must be set before: they give the rows their heights.
    """
    for column, head in enumerate(heads, start=1):
        put(sheet, top, column, head, bold=True, fill=HEAD)
    _grow(sheet, top, heads)
    at = top + 1
    for values in rows:
        for column, value in enumerate(values, start=1):
            cell = put(sheet, at, column, value, align="left" if column - 1 in left else "center")
            if isinstance(value, float):
                cell.number_format = "0.0"
        _grow(sheet, at, values)
        at += 1
    return at


def _grow(sheet: Worksheet, at: int, values: Sequence[Value]) -> None:
    """Height for the tallest cell: office programs do not fit wrapped text by themselves."""
    sizes = (sheet.column_dimensions[get_column_letter(n)].width for n in range(1, len(values) + 1))
    tallest = max(lines_of(value, size) for value, size in zip(values, sizes, strict=True))
    sheet.row_dimensions[at].height = 13.0 * tallest + 4.0


def lines_of(value: Value, size: float) -> int:
    """Lines that a value takes in a column of so many digits; a Chinese character is two digits wide."""
    lines = str(value if value is not None else "").split("\n")
    return sum(max(1, ceil(2 * width(line) / max(1.0, size - 2.0))) for line in lines)


def widths(sheet: Worksheet, sizes: Iterable[float]) -> None:
    """Column widths from the left, in digits of the default font."""
    for column, size in enumerate(sizes, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = size
