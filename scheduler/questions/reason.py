"""Why what is asked for is impossible: the laws that forbid it by themselves, or that do so together."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.kernel.conflict import find_conflict
from scheduler.kernel.tally import Cell, Fact, Mark, Tally
from scheduler.questions.case import Case
from scheduler.questions.counts import Change, Counts
from scheduler.questions.force import QUESTION, Force


@dataclass(frozen=True)
class Said:
    """One law not kept: its rule and its sentence."""

    rule: str
    text: str


@dataclass(frozen=True)
class Reason:
    """Laws that exclude what is asked.

    `alone`: each is broken in every plan with it, whatever else changes. `direct`: those broken in the
    published plan by this one change, which moving others may cure. `rules`: laws that cannot hold together
    with it, by id, where none excludes it alone, and `told` their sentences; `minimal` when each of them is
    proven to be needed.
    """

    alone: tuple[Said, ...] = ()
    direct: tuple[Said, ...] = ()
    rules: tuple[str, ...] = ()
    minimal: bool = False
    told: tuple[str, ...] = ()


def reason(case: Case, force: Force, counts: Counts, change: Change) -> Reason:
    """Why a force that is proven impossible is so; `change` is the plainest way to do it."""
    if alone := broken_alone(case, force, counts):
        return Reason(alone)
    direct = tuple(Said(one.ruling.rule, str(one.tally.says)) for one in counts.cost(change).broken)
    found = find_conflict(force.upon(case.problem), case.limits)
    rules = tuple(rule for rule in found.rules if rule != QUESTION)
    told = dict.fromkeys(str(tally.says) for rule, tally in found.counts if rule != QUESTION)
    return Reason((), direct, rules, found.minimal, tuple(told))


def broken_alone(case: Case, force: Force, counts: Counts) -> tuple[Said, ...]:
    """The laws of which one alone excludes each way to do what is asked; nothing when some way is open."""
    found: dict[Said, None] = {}
    ways: tuple[Cell | None, ...] = force.into or (None,)
    for way in ways:
        fixed = dict(case.problem.facts)
        fixed |= {force.out: False} if force.out else {}
        fixed |= {way: True} if way else {}
        asked = [cell for cell in (force.out, way) if cell]
        laws = [(ruling, tally) for level, ruling, tally in counts.touching(asked) if level < 0]
        mine = [Said(ruling.rule, str(tally.says)) for ruling, tally in laws if _excluded(tally, fixed)]
        if not mine:
            return ()
        found.update(dict.fromkeys(mine))
    return tuple(found)


def _excluded(tally: Tally, fixed: dict[Cell, bool]) -> bool:
    """Whether the count is outside its band whatever the cells that are not fixed are."""
    least = most = tally.constant
    for coefficient, fact in tally.terms:
        low, high = _range(fact, fixed)
        least += min(coefficient * low, coefficient * high)
        most += max(coefficient * low, coefficient * high)
    return (tally.low is not None and most < tally.low) or (tally.high is not None and least > tally.high)


def _range(fact: Fact, fixed: dict[Cell, bool]) -> tuple[int, int]:
    """The least and the greatest value that a fact can still have."""
    if isinstance(fact, Mark):
        least = {cell for cell, value in fixed.items() if value}
        shut = {cell for cell, value in fixed.items() if not value}
        could = any(cell not in shut for cell in fact.cells) or any(
            one not in shut and other not in shut for one, other in fact.pairs
        )
        return int(fact.holds(least)), int(could)
    value = fixed.get(fact)
    return (0, 1) if value is None else (int(value), int(value))
