"""The overview of a bureau's week: one line a station, as CSV and as a workbook with the loans beside it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from scheduler.beside import beside
from scheduler.bureau.loans import Loan
from scheduler.bureau.task import FAILED, FAULTY, STOPPED, Summary
from scheduler.i18n import tr
from scheduler.render.assignments import harmless

KINDS = ("officer", "auxiliary", "guard", "village")
TIERS = ("COVER", "ORDERS", "PATROL", "FAIR", "WISH")

COLUMNS = (
    "station", "name", "status", "seconds", "cpu_seconds", *KINDS, "turns", "seats_empty",
    *(tier.lower() for tier in TIERS), "plan", "peak_mib", "says",
)  # fmt: skip
"""Of overview.csv; never renamed, never reordered."""

Value = str | int | float | None


def line(one: Summary) -> list[Value]:
    """A station's line, in the order of COLUMNS; findings by importance are counts."""
    strength = [one.strength.get(kind, 0) for kind in KINDS]
    counts = [one.findings.get(tier, 0) for tier in TIERS]
    done = [one.turns, one.empty, *counts, one.number] if one.planned else [None] * (3 + len(TIERS))
    says = " | ".join(one.says)
    return [one.id, one.name, one.status, one.seconds, one.cpu, *strength, *done, one.peak, says]


def status_word(status: str) -> str:
    """How a station ended, in words."""
    words = {
        "PROVEN": tr("proven"), "FOUND": tr("found, not proven"), "IMPOSSIBLE": tr("impossible"),
        "UNDECIDED": tr("undecided"), FAULTY: tr("mistakes in its files"), FAILED: tr("an accident"),
        STOPPED: tr("stopped"),
    }  # fmt: skip
    return words[status]


def write_csv(path: Path, stations: Sequence[Summary]) -> None:
    """overview.csv, written beside and renamed."""
    with beside(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([harmless(v) if isinstance(v, str) else v for v in line(one)] for one in stations)


def write_workbook(path: Path, title: str, stations: Sequence[Summary], loans: Sequence[Loan]) -> None:
    """overview.xlsx: a sheet of stations, a sheet of loans; written beside and renamed."""
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from scheduler.render import cells

    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = tr("Stations")
    cells.widths(sheet, [8, 18, 13, 8, 8, 7, 7, 7, 7, 7, 8, *[7] * len(TIERS), 11, 8, 50])
    top = cells.title(sheet, title, len(COLUMNS))
    lines = ([*line(one)[:2], status_word(one.status), *line(one)[3:]] for one in stations)
    cells.table(sheet, top, heads(), lines, left=(len(COLUMNS) - 1,))
    sheet.freeze_panes = f"C{top + 1}"
    cells.landscape(sheet)
    sheet = book.create_sheet(tr("Loans"))
    cells.widths(sheet, [12, 12, 12, 14, 11, 12, 12, 18, 10, 12])
    top = cells.title(sheet, tr("Loans between stations"), 10)
    cells.table(sheet, top, _loan_heads(), map(astuple, loans))
    cells.landscape(sheet)
    with beside(path) as part:
        book.save(part)


def heads() -> list[str]:
    """The headings of the workbook, in the order of COLUMNS."""
    return [
        tr("Folder"), tr("Station"), tr("Result"), tr("Seconds"), tr("CPU s"), tr("Officers"),
        tr("Auxiliaries"), tr("Guards"), tr("Village guards"), tr("Turns"), tr("Seats empty"), tr("COVER"),
        tr("ORDERS"), tr("PATROL"), tr("FAIR"), tr("WISH"), tr("Plan"), tr("Peak MiB"), tr("Remarks"),
    ]  # fmt: skip


def _loan_heads() -> list[str]:
    return [
        tr("Week"), tr("Lender"), tr("Person"), tr("Name"), tr("Kind"), tr("Borrower"), tr("Date"),
        tr("Duty"), tr("Minutes"), tr("State"),
    ]  # fmt: skip
