"""Measures taken once: crews that do not stand, and people borrowed for some dates, as the decisions say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from models import Decision, DecisionKind, Leave, LeaveKind, Person, Station
from scheduler.i18n import tr
from scheduler.intake.arguments import Loan, parse_loans
from scheduler.order import Order

DAY = timedelta(days=1)


def with_measures(order: Order, decisions: Iterable[Decision]) -> Order:
    """The order with the crews struck and the people borrowed that some decisions name.

    People borrowed are numbered in the order of the decisions, which a chain of changes keeps.
    """
    made = list(decisions)
    struck = frozenset(one.what for one in made if one.kind is DecisionKind.STRIKE)
    loans = parse_loans(f"{one.what}:{one.reason}" for one in made if one.kind is DecisionKind.BORROW)
    return replace(
        order,
        station=_hosting(order, loans) if loans else order.station,
        request=replace(order.request, struck=struck),
    )


def _hosting(order: Order, loans: tuple[Loan, ...]) -> Station:
    """The station with the people borrowed, who are elsewhere on all other dates."""
    station = order.station
    fields = {name: getattr(station, name) for name in Station.model_fields}
    guests = [
        Person(id=f"borrowed-{n}", name=loan.name or tr("borrowed {n}", n=n), kind=loan.kind)
        for n, loan in enumerate(loans, start=1)
    ]
    away = [
        leave for guest, loan in zip(guests, loans, strict=True) for leave in _elsewhere(order, guest, loan)
    ]
    people, leave = (*station.people, *guests), (*station.leave, *away)
    # not model_copy: it would keep what was worked out from the old people
    return Station.model_validate({**fields, "people": people, "leave": leave})


def _elsewhere(order: Order, guest: Person, loan: Loan) -> Iterator[Leave]:
    first = order.request.first
    last = first + timedelta(days=7 * order.request.weeks - 1)
    for start, end in ((first, loan.first - DAY), (loan.last + DAY, last)):
        if start <= end:
            yield Leave(person=guest.id, first=start, last=end, kind=LeaveKind.SECONDMENT)
