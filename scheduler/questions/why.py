"""Why this person has this turn, or why that one does not: the opposite is forced, and priced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from models import Crew, Fault, Faults, Person
from scheduler.i18n import Text
from scheduler.kernel.tally import Cell
from scheduler.questions.answer import Answer, ask
from scheduler.questions.case import Case
from scheduler.questions.choose import one_of
from scheduler.questions.counts import Change, Counts
from scheduler.questions.exchange import exchanges
from scheduler.questions.force import Force


@dataclass(frozen=True)
class Why:
    """An answer about one person: his crew (None: he has none), and what was forced, in words."""

    case: Case
    person: Person
    crew: Crew | None
    alternative: Text
    answer: Answer


def why(case: Case, person: Person, crews: tuple[Crew, ...], instead: Person | None = None) -> Why:
    """Why the person serves in one of the crews (of one date), or in none of them.

    With `instead`, why not that person in his place. Raises Faults when he serves in several of the crews,
    or when the one named instead cannot be asked about.
    """
    mine = turns_in(case, person, crews)
    if not mine:
        if instead:
            text = "{who} has no turn there that {other} could take; ask about one of them alone"
            raise Faults([Fault(Text(text, who=person.name, other=instead.name), "--not")])
        return _why_none(case, person, crews)
    crew = one_of(mine, "--duty")
    if instead and Cell(instead.id, crew.id) in case.chosen:
        raise Faults([Fault(Text("{who} serves in that crew as well", who=instead.name), "--not")])
    return _why_so(case, person, crew, instead)


def turns_in(case: Case, person: Person, crews: tuple[Crew, ...]) -> tuple[Crew, ...]:
    """The person's turns among crews; where he has a turn of his own, only such."""
    held = tuple(crew for crew in crews if Cell(person.id, crew.id) in case.chosen)
    return tuple(crew for crew in held if crew.is_turn and not crew.invited) or held


def _why_so(case: Case, person: Person, crew: Crew, instead: Person | None) -> Why:
    out = Cell(person.id, crew.id)
    if instead is None:
        counts = Counts(case.problem, case.chosen)
        answer = ask(case, Force(out), counts, _ways(case, person, crew))
        return Why(case, person, crew, Text("{who} not there", who=said(person)), answer)
    into = Cell(instead.id, crew.id)
    case = case.offering([into])
    ways = exchanges(case.week, case.chosen, crew, person.id, [instead.id])
    answer = ask(case, Force(out, (into,)), Counts(case.problem, case.chosen), ways)
    text = Text("{other} there in place of {who}", other=said(instead), who=said(person))
    return Why(case, person, crew, text, answer)


def _ways(case: Case, person: Person, crew: Crew) -> Iterator[Change]:
    others = [one.id for one in case.week.candidates(crew) if Cell(one.id, crew.id) not in case.chosen]
    return exchanges(case.week, case.chosen, crew, person.id, others)


def _why_none(case: Case, person: Person, crews: tuple[Crew, ...]) -> Why:
    """Why the person serves in none of the crews: he is forced into one of them."""
    turns = tuple(crew for crew in crews if crew.is_turn and not crew.invited) or crews
    known = set(case.problem.cells())
    into = tuple(one for one in (Cell(person.id, crew.id) for crew in turns) if one in known)
    if not into:
        into = tuple(Cell(person.id, crew.id) for crew in turns)
        case = case.offering(into)
    ways = chain.from_iterable(
        exchanges(case.week, case.chosen, case.week.by_id[one.what], member, [person.id])
        for one in into
        for member in sorted(cell.who for cell in case.chosen if cell.what == one.what)
    )
    answer = ask(case, Force(into=into), Counts(case.problem, case.chosen), ways)
    return Why(case, person, None, _there(person, turns), answer)


def _there(person: Person, crews: tuple[Crew, ...]) -> Text:
    names = dict.fromkeys(crew.name for crew in crews)
    day: date = crews[0].date
    if len(names) > 1:
        return Text("{who} on duty on {day}", who=said(person), day=f"{day:%m-%d}")
    return Text("{who} in {crew}", who=said(person), crew=f"{day:%m-%d} {crews[0].name}")


def said(person: Person) -> str:
    """A person in a sentence: name and id."""
    return f"{person.name} ({person.id})"
