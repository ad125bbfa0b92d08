"""map.svg: the drawn map of a station as a file of its own, with the names of its zones and crews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from models import Place, PlaceKind
from scheduler.i18n import tr
from scheduler.render.names import width
from scheduler.render.routes_frame import MARGIN, Frame
from scheduler.render.routes_labels import LEADING, SIZE, Label, Mark, placed
from scheduler.render.routes_map import (
    CREWS,
    FONTS,
    HOME,
    Ground,
    Picture,
    station_frame,
    station_map,
    svg,
    template,
)
from scheduler.render.routes_walk import Walk
from scheduler.roads.geometry import Plane

WIDTH = 1200.0
"""Picture units; the height follows the shape of the station's area."""

HEAD = 54.0
"""Picture units above the map for its title and the names of the crews."""


BELOW = 40.0
"""Picture units more than the places need, so that the scale bar hides none of them."""


SIGNS = (PlaceKind.EXIT, PlaceKind.CHECKPOINT, PlaceKind.KIOSK)
"""Kinds with a sign of their own, drawn over the circle of every place."""


@dataclass(frozen=True)
class Symbol:
    """The sign of a place by its kind, and in the legend the word for it."""

    kind: str
    x: float
    y: float
    word: str = ""


@dataclass(frozen=True)
class Key:
    """A crew in the legend: where its line begins, its colour and name."""

    x: float
    color: str
    name: str


def draw(ground: Ground, walks: Sequence[Walk], title: str, zones: Mapping[str, str]) -> str:
    """The map as the text of an SVG file; `zones` are names by id."""
    frame = station_frame(ground, walks, WIDTH, _height(ground))
    picture = station_map(ground, frame, walks)
    names = tuple(_zones(ground, frame, picture, zones))
    signs = [Symbol(place.kind, *frame.at((place.x, place.y))) for place in ground.places]
    inside = Markup(template("station_inside.svg.j2").render(zones=names, signs=signs))  # noqa: S704
    return template("station.svg.j2").render(
        map=svg(picture, inside), width=WIDTH, height=frame.height, head=HEAD, title=title, fonts=FONTS,
        keys=_keys(walks), signs=_legend(ground.places),
    )  # fmt: skip


def _height(ground: Ground) -> float:
    """The height at which the places fill the width, within sensible shapes of a page."""
    points = [(place.x, place.y) for place in ground.places]
    flat = Plane(points, ground.crs).flat(points)
    wide, high = np.maximum(np.ptp(flat, axis=0), 1.0)
    fitting = (WIDTH - 2 * MARGIN[0]) * high / wide + 2 * MARGIN[1] + BELOW
    return float(np.clip(fitting, 0.5 * WIDTH, 1.4 * WIDTH).round())


def _zones(ground: Ground, frame: Frame, picture: Picture, zones: Mapping[str, str]) -> list[Label]:
    """The name of each zone in the middle of its places, where it hides no other name."""
    taken = [Mark(sign.at, "", sign.half, min(sign.half, 7.5)) for sign in picture.signs]
    taken += [_box(label) for label in picture.labels]
    middles = []
    for zone, name in zones.items():
        there = frame.drawn([(place.x, place.y) for place in ground.places if place.zone == zone])
        if len(there) and name:
            x, y = there.mean(axis=0)
            middles.append(Mark((float(x), float(y)), name, 0.0, 0.0))
    ways = [way.line for way in picture.ways]
    return list(placed([*taken, *middles], ways, (frame.width, frame.height)))


def _box(label: Label) -> Mark:
    """The room that a name takes, as a sign without one."""
    half, further = max(map(width, label.lines)) * SIZE * 0.52, LEADING * SIZE * (len(label.lines) - 1) / 2
    middle = label.y - 0.35 * SIZE + further
    return Mark((label.x + half, middle), "", half, 0.58 * SIZE + further)


def _keys(walks: Sequence[Walk]) -> tuple[Key, ...]:
    keys, x = list[Key](), 16.0
    for n, walk in enumerate(walks):
        keys.append(Key(x, CREWS[n % len(CREWS)], walk.crew.name))
        x += 44.0 + 13.0 * width(walk.crew.name) + 18.0
    return tuple(keys)


def _legend(places: Sequence[Place]) -> list[Symbol]:
    """The signs that stand on the map, from the right edge of the head."""
    words = {
        "place": (tr("other places"), set(PlaceKind) - {*HOME, *SIGNS}),
        PlaceKind.KIOSK: (tr("kiosk"), {PlaceKind.KIOSK}),
        PlaceKind.CHECKPOINT: (tr("checkpoint"), {PlaceKind.CHECKPOINT}),
        PlaceKind.EXIT: (tr("exit"), {PlaceKind.EXIT}),
        PlaceKind.STATION: (tr("station, police room"), set(HOME)),
    }
    found, x, there = list[Symbol](), WIDTH - 40.0, {place.kind for place in places}
    for kind, (word, kinds) in words.items():
        if kinds & there:
            x -= 13.0 * width(word) + 34.0
            found.append(Symbol(kind, x, 40.0, word))
    return found
