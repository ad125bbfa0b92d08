"""OpenStreetMap tags become road class, name and the modes that may use a way in each direction."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import reduce

from models import PatrolMode
from scheduler.roads.classes import RoadClass, road_class
from scheduler.roads.graph import Modes

FOOT, BICYCLE, EBIKE, CAR = PatrolMode.FOOT, PatrolMode.BICYCLE, PatrolMode.EBIKE, PatrolMode.CAR
WHEELS = ("vehicle", "bicycle")
KEYS = {
    FOOT: ("foot",),
    BICYCLE: WHEELS,
    EBIKE: (*WHEELS, "electric_bicycle"),
    CAR: ("vehicle", "motor_vehicle", "motorcar"),
}
"""Tags that speak of one mode, the later the more exactly."""

CLOSED = {"no", "agricultural", "forestry", "use_sidepath", "bus", "psv"}
"""`private` is not among them: the police of the place may go in."""
OPENED = {"yes", "designated", "permissive", "destination", "official"}
YES = {"yes", "true", "1", "f"}
REVERSE = {"-1", "reverse", "t"}
"""`F`, `T` and `B` are how Geofabrik's shapefiles say with, against and both."""
ROUND = {"roundabout", "circular"}


CLASS = ("highway", "fclass", "road")
"""Keys that hold the road class: OpenStreetMap's, Geofabrik's and ours."""


def words(value: object) -> tuple[str, ...]:
    """The values of a tag; OSMnx writes several as the text of a list, `['steps', 'footway']`."""
    if isinstance(value, (list, tuple)):
        return tuple(map(str, value))
    text = "" if value is None else str(value).strip()
    if text.startswith("[") and text.endswith("]"):
        try:
            return tuple(map(str, ast.literal_eval(text)))
        except (ValueError, SyntaxError):
            return (text,)
    return (text,) if text else ()


def name(tags: Mapping[str, object]) -> str:
    """The name of a road, else its number; several names are joined by 、."""
    return "、".join(words(tags.get("name")) or words(tags.get("ref")))


def narrowest(tags: Mapping[str, object]) -> RoadClass | None:
    """The road class that the fewest modes may use, of those a way has; None when it is no road."""
    return min(_classes(tags), key=lambda one: len(one.modes), default=None)


def directions(tags: Mapping[str, object]) -> tuple[Modes, Modes]:
    """The modes that may use a way forwards and backwards; one-way streets bind vehicles, not walkers."""
    classes = _classes(tags)
    if not classes or _is(tags, "area", YES):
        return frozenset(), frozenset()
    modes = reduce(frozenset.intersection, (one.modes for one in classes))
    modes = frozenset(mode for mode in KEYS if _allowed(tags, mode, mode in modes))
    backward = modes & frozenset((FOOT, *_against(tags))) if _one_way(tags, classes) else modes
    return (backward, modes) if _is(tags, "oneway", REVERSE) else (modes, backward)


def _classes(tags: Mapping[str, object]) -> list[RoadClass]:
    value = next((tags[key] for key in CLASS if tags.get(key)), None)
    return [one for one in map(road_class, words(value)) if one]


def _is(tags: Mapping[str, object], key: str, values: set[str]) -> bool:
    return any(word.lower() in values for word in words(tags.get(key)))


def _allowed(tags: Mapping[str, object], mode: PatrolMode, allowed: bool) -> bool:
    if _is(tags, "access", CLOSED):
        allowed = False
    for key in KEYS[mode]:
        if _is(tags, key, CLOSED):
            allowed = False
        elif _is(tags, key, OPENED):
            allowed = True
    return allowed


def _one_way(tags: Mapping[str, object], classes: list[RoadClass]) -> bool:
    if words(tags.get("oneway")):
        return _is(tags, "oneway", YES | REVERSE)
    return _is(tags, "junction", ROUND) or any(one.word == "motorway" for one in classes)


def _against(tags: Mapping[str, object]) -> tuple[PatrolMode, ...]:
    """Vehicles that may go against a one-way street."""
    opposite = any(word.startswith("opposite") for word in words(tags.get("cycleway")))
    return (BICYCLE, EBIKE) if opposite or _is(tags, "oneway:bicycle", {"no"}) else ()
