"""Dated events: meetings and open days, and who must be there."""

from __future__ import annotations

from collections.abc import Iterator

from models import Crew, DutyKind, Importance, Person, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Load, Wish
from scheduler.kernel.tally import Term
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import any_of, cell, cells, label, to_plan


@rule("dated-event-attendance", Importance.LAW, "H17", "T21", "P06")
def dated_event_attendance(week: Week) -> Iterator[Load]:
    """Whoever is invited to a dated event and works that day attends, unless he comes off duty or is away."""
    for event, person in _invited(week):
        before, on_day = _around(week, person, event)
        if on_day:
            says = Text("{who} works on the day and misses {event}", who=person.name, event=label(event))
            terms: list[Term] = [
                (1, cell(person, event)),
                (-1, any_of(f"{person.id} works beside {event.id}", *cells(person, on_day))),
            ]
            if before:
                terms.append((1, any_of(f"{person.id} cannot come to {event.id}", *cells(person, before))))
            yield Load(tuple(terms), 0, says=says, who=(person.id,), when=(event.id,))


@rule("event-attended", Importance.ORDERS, "T21", "P06", order=7)
def event_attended(week: Week) -> Iterator[Wish]:
    """Everybody invited to a dated event attends as far as rest allows."""
    for event, person in _invited(week):
        says = Text("{who} is not at {event}", who=person.name, event=label(event))
        yield Wish(cell(person, event), says=says, who=(person.id,), when=(event.id,))


def _invited(week: Week) -> Iterator[tuple[Crew, Person]]:
    for event in week.crews_of(DutyKind.EVENT):
        for person in week.candidates(event):
            if not week.is_away(person, event):
                yield event, person


def _around(week: Week, person: Person, event: Crew) -> tuple[list[Crew], list[Crew]]:
    """(turns that keep the person from coming, turns of that day beside which he can come)."""
    barred = {
        other.id
        for earlier, later, gap in week.close_pairs
        if (gap < 0 and event in (earlier, later)) or (gap < 8 * 60 and event == later)
        for other in (earlier, later)
    }
    mine = [crew for crew in week.open_to(person) if crew.is_turn and crew != event]
    before = [crew for crew in mine if crew.id in barred]
    later = {crew.id for crew in to_plan(week, person)}
    on_day = [
        c for c in mine if c.date == event.date and c.id not in barred and c.id in later and not c.invited
    ]
    return before, on_day
