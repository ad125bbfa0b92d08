"""Promises for a published week: whether the tier can be raised on each evening, and who is recalled."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time

from models import (
    Day,
    Earlier,
    Fault,
    Faults,
    Importance,
    PatrolTier,
    Plan,
    Promise,
    Station,
    Status,
    TurnChange,
    Week,
)
from scheduler.changes.basis import Basis
from scheduler.changes.facts import with_facts
from scheduler.changes.reasons import Difference
from scheduler.changes.steady import PEOPLE, steadied
from scheduler.i18n import Text, tr
from scheduler.kernel.outcome import Known, Outcome
from scheduler.kernel.problem import Problem
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell
from scheduler.order import Order

EVENING = time(18)
"""When the order to raise the tier is given: before the first crew of an evening (ours)."""


def read_tiers(text: str) -> tuple[PatrolTier, ...]:
    """Tiers to be promised, from `2,1`; raises Faults."""
    words = unicodedata.normalize("NFKC", text).replace("、", ",").split(",") if text.strip() else []
    if any(one.strip() not in ("1", "2") for one in words):
        raise Faults([Fault(Text("'{text}' is no list of tiers; write 2,1", text=text), "--contingent")])
    return tuple(PatrolTier(int(one)) for one in words)


def with_promises(order: Order, plan: Plan, tiers: Iterable[PatrolTier]) -> Plan:
    """The plan with a promise for each of its days and each of the tiers above the day's own."""
    wanted = sorted(set(tiers), reverse=True)
    made = tuple(_promise(order, plan, day, tier) for day in plan.days for tier in wanted if tier < day.tier)
    return plan.model_copy(update={"contingent": made})


def _promise(order: Order, plan: Plan, day: Day, tier: PatrolTier) -> Promise:
    now = datetime.combine(day.date, EVENING)
    raised = {day.date: (*day.earlier, Earlier(until=now, tier=day.tier))}
    request = replace(
        order.request, tiers={**order.request.tiers, day.date: tier},
        earlier={**order.request.earlier, **raised},
    )  # fmt: skip
    order = replace(order, request=request, patrols=None, now=now)
    basis = Basis(plan, now, frozenset(Cell(turn.person, turn.crew) for turn in plan.turns))
    week, problem, outcome = _search(order, basis)
    if outcome.chosen:
        return _kept(basis, week, problem, outcome, tier)
    if outcome.status is Status.UNDECIDED:
        return Promise(date=day.date, tier=tier, kept=False, decided=False)
    short = replace(order, request=replace(request, short=True))
    week, _, outcome = _search(short, basis)
    empty = tuple(_empty(week, outcome.chosen)) if outcome.chosen else ()
    return Promise(date=day.date, tier=tier, kept=False, short=empty)


def _search(order: Order, basis: Basis) -> tuple[Week, Problem, Outcome]:
    """The fewest people disturbed; what comes after seats and steadiness is left open."""
    book = order.book()
    week = order.open_week(book)
    problem = with_facts(book.read(replace(week, also=basis.served)), basis.facts(week))
    asked = tuple(one for one in problem.rulings if one.importance in (Importance.LAW, Importance.COVER))
    steady = steadied(Problem(asked, problem.facts), week, basis)
    return week, problem, solve(steady, order.limits, known=Known(basis.known))


def _kept(basis: Basis, week: Week, problem: Problem, outcome: Outcome, tier: PatrolTier) -> Promise:
    chosen = frozenset(cell for cell in outcome.chosen if cell.what in week.by_id)
    changes = tuple(Difference(problem, week, basis, chosen).reasons())
    tonight = [one for one in changes if _tonight(one, week, basis)]
    return Promise(
        date=basis.now.date(),
        tier=tier,
        kept=True,
        proven=all(one.status is Status.PROVEN for one in outcome.passes if one.rulings[0].rule == PEOPLE),
        recalled=tuple((one.person, one.crew) for one in tonight),
        moved=tuple(one for one in changes if one not in tonight),
    )


def _tonight(one: TurnChange, week: Week, basis: Basis) -> bool:
    return one.taken and week.by_id[one.crew].date == basis.now.date()


def _empty(week: Week, chosen: frozenset[Cell]) -> Iterator[tuple[str, int]]:
    """(crew, seats that must be filled and are not)."""
    people = week.station.by_id
    for crew in week.crews:
        there = [people[cell.who].kind for cell in chosen if cell.what == crew.id]
        missing = sum(
            max(0, crew.seats.of(kind)[0] - there.count(kind)) for kind in {seat.kind for seat in crew.seats}
        )
        if missing:
            yield crew.id, missing


def say_promises(plan: Plan, station: Station) -> Iterator[str]:
    """A line for each promise."""
    for one in plan.contingent:
        told: dict[str, object] = {
            "day": f"{one.date:%m-%d}", "tier": int(one.tier), "hour": f"{EVENING:%H:%M}"
        }  # fmt: skip
        if not one.decided:
            yield tr("{day} tier {tier} from {hour}: undecided, the limits ended too early", **told)
            continue
        if not one.kept:
            empty = tr(", ").join(f"{_duty(crew, station)} ×{number}" for crew, number in one.short) or "?"
            yield tr(
                "{day} tier {tier} from {hour}: no lawful roster; empty seats: {empty}", **told, empty=empty
            )
            continue
        names = dict.fromkeys(plan.person_by_id[who].name for who, _ in one.recalled)
        moved = {change.person for change in one.moved} - {who for who, _ in one.recalled}
        told |= {"names": tr(", ").join(names) or "-", "others": len(moved)}
        text = "{day} tier {tier} from {hour}: yes; recalled: {names}; others whose turns change: {others}"
        yield tr(text, **told)


def _duty(crew: str, station: Station) -> str:
    """The name of a crew that the plan itself does not have: date, duty, and which window of it."""
    day, _, rest = crew.partition("/")
    name, _, part = rest.partition("/")
    duty = next((one.name for one in station.duties if one.id == name), name)
    return f"{day[5:]} {duty}" + (f" {part}" if part else "")
