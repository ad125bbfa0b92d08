"""The week to plan: its days, its crews, and what is already a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from models.clock import Span, minutes_between
from models.crew import Crew, Day
from models.duty import DutyKind
from models.people import Leave, Person
from models.route import Meeting, Pool
from models.station import Station


@dataclass(frozen=True)
class Carried:
    """What one person brings from past weeks: turns and minutes above (+) or below (-) the fair share."""

    turns: float = 0.0
    nights: float = 0.0
    weekends: float = 0.0
    holidays: float = 0.0
    minutes: float = 0.0
    owed_minutes: int = 0


@dataclass(frozen=True)
class Week:
    """A station's horizon of whole weeks, with everything a rule needs to read.

    `past` are crews before `first` that still matter and `served` who stood in them: constants. `also` are
    pairs (person, crew id) of a roster under audit that the station itself would not offer. `pools` are the
    loops of patrol crews, by crew id; `lanes` are places that no car can reach.
    """

    station: Station
    days: tuple[Day, ...]
    crews: tuple[Crew, ...]
    leave: tuple[Leave, ...] = ()
    past: tuple[Crew, ...] = ()
    served: frozenset[tuple[str, str]] = frozenset()
    carried: dict[str, Carried] = field(default_factory=dict)
    also: frozenset[tuple[str, str]] = frozenset()
    pools: dict[str, Pool] = field(default_factory=dict)
    lanes: frozenset[str] = frozenset()
    meetings: tuple[Meeting, ...] = ()
    short: bool = False

    @property
    def first(self) -> date:
        """The first date, a Monday."""
        return self.days[0].date

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every date of the horizon."""
        return tuple(day.date for day in self.days)

    @cached_property
    def weeks(self) -> tuple[tuple[Day, ...], ...]:
        """The days, seven at a time."""
        return tuple(self.days[i : i + 7] for i in range(0, len(self.days), 7))

    @cached_property
    def all_crews(self) -> tuple[Crew, ...]:
        """Past crews and those to be manned, by start."""
        return tuple(sorted((*self.past, *self.crews), key=lambda crew: (crew.start, crew.id)))

    @cached_property
    def by_id(self) -> dict[str, Crew]:
        """Crews by id, past ones too."""
        return {crew.id: crew for crew in self.all_crews}

    @cached_property
    def crews_by_date(self) -> dict[date, tuple[Crew, ...]]:
        """Crews, past ones too, by the date on which they start."""
        dates = {crew.date for crew in self.all_crews} | set(self.dates)
        return {day: tuple(crew for crew in self.all_crews if crew.date == day) for day in dates}

    def crews_on(self, day: date, *kinds: DutyKind) -> tuple[Crew, ...]:
        """Crews that start on a date, of the given kinds (all when none is named)."""
        return tuple(crew for crew in self.crews_by_date.get(day, ()) if not kinds or crew.kind in kinds)

    def crews_of(self, *kinds: DutyKind) -> tuple[Crew, ...]:
        """Crews to be manned, of the given kinds."""
        return tuple(crew for crew in self.crews if crew.kind in kinds)

    @cached_property
    def _candidates(self) -> dict[str, tuple[Person, ...]]:
        also: dict[str, set[str]] = {}
        for who, crew_id in self.also | self.served:
            also.setdefault(crew_id, set()).add(who)
        return {
            crew.id: tuple(
                person
                for person in self.station.people
                if may_serve(person, crew) or person.id in also.get(crew.id, ())
            )
            for crew in self.all_crews
        }

    def candidates(self, crew: Crew) -> tuple[Person, ...]:
        """People who may hold a seat of the crew, and those who do in a roster under audit."""
        return self._candidates[crew.id]

    @cached_property
    def _open_to(self) -> dict[str, tuple[Crew, ...]]:
        found: dict[str, list[Crew]] = {person.id: [] for person in self.station.people}
        for crew in self.all_crews:
            for person in self.candidates(crew):
                found[person.id].append(crew)
        return {who: tuple(crews) for who, crews in found.items()}

    def open_to(self, person: Person) -> tuple[Crew, ...]:
        """Crews in which the person is a candidate, past ones too, by start."""
        return self._open_to[person.id]

    @cached_property
    def _open_ids(self) -> dict[str, frozenset[str]]:
        return {who: frozenset(crew.id for crew in crews) for who, crews in self._open_to.items()}

    def is_open(self, crew: Crew, person: Person) -> bool:
        """Whether the person is a candidate of the crew."""
        return crew.id in self._open_ids[person.id]

    @cached_property
    def close_pairs(self) -> tuple[tuple[Crew, Crew, int], ...]:
        """Pairs of turns less than 48 hours apart: (earlier, later, minutes between; negative: overlap).

        Left out: pairs that one person may serve at once, and pairs wholly in the past.
        """
        turns = [crew for crew in self.all_crews if crew.is_turn]
        return tuple(_close(turns, {crew.id for crew in self.past}))

    @cached_property
    def less_than_a_day_apart(self) -> dict[date, tuple[tuple[Crew, Crew], ...]]:
        """Pairs of turns less than 24 hours apart, by the dates between the two on which they start."""
        found: dict[date, list[tuple[Crew, Crew]]] = {}
        for before, after, gap in self.close_pairs:
            for n in range(1, (after.date - before.date).days if gap < 24 * 60 else 0):
                found.setdefault(before.date + timedelta(days=n), []).append((before, after))
        return {day: tuple(pairs) for day, pairs in found.items()}

    def away(self, person: Person) -> tuple[Leave, ...]:
        """The person's absences."""
        return tuple(leave for leave in self.leave if leave.person == person.id)

    def is_away(self, person: Person, span: Span | Crew) -> bool:
        """Whether an absence overlaps the time from `span.start` to `span.end`."""
        return any(
            datetime.combine(leave.first, time()) < span.end
            and span.start < datetime.combine(leave.last + timedelta(days=1), time())
            for leave in self.away(person)
        )


def may_serve(person: Person, crew: Crew) -> bool:
    """Whether a person fits any seat of the crew, or is invited to the event."""
    if crew.kind is DutyKind.EVENT:
        return person.id in crew.invited
    return any(
        seat.kind == person.kind and (seat.tag is None or seat.tag in person.tags) for seat in crew.seats
    )


def _close(turns: list[Crew], past: set[str]) -> Iterator[tuple[Crew, Crew, int]]:
    for i, earlier in enumerate(turns):
        for later in turns[i + 1 :]:
            if later.start >= earlier.start + timedelta(hours=72):
                break
            gap = minutes_between(earlier.end, later.start)
            apart = gap >= 0 or not earlier.goes_with(later)
            if gap < 48 * 60 and apart and not {earlier.id, later.id} <= past:
                yield earlier, later, gap
