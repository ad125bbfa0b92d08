"""One description of the printed week, from which page, workbook and terminal are all drawn."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from models import Day, DutyKind, Plan, StaffKind
from scheduler.i18n import language, tr
from scheduler.render import layout, remarks, words
from scheduler.render.names import Piece, printed
from scheduler.render.organisation import mobile_row, teams
from scheduler.render.rows import Cell, Printing, Row, duty_rows, event_row

__all__ = ["Cell", "Column", "Page", "Piece", "Row", "pages"]


READABLE = 0.75
"""Print size below which the mobile group is not named on the wall."""


@dataclass(frozen=True)
class Column:
    """One day: its heading, its tier, and whether it is shaded."""

    date: date
    text: str
    small: str
    tier: int
    tier_text: str
    shaded: bool


@dataclass(frozen=True)
class Page:
    """One week as it hangs on the wall; `size` is the print size at which it fits one sheet.

    `air` is the padding that each row may have on top, in body sizes, so that the sheet is filled.
    """

    title: str
    dates: str
    status: str
    number: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remarks: tuple[remarks.Remark, ...]
    feet: tuple[str, ...]
    size: float = 1.0
    air: float = 0.0


_LAST: list[tuple[Plan, str, tuple[Page, ...]]] = []
"""The pages made last, with their plan and language: page, workbook and terminal ask for the same ones."""


def pages(plan: Plan) -> tuple[Page, ...]:
    """One page for each week of the plan, with every duty."""
    for known, spoken, made in _LAST:
        if known is plan and spoken == language():
            return made
    weeks = [plan.days[i : i + 7] for i in range(0, len(plan.days), 7)]
    made = tuple(_page(plan, week) for week in weeks)
    _LAST[:] = [(plan, language(), made)]
    return made


def on_the_wall(plan: Plan) -> tuple[Page, ...]:
    """The pages as they hang on the wall, with the week of the community officers on a sheet of its own.

    Where the print would not be readable, that sheet alone has their blocks and receptions.
    """
    whole = pages(plan)
    weeks = [plan.days[i : i + 7] for i in range(0, len(plan.days), 7)]
    return tuple(
        page if page.size >= READABLE or not any(_in_beat(plan, row) for row in page.rows)
        else _page(plan, week, beats=False)
        for page, week in zip(whole, weeks, strict=True)
    )  # fmt: skip


def _in_beat(plan: Plan, row: Row) -> bool:
    """Whether a row is work in the beat for officers alone, who have it on their own sheet as well."""
    crews = (plan.crew_by_id.get(f"{cell.date}/{row.anchor}") for cell in row.cells)
    kinds = {seat.kind for crew in crews if crew for seat in crew.seats}
    return row.kind is DutyKind.BEAT and kinds == {StaffKind.OFFICER}


def _page(plan: Plan, days: tuple[Day, ...], beats: bool = True) -> Page:
    year, week, _ = days[0].date.isocalendar()
    said = remarks.remarks(plan, days)
    if plan.teams:
        said = (remarks.Remark(tr("Teams and rooms"), teams(plan)), *said)
    if not beats:
        said = (remarks.Remark(tr("Community"), tr("blocks and receptions stand on their own sheet")), *said)
    size, rows = _largest(plan, days, said, beats=beats)
    if size < READABLE and mobile_row(plan, days, layout.budget(size)):
        size, rows = _largest(plan, days, said, others=False, beats=beats)
    return Page(
        title=tr("{station}: duty roster of week {week}, {year}", station=plan.name, year=year, week=week),
        dates=tr("{first} to {last}", first=_full(days[0].date), last=_full(days[-1].date)),
        status=remarks.status_line(plan, days),
        number=plan.number,
        columns=tuple(_column(day) for day in days),
        rows=rows,
        remarks=said,
        feet=_feet(plan),
        size=size,
        air=layout.air(rows, said, size),
    )


def _largest(
    plan: Plan,
    days: tuple[Day, ...],
    said: tuple[remarks.Remark, ...],
    others: bool = True,
    beats: bool = True,
) -> tuple[float, tuple[Row, ...]]:
    """The largest print that fits one sheet (the least where none does), and the rows broken for it.

    Smaller print is never taller, so half of the sizes left are ruled out by each one tried. `others`: with
    the row of the mobile group, all who have no turn. `beats`: with the work of officers in their beats.
    """
    names = printed(plan.people)
    events = event_row(plan, days)

    def rows_at(size: float) -> tuple[Row, ...]:
        rows = duty_rows(Printing(plan, names, layout.budget(size)), days)
        rows = rows if beats else tuple(row for row in rows if not _in_beat(plan, row))
        rows = (*rows, *mobile_row(plan, days, layout.budget(size))) if others else rows
        return (*rows, events) if any(cell.stands for cell in events.cells) else rows

    def fits(size: float) -> bool:
        return layout.height(rows_at(size), said, size) <= layout.PAGE_HEIGHT

    at = bisect_left(layout.SIZES, True, key=fits)
    size = layout.SIZES[min(at, len(layout.SIZES) - 1)]
    return size, rows_at(size)


def _column(day: Day) -> Column:
    return Column(
        date=day.date,
        text=f"{day.date.day} {words.weekday(day.date)}",
        small=words.holiday(day),
        tier=int(day.tier),
        tier_text=words.tier(day),
        shaded=not day.working or bool(day.holiday),
    )


def _full(day: date) -> str:
    return f"{words.month_day(day)}({words.weekday(day)})"


def _feet(plan: Plan) -> tuple[str, ...]:
    line = "____________"
    return (
        tr("Drawn up by: {line}", line=line),
        tr("Checked (instructor): {line}", line=line),
        tr("Issued (chief): {line}", line=line),
        tr("Date: ____ / ____ / ____"),
        tr("Duty telephone: {phone}", phone=plan.phone or line),
    )
