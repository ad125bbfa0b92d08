"""What one person can give at most under his own laws: a tiny exact model for each different person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models import Importance, Limits, Status
from scheduler.kernel.clauses import Given, Load
from scheduler.kernel.linked import Count
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell, Fact, Tally

Shape = tuple[object, ...]


class Own:
    """The laws of each person that name nobody else, and the most he can serve under them."""

    def __init__(self, problem: Problem, limits: Limits) -> None:
        self._facts = problem.facts
        self._limits = limits.model_copy(update={"workers": 1, "seconds": min(limits.seconds, 5.0)})
        self._laws: dict[str, list[Count]] = {}
        for ruling in problem.laws:
            for tally in ruling.tallies:
                if len(set(tally.who)) == 1:
                    self._laws.setdefault(tally.who[0], []).append((ruling.rule, tally))
        self._known: dict[Shape, int] = {}

    def most(self, who: str, worth: Mapping[str, int], without: str = "") -> int:
        """The most that the person can serve in some crews, each turn worth so much; all of it if unproven.

        Crews in which he is no candidate by his kind must not be named. Raises nothing: a person whose own
        laws clash can give nothing.
        """
        counts = [count for count in self._laws.get(who, ()) if count[0] != without]
        shape = _shape(counts, self._facts, who, worth)
        if shape not in self._known:
            self._known[shape] = self._solve(counts, who, worth)
        return self._known[shape]

    def _solve(self, counts: Sequence[Count], who: str, worth: Mapping[str, int]) -> int:
        """A bound, so that the sum stays a proof when the limit ends first."""
        total = sum(worth.values())
        terms = tuple((value, Cell(who, crew)) for crew, value in worth.items())
        laws = Ruling("own", Importance.LAW, (Given(tuple(tally for _, tally in counts)),))
        aim = Ruling("most", Importance.COVER, (Load(terms, low=total),))
        outcome = solve(Problem((laws, aim), self._facts), self._limits)
        if outcome.passes:
            return total - outcome.passes[0].bound
        return 0 if outcome.status is Status.IMPOSSIBLE or not total else total

    def limiting(self, people: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
        """The rules without which somebody could give more; people with what each turn is worth."""
        rules = dict.fromkeys(rule for who in people for rule, _ in self._laws.get(who, ()))
        return tuple(
            rule
            for rule in rules
            if any(self.most(who, worth, rule) > self.most(who, worth) for who, worth in people.items())
        )


def _shape(counts: Sequence[Count], facts: Mapping[Cell, bool], who: str, worth: Mapping[str, int]) -> Shape:
    """Equal for people whose laws differ by their name only."""
    mine = tuple(sorted((cell.what, holds) for cell, holds in facts.items() if cell.who == who))
    return tuple(_plain(tally, who) for _, tally in counts), mine, tuple(worth.items())


def _plain(tally: Tally, who: str) -> Shape:
    terms = tuple((number, _anonymous(fact, who)) for number, fact in tally.terms)
    return terms, tally.low, tally.high, tally.constant


def _anonymous(fact: Fact, who: str) -> object:
    if isinstance(fact, Cell):
        return Cell("", fact.what) if fact.who == who else fact
    cells = tuple(_anonymous(cell, who) for cell in fact.cells)
    return cells, tuple((_anonymous(one, who), _anonymous(other, who)) for one, other in fact.pairs)
