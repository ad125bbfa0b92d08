"""Simultaneous strength 同时在岗: people on duty at a minute against thirds of the force (I-01, U03)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from models import Day, PatrolTier, Plan, StaffKind, Station
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.reports.figures import Entry, Figure, count, ratio
from scheduler.reports.place import Known
from scheduler.reports.presence import FULL_TIME, STEP, present
from scheduler.reports.report import Chart, Line, Report, Section, Table, shades

SHARES = {PatrolTier.THREE: Fraction(1, 3), PatrolTier.TWO: Fraction(1, 2), PatrolTier.ONE: Fraction(2, 3)}
"""Share of the force that the text names for a tier (T05, T10, T11)."""

PER_DAY = 24 * 60 // STEP


def strength(station: Station, plan: Plan) -> Report:
    """The week by half hour: a chart, a line a day, and every number."""
    steps, entry = present(plan), strength_entry(station, plan)
    force, *numbers = _series(plan, steps)
    chart = Chart(
        tr("People on duty by half hour"), tuple(map(float, numbers)),
        tuple((n * PER_DAY, _day(day)) for n, day in enumerate(plan.days)),
        tuple((float(part * force), str(part)) for part in SHARES.values()),
    )  # fmt: skip
    first = Section(
        tr("Strength"), (entry.facts, chart, _by_day(plan, numbers, steps, force), *strength_notes())
    )
    every = Section(tr("By half hour"), (_by_step(plan.days, numbers, force),))
    return Report("strength", tr("{station}: simultaneous strength, {number}", station=plan.name,
                                 number=plan.number), (first, every))  # fmt: skip


def strength_entry(station: Station, plan: Plan) -> Entry:
    """The force and how much of it is there; over stations it is there at the same half hours."""
    known, series = Known(station), tuple(map(float, _series(plan, present(plan))))
    return Entry(tr("Strength"), (
        count(tr("Force"), series[0]),
        *(count(words.staff(kind), sum(one.kind is kind for one in plan.people)) for kind in FULL_TIME),
        ratio(tr("Community officers (U03: 40 %)"), known.dedicated, known.officers, _of),
        Figure(tr("Least"), series, lambda found: _share(min(found[1:]), found[0])),
        Figure(tr("Mean strength"), series, lambda found: _share(_mean(found[1:]), found[0])),
        Figure(tr("Most"), series, lambda found: _share(max(found[1:]), found[0])),
        *(Figure(f"≥ {part}", series, partial(_hours_at, part)) for part in SHARES.values()),
    ))  # fmt: skip


def _series(plan: Plan, steps: Sequence[Counter[StaffKind]]) -> list[int]:
    """The force, then how many of it are there at the start of each half hour."""
    force = sum(person.kind in FULL_TIME for person in plan.people)
    return [force, *(sum(step[kind] for kind in FULL_TIME) for step in steps)]


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _of(numbers: Sequence[float]) -> str:
    part, all_ = numbers
    return f"{part:.0f}/{all_:.0f} = {100 * part / all_ if all_ else 0:.0f} %"


def _hours_at(part: Fraction, numbers: Sequence[float]) -> str:
    """Hours of the mean day at or above a share of the force."""
    days = (len(numbers) - 1) / PER_DAY
    hours = sum(one >= part * int(numbers[0]) for one in numbers[1:]) * STEP / 60 / days
    return tr("{n} h", n=f"{round(hours, 1):g}")


def strength_notes() -> tuple[str, ...]:
    """What the fractions are, and who counts."""
    return (
        tr("The heads that a tier asks for are the rule; the thirds are reported and never enforced (I-01)."),
        tr("Counted: officers, auxiliaries and patrol guards on duty, everybody once; not those on call or "
           "in a meeting. Village guards stand beside, outside the fraction. The first morning is that of "
           "the last night."),
    )  # fmt: skip


def _day(day: Day) -> str:
    return f"{day.date.day} {words.weekday(day.date)}"


def _share(people: float, force: float) -> str:
    number = f"{people:.1f}".removesuffix(".0")
    return f"{number} = {100 * people / force:.0f} %" if force else "—"


def _by_day(plan: Plan, numbers: Sequence[int], steps: Sequence[Counter[StaffKind]], force: int) -> Table:
    heads = (tr("Day"), tr("Patrol tier"), tr("Text"), tr("Least"), tr("Mean"), tr("Most"), tr("Most at"),
             "≥ 1/3", "≥ 1/2", "≥ 2/3", tr("Village guards, most"))  # fmt: skip
    rows: list[Line] = []
    for n, day in enumerate(plan.days):
        mine = numbers[n * PER_DAY : (n + 1) * PER_DAY]
        village = max(step[StaffKind.VILLAGE_GUARD] for step in steps[n * PER_DAY : (n + 1) * PER_DAY])
        at = mine.index(max(mine)) * STEP
        hours = [sum(one >= part * force for one in mine) * STEP / 60 for part in SHARES.values()]
        rows.append((
            _day(day), words.tier(day), str(SHARES[day.tier]), min(mine), sum(mine) / PER_DAY,
            _share(float(max(mine)), force), f"{at // 60:02d}:{at % 60:02d}",
            *(tr("{n} h", n=f"{one:g}") for one in hours), village,
        ))  # fmt: skip
    return Table(heads, tuple(rows), tr("By day; hours at or above each share"))


def _by_step(days: Sequence[Day], numbers: Sequence[int], force: int) -> Table:
    rows: list[Line] = []
    tones = []
    for step in range(PER_DAY):
        mine = [numbers[n * PER_DAY + step] for n in range(len(days))]
        rows.append((f"{step * STEP // 60:02d}:{step * STEP % 60:02d}", *mine))
        tones.append((0, *mine))
    heads = (tr("From"), *map(_day, days))
    return Table(heads, tuple(rows), tr("People on duty by half hour"), tones=shades(tones, float(force)))
