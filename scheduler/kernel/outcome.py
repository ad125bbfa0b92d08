"""What a search is given beside the problem, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models import Method, Status
from scheduler.kernel.problem import Ruling
from scheduler.kernel.tally import Cell

Watch = Callable[[tuple[Ruling, ...], int | None, int | None, float], None]
"""Called with (rulings of the pass, best value, bound, seconds since the start) as the search goes on."""


@dataclass(frozen=True)
class Known:
    """A choice known beforehand, from which the search starts; it need not keep the laws.

    `best`: it is proven best, level by level, for a problem that has this one's levels and some of its laws,
    so that no level can go below its price while the levels before stand at theirs. `stop`: end after the
    first level that is dearer than it.
    """

    chosen: frozenset[Cell]
    best: bool = False
    stop: bool = False


@dataclass(frozen=True)
class Pass:
    """How the search of one level ended, and by which way it was searched."""

    rulings: tuple[Ruling, ...]
    status: Status
    value: int
    bound: int
    seconds: float
    method: Method = Method.CP_SAT


@dataclass(frozen=True)
class Outcome:
    """The best roster found, as chosen cells, and what each pass proved about it."""

    status: Status
    chosen: frozenset[Cell] = frozenset()
    passes: tuple[Pass, ...] = ()
