"""A station with its road map: the exits to close, and where everybody starts from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from models import Fault, Faults, Place, PlaceKind, Station
from scheduler.commands import station_roads
from scheduler.i18n import Text
from scheduler.roads.graph import RoadGraph


@dataclass(frozen=True)
class Town:
    """A station and the roads around it."""

    station: Station
    roads: RoadGraph

    @property
    def places(self) -> tuple[Place, ...]:
        """All places the station looks after."""
        return self.station.places

    def of(self, kinds: Iterable[PlaceKind]) -> tuple[Place, ...]:
        """The places of some kinds, in the order of the station's list."""
        wanted = set(kinds)
        return tuple(place for place in self.places if place.kind in wanted)

    @property
    def base(self) -> Place:
        """The station itself; raises Faults when no place is one."""
        if found := self.of([PlaceKind.STATION]):
            return found[0]
        text = Text("no place of kind 'station'; write the station itself into places.csv")
        raise Faults([Fault(text, "places.csv")])

    @property
    def exits(self) -> tuple[Place, ...]:
        """The places to close: exits, else checkpoints; raises Faults for a station without both."""
        if found := self.of([PlaceKind.EXIT]) or self.of([PlaceKind.CHECKPOINT]):
            return found
        text = Text("no place of kind 'exit' or 'checkpoint'; write the ways out of the area into places.csv")
        raise Faults([Fault(text, "places.csv")])


def open_town(path: Path, station: Station) -> Town:
    """The station of a folder or workbook with its road map; raises Faults for a station without one."""
    return Town(station, station_roads(path, station))
