"""A station's week with guests: first with everybody who may come, then with just those who do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from models import Crew, Decision, DecisionKind, Importance, Leave, LeaveKind, Person, Record, Status, Week
from scheduler.advice.case import case_of, other_station
from scheduler.bureau.candidates import Helper, Turn, away_on
from scheduler.i18n import tr
from scheduler.kernel.clauses import Forbid, Load, Wish, ones
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.pipeline import Answer, publish

FIRST = -1
"""As few lent turns as possible comes before any other COVER."""


def fewest(order: Order, pool: Sequence[Helper], days: int) -> list[Turn]:
    """The fewest turns of guests that give a lawful roster, each guest `days` of them at most; else none."""
    guests = [one.person for one in pool]
    case = case_of(_hosting(order, guests))
    week = case.week
    cells = {one.id: _open(week, one) for one in guests}
    few = tuple(Wish(cell, want=False) for mine in cells.values() for cell in mine)
    firm = [one for one in case.problem.rulings if one.importance in (Importance.LAW, Importance.COVER)]
    rulings = (*firm, _bounds(week, guests, days), Ruling("lent", Importance.COVER, few, FIRST))
    outcome = solve(Problem(rulings, case.problem.facts), order.limits)
    return [
        (one, week.by_id[cell.what])
        for one in pool
        for cell in cells[one.person.id]
        if cell in outcome.chosen
    ]


def borrow(order: Order, turns: Sequence[Turn]) -> Answer:
    """The whole week, with just these guests on just these dates; audited like any plan."""
    guests = list({one.person.id: one.person for one, _ in turns}.values())
    hosting = _hosting(order, guests, [leave for one in guests for leave in _elsewhere(order, one, turns)])
    hosting = replace(hosting, record=_recorded(order, turns))
    book = hosting.book()
    week = hosting.open_week(book)
    read = book.read(week)
    most = {one.id: sum(turn[0].person.id == one.id for turn in turns) for one in guests}
    bounds = (_bounds(week, [one], most[one.id]) for one in guests)
    outcome = solve(Problem((*read.rulings, *bounds), read.facts), order.limits)
    if outcome.status not in (Status.PROVEN, Status.FOUND):
        return Answer(outcome.status, week=week)
    made = publish(hosting, week, outcome)
    if any(one.importance is Importance.LAW and not one.waived for one in made.findings):
        return Answer(Status.UNDECIDED, week=week)
    return Answer(outcome.status, made, week=week)


def _hosting(order: Order, guests: Sequence[Person], leave: Sequence[Leave] = ()) -> Order:
    station = order.station
    people, away = (*station.people, *guests), (*station.leave, *leave)
    return replace(order, station=other_station(station, people=people, leave=away))


def _open(week: Week, person: Person) -> list[Cell]:
    """Turns that a guest may serve; meetings are not his."""
    return [Cell(person.id, one.id) for one in week.open_to(person) if _is_work(one)]


def _is_work(crew: Crew) -> bool:
    return crew.is_turn and not crew.invited


def _bounds(week: Week, guests: Sequence[Person], most: int) -> Ruling:
    """Law of a loan: so many turns, and never on call, for which nobody comes over."""
    loads = [Load(ones(_open(week, one)), high=most) for one in guests]
    idle = [Cell(one.id, crew.id) for one in guests for crew in week.open_to(one) if crew.on_call]
    return Ruling("lent-days", Importance.LAW, (*loads, Forbid(tuple(idle))) if idle else tuple(loads))


def _elsewhere(order: Order, guest: Person, turns: Sequence[Turn]) -> list[Leave]:
    """A guest is at home on every date that his turns do not touch."""
    first = order.request.first
    here = {
        day for one, crew in turns if one.person.id == guest.id
        for day in _dates(*away_on(crew))
    }  # fmt: skip
    week = _dates(first, first + timedelta(days=7 * order.request.weeks - 1))
    return [
        Leave(person=guest.id, first=day, last=day, kind=LeaveKind.SECONDMENT)
        for day in week if day not in here
    ]  # fmt: skip


def _dates(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _recorded(order: Order, turns: Sequence[Turn]) -> Record:
    """Each loan is a decision of the bureau, and the plan says so."""
    made = tuple(
        Decision(
            kind=DecisionKind.EDIT, what=f"{one.person.id}={crew.date}",
            reason=tr("{who} is lent by {lender}", who=one.person.name, lender=one.lender),
        )
        for one, crew in turns
    )  # fmt: skip
    return order.record.model_copy(update={"decisions": (*order.record.decisions, *made)})
