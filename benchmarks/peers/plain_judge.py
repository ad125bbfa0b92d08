"""Count a roster's cost and breaches in the peers' measure, in plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.peers import plain_model
from benchmarks.peers.plain_week import HOURS_CAP, Cell, PlainWeek, Post, conflicts, unfree


def judge(week: PlainWeek, roster: Iterable[Cell]) -> tuple[int, list[str]]:
    """(cost, breaches) of a roster; cells that are not of the week are left out."""
    known = {(who, post.id) for post in week.posts for who in post.people}
    chosen = set(roster) & known
    mine = {who: tuple(p for p in week.posts_of(who) if (who, p.id) in chosen) for who in week.people}
    breaches = list(_demands_broken(week, chosen))
    for who, posts in mine.items():
        breaches += (f"{who}: {text}" for text in _broken(week, posts))
    return _cost(week, chosen, mine), breaches


def _demands_broken(week: PlainWeek, chosen: set[Cell]) -> Iterator[str]:
    for demand in week.demands:
        present = len(chosen.intersection(demand.cells))
        if present < demand.floor or (demand.most is not None and present > demand.most):
            yield f"{demand.cells[0][1]}: {present} serve, not {demand.floor} to {demand.most}"


def _broken(week: PlainWeek, posts: tuple[Post, ...]) -> Iterator[str]:
    for one, other in conflicts(posts):
        yield f"{one.id} and {other.id}"
    held = {post.id for post in posts}
    for post in posts:
        if post.inside and not held.intersection(post.inside):
            yield f"{post.id} alone"
    begun = {post.day for post in posts if post.turn}
    works = [day in begun or bool(unfree(posts, day)) for day in range(week.days)]
    for day in range(week.days - 6):
        if all(works[day : day + 7]):
            yield f"no rest day from day {day}"
    for monday in range(0, week.days, 7):
        if sum(post.active for post in posts if post.turn and 0 <= post.day - monday < 7) > HOURS_CAP:
            yield f"too many hours from day {monday}"


def _cost(week: PlainWeek, chosen: set[Cell], mine: dict[str, tuple[Post, ...]]) -> int:
    empty = sum(max(0, demand.target - len(chosen.intersection(demand.cells))) for demand in week.demands)
    cost = plain_model.EMPTY_SEAT * empty
    for group in week.groups:
        nights = [sum(post.night for post in mine[who]) for who in group]
        hours = [sum(post.presence // plain_model.STEP for post in mine[who]) for who in group]
        cost += plain_model.NIGHT_SPREAD * _spread(nights) + plain_model.HOURS_SPREAD * _spread(hours)
    for posts in mine.values():
        nights = [sum(post.night and post.day == day for post in posts) for day in range(week.days)]
        rows = range(week.days - plain_model.NIGHTS_IN_A_ROW)
        most = plain_model.NIGHTS_IN_A_ROW
        cost += plain_model.FOURTH_NIGHT * sum(sum(nights[i : i + most + 1]) > most for i in rows)
    return cost


def _spread(counts: list[int]) -> int:
    return max(counts, default=0) - min(counts, default=0)
