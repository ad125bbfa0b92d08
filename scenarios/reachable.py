"""How many places lie beyond three minutes of every crew on duty, hour by hour of a plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from models import PatrolMode, Plan
from scheduler.reports.presence import midnight
from scheduler.response.coverage import coverage
from scheduler.streets.crews import Crews
from scheduler.streets.reach import Reach
from scheduler.streets.town import Town

MINUTES = 3.0
"""The middle ring of the 1-3-5 response rings."""


@dataclass(frozen=True)
class Reached:
    """Places beyond three minutes: by hour of the mean day, and how often each place is one of them.

    Each hour of the plan is looked at once, at its half; who has no mode of his own goes by car. `hours` are
    the hours that were looked at, `places` the number of places.
    """

    by_hour: tuple[float, ...]
    often: dict[str, int]
    hours: int
    places: int

    @property
    def mean(self) -> float:
        """Places beyond three minutes, over all hours."""
        return sum(self.by_hour) / len(self.by_hour)

    @property
    def worst(self) -> tuple[int, float]:
        """The hour of the day in which most places lie beyond, and how many."""
        most = max(self.by_hour)
        return self.by_hour.index(most), most


def reached(plan: Plan, town: Town | None) -> Reached | None:
    """Places beyond three minutes of the crews of a plan; None without a map or without routes on it."""
    if town is None or not plan.routes:
        return None
    crews, reach = Crews(plan, town, PatrolMode.CAR), Reach(town, town.places)
    ids = [place.id for place in town.places]
    counts: dict[int, list[int]] = {hour: [] for hour in range(24)}
    often = Counter[str]()
    first = min(crew.start for crew in plan.crews)
    for number in range(24 * len(plan.days)):
        at = midnight(plan) + timedelta(hours=number, minutes=30)
        if at < first:
            continue  # the crews of the week before stand there, which the plan does not hold
        posts = crews.at(at)
        far = coverage(reach.minutes(posts), [post.id for post in posts], ids).beyond(MINUTES)
        counts[at.hour].append(len(far))
        often.update(far)
    mean = tuple(sum(one) / len(one) if one else 0.0 for one in counts.values())
    return Reached(mean, dict(often), sum(map(len, counts.values())), len(ids))
