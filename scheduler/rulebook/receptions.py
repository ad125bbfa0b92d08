"""Receptions: when a community officer receives people in the police room, and when the room is open."""

from __future__ import annotations

from collections.abc import Iterator

from models import Crew, Day, DutyKind, Importance, Person, Place, PlaceKind, Span, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import AtMostOne, Cover, Forbid, Load, ones
from scheduler.rulebook.beats import Days, weeks_in_beat, working_days
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import cell, cells, cover_pairs, label, serving


@rule("reception-held", Importance.ORDERS, "U14", "P14", "P01", on=False, order=13)
def reception_held(week: Week, *, times: int = 2) -> Iterator[Load | AtMostOne | Forbid]:
    """Each community officer receives people {times} half days a week in the police room of his beat.

    On different days, and within the room's hours. An officer without a room in his beat uses any room.
    """
    places = {place.id: place for place in week.station.places}
    for person, days, blocks in weeks_in_beat(week):
        mine = [crew for crew in blocks if crew.place]
        if mine:
            yield from _held(week, person, days, mine, times)
            yield from _on_different_days(person, days, mine)
            yield from _in_own_room(person, mine, places)


def _held(week: Week, person: Person, days: Days, mine: list[Crew], times: int) -> Iterator[Load]:
    """Fewer where fewer days are left; not more either, for the other half days are for the beat."""
    dates = {day.date for day in working_days(week, person, days)} & {crew.date for crew in mine}
    text = "{who}: not {times} receptions in the week of {first}"
    due = min(times, len(dates))
    says = Text(text, who=person.name, times=due, first=f"{days[0].date:%m-%d}")
    yield Load(ones(cells(person, mine)), due, times, says=says, who=(person.id,), when=(str(days[0].date),))


def _on_different_days(person: Person, days: Days, mine: list[Crew]) -> Iterator[AtMostOne]:
    for day in days:
        today = [crew for crew in mine if crew.date == day.date]
        says = Text("{who}: two receptions on {day}", who=person.name, day=f"{day.date:%m-%d}")
        if len(today) > 1:
            yield AtMostOne(cells(person, today), says=says, who=(person.id,), when=(str(day.date),))


def _in_own_room(person: Person, mine: list[Crew], places: dict[str, Place]) -> Iterator[Forbid]:
    own = {crew.place for crew in mine if places[crew.place].zone in person.beat}
    for crew in mine:
        place = places[crew.place]
        if not opens(place, crew):
            says = Text("{crew}: {place} is closed then", crew=label(crew), place=place.name)
            yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))
        elif own and place.id not in own:
            text = "{who} receives outside his beat: {crew}"
            says = Text(text, who=person.name, crew=label(crew))
            yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))


def opens(place: Place, crew: Crew) -> bool:
    """Whether a place is open for all the time of a crew; one without hours always is."""
    spans, whole = place.hours(crew.date), Span(start=crew.start, end=crew.end)
    return not spans or any(one.holds(whole) for one in spans)


@rule("police-room-open", Importance.ORDERS, "P14", "U04", "U24", "P05", on=False, order=14)
def police_room_open(week: Week) -> Iterator[Cover]:
    """On working days somebody is in each police room at all its opening hours, officer or auxiliary."""
    rooms = [one for one in week.station.places if one.kind is PlaceKind.POLICE_ROOM and one.windows]
    for day in week.days:
        for room in rooms if day.working else ():
            crews = [crew for crew in week.crews_on(day.date) if crew.place == room.id]
            for piece in _pieces(room, day, crews):
                there = [crew for crew in crews if crew.is_there(piece)]
                facts = tuple(fact for crew in there for fact in serving(week, crew))
                says = Text(
                    "{place} is shut {start}-{end} on {day}",
                    place=room.name, start=f"{piece.start:%H:%M}", end=f"{piece.end:%H:%M}",
                    day=f"{day.date:%m-%d}",
                )  # fmt: skip
                yield Cover(facts, 1, says=says, when=(str(day.date),))


def _pieces(room: Place, day: Day, crews: list[Crew]) -> Iterator[Span]:
    """A room's opening hours of a day, cut wherever a crew there comes or goes."""
    for window in room.windows:
        yield from window.on(day.date).cut(span for crew in crews for span in crew.spans)


@rule("ab-one-reachable", Importance.ORDERS, "A19", "A21", "W12", order=14)
def ab_one_reachable(week: Week, *, days: str = "working") -> Iterator[Cover]:
    """On {days} days one of an A/B pair is at work or on call, to attend what happens in their beats.

    Working days, and only where work in the beat is planned (U12 limits attendance to working hours); with
    `all` every day of the week, planned or not.
    """
    people = week.station.by_id
    for day in week.days:
        if days == "all" or (day.working and week.crews_on(day.date, DutyKind.BEAT)):
            crews = [c for c in week.crews_on(day.date) if not c.invited and not c.only_within]
            for pair in cover_pairs(week):
                both = [people[who] for who in pair]
                facts = tuple(cell(one, crew) for crew in crews for one in both if week.is_open(crew, one))
                text = "neither {one} nor {other} is at work or on call on {day}"
                says = Text(text, one=both[0].name, other=both[1].name, day=f"{day.date:%m-%d}")
                yield Cover(facts, 1, says=says, who=pair, when=(str(day.date),))
