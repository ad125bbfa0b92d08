"""How much each person serves in a plan: turns, nights, hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models import Crew, DutyKind, Plan, minutes_between


@dataclass(frozen=True)
class Service:
    """What one person serves; minutes are clock time, counted once where turns lie inside each other."""

    turns: int
    nights: int
    weekends: int
    holidays: int
    presence_minutes: int
    active_minutes: int

    @property
    def standby_minutes(self) -> int:
        """Presence that is not active work."""
        return self.presence_minutes - self.active_minutes


def crews_of(plan: Plan) -> dict[str, tuple[Crew, ...]]:
    """Person id → crews served, by start."""
    found: dict[str, list[Crew]] = {person.id: [] for person in plan.people}
    for turn in plan.turns:
        found[turn.person].append(plan.crew_by_id[turn.crew])
    return {who: tuple(sorted(crews, key=lambda crew: (crew.start, crew.id))) for who, crews in found.items()}


def service(plan: Plan, crews: Iterable[Crew]) -> Service:
    """What one person's crews add up to. Events and work in the beat are hours, but no turns."""
    mine = tuple(crews)
    days = {day.date: day for day in plan.days}
    outer = [crew for crew in mine if crew.is_turn and not any(_holds(other, crew) for other in mine)]
    turns = [crew for crew in outer if crew.kind not in (DutyKind.EVENT, DutyKind.BEAT)]
    presence = _union((span.start, span.end) for crew in mine if not crew.on_call for span in crew.spans)
    return Service(
        turns=len(turns),
        nights=sum(crew.is_night for crew in turns),
        weekends=sum(days[crew.date].weekend for crew in turns),
        holidays=sum(bool(days[crew.date].holiday) for crew in turns),
        presence_minutes=presence,
        active_minutes=min(presence, sum(_active(crew, mine) for crew in outer)),
    )


def _holds(other: Crew, crew: Crew) -> bool:
    """Whether a person's other turn contains this one; of two equal ones the busier contains the other."""
    if other.id == crew.id or not other.is_turn or not crew.inside(other):
        return False
    equal = other.inside(crew)
    return not equal or (other.active_minutes, other.id) > (crew.active_minutes, crew.id)


def _active(crew: Crew, mine: Iterable[Crew]) -> int:
    inner = sum(one.active_minutes for one in mine if one.is_turn and one.id != crew.id and one.inside(crew))
    return max(crew.active_minutes, inner)


def _union(pieces: Iterable[tuple[datetime, datetime]]) -> int:
    """Minutes covered by any of the pieces."""
    total, until = 0, datetime.min
    for start, end in sorted(pieces):
        total += max(0, minutes_between(max(start, until), end))
        until = max(until, end)
    return total
