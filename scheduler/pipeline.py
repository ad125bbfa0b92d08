"""The whole engine on one screen: a station and a request become an audited plan, or a conflict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from models import Plan, Status, Week
from scheduler.advice import Explanation, explanation
from scheduler.assembly import assemble
from scheduler.changes import Basis, Difference, carried_over, steadied, with_facts
from scheduler.judge import Pairs, judge
from scheduler.kernel.conflict import Conflict, find_conflict
from scheduler.kernel.outcome import Known, Outcome, Watch
from scheduler.kernel.solve import solve
from scheduler.order import Order

Tell = Callable[[str, Status], None]

__all__ = ["Answer", "Pairs", "Tell", "assemble", "explain", "judge", "plan", "publish", "replan"]


@dataclass(frozen=True)
class Answer:
    """What came out: a plan (`PROVEN`, `FOUND`), or why there is none."""

    status: Status
    plan: Plan | None = None
    conflict: Conflict | None = None
    week: Week | None = None


def plan(order: Order, watch: Watch | None = None, tell: Tell | None = None, *, blame: bool = True) -> Answer:
    """Plan the weeks asked for: posture, rules, search, audit. Raises Faults for mistakes in the order.

    `watch` hears of every better roster, `tell` of every rule tried while a conflict is looked for; without
    `blame` none is looked for, and an impossible order is answered as soon as it is proven so.
    """
    book = order.book()
    week = order.open_week(book)
    problem = book.read(week)
    outcome = solve(problem, order.limits, watch)
    if outcome.status is Status.IMPOSSIBLE:
        conflict = find_conflict(problem, order.limits, tell) if blame else None
        return Answer(outcome.status, conflict=conflict, week=week)
    if outcome.status is Status.UNDECIDED:
        return Answer(outcome.status, week=week)
    return Answer(outcome.status, assemble(order, book, week, problem, outcome), week=week)


def replan(order: Order, basis: Basis, watch: Watch | None = None, tell: Tell | None = None) -> Answer:
    """Change a published plan: what was worked is fact, then the fewest people and turns change."""
    book = order.book()
    week = order.open_week(book)
    asked = book.read(replace(week, also=basis.served))
    problem = with_facts(asked, basis.facts(week))
    outcome = solve(steadied(problem, week, basis), order.limits, watch, Known(basis.known))
    if outcome.status is Status.IMPOSSIBLE:
        return Answer(outcome.status, conflict=find_conflict(problem, order.limits, tell), week=week)
    if outcome.status is Status.UNDECIDED:
        return Answer(outcome.status, week=week)
    made = assemble(order, book, week, problem, outcome)
    chosen = frozenset(cell for cell in outcome.chosen if cell.what in week.by_id)
    made = carried_over(made, Difference(problem, week, basis, chosen), asked)
    return Answer(outcome.status, made, week=week)


def publish(order: Order, week: Week, outcome: Outcome) -> Plan:
    """The audited plan of a choice that was found elsewhere, for an opened week of the order."""
    book = order.book()
    return assemble(order, book, week, book.read(week), outcome)


def explain(order: Order, tell: Tell | None = None, conflict: Conflict | None = None) -> Explanation:
    """Why there is no lawful roster and what would give one; a conflict that `plan` found may be given."""
    return explanation(order, tell, conflict)
