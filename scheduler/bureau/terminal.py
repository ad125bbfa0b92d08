"""A bureau in the terminal: a line a station as it ends, the sum, the files, the exit code."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text as Line

from scheduler.bureau.lending import Help
from scheduler.bureau.order import BureauOrder
from scheduler.bureau.overview import status_word
from scheduler.bureau.planning import Make, Result, help_lines, plan_bureau
from scheduler.bureau.task import STOPPED, Summary, peak
from scheduler.i18n import tr


def run_bureau(order: BureauOrder, make: Make) -> int:
    """Plan with live progress; returns the exit code."""
    console, began = Console(), time.monotonic()
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                   console=Console(stderr=True))  # fmt: skip
    short: list[str] = []
    with bar:
        whole = bar.add_task(tr("Stations"), total=len(order.tasks))

        def tell(one: Summary) -> None:
            bar.advance(whole)
            if one.status == STOPPED:
                return  # the sum says how many
            console.print(Line(station_line(one)), soft_wrap=True)
            short.extend([one.id] if one.status == "IMPOSSIBLE" else [])
            if bar.finished and short:
                console.print(
                    tr("{number} stations without a roster ask their neighbours", number=len(short))
                )

        def hear(one: Help) -> None:
            for line in help_lines(one):
                console.print(Line(line), soft_wrap=True)

        result = plan_bureau(order, make, tell, hear)
    for line in closing(order, result, time.monotonic() - began):
        console.print(Line(line), soft_wrap=True)
    return result.code


def station_line(one: Summary) -> str:
    """How one station ended."""
    says = f": {'; '.join(one.says)}" if one.says else ""
    counts = (
        tr(", {turns} turns, {empty} seats empty", turns=one.turns, empty=one.empty) if one.planned else ""
    )
    return f"{one.id} {one.name} {status_word(one.status)} {one.seconds:.1f} s{counts}{says}"


def closing(order: BureauOrder, result: Result, seconds: float) -> Iterator[str]:
    """The sum over all stations, and where the files are."""
    if any(one.loans for one in result.helps) and not order.lend:
        yield tr(
            "These loans are solved and audited for both stations; give --lend to put them into the rosters."
        )
    if kept := sum(one.kept for one in result.found.values()):
        yield tr("{number} stations had their plan of the same inputs already", number=kept)
    if not result.complete:
        yield tr("Stopped; what was done is kept.")
    counts = Counter(one.status for one in result.found.values())
    parts = ", ".join(f"{status_word(status)} {number}" for status, number in sorted(counts.items()))
    yield tr(
        "{number} stations in {seconds} s: {parts}",
        number=len(order.tasks),
        seconds=round(seconds),
        parts=parts,
    )
    workers = max((one.peak for one in result.found.values()), default=0.0)
    yield tr(
        "Memory at most: {own} MiB here, {workers} MiB in a worker", own=round(peak()), workers=round(workers)
    )
    yield str(order.out / "overview.xlsx")
    yield str(order.out / "overview.csv")
