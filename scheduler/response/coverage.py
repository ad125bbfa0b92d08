"""Which places lie beyond some minutes of every post or crew, and the fewest extra posts that cover them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models import Limits, Status
from scheduler.kernel.cover import cover
from scheduler.response.ticks import PER_MINUTE, as_minutes, ticks

RINGS = (1.0, 3.0, 5.0)
"""Minutes of the 1-3-5 response rings 1、3、5分钟处置圈 (Hunan 2019, Hangzhou "1358")."""


@dataclass(frozen=True)
class Coverage:
    """How far each place is from its nearest post or crew: minutes, `inf` where nobody can get there."""

    places: tuple[str, ...]
    minutes: tuple[float, ...]
    nearest: tuple[str | None, ...]

    def beyond(self, limit: float) -> tuple[str, ...]:
        """The places more than `limit` minutes away, in their given order."""
        far = ticks(self.minutes) > ticks(limit)
        return tuple(place for place, is_far in zip(self.places, far, strict=True) if is_far)

    def rings(self, limits: Sequence[float] = RINGS) -> dict[float, tuple[str, ...]]:
        """The places beyond each ring."""
        return {limit: self.beyond(limit) for limit in limits}

    @property
    def worst(self) -> tuple[str, float]:
        """The place farthest away and its minutes; ValueError without any place."""
        return max(zip(self.places, self.minutes, strict=True), key=lambda place: place[1])


@dataclass(frozen=True)
class ExtraPosts:
    """The fewest sites that bring every place within the limit, and of those the nearest in total.

    `least` is the number below which nobody can go; `total` the minutes from the new posts to the places
    that lay beyond, summed, and `total_bound` what no other choice of as many sites can go below.
    `PROVEN`: both are reached. `never` are the places that no site covers; the rest are covered.
    """

    posts: tuple[str, ...]
    least: int
    total: float
    total_bound: float
    status: Status
    never: tuple[str, ...] = ()

    @property
    def fewest(self) -> bool:
        """Whether the number of posts is proven least, even if the limits ended before the total was."""
        return len(self.posts) == self.least


def coverage(minutes: ArrayLike, posts: Sequence[str], places: Sequence[str]) -> Coverage:
    """Distance of every place from the nearest post or crew, from travel times `minutes[post, place]`.

    Without posts every place is out of reach. Raises Faults for a matrix that does not fit its names.
    """
    table = as_minutes(minutes, posts, places)
    if not posts:
        return Coverage(tuple(places), (math.inf,) * len(places), (None,) * len(places))
    first, least = table.argmin(axis=0), table.min(axis=0)
    nearest = tuple(posts[i] if np.isfinite(time) else None for i, time in zip(first, least, strict=True))
    return Coverage(tuple(places), tuple(least.tolist()), nearest)


def extra_posts(
    today: Coverage, limit: float, minutes: ArrayLike, sites: Sequence[str], limits: Limits | None = None
) -> ExtraPosts:
    """The fewest of `sites` that bring the places beyond `limit` today within it, and which, with proof.

    `minutes[site, place]` are travel times to all of today's places. What no site can cover is named in
    `never` and left out. Raises Faults for a matrix that does not fit its names.
    """
    cost = ticks(as_minutes(minutes, sites, today.places))
    far = [today.places.index(place) for place in today.beyond(limit)]
    ways = {j: {i: int(cost[i, j]) for i in np.flatnonzero(cost[:, j] <= ticks(limit)).tolist()} for j in far}
    found = cover([way for way in ways.values() if way], limits or Limits())
    return ExtraPosts(
        posts=tuple(sites[i] for i in found.sites),
        least=found.least,
        total=found.cost / PER_MINUTE,
        total_bound=found.cost_bound / PER_MINUTE,
        status=found.status,
        never=tuple(today.places[j] for j, way in ways.items() if not way),
    )
