"""Seating: who heads a crew, and in which role everybody sits in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models import Crew, DutyKind, Person, Rank, Role, StaffKind, Turn, Week

_FIXED = {DutyKind.MAIN: "main", DutyKind.DEPUTY: "deputy", DutyKind.STANDBY: "standby"}
_HEADED = (
    DutyKind.LEADER, DutyKind.DUTY, DutyKind.DAY_PATROL, DutyKind.NIGHT, DutyKind.CHECKPOINT, DutyKind.SWEEP,
    DutyKind.MOBILE, DutyKind.VILLAGE,
)  # fmt: skip


def seat(week: Week, pairs: Iterable[tuple[str, str]]) -> tuple[Turn, ...]:
    """Turns in the order of the crews, the head of each crew first.

    The head is an officer before an auxiliary, then by rank, lead role and years of service. Roles are
    `main`, `deputy`, `standby`, `leader` (heads the crew) and `member`.
    """
    members: dict[str, list[Person]] = {}
    for who, crew_id in pairs:
        members.setdefault(crew_id, []).append(week.station.by_id[who])
    return tuple(
        Turn(person=person.id, crew=crew.id, role=_role(crew, place))
        for crew in week.crews
        for place, person in enumerate(sorted(members.get(crew.id, []), key=seniority))
    )


def _role(crew: Crew, place: int) -> str:
    if crew.kind in _FIXED:
        return _FIXED[crew.kind]
    return "leader" if crew.kind in _HEADED and place == 0 else "member"


def seniority(person: Person) -> tuple[int, int, int, date, str]:
    """Sorting key: kind, rank, lead role, date of joining, id."""
    lead = 0 if Role.PATROL_CAPTAIN in person.roles else 1 if Role.BACKBONE in person.roles else 2
    kinds, ranks = list(StaffKind), list(Rank)
    return (
        kinds.index(person.kind), ranks.index(person.rank), lead, person.joined or date.max, person.id,
    )  # fmt: skip
