"""The command compare: read everything, plan what is not planned, show the table, write workbook and page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from models import Fault, Faults, Plan, Status
from scenarios.cases import PLAN, Asked, Wanted, planned, read_wanted
from scenarios.column import Column, column_of
from scenarios.compare_page import page
from scenarios.comparison import report_of
from scheduler.beside import beside, make_folder
from scheduler.i18n import Text, tr, use
from scheduler.reports.book import write_book
from scheduler.reports.report import Report
from scheduler.reports.terminal import show
from scheduler.saved_plan import read_plan

LEAST = 2
"""What one compares."""


def run_compare(
    paths: Sequence[Path], asked: Asked, published: Path | None, out: Path | None, lang: str
) -> int:
    """Compare and print; writes compare.xlsx and compare.html with `out`. Returns the exit code.

    0 when it is known of all whether there is a roster, 3 where time ran out. Raises Faults with every
    mistake.
    """
    use(lang or "zh")
    faults: list[Fault] = []
    if len(paths) < LEAST:
        text = "one alone cannot be compared; name two or more scenarios, stations or plans"
        faults.append(Fault(Text(text)))
    known: Plan | None = None
    try:
        known = read_plan(published / PLAN if published.is_dir() else published) if published else None
    except Faults as wrong:
        faults += wrong.faults
    try:
        wanted = read_wanted(paths, asked)
    except Faults as wrong:
        raise Faults([*faults, *wrong.faults]) from None
    faults += _of_that_week(known, published, wanted) if known else ()
    if faults:
        raise Faults(faults)
    if out:
        make_folder(out)
    with Console(stderr=True).status("") as status:
        cases = [planned(one, lambda name: status.update(tr("Planning {name}", name=name))) for one in wanted]
    columns = [column_of(one) for one in cases]
    report = report_of(columns, known)
    console = Console()
    show(report, console)
    if out:
        files = ", ".join(map(str, write(report, columns, out)))
        console.print(tr("Written: {file}", file=files), soft_wrap=True, markup=False)
    return 3 if any(one.status is Status.UNDECIDED for one in cases) else 0


def _of_that_week(known: Plan, path: Path | None, wanted: Sequence[Wanted]) -> Iterator[Fault]:
    """A fault where nothing that is compared has the station and the week of the published plan."""
    every = {(one.plan.station, one.plan.first) for one in wanted if one.plan}
    every |= {(one.base.loaded.station.id, one.base.first) for one in wanted if one.base}
    if (known.station, known.first) not in every:
        text = (
            "is of station '{station}' and the week of {first}, and nothing that is compared is; name another"
        )
        yield Fault(Text(text, station=known.station, first=known.first), str(path))


def write(report: Report, columns: Sequence[Column], out: Path) -> tuple[Path, Path]:
    """Write workbook and page beside and rename them; raises Faults when that cannot be."""
    book, sheet = out / "compare.xlsx", out / "compare.html"
    with beside(sheet) as text, beside(book) as table:
        write_book(report, table)
        text.write_text(page(report, columns), encoding="utf-8", newline="\n")
    return book, sheet
