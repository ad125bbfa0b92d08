"""A published plan opened for questions: its problem, its choice, and whether its proof still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from models import Limits, Plan, Status, Week
from scheduler.assembly import versions
from scheduler.commands import Options
from scheduler.decision.inputs import changed_inputs, inputs_now
from scheduler.i18n import Text
from scheduler.kernel.audit import chosen_with_past, price
from scheduler.kernel.outcome import Known
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Tally
from scheduler.order import Order
from scheduler.posture import open_week
from scheduler.published import check_station, order_behind, served_in, tiers_of
from scheduler.rulebook.book import Book
from scheduler.saved_plan import read_plan


@dataclass(frozen=True)
class Case:
    """A plan, the problem behind it as the station's files say it now, and the choice that was published.

    The week is opened without loops. No rule counts a person's turn and a walk together (rules about routes
    count walks alone), so people and walks are parts of their own, and what is best, or impossible, for the
    people is so for the whole. `doubts` say why the plan's proof cannot be taken over; without any the plan
    is proven best for this problem, level by level.
    """

    plan: Plan
    order: Order
    book: Book
    week: Week
    problem: Problem
    chosen: frozenset[Cell]
    doubts: tuple[Text, ...] = ()

    @property
    def best(self) -> bool:
        """Whether the published choice is proven best for the problem."""
        return not self.doubts

    @property
    def known(self) -> Known:
        """The published choice, from which a search starts and where it stops at the first dearer level."""
        return Known(self.chosen, best=self.best, stop=True)

    @property
    def limits(self) -> Limits:
        """How long and how a search may go on."""
        return self.order.limits

    @cached_property
    def prices(self) -> tuple[int, ...]:
        """What the published choice costs, level by level."""
        known = chosen_with_past(self.problem, self.chosen)
        return tuple(price(tallies_of(level), known) for level in self.problem.levels)

    def offering(self, cells: Iterable[Cell]) -> Case:
        """The same case where the cells are open to choice, though the station would not offer them."""
        strange = set(cells) - set(self.problem.cells())
        if not strange:
            return self
        week = replace(self.week, also=self.week.also | {(cell.who, cell.what) for cell in strange})
        doubt = Text("a person is asked about who fits no seat there, for whom the plan was not made")
        problem = self.book.read(week)
        return replace(self, week=week, problem=problem, doubts=(*self.doubts, doubt))


def open_case(options: Options, path: Path) -> Case:
    """Open a plan.json beside its station; raises Faults for mistakes in either."""
    plan = read_plan(path)
    made = plan.provenance
    options.short = bool(made.typed and made.typed.short)
    # the loops are left out: reading the road map takes longer than most answers
    order = order_behind(options, plan.model_copy(update={"walks": ()}), tiers_of(plan))
    check_station(plan, order.station, path)
    return make_case(order, plan, served_in(plan, order.station), tuple(_doubts(plan, options.station)))


def make_case(order: Order, plan: Plan, served: frozenset[Cell], doubts: tuple[Text, ...] = ()) -> Case:
    """The case of a plan made from an order; further doubts come from rules and prices that differ."""
    book = order.book()
    week = open_week(order.station, order.request, book.reseat)
    week = replace(week, also=frozenset((who, what) for who, what in served))
    case = Case(plan, order, book, week, book.read(week), served)
    return replace(case, doubts=(*doubts, *_price_doubts(case)))


def tallies_of(level: Iterable[Ruling]) -> list[Tally]:
    """The counts of all rulings of a level."""
    return [tally for ruling in level for tally in ruling.tallies]


def _doubts(plan: Plan, station: Path) -> Iterator[Text]:
    made = plan.provenance
    if not plan.seal:
        yield Text("the plan was edited by hand or is not sealed")
    if made.changed_from:
        yield Text("the plan is a change of another one and was not planned afresh")
    if made.versions.get("xunfang") != versions()["xunfang"]:
        yield Text("another version of Xunfang made the plan")
    if made.inputs:
        yield from changed_inputs(made.inputs, inputs_now(station, bool(made.typed and made.typed.routes)))


def _price_doubts(case: Case) -> Iterator[Text]:
    """Whether rules, levels and prices are those that the plan was proven with."""
    if case.book.digest != case.plan.provenance.rulebook_hash:
        yield Text("rules or settings are no longer those of the plan")
    passes = case.plan.passes
    ours = [(level[0].importance, tuple(one.rule for one in level)) for level in case.problem.levels]
    if [(one.importance, one.rules) for one in passes] != ours:
        yield Text("the plan was not made with these levels of importance")
        return
    # levels about routes alone have no counts here
    people = [n for n, level in enumerate(case.problem.levels) if tallies_of(level)]
    if any(passes[n].status is not Status.PROVEN for n in people):
        yield Text("the plan is not proven best in every level")
    if any(passes[n].value != case.prices[n] for n in people):
        yield Text("the plan does not cost what it did when it was made")
