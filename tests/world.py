"""The one tiny world of the tests: officers A-D, one week, a duty a letter, rosters drawn as strips."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from models import (
    Carried,
    Crew,
    Day,
    Duty,
    DutyKind,
    Limits,
    Loop,
    PatrolTier,
    Person,
    Pool,
    Slot,
    Station,
    Week,
    minutes_between,
)
from scheduler.kernel.audit import audit
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell
from scheduler.posture import Request, open_week
from scheduler.rulebook.book import open_book
from scheduler.rulebook.meetings import find_meetings

MONDAY = date(2026, 11, 23)
"""The first day; 23 to 29 November 2026, Monday to Sunday, without a holiday."""

LIMITS = Limits(seconds=20, workers=1, seed=1, reproducible=True)
"""Every solver run of the tests: one worker, deterministic time, one seed."""

NAMES = {"A": "An", "B": "Bo", "C": "Cai", "D": "Du"}

INSIDE_EARLY = {"kind": "day_patrol", "within": "E", "only_within": True}

DUTIES: dict[str, dict[str, Any]] = {
    "E": {"name": "Early", "kind": "duty", "windows": "06:00-14:00"},
    "L": {"name": "Late", "kind": "duty", "windows": "14:00-22:00"},
    "N": {"name": "Night", "kind": "night", "windows": "22:00-06:00"},
    "O": {"name": "Owl", "kind": "night", "windows": "23:00-05:00", "group": 2},
    "M": {"name": "Main", "kind": "main", "windows": "08:30-08:30"},
    "U": {"name": "Deputy", "kind": "deputy", "windows": "08:30-08:30", "active_minutes": 590},
    "H": {"name": "Head", "kind": "leader", "windows": "08:30-08:30", "active_minutes": 0, "within": "MU"},
    "S": {"name": "Standby", "kind": "standby", "windows": "08:30-08:30", "on_call": True, "within": "HG"},
    "C": {"name": "Checkpoint", "kind": "checkpoint", "windows": "19:00-23:00", "enforcement": True},
    "W": {"name": "Sweep", "kind": "sweep", "windows": "19:00-23:00", "enforcement": True},
    "G": {"name": "Guns", "kind": "mobile", "windows": "08:00-16:00", "armed": True},
    "P": {"name": "Patrol", "windows": "09:00-11:00", **INSIDE_EARLY},
    "Q": {"name": "Noon", "windows": "12:00-13:00", **INSIDE_EARLY},
    "R": {"name": "Round", "windows": "10:00-12:00", **INSIDE_EARLY},
    "K": {"name": "Desk", "kind": "desk", "windows": "08:30-17:30"},
    "V": {"name": "Kiosk", "kind": "village", "windows": "19:00-23:00"},
    "B": {"name": "Morning", "kind": "beat", "windows": "08:30-12:30"},
    "A": {"name": "Afternoon", "kind": "beat", "windows": "13:30-17:30"},
    "Z": {"name": "Evening", "kind": "beat", "windows": "18:30-20:30"},
    "I": {"name": "Reception", "kind": "beat", "windows": "08:30-12:30", "place": "r"},
    "J": {"name": "Visit", "kind": "beat", "windows": "13:30-17:30", "place": "s"},
}  # fmt: skip
"""The duties a test may let stand, by the letter that draws them."""

OPEN = "0-4 officer"
"""Seats unless a test says otherwise: anybody of the four may serve, nobody must."""

Pair = tuple[str, str]
"""(person, crew id)."""


def person(who: str, **changes: Any) -> Person:
    """One of the four: an officer, unless `changes` make him something else."""
    return Person.model_validate({"id": who, "name": NAMES[who], "kind": "officer", **changes})


def people(changes: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[Person, ...]:
    """An, Bo, Cai and Du, with changes by id."""
    return tuple(person(who, **(changes or {}).get(who, {})) for who in NAMES)


def duty(letter: str, seats: str = OPEN, **changes: Any) -> Duty:
    """A duty by its letter, with the same seats at every tier."""
    at_every_tier = {f"tier{n}": seats for n in (1, 2, 3)}
    given = {"id": letter, **DUTIES[letter], **at_every_tier, **changes}
    return Duty.model_validate({**given, "within": tuple(given.get("within", ""))})


def station(
    letters: str,
    seats: Mapping[str, str] | None = None,
    who: Mapping[str, Mapping[str, Any]] | None = None,
    duties: Mapping[str, Mapping[str, Any]] | None = None,
    **fields: Any,
) -> Station:
    """The tiny station with the duties of some letters; `fields` are the station's own."""
    standing = tuple(
        duty(one, (seats or {}).get(one, OPEN), **(duties or {}).get(one, {})) for one in letters
    )
    return Station(id="tiny", name="Tiny", duties=standing, people=people(who), **fields)


