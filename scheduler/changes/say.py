"""A change in words: what is proven, every turn that changes with its reason, a notice for each person."""

from __future__ import annotations

from collections.abc import Iterator

from models import Cause, Crew, PassResult, Person, Plan, Status, TurnChange
from scheduler.changes.steady import FROZEN, PEOPLE, TURNS
from scheduler.i18n import tr
from scheduler.rulebook.book import Book


def say_proofs(plan: Plan) -> Iterator[str]:
    """How many turns inside the freeze, people and turns change, and what is proven about it."""
    hours = plan.change.freeze_minutes // 60 if plan.change else 0
    for one in plan.passes:
        if said := _counted(one, hours):
            proven = one.status is Status.PROVEN
            yield said if proven else tr("{said} – not proven: at least {bound}", said=said, bound=one.bound)


def _counted(one: PassResult, hours: int) -> str:
    if FROZEN in one.rules:
        text = (
            "Turns changed within {hours} h: {number}; no lawful roster with as few empty seats changes fewer"
        )
        return tr(text, hours=hours, number=one.value)
    if PEOPLE in one.rules:
        text = "People disturbed: {number}; no lawful roster that changes as few of those disturbs fewer"
        return tr(text, number=one.value)
    if TURNS in one.rules:
        text = "Turns taken or given up: {number}; no lawful roster that disturbs as few people changes fewer"
        return tr(text, number=one.value)
    return ""


def say_changes(plan: Plan, published: Plan, book: Book) -> Iterator[str]:
    """A line for each turn that changes, with its reason."""
    for one in plan.change.turns if plan.change else ():
        crew = crew_of(one.crew, plan, published)
        told = {
            "crew": crew_in_words(crew),
            "who": plan.person_by_id[one.person].name,
            "why": say_why(one, plan, book),
        }
        if one.taken:
            yield tr("+ {crew}: {who} serves ({why})", **told)
        else:
            yield tr("- {crew}: {who} does not serve ({why})", **told)


def say_why(one: TurnChange, plan: Plan, book: Book) -> str:
    """The reason of a change."""
    names = tr(", ").join(plan.person_by_id[who].name for who in one.because)
    if one.cause is Cause.AWAY:
        return tr("because {names} is away", names=names) if one.taken else tr("is away")
    if one.cause is Cause.TIER:
        return tr("the tier changes")
    if one.cause is Cause.STRUCK:
        return tr("the crew does not stand")
    if one.cause is Cause.EDIT:
        return tr("changed by hand")
    if one.cause is Cause.SWAP:
        return tr("swapped with {names}", names=names)
    if one.cause is Cause.PLACE:
        return (
            tr("in place of {names}", names=names) if one.taken else tr("{names} serves instead", names=names)
        )
    if one.cause is Cause.RULE:
        told = {"rule": book.say(one.rule)}
        if not one.beside:
            return tr("to keep to: {rule}", **told)
        crews = tr(", ").join(crew_in_words(plan.crew_by_id[crew]) for crew in one.beside)
        return tr("to keep, beside the new turn {crews}, to: {rule}", **told, crews=crews)
    return tr("the roster is better so")


def say_notices(plan: Plan, published: Plan) -> Iterator[str]:
    """A notice for each person affected: name, old turns, new turns, from when; a blank line after each."""
    changes: dict[str, list[TurnChange]] = {}
    for one in plan.change.turns if plan.change else ():
        changes.setdefault(one.person, []).append(one)
    for person in plan.people:
        if mine := changes.get(person.id):
            yield from _notice(person, mine, plan, published)
            yield ""


def _notice(person: Person, mine: list[TurnChange], plan: Plan, published: Plan) -> Iterator[str]:
    crews = {one.crew: crew_of(one.crew, plan, published) for one in mine}
    nothing = tr("no duty")
    old = [crew_in_words(crews[one.crew]) for one in mine if not one.taken]
    new = [crew_in_words(crews[one.crew]) for one in mine if one.taken]
    first = min(crew.start for crew in crews.values())
    yield tr("{name}: your duty changes from {first} on (plan {number} in place of {old})",
             name=f"{person.name} {person.id}", first=f"{first:%m-%d %H:%M}", number=plan.number,
             old=published.number)  # fmt: skip
    yield "  " + tr("so far: {turns}", turns=tr("; ").join(old) or nothing)
    yield "  " + tr("now: {turns}", turns=tr("; ").join(new) or nothing)


def crew_of(name: str, plan: Plan, published: Plan) -> Crew:
    """A crew of either plan."""
    return plan.crew_by_id.get(name) or published.crew_by_id[name]


def crew_in_words(crew: Crew) -> str:
    """Date, name and hours of a crew."""
    return f"{crew.date:%m-%d} {crew.name} {crew.start:%H:%M}-{crew.end:%H:%M}"
