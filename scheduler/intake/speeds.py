"""Rows of speeds.csv: how fast a crew of this station really travels, by mode and road class."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field, ValidationInfo, field_validator

from models import PatrolMode, RoadSpeeds
from models._base import Frozen, fault
from models.places import MOVING
from scheduler.intake.words import nearest_word, word

FASTEST = {PatrolMode.FOOT: 15.0, PatrolMode.BICYCLE: 40.0, PatrolMode.EBIKE: 50.0, PatrolMode.CAR: 150.0}
"""km/h above which nobody patrols by a mode; ours, generous: it tells slips of the pen and of a GPS."""


class SpeedRow(Frozen):
    """One row: km/h of a mode on a road class, empty for every class not named.

    `metres` says how many measured metres stand behind the number; it is kept for the reader.
    """

    mode: PatrolMode
    road: str = ""
    kmh: float = Field(allow_inf_nan=False)
    metres: float | None = Field(default=None, ge=0, allow_inf_nan=False)

    @field_validator("mode")
    @classmethod
    def _moves(cls, mode: PatrolMode) -> PatrolMode:
        if mode not in MOVING:
            modes = ", ".join(MOVING)
            raise fault("'{mode}' goes along no road; write one of {modes}", mode=mode, modes=modes)
        return mode

    @field_validator("road")
    @classmethod
    def _is_a_class(cls, road: str) -> str:
        if not road:
            return road
        if known := word("RoadClass", road):
            return known
        if near := nearest_word("RoadClass", road):
            raise fault("unknown road class '{road}'; maybe '{near}'?", road=road, near=near)
        raise fault("unknown road class '{road}'; leave it empty for every class not named", road=road)

    @field_validator("kmh")
    @classmethod
    def _can_be(cls, kmh: float, row: ValidationInfo) -> float:
        most = FASTEST.get(row.data.get("mode", PatrolMode.CAR), max(FASTEST.values()))
        if not 1 <= kmh <= most:
            raise fault("{kmh} km/h is no speed here; write a number from 1 to {most}",
                        kmh=f"{kmh:g}", most=f"{most:g}")  # fmt: skip
        return kmh


def road_speeds(rows: Iterable[SpeedRow]) -> RoadSpeeds | None:
    """The speeds of all rows; none when there is no row."""
    kmh: dict[PatrolMode, dict[str, float]] = {}
    for row in rows:
        kmh.setdefault(row.mode, {})[row.road] = row.kmh
    return RoadSpeeds(kmh=kmh) if kmh else None
