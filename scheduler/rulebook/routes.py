"""Routes: each patrol crew walks loops that fit its window and bring it where it is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product

from models import Crew, DutyKind, Importance, Loop, PatrolMode, Place, PlaceKind, Pool, Slot, Span, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import AtMostOne, Cover, Forbid, Load, Needs
from scheduler.kernel.tally import Cell
from scheduler.rulebook.deadlines import deadlines, in_hours
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import label, manned, serving

SCALE = 10
"""Risk weights are taken in tenths."""


Call = tuple[datetime, Cell]
"""When a walk calls, and which walk it is."""


def walks(crew: str, loop: Loop, slot: Slot) -> Cell:
    """The fact that a crew walks a loop in a slot of its window."""
    return Cell(crew, f"{loop.id}@{slot.number}")


def choices(week: Week) -> Iterator[tuple[Crew, Pool, Slot]]:
    """Every slot of every crew that has loops to choose from."""
    for crew_id, pool in week.pools.items():
        for slot in pool.slots:
            yield week.by_id[crew_id], pool, slot


def calls(week: Week, crew_id: str) -> Iterator[tuple[str, datetime, Cell]]:
    """(place, arrival, walk) of every call that a crew's loops could make."""
    pool = week.pools[crew_id]
    for slot in pool.slots:
        for loop in pool.loops:
            for place, offset in zip(loop.places, loop.offsets, strict=True):
                yield place, slot.start + timedelta(minutes=offset), walks(crew_id, loop, slot)


@rule("route-in-every-slot", Importance.LAW, "C02", "T17", "T18")
def route_in_every_slot(week: Week) -> Iterator[Cover]:
    """A patrol crew walks exactly one loop in each slot of its window: none skipped, none shortened."""
    for crew, pool, slot in choices(week):
        facts = tuple(walks(crew.id, loop, slot) for loop in pool.loops)
        says = Text("{crew}: no route from {start}", crew=label(crew), start=f"{slot.start:%H:%M}")
        yield Cover(facts, 1, 1, says=says, when=(crew.id,))


@rule("route-fits-window", Importance.LAW, "C02", "T17", "T18")
def route_fits_window(week: Week) -> Iterator[Forbid]:
    """A loop, travel and dwell together, fits in its slot of the crew's window."""
    for crew, pool, slot in choices(week):
        for loop in pool.loops:
            if loop.minutes > slot.minutes:
                says = Text(
                    "{crew}: a loop of {minutes} min does not fit",
                    crew=label(crew),
                    minutes=round(loop.minutes),
                )
                yield Forbid((walks(crew.id, loop, slot),), says=says, when=(crew.id,))


@rule("crew-has-driver", Importance.LAW, "Z06", "T17")
def crew_has_driver(week: Week, *, vehicle_seats: int = 5) -> Iterator[Needs | Cover]:
    """A crew in a car has a driver and no more than {vehicle_seats} people."""
    for crew in week.crews:
        if crew.mode is PatrolMode.CAR and crew.kind in (DutyKind.DAY_PATROL, DutyKind.NIGHT):
            everybody = serving(week, crew)
            says = Text("{crew}: nobody in the crew drives", crew=label(crew))
            yield Needs(manned(week, crew), serving(week, crew, tag="driver"), says=says, when=(crew.id,))
            says = Text("{crew}: more than {seats} people in the car", crew=label(crew), seats=vehicle_seats)
            # Where the crew's own seats are no more, group-size-and-mix says it already.
            if sum(seat.target for seat in crew.seats) > vehicle_seats:
                yield Cover(everybody, high=vehicle_seats, says=says, when=(crew.id,))


@rule("zone-visited", Importance.ORDERS, "T18", "Z10", "W06", order=8)
def zone_visited(week: Week, *, times: int = 1) -> Iterator[Load]:
    """A crew calls in each of its zones at least {times} time(s) in its window."""
    zone_of = {place.id: place.zone for place in week.station.places}
    for crew_id in (one for one in week.pools if walked(week, week.by_id[one])):
        crew = week.by_id[crew_id]
        found: dict[str, Counter[Cell]] = {zone: Counter() for zone in zone_of.values()}
        for place, _, cell in calls(week, crew_id):
            found[zone_of[place]][cell] += 1
        for zone in (zone for zone in crew.zones if zone in found):
            terms = tuple((number, cell) for cell, number in found[zone].items())
            says = Text("{crew}: does not call in zone {zone}", crew=label(crew), zone=zone)
            yield Load(terms, times, says=says, when=(crew_id,))


@rule("check-in-visits", Importance.ORDERS, "Z12", "C04", order=9)
def check_in_visits(week: Week, *, vary: int = 30) -> Iterator[Load]:
    """Each check-in point is called at as often a night as it asks for, each time inside its own deadline.

    The deadlines move by up to {vary} minutes from night to night.
    """
    asked = [place for place in week.station.places if place.visits]
    for day in week.days if week.pools else ():
        crews = [crew for crew in week.crews_on(day.date, DutyKind.NIGHT) if walked(week, crew)]
        found: dict[str, list[tuple[datetime, Cell]]] = {}
        for crew in crews:
            for place, at, cell in calls(week, crew.id):
                found.setdefault(place, []).append((at, cell))
        for one in asked if crews else ():
            yield from _due_calls(one, day.date, deadlines(one, crews, vary), found.get(one.id, []))


