"""Routes for a roster that stands: who serves is given, only the rules about walks are solved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from models import Note, Plan, Status, Week
from models.sealing import seal_of
from scheduler.assembly import assemble
from scheduler.changes.facts import worked
from scheduler.i18n import tr
from scheduler.kernel.clauses import Clause
from scheduler.kernel.conflict import find_conflict
from scheduler.kernel.outcome import Watch
from scheduler.kernel.problem import Problem
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell, cells_of
from scheduler.order import Order
from scheduler.pipeline import Answer, Pairs, judge
from scheduler.rulebook.meetings import held


def plan_routes(order: Order, served: Pairs, watch: Watch | None = None) -> Answer:
    """Plan the routes of a roster and leave its people as they are, also where they break a rule.

    Walks and people are independent: no rule counts both, so the best routes are those that `plan` finds.
    """
    book = order.book()
    people = frozenset(Cell(*pair) for pair in served)
    week = replace(order.open_week(book), also=people)
    problem = about_walks(book.read(week), week)
    outcome = solve(problem, order.limits, watch)
    if outcome.status is Status.IMPOSSIBLE:
        return Answer(outcome.status, conflict=find_conflict(problem, order.limits), week=week)
    if outcome.status is Status.UNDECIDED:
        return Answer(outcome.status, week=week)
    whole = replace(outcome, chosen=outcome.chosen | people)
    made = assemble(order, book, week, problem, whole)
    made = made.model_copy(update={"findings": judge(order, people, made.walks)})
    return Answer(outcome.status, made, week=week)


def about_walks(problem: Problem, week: Week) -> Problem:
    """The problem with what it says about walks and meetings only; who serves is a fact in it."""
    met = {held(one) for one in week.meetings}
    rulings = [
        replace(one, clauses=tuple(clause for clause in one.clauses if any(_walks(week, met, clause))))
        for one in problem.rulings
    ]
    facts = {**problem.facts, **worked(week, week.also, datetime.max)}
    return Problem(tuple(one for one in rulings if one.clauses), facts)


def _walks(week: Week, met: set[Cell], clause: Clause) -> Iterable[bool]:
    """For each fact that a clause counts, whether it is a walk or a meeting."""
    for tally in clause.tallies():
        for cell in cells_of(tally.terms):
            yield cell.who in week.pools or cell in met


def with_origin(order: Order, known: Plan | None, roster: Path) -> Order:
    """The order as that of a change of another plan: `replay` would plan the people anew."""
    seal = known.seal or seal_of(known) if known else sha256(roster.read_bytes()).hexdigest()
    return replace(order, record=order.record.model_copy(update={"changed_from": seal}))


def carried_from(known: Plan | None, made: Plan) -> Plan:
    """The plan with what is known of its people, and the note that they were not planned here.

    Remarks about turns, the change and promises are kept where the same people serve.
    """
    note = Note(id="routes", text=tr("only the routes were planned here; who serves was given"))
    update: dict[str, object] = {"notes": (*made.notes, note)}
    if known:
        update["decisions"] = (*known.decisions, *made.decisions)
    if known and _people(known) == _people(made):
        update |= {"turns": known.turns, "change": known.change, "contingent": known.contingent}
    return made.model_copy(update=update)


def _people(plan: Plan) -> set[tuple[str, str]]:
    return {(turn.person, turn.crew) for turn in plan.turns}
