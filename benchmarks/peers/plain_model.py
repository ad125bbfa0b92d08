"""The plain model, written once for any solver: weighted sum, max − min fairness, nothing of the kernel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from benchmarks.peers.plain_week import HOURS_CAP, Cell, PlainWeek, conflicts, unfree

EMPTY_SEAT = 1000
NIGHT_SPREAD = 20
HOURS_SPREAD = 1
FOURTH_NIGHT = 5
"""Weights of the sum: a seat, a night, ten minutes, a fourth night in a row."""
STEP = 10
"""Minutes a unit of the hours spread."""
NIGHTS_IN_A_ROW = 3


class Maker(Protocol):
    """What a solver must be able to do to take the model."""

    def yes_no(self) -> Any:
        """A new variable, 0 or 1."""

    def number(self, high: int) -> Any:
        """A new whole variable from 0 to `high`."""

    def at_most_one(self, facts: list[Any]) -> None:
        """No two of the facts."""

    def hold(self, inequality: Any) -> None:
        """A linear inequality over variables."""

    def minimise(self, cost: Any) -> None:
        """The objective."""


@dataclass(frozen=True)
class Answer:
    """What a peer found: `status` is PROVEN, FOUND, IMPOSSIBLE or UNDECIDED."""

    status: str
    cost: int | None
    bound: int
    seconds: float
    build_seconds: float
    chosen: tuple[Cell, ...]
    version: str


Cells = dict[Cell, Any]


def build(week: PlainWeek, maker: Maker) -> Cells:
    """Write the week into a solver; returns its variables."""
    cells = {(who, post.id): maker.yes_no() for post in week.posts for who in post.people}
    cost: Any = 0
    cost += _demands(week, maker, cells)
    for who in week.people:
        _one_turn_at_a_time(week, maker, cells, who)
        _rest_days(week, maker, cells, who)
        _hours_cap(week, maker, cells, who)
        cost += _nights_in_a_row(week, maker, cells, who)
    for group in week.groups:
        cost += NIGHT_SPREAD * _spread(maker, [_nights(week, cells, who) for who in group])
        cost += HOURS_SPREAD * _spread(maker, [_presence(week, cells, who) for who in group])
    maker.minimise(cost)
    return cells


def _demands(week: PlainWeek, maker: Maker, cells: Cells) -> Any:
    empty: list[Any] = []
    for demand in week.demands:
        serving = sum(cells[cell] for cell in demand.cells)
        if demand.most is not None:
            maker.hold(serving <= demand.most)
        if demand.floor:
            maker.hold(serving >= demand.floor)
        if demand.target > demand.floor:
            empty.append(maker.number(demand.target - demand.floor))
            maker.hold(serving + empty[-1] >= demand.target)
    return EMPTY_SEAT * sum(empty)


def _one_turn_at_a_time(week: PlainWeek, maker: Maker, cells: Cells, who: str) -> None:
    posts = week.posts_of(who)
    for one, other in conflicts(posts):
        maker.at_most_one([cells[who, one.id], cells[who, other.id]])
    for post in posts:
        if post.inside:
            parents = [cells[who, other.id] for other in posts if other.id in post.inside]
            maker.hold(cells[who, post.id] <= sum(parents))


def _rest_days(week: PlainWeek, maker: Maker, cells: Cells, who: str) -> None:
    posts = week.posts_of(who)
    works = [maker.yes_no() for _ in range(week.days)]
    for day, work in enumerate(works):
        for post in posts:
            if post.turn and post.day == day:
                maker.hold(work >= cells[who, post.id])
        for before, after in unfree(posts, day):
            maker.hold(work >= cells[who, before.id] + cells[who, after.id] - 1)
    for day in range(week.days - 6):
        maker.hold(sum(works[day : day + 7]) <= 6)


def _hours_cap(week: PlainWeek, maker: Maker, cells: Cells, who: str) -> None:
    for monday in range(0, week.days, 7):
        terms = [
            post.active * cells[who, post.id]
            for post in week.posts_of(who)
            if post.turn and monday <= post.day < monday + 7
        ]
        if terms:
            maker.hold(sum(terms) <= HOURS_CAP)


def _nights_in_a_row(week: PlainWeek, maker: Maker, cells: Cells, who: str) -> Any:
    posts = [post for post in week.posts_of(who) if post.night]
    nights = [[cells[who, post.id] for post in posts if post.day == day] for day in range(week.days)]
    too_many: list[Any] = []
    for first in range(week.days - NIGHTS_IN_A_ROW if posts else 0):
        row = [fact for night in nights[first : first + NIGHTS_IN_A_ROW + 1] for fact in night]
        too_many.append(maker.yes_no())
        maker.hold(too_many[-1] >= _total(row) - NIGHTS_IN_A_ROW)
    return FOURTH_NIGHT * sum(too_many)


def _nights(week: PlainWeek, cells: Cells, who: str) -> list[tuple[int, Any]]:
    return [(1, cells[who, post.id]) for post in week.posts_of(who) if post.night]


def _presence(week: PlainWeek, cells: Cells, who: str) -> list[tuple[int, Any]]:
    return [(p.presence // STEP, cells[who, p.id]) for p in week.posts_of(who) if p.presence]


def _spread(maker: Maker, counts: list[list[tuple[int, Any]]]) -> Any:
    """Most minus least of the counts."""
    high = max((sum(factor for factor, _ in count) for count in counts), default=0)
    if not high:
        return 0
    most, least = maker.number(high), maker.number(high)
    for count in counts:
        total = _total(factor * fact for factor, fact in count)
        maker.hold(most - total >= 0)
        maker.hold(least - total <= 0)
    return most - least


def _total(terms: Iterable[Any]) -> Any:
    return sum(terms)
