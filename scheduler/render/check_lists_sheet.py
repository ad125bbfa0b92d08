"""Sheet of the workbook for check lists: a page a list, to be written into."""

from __future__ import annotations

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from models import Plan
from scheduler.i18n import tr
from scheduler.render.cells import landscape, put, table, title, widths
from scheduler.render.check_lists import CheckList, handlers

HIGH = 24.0
"""Points of a row that is written into."""

COLUMNS = 4


def fill_check_lists(sheet: Worksheet, plan: Plan, lists: tuple[CheckList, ...]) -> None:
    """Every list with its remark, each on a page; last the officers of each day, who handle both."""
    widths(sheet, [42, 44, 34, 22])
    hint = tr("Arrests and cases are handled by the officers of the day, named at the end.")
    at = title(sheet, tr("Check lists"), COLUMNS, hint)
    for n, one in enumerate(lists):
        if n:
            sheet.row_breaks.append(Break(id=at - 1))
        at = _fill(sheet, at, one) + 1
    heads = (tr("Date"), tr("Main officer"), tr("Deputy officer"))
    table(sheet, at, heads, handlers(plan))
    landscape(sheet)


def _fill(sheet: Worksheet, at: int, one: CheckList) -> int:
    put(sheet, at, 1, one.title, size=12, bold=True, align="left", border=False, wrap=False)
    end = table(sheet, at + 1, one.heads, one.rows, left=(0,))
    for row in range(at + 2, end):
        sheet.row_dimensions[row].height = HIGH
    if one.note:
        put(sheet, end, 1, one.note, size=9, align="left", border=False, wrap=False)
    return end + bool(one.note)
