"""What is meant on the command line: a person, a date, a duty of that date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models import Crew, Fault, Faults, Person, Week
from scheduler.i18n import Text
from scheduler.intake.dates import not_a_date, parse_date
from scheduler.intake.references import Names, several


def person_of(text: str, option: str, people: Iterable[Person]) -> Person:
    """The person of an id or a name; raises Faults."""
    by_id = {one.id: one for one in people}
    names = Names.of([{"id": one.id, "name": one.name} for one in by_id.values()])
    found = names.find(text.strip())
    if len(found) == 1:
        return by_id[found[0]]
    said = several(text, found) if found else None
    said = said or names.unknown("people", text, [one.name for one in by_id.values()])
    raise Faults([Fault(said, option)])


def date_of(text: str, option: str, week: Week) -> date:
    """A date of the plan; raises Faults."""
    day = parse_date(text)
    if day is None:
        raise Faults([Fault(not_a_date(text.strip()), option)])
    if day not in week.dates:
        said = Text("{day} lies outside the plan, {first} to {last}", day=day, first=week.dates[0],
                    last=week.dates[-1])  # fmt: skip
        raise Faults([Fault(said, option)])
    return day


def crews_of(text: str, option: str, week: Week, day: date) -> tuple[Crew, ...]:
    """The crews of a date that a duty's id, name or kind means; all of them for no text; raises Faults."""
    crews = [crew for crew in week.crews_on(day) if crew.id in {one.id for one in week.crews}]
    exact = [crew for crew in crews if text in (crew.duty, crew.name, crew.id.partition("/")[2])]
    found = exact or [crew for crew in crews if text in ("", str(crew.kind))]
    if not found:
        known = ", ".join(dict.fromkeys(crew.duty for crew in crews))
        said = Text("no duty '{duty}' stands on {day}; write one of {known}", duty=text, day=day, known=known)
        raise Faults([Fault(said, option)])
    return tuple(found)


def one_of(crews: tuple[Crew, ...], option: str) -> Crew:
    """The only crew; raises Faults when there are several."""
    if len(crews) > 1:
        known = ", ".join(crew.id.partition("/")[2] for crew in crews)
        raise Faults([Fault(Text("more than one is meant; write one of {known}", known=known), option)])
    return crews[0]
