"""The command report: make the report of a station or a bureau, write it beside and rename, show it."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from scheduler.beside import beside
from scheduler.i18n import tr
from scheduler.reports import KINDS
from scheduler.reports.asked import Asked, read_given
from scheduler.reports.book import write_book
from scheduler.reports.bureau import bureau_report, is_bureau
from scheduler.reports.page import page
from scheduler.reports.report import Report
from scheduler.reports.terminal import show


def run_report(asked: Asked, out: Path) -> tuple[Path, ...]:
    """Make the report, write `report-KIND.xlsx` and `.html`, print it; returns the files.

    Raises Faults when it cannot be made or written.
    """
    report = bureau_report(asked) if is_bureau(asked.path) else KINDS[asked.kind](read_given(asked))
    console = Console()
    files = write(report, out)
    show(report, console)
    console.print(tr("Written: {file}", file=", ".join(map(str, files))), soft_wrap=True)
    return files


def write(report: Report, out: Path) -> tuple[Path, ...]:
    """Write workbook and page beside and rename them; raises Faults when that cannot be."""
    files = (out / f"report-{report.kind}.xlsx", out / f"report-{report.kind}.html")
    with beside(files[1], make=True) as sheet, beside(files[0]) as book:
        write_book(report, book)
        sheet.write_text(page(report), encoding="utf-8", newline="\n")
    return files