def board(
    letters: str,
    *,
    tiers: str = "3333333",
    past: int = 0,
    carried: Mapping[str, Carried] | None = None,
    loops: Mapping[str, str] | None = None,
    reach: Mapping[str, float] | None = None,
    lanes: str = "",
    meet: int = 0,
    short: bool = False,
    **fields: Any,
) -> Week:
    """The week of the tiny station: `tiers` a digit a day, `past` days before it that are facts.

    `loops` are what every patrol crew may walk: the places of each loop, by a letter; `reach` minutes are
    the farthest call from a loop. No car can go to `lanes`; crews may meet within `meet` minutes.
    """
    ours = station(letters, **fields)
    chosen = {MONDAY + timedelta(days=i): PatrolTier(int(tier)) for i, tier in enumerate(tiers)}
    week = open_week(ours, Request(MONDAY, weeks=len(tiers) // 7, tiers=chosen, short=short))
    before = open_week(ours, Request(MONDAY - timedelta(days=7))).crews
    facts = tuple(crew for crew in before if crew.date >= MONDAY - timedelta(days=past))
    patrols = week.crews_of(DutyKind.NIGHT, DutyKind.DAY_PATROL) if loops else ()
    pools = {crew.id: _pool(crew, loops or {}, reach or {}) for crew in patrols}
    week = replace(week, past=facts, carried=dict(carried or {}), pools=pools, lanes=frozenset(lanes))
    return replace(week, meetings=tuple(find_meetings(week, meet)) if meet else ())


def place(one: str, zone: str = "1", **changes: Any) -> dict[str, Any]:
    """A place by its letter, at the origin of a plane map."""
    return {"id": one, "name": f"Place {one}", "kind": "key_place", "zone": zone, "x": 0, "y": 0, **changes}


def zone(one: str) -> dict[str, Any]:
    """A zone by its number."""
    return {"id": one, "name": f"Zone {one}"}


def _pool(crew: Crew, loops: Mapping[str, str], reach: Mapping[str, float]) -> Pool:
    """Two slots of half the window each; a loop takes an hour a place and calls at the half hour."""
    half = minutes_between(crew.start, crew.end) // 2
    slots = tuple(
        Slot(number=n, start=crew.start + timedelta(minutes=half * (n - 1)), minutes=half) for n in (1, 2)
    )
    walks = tuple(
        Loop(
            id=loop,
            places=tuple(places),
            offsets=tuple(30 + 60 * i for i in range(len(places))),
            minutes=60 * len(places),
            reach=reach.get(loop, 0),
        )
        for loop, places in loops.items()
    )
    return Pool(crew=crew.id, base="base", mode=crew.mode, slots=slots, loops=walks)


_TOKEN = re.compile(r"\[([\w.]+)\]|([\w.])")


def strip(rows: str) -> frozenset[Pair]:
    """A drawn roster: `A NN|E.[MH], B ..L` - who, the days before the bar, a letter a turn from Monday on.

    A dot is a free day, brackets hold several turns of one day. A row that starts with a star tells what a
    crew walks: `*N [ab]` is loop a in the first slot of Monday's night and loop b in the second. A row that
    starts with a plus notes a meeting of Monday: `+O N p@22:20` is of car O with crew N at place p.
    """
    split = [row.split() for row in rows.split(",") if row.strip()]
    return frozenset(pair for row in split for pair in ([_meeting(*row)] if row[0][0] == "+" else _row(*row)))


def _meeting(car: str, crew: str, at: str) -> Pair:
    place, _, clock = at.partition("@")
    return f"meet {MONDAY}/{car[1:]}", f"{MONDAY}/{crew} {place}@{MONDAY}T{clock}"


def _row(who: str, drawn: str) -> Iterable[Pair]:
    before, bar, after = drawn.rpartition("|")
    days = [[several or one for several, one in _TOKEN.findall(part)] for part in (before, after)]
    first = MONDAY - timedelta(days=len(days[0]) if bar else 0)
    for i, letters in enumerate((*days[0], *days[1])):
        day = first + timedelta(days=i)
        for slot, letter in enumerate(letters, start=1):
            if letter != ".":
                yield (f"{day}/{who[1:]}", f"{letter}@{slot}") if who[0] == "*" else (who, f"{day}/{letter}")


def under_audit(week: Week, roster: frozenset[Pair]) -> Week:
    """The week with a roster's past as facts, and all its pairs as candidates."""
    past = {crew.id for crew in week.past}
    served = frozenset(pair for pair in roster if pair[1] in past)
    people = {person.id for person in week.station.people}
    return replace(week, served=served, also=frozenset(p for p in roster - served if p[0] in people))


def problem_of(week: Week, rule: str, settings: Mapping[str, object] | None = None) -> Problem:
    """What one rule alone says about a week."""
    book = open_book((), {rule: {"on": True, **(settings or {})}})
    whole = book.read(week)
    return Problem(tuple(ruling for ruling in whole.rulings if ruling.rule == rule), whole.facts)


def findings(
    week: Week, rule: str, rows: str, settings: Mapping[str, object] | None = None
) -> list[tuple[int, str]]:
    """(amount, sentence) of every breach of one rule in a drawn roster; negative amounts lie below."""
    roster = strip(rows)
    known = {crew.id for crew in (*week.crews, *week.past)}
    drawn = {pair for pair in roster if not pair[0].startswith("meet ")}
    assert all(known & {*pair} for pair in drawn), "the strip draws a crew that does not stand"
    week = under_audit(week, roster)
    breaches = audit(problem_of(week, rule, settings), (Cell(*pair) for pair in roster))
    return [(breach.amount, str(breach.tally.says)) for breach in breaches]


def crew(letter: str, day: int = 0, **changes: Any) -> Crew:
    """The crew of one duty on the day so many days after Monday (negative: before)."""
    when = MONDAY + timedelta(days=day)
    ours = Station(id="tiny", name="Tiny", duties=(duty(letter, **changes),), people=people())
    found = open_week(ours, Request(when)).crews_by_date[when]
    return found[0]


def days(tiers: str = "3333333") -> tuple[Day, ...]:
    """The days of the week."""
    return board("E", tiers=tiers).days
