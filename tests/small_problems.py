"""Small random problems for the kernel: every shape, several levels, facts, marks, parts that fall apart."""

from __future__ import annotations

from hypothesis import strategies as st

from models import Importance
from scheduler.kernel.clauses import (
    AtMostOne,
    Clause,
    Cover,
    Forbid,
    Gap,
    Keep,
    Load,
    Needs,
    Run,
    Together,
    Wish,
)
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, Fact, Mark

CELLS = tuple(Cell(who, day) for who in "AB" for day in ("mon", "tue", "wed"))
LEVELS = (
    (Importance.COVER, 0),
    (Importance.COVER, 2),
    (Importance.FAIR, 1),
)
"""(importance, rank) of the rulings that may yield; two ranks of one importance are two levels."""

cells = st.sampled_from(CELLS)
weights = st.integers(1, 3)
few = st.integers(0, 3)
maybe = st.none() | few


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """A mark over one to three cells, or over cells and a pair; its name tells what is in it."""
    inside = tuple(draw(st.lists(cells, max_size=3, unique=True)))
    pairs = draw(st.lists(st.lists(cells, min_size=2, max_size=2, unique=True), max_size=1))
    whole = tuple((one, other) for one, other in pairs)
    return Mark(repr((inside, whole)), inside, whole)


facts = cells | cells | cells | marks()


def several(least: int = 1, most: int = 4) -> st.SearchStrategy[tuple[Fact, ...]]:
    """Different facts, in any order."""
    return st.lists(facts, min_size=least, max_size=most, unique=True).map(tuple)


def loose_or_tight(draw: st.DrawFn) -> tuple[int | None, int | None]:
    """A band: any two of nothing, 0, 1, 2, 3; sometimes empty, sometimes never left."""
    return draw(maybe), draw(maybe)


@st.composite
def covers(draw: st.DrawFn) -> Cover:
    """A cover, with its own weight above sometimes."""
    low, high = loose_or_tight(draw)
    over = draw(st.none() | weights)
    counted = draw(several() | st.lists(facts, min_size=1, max_size=3).map(tuple))  # also one fact twice
    return Cover(counted, low, high, over, weight=draw(weights))


@st.composite
def loads(draw: st.DrawFn) -> Load:
    """A load with coefficients of either sign and something carried in."""
    terms = draw(st.lists(st.tuples(st.sampled_from([-2, -1, 1, 1, 2, 3]), facts), max_size=4))
    low, high = loose_or_tight(draw)
    return Load(tuple(terms), low, high, draw(st.integers(-1, 1)), weight=draw(weights))


@st.composite
def loose(draw: st.DrawFn) -> Load:
    """A load that no roster can break: it costs nothing and must link nothing."""
    terms = draw(st.lists(st.tuples(st.sampled_from([-1, 1, 2]), facts), min_size=1, max_size=3))
    return Load(tuple(terms), -9, 9, weight=draw(weights))


@st.composite
def pairs(draw: st.DrawFn) -> AtMostOne:
    """Two cells that exclude each other: what merge_pairs looks for."""
    one, other = draw(st.lists(cells, min_size=2, max_size=2, unique=True))
    return AtMostOne((one, other), weight=draw(weights))


in_a_row = st.lists(facts, min_size=3, max_size=5, unique=True).map(tuple)
clauses: st.SearchStrategy[Clause] = st.one_of(
    covers(),
    loads(),
    loose(),
    pairs(),
    st.builds(AtMostOne, several(), weight=weights),
    st.builds(Forbid, several(most=2), weight=weights),
    st.builds(Run, in_a_row, st.integers(1, 3), maybe, weight=weights),
    st.builds(Gap, in_a_row, st.integers(1, 3), weight=weights),
    st.builds(Together, facts, facts, weight=weights),
    st.builds(Needs, facts, several(0, 3), st.integers(1, 2), weight=weights),
    st.builds(Wish, facts, st.booleans(), weight=weights),
    st.builds(Keep, several(0, 2), several(0, 2), weight=weights),
)


@st.composite
def problems(draw: st.DrawFn, most_laws: int = 3, most_soft: int = 6) -> Problem:
    """A few laws, a few rulings at several levels, and up to two facts of the past."""
    laws = draw(st.lists(st.lists(clauses, max_size=2), max_size=most_laws))
    soft = draw(
        st.lists(
            st.tuples(st.sampled_from(LEVELS), st.lists(clauses, min_size=1, max_size=3)), max_size=most_soft
        )
    )
    past = draw(st.dictionaries(cells, st.booleans(), max_size=2))
    rulings = [Ruling(f"law {i}", Importance.LAW, tuple(given)) for i, given in enumerate(laws)]
    rulings += [
        Ruling(f"soft {i}", importance, tuple(given), rank)
        for i, ((importance, rank), given) in enumerate(soft)
    ]
    return Problem(tuple(draw(st.permutations(rulings))), past)
