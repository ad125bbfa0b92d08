"""Remedies among the people: somebody called back, somebody borrowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from models import Crew, Importance, Leave, Person, StaffKind, Week
from scheduler.advice.case import Case, other_station
from scheduler.advice.remedy import FIRST, Ladder, Remedy, Told, listed, turns_named
from scheduler.advice.trial import Trial
from scheduler.i18n import Text, tr
from scheduler.kernel.audit import audit
from scheduler.kernel.clauses import Wish
from scheduler.kernel.problem import Ruling
from scheduler.kernel.tally import Cell

CALLED = 6
"""How many of the people away are asked."""

LENT = (1, 2, 4)
"""How many people are borrowed."""

Absent = tuple[Person, tuple[Leave, ...]]


def remedies(case: Case, people: Sequence[str], kinds: Sequence[StaffKind]) -> Iterator[Ladder]:
    """Each of the absent people of some kinds called back, those of the conflict and the longest away
    first; a person borrowed.
    """
    away = {who: leaves for who in case.station.by_id if (leaves := _leaves(case, who))}
    mine = [who for who in away if case.station.by_id[who].kind in kinds]

    def order(who: str) -> tuple[bool, int]:
        return who not in people, -sum((leave.last - leave.first).days for leave in away[who])

    asked = [(case.station.by_id[who], away[who]) for who in sorted(mine, key=order)]
    if asked:
        first, *others = [_recalled(case, [one]) for one in asked[:CALLED]]
        everybody = [_recalled(case, asked)] if len(asked) > 1 else []
        yield Ladder((first, *everybody), tuple(others))
    for kind in kinds:
        yield Ladder(tuple(_borrowed(case, kind, number) for number in LENT))


def _leaves(case: Case, who: str) -> tuple[Leave, ...]:
    first, last = case.week.dates[0], case.week.dates[-1]
    return tuple(
        one for one in case.week.leave if one.person == who and one.first <= last and first <= one.last
    )


def _instead(case: Case, gone: Sequence[Leave], new: Sequence[Leave] = ()) -> Case:
    """The case with other absences."""
    station = other_station(case.station, leave=tuple(one for one in case.station.leave if one not in gone))
    away = tuple(one for one in case.request.away if one not in gone) + tuple(new)
    return replace(case, station=station, request=replace(case.request, away=away))


def _unwanted(name: str, people: Sequence[str], leaves: Sequence[Leave], week: Week) -> tuple[Ruling, ...]:
    """As few turns of these people as possible (during these absences, where there are any)."""
    cells = tuple(
        Cell(who, crew.id)
        for who in people
        for crew in week.crews
        if crew.is_turn
        and week.station.by_id[who] in week.candidates(crew)
        and _during(crew, [leave for leave in leaves if leave.person == who])
    )
    return (Ruling(name, Importance.COVER, tuple(Wish(cell, want=False) for cell in cells), FIRST),)


def _during(crew: Crew, leaves: Sequence[Leave]) -> bool:
    return not leaves or any(
        datetime.combine(one.first, time()) < crew.end
        and crew.start < datetime.combine(one.last + timedelta(days=1), time())
        for one in leaves
    )


def _recalled(case: Case, asked: Sequence[Absent]) -> Remedy:
    leaves = [leave for _, mine in asked for leave in mine]
    people = [person.id for person, _ in asked]
    changed = replace(
        _instead(case, leaves), further=lambda week: _unwanted("called back", people, leaves, week)
    )
    title = Text("{who} called back", who=listed(person.name for person, _ in asked))
    return Remedy("recall", title, changed, partial(_told_recalled, case, asked))


def _told_recalled(case: Case, asked: Sequence[Absent], trial: Trial) -> Told:
    turns = {person.id: _turns_in(leaves, person.id, trial) for person, leaves in asked}
    used = [(person, leaves) for person, leaves in asked if turns[person.id]]
    crews = [crew for person, _ in used for crew in turns[person.id]]
    left = {person.id: tuple(_left(leaves, turns[person.id])) for person, leaves in asked}
    if not _lawful(case, trial, tuple(leave for mine in left.values() for leave in mine)):
        return _told_whole(asked, crews)
    text = Text(
        "Call back {who} for {number} turn(s): {where}",
        who=listed(person.name for person, _ in used), number=len(crews), where=turns_named(crews),
    )  # fmt: skip
    away = [f"--away {one.person}={one.first}..{one.last}" for person, _ in used for one in left[person.id]]
    option = Text("instead of the absence so far: {away}", away=" ".join(away) or tr("none"))
    return Told(text, str(option), len(crews), tuple(person.id for person, _ in used), tuple(crews))


def _told_whole(asked: Sequence[Absent], crews: Sequence[Crew]) -> Told:
    """Their absences end altogether; the price is every day of them."""
    text = Text(
        "Call back {who} for good: {number} turn(s), and the other days count as well",
        who=listed(person.name for person, _ in asked), number=len(crews),
    )  # fmt: skip
    days = sum((leave.last - leave.first).days + 1 for _, leaves in asked for leave in leaves)
    option = Text("without the absence of {who}", who=", ".join(person.id for person, _ in asked))
    return Told(text, str(option), days, tuple(person.id for person, _ in asked), tuple(crews))


def _lawful(case: Case, trial: Trial, away: tuple[Leave, ...]) -> bool:
    """Whether the roster is lawful as well while those called back are away at all other times."""
    changed = trial.case
    others = tuple(one for one in changed.week.leave if one not in away)
    now = changed.absent((*others, *away), case)
    return not any(breach.ruling.hard for breach in audit(now.problem, trial.chosen))


def _turns_in(leaves: Sequence[Leave], who: str, trial: Trial) -> list[Crew]:
    """What a person serves during his absences."""
    turns = [trial.case.week.by_id[cell.what] for cell in trial.turns if cell.who == who]
    return [crew for crew in turns if crew.is_turn and trial.case.to_come(crew) and _during(crew, leaves)]


def _left(leaves: Sequence[Leave], turns: Sequence[Crew]) -> Iterator[Leave]:
    """What is left of the absences beside the dates that the turns touch."""
    touched = {
        crew.start.date() + timedelta(days=i)
        for crew in turns
        for i in range(((crew.end - timedelta(minutes=1)).date() - crew.start.date()).days + 1)
    }
    for leave in leaves:
        dates = [leave.first + timedelta(days=i) for i in range((leave.last - leave.first).days + 1)]
        run: list[date] = []
        for day in [*dates, None]:
            if day and day not in touched:
                run.append(day)
            elif run:
                yield leave.model_copy(update={"first": run[0], "last": run[-1]})
                run = []


def _borrowed(case: Case, kind: StaffKind, number: int) -> Remedy:
    lent = tuple(
        Person(id=f"borrowed-{n}", name=tr("borrowed {n}", n=n), kind=kind) for n in range(1, number + 1)
    )
    ids = [person.id for person in lent]
    station = other_station(case.station, people=(*case.station.people, *lent))
    changed = replace(case, station=station, further=lambda week: _unwanted("borrowed", ids, (), week))
    title = Text("{number} {kind} borrowed", number=number, kind=Text(str(kind)))
    return Remedy("borrow", title, changed, partial(_told_borrowed, kind, ids))


def _told_borrowed(kind: StaffKind, ids: Sequence[str], trial: Trial) -> Told:
    week = trial.case.week
    cells = [cell for cell in trial.turns if cell.who in ids and week.by_id[cell.what].is_turn]
    people, turns = sorted({cell.who for cell in cells}), [week.by_id[cell.what] for cell in cells]
    text = Text(
        "Borrow {people} {kind} for {number} turn(s): {where}",
        people=len(people), kind=Text(str(kind)), number=len(turns), where=turns_named(turns),
    )  # fmt: skip
    if trial.case.since:  # a change of a plan has an option for it
        return Told(text, _loans(kind, cells, week), len(turns), tuple(people), tuple(turns))
    option = Text(
        "people: one line for each borrowed {kind}, and lent away on the other days", kind=Text(str(kind))
    )
    return Told(text, str(option), len(turns), tuple(people), tuple(turns))


def _loans(kind: StaffKind, cells: Sequence[Cell], week: Week) -> str:
    """What to type for people who come on the dates that their turns touch."""
    found: dict[str, list[Crew]] = {}
    for cell in cells:
        found.setdefault(cell.who, []).append(week.by_id[cell.what])
    spans = [(min(c.start for c in mine), max(c.end for c in mine)) for mine in found.values()]
    return " ".join(
        f"--borrow {kind}={first.date()}..{(last - timedelta(minutes=1)).date()}" for first, last in spans
    )
