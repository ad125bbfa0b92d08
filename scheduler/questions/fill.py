"""Who could fill a gap, or take another's place: each candidate with his price, the lawful ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models import Crew, Fault, Faults, Person
from scheduler.i18n import Text
from scheduler.kernel.tally import Cell
from scheduler.questions.answer import Answer, Verdict, ask
from scheduler.questions.case import Case
from scheduler.questions.counts import Change, Counts
from scheduler.questions.difference import LevelChange, level_change
from scheduler.questions.exchange import exchanges, replacement
from scheduler.questions.force import Force
from scheduler.questions.reason import Said

ORDER = (Verdict.BETTER, Verdict.EQUAL, Verdict.DEARER, Verdict.UNDECIDED, Verdict.IMPOSSIBLE)


@dataclass(frozen=True)
class Candidate:
    """One person for a seat: the laws he would break there, and every level that changes by it.

    `more` is what each level then costs more. Where others may move, `answer` says what the best plan with
    him there costs.
    """

    person: Person
    broken: tuple[Said, ...]
    more: tuple[int, ...]
    levels: tuple[LevelChange, ...]
    answer: Answer | None = None

    @property
    def rank(self) -> tuple[object, ...]:
        """Lawful before unlawful, then by price, the most important level first."""
        if self.answer:
            level = self.answer.level
            dear = (-level.number, level.after - level.before) if level else (0, 0)
            return ORDER.index(self.answer.verdict), dear, self.person.id
        return len(self.broken), self.more, self.person.id


def check_gap(case: Case, crew: Crew, instead: Person | None) -> None:
    """Raises Faults where there is no seat to fill, or the person to be replaced is not there."""
    if instead and Cell(instead.id, crew.id) not in case.chosen:
        text = Text("{who} does not serve in that crew", who=instead.name)
        raise Faults([Fault(text, "--instead-of")])
    there = [case.week.station.by_id[cell.who].kind for cell in case.chosen if cell.what == crew.id]
    kinds = {seat.kind for seat in crew.seats}
    if instead is None and all(there.count(kind) >= crew.seats.of(kind)[1] for kind in kinds):
        text = Text("no seat is empty in that crew; name who is to be replaced with --instead-of")
        raise Faults([Fault(text, "--duty")])


def candidates(case: Case, crew: Crew, instead: Person | None) -> tuple[Person, ...]:
    """People who fit a seat of the crew and do not serve in it; raises Faults as `check_gap` does."""
    check_gap(case, crew, instead)
    return tuple(one for one in case.week.candidates(crew) if Cell(one.id, crew.id) not in case.chosen)


def fill(case: Case, crew: Crew, instead: Person | None, moves: bool = False) -> Iterator[Candidate]:
    """Each candidate's price; sort by `rank`. Raises Faults as `check_gap` does.

    Nothing else of the plan moves, and nothing is searched: the price is a difference of counts. With `moves`
    everybody else is planned anew around the candidate.
    """
    counts = Counts(case.problem, case.chosen)
    equals: list[frozenset[Cell]] = []
    for person in candidates(case, crew, instead):
        one = _as_it_stands(case, counts, _change(case, crew, instead, person), person)
        if moves:
            answer = _with_moves(case, counts, crew, instead, person, equals)
            equals += [answer.chosen] if answer.verdict is Verdict.EQUAL else []
            one = replace(one, answer=answer)
        yield one


def _change(case: Case, crew: Crew, instead: Person | None, person: Person) -> Change:
    if instead:
        return replacement(case.week, case.chosen, crew, instead.id, person.id)
    return Change(frozenset(), frozenset([Cell(person.id, crew.id)]))


def _as_it_stands(case: Case, counts: Counts, change: Change, person: Person) -> Candidate:
    cost = counts.cost(change)
    broken = dict.fromkeys(Said(one.ruling.rule, str(one.tally.says)) for one in cost.broken)
    changed = [number for number, more in enumerate(cost.levels) if more]
    after = change.upon(case.chosen)
    levels = tuple(level_change(case, after, number) for number in changed)
    return Candidate(person, tuple(broken), cost.levels, levels)


def _with_moves(
    case: Case,
    counts: Counts,
    crew: Crew,
    instead: Person | None,
    person: Person,
    equals: list[frozenset[Cell]],
) -> Answer:
    """The price with everybody else planned anew; `equals` are plans just as good that are known."""
    force = Force(Cell(instead.id, crew.id) if instead else None, (Cell(person.id, crew.id),))
    if known := [chosen for chosen in equals if force.kept(chosen)]:
        return Answer(Verdict.EQUAL, chosen=known[0])
    ways: Iterable[Change] = ()
    if instead:
        ways = exchanges(case.week, case.chosen, crew, instead.id, [person.id])
    return ask(case, force, counts, ways, tell_all=False)
