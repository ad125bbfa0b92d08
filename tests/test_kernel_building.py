"""Reading and writing large problems: shared terms, cells excluded by law, groups, the collector at rest."""

from __future__ import annotations

import gc
import pickle
from contextlib import suppress
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from scheduler.kernel.encode import Encoding
from scheduler.kernel.exclusive import Exclusive
from scheduler.kernel.groups import SETTLED, Groups
from scheduler.kernel.tally import Cell, Mark, Ones, Tally, counted_once
from scheduler.kernel.uncollected import uncollected

A, B, C, D = CELLS = tuple(Cell(who, "mon") for who in "ABCD")


def test_ones_are_the_terms_they_stand_for() -> None:
    """Three facts once each: as a sequence, in comparisons and after a pickle the same as ((1, A), …)."""
    ones, plain = Ones((A, B, C)), ((1, A), (1, B), (1, C))
    assert tuple(ones) == plain
    assert (len(ones), ones[0], tuple(ones[1:])) == (3, (1, A), plain[1:])
    assert ones == plain
    assert hash(ones) == hash(plain)
    assert pickle.loads(pickle.dumps(ones)) == ones
    assert Tally(ones, 1, 2) == Tally(plain, 1, 2)
    assert Tally(ones, constant=4).span == Tally(plain, constant=4).span == (4, 7)


def test_ones_share_their_facts() -> None:
    """The facts of a count are the clause's own tuple, not a copy; a fact that counts double is none."""
    facts = (A, B)
    assert counted_once(Ones(facts)) is facts
    assert counted_once(((1, A), (1, B))) == facts
    assert counted_once(((1, A), (2, B))) is None


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sets(st.sampled_from(CELLS), min_size=1), max_size=4))
def test_exclusive_cells_are_those_of_a_common_law(laws: list[set[Cell]]) -> None:
    """Two cells exclude each other just where one of the at-most-ones holds both."""
    exclusive = Exclusive(Tally(Ones(tuple(sorted(law))), high=1) for law in laws)
    for one, other in combinations(CELLS, 2):
        together = any({one, other} <= law for law in laws)
        assert (other in exclusive.get(one, set())) == together
        assert exclusive.excludes([one, other]) == together


def test_only_at_most_ones_over_cells_exclude() -> None:
    """Two of three may hold; a mark is no cell; with one held already none is left: none excludes."""
    anyone = Mark("anyone", (C, D))
    laws = [Tally(Ones((A, B, C)), high=2), Tally(Ones((A, anyone)), high=1),
            Tally(Ones((A, B)), high=1, constant=1)]  # fmt: skip
    assert len(Exclusive(laws)) == 0


def test_groups_keep_the_order_of_the_larger() -> None:
    """C joins A and B, so they stand first; a mark links its cells; a settled cell links nothing."""
    moves: list[tuple[int, int]] = []
    groups = Groups((A, B, C, D))
    root = groups.link(((1, A), (1, B)), lambda *move: moves.append(move))
    assert groups.link(((1, C), (1, Mark("both", (B,)))), lambda *move: moves.append(move)) == root == 0
    assert groups.members(root) == (A, B, C)
    assert moves == [(0, 1), (0, 2)]
    assert list(groups.roots()) == [0, 3]
    assert groups.link(((1, Cell("past", "mon")),), lambda *move: moves.append(move)) == SETTLED
    assert groups.members(SETTLED) == ()


def test_the_collector_rests_while_something_is_built() -> None:
    """Two builds, one within the other: it runs again when the outer one ends, and after a mistake, too."""
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with suppress(ValueError), uncollected():
        raise ValueError
    assert gc.isenabled()


@pytest.mark.slow
def test_a_cost_of_very_many_counts_can_be_written() -> None:
    """400,000 counts with a slack each; as a chain of Python sums their cost ended the process."""
    cells = [Cell("A", str(number)) for number in range(400_000)]
    encoding = Encoding((), {}, cells, cp_model.CpModel())
    cost = encoding.cost_of(Tally(((1, cell), (2, A)), high=0) for cell in cells)
    encoding.model.minimize(cost)
    assert len(encoding.model.proto.objective.vars) == 400_000
