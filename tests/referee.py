"""A naive referee in plain Python: what each clause means, told without tallies, counts or a solver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, groupby

from models import Importance
from scheduler.kernel import clauses as shape
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Fact, Mark

Roster = frozenset[Cell]


def every_roster(cells: Iterable[Cell]) -> Iterator[Roster]:
    """Every set of chosen cells there is."""
    cells = list(cells)
    subsets = chain.from_iterable(combinations(cells, size) for size in range(len(cells) + 1))
    return (frozenset(subset) for subset in subsets)


def true(fact: Fact, roster: Roster) -> bool:
    """Whether a cell is chosen; whether a mark has a chosen cell or a pair chosen whole."""
    if isinstance(fact, Mark):
        both = [one in roster and other in roster for one, other in fact.pairs]
        return any([cell in roster for cell in fact.cells] + both)
    return fact in roster


def _outside(number: int, low: int | None, high: int | None) -> tuple[int, int]:
    too_few = low - number if low is not None and number < low else 0
    too_many = number - high if high is not None and number > high else 0
    return too_few, too_many


def _runs(days: Sequence[bool]) -> list[tuple[bool, int, bool]]:
    """(held or free, length, whether it lies between others) of each run of equal days."""
    lengths = [(held, len(list(run))) for held, run in groupby(days)]
    last = len(lengths) - 1
    return [(held, length, 0 < i < last) for i, (held, length) in enumerate(lengths)]


def missing(clause: object, roster: Roster) -> int:
    """What a clause costs on a roster: 0 exactly when it is kept. Written from the docstrings."""
    match clause:
        case shape.Cover(facts=facts, low=low, high=high, over_weight=over, weight=weight):
            held = len([fact for fact in facts if true(fact, roster)])
            too_few, too_many = _outside(held, low, high)
            return too_few * weight + too_many * (weight if over is None else over)
        case shape.Load(terms=terms, low=low, high=high, constant=constant):
            number = constant
            for coefficient, fact in terms:
                number += coefficient if true(fact, roster) else 0
            return sum(_outside(number, low, high)) * clause.weight
        case shape.AtMostOne(facts=facts):
            return max(0, len([fact for fact in facts if true(fact, roster)]) - 1) * clause.weight
        case shape.Forbid(facts=facts):
            return len([fact for fact in facts if true(fact, roster)]) * clause.weight
        case shape.Run(days=facts, least=least, most=most):
            served = [run for run in _runs([true(fact, roster) for fact in facts]) if run[0]]
            short = len([n for _, n, inside in served if inside and n < least])
            long = sum(n - most for _, n, _ in served if most is not None and n > most)
            return (short + long) * clause.weight
        case shape.Gap(days=facts, least=least):
            free = [n for n in _runs([true(fact, roster) for fact in facts]) if not n[0]]
            return len([n for _, n, inside in free if inside and n < least]) * clause.weight
        case shape.Together(one=one, other=other):
            return clause.weight if true(one, roster) != true(other, roster) else 0
        case shape.Needs(fact=fact, others=others, number=number):
            helpers = len([other for other in others if true(other, roster)])
            return max(0, number - helpers) * clause.weight if true(fact, roster) else 0
        case shape.Wish(fact=fact, want=want):
            return clause.weight if true(fact, roster) != want else 0
        case shape.Keep(held=held_facts, others=free_facts):
            lost = [fact for fact in held_facts if not true(fact, roster)]
            new = [fact for fact in free_facts if true(fact, roster)]
            return (len(lost) + len(new)) * clause.weight
    raise AssertionError(f"the referee does not know {clause}")


def verdict(ruling: Ruling, roster: Roster) -> int:
    """What one ruling costs."""
    return sum(missing(clause, roster) for clause in ruling.clauses)


def keeps(ruling: Ruling, roster: Roster) -> bool:
    """Whether every clause of a ruling is kept, whatever its weight."""
    heavy = (
        replace(clause, weight=1, over_weight=1)
        if isinstance(clause, shape.Cover)
        else replace(clause, weight=1)  # type: ignore[type-var]
        for clause in ruling.clauses
    )
    return not any(missing(clause, roster) for clause in heavy)


def lawful(problem: Problem) -> list[Roster]:
    """Every roster that keeps all laws and all facts of the past, by trying each."""
    return [
        roster
        for roster in every_roster(dict.fromkeys([*problem.cells(), *problem.facts]))
        if all((cell in roster) == holds for cell, holds in problem.facts.items())
        and all(keeps(ruling, roster) for ruling in problem.rulings if ruling.importance is Importance.LAW)
    ]


def levels(problem: Problem) -> list[list[Ruling]]:
    """Rulings that may yield, by importance and then rank."""
    soft = [ruling for ruling in problem.rulings if ruling.importance is not Importance.LAW]
    order = list(Importance)
    keys = sorted({(order.index(ruling.importance), ruling.rank) for ruling in soft})
    return [[r for r in soft if (order.index(r.importance), r.rank) == key] for key in keys]


def costs(problem: Problem, roster: Roster) -> tuple[int, ...]:
    """What a roster costs, level by level."""
    return tuple(sum(verdict(ruling, roster) for ruling in level) for level in levels(problem))


def best(problem: Problem) -> tuple[int, ...] | None:
    """The least costs, earlier levels first, over every lawful roster; None when there is none."""
    return min((costs(problem, roster) for roster in lawful(problem)), default=None)
