"""Street: the hours of a day in which no patrol is planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models import DutyKind, Importance, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Load
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import hours

PATROLS = (DutyKind.DAY_PATROL, DutyKind.DUTY, DutyKind.NIGHT)
DAY = 24 * 60


def without_patrol(week: Week, day: date) -> list[tuple[int, int]]:
    """The gaps between the patrols that start on a date, as minutes of the clock; empty without any patrol.

    What goes on after midnight is taken for the same hours of the date itself; a gap over midnight ends with
    a smaller number than it starts.
    """
    busy = [False] * DAY
    for crew in week.crews_on(day, *PATROLS):
        for span in crew.spans:
            start = span.start.hour * 60 + span.start.minute
            for minute in range(start, start + span.minutes):
                busy[minute % DAY] = True
    return _runs(busy) if any(busy) else []


def _runs(busy: list[bool]) -> list[tuple[int, int]]:
    edges = [i for i in range(len(busy)) if busy[i] != busy[i - 1]]
    starts = [i for i in edges if not busy[i]]
    return sorted((start, next((e for e in edges if e > start), edges[0])) for start in starts)


def clock(minute: int) -> str:
    """A minute of the day, e.g. `08:30`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@rule("patrol-round-the-clock", Importance.ORDERS, "W06", "I-10", on=False, order=16)
def patrol_round_the_clock(week: Week, *, gap: int = 60) -> Iterator[Load]:
    """The street is never without a patrol for more than {gap} minutes.

    The hours of patrols are those of the duties: this rule says where they leave a gap, and moves nothing.
    """
    for day in week.days:
        for start, end in without_patrol(week, day.date):
            long = (end - start) % DAY
            text = "{day}: no patrol from {start} to {end}, {hours} h"
            says = Text(text, day=f"{day.date:%m-%d}", start=clock(start), end=clock(end), hours=hours(long))
            yield Load((), high=gap, constant=long, says=says, when=(str(day.date),))
