"""supervision.html: the supervision sheet of every night, a page of A4 each, for signatures."""

from __future__ import annotations

from dataclasses import dataclass

from models import Plan
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.check_lists import reminders
from scheduler.render.routes_map import template
from scheduler.render.supervision import Round, Visit

BODY, HIGHEST, LOWEST = 216.0, 9.0, 5.2
"""Height in mm for the rows of a page, and of the highest and the lowest row."""

REMINDER = 7.0
"""Height in mm of the row that reminds of something."""

LARGEST, PRINT = 10.5, 1.35
"""Largest print in pt, and pt for each mm of a row, so that two lines fit it."""


@dataclass(frozen=True)
class Page:
    """One night on paper; `told` is a reminder, `row` the height of a row in mm, `size` its print in pt."""

    facts: tuple[tuple[str, str], ...]
    members: tuple[tuple[str, bool], ...]
    told: str
    visits: tuple[Visit, ...]
    row: float
    size: float


def supervision_page(plan: Plan, nights: tuple[Round, ...]) -> str:
    """The page as text."""
    feet = (
        tr("Supervised by: {line}", line="__________"),
        tr("Checked by: {line}", line="__________"),
        tr("Duty telephone: {phone}", phone=plan.phone or "__________"),
        tr("No. {number}", number=plan.number),
    )
    return template("supervision.html.j2").render(
        title=tr("{station}: supervision sheet", station=plan.name),
        nights=[_page(plan, night) for night in nights],
        feet=feet,
    )


def _page(plan: Plan, one: Round) -> Page:
    facts = (
        (tr("Date"), f"{words.month_day(one.date)} {words.weekday(one.date)}"),
        (tr("Crew"), one.car.name),
        (tr("Window"), "; ".join(map(words.window, one.car.spans))),
    )
    told = reminders(plan)
    body = BODY - REMINDER if told else BODY
    row = min(HIGHEST, max(LOWEST, body / (len(one.visits) + 1)))
    return Page(facts, one.members, told, one.visits, round(row, 2), round(min(LARGEST, row * PRINT), 1))
