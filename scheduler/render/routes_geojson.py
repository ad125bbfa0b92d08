"""routes.geojson: the base, the rounds and the stops of every crew (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from models import Place, Plan
from models.route import Point
from scheduler.render.routes_walk import Call, Walk
from scheduler.roads.geometry import Crs

Feature = dict[str, Any]


def geojson(plan: Plan, crs: Crs, walks: tuple[Walk, ...]) -> str:
    """The file as text, a feature a line.

    A plane map says so in the foreign member `xunfang`, since RFC 7946 knows degrees only.
    """
    unit = "degrees" if crs is Crs.WGS84 else "metres east and north"
    head = {"plan": plan.number, "station": plan.station, "crs": str(crs), "coordinates": unit}
    features = ",\n".join(_text(one) for walk in walks for one in _features(walk, crs))
    return f'{{"type": "FeatureCollection", "xunfang": {_text(head)}, "features": [\n{features}\n]}}\n'


def _text(value: Feature) -> str:
    return json.dumps(value, ensure_ascii=False)


def _features(walk: Walk, crs: Crs) -> Iterator[Feature]:
    whose = {"crew": walk.crew.id, "name": walk.crew.name, "mode": str(walk.route.mode)}
    yield _feature("Point", _place(walk.base, crs), whose, what="base", place=walk.base.id, at=walk.base.name)
    for n, calls in enumerate(walk.rounds, start=1):
        lines = [[_rounded(point, crs) for point in call.line] for call in calls]
        times = {"start": calls[0].depart.isoformat(), "end": calls[-1].due.isoformat()}
        yield _feature("MultiLineString", lines, whose, what="round", round=n, **times)
        for call in calls:
            if call.number:
                yield _feature("Point", _place(call.place, crs), whose, what="stop", round=n, **_stop(call))


def _stop(call: Call) -> Feature:
    return {
        "number": call.number, "place": call.place.id, "at": call.place.name, "zone": call.place.zone,
        "depart": call.depart.isoformat(), "due": call.due.isoformat(), "leave": call.leave.isoformat(),
        "roads": list(call.leg.roads), "metres": round(call.leg.metres),
        "minutes": round(call.leg.minutes, 1),
        "meets": [{"crew": met.crew.id, "name": met.crew.name, "at": met.at.isoformat()} for met in call.met],
        "deadline": [call.part.start.isoformat(), call.part.end.isoformat()] if call.part else None,
    }  # fmt: skip


def _feature(kind: str, coordinates: object, whose: Feature, **properties: object) -> Feature:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {**whose, **properties}, "geometry": geometry}


def _place(place: Place, crs: Crs) -> list[float]:
    return _rounded((place.x, place.y), crs)


def _rounded(point: Point, crs: Crs) -> list[float]:
    """To a decimetre: six decimals of a degree, one of a metre."""
    return [round(part, 6 if crs is Crs.WGS84 else 1) for part in point]
