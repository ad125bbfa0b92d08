"""Sheets about people: who serves when, how much, and who is away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from models import Carried, Crew, Day, Person, Plan, StaffKind
from scheduler.i18n import tr
from scheduler.ledger import above, carried
from scheduler.render import words
from scheduler.render.cells import HEAD, SHADE, Line, landscape, pages_for, put, table, title, widths
from scheduler.render.names import printed
from scheduler.render.service import crews_of, service

_ROTA = (StaffKind.AUXILIARY, StaffKind.PATROL_GUARD)
"""Kinds whose work is the roster alone: a date without a turn is a day off."""


def fill_turns(sheet: Worksheet, plan: Plan) -> None:
    """Sheet 2: people down, days across, letters in the cells, totals on the right."""
    widths(sheet, [6, 9, 13, *(9 if len(plan.days) == 7 else 6 for _ in plan.days), 8, 8, 10.5, 8])
    heads = [tr("Id"), tr("Name"), tr("Kind")]
    heads += [f"{day.date.month}/{day.date.day}\n{words.weekday(day.date)}" for day in plan.days]
    totals = [tr("Turns"), tr("Nights"), tr("Weekends"), tr("Hours")]
    top = title(sheet, tr("Turns by person"), len(heads) + len(totals), tr("To change a turn, edit sheet 1."))
    at = table(sheet, top, [*heads, *totals], _grid(plan))
    for column, day in enumerate(plan.days, start=4):
        for row in range(top, at if day.weekend or day.holiday else top):
            sheet.cell(row, column).fill = SHADE
    sheet.freeze_panes = f"D{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    landscape(sheet, pages_for(at - top))


def _grid(plan: Plan) -> Iterator[Line]:
    names, crews = printed(plan.people), crews_of(plan)
    for person in _serving(plan):
        mine = crews[person.id]
        total = service(plan, mine)
        letters = [_letters(plan, person, day, mine) for day in plan.days]
        hours = round(total.presence_minutes / 60, 1)
        yield [person.id, names[person.id], _kind(plan, person), *letters,
               total.turns, total.nights, total.weekends, hours]  # fmt: skip


def _kind(plan: Plan, person: Person) -> str:
    """The kind of a person, and his team or room: `民警 案件队`."""
    team = next((f" {one.name}" for one in plan.teams if one.id == person.team), "")
    return words.staff(person.kind) + team


def _serving(plan: Plan) -> list[Person]:
    """People of every kind that serves in this plan at all."""
    kinds = {plan.person_by_id[turn.person].kind for turn in plan.turns}
    return [person for person in plan.people if person.kind in kinds]


def _letters(plan: Plan, person: Person, day: Day, crews: Sequence[Crew]) -> str:
    order = list(words.duty_letters())
    kinds = sorted({crew.kind for crew in crews if crew.date == day.date}, key=order.index)
    mine = (leave for leave in plan.leave if leave.person == person.id)
    away = [leave.kind for leave in mine if leave.first <= day.date <= leave.last]
    letters = [words.duty_letter(kind) for kind in kinds] + [words.leave_letter(kind) for kind in away]
    if not letters and person.kind in _ROTA:
        return tr("off")
    return "".join(dict.fromkeys(letters))


def fill_hours(sheet: Worksheet, plan: Plan) -> None:
    """Sheet 4: hours, nights, weekends and holidays beside the fair share, and what is carried over."""
    shares = [tr("Hours"), tr("Nights"), tr("Weekends"), tr("Holidays")]
    groups = (
        (tr("This plan"), [tr("Turns"), tr("Presence h"), tr("Active h"), tr("Standby h"), tr("Nights"),
                           tr("Weekends"), tr("Holidays")]),
        (tr("Fair share"), shares),
        (tr("Above (+) or below (−), this plan"), shares),
        (tr("Carried in from weeks before"), shares),
        ("", [tr("Owed h")]),
    )  # fmt: skip
    heads = [tr("Id"), tr("Name"), tr("Kind"), *(head for _, group in groups for head in group)]
    widths(sheet, [6, 9, 13, *(10.5 for _ in heads[3:])])
    hint = tr("Presence counts once where turns lie inside each other. Owed: presence beyond 40 h a week.")
    top = title(sheet, tr("Hours by person"), len(heads), hint)
    column = 4
    for text, group in groups:
        sheet.merge_cells(start_row=top, start_column=column, end_row=top, end_column=column + len(group) - 1)
        put(sheet, top, column, text, bold=True, fill=HEAD)
        column += len(group)
    at = table(sheet, top + 1, heads, _hours(plan))
    sheet.freeze_panes = f"D{top + 2}"
    sheet.print_title_rows = f"{top}:{top + 1}"
    landscape(sheet, pages_for(at - top))


def _hours(plan: Plan) -> Iterator[Line]:
    names, crews = printed(plan.people), crews_of(plan)
    own = [line for line in plan.ledger if plan.first <= line.week <= plan.days[-1].date]
    now, before = above(own), carried(plan.ledger, plan.first)
    for person in _serving(plan):
        total = service(plan, crews[person.id])
        lines = [line for line in own if line.person == person.id]
        yield [
            person.id, names[person.id], words.staff(person.kind), total.turns,
            _h(total.presence_minutes), _h(total.active_minutes), _h(total.standby_minutes),
            total.nights, total.weekends, total.holidays,
            _h(sum(line.fair_minutes for line in lines)),
            *(float(round(sum(getattr(line, name) for line in lines), 1))
              for name in ("fair_nights", "fair_weekends", "fair_holidays")),
            *_signed(now.get(person.id, Carried())), *_signed(before.get(person.id, Carried())),
            _h(sum(line.owed_minutes for line in plan.ledger if line.person == person.id)),
        ]  # fmt: skip


def _h(minutes: float) -> float:
    return float(round(minutes / 60, 1))


def _signed(one: Carried) -> list[str]:
    values = (one.minutes / 60, one.nights, one.weekends, one.holidays)
    return [f"{value:+.1f}" if round(value, 1) else "0" for value in values]


def fill_leave(sheet: Worksheet, plan: Plan) -> None:
    """Sheet 5: who is away, and an empty form for swaps."""
    widths(sheet, [13, 14, 14, 14, 18, 18, 26])
    names = printed(plan.people)
    top = title(sheet, tr("Leave and swaps"), 7)
    heads = [tr("Id"), tr("Name"), tr("Kind"), tr("From"), tr("To"), tr("Days"), tr("Reason")]
    rows: list[Line] = [
        [leave.person, names.get(leave.person, leave.person), words.leave_letters()[leave.kind][1],
         f"{leave.first}", f"{leave.last}", (leave.last - leave.first).days + 1, leave.reason]
        for leave in plan.leave
    ]  # fmt: skip
    at = table(sheet, top, heads, rows or [[tr("none"), *[None] * 6]], left=(6,)) + 1
    sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=7)
    form = tr("Swap form: fill in by hand, then change sheet 1")
    put(sheet, at, 1, form, bold=True, align="left", border=False)
    heads = [
        tr("Date"),
        tr("Duty"),
        tr("Instead of"),
        tr("Serves"),
        tr("Reason"),
        tr("Signatures"),
        tr("Leader"),
    ]
    end = table(sheet, at + 1, heads, [[None] * 7] * 10)
    for row in range(at + 2, end):
        sheet.row_dimensions[row].height = 22
    sheet.print_area = f"A1:{get_column_letter(7)}{end}"
    landscape(sheet)
