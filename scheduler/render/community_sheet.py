"""Sheet of the workbook for community officers: their week, the tasks of a week, and who covers whom."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from scheduler.i18n import tr
from scheduler.render.cells import Line, landscape, put, table, title, widths
from scheduler.render.community import Budget, CommunityWeek


def fill_community(sheet: Worksheet, weeks: Sequence[CommunityWeek]) -> None:
    """Officers down, days across; below the minutes of each task. To change a turn, edit sheet 1."""
    widths(sheet, [12, 14, *(17 for _ in range(7)), 9, 9, 20])
    top = title(sheet, weeks[0].title, len(weeks[0].heads), weeks[0].hint)
    for week in weeks:
        top = table(sheet, top, week.heads, week.lines) + 1
    _fill_tasks(sheet, top, weeks[0].tasks)
    landscape(sheet)


def _fill_tasks(sheet: Worksheet, top: int, tasks: Sequence[Budget]) -> None:
    if not tasks:
        return
    rows: list[Line] = [[one.name, None, one.times, one.minutes] for one in tasks]
    rows.append([tr("together"), None, None, sum(one.minutes for one in tasks)])
    put(sheet, top, 1, tr("Tasks of a week, in minutes"), bold=True, align="left", border=False, wrap=False)
    table(sheet, top + 1, [tr("Task"), "", tr("Times"), tr("Minutes")], rows)
    for row in range(top + 1, top + 2 + len(rows)):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
