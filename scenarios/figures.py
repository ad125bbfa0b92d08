"""The figures of a plan: people, hours, nights, seats, patrol, risk and cost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from models import Importance, Plan, StaffKind
from models.places import MOVING
from scheduler.bureau.task import empty_seats
from scheduler.reports.presence import in_week
from scheduler.reports.visible import by_hour, pieces
from scheduler.rulebook import BY_ID

Hours = dict[str, list[float]]
"""Zone → a value in each of the 24 hours, on the mean day of a plan."""


@dataclass(frozen=True)
class Spread:
    """How a burden lies on people: the least, the mean, and the most with those who bear it."""

    least: float
    mean: float
    most: float
    who: tuple[str, ...] = ()

    @property
    def spread(self) -> float:
        """Between the least and the most."""
        return self.most - self.least

    @classmethod
    def of(cls, values: dict[str, float]) -> Spread:
        """Of values by person; nought for nobody."""
        if not values:
            return cls(0, 0, 0)
        most = max(values.values())
        who = tuple(one for one, value in values.items() if value == most)
        return cls(min(values.values()), sum(values.values()) / len(values), most, who)


@dataclass(frozen=True)
class Burden:
    """Hours of presence and nights in the plan's weeks, of people of one kind without leave then."""

    kind: StaffKind
    people: int
    hours: Spread
    nights: Spread


def served(plan: Plan, kind: StaffKind, what: str) -> dict[str, float]:
    """`minutes` or `nights` in the plan's weeks, by person of a kind; people with leave then are left out."""
    found: Counter[str] = Counter()
    for line in plan.ledger:
        if line.week >= plan.first:
            found[line.person] += getattr(line, what)
    away = {one.person for one in plan.leave}
    return {one.id: float(found[one.id]) for one in plan.people if one.kind is kind and one.id not in away}


def burdens(plan: Plan) -> tuple[Burden, ...]:
    """One for each kind that serves at all."""
    found = []
    for kind in dict.fromkeys(person.kind for person in plan.people):
        minutes = served(plan, kind, "minutes")
        if any(minutes.values()):
            hours = Spread.of({one: value / 60 for one, value in minutes.items()})
            found.append(Burden(kind, len(minutes), hours, Spread.of(served(plan, kind, "nights"))))
    return tuple(found)


def patrol_minutes(plan: Plan) -> Hours:
    """Visible minutes of patrol crews by zone and hour (the figures of `report --kind visibility`)."""
    return by_hour(plan, pieces(plan))


def risk_visited(plan: Plan) -> Hours:
    """Risk of the places called at, by zone and hour: each place once an hour, however many crews call."""
    places = {place.id: place for place in plan.places}
    called: set[tuple[str, datetime]] = set()
    for route in plan.routes:
        for stop in route.stops if route.mode in MOVING else ():
            if stop.place in places and stop.dwell:
                called.add((stop.place, stop.due.replace(minute=0, second=0, microsecond=0)))
    found: Hours = {}
    for place, hour in called:
        for span in in_week(plan, hour, hour.replace(minute=59)):
            row = found.setdefault(places[place].zone, [0.0] * 24)
            row[span.start.hour] += places[place].risk / len(plan.days)
    return found


def costs_by_rule(plan: Plan) -> dict[str, int]:
    """By how much each rule of the search is not kept, in its own units; a goal costs what it falls short."""
    found = {rule: 0 for one in plan.passes for rule in one.rules}
    for one in plan.passes:
        for rule in one.rules if len(one.rules) == 1 else ():
            found[rule] = one.value if rule in BY_ID and BY_ID[rule].goal else 0
    for finding in plan.findings:
        found[finding.rule] = found.get(finding.rule, 0) + finding.amount
    return found


def costs_by_importance(plan: Plan) -> dict[Importance, int]:
    """What the steps of each tier of importance cost, summed."""
    found: dict[Importance, int] = {}
    for one in plan.passes:
        found[one.importance] = found.get(one.importance, 0) + one.value
    return found


def turns_of(plan: Plan) -> frozenset[tuple[str, str]]:
    """(person, crew) of every turn; those of events and on call as well."""
    return frozenset((turn.person, turn.crew) for turn in plan.turns)


def differing(plan: Plan, published: Plan) -> tuple[set[str], int]:
    """People and number of turns by which a plan differs from a published one (a swap is four turns)."""
    changed = turns_of(plan) ^ turns_of(published)
    return {person for person, _ in changed}, len(changed)


def total(hours: Hours) -> float:
    """The sum over zones and hours."""
    return sum(map(sum, hours.values()))


def figures_of(plan: Plan, published: Plan | None = None) -> dict[str, float]:
    """The numbers of `bounds.FIGURES` for one plan; `changes` only with a published plan to compare with."""
    mine = burdens(plan)
    lines = [line for line in plan.ledger if line.week >= plan.first]
    found: dict[str, float] = {
        "people": len(plan.people),
        "turns": sum(line.turns for line in lines),
        "hours": round(sum(line.minutes for line in lines) / 60, 1),
        "nights": sum(line.nights for line in lines),
        "empty": empty_seats(plan),
        "worst_hours": round(max((one.hours.most for one in mine), default=0.0), 1),
        "worst_nights": max((one.nights.most for one in mine), default=0),
        "spread_hours": round(max((one.hours.spread for one in mine), default=0.0), 1),
        "spread_nights": max((one.nights.spread for one in mine), default=0),
        "patrol_minutes": round(total(patrol_minutes(plan)) * len(plan.days)),
        "visits": sum(1 for route in plan.routes for stop in route.stops if stop.dwell),
        "risk_visited": round(total(risk_visited(plan)) * len(plan.days), 1),
    }
    if published is not None:
        found["changes"] = differing(plan, published)[1]
    return found
