"""Zones and fixed posts: how many groups patrol a zone, and which kiosks and checkpoints are manned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models import Crew, DutyKind, Importance, PatrolMode, PlaceKind, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Cover, Load
from scheduler.kernel.tally import Cell
from scheduler.rulebook.routes import calls, walked
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import label, manned, serving


@rule("zone-groups", Importance.LAW, "Z10", "I-03", on=False, short=True)
def zone_groups(week: Week, *, groups: int = 2, reading: str = "b") -> Iterator[Cover]:
    """Each zone is patrolled by {groups} groups every night (reading {reading} of the source).

    (a) each group serves two zones in turn; (b) each group splits into two squads; (c) two sessions a night.
    """
    del reading
    for day in week.days:
        crews = [crew for crew in week.crews_on(day.date, DutyKind.NIGHT) if not crew.meets]
        for zone in week.station.zones:
            mine = [crew for crew in crews if zone.id in crew.zones]
            some = tuple(manned(week, crew) for crew in mine)
            text = "{day}: zone {zone} has fewer than {groups} groups"
            says = Text(text, day=f"{day.date:%m-%d}", zone=zone.name, groups=groups)
            yield Cover(some, groups, says=says, when=(str(day.date),))


@rule("kiosks-manned", Importance.LAW, "Z13", "I-05", "C01", on=False, short=True)
def kiosks_manned(week: Week, *, guards: int = 2) -> Iterator[Cover]:
    """Every village kiosk is manned every night, by at least {guards} people."""
    yield from _manned(week, PlaceKind.KIOSK, guards)


@rule("checkpoints-manned", Importance.LAW, "Z14", "C01", on=False, short=True)
def checkpoints_manned(week: Week, *, people: int = 2, by: str = "village") -> Iterator[Cover]:
    """Every checkpoint is manned every night, by at least {people} people ({by})."""
    del by
    yield from _manned(week, PlaceKind.CHECKPOINT, people)


def _manned(week: Week, kind: PlaceKind, least: int) -> Iterator[Cover]:
    for day in week.days:
        crews = week.crews_on(day.date)
        for place in week.station.places:
            if place.kind is kind:
                standing = [crew for crew in crews if crew.place == place.id]
                text = "{place}: fewer than {least} people on {day}"
                says = Text(text, place=place.name, least=least, day=f"{day.date:%m-%d}")
                for together in _together(standing) or [[]]:
                    facts = tuple(fact for crew in together for fact in serving(week, crew))
                    yield Cover(facts, least, says=says, when=(str(day.date),))


def _together(crews: list[Crew]) -> list[list[Crew]]:
    """The crews that stand at the same hours: those of an hour are asked for by themselves."""
    spans = [span for crew in crews for span in crew.spans]
    pieces = [piece for span in spans for piece in span.cut(spans)]
    found = {tuple(n for n, crew in enumerate(crews) if crew.is_there(piece)) for piece in pieces}
    return [[crews[n] for n in some] for some in sorted(found)]


@rule("lanes-visited", Importance.ORDERS, "T18", order=9)
def lanes_visited(week: Week, *, times: int = 1) -> Iterator[Load]:
    """Where no car can go, a crew on foot or on two wheels calls at least {times} time(s) a night."""
    names = {place.id: place.name for place in week.station.places}
    for day in week.days if week.lanes else ():
        crews = [crew for crew in week.crews_on(day.date, DutyKind.NIGHT) if _enters_lanes(week, crew)]
        found: dict[str, Counter[Cell]] = {}
        for crew in crews:
            for place, _, cell in calls(week, crew.id):
                if place in week.lanes:
                    found.setdefault(place, Counter())[cell] += 1
        zones = {zone for crew in crews for zone in crew.zones}
        for place in (
            one.id
            for one in week.station.places
            if one.id in found or (one.id in week.lanes and one.zone in zones)
        ):
            text = "{place}: nobody calls in the lane on {day}"
            says = Text(text, place=names[place], day=f"{day.date:%m-%d}")
            terms = tuple((count, cell) for cell, count in found.get(place, Counter()).items())
            yield Load(terms, times, says=says, when=(str(day.date),))


def _enters_lanes(week: Week, crew: Crew) -> bool:
    return walked(week, crew) and crew.mode is not PatrolMode.CAR


@rule("deputy-near", Importance.ORDERS, "T16", order=13)
def deputy_near(week: Week, *, minutes: int = 20) -> Iterator[Load]:
    """From anywhere on its loop the day patrol reaches all its zones within {minutes} minutes of a call."""
    for crew in week.crews_of(DutyKind.DAY_PATROL):
        pool = week.pools.get(crew.id)
        for slot in pool.slots if pool else ():
            far = [loop for loop in pool.loops if loop.reach > minutes] if pool else []
            text = "{crew}: from {start} a call may be more than {minutes} min away"
            says = Text(text, crew=label(crew), start=f"{slot.start:%H:%M}", minutes=minutes)
            terms = tuple((1, Cell(crew.id, f"{loop.id}@{slot.number}")) for loop in far)
            if terms:
                yield Load(terms, high=0, says=says, when=(crew.id,))
