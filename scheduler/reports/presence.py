"""Who is on duty at a minute of the week: people by kind, the night before Monday taken from Sunday."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from models import Crew, DutyKind, Plan, Span, StaffKind

STEP = 30
"""Minutes of a step."""

FULL_TIME = (StaffKind.OFFICER, StaffKind.AUXILIARY, StaffKind.PATROL_GUARD)
"""The force whose thirds the documents speak of; village guards and volunteers are counted apart (L05)."""


def midnight(plan: Plan) -> datetime:
    """When the plan begins."""
    return datetime.combine(plan.first, time())


def in_week(plan: Plan, start: datetime, end: datetime) -> Iterator[Span]:
    """The pieces of a time that lie in the plan's days.

    What lies after the last midnight is put into the first morning: crews of the week before stand there,
    which the plan does not hold, and an ordinary week repeats.
    """
    begin = midnight(plan)
    finish = begin + timedelta(days=len(plan.days))
    if start < finish:
        yield Span(start=max(begin, start), end=min(end, finish))
    if end > finish:
        back = finish - begin
        yield Span(start=max(begin, start - back), end=end - back)


def serving(crew: Crew) -> bool:
    """Whether those in the crew are on duty: no meeting, no work in the beat, not only on call."""
    return not crew.on_call and crew.kind not in (DutyKind.EVENT, DutyKind.BEAT)


def present(plan: Plan) -> tuple[Counter[StaffKind], ...]:
    """People on duty by kind at the start of each half hour of the plan; everybody once a step."""
    begin, steps = midnight(plan), len(plan.days) * 24 * 60 // STEP
    there: list[set[str]] = [set() for _ in range(steps)]
    for crew in filter(serving, plan.crews):
        who = {turn.person for turn in plan.members[crew.id]}
        for span in (piece for one in crew.spans for piece in in_week(plan, one.start, one.end)):
            first = -(-int((span.start - begin).total_seconds()) // (60 * STEP))
            last = -(-int((span.end - begin).total_seconds()) // (60 * STEP))
            for step in range(first, last):
                there[step] |= who
    return tuple(Counter(plan.person_by_id[one].kind for one in who) for who in there)
