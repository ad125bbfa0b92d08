"""Who can be sent: a manned place, or a crew where it is at the moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models import PatrolMode, Place, PlaceKind
from models.route import Point

FIXED = (PlaceKind.STATION, PlaceKind.POLICE_ROOM, PlaceKind.KIOSK, PlaceKind.CHECKPOINT)
"""Places somebody stands at when no plan says who is where."""


@dataclass(frozen=True)
class Post:
    """Somebody at a point of the map who goes from there by `mode`; `where` says in words where that is."""

    id: str
    name: str
    point: Point
    mode: PatrolMode
    where: str = ""


def post_at(place: Place, mode: PatrolMode) -> Post:
    """A post at a place, of its name."""
    return Post(place.id, title(place), (place.x, place.y), mode)


def title(place: Place) -> str:
    """What a place is called: its name, or its id when it has none."""
    return place.name or place.id


def titles(places: Sequence[Place]) -> dict[str, str]:
    """Names by id; places of one name carry their id as well."""
    names = [title(place) for place in places]
    return {
        place.id: f"{name} ({place.id})" if names.count(name) > 1 else name
        for place, name in zip(places, names, strict=True)
    }
