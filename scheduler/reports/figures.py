"""Figures: numbers of a station that add up over stations, and what is read off them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from scheduler.i18n import tr
from scheduler.reports.report import Facts, Value, counted, shown

Read = Callable[[Sequence[float]], Value]
"""What is read off numbers, of one station or added up over many."""


def first(numbers: Sequence[float]) -> Value:
    """The one number; a whole one without a fraction."""
    return int(numbers[0]) if numbers[0] == int(numbers[0]) else numbers[0]


def mean(numbers: Sequence[float]) -> Value:
    """The first by the second, with one decimal."""
    return numbers[0] / numbers[1] if numbers[1] else None


def share(numbers: Sequence[float]) -> Value:
    """The first by the second in percent."""
    return f"{100 * numbers[0] / numbers[1]:.1f} %" if numbers[1] else None


@dataclass(frozen=True)
class Figure:
    """Numbers that add up over stations, and how they are read; no numbers where they are not given.

    `note` says more than the heading can. `once`: of the whole bureau, the same in every station. `tone` is a
    shade for the cell; the darkest of a table is full.
    """

    head: str
    numbers: tuple[float, ...] = ()
    read: Read = first
    note: str = ""
    once: bool = False
    tone: float = 0.0

    @property
    def value(self) -> Value:
        """What is read; nothing where nothing is given."""
        return self.read(self.numbers) if self.numbers else None

    @property
    def text(self) -> str:
        """The value in words."""
        if not self.numbers:
            return tr("not given")
        value = self.value
        return counted(value) if isinstance(value, int | float) else shown(value) or "—"


def count(head: str, number: float | None, tone: float = 0.0) -> Figure:
    """A figure that is just a number."""
    return Figure(head, () if number is None else (number,), tone=tone)


def ratio(head: str, part: float | None, whole: float | None, read: Read = share) -> Figure:
    """A figure that is a part of a whole; over stations it is the ratio of the sums."""
    return Figure(head, () if part is None or whole is None else (part, whole), read)


def whole(figures: Iterable[Figure]) -> Figure:
    """The figure of all stations together: of the sums of those given. There must be one at least."""
    every = tuple(figures)
    given = [one for one in every if one.numbers]
    if not given or every[0].once:
        return given[0] if given else every[0]
    sums = tuple(map(sum, zip(*(one.numbers for one in given), strict=True)))
    return replace(given[0], numbers=sums, tone=0.0)


@dataclass(frozen=True)
class Entry:
    """What a station has to say on one page: short texts, then figures."""

    page: str
    figures: tuple[Figure, ...]
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Heading and text of everything."""
        return (*self.texts, *((one.head, one.text) for one in self.figures))

    @property
    def facts(self) -> Facts:
        """The same as facts of a station's own report."""
        return Facts(self.pairs)
