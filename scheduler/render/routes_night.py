"""night.html: all crews of a date on one map, minute by minute, and where each is at every full hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from math import ceil
from typing import Any

from markupsafe import Markup

from models import Plan
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.routes_frame import Frame
from scheduler.render.routes_map import CREWS, Ground, station_frame, station_map, svg, template
from scheduler.render.routes_track import stage, track
from scheduler.render.routes_walk import Walk

WIDTH, HEIGHT = 1000.0, 640.0

APART, FEW = 45, 4
"""Minutes after which crews are apart, and how many may stand together with their names side by side."""


@dataclass(frozen=True)
class Runner:
    """A crew on the moving map: `path` has (minute, x, y) in picture units, ready for interpolation."""

    name: str
    color: str
    path: tuple[tuple[float, float, float], ...]
    start: tuple[float, float]


@dataclass(frozen=True)
class Night:
    """One date: its map, its crews, its minutes from the first departure to the last return.

    `shown` is the minute at which the page opens: when all stand at the base, no name can be read.
    """

    title: str
    map: Markup
    runners: tuple[Runner, ...]
    first: int
    minutes: int
    shown: int
    hours: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]

    @property
    def data(self) -> dict[str, Any]:
        """What the script of the page reads."""
        return {"first": self.first, "paths": [runner.path for runner in self.runners]}


def night_page(plan: Plan, ground: Ground, walks: tuple[Walk, ...]) -> str:
    """night.html as text; all dates have the same frame, and the roads behind it stand in the page once."""
    frame = station_frame(ground, walks, WIDTH, HEIGHT)
    nights: list[Night] = []
    for day, same in groupby(walks, lambda walk: walk.crew.date):
        nights.append(
            night(ground if not nights else replace(ground, background=()), frame, day, tuple(same))
        )
    title = tr("{station}: all crews, hour by hour", station=plan.name)
    number = tr("No. {number}", number=plan.number)
    return template("routes_night.html.j2").render(nights=nights, title=title, number=number)


def night(ground: Ground, frame: Frame, day: date, walks: tuple[Walk, ...]) -> Night:
    """The crews of one date."""
    start, end = min(walk.start for walk in walks), max(walk.end for walk in walks)
    runners = tuple(_runner(walk, n, start, frame) for n, walk in enumerate(walks))
    inside = template("routes_runners.svg.j2").render(runners=runners)
    hours = tuple(_hours(start, end))
    minutes = ceil((end - start).total_seconds() / 60)
    return Night(
        title=f"{words.month_day(day)} {words.weekday(day)}",
        map=svg(station_map(ground, frame, walks), Markup(inside), roads="roads"),  # noqa: S704
        runners=runners,
        first=start.hour * 60 + start.minute,
        minutes=minutes,
        shown=min(APART, minutes) if len(walks) > FEW else 0,
        hours=tuple(f"{at:%H:%M}" for at in hours),
        rows=tuple(
            (walk.crew.name, CREWS[n % len(CREWS)], tuple(_where(walk, at) for at in hours))
            for n, walk in enumerate(walks)
        ),
    )


def _runner(walk: Walk, n: int, start: datetime, frame: Frame) -> Runner:
    moments = track(walk)
    drawn = frame.drawn([moment.point for moment in moments])
    path = tuple(
        (round((moment.at - start).total_seconds() / 60, 2), round(float(x), 1), round(float(y), 1))
        for moment, (x, y) in zip(moments, drawn, strict=True)
    )
    return Runner(walk.crew.name, CREWS[n % len(CREWS)], path, path[0][1:])


def _hours(start: datetime, end: datetime) -> Iterator[datetime]:
    """The first departure, when it is no full hour, and every full hour up to the last return."""
    yield start
    at = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    while at <= end:
        yield at
        at += timedelta(hours=1)


def _where(walk: Walk, at: datetime) -> str:
    found = stage(walk, at)
    if found is None:
        return "—"
    place, there = found
    return place.name if there else f"→ {place.name}"
