"""A report as a workbook: a sheet a section, printed on A4."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.render.cells import landscape, put, table, title
from scheduler.reports.page import column_widths
from scheduler.reports.report import Facts, Part, Report, Section, Signatures, Table

_BAD = re.compile(r"[\\/*?:\[\]]")
NARROW, WIDEST, HIGH = 6.0, 46.0, 24.0
"""Widths of columns in digits, and points of a row that is written in by hand."""


def write_book(report: Report, path: Path) -> None:
    """Write the workbook; charts stay on the page, their numbers are in the tables."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for section in report.sections:
        _sheet(book.create_sheet(_BAD.sub("-", section.name)[:31]), report, section)
    book.properties.title, book.properties.creator = report.title, "xunfang"
    book.save(path)


def _sheet(sheet: Worksheet, report: Report, section: Section) -> None:
    tables = [part for part in section.parts if isinstance(part, Table)]
    columns = max((len(one.heads) for one in tables), default=6)
    for n, size in enumerate(_widths(tables, columns), start=1):
        sheet.column_dimensions[get_column_letter(n)].width = size
    at = title(sheet, section.title or report.title, columns)
    for part in section.parts:
        at = _part(sheet, at, part, columns)
    sheet.print_area = f"A1:{get_column_letter(columns)}{max(2, at - 1)}"
    landscape(sheet)
    if not report.wide:
        sheet.page_setup.orientation = "portrait"


def _widths(tables: list[Table], columns: int) -> list[float]:
    """The widest that a table asks of each column; the largest table speaks first."""
    found = [NARROW] * columns
    for one in tables:
        for n, size in enumerate(column_widths(one)):
            found[n] = max(found[n], min(WIDEST, 2 * size))
    return found


def _part(sheet: Worksheet, at: int, part: Part, columns: int) -> int:
    """Write one part from a row on; returns the next free row."""
    if isinstance(part, Table):
        return _table(sheet, at, part)
    if isinstance(part, Facts):
        for n, (head, text) in enumerate(part.pairs):
            put(sheet, at + n, 1, head, bold=True)
            put(sheet, at + n, 2, text, align="left", wrap=False)
        return at + len(part.pairs) + 1
    if isinstance(part, Signatures):
        return _line(sheet, at + 1, "    ".join(part.lines), columns)
    return _line(sheet, at, part, columns) if isinstance(part, str) else at


def _line(sheet: Worksheet, at: int, text: str, columns: int) -> int:
    sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=columns)
    put(sheet, at, 1, text, align="left", border=False)
    room = sum(sheet.column_dimensions[get_column_letter(n)].width for n in range(1, columns + 1))
    sheet.row_dimensions[at].height = 14.0 * (1 + int(2 * len(text) / room)) + 3
    return at + 1


def _table(sheet: Worksheet, at: int, part: Table) -> int:
    if part.title:
        put(sheet, at, 1, part.title, bold=True, align="left", border=False, wrap=False)
        at += 1
    end = table(sheet, at, part.heads, part.rows, part.left)
    for row in range(len(part.rows)):
        for column in range(len(part.heads)):
            if tone := part.tone(row, column):
                sheet.cell(at + 1 + row, column + 1).fill = PatternFill("solid", fgColor=_blend(tone))
        if part.high:
            height = sheet.row_dimensions[at + 1 + row].height or 0.0
            sheet.row_dimensions[at + 1 + row].height = max(HIGH, height)
    return end + 1


def _blend(tone: float) -> str:
    """The blue of the page over white, at the strength of a shade."""
    return "".join(f"{round(255 - (255 - one) * 0.62 * tone):02X}" for one in (29, 91, 145))
