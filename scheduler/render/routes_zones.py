"""The zones of a crew in the order in which it really goes through them."""

from __future__ import annotations

from models import Crew, Plan


def zone_order(plan: Plan, crew: Crew) -> tuple[str, ...]:
    """The zones of a crew in the order its route first enters them; those of the duty without a route."""
    zone = {place.id: place.zone for place in plan.places}
    for route in plan.routes:
        if route.crew == crew.id:
            entered = (zone[stop.place] for stop in route.stops if stop.place != route.base or stop.dwell)
            return tuple(dict.fromkeys(filter(None, entered))) or crew.zones
    return crew.zones
