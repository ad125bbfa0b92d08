"""A station week as plain data for the peers: people, posts with minutes, and demands."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

DAY = 24 * 60
ALL_DAY = 20 * 60
"""A turn of this many minutes or more is a 24 h duty: off until 18:00 on the day it ends."""
FREE_UNTIL = 18 * 60
REST = 8 * 60
HOURS_CAP = 60 * 60
"""Active minutes a week."""

Cell = tuple[str, str]
"""(person id, post id): the person serves in the post."""


@dataclass(frozen=True)
class Post:
    """One turn to be manned; minutes count from the midnight before the first day.

    `presence` is 0 where the minutes belong to another post. `beside` are posts that the same person may
    hold at the same time, `inside` those of which he must hold one. `turn` is false on call and inside.
    """

    id: str
    day: int
    start: int
    end: int
    presence: int
    active: int
    night: bool
    turn: bool
    people: tuple[str, ...]
    beside: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Demand:
    """At least `floor` of the cells, `target` if possible, and never more than `most`."""

    cells: tuple[Cell, ...]
    floor: int
    target: int
    most: int | None = None


@dataclass(frozen=True)
class PlainWeek:
    """Whole weeks of `days` days: groups of people that are compared with one another, posts, demands."""

    days: int
    groups: tuple[tuple[str, ...], ...]
    posts: tuple[Post, ...]
    demands: tuple[Demand, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody, group by group."""
        return tuple(who for group in self.groups for who in group)

    def posts_of(self, who: str) -> tuple[Post, ...]:
        """Posts somebody may serve in."""
        return tuple(post for post in self.posts if who in post.people)


def conflicts(posts: tuple[Post, ...]) -> list[tuple[Post, Post]]:
    """Pairs of posts that nobody can serve both: at the same time, or without the rest due between them."""
    found = []
    for one, other in combinations(posts, 2):
        earlier, later = sorted((one, other), key=lambda post: (post.start, post.end))
        if earlier.inside or later.inside:
            clash = bool(earlier.inside and later.inside) and later.start < earlier.end
        elif later.start < earlier.end:
            clash = later.id not in earlier.beside and earlier.id not in later.beside
        else:
            clash = earlier.turn and later.turn and later.start - earlier.end < rest_due(earlier)
        if clash:
            found.append((earlier, later))
    return found


def rest_due(post: Post) -> int:
    """Minutes of rest due after a post."""
    if post.presence < ALL_DAY:
        return REST
    return max(REST, FREE_UNTIL - post.end % DAY)


def unfree(posts: tuple[Post, ...], day: int) -> list[tuple[Post, Post]]:
    """Pairs of turns around a day that leave no 24 free hours for it."""
    turns = [post for post in posts if post.turn]
    before = [post for post in turns if post.day < day]
    after = [post for post in turns if post.day > day]
    return [(one, other) for one in before for other in after if other.start - one.end < DAY]
