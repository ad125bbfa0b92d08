"""What a public shift scheduling instance says, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

Assignment = tuple[str, int, str]
"""(employee id, day, shift id): one shift that somebody works; days count from 0, a Monday."""


@dataclass(frozen=True)
class Shift:
    """A shift type, its length in minutes, and the shifts that may not follow it on the next day."""

    id: str
    minutes: int
    not_before: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Employee:
    """One person's contract; minutes are totals over the horizon, runs are in days."""

    id: str
    most: dict[str, int]
    max_minutes: int
    min_minutes: int
    max_run: int
    min_run: int
    min_days_off: int
    max_weekends: int
    days_off: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Request:
    """A wish to work a shift on a day (`on`), or not to; what it costs when it is not met."""

    employee: str
    day: int
    shift: str
    weight: int
    on: bool


@dataclass(frozen=True)
class Demand:
    """How many people one shift of one day asks for, and what each below and above costs."""

    day: int
    shift: str
    number: int
    under: int
    over: int


@dataclass(frozen=True)
class Instance:
    """A whole instance; its horizon is `days` long and begins on a Monday."""

    name: str
    days: int
    shifts: tuple[Shift, ...]
    staff: tuple[Employee, ...]
    requests: tuple[Request, ...]
    demands: tuple[Demand, ...]

    @property
    def weekends(self) -> tuple[tuple[int, ...], ...]:
        """Saturday and Sunday of each week, as far as they lie in the horizon."""
        return tuple(
            tuple(day for day in (saturday, saturday + 1) if day < self.days)
            for saturday in range(5, self.days, 7)
        )