def _due_calls(
    place: Place, day: date, due: tuple[Span, ...], found: list[tuple[datetime, Cell]]
) -> Iterator[Load]:
    for part in due:
        text = "{place}: no call on {day} between {start} and {end}"
        says = Text(
            text, place=place.name, day=f"{day:%m-%d}", start=f"{part.start:%H:%M}", end=f"{part.end:%H:%M}"
        )
        timely = Counter(cell for at, cell in found if part.start <= at < part.end and in_hours(place, at))
        yield Load(tuple((times, cell) for cell, times in timely.items()), 1, says=says, when=(str(day),))


def walked(week: Week, crew: Crew) -> bool:
    """Whether the crew has loops on the road: a video crew's round over its cameras is no call."""
    return crew.id in week.pools and week.pools[crew.id].mode is not PatrolMode.VIDEO


@rule("loop-varies", Importance.ORDERS, "Z12", "practice-and-law 2.1", order=10)
def loop_varies(week: Week) -> Iterator[AtMostOne]:
    """The same loop is not walked at the same hour two nights running."""
    for crew_id, pool in week.pools.items():
        crew = week.by_id[crew_id]
        for again in week.crews_on(crew.date + timedelta(days=1)):
            if not _follows(week, crew, again):
                continue
            known = {loop.id for loop in week.pools[again.id].loops}
            says = Text("{crew}: the loop of the day before at the same hour", crew=label(again))
            for slot, loop in product(pool.slots, (loop for loop in pool.loops if loop.id in known)):
                facts = (walks(crew_id, loop, slot), walks(again.id, loop, slot))
                yield AtMostOne(facts, says=says, when=(again.id,))


def _follows(week: Week, crew: Crew, other: Crew) -> bool:
    return (other.duty, other.group) == (crew.duty, crew.group) and other.id in week.pools


@rule("patrol-value", Importance.PATROL, "T25", "Z16", "T04", "W09", order=1, goal=True)
def patrol_value(
    week: Week, *, first: int = 10, second: int = 5, third: int = 2, video: int = 3
) -> Iterator[Load]:
    """Patrols call where risk lies: a first call in a window is worth {first}, then {second}, {third}.

    A first call while a video patrol watches the place is worth {video} less.
    """
    places = {place.id: place for place in week.station.places}
    for crew_id in week.pools:
        crew = week.by_id[crew_id]
        found: dict[str, list[Call]] = {}
        for place, at, cell in calls(week, crew_id) if walked(week, crew) else ():
            if in_hours(places[place], at):
                found.setdefault(place, []).append((at, cell))
        for one in _of_value(week, crew):
            mine, watched = found.get(one.id, []), _watched(week, crew, one)
            alone = [call for call in mine if not any(span.start <= call[0] < span.end for span in watched)]
            less = min(video, first - second) if watched else 0
            returns = [(1, first - second - less, mine), (2, second - third, mine), (3, third, mine)]
            if less and not _wholly(crew, watched):
                returns.append((1, less, alone))
            for visits, gain, counting in returns:
                text = "{crew}: fewer than {visits} calls at {place}"
                says = Text(text, crew=label(crew), visits=visits, place=one.name)
                if (weight := round(one.risk * SCALE) * gain) > 0:
                    yield Load(_times(counting), visits, says=says, when=(crew_id,), weight=weight)


def _times(found: list[Call]) -> tuple[tuple[int, Cell], ...]:
    """How many calls each walk makes."""
    return tuple((times, cell) for cell, times in Counter(cell for _, cell in found).items())


def _of_value(week: Week, crew: Crew) -> Iterator[Place]:
    """Places of the zones where a call in the window is worth something, in reach of the loops or not."""
    for place in week.station.places if walked(week, crew) else ():
        open_then = any(place.is_open(span) for span in crew.spans)
        if place.zone in crew.zones and open_then and place.kind not in (PlaceKind.EXIT, PlaceKind.STATION):
            yield place


def _watched(week: Week, crew: Crew, place: Place) -> list[Span]:
    """When, in a crew's window, a video crew sees the place through a camera (W09)."""
    video = (other for other in week.crews if other.mode is PatrolMode.VIDEO and place.zone in other.zones)
    seen = [span for other in video if place.camera for span in other.spans]
    return [span for span in seen if any(span.overlaps(mine) for mine in crew.spans)]


def _wholly(crew: Crew, watched: list[Span]) -> bool:
    """Whether no minute of the crew's window is unwatched."""
    pieces = (piece for span in crew.spans for piece in span.cut(watched))
    return all(any(span.holds(piece) for span in watched) for piece in pieces)
