"""The whole comparison: from what was typed to outcomes, night by night, with every mistake at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from models import Fault, Faults, Plan, RoadSpeeds, Station
from scheduler.i18n import Text, use
from scheduler.intake import load_station, station_folder
from scheduler.render.routes_walk import Walk, crs_of
from scheduler.roads.classes import default_speeds
from scheduler.roads.geometry import Crs
from scheduler.roads.graph import RoadGraph
from scheduler.roads.read import read_roads
from scheduler.saved_plan import read_plan
from scheduler.tracking.compare import Measure, Outcome, compare
from scheduler.tracking.gpx import Recording, read_recording
from scheduler.tracking.owner import owner, typed
from scheduler.tracking.planned import Planned, planned_walks
from scheduler.tracking.speeds import Measured, measured

T = TypeVar("T")


@dataclass(frozen=True)
class Night:
    """The crews that set out on one date; `unheard` have a route and no recording."""

    date: date
    outcomes: tuple[Outcome, ...]
    unheard: tuple[Walk, ...]


@dataclass(frozen=True)
class Tracked:
    """What a comparison found: the nights of which there are recordings, and the speeds over all of them."""

    station: Station
    nights: tuple[Night, ...]
    measured: tuple[Measured, ...]

    @property
    def present(self) -> RoadSpeeds:
        """The speeds that plans reckon with now: the station's own over the default ones."""
        return default_speeds().updated(self.station.speeds) if self.station.speeds else default_speeds()


def track(station: Path, plan: Path, files: Sequence[str], measure: Measure, lang: str = "") -> Tracked:
    """Compare recordings with a plan; raises Faults with every mistake in station, plan and files.

    Each of `files` is a GPX file, or `CREW=file` where its name and its times do not say whose it is.
    Several files of one crew are taken together.
    """
    faults: list[Fault] = []
    loaded = _try(faults, partial(load_station, station))
    place = loaded.station if loaded else None
    use(lang or (place.lang if place else "zh"))
    walks = _try(faults, partial(_walks, plan, place)) or ()
    found: dict[Planned, list[Recording]] = {planned: [] for planned in walks}
    for crew, file in map(typed, files):
        recording = _try(faults, partial(read_recording, file))
        whose = _try(faults, partial(owner, crew, recording, walks)) if recording and walks else None
        if recording and whose:
            found[whose].append(recording)
    roads = _try(faults, partial(_roads, station, place.roads)) if place else None
    if faults or place is None:
        raise Faults(faults)
    measure = replace(measure, roads=roads)
    outcomes = {whose: compare(whose, several, measure) for whose, several in found.items() if several}
    return Tracked(place, _nights(walks, outcomes), measured(one.travelled for one in outcomes.values()))


def _try(faults: list[Fault], read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Faults as found:
        faults += found.faults
        return None


def _walks(path: Path, station: Station | None) -> tuple[Planned, ...]:
    """The routes of a plan that recordings can be compared with."""
    plan = read_plan(path)
    if faults := [Fault(text, str(path)) for text in _unfit(plan, station)]:
        raise Faults(faults)
    return planned_walks(plan)


def _unfit(plan: Plan, station: Station | None) -> Iterable[Text]:
    if station and plan.station != station.id:
        yield Text("is a plan of '{plan}' and not of '{station}'", plan=plan.station, station=station.id)
    if not any(route.stops for route in plan.routes):
        yield Text("has no routes; plan the week with --routes")
    elif crs_of(plan) is not Crs.WGS84:
        yield Text("has its map in metres, but a radio gives longitude and latitude; use a map in WGS84")


def _roads(station: Path, name: str) -> RoadGraph | None:
    return read_roads(station_folder(station) / name) if name else None


def _nights(walks: Sequence[Planned], outcomes: dict[Planned, Outcome]) -> tuple[Night, ...]:
    dates = sorted({planned.walk.crew.date for planned in outcomes})
    return tuple(
        Night(
            day,
            tuple(one for one in outcomes.values() if one.walk.crew.date == day),
            tuple(one.walk for one in walks if one.walk.crew.date == day and one not in outcomes),
        )
        for day in dates
    )
