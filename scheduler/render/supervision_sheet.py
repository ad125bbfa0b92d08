"""Sheet of the workbook for supervision: a row a crew or kiosk and night, to be signed."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.cells import Value, landscape, table, title, widths
from scheduler.render.supervision import Round, Visit

HIGH = 22.0
"""Points of a row that is signed."""


def fill_supervision(sheet: Worksheet, nights: tuple[Round, ...]) -> None:
    """Where and when every meeting is due; empty columns for time, signature and remark; a page a night."""
    heads = [tr("Date"), tr("Crew"), tr("Crew or kiosk"), tr("Place"), tr("Due"), tr("They"), tr("Actual"),
             tr("Signature"), tr("Remark")]  # fmt: skip
    widths(sheet, [16, 12, 18, 34, 9, 9, 12, 20, 22])
    top = title(sheet, tr("Supervision sheet"), len(heads))
    lines = [[_line(one, visit) for visit in one.visits] for one in nights]
    end = table(sheet, top, heads, [line for night in lines for line in night], left=(3,))
    for row in range(top + 1, end):
        sheet.row_dimensions[row].height = max(HIGH, sheet.row_dimensions[row].height or 0.0)
    at = top
    for night in lines[:-1]:
        at += len(night)
        sheet.row_breaks.append(Break(id=at))
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.print_area = f"A1:{get_column_letter(len(heads))}{end - 1}"
    landscape(sheet)


def _line(one: Round, visit: Visit) -> list[Value]:
    day = f"{words.month_day(one.date)} {words.weekday(one.date)}"
    place = "\n".join(filter(None, (visit.place or tr("no meeting planned"), visit.further)))
    return [day, one.car.name, visit.who, place, visit.due, visit.theirs, None, None, None]
