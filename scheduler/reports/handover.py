"""Handover 交接班: who hands each post over to whom, at which minute, a page a day to be signed (C07)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models import Crew, Day, Plan, minutes_between
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.names import comma, printed
from scheduler.render.rows import ORDER
from scheduler.reports.presence import serving
from scheduler.reports.report import Facts, Line, Part, Report, Section, Signatures, Table

APART = 60
"""Minutes between two crews of a post from which they do not meet: the main officer keeps the record."""


LEARNT = 3
"""Rows for what patrols learnt of people and places (C03), with the name of who wrote it down (A22)."""


@dataclass(frozen=True)
class Handover:
    """One post taken over: by a crew, from the crew before it, None where the plan knows of none.

    `overlap` is in minutes; below zero the post stands empty so long in between.
    """

    crew: Crew
    before: Crew | None
    overlap: int | None

    @property
    def meet(self) -> bool:
        """Whether the two crews can hand over face to face."""
        return self.overlap is not None and self.overlap > -APART


def handovers(plan: Plan, day: Day) -> tuple[Handover, ...]:
    """Every post that a crew takes on a date, in the order of the sheet, then by start."""
    every = [crew for crew in (*plan.past, *plan.crews) if crew.is_turn and serving(crew)]
    mine = [crew for crew in every if crew.date == day.date and crew.id in plan.crew_by_id]
    mine.sort(key=lambda crew: (ORDER.index(crew.kind), crew.group, crew.start))
    return tuple(_one(crew, every) for crew in mine)


def _one(crew: Crew, every: list[Crew]) -> Handover:
    before = max((one for one in every if one.duty == crew.duty and one.start < crew.start),
                 key=lambda one: one.start, default=None)  # fmt: skip
    return Handover(crew, before, minutes_between(crew.start, before.end) if before else None)


def handover(plan: Plan) -> Report:
    """A page a day: posts with both crews, space for remarks and signatures, and what else is handed over."""
    title = tr("{station}: handover sheet", station=plan.name)
    pages = tuple(
        Section(f"{day.date:%m-%d}", tuple(_parts(plan, day)), f"{title} {day.date}") for day in plan.days
    )
    return Report("handover", title, pages, wide=True)


def _parts(plan: Plan, day: Day) -> Iterator[Part]:
    yield Facts((
        (tr("Date"), f"{words.month_day(day.date)} {words.weekday(day.date)}"),
        (tr("Patrol tier"), words.tier(day)),
        (tr("Weather"), ""),
    ))  # fmt: skip
    heads = (tr("Post"), tr("At"), tr("Hands over"), tr("Takes over"), tr("Overlap"), tr("Remark"),
             tr("Handed over"), tr("Taken over"))  # fmt: skip
    rows = tuple(_line(plan, one) for one in handovers(plan, day))
    yield Table(heads, rows, left=(2, 3), wide=(5, 6, 7), high=True)
    matters = (
        tr("Calls received, closed, open"), tr("Persons held"), tr("Cars: mileage, fuel"),
        tr("Radios, GPS: numbers"), tr("Weapons, equipment, keys"), tr("To watch"),
    )  # fmt: skip
    yield Table((tr("Matter"), tr("State"), tr("Remark")), tuple((one, "", "") for one in matters), left=(0,),
                wide=(1, 2), high=True)  # fmt: skip
    learnt = (tr("Learnt on patrol"), tr("Where"), tr("From whom"), tr("Written down by"),
              tr("Followed up by"))  # fmt: skip
    yield Table(learnt, (("",) * len(learnt),) * LEARNT, wide=(0, 1, 2, 3, 4), high=True)
    yield Signatures(
        (tr("Leader's check: {line}", line="____________"), tr("No. {number}", number=plan.number))
    )


def _line(plan: Plan, one: Handover) -> Line:
    return (one.crew.name, f"{one.crew.start:%H:%M}", _giver(plan, one), _names(plan, one.crew),
            _overlap(one), "", "", "")  # fmt: skip


def _giver(plan: Plan, one: Handover) -> str:
    if one.before is None:
        return tr("not in this plan")
    return _names(plan, one.before) if one.meet else tr("main duty officer")


def _overlap(one: Handover) -> str:
    if one.overlap is None:
        return "—"
    if one.meet:
        return tr("{n} min", n=one.overlap)
    return tr("{n} h apart", n=f"{-one.overlap / 60:.1f}")


def _names(plan: Plan, crew: Crew) -> str:
    names = printed(plan.people)
    if crew.id in plan.crew_by_id:
        who = [turn.person for turn in plan.members[crew.id]]
    else:
        who = [person for person, past in plan.served if past == crew.id]
    return comma().join(names.get(one, one) for one in who) or tr("nobody")
