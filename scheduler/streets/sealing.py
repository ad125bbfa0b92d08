"""Seal the exits from where the posts are now, or at every minute of a night."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from models import DutyKind, Fault, Place, Plan, minutes_between
from scheduler.response.check import seal_faults
from scheduler.response.night import SealedNight, worst_minute
from scheduler.response.seal import Seal, seal
from scheduler.streets.crews import Crews
from scheduler.streets.posts import Post
from scheduler.streets.reach import Reach

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Sealing:
    """The best closing of `exits` by `posts`; `refused` says why no road leads to some of them."""

    posts: tuple[Post, ...]
    exits: tuple[Place, ...]
    seal: Seal
    stuck: tuple[Post, ...]
    """Posts from which no exit can be reached."""
    refused: tuple[Fault, ...]


@dataclass(frozen=True)
class Night:
    """The night of a date, sealed at every minute from `start`; `worst` is when that takes longest."""

    date: date
    start: datetime
    sealed: SealedNight

    @property
    def worst(self) -> datetime:
        """The first minute at which most exits stay open, then at which the last is closed latest."""
        return self.start + self.sealed.worst * MINUTE

    @property
    def end(self) -> datetime:
        """The last minute looked at."""
        return self.start + self.sealed.minutes[-1] * MINUTE


def sealed(reach: Reach, posts: Sequence[Post]) -> Sealing:
    """The best closing of the places of `reach`, its proof checked apart from the search."""
    crews, exits = [post.id for post in posts], [place.id for place in reach.places]
    minutes = reach.minutes(posts)
    answer = seal(minutes, crews, exits)
    if wrong := list(seal_faults(minutes, crews, exits, answer)):
        raise AssertionError(f"the seal is not what it claims, please report this: {wrong}")
    stuck = tuple(post for post, row in zip(posts, minutes, strict=True) if np.isinf(row).all())
    return Sealing(tuple(posts), reach.places, answer, stuck, reach.refused())


def sealed_nights(plan: Plan, crews: Crews, reach: Reach) -> Iterator[Night]:
    """Each night of a plan, from the earliest start to the latest end of its night crews, every minute."""
    nights = [crew for crew in plan.crews if crew.kind is DutyKind.NIGHT and plan.members[crew.id]]
    for day in sorted({crew.date for crew in nights}):
        tonight = [crew for crew in nights if crew.date == day]
        start, end = min(crew.start for crew in tonight), max(crew.end for crew in tonight)
        posts = [crews.at(start + n * MINUTE) for n in range(minutes_between(start, end))]
        yield Night(day, start, _worst(posts, reach))


def _worst(posts: Sequence[Sequence[Post]], reach: Reach) -> SealedNight:
    """The worst minute, from the posts at each minute; crews that are not there have no way."""
    number = {id_: n for n, id_ in enumerate(dict.fromkeys(post.id for there in posts for post in there))}
    times = np.full((len(posts), len(number), len(reach.places)), np.inf)
    where = [(minute, number[post.id]) for minute, there in enumerate(posts) for post in there]
    if where:
        rows = reach.minutes([post for there in posts for post in there])
        times[tuple(np.array(where).T)] = rows
    return worst_minute(times, list(number), [place.id for place in reach.places])
