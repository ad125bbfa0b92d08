"""The round of a video patrol: it has no route, but the cameras in its zones (W09)."""

from __future__ import annotations

from models import Crew, PatrolMode, Place, Plan


def cameras(plan: Plan, crew: Crew) -> tuple[Place, ...]:
    """Places with a camera in the zones of a video crew, zone by zone; none for any other crew."""
    if crew.mode is not PatrolMode.VIDEO:
        return ()
    return tuple(place for zone in crew.zones for place in plan.places if place.camera and place.zone == zone)
