"""Month 月度情况: what was planned and how it stood, over several plans; facts, no scores (P12, U21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models import DutyKind, PlaceKind, Plan, Station
from scheduler.i18n import tr
from scheduler.render.names import printed
from scheduler.render.service import crews_of, service
from scheduler.reports.figures import Entry, count
from scheduler.reports.month_tasks import done_form
from scheduler.reports.report import Facts, Line, Report, Section, Table
from scheduler.reports.visible import patrols


@dataclass(frozen=True)
class Served:
    """What one person has in some plans; minutes of presence and of patrol, visits to check-in points."""

    turns: int = 0
    nights: int = 0
    minutes: int = 0
    patrol: int = 0
    visits: int = 0
    events: int = 0

    def __add__(self, other: Served) -> Served:
        return Served(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def numbers(self) -> tuple[float, ...]:
        """The columns of a row; minutes as hours."""
        return (self.turns, self.nights, self.minutes / 60, self.patrol / 60, self.visits, self.events)


def served(plan: Plan) -> dict[str, Served]:
    """Person id → what the plan gives; patrol time and visits count for everybody in the crew."""
    walking = {crew.id: sum(span.minutes for span in crew.spans) for crew in patrols(plan)}
    calls = _visits(plan)
    found = {}
    for person, crews in crews_of(plan).items():
        whole = service(plan, crews)
        found[person] = Served(
            whole.turns, whole.nights, whole.presence_minutes,
            sum(walking.get(crew.id, 0) for crew in crews), sum(calls.get(crew.id, 0) for crew in crews),
            sum(crew.kind is DutyKind.EVENT for crew in crews),
        )  # fmt: skip
    return found


def _visits(plan: Plan) -> dict[str, int]:
    """Calls at check-in points by crew."""
    points = {place.id for place in plan.places if place.kind is PlaceKind.CHECK_IN}
    return {route.crew: sum(stop.place in points for stop in route.stops) for route in plan.routes}


def weeks(plans: Sequence[Plan]) -> dict[date, tuple[Plan, Plan]]:
    """First date → the plan made first and the one made last, for each week that the plans cover."""
    found: dict[date, tuple[Plan, Plan]] = {}
    for plan in sorted(plans, key=lambda one: (one.first, one.provenance.made_at)):
        found[plan.first] = (found.get(plan.first, (plan, plan))[0], plan)
    return found


def month(station: Station, plans: Sequence[Plan]) -> Report:
    """A line a person: planned, and as it stood after the last change; then a line a week."""
    pairs = weeks(plans)
    planned, stood = ([served(pair[n]) for pair in pairs.values()] for n in (0, 1))
    people = {person.id: person for one in pairs.values() for plan in one for person in plan.people}
    names = printed(people.values())
    rows: list[Line] = [
        (names[one], *_total(planned, one).numbers, *_total(stood, one).numbers)
        for one in people
        if _any(planned, stood, one)
    ]
    heads = _numbers(tr("planned")) + _numbers(tr("stood"))
    table = Table((tr("Person"), *heads), tuple(rows), tr("By person"), left=(0,))
    facts = Facts((
        (tr("From, to"), f"{min(pairs)} – {max(pair[1].days[-1].date for pair in pairs.values())}"),
        (tr("Weeks"), str(sum(len(pair[1].days) // 7 for pair in pairs.values()))),
        (tr("Plans"), str(len(plans))),
    ))  # fmt: skip
    text = tr(
        "Planned is the plan made first for a week, stood the one made last: name the changed plans too. "
        "Hours of presence and of patrol; visits are calls at check-in points on the routes; in the lines "
        "of people each counts for everybody in the crew. What was really walked is compared by the "
        "command track. Who served in nothing is left out. These are facts; there is "
        "no score."
    )
    last = pairs[max(pairs)][1]
    section = Section(tr("Month"), (facts, _by_week(pairs), table, *done_form(last), text))
    return Report("month", tr("{station}: facts of the month", station=station.name), (section,), True)


def month_entries(plans: Sequence[Plan]) -> tuple[Entry, ...]:
    """What all people have together, planned and as it stood, and how many turns were changed."""
    pairs = weeks(plans)
    planned, stood = (sum((_whole(pair[n]) for pair in pairs.values()), Served()) for n in (0, 1))
    changed = sum(len({*_turns(before)} ^ {*_turns(after)}) for before, after in pairs.values())
    numbers = zip(_numbers(tr("planned")) + _numbers(tr("stood")), (*planned.numbers, *stood.numbers),
                  strict=True)  # fmt: skip
    last = count(tr("Turns changed"), changed)
    weeks_ = count(tr("Weeks"), sum(len(pair[1].days) // 7 for pair in pairs.values()))
    return (Entry(tr("Month"), (weeks_, *(count(head, one) for head, one in numbers), last)),)


def _whole(plan: Plan) -> Served:
    """Everybody's together; a visit of a crew counts once."""
    return replace(sum(served(plan).values(), Served()), visits=sum(_visits(plan).values()))


def _numbers(what: str) -> tuple[str, ...]:
    titles = (tr("Turns"), tr("Nights"), tr("Hours"), tr("Patrol h"), tr("Visits"), tr("Events"))
    return tuple(f"{title}\n{what}" for title in titles)


def _total(found: Sequence[dict[str, Served]], person: str) -> Served:
    return sum((one.get(person, Served()) for one in found), Served())


def _any(planned: Sequence[dict[str, Served]], stood: Sequence[dict[str, Served]], person: str) -> bool:
    """Whether there is anything to tell of a person."""
    return any(one.get(person, Served()) != Served() for one in (*planned, *stood))


def _by_week(pairs: dict[date, tuple[Plan, Plan]]) -> Table:
    rows = []
    for first, (before, after) in pairs.items():
        whole = _whole(after)
        changed = len({*_turns(before)} ^ {*_turns(after)})
        rows.append((str(first), after.number, whole.turns, whole.nights, round(whole.minutes / 60),
                     whole.visits, whole.events, len(after.routes), changed))  # fmt: skip
    heads = (tr("Week of"), tr("Plan"), tr("Turns"), tr("Nights"), tr("Hours"), tr("Visits"), tr("Events"),
             tr("Routes"), tr("Turns changed"))  # fmt: skip
    return Table(heads, tuple(rows), tr("By week, as it stood"))


def _turns(plan: Plan) -> list[tuple[str, str]]:
    return [(turn.person, turn.crew) for turn in plan.turns]
