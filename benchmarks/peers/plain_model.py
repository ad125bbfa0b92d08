"""The plain model of a station week: weighted sum, max − min fairness, nothing of the kernel."""

from __future__ import annotations

from benchmarks.peers.linear import Linear
from benchmarks.peers.plain_week import HOURS_CAP, Cell, PlainWeek, conflicts, unfree

EMPTY_SEAT = 1000
NIGHT_SPREAD = 20
HOURS_SPREAD = 1
FOURTH_NIGHT = 5
"""Weights of the sum: a seat, a night, ten minutes, a fourth night in a row."""
STEP = 10
"""Minutes a unit of the hours spread."""
NIGHTS_IN_A_ROW = 3

Cells = dict[Cell, int]
Count = list[tuple[int, int]]
"""(factor, variable) pairs of one person."""


def build(week: PlainWeek) -> tuple[Linear, Cells]:
    """Write the week, as one does after reading the OR-Tools shift scheduling example."""
    model = Linear()
    cells = {(who, post.id): model.yes_no() for post in week.posts for who in post.people}
    _demands(week, model, cells)
    for who in week.people:
        _one_turn_at_a_time(week, model, cells, who)
        _rest_days(week, model, cells, who)
        _hours_cap(week, model, cells, who)
        _nights_in_a_row(week, model, cells, who)
    for group in week.groups:
        _spread(model, [_nights(week, cells, who) for who in group], NIGHT_SPREAD)
        _spread(model, [_presence(week, cells, who) for who in group], HOURS_SPREAD)
    return model, cells


def _demands(week: PlainWeek, model: Linear, cells: Cells) -> None:
    for demand in week.demands:
        serving = [(1, cells[cell]) for cell in demand.cells]
        most = len(serving) if demand.most is None else demand.most
        model.row(serving, demand.floor, most)
        if demand.target > demand.floor:
            empty = model.number(demand.target - demand.floor, EMPTY_SEAT)
            model.row([*serving, (1, empty)], low=demand.target)


def _one_turn_at_a_time(week: PlainWeek, model: Linear, cells: Cells, who: str) -> None:
    posts = week.posts_of(who)
    for one, other in conflicts(posts):
        model.at_most_one([cells[who, one.id], cells[who, other.id]])
    for post in posts:
        if post.inside:
            parents = [(-1, cells[who, other.id]) for other in posts if other.id in post.inside]
            model.row([(1, cells[who, post.id]), *parents], high=0)


def _rest_days(week: PlainWeek, model: Linear, cells: Cells, who: str) -> None:
    posts = week.posts_of(who)
    works = [model.yes_no() for _ in range(week.days)]
    for day, work in enumerate(works):
        for post in posts:
            if post.turn and post.day == day:
                model.row([(1, cells[who, post.id]), (-1, work)], high=0)
        for before, after in unfree(posts, day):
            model.row([(1, cells[who, before.id]), (1, cells[who, after.id]), (-1, work)], high=1)
    for day in range(week.days - 6):
        model.row(((1, work) for work in works[day : day + 7]), high=6)


def _hours_cap(week: PlainWeek, model: Linear, cells: Cells, who: str) -> None:
    for monday in range(0, week.days, 7):
        terms = [
            (post.active, cells[who, post.id])
            for post in week.posts_of(who)
            if post.turn and monday <= post.day < monday + 7
        ]
        model.row(terms, high=HOURS_CAP)


def _nights_in_a_row(week: PlainWeek, model: Linear, cells: Cells, who: str) -> None:
    posts = [post for post in week.posts_of(who) if post.night]
    nights = [[cells[who, post.id] for post in posts if post.day == day] for day in range(week.days)]
    for first in range(week.days - NIGHTS_IN_A_ROW if posts else 0):
        row = [(1, fact) for night in nights[first : first + NIGHTS_IN_A_ROW + 1] for fact in night]
        if len(row) > NIGHTS_IN_A_ROW:
            model.row([*row, (-1, model.yes_no(FOURTH_NIGHT))], high=NIGHTS_IN_A_ROW)


def _nights(week: PlainWeek, cells: Cells, who: str) -> Count:
    return [(1, cells[who, post.id]) for post in week.posts_of(who) if post.night]


def _presence(week: PlainWeek, cells: Cells, who: str) -> Count:
    return [(p.presence // STEP, cells[who, p.id]) for p in week.posts_of(who) if p.presence]


def _spread(model: Linear, counts: list[Count], weight: int) -> None:
    """Most minus least of the counts, at its price."""
    high = max((sum(factor for factor, _ in count) for count in counts), default=0)
    if not high:
        return
    most, least = model.number(high, weight), model.number(high, -weight)
    for count in counts:
        model.row([*count, (-1, most)], high=0)
        model.row([*count, (-1, least)], low=0)
