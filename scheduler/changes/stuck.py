"""Why a change of a published plan has no lawful roster, and what would give one: the menu of repairs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from models import Station, Status, Week
from scheduler.advice.case import Case
from scheduler.advice.explaining import explain_case
from scheduler.advice.explanation import Explanation
from scheduler.advice.menu import Say
from scheduler.changes.basis import Basis
from scheduler.changes.facts import with_facts
from scheduler.kernel.conflict import Conflict
from scheduler.kernel.problem import Problem
from scheduler.order import Order
from scheduler.posture import Request
from scheduler.rulebook.book import Book


@dataclass(frozen=True, kw_only=True)
class ChangedCase(Case):
    """A case in which what was worked is fact."""

    basis: Basis

    @cached_property
    def problem(self) -> Problem:
        """What the rules say, each law asked only for what is still possible."""
        return with_facts(super().problem, self.basis.facts(self.week))


def changed_case(order: Order, basis: Basis) -> ChangedCase:
    """The change of a plan as a case."""

    def reopen(station: Station, request: Request, book: Book) -> Week:
        week = replace(order, station=station, request=request).open_week(book)
        return replace(week, also=basis.served)

    return ChangedCase(order.station, order.request, order.book(), reopen, since=basis.now, basis=basis)


def explain_change(
    order: Order, basis: Basis, tell: Say | None = None, conflict: Conflict | None = None
) -> Explanation:
    """Explain a change within the limits; streets are looked at only where without them there is a roster."""
    if order.patrols is not None:
        bare = explain_case(changed_case(replace(order, patrols=None), basis), order.limits, tell)
        if bare.status is Status.IMPOSSIBLE:
            return bare
    return explain_case(changed_case(order, basis), order.limits, tell, conflict)
