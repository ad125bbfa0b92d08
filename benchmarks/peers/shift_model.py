"""The public shift scheduling instances as a plain linear model: days of work, natural windows for runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.peers.linear import Linear
from benchmarks.shift_scheduling.instance import Assignment, Employee, Instance

Cells = dict[Assignment, int]
"""The variable of each (employee, day, shift) that is possible."""


def build(instance: Instance) -> tuple[Linear, Cells]:
    """Write an instance; shifts on days off and shifts that a contract bars have no variable."""
    model = Linear()
    cells = {
        (person.id, day, shift.id): model.yes_no()
        for person in instance.staff
        for day in range(instance.days)
        if day not in person.days_off
        for shift in instance.shifts
        if person.most[shift.id]
    }
    for person in instance.staff:
        works = _works(model, instance, person, cells)
        _sequences(model, instance, person, cells)
        _totals(model, instance, person, cells)
        _runs(model, person, works)
        _weekends(model, instance, person, works)
    _requests(model, instance, cells)
    _cover(model, instance, cells)
    return model, cells


def _on(instance: Instance, person: Employee, cells: Cells, day: int) -> Iterator[int]:
    keys = ((person.id, day, shift.id) for shift in instance.shifts)
    return (cells[key] for key in keys if key in cells)


def _works(model: Linear, instance: Instance, person: Employee, cells: Cells) -> list[int]:
    """A 0-1 variable for each day: the sum of its shifts, so that there is one at most."""
    works = [model.yes_no() for _ in range(instance.days)]
    for day, work in enumerate(works):
        terms = [(1, fact) for fact in _on(instance, person, cells, day)]
        model.row([*terms, (-1, work)], 0, 0)
    return works


def _sequences(model: Linear, instance: Instance, person: Employee, cells: Cells) -> None:
    """Shifts that bar the same ones next day stand in one row, which is stronger than their pairs."""
    for barred in dict.fromkeys(shift.not_before for shift in instance.shifts if shift.not_before):
        before = [shift.id for shift in instance.shifts if barred <= shift.not_before]
        for day in range(instance.days - 1):
            keys = [(person.id, day, shift) for shift in before]
            keys += [(person.id, day + 1, shift) for shift in sorted(barred)]
            facts = [cells[key] for key in keys if key in cells]
            if len(facts) > 1:
                model.at_most_one(facts)


def _totals(model: Linear, instance: Instance, person: Employee, cells: Cells) -> None:
    days = range(instance.days)
    minutes: list[tuple[int, int]] = []
    for shift in instance.shifts:
        facts = [cells[key] for day in days if (key := (person.id, day, shift.id)) in cells]
        minutes += [(shift.minutes, fact) for fact in facts]
        if len(facts) > person.most[shift.id]:
            model.row(((1, fact) for fact in facts), high=person.most[shift.id])
    model.row(minutes, person.min_minutes, person.max_minutes)


def _runs(model: Linear, person: Employee, works: list[int]) -> None:
    """No run too long; a run that begins inside and ends inside is long enough, at work and off."""
    days = len(works)
    for day in range(days - person.max_run):
        model.row(((1, work) for work in works[day : day + person.max_run + 1]), high=person.max_run)
    for day in range(days - 2):
        before, first = works[day], works[day + 1]
        for later in works[day + 2 : day + 1 + person.min_run]:
            model.row([(1, first), (-1, before), (-1, later)], high=0)
        for later in works[day + 2 : day + 1 + person.min_days_off]:
            model.row([(1, before), (-1, first), (1, later)], high=1)


def _weekends(model: Linear, instance: Instance, person: Employee, works: list[int]) -> None:
    weekends = []
    for days in instance.weekends:
        weekends.append(model.yes_no())
        for day in days:
            model.row([(1, works[day]), (-1, weekends[-1])], high=0)
    model.row(((1, weekend) for weekend in weekends), high=person.max_weekends)


def _requests(model: Linear, instance: Instance, cells: Cells) -> None:
    for wish in instance.requests:
        fact = cells.get((wish.employee, wish.day, wish.shift))
        model.constant += wish.weight if wish.on else 0
        if fact is not None:
            model.cost[fact] += -wish.weight if wish.on else wish.weight


def _cover(model: Linear, instance: Instance, cells: Cells) -> None:
    number = partial(model.number, len(instance.staff))
    for need in instance.demands:
        keys = ((person.id, need.day, need.shift) for person in instance.staff)
        terms = [(1, cells[key]) for key in keys if key in cells]
        under, over = model.number(need.number, need.under), number(need.over)
        model.row([*terms, (1, under), (-1, over)], need.number, need.number)
