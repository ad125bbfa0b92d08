"""roster.xlsx: seven sheets, the first of them the printed week (sheets.md 3.2); more where needed."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from models import Plan
from scheduler.i18n import tr
from scheduler.render.cells import BODY_FONT
from scheduler.render.check_lists import lists_of
from scheduler.render.check_lists_sheet import fill_check_lists
from scheduler.render.check_sheets import fill_checks, fill_legend
from scheduler.render.community import community_weeks
from scheduler.render.community_sheet import fill_community
from scheduler.render.patrol_sheet import fill_patrols
from scheduler.render.people_sheets import fill_hours, fill_leave, fill_turns
from scheduler.render.supervision import rounds
from scheduler.render.supervision_sheet import fill_supervision
from scheduler.render.table import pages
from scheduler.render.week_sheet import fill_week


def write_workbook(plan: Plan, path: Path) -> None:
    """Write the workbook; a plan of several weeks has one printed sheet a week."""
    book = Workbook()
    _speak_chinese(book)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for n, page in enumerate(pages(plan)):
        week = page.columns[0].date.isocalendar().week
        name = tr("Week") if n == 0 else tr("Week {week}", week=week)
        if n == 0:
            sheet.title = name
        else:
            sheet = book.create_sheet(name)
        fill_week(sheet, page)
    fill_turns(book.create_sheet(tr("Turns by person")), plan)
    fill_patrols(book.create_sheet(tr("Patrols")), plan)
    if officers := community_weeks(plan):
        fill_community(book.create_sheet(tr("Community")), officers)
    if nights := rounds(plan):
        fill_supervision(book.create_sheet(tr("Supervision")), nights)
    if lists := lists_of(plan):
        fill_check_lists(book.create_sheet(tr("Check lists")), plan, lists)
    fill_hours(book.create_sheet(tr("Hours by person")), plan)
    fill_leave(book.create_sheet(tr("Leave, swaps")), plan)
    fill_checks(book.create_sheet(tr("Checks")), plan)
    fill_legend(book.create_sheet(tr("Legend")))
    book.properties.title = pages(plan)[0].title
    book.properties.creator = "xunfang"
    book.save(path)


def _speak_chinese(book: Workbook) -> None:
    """Column widths are counted in digits of the default font: take one that Chinese offices have."""
    normal = Font(name=BODY_FONT, size=10)
    book._fonts = IndexedList([normal])  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = normal  # type: ignore[attr-defined]
