"""Wishes: what people would like, and keeping to what they know."""

from __future__ import annotations

from collections.abc import Iterator

from models import DutyKind, Importance, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Cover, Forbid
from scheduler.kernel.tally import Cell
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import cells, to_plan


@rule("preferences", Importance.WISH, "practice-and-law 2.4", order=4)
def preferences(week: Week) -> Iterator[Cover | Forbid]:
    """People's wishes for a date are met."""
    dates = set(week.dates)
    for wish in (one for one in week.station.wishes if one.date in dates):
        person = week.station.by_id[wish.person]
        mine = [
            crew
            for crew in to_plan(week, person)
            if crew.date == wish.date and crew.is_turn and not crew.invited
        ]
        facts = cells(person, (crew for crew in mine if wish.duty in (None, crew.duty)))
        about = {"who": (person.id,), "when": (str(wish.date),), "weight": wish.weight}
        if wish.want:
            says = Text("{who} wished to serve on {day}", who=person.name, day=f"{wish.date:%m-%d}")
            yield Cover(facts, 1 if facts else 0, says=says, **about)  # type: ignore[arg-type]
        else:
            says = Text("{who} wished to be free on {day}", who=person.name, day=f"{wish.date:%m-%d}")
            yield Forbid(facts, says=says, **about)  # type: ignore[arg-type]


@rule("night-group-as-before", Importance.WISH, "practice-and-law 2.4", order=5)
def night_group_as_before(week: Week) -> Iterator[Forbid]:
    """A person keeps the night group of last week's plan."""
    before: dict[str, set[str]] = {}
    for who, crew_id in week.served:
        if week.by_id[crew_id].kind is DutyKind.NIGHT:
            before.setdefault(who, set()).add(week.by_id[crew_id].duty)
    for person in week.station.people:
        known = before.get(person.id)
        for crew in to_plan(week, person) if known else ():
            if crew.kind is DutyKind.NIGHT and known and crew.duty not in known:
                says = Text("{who} leaves the night group of last week", who=person.name)
                yield Forbid((Cell(person.id, crew.id),), says=says, who=(person.id,), when=(crew.id,))
