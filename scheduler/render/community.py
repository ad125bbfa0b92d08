"""The week of each community officer: blocks and receptions, his hours, his tasks, and who covers him."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import Crew, Day, DutyKind, PatrolMode, Person, Plan, Role, StaffKind
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.names import comma, printed
from scheduler.render.service import crews_of
from scheduler.rulebook import BY_ID
from scheduler.rulebook.beat_tasks import Task, tasks
from scheduler.rulebook.book import open_book

OFFICERS = (StaffKind.OFFICER, StaffKind.BUREAU)

Line = tuple[str | float | int, ...]


@dataclass(frozen=True)
class Budget:
    """One task of the week: how often it is due, and its minutes."""

    name: str
    times: str
    minutes: int


@dataclass(frozen=True)
class CommunityWeek:
    """A week's sheet: a line an officer with a cell a day, and the tasks of a week."""

    title: str
    hint: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    tasks: tuple[Budget, ...]


def community_weeks(plan: Plan) -> tuple[CommunityWeek, ...]:
    """One sheet for each week in which somebody works in the beat; none where that is not planned."""
    weeks = [plan.days[i : i + 7] for i in range(0, len(plan.days), 7)]
    found = [(days, [_line(plan, person, days) for person in _in_beat(plan, days)]) for days in weeks]
    return tuple(
        CommunityWeek(
            title=tr("Week of the community officers, from {day}", day=words.month_day(days[0].date)),
            hint=_three_musts(),
            heads=(
                tr("Name"), tr("Beat"), *(f"{day.date.day} {words.weekday(day.date)}" for day in days),
                tr("Beat h"), tr("Receptions"), tr("On call"),
            ),
            lines=tuple(lines),
            tasks=budget(plan),
        )
        for days, lines in found
        if lines
    )  # fmt: skip


def _in_beat(plan: Plan, days: Sequence[Day]) -> list[Person]:
    dates = {day.date for day in days}
    crews = [crew for crew in plan.crews if crew.kind is DutyKind.BEAT and crew.date in dates]
    who = {turn.person for crew in crews for turn in plan.members[crew.id]}
    return [one for one in plan.people if one.id in who and Role.COMMUNITY_OFFICER in one.roles]


def _line(plan: Plan, person: Person, days: Sequence[Day]) -> Line:
    """Name, beat, a cell a day, hours in the beat, receptions, A and B of the pair."""
    names, dates = printed(plan.people), {day.date for day in days}
    mine = [crew for crew in crews_of(plan)[person.id] if crew.kind is DutyKind.BEAT and crew.date in dates]
    return (
        names[person.id],
        _beat(person),
        *(_cell(plan, person, day) for day in days),
        _hours(plan, person, days, sum(crew.presence_minutes for crew in mine)),
        sum(bool(crew.place) for crew in mine),
        "\n".join(
            filter(
                None,
                (
                    tr("A {one}\nB {other}", one=names[person.id], other=names.get(person.cover or "", "-")),
                    _helpers(plan, person),
                ),
            )
        ),
    )


def _hours(plan: Plan, person: Person, days: Sequence[Day], planned: int) -> str | float:
    """Hours in the beat; what patrol as deputy adds to the 20 hours is said beside them (I-08)."""
    own = open_book((), plan.settings).values(BY_ID["beat-hours-planned"])["own_beat_patrol_minutes"]
    dates = {day.date for day in days}
    duties = [one for one in crews_of(plan)[person.id] if one.kind is DutyKind.DEPUTY and one.date in dates]
    added, hours = len(duties) * int(str(own)), round(planned / 60, 1)
    return f"{hours:.1f}\n{tr('+ {n} as deputy', n=f'{added / 60:.1f}')}" if added else hours


def _beat(person: Person) -> str:
    """The zones of the beat, and whether the officer lives in one of them (A20)."""
    zones = tr("zones {zones}", zones=comma().join(person.beat)) if person.beat else ""
    return f"{zones}\n{tr('lives there')}" if person.home_zone in person.beat else zones


def _helpers(plan: Plan, person: Person) -> str:
    """Who else looks after zones of the beat: deputies and members of the grid (U06)."""
    names = printed(plan.people)
    found = [one for one in plan.people if {*one.beat} & {*person.beat} and one.kind not in OFFICERS]
    return tr("with {names}", names=comma().join(names[one.id] for one in found)) if found else ""


def _cell(plan: Plan, person: Person, day: Day) -> str:
    """The turns of a day by start, blocks in the beat with their hours, and the absence if there is one."""
    today = [crew for crew in crews_of(plan)[person.id] if crew.date == day.date]
    lines = [
        _block(crew) if crew.kind is DutyKind.BEAT else crew.name for crew in today if not crew.only_within
    ]
    away = [one for one in plan.leave if one.person == person.id and one.first <= day.date <= one.last]
    return "\n".join([*lines, *(words.leave_letters()[one.kind][1] for one in away)])


def _block(crew: Crew) -> str:
    """A block of beat work with its hours, and how the officer goes where that is given (A30)."""
    mode = "" if crew.mode is PatrolMode.POST else words.mode(crew.mode)
    return f"{crew.name} {words.window(crew.spans[0])} {mode}".strip()


def budget(plan: Plan) -> tuple[Budget, ...]:
    """The tasks of a week as minutes, by the settings the plan was made with; none where the rule is off."""
    book, rule = open_book((), plan.settings), BY_ID["beat-tasks"]
    found = tasks(book.values(rule)) if book.on(rule) else ()
    return tuple(Budget(_task(task.name), _times(task, plan.first), task.weekly()) for task in found)


def _times(task: Task, first: date) -> str:
    """How often; what is due before the month ends (U18) with the last date of the plan's month."""
    if task.name == "records" and task.period == "month":
        end = first.replace(day=monthrange(first.year, first.month)[1])
        return tr("{n} a month, by {day}", n=task.times, day=words.month_day(end))
    text = {
        "month": tr("{n} a month"),
        "week": tr("{n} a week"),
        "day": tr("{n} a day"),
        "quarter": tr("{n} a quarter"),
        "half-year": tr("{n} a half-year"),
        "year": tr("{n} a year"),
    }
    return text[task.period].format(n=task.times)


def _task(name: str) -> str:
    """The name of a task the profiles know, in the language spoken; one of the station's own as it stands."""
    return {
        "visits": tr("home visits"),
        "checks": tr("inspections, fire safety among them"),
        "disputes": tr("disputes settled"),
        "records": tr("record of controlled persons"),
        "analysis": tr("analysis of offences in the beat"),
        "lectures": tr("lectures and law hours"),
        "stalls": tr("fraud prevention stalls"),
        "warning": tr("security warning"),
        "premises": tr("control of premises"),
        "migrants": tr("check of migrants"),
        "sorting": tr("sorting of disputes"),
        "lists": tr("platform, data, online answers"),
        "online": tr("online as soon as at work: platform checked"),
        "entries": tr("data entered before leaving"),
        "answers": tr("online questions answered"),
        "ten-visits": tr("ten kinds of visits and clearances"),
    }.get(name, name)


def _three_musts() -> str:
    """What an A/B pair is on call for (A19, W12)."""
    return tr(
        "Incidents, arrests and releases in the beat: the officer himself attends (A), or else his cover (B)."
    )
