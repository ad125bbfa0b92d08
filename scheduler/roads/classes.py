"""Road classes: their words, the modes that may use them, and the default patrol speeds."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from models import PatrolMode, RoadSpeeds
from models.places import MOVING

ALL = frozenset(MOVING)

_MODE_WORDS = {
    PatrolMode.FOOT: ("foot", "walk", "pedestrian", "步行", "步巡", "徒步", "行人"),
    PatrolMode.BICYCLE: ("bicycle", "bike", "cycle", "自行车", "骑巡", "骑行", "单车"),
    PatrolMode.EBIKE: ("ebike", "e-bike", "电动车", "电动自行车", "电瓶车"),
    PatrolMode.CAR: ("car", "drive", "vehicle", "汽车", "车巡", "机动车", "警车"),
}


@dataclass(frozen=True)
class RoadClass:
    """One road class (the words of OpenStreetMap's `highway`) and the modes that may use it."""

    word: str
    chinese: str
    modes: frozenset[PatrolMode]


@cache
def _table() -> tuple[dict[str, str], ...]:
    with Path(__file__).with_name("classes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _classes() -> dict[str, RoadClass]:
    """Every word, Chinese or English, of every class."""
    found = {}
    for row in _table():
        one = RoadClass(row["road"], row["chinese"], frozenset(mode for mode in MOVING if row[mode]))
        words = (row["road"], row["chinese"], *filter(None, row["also"].split("|")))
        found.update(dict.fromkeys(words, one))
    return found


def road_class(word: str) -> RoadClass | None:
    """The class of a word such as `residential`, `primary_link` or `巷`; None when there is none."""
    return _classes().get(word.strip().lower())


def nearest_class(word: str) -> str | None:
    """The word of a class that somebody probably meant."""
    near = get_close_matches(word.strip().lower(), _classes(), 1)
    return near[0] if near else None


@cache
def _modes() -> dict[str, PatrolMode]:
    return {word: mode for mode, words in _MODE_WORDS.items() for word in words}


def mode_of(word: str) -> PatrolMode | None:
    """The mode of a word such as `foot`, `步行` or `e-bike`; None when there is none."""
    return _modes().get(word.strip().lower())


@cache
def default_speeds() -> RoadSpeeds:
    """Patrol speeds in km/h of `classes.csv`; their sources stand in docs/roads.md."""
    kmh = {mode: {row["road"]: float(row[mode]) for row in _table() if row[mode]} for mode in MOVING}
    slowest = {mode: min(speeds.values()) for mode, speeds in kmh.items()}
    # a mode may be let onto a class by name (a car in a lane): then at its slowest
    return RoadSpeeds(kmh={mode: {**speeds, "": slowest[mode]} for mode, speeds in kmh.items()})
