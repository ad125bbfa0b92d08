"""Laws 1 and 2 on random small problems: the solver against a referee who tries every roster."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from referee import best, costs, lawful, verdict
from small_problems import problems
from world import LIMITS

from models import Importance, Status
from scheduler.kernel.audit import audit, chosen_with_past, price
from scheduler.kernel.clauses import AtMostOne, Clause, Cover, Forbid, Keep, Load, Needs, Run, Together
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import possible, solve
from scheduler.kernel.tally import Cell, Mark

QUICK = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
LONG = settings(QUICK, max_examples=2000, phases=tuple(Phase))
"""Also makes a failing example small, which QUICK does not wait for."""


def judge(problem: Problem) -> None:
    """Solve a problem and hold everything about the outcome against the referee."""
    outcome, expected = solve(problem, LIMITS), best(problem)
    event(str(outcome.status))
    assert outcome.status is (Status.IMPOSSIBLE if expected is None else Status.PROVEN)
    if expected is None:
        assert (outcome.chosen, outcome.passes) == (frozenset(), ())
        return
    past = {cell for cell, holds in problem.facts.items() if holds}
    assert past <= outcome.chosen
    assert not any(not holds and cell in outcome.chosen for cell, holds in problem.facts.items())
    assert tuple(done.value for done in outcome.passes) == expected == costs(problem, outcome.chosen)
    assert tuple(done.bound for done in outcome.passes) == expected
    assert not [breach for breach in audit(problem, outcome.chosen) if breach.ruling.hard]
    for done in outcome.passes:
        audited = sum(price(ruling.tallies, outcome.chosen) for ruling in done.rulings)
        assert audited == done.value


@QUICK
@given(problems())
def test_solver_finds_the_referees_optimum(problem: Problem) -> None:
    """Level after level the optimum is brute force's; impossible is said just when there is no roster."""
    judge(problem)


@pytest.mark.slow
@LONG
@given(problems(5, 6))
def test_solver_finds_the_referees_optimum_at_length(problem: Problem) -> None:
    """The same over many more and larger problems."""
    judge(problem)


@QUICK
@given(problems(), st.data())
def test_audit_prices_any_roster_as_the_referee(problem: Problem, data: st.DataObject) -> None:
    """On any roster, lawful or not, each ruling costs what the referee says, and is named if it is broken."""
    cells = [cell for cell in problem.cells() if cell not in problem.facts]
    roster = frozenset(data.draw(st.sets(st.sampled_from(cells)) if cells else st.just(set())))
    known = chosen_with_past(problem, roster)
    broken = {breach.ruling.rule for breach in audit(problem, roster)}
    for ruling in problem.rulings:
        assert price(ruling.tallies, known) == verdict(ruling, known)
        assert (ruling.rule in broken) == (verdict(ruling, known) > 0)


@QUICK
@given(problems(4, 0))
def test_possible_is_exact(problem: Problem) -> None:
    """`possible` says yes just when some roster keeps every law."""
    assert (possible(problem, LIMITS) is Status.PROVEN) == bool(lawful(problem))


A, B, C, D, E, F = (Cell(who, "mon") for who in "ABCDEF")


def test_an_earlier_level_is_never_traded() -> None:
    """One COVER seat is worth more than nine wishes: A serves, though that breaks them all."""
    seat = Ruling("seat", Importance.COVER, (Cover((A,), 1),))
    wishes = Ruling("wishes", Importance.WISH, (Cover((A,), None, 0, weight=9), Cover((B,), 1)))
    outcome = solve(Problem((wishes, seat)), LIMITS)
    assert outcome.chosen == {A, B}
    assert [(done.rulings[0].rule, done.value) for done in outcome.passes] == [("seat", 0), ("wishes", 9)]


def test_ranks_of_one_importance_are_levels_of_their_own() -> None:
    """At one importance the lower rank goes first, whatever the weights and the order of writing."""
    late = Ruling("late", Importance.FAIR, (Cover((A,), None, 0, weight=9),), rank=2)
    early = Ruling("early", Importance.FAIR, (Cover((A,), 1),), rank=1)
    outcome = solve(Problem((late, early)), LIMITS)
    assert outcome.chosen == {A}
    assert [done.value for done in outcome.passes] == [0, 9]


