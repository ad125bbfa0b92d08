"""Places a station looks after, where they lie, and how fast a crew travels between them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field, field_validator

from models._base import Frozen, fault
from models.clock import Span, Window
from models.duty import PatrolMode

MOVING = (PatrolMode.FOOT, PatrolMode.BICYCLE, PatrolMode.EBIKE, PatrolMode.CAR)
"""The modes that need a road; video patrol and fixed posts do not."""


class PlaceKind(StrEnum):
    """Kinds of place; the words are those of `places.csv` and never change."""

    STATION = "station"
    POLICE_ROOM = "police_room"
    KIOSK = "kiosk"
    CHECKPOINT = "checkpoint"
    CHECK_IN = "check_in"
    KEY_PLACE = "key_place"
    SCHOOL = "school"
    EXIT = "exit"
    SHOP = "shop"
    HOSPITAL = "hospital"
    SCENIC = "scenic"
    RAILWAY = "railway"


class Place(Frozen):
    """A point of interest: somewhere a crew calls at, signs, stands or starts from."""

    id: str = Field(min_length=1)
    name: str
    kind: PlaceKind
    zone: str = Field(default="", description="id of the patrol zone; empty for none")
    x: float = Field(allow_inf_nan=False, description="longitude (WGS84), or metres east on a plane map")
    y: float = Field(allow_inf_nan=False, description="latitude (WGS84), or metres north on a plane map")
    dwell: int = Field(default=10, ge=0, le=240, description="minutes to stay at each visit")
    risk: float = Field(
        default=1,
        ge=0,
        allow_inf_nan=False,
        description="weight of the place where there are no incident data",
    )
    visits: int = Field(default=0, ge=0, le=24, description="least visits a night; 0 asks for none")
    windows: tuple[Window, ...] = Field(
        default=(), description="hours in which it matters; none means always"
    )
    camera: bool = Field(default=False, description="seen by a camera, so that video patrol covers it (W09)")
    note: str = ""

    def is_open(self, span: Span) -> bool:
        """Whether a span touches the hours in which the place matters; one without hours always does."""
        hours = self.hours(span.start.date())
        return not hours or any(one.overlaps(span) for one in hours)

    def hours(self, day: date) -> list[Span]:
        """Its hours around a date in the order of their start: those of the day before and after too."""
        days = [day + timedelta(days=n) for n in (-1, 0, 1)]
        found = [window.on(one) for window in self.windows for one in days]
        return sorted(found, key=lambda span: span.start)

    @field_validator("windows", mode="before")
    @classmethod
    def _windows(cls, value: object) -> object:
        if isinstance(value, str):
            return [part for part in re.split(r"[;；,，、\s]+", value) if part]
        return value


class RoadSpeeds(Frozen):
    """Patrol speeds in km/h by mode and road class; the class `""` stands for every class not named."""

    kmh: dict[PatrolMode, dict[str, float]]

    @field_validator("kmh")
    @classmethod
    def _sensible(cls, kmh: dict[PatrolMode, dict[str, float]]) -> dict[PatrolMode, dict[str, float]]:
        for mode, speeds in kmh.items():
            for road, speed in speeds.items():
                if not 0 < speed <= 200:
                    raise fault(
                        "{mode} on {road}: {speed} km/h is no speed; write a number from 1 to 200",
                        mode=str(mode), road=road or "*", speed=str(speed),
                    )  # fmt: skip
        return kmh

    def of(self, mode: PatrolMode, road: str) -> float:
        """Speed in km/h; raises KeyError when neither the class nor `""` is given for the mode."""
        speeds = self.kmh[mode]
        return speeds[road] if road in speeds else speeds[""]

    def updated(self, own: RoadSpeeds) -> RoadSpeeds:
        """These speeds, with those of `own` put over them; its `""` replaces every class of that mode."""
        kmh = {mode: dict(speeds) for mode, speeds in self.kmh.items()}
        for mode, speeds in own.kmh.items():
            kept = {} if "" in speeds else kmh.get(mode, {})
            kmh[mode] = {**kept, **speeds}
        return RoadSpeeds(kmh=kmh)
