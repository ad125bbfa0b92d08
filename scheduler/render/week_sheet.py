"""Sheet 1 of the workbook: the printed week, with hidden anchors by which it is read back."""

from __future__ import annotations

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from models import DutyKind
from scheduler.i18n import tr
from scheduler.intake.roster_workbook import OWN, WEEK_MARK
from scheduler.render import layout
from scheduler.render.cells import HEAD, SHADE, TITLE_FONT, font, landscape, put, run
from scheduler.render.names import width
from scheduler.render.rows import SMALL, Cell, Row
from scheduler.render.table import Page

FIRST_ROW, FIRST_DAY = 6, 3
POINTS = 10.0
PADDING = 5.0
DAY_WIDTH = 17.8
"""Width of a day's column at full print size, in digits of the default font, of `DIGIT` pixels each."""

DIGIT = 7
PAPER = 0.67
"""Height by width of A4 landscape inside the margins, a little less than 538 by 784 points."""

_TIERS = {1: ("000000", "FFFFFF"), 2: ("595959", "FFFFFF"), 3: ("FFFFFF", "111111")}


def fill_week(sheet: Worksheet, page: Page) -> None:
    """Draw one week so that it prints on one page of A4 landscape."""
    last = FIRST_DAY + len(page.columns) - 1
    _anchor_row(sheet, page, last)
    _head(sheet, page, last)
    for at, row in enumerate(page.rows, start=FIRST_ROW):
        _row(sheet, at, row, page)
    at = FIRST_ROW + len(page.rows)
    _remarks(sheet, at, page, last)
    _feet(sheet, at + 1, page, last)
    _sizes(sheet, page, at, last)
    for own in (2, 3, 4, 5, at, at + 1):
        put(sheet, own, last + 1, OWN, border=False)
    sheet.print_area = f"A1:{get_column_letter(last)}{at + 1}"
    sheet.print_title_rows = "4:4"
    sheet.freeze_panes = "C5"
    landscape(sheet, pages_tall=1)


def _anchor_row(sheet: Worksheet, page: Page, last: int) -> None:
    for column, day in enumerate(page.columns, start=FIRST_DAY):
        put(sheet, 1, column, f"{day.date} {day.tier}", border=False)
    put(sheet, 1, last + 1, f"{WEEK_MARK} {page.number}", border=False)
    sheet.row_dimensions[1].hidden = True
    for column in range(last + 1, last + 4):
        sheet.column_dimensions[get_column_letter(column)].hidden = True


def _head(sheet: Worksheet, page: Page, last: int) -> None:
    _span(sheet, 2, 1, last)
    put(sheet, 2, 1, page.title, border=False).font = font(20, True, name=TITLE_FONT)
    sheet.row_dimensions[2].height = 30
    _span(sheet, 3, 1, FIRST_DAY + 1)
    _span(sheet, 3, FIRST_DAY + 2, last)
    put(sheet, 3, 1, page.dates, align="left", border=False)
    put(sheet, 3, FIRST_DAY + 2, page.status, align="right", border=False, size=9)
    sheet.row_dimensions[3].height = 16 if width(page.status) < 55 else 28
    _label(sheet, 4, tr("Duty"))
    _label(sheet, 5, tr("Patrol tier"))
    for column, day in enumerate(page.columns, start=FIRST_DAY):
        text = f"{day.text}\n{day.small}" if day.small else day.text
        put(sheet, 4, column, text, bold=True, fill=SHADE if day.shaded else HEAD)
        ground, ink = _TIERS[day.tier]
        tier = put(sheet, 5, column, day.tier_text, bold=True, fill=PatternFill("solid", fgColor=ground))
        tier.font = font(10, True, ink)
    sheet.row_dimensions[4].height = 32 if any(day.small for day in page.columns) else 19
    sheet.row_dimensions[5].height = 18


def _label(sheet: Worksheet, at: int, text: str) -> None:
    _span(sheet, at, 1, 2)
    put(sheet, at, 1, text, bold=True, fill=HEAD)
    put(sheet, at, 2, None)