def test_same_level_is_one_sum() -> None:
    """Rulings of one importance and rank are weighed against each other: 2 + 2 is less than 5."""
    one = Ruling("one", Importance.FAIR, (Cover((A,), None, 0, weight=5),))
    two = Ruling("two", Importance.FAIR, (Cover((A,), 1, weight=2), Cover((A, B), 2, weight=2)))
    outcome = solve(Problem((one, two)), LIMITS)
    assert outcome.chosen == {B}
    assert [(len(done.rulings), done.value) for done in outcome.passes] == [(2, 4)]


@pytest.mark.parametrize(
    ("dear", "cheap", "chosen"),
    [
        (Cover((A, B), 2, weight=3), Forbid((A, B), weight=4), ""),
        (Cover((A, B), 2, weight=3), Cover((A,), None, 0, weight=2), "AB"),
        (Cover((A, B), 2, weight=3), Keep((), (A, B), weight=2), "AB"),
        (Cover((A, B), None, 0, weight=3), Keep((A, B), weight=2), ""),
        (Cover((A, B), None, 0, weight=3), Keep((A, B), weight=4), "AB"),
        (Cover((A, B), 0, 0, weight=1, over_weight=3), Keep((A, B), weight=2), ""),
        (Cover((A, B), 2, 2, weight=3, over_weight=1), Keep((), (A, B), weight=2), "AB"),
        (AtMostOne((A, B), weight=3), Keep((A, B), weight=2), "A|B"),
        (AtMostOne((A, B), weight=1), Keep((A, B), weight=2), "AB"),
        (Load(((2, A), (2, B)), 4, weight=2), Keep((), (A, B), weight=3), "AB"),
        (Load(((2, A), (2, B)), 4, weight=1), Keep((), (A, B), weight=3), ""),
        (Run((A, B, C), most=1, weight=3), Keep((A, B), (C,), weight=2), "A|B"),
        (Needs(A, (B, C), 2, weight=3), Keep((A,), (B, C), weight=2), ""),
        (Together(A, B, weight=3), Keep((A,), (B,), weight=2), "|AB"),
    ],
)
def test_weights_decide_within_a_level(dear: Clause, cheap: Clause, chosen: str) -> None:
    """Two wishes of one level pull apart: what costs more a unit is kept, above the band and below it."""
    problem = Problem((Ruling("dear", Importance.FAIR, (dear,)), Ruling("cheap", Importance.FAIR, (cheap,))))
    outcome = solve(problem, LIMITS)
    assert "".join(sorted(cell.who for cell in outcome.chosen)) in chosen.split("|")
    assert tuple(done.value for done in outcome.passes) == best(problem)


def test_problem_without_rules_has_the_empty_roster() -> None:
    """Nothing asked: proven, nobody serves, no pass."""
    outcome = solve(Problem(()), LIMITS)
    assert (outcome.status, outcome.chosen, outcome.passes) == (Status.PROVEN, frozenset(), ())


def test_fact_against_a_law_is_impossible() -> None:
    """Past turns are constants: if they alone break a law there is no roster."""
    law = Ruling("law", Importance.LAW, (AtMostOne((A, B)),))
    assert solve(Problem((law,), {A: True, B: True}), LIMITS).status is Status.IMPOSSIBLE
    assert solve(Problem((law,), {A: True, B: False}), LIMITS).status is Status.PROVEN


def test_fact_against_a_wish_costs() -> None:
    """A wish that the past has broken already is paid for in full, and the rest is still decided."""
    wish = Ruling("wish", Importance.WISH, (AtMostOne((A, B, C)), Cover((D,), 1)))
    outcome = solve(Problem((wish,), {A: True, B: True}), LIMITS)
    assert outcome.chosen == {A, B, D}
    assert [(done.value, done.bound) for done in outcome.passes] == [(1, 1)]


def test_watch_hears_every_pass_end() -> None:
    """The last word on each level is the value and bound of its pass; bounds never pass values."""
    heard: list[tuple[str, int | None, int | None]] = []
    cover = Ruling("cover", Importance.COVER, (Cover((A, B), 3),))
    wish = Ruling("wish", Importance.WISH, (Cover((A, B, C), None, 1),))
    outcome = solve(
        Problem((cover, wish)),
        LIMITS,
        lambda rules, value, bound, _: heard.append((rules[0].rule, value, bound)),
    )
    last = {rule: (value, bound) for rule, value, bound in heard}
    assert last == {"cover": (1, 1), "wish": (1, 1)}
    assert [(done.value, done.bound) for done in outcome.passes] == [(1, 1), (1, 1)]
    assert all(value is not None and bound is not None and bound <= value for _, value, bound in heard)


