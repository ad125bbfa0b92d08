"""The fairness ledger: what everybody served beside the fair share of it, carried from week to week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta

from models import Carried, Crew, Day, DutyKind, LedgerLine, Person, Week

HORIZON = timedelta(weeks=8)
"""How long a debt is remembered (practice-and-law 2.4: fairness over 4-8 weeks)."""

WEEK_MINUTES = 40 * 60
"""State Council rules on working time, art. 3: 40 hours a week."""

Measure = Callable[[Crew, Day], int]


def is_night(crew: Crew, _: Day) -> int:
    """1 for a turn that counts as a night."""
    return int(crew.is_night)


def is_weekend(_: Crew, day: Day) -> int:
    """1 for a turn that starts on a Saturday or Sunday."""
    return int(day.weekend)


def is_holiday(_: Crew, day: Day) -> int:
    """1 for a turn that starts on a public holiday."""
    return int(bool(day.holiday))


def is_turn(_: Crew, __: Day) -> int:
    """1 for every turn."""
    return 1


def presence(crew: Crew, _: Day) -> int:
    """Minutes of presence."""
    return crew.presence_minutes


def counted(crew: Crew) -> bool:
    """Whether a turn enters the ledger: events, beat work, and turns that may lie inside another, do not."""
    return crew.is_turn and not crew.invited and not crew.within and crew.kind is not DutyKind.BEAT


def turns_of(week: Week) -> tuple[tuple[Crew, Day], ...]:
    """The turns of the horizon that enter the ledger, with their day."""
    days = {day.date: day for day in week.days}
    return tuple((crew, days[crew.date]) for crew in week.crews if counted(crew))


def availability(week: Week, person: Person, days: Iterable[Day]) -> int:
    """On how many of the days a person is not away."""
    return sum(not any(leave.first <= day.date <= leave.last for leave in week.away(person)) for day in days)


def remembered(lines: Iterable[LedgerLine], first: date) -> tuple[LedgerLine, ...]:
    """The lines of past weeks that still count at a date."""
    return tuple(line for line in lines if first - HORIZON <= line.week < first)


def carried(lines: Iterable[LedgerLine], first: date) -> dict[str, Carried]:
    """Per person, the sum of what lies above or below the fair share in the weeks remembered."""
    return above(remembered(lines, first))


def above(lines: Iterable[LedgerLine]) -> dict[str, Carried]:
    """Per person, the sum of what lies above or below the fair share over some lines."""
    found: dict[str, Carried] = {}
    for line in lines:
        past = found.get(line.person, Carried())
        found[line.person] = Carried(
            turns=past.turns + line.turns - line.fair_turns,
            nights=past.nights + line.nights - line.fair_nights,
            weekends=past.weekends + line.weekends - line.fair_weekends,
            holidays=past.holidays + line.holidays - line.fair_holidays,
            minutes=past.minutes + line.minutes - line.fair_minutes,
            owed_minutes=past.owed_minutes + line.owed_minutes,
        )
    return found


def lines_of(week: Week, pairs: Iterable[tuple[str, str]]) -> tuple[LedgerLine, ...]:
    """One line a person and week of the horizon, from who serves where; idle kinds are left out."""
    chosen = set(pairs)
    lines = (line for days in week.weeks for line in _week_lines(week, days, chosen))
    return tuple(line for line in lines if line.fair_minutes or line.minutes)


def _week_lines(week: Week, days: tuple[Day, ...], chosen: set[tuple[str, str]]) -> Iterable[LedgerLine]:
    dates = {day.date for day in days}
    turns = [(crew, day) for crew, day in turns_of(week) if day.date in dates]
    for kind in sorted({person.kind for person in week.station.people}):
        people = [person for person in week.station.people if person.kind == kind]
        free = {person.id: availability(week, person, days) for person in people}
        mine = {person.id: _served(person.id, turns, chosen) for person in people}
        for who, minutes in attended(week, dates, chosen).items():
            if who in mine:
                mine[who]["minutes"] += minutes
        total = {name: sum(served[name] for served in mine.values()) for name in MEASURES}
        everyone = sum(free.values()) or 1
        for who, served in mine.items():
            share = {f"fair_{name}": round(total[name] * free[who] / everyone, 3) for name in MEASURES}
            owed = max(0, served["minutes"] + _in_beat(week, who, dates, chosen) - WEEK_MINUTES)
            line = {"week": days[0].date, "person": who, "owed_minutes": owed, **served, **share}
            yield LedgerLine.model_validate(line)


def _in_beat(week: Week, who: str, dates: set[date], chosen: set[tuple[str, str]]) -> int:
    """Minutes of ordinary work in the beat: no share of it is due from others, but it is work."""
    beat = (crew for crew in week.crews_of(DutyKind.BEAT) if crew.date in dates)
    return sum(crew.presence_minutes for crew in beat if (who, crew.id) in chosen)


def attended(week: Week, dates: Collection[date], chosen: set[tuple[str, str]]) -> Counter[str]:
    """Minutes of each person at events of some dates, without those at which turns of his own go on."""
    events = {crew.id: crew for crew in week.crews if crew.invited and crew.date in dates}
    found: Counter[str] = Counter()
    for who, event in ((who, events[crew]) for who, crew in chosen if crew in events):
        mine = [
            crew
            for crew in week.crews
            if crew.is_turn and not crew.invited and crew.overlaps(event) and (who, crew.id) in chosen
        ]
        pieces = event.spans[0].cut(span for crew in mine for span in crew.spans)
        found[who] += sum(one.minutes for one in pieces if not any(crew.is_there(one) for crew in mine))
    return found


def _served(who: str, turns: list[tuple[Crew, Day]], chosen: set[tuple[str, str]]) -> dict[str, int]:
    mine = [(crew, day) for crew, day in turns if (who, crew.id) in chosen]
    return {name: sum(measure(crew, day) for crew, day in mine) for name, measure in MEASURES.items()}


MEASURES: dict[str, Measure] = {
    "turns": is_turn,
    "nights": is_night,
    "weekends": is_weekend,
    "holidays": is_holiday,
    "minutes": presence,
}
