"""Demand against capacity: the sums that prove a conflict by counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models import Crew, Limits, Person, StaffKind, Week
from scheduler.advice.explanation import Share, Shortage
from scheduler.advice.own import Own
from scheduler.kernel.problem import Problem

POSTS_LAW = "post-filled"
"""The law that makes the floors of the seats due."""


@dataclass(frozen=True)
class Window:
    """Turns of one kind that are due between two dates, and what each is worth in the unit counted."""

    kind: StaffKind
    tag: str
    first: date
    last: date
    crews: tuple[Crew, ...]
    nights: bool = False
    unit: str = "turns"

    def floor(self, crew: Crew) -> int:
        """Seats of the kind (and tag) that must be filled."""
        if self.tag:
            return sum(seat.floor for seat in crew.seats if (seat.kind, seat.tag) == (self.kind, self.tag))
        return crew.seats.of(self.kind)[0]

    def worth(self, crew: Crew) -> int:
        """What one turn in the crew counts."""
        values = {"turns": 1, "active": crew.active_minutes, "present": crew.presence_minutes}
        return values[self.unit]

    @property
    def due(self) -> int:
        """What must be served."""
        return sum(self.floor(crew) * self.worth(crew) for crew in self.crews)

    def fits(self, person: Person) -> bool:
        """Whether the person may count for these seats."""
        return person.kind == self.kind and (not self.tag or self.tag in person.tags)


def shortages(
    problem: Problem, week: Week, kinds: Sequence[StaffKind], limits: Limits
) -> tuple[Shortage, ...]:
    """Where more is due than the people of a kind can give, each held by his own laws only.

    Single days first; a whole week only where its shortage is more than that of its days together. Hours are
    counted where no count of turns tells. Each is a proof by itself: what all serve is the sum of what each
    serves.
    """
    filled = [ruling for ruling in problem.laws if ruling.rule == POSTS_LAW]
    if not filled:
        return ()
    own = Own(problem, limits)
    for unit in (("turns",), ("active", "present")):
        found = [
            shortage for window in _windows(week, kinds, unit) if (shortage := _shortage(window, own, week))
        ]
        if found:
            return tuple(_telling(found))
    return ()


def _windows(week: Week, kinds: Sequence[StaffKind], units: Sequence[str]) -> Iterator[Window]:
    asked = {(seat.kind, tag) for crew in week.crews for seat in crew.seats for tag in ("", seat.tag or "")}
    for kind, tag in sorted(one for one in asked if one[0] in kinds):
        for days in week.weeks:
            first, last = days[0].date, days[-1].date
            crews = tuple(crew for crew in week.crews if crew.is_turn and first <= crew.date <= last)
            nights = tuple(crew for crew in crews if crew.is_night)
            for unit in units:
                if unit == "turns":
                    for day in days:
                        mine = tuple(crew for crew in crews if crew.date == day.date)
                        yield Window(kind, tag, day.date, day.date, mine)
                    yield Window(kind, tag, first, last, nights, nights=True)
                yield Window(kind, tag, first, last, crews, unit=unit)


def _shortage(window: Window, own: Own, week: Week) -> Shortage | None:
    """The shortage in a window, if there is one."""
    due = window.due
    if not due:
        return None
    crews = [crew for crew in window.crews if window.floor(crew)]
    worth = {
        person.id: {crew.id: window.worth(crew) for crew in crews if person in week.candidates(crew)}
        for person in week.station.people
        if window.fits(person)
    }
    most = {who: own.most(who, mine) for who, mine in worth.items()}
    capacity = sum(most.values())
    if capacity >= due:
        return None
    shares = Counter(number for number in most.values() if number)
    limiting = own.limiting({who: worth[who] for who, number in most.items() if number})
    return Shortage(
        kind=window.kind, tag=window.tag, first=window.first, last=window.last, nights=window.nights,
        unit=window.unit, due=due, capacity=capacity, rules=limiting,
        shares=tuple(Share(people=n, each=each) for each, n in sorted(shares.items(), reverse=True)),
    )  # fmt: skip


def _telling(found: list[Shortage]) -> Iterator[Shortage]:
    """Without what other sums say already: a week that lacks no more than its days, nights within a week."""
    days = [one for one in found if one.first == one.last]
    yield from days
    for one in (one for one in found if one.first < one.last):
        inside = [day for day in days if (day.kind, day.tag) == (one.kind, one.tag)]
        lacking = sum(day.due - day.capacity for day in inside if one.first <= day.first <= one.last)
        if one.due - one.capacity > lacking:
            yield one
