"""The cheapest staffing that keeps a promise: who may come stands in the model, and as few as can be do.

Everybody who may come is a candidate of the problem; each costs his price once he serves anywhere. Only the
laws stay, with what was promised among them (`set.check-in-visits.importance: law`), and that cost is
minimised: where the search ends with its proof, no cheaper staffing keeps the promise. The number found is
then tried with exactly so many people, as any other scenario.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from models import Importance, Person, StaffKind, Status, Week
from scenarios.order import Base, order_of
from scenarios.scenario import Scenario
from scenarios.settings import with_settings
from scenarios.sweep.columns import Row
from scenarios.sweep.model import Promise
from scheduler.i18n import tr
from scheduler.kernel.clauses import Load, Wish
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import possible, solve
from scheduler.kernel.tally import Cell, Mark
from scheduler.order import Order

Used = dict[str, Mark]
"""By person: whether he serves anywhere."""


def fewest(scenario: Scenario, base: Base | None, promise: Promise) -> Row:
    """Price, its proven bound, and who comes; raises Faults for settings that do not fit together."""
    kept = with_settings(scenario, promise.keep)
    here = set(order_of(kept, base).station.by_id)
    order = order_of(with_settings(kept, _more(promise.extra)), base)
    guests = [one for one in order.station.people if one.id not in here]
    book = order.book()
    week = order.open_week(book)
    read = book.read(week)
    used = {one.id: Mark(f"used:{one.id}", tuple(_cells(week, one))) for one in guests}
    rulings = (
        *(one for one in read.rulings if one.hard),
        _in_turn(guests, used),
        _price(guests, used, promise),
    )
    outcome = solve(Problem(rulings, read.facts), order.limits)
    if not outcome.passes:
        none = outcome.status is Status.IMPOSSIBLE
        says = tr("not even with everybody who may come") if none else ""
        return {"status": str(outcome.status), "says": says}
    came = {kind: sum(used[one.id].holds(outcome.chosen) for one in guests if one.kind is kind)
            for kind in promise.extra}  # fmt: skip
    last = outcome.passes[0]
    row: Row = {"price": last.value, "bound": last.bound, **{f"extra.{kind}": n for kind, n in came.items()}}
    return {**row, "status": str(_tried(kept, base, came, outcome.status))}


def _more(numbers: dict[StaffKind, int]) -> dict[str, object]:
    return {f"people.{kind}": f"+{number}" for kind, number in numbers.items() if number}


def _cells(week: Week, person: Person) -> Iterator[Cell]:
    """What he could serve; a meeting he would have to attend makes nobody needed."""
    for crew in week.open_to(person):
        if (crew.is_turn or crew.on_call) and not crew.invited:
            yield Cell(person.id, crew.id)


def _price(guests: Sequence[Person], used: Used, promise: Promise) -> Ruling:
    wishes = tuple(Wish(used[one.id], want=False, weight=promise.price.get(one.kind, 1)) for one in guests)
    return Ruling("fewest-people", Importance.COVER, wishes)


def _in_turn(guests: Sequence[Person], used: Used) -> Ruling:
    """Of people who are alike the first come first: every number of them is looked at once."""
    clauses = tuple(
        Load(((1, used[one.id]), (-1, used[other.id])), low=0)
        for one, other in pairwise(guests)
        if _alike(one) == _alike(other)
    )
    return Ruling("alike-in-turn", Importance.LAW, clauses)


def _alike(person: Person) -> dict[str, object]:
    return person.model_dump(exclude={"id", "name", "phone", "born", "joined"})


def _tried(kept: Scenario, base: Base | None, came: dict[StaffKind, int], found: Status) -> Status:
    """Whether exactly so many people have a lawful roster; what cannot be confirmed is not claimed."""
    order: Order = order_of(with_settings(kept, _more(came)), base)
    book = order.book()
    confirmed = possible(book.read(order.open_week(book)), order.limits)
    return found if confirmed is Status.PROVEN else Status.UNDECIDED
