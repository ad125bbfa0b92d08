"""The command report: gather every mistake, make the report, write it beside and rename, show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from models import Fault, Faults, Plan, Station
from scheduler.beside import beside
from scheduler.i18n import Text, tr, use
from scheduler.intake import load_station
from scheduler.reports import KINDS, NEED_PLAN, Given
from scheduler.reports.book import write_book
from scheduler.reports.calls import read_calls
from scheduler.reports.page import page
from scheduler.reports.report import Report
from scheduler.reports.terminal import show
from scheduler.saved_plan import read_plan

T = TypeVar("T")


def run_report(given: Given, kind: str, out: Path) -> tuple[Path, ...]:
    """Make the report, write `report-KIND.xlsx` and `.html`, print it; returns the files.

    Raises Faults when it cannot be made or written.
    """
    report = KINDS[kind](given)
    console = Console()
    files = write(report, out)
    show(report, console)
    console.print(tr("Written: {file}", file=", ".join(map(str, files))), soft_wrap=True)
    return files


def read_given(path: Path, kind: str, plans: Sequence[Path], calls: Path | None, lang: str) -> Given:
    """Station, plans and calls; raises Faults with every mistake in all of them."""
    faults: list[Fault] = []
    station = _read(lambda: load_station(path).station, faults)
    use(lang or (station.lang if station else "zh"))
    read = [plan for one in plans if (plan := _read(lambda one=one: read_plan(one), faults))]  # type: ignore[misc]
    found = _read(lambda: read_calls(calls), faults) if calls else None
    faults += _plan_faults(kind, plans, read, station)
    if faults or station is None:
        raise Faults(faults)
    return Given(station, read, found)


def _read(read: Callable[[], T], faults: list[Fault]) -> T | None:
    try:
        return read()
    except Faults as found:
        faults += found.faults
        return None


def _plan_faults(
    kind: str, paths: Sequence[Path], plans: Sequence[Plan], station: Station | None
) -> list[Fault]:
    found = []
    if kind in NEED_PLAN and not paths:
        found.append(
            Fault(Text("this report is made from a plan; name one, such as out/plan.json"), "--plan")
        )
    if kind != "month" and len(paths) > 1:
        found.append(Fault(Text("this report is made from one plan; only month takes several"), "--plan"))
    for plan in plans:
        if station and plan.station != station.id:
            text = Text("plan {number} is of station '{other}', not of '{station}'; name one of its plans",
                        number=plan.number, other=plan.station, station=station.id)  # fmt: skip
            found.append(Fault(text, "--plan"))
    return found


def write(report: Report, out: Path) -> tuple[Path, ...]:
    """Write workbook and page beside and rename them; raises Faults when that cannot be."""
    files = (out / f"report-{report.kind}.xlsx", out / f"report-{report.kind}.html")
    with beside(files[1], make=True) as sheet, beside(files[0]) as book:
        write_book(report, book)
        sheet.write_text(page(report), encoding="utf-8", newline="\n")
    return files
