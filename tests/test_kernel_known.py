"""A search that starts from a choice known beforehand proves the same, sooner."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_problems import problems
from world import LIMITS

from models import Importance, Status
from scheduler.kernel.audit import audit
from scheduler.kernel.clauses import Forbid
from scheduler.kernel.outcome import Known, Outcome
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve

FEW = settings(max_examples=40)
"""Each example is solved two to four times."""


def values(outcome: Outcome) -> list[tuple[int, int]]:
    """Value and bound of every pass."""
    return [(one.value, one.bound) for one in outcome.passes]


@FEW
@given(problems())
def test_its_own_best_choice_is_proven_again(problem: Problem) -> None:
    """Started from its proven answer, every pass ends with the same value and bound."""
    first = solve(problem, LIMITS)
    assume(first.status is Status.PROVEN)
    again = solve(problem, LIMITS, known=Known(first.chosen, best=True))
    assert again.status is Status.PROVEN
    assert values(again) == values(first)


@FEW
@given(problems())
def test_a_known_choice_may_break_the_laws(problem: Problem) -> None:
    """Started from everything at once, which may be unlawful, the answer is lawful and as good."""
    first = solve(problem, LIMITS)
    again = solve(problem, LIMITS, known=Known(frozenset(problem.cells())))
    assert again.status is first.status
    assert values(again) == values(first)
    assert first.status is Status.IMPOSSIBLE or not [
        one for one in audit(problem, again.chosen) if one.ruling.hard
    ]


@FEW
@given(problems(), st.data())
def test_a_law_added_costs_what_it_costs_from_scratch(problem: Problem, data: st.DataObject) -> None:
    """With a cell forbidden, starting from the best choice without that law gives the same values."""
    first = solve(problem, LIMITS)
    assume(first.status is Status.PROVEN and bool(first.chosen))
    cell = data.draw(st.sampled_from(sorted(first.chosen)))
    added = Ruling("added", Importance.LAW, (Forbid((cell,), says="not here"),))
    forced = Problem((*problem.rulings, added), problem.facts)
    plain = solve(forced, LIMITS)
    known = solve(forced, LIMITS, known=Known(first.chosen, best=True))
    assert known.status is plain.status
    assert values(known) == values(plain)
    stopped = solve(forced, LIMITS, known=Known(first.chosen, best=True, stop=True))
    assert values(stopped) == values(plain)[: len(stopped.passes)]
    dearer = [new > old for (new, _), (old, _) in zip(values(stopped), values(first), strict=False)]
    assert True not in dearer[:-1]
    assert len(stopped.passes) == len(first.passes) or not stopped.passes or dearer[-1]
