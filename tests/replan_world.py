"""The tiny station with a published week drawn by hand, to be changed on Tuesday noon."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sample_plan import changed
from world import LIMITS, MONDAY, station, strip

from models import Leave, Plan, Station, Turn
from scheduler import ledger
from scheduler.changes import Basis
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.pipeline import Answer, plan, replan
from scheduler.posture import Request, open_week

NOON = datetime(2026, 11, 24, 12)
"""Tuesday noon: what starts on Monday and on Tuesday morning has been worked."""


def order_of(ours: Station, **given: Any) -> Order:
    """The order for the week of the tiny station."""
    return Order(ours, Request(MONDAY), limits=LIMITS, **given)


def published(order: Order, rows: str) -> Plan:
    """A published plan with a drawn roster."""
    made = plan(replace(order, request=replace(order.request, short=True))).plan
    assert made is not None
    turns = tuple(Turn(person=who, crew=crew) for who, crew in sorted(strip(rows)))
    lines = ledger.lines_of(open_week(order.station, order.request), strip(rows))
    return changed(made, turns=turns, ledger=lines, number="old")


def away(who: str, first: int, last: int = 6) -> Leave:
    """An absence from one day of the week to another; Monday is 0."""
    return Leave(person=who, first=MONDAY + timedelta(days=first), last=MONDAY + timedelta(days=last))


def basis_of(order: Order, rows: str, now: datetime = NOON, **given: Any) -> Basis:
    """What a change starts from."""
    known = published(order, rows)
    return Basis(known, now, frozenset(Cell(*pair) for pair in strip(rows)), **given)


def change(order: Order, basis: Basis, *absent: Leave, **request: Any) -> Answer:
    """Re-plan with people away."""
    asked = replace(order.request, away=(*order.request.away, *absent), **request)
    return replan(replace(order, request=asked, now=basis.now), basis)


def values(made: Plan) -> dict[str, tuple[str, int]]:
    """How each pass ended: status and value, by its first rule."""
    return {one.rules[0]: (str(one.status), one.value) for one in made.passes}


def turns_of(made: Plan) -> set[tuple[str, str]]:
    """Who serves where, as (person, `1E` for the early turn of the second day)."""
    return {(turn.person, _short(turn.crew)) for turn in made.turns}


def _short(crew: str) -> str:
    day, _, letter = crew.partition("/")
    return f"{(datetime.fromisoformat(day).date() - MONDAY).days}{letter}"


def told(made: Plan) -> set[tuple[str, str, bool, str]]:
    """Every change: person, turn, taken or given up, cause."""
    assert made.change is not None
    return {(one.person, _short(one.crew), one.taken, str(one.cause)) for one in made.change.turns}


def early(**fields: Any) -> Order:
    """One officer in the early turn of every day; four may serve."""
    return order_of(station("E", {"E": "1 officer"}, **fields))
