"""A station's week as plain data for the peers: the same demand and laws, no soft rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from benchmarks.peers.plain_week import Cell, Demand, PlainWeek, Post
from models import Crew, DutyKind, PatrolTier, Week, minutes_between
from scheduler import ledger
from scheduler.kernel.tally import Cell as Fact
from scheduler.rulebook.posts import demands
from scheduler.rulebook.words import STATION_DUTY, serving


def plain(week: Week) -> PlainWeek:
    """The same demand and laws as plain data for the peers; events and soft rules are left out."""
    crews = [crew for crew in week.crews if crew.kind is not DutyKind.EVENT]
    free = {crew.id: {p.id for p in week.candidates(crew) if not week.is_away(p, crew)} for crew in crews}
    kinds = dict.fromkeys(person.kind for person in week.station.people)
    groups = [tuple(p.id for p in week.station.people if p.kind == kind) for kind in kinds]
    return PlainWeek(
        days=len(week.days),
        groups=tuple(group for group in groups if any(free[crew.id] & set(group) for crew in crews)),
        posts=tuple(_post(week, crew, crews, free[crew.id]) for crew in crews),
        demands=tuple(_demands(week, crews, free)),
    )


def _post(week: Week, crew: Crew, crews: list[Crew], free: set[str]) -> Post:
    midnight = datetime.combine(week.first, time())
    parents = [other.id for other in crews if other.duty in crew.within and crew.inside(other)]
    counted = ledger.counted(crew)
    return Post(
        id=crew.id,
        day=(crew.date - week.first).days,
        start=minutes_between(midnight, crew.start),
        end=minutes_between(midnight, crew.end),
        presence=crew.presence_minutes if counted else 0,
        active=crew.active_minutes,
        night=counted and crew.is_night,
        turn=crew.is_turn,
        people=tuple(sorted(free)),
        beside=tuple(other.id for other in crews if crew.goes_with(other)),
        inside=tuple(parents) if crew.only_within else (),
    )


def _demands(week: Week, crews: list[Crew], free: dict[str, set[str]]) -> Iterator[Demand]:
    def cells(facts: Iterable[Fact]) -> tuple[Cell, ...]:
        return tuple((fact.who, fact.what) for fact in facts if fact.who in free[fact.what])

    for crew in crews:
        for kind, tag, floor, target in demands(crew):
            facts = serving(week, crew, kind, tag=tag)
            yield Demand(cells(facts), floor, target, target if tag is None else None)
    for day in week.days:
        if day.tier <= PatrolTier.TWO:
            team = [crew for crew in crews if crew.date == day.date and crew.kind in STATION_DUTY]
            chiefs = (fact for crew in team for fact in serving(week, crew, tag="chief_level"))
            yield Demand(cells(chiefs), 1, 1)
