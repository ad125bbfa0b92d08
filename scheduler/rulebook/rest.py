"""Rest: how long a person is off between two turns, rest days, nights in a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations

from models import Crew, DutyKind, Importance, Person, Week, minutes_between
from scheduler.i18n import Text
from scheduler.kernel.clauses import AtMostOne, Forbid, Load, Run, ones
from scheduler.kernel.tally import Mark
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import any_of, cell, cells, hours, label, to_plan

ALL_DAY = 20 * 60
"""A turn of this many minutes or more counts as a 24 h duty."""

ORDINARY = (DutyKind.BEAT, DutyKind.EVENT)
"""Ordinary work rather than duty."""

Pair = tuple[Crew, Crew, int]


def _apart(week: Week, pairs: Iterator[Pair], template: str, **values: object) -> Iterator[AtMostOne]:
    """Nobody serves in both crews of a pair; the sentence names who, when and how much is missing."""
    for earlier, later, gap in pairs:
        both = {person.id for person in week.candidates(later)}
        when = (earlier.id, later.id)
        words = {**values, "gap": hours(max(0, gap)), "earlier": label(earlier), "later": label(later)}
        for person in week.candidates(earlier):
            if person.id in both:
                facts = (cell(person, earlier), cell(person, later))
                says = Text(template, who=person.name, **words)
                yield AtMostOne(facts, says=says, who=(person.id,), when=when)


@rule("one-place-at-once", Importance.LAW, "H2")
def one_place_at_once(week: Week) -> Iterator[AtMostOne]:
    """Nobody is in two places at once."""
    pairs = (pair for pair in week.close_pairs if pair[2] < 0)
    yield from _apart(week, pairs, "{who} would be in two places: {earlier} and {later}")
    yield from _apart(
        week, _on_call_clashes(week), "{who} is on call and on duty at once: {earlier} and {later}"
    )
    inner = [crew for crew in week.crews if crew.only_within]
    patrols = ((a, b, 0) for a, b in combinations(inner, 2) if a.overlaps(b))
    yield from _apart(week, patrols, "{who} would be in two places: {earlier} and {later}")


def _on_call_clashes(week: Week, margin: timedelta = timedelta()) -> Iterator[Pair]:
    past = {crew.id for crew in week.past}
    for standby in (crew for crew in week.all_crews if crew.on_call):
        for crew in (one for one in week.all_crews if not {one.id, standby.id} <= past):
            near = crew.start < standby.end + margin and standby.start < crew.end + margin
            if near and crew.is_turn and not crew.goes_with(standby) and not crew.invited:
                yield standby, crew, 0


@rule("rest-between-duties", Importance.LAW, "H10", "L14")
def rest_between_duties(week: Week, *, hours: int = 8, after_24h_until: str = "18:00") -> Iterator[AtMostOne]:
    """Between two turns a person has {hours} hours off; after a 24 h duty until {after_24h_until}."""
    until = time.fromisoformat(after_24h_until)
    pairs = (pair for pair in _after_duty(week) if 0 <= pair[2] < rest_due(pair[0], hours, until))
    text = (
        "{who}: only {gap} h from {earlier} to {later}; due are {hours} h, or until {until} after 24 h duty"
    )
    yield from _apart(week, pairs, text, hours=hours, until=after_24h_until)


def _after_duty(week: Week) -> Iterator[Pair]:
    """Pairs whose first turn is a duty: after a meeting no rest is due, nor between the work of one day."""
    return (
        pair
        for pair in week.close_pairs
        if pair[0].kind is not DutyKind.EVENT and not same_working_day(pair[0], pair[1])
    )


def same_working_day(earlier: Crew, later: Crew) -> bool:
    """Whether two turns are ordinary work of one date: blocks in the beat and meetings."""
    return {earlier.kind, later.kind} <= set(ORDINARY) and earlier.date == later.date


def rest_due(crew: Crew, least: int, until: time) -> int:
    """Minutes of rest due after a turn, by the settings of `rest-between-duties`."""
    if crew.presence_minutes < ALL_DAY:
        return least * 60
    return max(least * 60, minutes_between(crew.end, datetime.combine(crew.end.date(), until)))


@rule("eleven-hours-rest", Importance.ORDERS, "L14", order=5)
def eleven_hours_rest(week: Week, *, hours: int = 11, at_least: int = 8) -> Iterator[AtMostOne]:
    """Between two turns a person should have {hours} hours off, not only {at_least}."""
    pairs = (pair for pair in _after_duty(week) if at_least * 60 <= pair[2] < hours * 60)
    text = "{who}: {gap} h between {earlier} and {later}; {hours} h would be better"
    yield from _apart(week, pairs, text, hours=hours)


@rule("standby-rested", Importance.ORDERS, "I-17", "L14", order=6)
def standby_rested(week: Week, *, hours: int = 8) -> Iterator[AtMostOne]:
    """The officer on call does not come from a duty, nor go to one."""
    yield from _apart(
        week,
        _on_call_clashes(week, timedelta(hours=hours)),
        "{who} is on call beside a duty: {earlier} and {later}",
    )


@rule("max-single-duty", Importance.LAW, "H11", "L15")
def max_single_duty(week: Week, *, hours: int = 24) -> Iterator[Forbid]:
    """No single turn is longer than {hours} hours."""
    for crew in week.crews:
        for person in week.candidates(crew) if minutes_between(crew.start, crew.end) > hours * 60 else ():
            says = Text("{crew} is longer than {hours} h", crew=label(crew), hours=hours)
            yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))


def worked(week: Week, person: Person, day: date) -> Mark:
    """Not a rest day: a turn starts on the date, or no 24 free hours lie around it."""
    begun = cells(person, (crew for crew in week.open_to(person) if crew.date == day and crew.is_turn))
    around = tuple(
        (cell(person, before), cell(person, after))
        for before, after in week.less_than_a_day_apart.get(day, ())
        if week.is_open(before, person) and week.is_open(after, person)
    )
    return Mark(f"{person.id} works {day}", begun, around)


@rule("weekly-rest-day", Importance.LAW, "H12", "L17")
def weekly_rest_day(week: Week, *, days: int = 1, per: int = 7) -> Iterator[Load]:
    """In any {per} days a person has {days} rest day(s): dates without a turn, inside 24 free hours."""
    earliest = min((crew.date for crew in week.past), default=week.first)
    dates = [earliest + timedelta(days=i) for i in range((week.dates[-1] - earliest).days + 1)]
    for person in week.station.people:
        if not to_plan(week, person):
            continue
        marks = [worked(week, person, day) for day in dates]
        for i in (i for i in range(len(dates) - per + 1) if dates[i + per - 1] >= week.first):
            says = Text(
                "{who}: fewer than {days} rest days from {first} to {last}",
                who=person.name,
                days=days,
                first=f"{dates[i]:%m-%d}",
                last=f"{dates[i + per - 1]:%m-%d}",
            )
            window = marks[i : i + per]
            yield Load(ones(window), high=per - days, says=says, who=(person.id,), when=(str(dates[i]),))


def _night(week: Week, person: Person, day: date) -> Mark:
    mine = [
        crew
        for crew in week.open_to(person)
        if crew.date == day and crew.is_night and crew.is_turn and not crew.within
    ]
    return any_of(f"{person.id} night {day}", *cells(person, mine))


@rule("consecutive-nights", Importance.FAIR, "practice-and-law 2.4", order=4)
def consecutive_nights(week: Week, *, most: int = 3) -> Iterator[Run]:
    """Nobody works more than {most} nights in a row."""
    dates = [week.first - timedelta(days=i) for i in range(most, 0, -1) if week.past] + list(week.dates)
    for person in week.station.people:
        if any(crew.is_night for crew in to_plan(week, person)):
            marks = tuple(_night(week, person, day) for day in dates)
            says = Text("{who}: more than {most} nights in a row", who=person.name, most=most)
            yield Run(marks, most=most, says=says, who=(person.id,), when=(str(week.first),))


@rule("nights-per-week", Importance.LAW, "stations 5.3", on=False)
def nights_per_week(week: Week, *, most: int = 4) -> Iterator[Load]:
    """Nobody works more than {most} nights in a week."""
    for person in week.station.people:
        for days in week.weeks:
            marks = [_night(week, person, day.date) for day in days]
            says = Text(
                "{who}: more than {most} nights in the week of {first}",
                who=person.name,
                most=most,
                first=f"{days[0].date:%m-%d}",
            )
            if any(mark.cells for mark in marks):
                yield Load(ones(marks), high=most, says=says, who=(person.id,), when=(str(days[0].date),))


@rule("forward-rotation", Importance.WISH, "practice-and-law 2.4", order=1)
def forward_rotation(week: Week, *, hours: int = 12) -> Iterator[AtMostOne]:
    """After less than {hours} hours off, a turn does not start earlier in the day than the one before it."""
    pairs = (
        pair
        for pair in week.close_pairs
        if 0 <= pair[2] < hours * 60
        and _clock(pair[1]) < _clock(pair[0])
        and not {pair[0].kind, pair[1].kind} & set(ORDINARY)
    )
    yield from _apart(week, pairs, "{who} goes back from {earlier} to {later}")


def _clock(crew: Crew) -> time:
    return crew.start.time()
