"""Ask what if: force something else upon a published plan and see what it costs, with its proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from models import Status
from scheduler.kernel.outcome import Outcome, Pass
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell
from scheduler.questions.case import Case
from scheduler.questions.counts import Change, Counts
from scheduler.questions.difference import LevelChange, level_change
from scheduler.questions.exchange import free_exchange
from scheduler.questions.few import few_changes
from scheduler.questions.force import Force
from scheduler.questions.reason import Reason, broken_alone, reason


class Verdict(StrEnum):
    """What is known about the alternative; every verdict but the last is proven."""

    IMPOSSIBLE = "impossible"
    DEARER = "dearer"
    EQUAL = "equal"
    BETTER = "better"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Answer:
    """What an alternative costs: the first level that differs and a plan that has it; or why it cannot be.

    `fewest`: no plan as good, with what is asked, changes fewer published turns (proven).
    """

    verdict: Verdict
    level: LevelChange | None = None
    chosen: frozenset[Cell] = frozenset()
    reason: Reason | None = None
    fewest: bool = False


def ask(
    case: Case, force: Force, counts: Counts, changes: Iterable[Change] = (), tell_all: bool = True
) -> Answer:
    """The price of what is forced. `changes` are exchanges that do it and are tried before a search.

    With `tell_all` the laws of an impossibility are looked for, and a plan that changes few turns.
    """
    ways = iter(changes)
    plainest = next(ways, _plain(force))
    lawful = (one for one in chain([plainest], ways) if force.kept(one.upon(case.chosen)))
    if found := free_exchange(counts, lawful):
        return Answer(Verdict.EQUAL, chosen=found.upon(case.chosen))
    if broken_alone(case, force, counts):
        return Answer(Verdict.IMPOSSIBLE, reason=reason(case, force, counts, plainest))
    outcome = solve(force.upon(case.problem), case.limits, known=case.known)
    if outcome.status is Status.IMPOSSIBLE:
        why = reason(case, force, counts, plainest) if tell_all else None
        return Answer(Verdict.IMPOSSIBLE, reason=why)
    if outcome.status is Status.UNDECIDED:
        return Answer(Verdict.UNDECIDED)
    return _compared(case, force, outcome, tell_all)


def _plain(force: Force) -> Change:
    out = frozenset([force.out]) if force.out else frozenset()
    return Change(out, frozenset(force.into[:1]))


def _compared(case: Case, force: Force, outcome: Outcome, tell_all: bool) -> Answer:
    number = next((n for n, one in enumerate(outcome.passes) if _differs(case, n, one)), None)
    verdict = Verdict.EQUAL if number is None else _verdict(case, number, outcome.passes[number])
    if outcome.status is not Status.PROVEN and number is None:
        verdict = Verdict.UNDECIDED
    chosen, fewest = outcome.chosen, False
    if tell_all and verdict in (Verdict.EQUAL, Verdict.DEARER):
        chosen, fewest = few_changes(case, force, outcome)
    if number is None:
        return Answer(verdict, chosen=chosen, fewest=fewest)
    level = level_change(case, chosen, number, outcome.passes[number].bound)
    return Answer(verdict, level, chosen, fewest=fewest)


def _differs(case: Case, number: int, done: Pass) -> bool:
    return done.value != case.prices[number] or done.status is not Status.PROVEN


def _verdict(case: Case, number: int, done: Pass) -> Verdict:
    before = case.prices[number]
    if done.value < before:
        return Verdict.BETTER
    return Verdict.DEARER if done.bound > before else Verdict.UNDECIDED
