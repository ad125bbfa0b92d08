"""Judge a roster straight from the format's description; knows nothing of the kernel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from benchmarks.shift_scheduling.instance import Assignment, Employee, Instance

Days = dict[int, list[str]]
"""One employee's shifts by day; a day without shifts is a day off."""

Breach = tuple[str, str]
"""(rule, employee id)."""


@dataclass(frozen=True)
class Verdict:
    """What a roster costs, and which rules it breaks for whom; without breaches it is feasible."""

    cost: int
    breaches: frozenset[Breach]


def evaluate(instance: Instance, roster: Iterable[Assignment]) -> Verdict:
    """Cost and breaches of a roster."""
    chosen = set(roster)
    breaches = {
        (rule, person.id)
        for person in instance.staff
        for rule in _broken(instance, person, _days_of(person, chosen))
    }
    return Verdict(_requests(instance, chosen) + _cover(instance, chosen), frozenset(breaches))


def _days_of(person: Employee, chosen: set[Assignment]) -> Days:
    days: Days = {}
    for who, day, shift in chosen:
        if who == person.id:
            days.setdefault(day, []).append(shift)
    return days


def _broken(instance: Instance, person: Employee, days: Days) -> Iterator[str]:
    """The rules that one employee's roster breaks."""
    if any(len(shifts) > 1 for shifts in days.values()):
        yield "one_shift_a_day"
    if _bad_sequence(instance, days):
        yield "may_not_follow"
    if person.days_off & set(days):
        yield "days_off"
    worked = [shift for shifts in days.values() for shift in shifts]
    if any(worked.count(shift) > most for shift, most in person.most.items()):
        yield "shifts_of_a_kind"
    length = {shift.id: shift.minutes for shift in instance.shifts}
    if not person.min_minutes <= sum(length[shift] for shift in worked) <= person.max_minutes:
        yield "total_minutes"
    if sum(any(day in days for day in weekend) for weekend in instance.weekends) > person.max_weekends:
        yield "weekends"
    yield from _bad_runs(instance, person, days)


def _bad_sequence(instance: Instance, days: Days) -> bool:
    barred = {shift.id: shift.not_before for shift in instance.shifts}
    return any(
        later in barred[earlier]
        for day, shifts in days.items()
        for earlier in shifts
        for later in days.get(day + 1, ())
    )


def _bad_runs(instance: Instance, person: Employee, days: Days) -> Iterator[str]:
    """Runs that touch either end of the horizon may be short; what lies beyond is taken as long enough."""
    last = instance.days - 1
    for works, group in groupby(range(instance.days), key=lambda day: day in days):
        run = list(group)
        inside = run[0] > 0 and run[-1] < last
        if works and (len(run) > person.max_run or (inside and len(run) < person.min_run)):
            yield "shifts_in_a_row"
        if not works and inside and len(run) < person.min_days_off:
            yield "days_off_in_a_row"


def _requests(instance: Instance, chosen: set[Assignment]) -> int:
    return sum(
        wish.weight
        for wish in instance.requests
        if ((wish.employee, wish.day, wish.shift) in chosen) is not wish.on
    )


def _cover(instance: Instance, chosen: set[Assignment]) -> int:
    total = 0
    for need in instance.demands:
        present = sum((person.id, need.day, need.shift) in chosen for person in instance.staff)
        total += need.under * max(0, need.number - present) + need.over * max(0, present - need.number)
    return total