def test_watch_hears_of_whole_rosters_only() -> None:
    """Nobody is left for E, which costs 5, each of two pairs costs 2: no roster is told at less than 9."""
    heard: list[int | None] = []
    pairs = Ruling("pairs", Importance.WISH, (Cover((A, B), 1, weight=3), Cover((C, D), 1, weight=3)))
    rest = Ruling("rest", Importance.WISH, tuple(Cover((one,), None, 0, weight=2) for one in (A, B, C, D)))
    gone = Ruling("gone", Importance.WISH, (Cover((E,), 1, weight=5),))
    problem = Problem((pairs, rest, gone), {E: False})
    outcome = solve(problem, LIMITS, lambda _level, value, _bound, _seconds: heard.append(value))
    assert [one.value for one in outcome.passes] == [9]
    assert None in heard
    assert all(value is None or value >= 9 for value in heard)


def test_watch_hears_no_cost_before_a_part_of_laws_has_a_roster() -> None:
    """C or D must serve and costs nothing; until somebody does, what A or B costs, 2, is no roster's cost."""
    heard: list[int | None] = []
    law = Ruling("law", Importance.LAW, (Cover((C, D), 1),))
    wish = (Cover((A, B), 1, weight=3), *(Cover((one,), None, 0, weight=2) for one in (A, B)))
    problem = Problem((Ruling("wish", Importance.WISH, wish), law))
    outcome = solve(problem, LIMITS, lambda _level, value, _bound, _seconds: heard.append(value))
    assert [one.value for one in outcome.passes] == [2]
    assert heard[0] is None
    assert heard[-1] == 2


def test_pair_with_a_half_that_never_was() -> None:
    """A did not serve before the edge, so "A before and B after" is simply "no" to every law and wish."""
    pair = Mark("A then B", (), ((A, B),))
    never = Ruling("never", Importance.LAW, (AtMostOne((pair, C)), Cover((B, C), 2)))
    wish = Ruling("wish", Importance.WISH, (Cover((pair,), 1),))
    outcome = solve(Problem((never, wish), {A: False}), LIMITS)
    assert outcome.status is Status.PROVEN
    assert outcome.chosen == {B, C}
    assert [done.value for done in outcome.passes] == [1]


def test_a_count_that_cannot_cost_decides_nothing() -> None:
    """A is not wished for and nobody needs A, so A is free, also where idle counts over marks speak of A."""
    some, pair = Mark("C or A", (C, A)), Mark("E, C or C with A", (E, C), ((C, A),))
    all_three, other = Mark("C, A or F", (C, A, F)), Mark("D or A with C", (D,), ((A, C),))
    idle = Ruling("idle", Importance.COVER, (Load(((-1, some), (2, pair)), -9, 9),))
    free = Ruling("free", Importance.ORDERS, (Cover((A,), 0, 0),))
    late = Ruling("late", Importance.PATROL, (Load(((-1, all_three), (1, other)), -9, 9), Cover((C,), 1, 1)))
    problem = Problem((idle, free, late))
    outcome = solve(problem, LIMITS)
    assert tuple(done.value for done in outcome.passes) == (0, 0, 0) == costs(problem, outcome.chosen)


def test_cover_that_names_a_fact_twice_implies_no_more() -> None:
    """ "A counts double, two wanted" asks for A only, so "B needs two of A and C" still binds."""
    laws = (Cover((A, A), 2), Needs(B, (A, C), 2), Cover((B,), 1), Cover((C,), None, 0))
    problem = Problem((Ruling("law", Importance.LAW, laws),))
    assert lawful(problem) == []
    assert solve(problem, LIMITS).status is Status.IMPOSSIBLE


def test_law_of_weight_nothing_binds_facts_too() -> None:
    """A law is a law at weight 0, also where only facts of the past are counted; the audit says so."""
    law = Ruling("law", Importance.LAW, (Cover((A,), None, 0, weight=0),))
    problem = Problem((law,), {A: True})
    assert [breach.amount for breach in audit(problem, ())] == [1]
    assert solve(problem, LIMITS).status is Status.IMPOSSIBLE
