"""The plan in the terminal: what was proven, the week, what is missing, and where the files lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.box import SIMPLE, SQUARE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models import Importance, Plan, Status
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.names import Piece
from scheduler.render.remarks import proof
from scheduler.render.rows import Cell, Row
from scheduler.render.table import Page, pages

WIDTH = 100
"""Columns that the summary fits, since station machines run narrow windows."""

MOST_FINDINGS = 12
DAY, LABEL = 10, 13
"""Columns of one day and of the labels; with their borders the week is 92 wide."""

MOST_NAMES = 6
"""More people than this in one cell are counted, not named."""


def show(plan: Plan, console: Console, files: Sequence[Path]) -> None:
    """Print the summary of a plan; `files` are those just written."""
    for page in pages(plan):
        console.print(Text(page.title, style="bold"), width=WIDTH)
        console.print(Text(f"{page.dates} · {page.status}"), width=WIDTH)
        console.print(_week(page))
        for remark in page.remarks:
            console.print(Text.assemble((remark.head, "bold"), " ", remark.text), width=WIDTH)
        console.print()
    console.print(_proofs(plan))
    console.print(Text(proof(plan)), width=WIDTH)
    _findings(plan, console)
    _files(console, files)


def _week(page: Page) -> Table:
    table = Table(box=SQUARE, padding=0, show_lines=True)
    table.add_column(tr("Duty"), width=LABEL)
    for column in page.columns:
        table.add_column(Text(column.text), width=DAY, style="on grey15" if column.shaded else "")
    table.add_row(Text(tr("Patrol tier")), *(Text(column.tier_text, style="bold") for column in page.columns))
    for row in page.rows:
        cells = [_cell(row, cell) for cell in row.cells]
        table.add_row(_label(row, max(len(cell.split()) for cell in cells)), *cells)
    return table


def _label(row: Row, tallest: int) -> Text:
    """The duty, and its windows as far as the row has room; a split duty always says which window."""
    text = Text(row.name, style="bold")
    room = max(tallest - 1, "/" in row.anchor)
    for line in row.windows[:room]:
        text.append(f"\n{line}", style="not bold dim")
    return text


def _cell(row: Row, cell: Cell) -> Text:
    lines = _names(cell.names) or ([Text("—")] if not cell.stands and row.anchor else [])
    return Text("\n").join([*lines, *(Text(line, style="bold red") for line in cell.missing)])


def _names(pieces: Iterable[Piece]) -> list[Text]:
    """One name a line; many are counted."""
    names = [Text(piece.text, style="bold" if piece.bold else "") for piece in pieces]
    return names if len(names) <= MOST_NAMES else [Text(tr("{n} people", n=len(names)))]


def _proofs(plan: Plan) -> Table:
    table = Table(box=SIMPLE, padding=(0, 1), title_justify="left")
    for head in (tr("Importance"), tr("Rules"), tr("Status")):
        table.add_column(head, max_width=46, overflow="fold")
    for head in (tr("Value"), tr("No plan below"), tr("Seconds")):
        table.add_column(head, justify="right")
    for one in plan.passes:
        style = "" if one.status is Status.PROVEN else "yellow"
        table.add_row(words.importance(one.importance), ", ".join(one.rules), words.status(one.status),
                      str(one.value), str(one.bound), f"{one.seconds:.1f}", style=style)  # fmt: skip
    return table


def _findings(plan: Plan, console: Console) -> None:
    found = sorted(plan.findings, key=lambda finding: finding.importance.place)
    for finding in found[:MOST_FINDINGS]:
        style = "bold red" if finding.importance is Importance.LAW and not finding.waived else ""
        head = f"{words.importance(finding.importance)} {finding.rule} ({finding.source})"
        waived = f" [{tr('Waived')}: {finding.waived}]" if finding.waived else ""
        console.print(Text(f"{head}: {finding.text}{waived}", style=style), width=WIDTH)
    if len(found) > MOST_FINDINGS:
        console.print(tr("and {n} more, on the sheet of checks", n=len(found) - MOST_FINDINGS))


def _files(console: Console, files: Sequence[Path]) -> None:
    calendars = [path for path in files if path.suffix == ".ics"]
    tracks = [path for path in files if path.suffix == ".gpx"]
    for path in files:
        if path not in (*calendars, *tracks):
            console.print(Text(str(path)), soft_wrap=True)
    if tracks:
        text = tr("{n} tracks for radios in {folder}", n=len(tracks), folder=tracks[0].parent)
        console.print(Text(text), soft_wrap=True)
    if calendars:
        text = tr("{n} calendars in {folder}", n=len(calendars), folder=calendars[0].parent)
        console.print(Text(text), soft_wrap=True)
