"""Cells and words that rules share: who serves in which crew, and how a crew is called in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from models import Crew, Day, DutyKind, Person, StaffKind, Week
from scheduler.kernel.tally import Cell, Mark

POSTS = (
    DutyKind.MAIN, DutyKind.DEPUTY, DutyKind.DUTY, DutyKind.NIGHT, DutyKind.CHECKPOINT, DutyKind.SWEEP,
    DutyKind.MOBILE, DutyKind.VILLAGE,
)  # fmt: skip
"""Duties that count as strength on the day (T09-T11): not events, not the leader, nobody on call."""

STATION_DUTY = (DutyKind.MAIN, DutyKind.DEPUTY, DutyKind.LEADER)
"""Duties whose officers are at the station all day."""


def cell(person: Person, crew: Crew) -> Cell:
    """The fact that a person serves in a crew."""
    return Cell(person.id, crew.id)


def serving(week: Week, crew: Crew, *kinds: StaffKind, tag: str | None = None) -> tuple[Cell, ...]:
    """One cell a candidate of the crew, of the given kinds (all when none is named) and tag."""
    return tuple(
        cell(person, crew)
        for person in week.candidates(crew)
        if (not kinds or person.kind in kinds) and (tag is None or tag in person.tags)
    )


def cells(person: Person, crews: Iterable[Crew]) -> tuple[Cell, ...]:
    """The facts that a person serves in each of some crews."""
    return tuple(cell(person, crew) for crew in crews)


def to_plan(week: Week, person: Person) -> tuple[Crew, ...]:
    """Crews of the horizon, without past ones, in which the person is a candidate."""
    past = {crew.id for crew in week.past}
    return tuple(crew for crew in week.open_to(person) if crew.id not in past)


def starts(week: Week, person: Person, day: Day) -> tuple[Crew, ...]:
    """Turns open to the person that start on a date; on call and inside another turn do not count."""
    return tuple(crew for crew in week.open_to(person) if crew.date == day.date and crew.is_turn)


def any_of(name: str, *facts: Cell) -> Mark:
    """A mark over cells; the name must say what it means, for two marks of one name are one."""
    return Mark(name, facts)


def manned(week: Week, crew: Crew) -> Mark:
    """That anybody serves in a crew."""
    return any_of(f"anyone in {crew.id}", *serving(week, crew))


def cover_pairs(week: Week) -> list[tuple[str, str]]:
    """The pairs of people who cover each other (A21), each pair once, by id."""
    people = week.station.by_id
    named = (sorted((one.id, one.cover)) for one in people.values() if one.cover in people)
    return sorted({(first, second) for first, second in named})


def label(crew: Crew) -> str:
    """How a crew is called in a sentence: date and name."""
    return f"{crew.date:%m-%d} {crew.name}"


def hours(minutes: int) -> str:
    """Minutes as hours and minutes, e.g. `3:30`."""
    return f"{minutes // 60}:{minutes % 60:02d}"
