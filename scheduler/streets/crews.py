"""Where the crews of a plan are at a minute, and by what they go from there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models import Crew, DutyKind, PatrolMode, Place, PlaceKind, Plan
from models.places import MOVING
from scheduler.i18n import tr
from scheduler.render.routes_track import position, stage, track
from scheduler.render.routes_walk import walks
from scheduler.streets.posts import Post, title
from scheduler.streets.town import Town

STAYING = (DutyKind.LEADER, DutyKind.VILLAGE, DutyKind.EVENT, DutyKind.BEAT)
"""Nobody is sent from these: the leader leads, village guards stay in their villages."""


class Crews:
    """The crews of a plan minute by minute; those that have no mode of their own go by `mode`."""

    def __init__(self, plan: Plan, town: Town, mode: PatrolMode) -> None:
        self._plan, self._town, self._mode = plan, town, mode
        self._walks = {walk.crew.id: walk for walk in walks(plan)}
        self._tracks = {crew: track(walk) for crew, walk in self._walks.items()}
        sent = [crew for crew in plan.crews if crew.kind not in STAYING and not crew.on_call]
        manned = [crew for crew in sent if plan.members[crew.id]]
        self._manned = sorted(manned, key=lambda crew: crew.id not in self._walks)
        checkpoints = town.of([PlaceKind.CHECKPOINT])
        self._checkpoint = {place.zone: place for place in reversed(checkpoints) if place.zone}

    def at(self, minute: datetime) -> tuple[Post, ...]:
        """Everybody on duty, nobody twice: people of several crews count where they move.

        A crew counts as long as somebody in it is in no other crew that counts.
        """
        seen: set[str] = set()
        found: list[Post] = []
        for crew in self._on_duty(minute):
            people = {turn.person for turn in self._plan.members[crew.id]}
            if people - seen:
                found.append(self._post(crew, minute))
            seen |= people
        return tuple(found)

    def _on_duty(self, minute: datetime) -> Iterator[Crew]:
        """The crews with a window at the minute, those on a route first."""
        for crew in self._manned:
            if crew.start <= minute < crew.end and any(s.start <= minute < s.end for s in crew.spans):
                yield crew

    def _post(self, crew: Crew, minute: datetime) -> Post:
        point = position(self._tracks.get(crew.id, ()), minute)
        if point is None:
            place = self._standing(crew)
            mode = crew.mode if crew.mode in MOVING else self._mode
            return Post(crew.id, crew.name, (place.x, place.y), mode, tr("at {place}", place=title(place)))
        return Post(crew.id, crew.name, point, self._walks[crew.id].route.mode, self._where(crew, minute))

    def _standing(self, crew: Crew) -> Place:
        """Where a crew without a route is: at the checkpoint of its zone, else at the station."""
        posts = [self._checkpoint[zone] for zone in crew.zones if zone in self._checkpoint]
        return posts[0] if posts and crew.kind is DutyKind.CHECKPOINT else self._town.base

    def _where(self, crew: Crew, minute: datetime) -> str:
        place, there = stage(self._walks[crew.id], minute) or (self._town.base, True)
        return tr("at {place}" if there else "on the way to {place}", place=title(place))
