"""Instances of any size like the public ones, drawn from a seed: for what reading and writing cost."""

from __future__ import annotations

from random import Random

from benchmarks.shift_scheduling.instance import Demand, Employee, Instance, Request, Shift

STARTS = (6, 7, 9, 11, 14, 16, 20, 22)
"""Hours at which the shift types begin, early ones first; each lasts 8 h."""

REST = 11
"""Hours between two shifts."""

MINUTES = 480


def drawn(people: int, days: int = 28, shifts: int = 8, seed: int = 1) -> Instance:
    """Contracts, requests and cover as in the public instances: 5 of 8 people work on a day."""
    random = Random(f"{seed}/{people}/{days}/{shifts}")
    kinds = _shifts(shifts)
    staff = tuple(_employee(f"P{number:04d}", days, kinds, random) for number in range(people))
    requests = tuple(
        Request(one.id, day, random.choice(kinds).id, random.randint(1, 3), on=random.random() < 0.5)
        for one in staff
        for day in sorted(random.sample(range(days), max(1, days // 5)))
    )
    mean = people * 5 / 8 / shifts
    demands = tuple(
        Demand(day, kind.id, max(1, round(mean * random.uniform(0.7, 1.2))), 100, 1)
        for day in range(days)
        for kind in kinds
    )
    return Instance(f"drawn-{people}x{days}", days, kinds, staff, requests, demands)


def _shifts(number: int) -> tuple[Shift, ...]:
    """Shift types in the order of their hours; one that begins too soon after another may not follow it."""
    starts = [STARTS[i * len(STARTS) // number] if number <= len(STARTS) else 24 * i // number
              for i in range(number)]  # fmt: skip
    length = MINUTES // 60
    return tuple(
        Shift(
            f"S{i}",
            MINUTES,
            frozenset(f"S{j}" for j, after in enumerate(starts) if 24 + after < start + length + REST),
        )
        for i, start in enumerate(starts)
    )


def _employee(name: str, days: int, shifts: tuple[Shift, ...], random: Random) -> Employee:
    weeks = days / 7
    turns = round(random.choice((5, 5, 4, 3)) * weeks)
    first = random.randrange(days - 1)
    # Whoever may work few of one kind has the early ones to fill the contract with.
    most = {shift.id: random.choice((days, days, days // 4, 0)) for shift in shifts} | {shifts[0].id: days}
    return Employee(
        name, most, turns * MINUTES, (turns - 4) * MINUTES, max_run=5, min_run=2, min_days_off=2,
        max_weekends=max(1, round(weeks / 2)), days_off=frozenset({first, first + 1}),
    )  # fmt: skip
