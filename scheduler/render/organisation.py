"""What the printed week says of the organisation: teams with their leaders, and each day's mobile group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models import Day, DutyKind, Person, Plan, StaffKind
from scheduler.i18n import tr
from scheduler.render.names import Piece, comma, packed, printed
from scheduler.render.rows import SMALL, Cell, Row
from scheduler.rulebook.organisation import comes_off, is_duty
from scheduler.seating import seniority

MOBILE = (StaffKind.OFFICER, StaffKind.AUXILIARY)
"""Who is in the mobile group when not on duty (T08)."""


def teams(plan: Plan) -> str:
    """`案件队 李明 5人、社区队 …`: every team and room with its leader and number of people."""
    names = printed(plan.people)
    said = []
    for team in plan.teams:
        leader = f" {names[team.leader]}" if team.leader in names else ""
        number = sum(person.team == team.id for person in plan.people)
        said.append(f"{team.name}{leader} {tr('{n} people', n=number)}")
    return comma().join(said)


def mobile_row(plan: Plan, days: Sequence[Day], budget: float) -> tuple[Row, ...]:
    """The row of the mobile group, where the rule `mobile-group` is on."""
    if not plan.settings.get("mobile-group", {}).get("on"):
        return ()
    names = printed(plan.people)
    cells = []
    for day in days:
        pieces = [Piece(names[one.id]) for one in mobile_group(plan, day.date)]
        cells.append(Cell(day.date, lines=packed(pieces, budget / SMALL), stands=bool(pieces)))
    label = tr("Mobile group")
    return (
        Row(label=label, sub=(tr("all others"),), cells=tuple(cells), kind=DutyKind.MOBILE, dense=True,
            name=label),
    )  # fmt: skip


def mobile_group(plan: Plan, day: date) -> list[Person]:
    """Officers and auxiliaries who on a date neither serve, nor come off a night, nor are away."""
    crews = {crew.id: crew for crew in (*plan.past, *plan.crews)}
    pairs = [*plan.served, *((turn.person, turn.crew) for turn in plan.turns)]
    held = ((who, crews[crew]) for who, crew in pairs if crew in crews)
    busy = {who for who, crew in held if is_duty(crew) and (crew.date == day or comes_off(crew, day))}
    busy |= {leave.person for leave in plan.leave if leave.first <= day <= leave.last}
    return sorted((one for one in plan.people if one.kind in MOBILE and one.id not in busy), key=seniority)
