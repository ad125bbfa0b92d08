"""Events: who must be there, on which of the dates open to it each is held, and who leads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from models import Crew, DutyKind, Event, Importance, Person, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import AtMostOne, Cover, Load, Wish, ones
from scheduler.kernel.tally import Mark, Term
from scheduler.rulebook.rest import rest_due, same_working_day
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import any_of, cell, cells, label, serving, to_plan

HELD, LED, NEEDED, FULL = 20, 10, 5, 2
"""What an event not held costs, one without a leader, a role or a person short; an absence costs 1."""

ROLES = {
    "public_order": Text("public order officer"),
    "internal_affairs": Text("internal affairs officer"),
    "patrol_captain": Text("patrol captain"),
    "legal_officer": Text("legal officer"),
    "community_officer": Text("community officer"),
}
"""The roles that events need, in words; another tag is written as it is."""

Occasion = tuple[Event, tuple[Crew, ...]]
"""An event with the dates open to one time that it is due; a dated one has one."""


def occasions(week: Week) -> Iterator[Occasion]:
    """Every event of the horizon with its dates, those of the week before too where the engine chooses."""
    events = {event.id: event for event in week.station.events}
    found: dict[str, list[Crew]] = {}
    for crew in week.all_crews:
        if crew.kind is DutyKind.EVENT and crew.duty in events:
            found.setdefault(crew.occasion or crew.id, []).append(crew)
    now = {crew.id for crew in week.crews}
    for crews in found.values():
        if any(crew.id in now for crew in crews):
            yield events[crews[0].duty], tuple(crews)


def held(week: Week, crew: Crew) -> Mark:
    """That anybody attends: the event is held on that date."""
    return any_of(f"{crew.id} is held", *(cell(person, crew) for person in week.candidates(crew)))


def free_on(week: Week, person: Person, crews: tuple[Crew, ...]) -> tuple[Crew, ...]:
    """The dates on which a person who is asked to come is not away."""
    return tuple(crew for crew in crews if person.id in crew.invited and not week.is_away(person, crew))


def asked(week: Week, event: Event) -> list[Person]:
    """Those whom `who` names; leaders and roles from outside it come as far as they are needed."""
    return [person for person in week.station.people if person.tags & set(event.who)]


def _tagged(week: Week, crews: tuple[Crew, ...], *tags: str) -> list[Person]:
    return [one for one in week.station.people if one.tags & set(tags) and free_on(week, one, crews)]


@rule("dated-event-attendance", Importance.LAW, "H17", "T21", "P06", borrows="rest-between-duties")
def dated_event_attendance(week: Week, *, hours: int = 8, after_24h_until: str = "18:00") -> Iterator[Load]:
    """Whoever is invited to a dated event and works that day attends, unless away or due {hours} h of rest.

    The hours, and the time after a 24 h duty, are those of `rest-between-duties`.
    """
    until = time.fromisoformat(after_24h_until)
    for event, (crew, *others) in occasions(week):
        barred = _barred(week, crew, hours, until) if not crew.occasion else set()
        for person in asked(week, event) if not (crew.occasion or others) else ():
            before, on_day = _around(week, person, crew, barred)
            if on_day and not week.is_away(person, crew):
                says = Text("{who} works on the day and misses {event}", who=person.name, event=label(crew))
                beside = any_of(f"{person.id} works beside {crew.id}", *cells(person, on_day))
                terms: list[Term] = [(1, cell(person, crew)), (-1, beside)]
                if before:
                    terms.append((1, any_of(f"{person.id} cannot come to {crew.id}", *cells(person, before))))
                yield Load(tuple(terms), 0, says=says, who=(person.id,), when=(crew.id,))


def _barred(week: Week, event: Crew, hours: int, until: time) -> set[str]:
    """Turns that keep people from coming: under way, or over so late that rest is due."""
    return {
        other.id
        for earlier, later, gap in week.close_pairs
        if (gap < 0 and event.id in (earlier.id, later.id))
        or (
            event.id == later.id
            and gap < rest_due(earlier, hours, until)
            and not same_working_day(earlier, later)
        )
        for other in (earlier, later)
        if other.kind is not DutyKind.EVENT or gap < 0
    }  # fmt: skip


def _around(week: Week, person: Person, event: Crew, barred: set[str]) -> tuple[list[Crew], list[Crew]]:
    """(turns that keep the person from coming, turns of that day beside which he can come)."""
    mine = [crew for crew in week.open_to(person) if crew.id != event.id and crew.is_turn]
    coming = {crew.id for crew in to_plan(week, person) if crew.date == event.date and not crew.invited}
    return [crew for crew in mine if crew.id in barred], [crew for crew in mine if crew.id in coming - barred]


@rule("event-dates", Importance.LAW, "U11", "U17", "Z05")
def event_dates(week: Week) -> Iterator[Cover | AtMostOne]:
    """An event is held on no more dates than it asks for, and nobody attends two sessions of it."""
    for event, crews in occasions(week):
        if event.number and len(crews) > event.number:
            says = Text("{event}: held more than {n} time(s)", event=_name(crews), n=event.number)
            marks = tuple(held(week, crew) for crew in crews)
            yield Cover(marks, high=event.number, says=says, when=_when(crews))
        for person in week.station.people if event.sessions and len(crews) > 1 else ():
            mine = tuple(cell(person, crew) for crew in crews if person.id in crew.invited)
            says = Text("{who} attends two sessions: {event}", who=person.name, event=_name(crews))
            yield AtMostOne(mine, says=says, who=(person.id,), when=_when(crews))


@rule("event-attended", Importance.ORDERS, "T21", "P06", "Z05", order=7)
def event_attended(week: Week) -> Iterator[Wish | Cover]:
    """Everybody invited to an event attends it, or one session of it, as far as rest allows."""
    for event, crews in occasions(week):
        for person in asked(week, event):
            mine = free_on(week, person, crews)
            says = Text("{who} is not at {event}", who=person.name, event=_name(crews))
            if mine and not event.number:
                yield Wish(cell(person, mine[0]), says=says, who=(person.id,), when=(mine[0].id,))
            elif mine:
                low = min(event.asked, len(mine))
                yield Cover(cells(person, mine), low, says=says, who=(person.id,), when=_when(crews))


@rule("event-held", Importance.ORDERS, "U09", "U10", "U11", "U13", order=7)
def event_held(week: Week) -> Iterator[Cover]:
    """An event whose date is open is held as often as it asks, on one of the days it allows."""
    for event, crews in occasions(week):
        if event.number:
            says = Text("{event} is held too seldom", event=_name(crews))
            low = min(event.asked, len(crews))
            yield Cover(
                tuple(held(week, crew) for crew in crews), low, says=says, when=_when(crews), weight=HELD
            )


@rule("event-led", Importance.ORDERS, "U09", "U10", "U11", "P07", "N08", order=7)
def event_led(week: Week) -> Iterator[Load]:
    """Each event is led by somebody whom it names as its leader."""
    for event, crews in occasions(week):
        if event.led_by:
            yield from _there(week, (event, crews), event.led_by, "nobody leads {event}", LED)


@rule("event-roles", Importance.ORDERS, "T20", order=7)
def event_roles(week: Week) -> Iterator[Load]:
    """Each role that an event needs is there, such as the analysis group on Monday."""
    for event, crews in occasions(week):
        for tag in event.needs:
            yield from _there(week, (event, crews), (tag,), "no {role} is at {event}", NEEDED)


def _there(week: Week, due: Occasion, tags: tuple[str, ...], text: str, weight: int) -> Iterator[Load]:
    """On every date on which the event is held, somebody with one of the tags is there."""
    event, crews = due
    some = _tagged(week, crews, *tags)
    past = {crew.id for crew in week.past}
    for crew in (one for one in crews if one.id not in past):
        says = Text(text, event=label(crew), role=ROLES.get(tags[0], tags[0]))
        mine = ones(cell(person, crew) for person in some if free_on(week, person, (crew,)))
        terms: tuple[Term, ...] = (*mine, (-1, held(week, crew))) if event.number else mine
        yield Load(terms, 0 if event.number else 1, says=says, when=(crew.id,), weight=weight)


@rule("event-least", Importance.ORDERS, "U09", "U10", "U11", order=7)
def event_least(week: Week) -> Iterator[Load]:
    """As many people as an event needs at least are there each time, guests from outside counted."""
    past = {crew.id for crew in week.past}
    for event, crews in occasions(week):
        low = event.least - event.guests
        for crew in (one for one in crews if one.id not in past) if low > 0 else ():
            says = Text("{event}: fewer than {n} people, guests counted", event=label(crew), n=event.least)
            there = ones(serving(week, crew))
            terms: tuple[Term, ...] = (*there, (-low, held(week, crew))) if event.number else there
            yield Load(terms, 0 if event.number else low, says=says, when=(crew.id,), weight=FULL)


def _name(crews: tuple[Crew, ...]) -> str:
    """How an event is called in a sentence: with its date, or the dates between which it may lie."""
    if len(crews) == 1:
        return label(crews[0])
    return f"{crews[0].date:%m-%d}~{crews[-1].date:%m-%d} {crews[0].name}"


def _when(crews: tuple[Crew, ...]) -> tuple[str, ...]:
    return tuple(crew.id for crew in crews)
