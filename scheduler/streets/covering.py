"""Which places lie beyond reach of the posts, and the fewest further posts that would change that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models import Fault, Limits, PatrolMode, Place
from scheduler.response.coverage import Coverage, ExtraPosts, coverage, extra_posts
from scheduler.response.ticks import ticks
from scheduler.streets.posts import Post, post_at
from scheduler.streets.reach import Reach

LIMITS = Limits(seconds=60, workers=1, reproducible=True)
"""Of the search for the fewest posts: a second for a station, the same answer every time."""


@dataclass(frozen=True)
class Wish:
    """Every place within `minutes` of a post; further posts may stand at `sites` and go by `mode`."""

    minutes: float
    sites: tuple[Place, ...]
    mode: PatrolMode


@dataclass(frozen=True)
class Covering:
    """How far each place is today, and the fewest further posts; `serves` are the places each brings near."""

    posts: tuple[Post, ...]
    places: tuple[Place, ...]
    today: Coverage
    more: ExtraPosts
    serves: dict[str, tuple[tuple[str, float], ...]]
    refused: tuple[Fault, ...]


def covered(reach: Reach, posts: Sequence[Post], wish: Wish) -> Covering:
    """The places of `reach` as the posts cover them, and the fewest sites that fulfil the wish."""
    ids, sites = [place.id for place in reach.places], [place.id for place in wish.sites]
    today = coverage(reach.minutes(posts), [post.id for post in posts], ids)
    minutes = reach.minutes([post_at(place, wish.mode) for place in wish.sites])
    more = extra_posts(today, wish.minutes, minutes, sites, LIMITS)
    near = minutes[[sites.index(site) for site in more.posts]]
    serves: dict[str, tuple[tuple[str, float], ...]] = dict.fromkeys(more.posts, ())
    for place in today.beyond(wish.minutes) if more.posts else ():
        column = near[:, ids.index(place)]
        nearest = int(np.argmin(column))
        if ticks(column[nearest]) <= ticks(wish.minutes):
            serves[more.posts[nearest]] += ((place, float(column[nearest])),)
    return Covering(tuple(posts), reach.places, today, more, serves, reach.refused())
