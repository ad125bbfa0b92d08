"""Deadlines: the part of the night that a call at a check-in point serves, for the card (check-in-visits)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from models import Crew, DutyKind, PatrolMode, Plan, Span
from scheduler.rulebook.deadlines import deadlines, in_hours
from scheduler.rulebook.routes import check_in_visits

Parts = Mapping[tuple[date, str], tuple[Span, ...]]
"""The parts of a night in which a place is due, by date and place."""


def parts_due(plan: Plan) -> Parts:
    """The deadlines of every night, as the rule of the plan set them; none where it is switched off."""
    values = {**check_in_visits.settings, **plan.settings.get(check_in_visits.id, {})}
    if not values.get("on", check_in_visits.on):
        return {}
    vary = int(str(values["vary"]))
    nights: dict[date, list[Crew]] = {}
    for route in plan.routes:
        crew = plan.crew_by_id[route.crew]
        if crew.kind is DutyKind.NIGHT and route.mode is not PatrolMode.VIDEO:
            nights.setdefault(crew.date, []).append(crew)
    asked = [place for place in plan.places if place.visits]
    return {
        (day, place.id): deadlines(place, crews, vary) for day, crews in nights.items() for place in asked
    }


def part_served(plan: Plan, parts: Parts, crew: Crew, place: str, due: datetime) -> Span | None:
    """The part that a call serves; None outside the place's hours, and where it is the crew's whole night."""
    if crew.kind is not DutyKind.NIGHT:
        return None
    for part in parts.get((crew.date, place), ()):
        if part.start <= due < part.end and not (part.start <= crew.start and crew.end <= part.end):
            mine = next(one for one in plan.places if one.id == place)
            return part if in_hours(mine, due) else None
    return None
