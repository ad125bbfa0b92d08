"""The workbook a chief fills in: bilingual, commented, with drop-downs; empty or with a station in it."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from models import Fault, Faults, Station
from scheduler.beside import beside
from scheduler.i18n import Text
from scheduler.intake.template_cells import Value, cells
from scheduler.intake.template_columns import (
    HEADER,
    LAST,
    add_drop_down,
    comment,
    explain,
    is_required,
    number_format,
    width,
)
from scheduler.intake.words import Column, Section, columns, sections

_TITLE = Font(bold=True, size=14)
_DARK, _LIGHT = PatternFill("solid", fgColor="1F4E79"), PatternFill("solid", fgColor="DDEBF7")
_WIDEST, _TEXT = 44, 70
"""Widths of columns in letters: at most, and of running text."""
_LINE = 17
"""Height of a line in points."""


def write_template(path: Path, station: Station | None = None) -> None:
    """Write the empty workbook, or one with the station filled in; raises Faults when it cannot.

    An existing file is never overwritten: it may be somebody's work. Words in cells and drop-downs are
    those of the language spoken now.
    """
    path = Path(path)
    _refuse(path)
    book = Workbook()
    _instructions(book.worksheets[0])
    for part in sections().values():
        sheet = book.create_sheet(part.chinese)
        _title(sheet, part)
        rows = cells(station, part.section) if station else []
        (_facts if part.section == "station" else _table)(sheet, part, rows)
    _save(book, path)


def _refuse(path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        text = Text("a workbook's name ends in .xlsx; write {name}", name=f"{path.name}.xlsx")
        raise Faults([Fault(text, str(path))])
    if path.exists():
        raise Faults([Fault(Text("this file exists already; choose another name"), str(path))])


def _save(book: Workbook, path: Path) -> None:
    with beside(path) as part:
        book.save(part)


def _instructions(sheet: Worksheet) -> None:
    sheet.title = "填表说明"
    lines = csv.reader((files("scheduler.intake") / "instructions.csv").read_text("utf-8").splitlines())
    for line in list(lines)[1:]:
        sheet.append(line)
    for part in sections().values():
        sheet.append([f"{part.chinese}：{part.help_zh}", f"{part.chinese} {part.english}: {part.help_en}"])
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = _TITLE if cell.row == 1 else Font()
        longest = max(width(str(cell.value)) for cell in row)
        sheet.row_dimensions[row[0].row or 1].height = _LINE * (1 + longest // _TEXT)
    for letter in "AB":
        sheet.column_dimensions[letter].width = _TEXT
    _page(sheet)


def _title(sheet: Worksheet, part: Section) -> None:
    title = sheet.cell(1, 1, f"{part.chinese} {part.english}")
    title.font, title.comment = _TITLE, comment(part.help_zh, part.help_en)
    sheet.freeze_panes = f"{'A' if part.section == 'station' else 'B'}{HEADER + 1}"
    _page(sheet)


def _facts(sheet: Worksheet, part: Section, rows: list[list[Value]]) -> None:
    """One line a fact: its name, the value, and what it means."""
    for i, text in enumerate(("项目 item", "内容 value", "说明 meaning"), start=1):
        _head(sheet.cell(HEADER, i, text))
    for i, column in enumerate(columns(part.section)):
        row = HEADER + 1 + i
        _head(sheet.cell(row, 1, column.header), column)
        _write(sheet.cell(row, 2), rows[i][0] if rows else None, column)
        sheet.cell(row, 3, f"{column.help_zh}  {column.help_en}  ({column.example})")
        add_drop_down(sheet, column, f"B{row}")
    for letter, size in zip("ABC", (26, 30, 90), strict=True):
        sheet.column_dimensions[letter].width = size


def _table(sheet: Worksheet, part: Section, rows: list[list[Value]]) -> None:
    """One row a record under the headers."""
    sheet.row_dimensions[HEADER].height = 2 * _LINE
    for i, column in enumerate(columns(part.section)):
        _head(sheet.cell(HEADER, i + 1, column.header), column)
        letter = get_column_letter(i + 1)
        texts = [column.chinese, column.key, *(str(row[i] or "") for row in rows)]
        sheet.column_dimensions[letter].width = min(max(map(width, texts)) + 4, _WIDEST)
        sheet.column_dimensions[letter].number_format = number_format(column)
        add_drop_down(sheet, column, f"{letter}{HEADER + 1}:{letter}{LAST}")
        for number, row in enumerate(rows, start=HEADER + 1):
            _write(sheet.cell(number, i + 1), row[i], column)


def _write(cell: Cell | MergedCell, value: Value, column: Column) -> None:
    cell.number_format, cell.alignment = number_format(column), Alignment(horizontal="left")
    if value is not None:
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a note that starts with = is no formula


def _head(cell: Cell | MergedCell, column: Column | None = None) -> None:
    dark = column is not None and is_required(column)
    cell.comment = explain(column) if column else None
    cell.fill = _DARK if dark else _LIGHT
    cell.font = Font(bold=True, color="FFFFFF") if dark else Font(bold=True)
    cell.alignment = Alignment(vertical="center", wrap_text=column is not None)


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
