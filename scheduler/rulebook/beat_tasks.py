"""Tasks in the beat: home visits, checks and the rest as minutes of a week, not as appointments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models import Importance, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Load
from scheduler.rulebook.beats import weeks_in_beat, working_days
from scheduler.rulebook.hours import STEP
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import cell

WEEKS = 4
"""Weeks that a month's tasks are spread over: 80 visits a month are 20 a week (U08)."""

_AMOUNT = re.compile(r"^\s*(.+?)\s+(\d+)\s*[x×]\s*(\d+)\s*$")


@dataclass(frozen=True)
class Task:
    """A task: how often in its period (`month`, `week`, `day`), and the minutes of each time."""

    name: str
    period: str
    times: int
    minutes: int

    def weekly(self, working: int = 5) -> int:
        """Minutes a week, in a week of so many working days; a month's share is rounded up."""
        total = self.times * self.minutes
        share = -(-total * working // (5 * WEEKS)) if self.period == "month" else total * working // 5
        return total * working if self.period == "day" else share


def amounts(text: str) -> tuple[tuple[str, int, int], ...]:
    """`visits 80x12; checks 5x60` as (name, times, minutes); raises ValueError with the form to write."""
    found = []
    for part in filter(None, (part.strip() for part in re.split("[;；]", text))):
        match = _AMOUNT.match(part)
        if not match:
            raise ValueError(f"'{part}' is no task; write it as visits 80x12, times x minutes")
        found.append((match[1], int(match[2]), int(match[3])))
    return tuple(found)


def tasks(values: Mapping[str, object]) -> tuple[Task, ...]:
    """The tasks of the rule's settings `monthly`, `weekly` and `daily`."""
    periods = {"month": "monthly", "week": "weekly", "day": "daily"}
    return tuple(
        Task(name, period, times, minutes)
        for period, setting in periods.items()
        for name, times, minutes in amounts(str(values[setting]))
    )


@rule(
    "beat-tasks", Importance.FAIR,
    "U08", "U12", "U15", "U16", "U18", "U19", "U20", "W12", "W14", on=False, order=2,
)  # fmt: skip
def beat_tasks(
    week: Week,
    *,
    monthly: str = "visits 80x12; checks 5x60; disputes 5x60; records 1x60; analysis 1x60; lectures 1x90",
    weekly: str = "warning 1x15; premises 1x60; migrants 1x60",
    daily: str = "lists 1x20",
) -> Iterator[Load]:
    """Time in the beat holds its tasks: a month {monthly}; a week {weekly}; a day {daily}.

    Each is written `name times x minutes`; the minutes are ours, the numbers of times the documents'.
    Receptions are time in the beat, but not for these tasks.
    """
    known = tasks({"monthly": monthly, "weekly": weekly, "daily": daily})
    for person, days, blocks in weeks_in_beat(week):
        working = len(working_days(week, person, days))
        need = sum(task.weekly(working) for task in known)
        text = "{who}: the week of {first} does not hold {hours} h of tasks in the beat"
        yield Load(
            tuple((crew.presence_minutes // STEP, cell(person, crew)) for crew in blocks if not crew.place),
            need // STEP,
            says=Text(text, who=person.name, first=f"{days[0].date:%m-%d}", hours=f"{need / 60:.1f}"),
            who=(person.id,),
            when=(str(days[0].date),),
        )
