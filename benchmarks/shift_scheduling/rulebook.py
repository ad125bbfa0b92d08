"""The rules of the public instances, written with the kernel's clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from benchmarks.shift_scheduling.instance import Assignment, Instance
from models import Importance
from scheduler.kernel.clauses import AtMostOne, Clause, Cover, Forbid, Gap, Load, Run, Wish, ones
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Mark


class Board:
    """The cells of an instance: each employee on each day in each shift."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._cells = {
            (person.id, day, shift.id): Cell(person.id, f"{day}/{shift.id}")
            for person in instance.staff
            for day in range(instance.days)
            for shift in instance.shifts
        }

    def cell(self, who: str, day: int, shift: str) -> Cell:
        """Somebody works a shift on a day."""
        return self._cells[who, day, shift]

    def on(self, who: str, day: int) -> tuple[Cell, ...]:
        """All shifts of somebody on a day."""
        return tuple(self._cells[who, day, shift.id] for shift in self.instance.shifts)

    def days(self, who: str) -> tuple[Mark, ...]:
        """For each day, that somebody works any shift on it."""
        return tuple(Mark(f"{who} works {day}", self.on(who, day)) for day in range(self.instance.days))

    @cached_property
    def assignments(self) -> dict[Cell, Assignment]:
        """What each cell means."""
        return {cell: key for key, cell in self._cells.items()}


def one_shift_a_day(board: Board) -> Iterator[AtMostOne]:
    """Nobody works two shifts on a day."""
    for person in board.instance.staff:
        for day in range(board.instance.days):
            yield AtMostOne(board.on(person.id, day), says=f"{person.id}: day {day}", who=(person.id,))


def may_not_follow(board: Board) -> Iterator[AtMostOne]:
    """A shift is not followed next day by one that may not follow it.

    Shifts that bar the same ones stand in one count, which is a stronger relaxation than their pairs.
    """
    shifts = board.instance.shifts
    for barred in dict.fromkeys(shift.not_before for shift in shifts if shift.not_before):
        before = [shift.id for shift in shifts if barred <= shift.not_before]
        for person in board.instance.staff:
            for day in range(board.instance.days - 1):
                facts = [board.cell(person.id, day, shift) for shift in before]
                facts += [board.cell(person.id, day + 1, shift) for shift in sorted(barred)]
                yield AtMostOne(tuple(facts), says=f"{person.id}: from day {day}", who=(person.id,))


def days_off(board: Board) -> Iterator[Forbid]:
    """Days off as listed are free."""
    for person in board.instance.staff:
        for day in sorted(person.days_off):
            yield Forbid(board.on(person.id, day), says=f"{person.id}: day {day} is off", who=(person.id,))


def shifts_of_a_kind(board: Board) -> Iterator[Load]:
    """Nobody works more of one shift type than the contract allows."""
    days = range(board.instance.days)
    for person in board.instance.staff:
        for shift, most in person.most.items():
            terms = ones(board.cell(person.id, day, shift) for day in days)
            yield Load(terms, high=most, says=f"{person.id}: shifts {shift}", who=(person.id,))


def total_minutes(board: Board) -> Iterator[Load]:
    """Everybody's minutes over the horizon lie between least and most."""
    for person in board.instance.staff:
        terms = tuple(
            (shift.minutes, board.cell(person.id, day, shift.id))
            for day in range(board.instance.days)
            for shift in board.instance.shifts
        )
        says = f"{person.id}: minutes"
        yield Load(terms, person.min_minutes, person.max_minutes, says=says, who=(person.id,))


def shifts_in_a_row(board: Board) -> Iterator[Run]:
    """Days of work come in runs that are neither too short nor too long."""
    for person in board.instance.staff:
        says = f"{person.id}: days of work in a row"
        yield Run(board.days(person.id), person.min_run, person.max_run, says=says, who=(person.id,))


def days_off_in_a_row(board: Board) -> Iterator[Gap]:
    """Days off come at least so many in a row."""
    for person in board.instance.staff:
        says = f"{person.id}: days off in a row"
        yield Gap(board.days(person.id), person.min_days_off, says=says, who=(person.id,))


def weekends(board: Board) -> Iterator[Load]:
    """Nobody works on more weekends than the contract allows; one of its two days is enough."""
    for person in board.instance.staff:
        marks = [
            Mark(f"{person.id} weekend {days[0]}", tuple(c for day in days for c in board.on(person.id, day)))
            for days in board.instance.weekends
        ]
        yield Load(ones(marks), high=person.max_weekends, says=f"{person.id}: weekends", who=(person.id,))


def cover(board: Board) -> Iterator[Cover]:
    """Each shift of each day has the people it asks for, neither fewer nor more."""
    for need in board.instance.demands:
        facts = tuple(board.cell(person.id, need.day, need.shift) for person in board.instance.staff)
        says = f"day {need.day}, {need.shift}: {need.number} people"
        yield Cover(facts, need.number, need.number, need.over, says=says, weight=need.under)


def requests(board: Board) -> Iterator[Wish]:
    """Requests to work a shift, or not to work it, are met."""
    for wish in board.instance.requests:
        fact = board.cell(wish.employee, wish.day, wish.shift)
        says = f"{wish.employee}: {wish.shift} on day {wish.day}"
        yield Wish(fact, wish.on, says=says, who=(wish.employee,), weight=wish.weight)


Rule = Callable[[Board], Iterator[Clause]]

LAWS: tuple[Rule, ...] = (
    one_shift_a_day, may_not_follow, days_off, shifts_of_a_kind, total_minutes, shifts_in_a_row,
    days_off_in_a_row, weekends,
)  # fmt: skip
COSTS: tuple[Rule, ...] = (cover, requests)
"""The format adds these up, so both stand in one tier of importance."""


def problem_of(board: Board) -> Problem:
    """An instance as a problem of the kernel, its whole cost in one level."""
    named = [(rule, Importance.LAW) for rule in LAWS] + [(rule, Importance.COVER) for rule in COSTS]
    return Problem(tuple(Ruling(rule.__name__, kind, tuple(rule(board))) for rule, kind in named))