def _row(sheet: Worksheet, at: int, row: Row, page: Page) -> None:
    if row.sub:
        put(sheet, at, 1, row.label if row.span else None, bold=True, fill=HEAD)
        put(sheet, at, 2, "\n".join(row.sub), size=8.5, fill=HEAD)
        if row.span > 1:
            sheet.merge_cells(start_row=at, start_column=1, end_row=at + row.span - 1, end_column=1)
    else:
        _label(sheet, at, row.label)
    for column, (cell, day) in enumerate(zip(row.cells, page.columns, strict=True), start=FIRST_DAY):
        value = cell_text(cell, 8.5 if row.dense else 10, row.tight) if cell.stands else _absent(row)
        many = len(cell.names) > 1 or bool(cell.notes)
        align = "left" if many and row.kind is not DutyKind.EVENT else "center"
        put(sheet, at, column, value, align=align, fill=SHADE if day.shaded else None)
    sheet.row_dimensions[at].height = POINTS * layout.row_height(row, layout.budget(page.size)) + PADDING
    _anchors(sheet, at, row, FIRST_DAY + len(page.columns))


def _anchors(sheet: Worksheet, at: int, row: Row, column: int) -> None:
    """Anchor, one sign a day (1 stands, x stands without the host, 0 not), host duty and kind."""
    put(sheet, at, column, row.anchor or OWN, border=False)
    if not row.anchor:
        return
    put(sheet, at, column + 1, "".join(map(_sign, row.cells)), border=False)
    if row.host:
        put(sheet, at, column + 2, f"{row.host}:{row.host_kind}", border=False)


def _sign(cell: Cell) -> str:
    return "0" if not cell.stands else "1" if cell.implies else "x"


def _absent(row: Row) -> str | None:
    return None if row.kind is DutyKind.EVENT else "—"


def cell_text(cell: Cell, size: float = 10, tight: bool = False) -> CellRichText | str:
    """Names with the leader in bold, empty seats in words, zones and notes in small print."""
    small = 8.5
    runs: list[str | TextBlock] = []
    for line in cell.lines:
        if runs:
            runs.append(run("\n", size))
        for piece in line:
            runs.append(run(piece.text, size, piece.bold))
            if piece.after:
                runs.append(run(f" {piece.after}", small))
            if piece.tail:
                runs.append(run(piece.tail, size))
    for text in cell.missing:
        runs.append(run(f"\n{text}" if runs else text, small, True))
    for text in cell.notes:
        runs.append(run(f"{' ' if tight else chr(10)}{text}" if runs else text, small))
    return CellRichText(runs) if runs else ""


def _remarks(sheet: Worksheet, at: int, page: Page, last: int) -> None:
    runs: list[str | TextBlock] = []
    for remark in page.remarks:
        runs += [run(remark.head, 8.5, True), run(f" {remark.text}   ", 8.5)]
    _span(sheet, at, 1, last)
    put(sheet, at, 1, CellRichText(runs), align="left", border=False)
    lines = layout.remarks_lines(page.remarks, page.size)
    sheet.row_dimensions[at].height = POINTS * 1.35 * SMALL * lines + 8


def _feet(sheet: Worksheet, at: int, page: Page, last: int) -> None:
    starts = (1, 3, 5, 7, last - 1)
    for start, end, foot in zip(starts, (*starts[1:], last + 1), page.feet, strict=True):
        if end - start > 1:
            _span(sheet, at, start, end - 1)
        put(sheet, at, start, foot, align="left", border=False, wrap=False)
    sheet.row_dimensions[at].height = 22


def _span(sheet: Worksheet, at: int, first: int, last: int) -> None:
    sheet.merge_cells(start_row=at, start_column=first, end_row=at, end_column=last)


def _sizes(sheet: Worksheet, page: Page, after: int, last: int) -> None:
    """Rows and columns in the proportions of the sheet of paper, so that neither side stays empty."""
    day = DAY_WIDTH * layout.budget(page.size) / layout.budget(1.0)
    sizes = {column: {1: 11.4, 2: 14.2}.get(column, day) for column in range(1, last + 1)}
    wide = 0.75 * sum(DIGIT * size + 5 for size in sizes.values())
    heights = {at: sheet.row_dimensions[at].height or 0.0 for at in range(2, after + 2)}
    spare = wide * PAPER - sum(heights.values())
    body = sum(heights[at] for at in range(FIRST_ROW, after)) or 1.0
    for at in range(FIRST_ROW, after):
        sheet.row_dimensions[at].height = heights[at] * (1.0 + min(0.35, max(0.0, spare) / body))
    wider = max(1.0, 1.0 - spare / (wide * PAPER))
    for column, size in sizes.items():
        sheet.column_dimensions[get_column_letter(column)].width = size * wider
