"""One GPX file a crew: waypoints with due times and the route, for phones and radios with GPS (Z17)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from gpxpy.gpx import GPX, GPXRoute, GPXRoutePoint, GPXWaypoint

from scheduler.i18n import tr
from scheduler.render.routes_meetings import said
from scheduler.render.routes_walk import Call, Walk

CHINA = timezone(timedelta(hours=8))
"""Plans are in local time; GPX has UTC."""


def gpx(walk: Walk) -> str:
    """The file as text; only for routes in WGS84, the one system GPX knows."""
    found = GPX()
    found.creator = "xunfang"
    found.name = f"{walk.crew.name} {walk.crew.date}"
    base = walk.base
    found.waypoints.append(GPXWaypoint(base.y, base.x, name=base.name, symbol="Flag", description=tr("base")))
    found.waypoints += [_waypoint(call) for call in walk.calls if call.number]
    found.routes.append(_route(walk))
    return found.to_xml(version="1.1") + "\n"


def _waypoint(call: Call) -> GPXWaypoint:
    place = call.place
    stay = tr("due {due}, leave {leave}", due=f"{call.due:%H:%M}", leave=f"{call.leave:%H:%M}")
    told = "; ".join(filter(None, (stay, said(call.met))))
    return GPXWaypoint(
        round(place.y, 6), round(place.x, 6), name=_name(call), time=_utc(call.due), description=told
    )


def _route(walk: Walk) -> GPXRoute:
    """Every vertex of the ways once; the last one of each way carries the name of the stop."""
    route = GPXRoute(name=f"{walk.crew.name} {walk.crew.date}", description=str(walk.route.mode))
    before = None
    for call in walk.calls:
        for at, (x, y) in enumerate(call.line, start=1):
            last = at == len(call.line)
            if last or (x, y) != before:
                route.points.append(_point(x, y, call if last else None))
            before = x, y
    return route


def _point(x: float, y: float, call: Call | None) -> GPXRoutePoint:
    if call is None:
        return GPXRoutePoint(round(y, 6), round(x, 6))
    return GPXRoutePoint(round(y, 6), round(x, 6), name=_name(call), time=_utc(call.due))


def _name(call: Call) -> str:
    """`03 23:40 东风村`: sorted by the order of the stops; the return to the base has no number."""
    number = f"{call.number:02d} " if call.number else ""
    return f"{number}{call.due:%H:%M} {call.place.name}"


def _utc(local: datetime) -> datetime:
    return local.replace(tzinfo=CHINA).astimezone(UTC)
