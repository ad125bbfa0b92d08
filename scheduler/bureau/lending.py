"""A station without a lawful roster asks its neighbours: as few lent turns as possible, lawful for both.

The borrower's week is solved with all who may come, each for a day or so, and as few of their turns as can
be. Then every lender's week is solved again without them, and the borrower's with just those who come; what
does not hold (a lender without a roster then, a person who would serve too long in both) is left out, and the
search begins anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from models import Crew, Person, Plan
from scheduler.bureau.bureau import Lending
from scheduler.bureau.candidates import Helper, Turn, away_on, helpers
from scheduler.bureau.loans import LENT, PROPOSED, Loan
from scheduler.bureau.task import Summary, Task, order_of, summary, write
from scheduler.i18n import tr
from scheduler.saved_plan import read_plan

if TYPE_CHECKING:
    from scheduler.order import Order
    from scheduler.pipeline import Answer

TRIES = 5
"""How often the search is begun anew when a lender objects."""


@dataclass(frozen=True)
class Need:
    """A station without a roster, and who may help: neighbours that have one, then the bureau's reserves.

    `apply`: the rosters of both stations are written; else it stays a proposal.
    """

    task: Task
    lenders: tuple[Task, ...]
    rules: Lending
    reserves: tuple[Person, ...] = ()
    apply: bool = False


@dataclass(frozen=True)
class Help:
    """What came of it; `stations` are new summaries, `lent` the absences of each lender (as --away).

    Also what is only proposed counts as lent, so that nobody is promised to two stations.
    """

    borrower: str
    loans: tuple[Loan, ...] = ()
    stations: tuple[Summary, ...] = ()
    lent: dict[str, tuple[str, ...]] = field(default_factory=dict)
    why: str = ""


Made = tuple[Task, "Order", "Answer"]


def help_one(need: Need) -> Help:
    """Find help for one station; an empty one says why there is none. Raises Faults for faulty files."""
    order = order_of(need.task)
    plans = [(task, read_plan(task.out / "plan.json")) for task in need.lenders if task.out]
    near = [one for task, plan in plans for one in helpers(task, plan, need.rules)]
    force = [Helper(one, one.id.rpartition(".")[0], one.id) for one in need.reserves]
    for pool in filter(None, (near, [*near, *force] if force else [])):
        if found := _settle(need, order, pool):
            return found
    return Help(need.task.id, why=tr("no neighbour and no reserve force can help lawfully"))


def _settle(need: Need, order: Order, pool: list[Helper]) -> Help | None:
    """Loans lawful for all; whoever cannot go is left out, and the search begun anew."""
    from scheduler.bureau.borrowing import borrow, fewest

    for _ in range(TRIES):
        turns = fewest(order, pool, need.rules.days)
        if not turns:
            return None
        lenders, barred = _lenders(order, turns)
        answer = borrow(order, turns) if not barred else None
        if answer and answer.plan and not barred:
            barred = {one.person.id for one, _ in turns if _too_much(one, order, answer.plan, lenders)}
            if not barred:
                return _help(need, turns, [(need.task, order, answer), *lenders])
        barred = barred or {one.person.id for one, _ in turns}
        pool = [one for one in pool if one.person.id not in barred]
    return None


def _lenders(order: Order, turns: Sequence[Turn]) -> tuple[list[Made], set[str]]:
    """Each lender's week without those it lends; people of lenders who have no roster then are barred."""
    from scheduler.pipeline import plan

    made: list[Made] = []
    for task in {one.lender: one.task for one, _ in turns if one.task}.values():
        mine = [turn for turn in turns if turn[0].lender == task.id]
        gone = replace(task, lent=(*task.lent, *_absences(mine, order.station.name)))
        theirs = order_of(gone)
        answer = plan(theirs)
        if answer.plan is None:
            return [], {one.person.id for one, _ in mine}
        made.append((gone, theirs, answer))
    return made, set()


def _absences(turns: Sequence[Turn], where: str) -> Iterator[str]:
    """As --away: the dates that a turn touches; the rest around it is judged in `together`."""
    for one, crew in turns:
        first, last = away_on(crew)
        yield f"{one.own_id}={first}..{last}:→{where}"


def _too_much(one: Helper, order: Order, plan: Plan, lenders: Sequence[Made]) -> bool:
    from scheduler.bureau.together import objections

    home = next((answer.plan for task, _, answer in lenders if task.id == one.lender), None)
    both = [*_turns(plan, one.person.id), *(_turns(home, one.own_id) if home else ())]
    return bool(objections(both, order.book()))


def _turns(plan: Plan, who: str) -> Iterator[Crew]:
    crews = {crew.id: crew for crew in plan.crews}
    yield from (crews[turn.crew] for turn in plan.turns if turn.person == who)


def _help(need: Need, turns: Sequence[Turn], made: Sequence[Made]) -> Help:
    state = LENT if need.apply else PROPOSED
    if need.apply:
        for task, order, answer in made:
            if answer.plan and task.out:
                write(answer.plan, order, task.out)
    return Help(
        borrower=need.task.id,
        loans=tuple(_loan(need, turn, made[0][1].request.first, state) for turn in turns),
        stations=tuple(summary(task.id, order, answer) for task, order, answer in made) if need.apply else (),
        lent={task.id: task.lent for task, _, _ in made[1:]},
    )


def _loan(need: Need, turn: Turn, week: date, state: str) -> Loan:
    one, crew = turn
    return Loan(
        week=week, lender=one.lender, person=one.own_id, name=one.person.name, kind=str(one.person.kind),
        borrower=need.task.id, date=crew.date, duty=crew.name, minutes=crew.presence_minutes, state=state,
    )  # fmt: skip


def no_help(need: Need, status: str, why: str) -> Help:
    """The answer of a search that ended in an accident, or was not begun."""
    del status
    return Help(need.task.id, why=why)
