"""Why each turn changed: an absence, the tier, a swap, a place to fill, or the rule that would break."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from models import Cause, TurnChange, Week
from scheduler.changes.basis import Basis
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell, Tally, cells_of

Chosen = frozenset[Cell]


@dataclass(frozen=True)
class Difference:
    """The turns of a published plan and those of the new one, with the laws over both."""

    problem: Problem
    week: Week
    basis: Basis
    chosen: Chosen

    @cached_property
    def taken(self) -> tuple[Cell, ...]:
        """Turns to come that the published plan did not have, by start."""
        ahead = {crew.id for crew in self.basis.ahead(self.week)}
        new = (c for c in self.chosen if c.what in ahead and c not in self.basis.published)
        return tuple(sorted([*new, *self._other_hours], key=self._place))

    @cached_property
    def _other_hours(self) -> list[Cell]:
        """Turns kept by name whose crew stands at other hours now."""
        crews = [crew for crew in self.basis.ahead(self.week) if not self.basis.stands(crew)]
        ids = {crew.id for crew in crews} & self.basis.plan.crew_by_id.keys()
        return [c for c in self.chosen & self.basis.published if c.what in ids]

    @cached_property
    def given_up(self) -> tuple[Cell, ...]:
        """Turns to come of the published plan that the new one does not have, by start."""
        crews = self.basis.plan.crew_by_id
        gone = (
            c for c in self.basis.published
            if crews[c.what].start >= self.basis.now and c not in self.chosen
        )  # fmt: skip
        return tuple(sorted([*gone, *self._other_hours], key=self._place))

    def _place(self, cell: Cell) -> tuple[object, ...]:
        crew = self.week.by_id.get(cell.what) or self.basis.plan.crew_by_id[cell.what]
        return crew.start, crew.id, cell.who

    def reasons(self) -> Iterator[TurnChange]:
        """Every change with its reason, by start."""
        changes = [*(self._why_given_up(c) for c in self.given_up), *(self._why_taken(c) for c in self.taken)]
        yield from sorted(changes, key=lambda one: (*self._place(Cell(one.person, one.crew)), one.taken))

    def _why_given_up(self, cell: Cell) -> TurnChange:
        crew = self.week.by_id.get(cell.what)
        if crew is None or not self.basis.stands(crew):
            return _change(cell, False, Cause.STRUCK if self._struck(cell) else Cause.TIER)
        if self.week.is_away(self.week.station.by_id[cell.who], crew):
            return _change(cell, False, Cause.AWAY, [cell.who])
        if cell in self.basis.pinned:
            return _change(cell, False, self.basis.pinned_as, self._at(self.taken, cell))
        if change := self._by_rule(cell, False, self.chosen | {cell}):
            return change
        followers = self._at(self.taken, cell)
        return _change(cell, False, Cause.PLACE if followers else Cause.BETTER, followers)

    def _struck(self, cell: Cell) -> bool:
        """Whether the crew stands no more though the tier of its day is the same."""
        was = next(
            day for day in self.basis.plan.days if day.date == self.basis.plan.crew_by_id[cell.what].date
        )
        return cell.what not in self.week.by_id and was in self.week.days

    def _why_taken(self, cell: Cell) -> TurnChange:
        if cell in self.basis.pinned:
            return _change(cell, True, self.basis.pinned_as, self._at(self.given_up, cell))
        crew, people = self.week.by_id[cell.what], self.week.station.by_id
        known = self.basis.plan.crew_by_id.get(crew.id)
        before = self._at(self.given_up, cell)
        away = [who for who in before if self.week.is_away(people[who], crew)]
        if away:
            return _change(cell, True, Cause.AWAY, away)
        if known is None or (known.seats != crew.seats and not before):
            return _change(cell, True, Cause.TIER)
        if before:
            return _change(cell, True, Cause.PLACE, before)
        return self._by_rule(cell, True, self.chosen - {cell}) or _change(cell, True, Cause.BETTER)

    def _at(self, cells: Iterable[Cell], cell: Cell) -> list[str]:
        """Others of the same kind among the cells, in the same crew."""
        people = self.week.station.by_id
        kind = people[cell.who].kind
        return [
            one.who for one in cells
            if one.what == cell.what and one.who != cell.who and people[one.who].kind is kind
        ]  # fmt: skip

    def _by_rule(self, cell: Cell, taken: bool, chosen: Chosen) -> TurnChange | None:
        """The change for the sake of the first law that another choice for the cell would break.

        That a seat is taken is no such law. `beside` are his other new turns that the law looks at.
        """
        for rule, tally in self._laws.get(cell, ()):
            if rule != "group-size-and-mix" and any(tally.outside(chosen)):
                seen = set(cells_of(tally.terms)) - {cell}
                beside = [one.what for one in self.taken if one in seen and one.who == cell.who]
                change = _change(cell, taken, Cause.RULE)
                return change.model_copy(update={"rule": rule, "beside": tuple(beside)})
        return None

    @cached_property
    def _laws(self) -> dict[Cell, list[tuple[str, Tally]]]:
        """The laws that look at each changed turn."""
        return laws_by_cell(self.problem, {*self.taken, *self.given_up})


def laws_by_cell(problem: Problem, cells: Collection[Cell]) -> dict[Cell, list[tuple[str, Tally]]]:
    """For each of some cells, the laws that look at it."""
    found: dict[Cell, list[tuple[str, Tally]]] = {cell: [] for cell in cells}
    for ruling in problem.laws:
        for tally in ruling.tallies:
            for cell in set(cells_of(tally.terms)) & found.keys():
                found[cell].append((ruling.rule, tally))
    return found


def _change(cell: Cell, taken: bool, cause: Cause, because: Iterable[str] = ()) -> TurnChange:
    return TurnChange(person=cell.who, crew=cell.what, taken=taken, cause=cause, because=tuple(because))
