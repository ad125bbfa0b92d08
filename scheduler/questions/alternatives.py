"""Rosters that are just as good in every tier, and truly different from each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models import Limits, Plan, Status
from scheduler.i18n import Text
from scheduler.kernel.outcome import Known, Outcome, Pass, Watch
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.pipeline import Answer, publish
from scheduler.published import served_in
from scheduler.questions.case import Case, make_case
from scheduler.questions.few import OTHERWISE, last_level

SECONDS = 10.0
"""How long one more alternative is looked for; that it is the most different takes longest to prove."""


@dataclass(frozen=True)
class Alternative:
    """A plan just as good: `kept` of its `turns` are in a plan before; `most`: none keeps fewer (proven)."""

    plan: Plan
    turns: int
    kept: int
    most: bool


@dataclass(frozen=True)
class End:
    """Why there are no more alternatives."""

    text: Text


def alternatives(
    order: Order, answer: Answer, number: int, watch: Watch | None = None
) -> Iterator[Alternative | End]:
    """Up to `number` plans just as good, each with as few turns of all before it as can be.

    Patrols walk as in the first plan: no rule counts a person's turn and a walk together.
    """
    assert answer.plan is not None
    case = make_case(order, answer.plan, served_in(answer.plan, order.station))
    if case.doubts:
        yield End(Text("whether another plan is just as good is not known: {why}", why=case.doubts[0]))
        return
    before = _turns(case, case.chosen)
    for found in range(number):
        outcome = _another(case, before, order.limits, watch)
        if outcome is None:
            yield End(Text("no further one was found before the limits ended"))
            return
        turns, last = _turns(case, outcome.chosen), outcome.passes[-1]
        if turns <= before:
            yield End(_none(found, last))
            return
        made = publish(order, answer.week or case.week, _as_first(answer.plan, case, outcome.chosen))
        yield Alternative(made, len(turns), len(turns & before), last.status is Status.PROVEN)
        before |= turns


def _none(found: int, last: Pass) -> Text:
    if last.status is not Status.PROVEN:
        return Text("no further one was found before the limits ended")
    if found:
        return Text("no further plan just as good has fewer turns in common with those before (proven)")
    return Text("there is no other just as good (proven): every such plan keeps all these turns")


def _turns(case: Case, chosen: frozenset[Cell]) -> frozenset[Cell]:
    """The turns that are compared: not meetings, nor patrols inside another turn."""
    crews = {crew.id for crew in case.week.crews if not crew.invited and not crew.only_within}
    return frozenset(cell for cell in chosen if cell.what in crews)


def _another(case: Case, before: frozenset[Cell], limits: Limits, watch: Watch | None) -> Outcome | None:
    """The best choice with the fewest of some turns; None when the limits ended before it was compared."""
    problem = last_level(case.problem, before, kept=False)
    limits = limits.model_copy(update={"seconds": min(SECONDS, limits.seconds)})
    known = Known(case.chosen | {OTHERWISE}, best=True)
    outcome = solve(problem, limits, watch, known)
    values = tuple(one.value for one in outcome.passes)
    return outcome if len(values) > len(case.prices) and values[:-1] == case.prices else None


def _as_first(plan: Plan, case: Case, chosen: frozenset[Cell]) -> Outcome:
    """The choice with the walks and the proof of the first plan, whose cost it shares level by level."""
    walks = frozenset(Cell(*walk) for walk in plan.walks)
    passes = tuple(
        Pass(level, done.status, done.value, done.bound, done.seconds)
        for level, done in zip(case.problem.levels, plan.passes, strict=True)
    )
    return Outcome(plan.status, chosen | walks, passes)
