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

WEEKS = {"month": 4, "quarter": 13, "half-year": 26, "year": 52}
"""Weeks that the tasks of a period are spread over: 80 visits a month are 20 a week (U08)."""

_AMOUNT = re.compile(r"^\s*(.+?)\s+(\d+)\s*[x×]\s*(\d+)\s*$")


@dataclass(frozen=True)
class Task:
    """A task: how often in its period (`day`, `week` or one of WEEKS), and the minutes of each time."""

    name: str
    period: str
    times: int
    minutes: int

    def weekly(self, working: int = 5) -> int:
        """Minutes a week, in a week of so many working days; the share of a longer period is rounded up."""
        total = self.times * self.minutes
        if weeks := WEEKS.get(self.period):
            return -(-total * working // (5 * weeks))
        return total * working if self.period == "day" else total * working // 5


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
    """The tasks of the rule's settings `monthly`, `weekly`, `daily`, and of `rounds` in their period."""
    periods = (("monthly", "month"), ("weekly", "week"), ("daily", "day"))
    rounds = ("rounds", str(values.get("every", "quarter")))
    return tuple(
        Task(name, period, times, minutes)
        for setting, period in (*periods, rounds)
        for name, times, minutes in amounts(str(values.get(setting, "")))
    )


@rule(
    "beat-tasks", Importance.FAIR,
    "N10", "U07", "U08", "U12", "U15", "U16", "U18", "U19", "U20", "W12", "W14", on=False, order=2,
)  # fmt: skip
def beat_tasks(
    week: Week,
    *,
    monthly: str = "visits 80x12; checks 5x60; disputes 5x60; records 1x60; analysis 1x60; lectures 1x90",
    weekly: str = "warning 1x15; premises 1x60; migrants 1x60",
    daily: str = "lists 1x20",
    rounds: str = "",
    every: str = "quarter",
) -> Iterator[Load]:
    """The beat holds its tasks: {monthly} a month, {weekly} a week, {daily} a day, {rounds} a {every}.

    Each is written `name times x minutes`; the minutes are ours, the numbers of times the documents'.
    Receptions are time in the beat, but not for these tasks.
    """
    given = {"monthly": monthly, "weekly": weekly, "daily": daily, "rounds": rounds, "every": every}
    known = tasks(given)
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
