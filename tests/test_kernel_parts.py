"""What makes the search faster changes no answer: parts, implied laws, barred cells, merged pairs."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from referee import every_roster, lawful
from small_problems import problems

from models import Importance
from scheduler.kernel.audit import price
from scheduler.kernel.clauses import AtMostOne, Clause, Cover, Load, Needs
from scheduler.kernel.merge import merge_pairs
from scheduler.kernel.parts import Parts, barred, without_implied
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Mark, Tally, cells_of

QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
A, B, C, D, E, F = CELLS = tuple(Cell(who, "mon") for who in "ABCDEF")


def tallies(*clauses: Clause) -> list[Tally]:
    """The counts of some clauses."""
    return [tally for clause in clauses for tally in clause.tallies()]


def kept(laws: Iterable[Tally], roster: frozenset[Cell]) -> bool:
    """Whether a roster keeps every count."""
    return not any(any(law.outside(roster)) for law in laws)


@QUICK
@given(problems(4, 3))
def test_parts_share_no_cell_and_lose_none(problem: Problem) -> None:
    """At every level the free cells are divided among the parts, each cell in just one."""
    parts = Parts(problem)
    free = {cell for cell in problem.cells() if cell not in problem.facts and cell not in parts.barred}
    for level in range(max(1, len(problem.levels))):
        found = [cell for part in parts.up_to(level) for cell in part.cells]
        assert len(found) == len(set(found))
        assert set(found) == free


@QUICK
@given(problems(3, 1))
def test_best_of_the_parts_is_best_of_the_whole(problem: Problem) -> None:
    """With one level, the least costs of the parts add up to the least cost of the whole."""
    parts = Parts(problem)
    past = frozenset(cell for cell, holds in problem.facts.items() if holds)
    total: int | None = 0
    for part in parts.up_to(0):
        level = part.levels[-1] if part.levels else ()
        rosters = (roster | past for roster in every_roster(part.cells))
        least = min((price(level, roster) for roster in rosters if kept(part.laws, roster)), default=None)
        total = None if least is None or total is None else total + least
    soft = [tally for ruling in problem.rulings if not ruling.hard for tally in ruling.tallies]
    assert total == min((price(soft, roster) for roster in lawful(problem)), default=None)


def test_two_people_without_a_common_rule_are_two_parts() -> None:
    """A and B each with a law of their own fall apart; a wish for both joins them, if it can cost."""
    laws = Ruling("law", Importance.LAW, (Cover((A,), 1), Cover((B,), 1)))
    free = Ruling("free", Importance.COVER, (Load(((1, A), (1, B)), 0, 2),))
    wish = Ruling("wish", Importance.WISH, (AtMostOne((A, B)),))
    parts = Parts(Problem((laws, free, wish)))
    assert {part.cells for part in parts.up_to(0) if part.cells} == {frozenset({A}), frozenset({B})}
    assert {part.cells for part in parts.up_to(1) if part.cells} == {frozenset({A, B})}


def test_facts_link_nothing() -> None:
    """A law over a settled cell and two free ones joins the two; over one free cell it joins nothing."""
    laws = Ruling("law", Importance.LAW, (AtMostOne((A, B)), AtMostOne((A, C))))
    parts = Parts(Problem((laws,), {A: False}))
    assert {part.cells for part in parts.up_to(0) if part.cells} == {frozenset({B}), frozenset({C})}


@QUICK
@given(problems(5, 0))
def test_barred_cells_are_in_no_lawful_roster(problem: Problem) -> None:
    """What is settled as "no" beforehand is "no" in every roster the referee allows."""
    laws = [tally for ruling in problem.laws for tally in ruling.tallies]
    no = barred(laws)
    assert not any(cell in roster for roster in lawful(problem) for cell in no)


def test_a_load_bars_a_turn_that_is_too_long() -> None:
    """With 4 hours left, a turn of 5 is barred and one of 4 is not."""
    assert barred(tallies(Load(((5, A), (4, B)), high=6, constant=2))) == {A}


@st.composite
def covers_and_needs(draw: st.DrawFn) -> list[Tally]:
    """Covers of disjoint or crossing groups, and laws with negative terms that they may imply."""
    groups = st.lists(st.sampled_from(CELLS), min_size=1, max_size=5, unique=True).map(tuple)
    covers = draw(st.lists(st.builds(Cover, groups, st.integers(0, 4)), max_size=3))
    needs = draw(st.lists(st.builds(Needs, st.sampled_from(CELLS), groups, st.integers(1, 4)), max_size=3))
    anyone = draw(groups)
    crew = Mark(f"any of {anyone}", anyone)
    alone = draw(st.lists(st.builds(Needs, st.just(crew), groups, st.integers(1, 4)), max_size=2))
    return tallies(*covers, *needs, *alone)


@QUICK
@given(covers_and_needs())
def test_implied_laws_change_no_roster(laws: list[Tally]) -> None:
    """Without the laws that covers imply, just the same rosters are lawful."""
    left = list(without_implied(laws))
    for roster in every_roster(CELLS):
        assert kept(left, roster) == kept(laws, roster)


def test_where_four_must_serve_nobody_serves_alone() -> None:
    """A cover of four among A-F implies "never fewer than four", not "never fewer than five"."""
    cover, anyone = Cover(CELLS, 4), Mark("anyone", CELLS)
    assert len(list(without_implied(tallies(cover, Needs(anyone, CELLS, 4))))) == 1
    assert len(list(without_implied(tallies(cover, Needs(anyone, CELLS, 5))))) == 2


def test_two_covers_add_up_only_when_apart() -> None:
    """2 of A, B, C and 2 of D, E, F make 4 of all six; 2 of A, B, C and 2 of C, D, E make only 2 for sure."""
    anyone = Mark("anyone", CELLS)
    apart = tallies(Cover((A, B, C), 2), Cover((D, E, F), 2), Needs(anyone, CELLS, 4))
    crossing = tallies(Cover((A, B, C), 2), Cover((C, D, E), 2), Needs(anyone, CELLS, 4))
    assert (len(list(without_implied(apart))), len(list(without_implied(crossing)))) == (2, 3)


def excluding(laws: Iterable[AtMostOne]) -> dict[Cell, set[Cell]]:
    """For each cell, those that stand beside it in an at-most-one law."""
    found: dict[Cell, set[Cell]] = {}
    for law in laws:
        for fact in law.facts:
            assert isinstance(fact, Cell)
            found.setdefault(fact, set()).update(
                cell for cell in law.facts if isinstance(cell, Cell) and cell != fact
            )
    return found


some = st.lists(st.sampled_from(CELLS), min_size=2, max_size=4, unique=True).map(tuple)
two = st.lists(st.sampled_from(CELLS), min_size=2, max_size=2, unique=True).map(tuple)


@QUICK
@given(
    st.lists(st.builds(AtMostOne, some), min_size=1, max_size=4),
    st.lists(st.builds(AtMostOne, two, weight=st.integers(1, 2)), min_size=1, max_size=6),
)
def test_merged_pairs_cost_the_same_on_every_lawful_roster(
    laws: list[AtMostOne], soft: list[AtMostOne]
) -> None:
    """Where only one of b, c serves by law, the pairs (a,b), (a,c) and one count of three cost the same."""
    pairs, hard = tallies(*soft), tallies(*laws)
    merged = list(merge_pairs(pairs, excluding(laws)))
    assert len(merged) <= len(pairs)
    for roster in every_roster(CELLS):
        if kept(hard, roster):
            assert price(merged, roster) == price(pairs, roster)


def test_pairs_are_merged_where_the_law_allows() -> None:
    """Pairs of A with B and with C become one count when B and C exclude each other, else they stay two."""
    pairs = tallies(AtMostOne((B, A)), AtMostOne((C, A)))
    together = list(merge_pairs(pairs, excluding([AtMostOne((B, C))])))
    assert [{*cells_of(tally.terms)} for tally in together] == [{A, B, C}]
    assert len(list(merge_pairs(pairs, {}))) == 2


def test_pairs_of_different_weight_are_not_merged() -> None:
    """Weight 1 and weight 2 stay apart, or the cost would change."""
    pairs = tallies(AtMostOne((B, A), weight=1), AtMostOne((C, A), weight=2))
    assert len(list(merge_pairs(pairs, excluding([AtMostOne((B, C))])))) == 2
