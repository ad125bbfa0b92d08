"""Places beyond reach and the fewest extra posts, on a street one can walk in one's head."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Faults, Limits, Status
from scheduler.kernel.cover import cover
from scheduler.response.coverage import Coverage, coverage, extra_posts

LIMITS = Limits(seconds=10, workers=1, seed=1, reproducible=True)
STREET = tuple("abcdefghij")  # a house every minute: a at 0, j at 9


def from_houses(*houses):
    """Minutes from some houses of the street to all of them."""
    return [[abs(STREET.index(house) - k) for k in range(10)] for house in houses]


def posted(*houses):
    """Coverage of the street by posts in some houses."""
    return coverage(from_houses(*houses), houses, STREET)


def extra(today, limit, *sites):
    """The fewest posts among the sites given."""
    return extra_posts(today, limit, from_houses(*sites), sites, LIMITS)


def test_the_rings_of_one_post():
    """From a, houses beyond 1 minute begin at c, beyond 3 at e, beyond 5 at g; j is worst, 9 away."""
    assert posted("a").rings() == {1: tuple("cdefghij"), 3: tuple("efghij"), 5: tuple("ghij")}
    assert posted("a").worst == ("j", 9)


def test_the_nearest_of_several_posts_counts():
    """With posts at a and j, d is 3 from a and g is 3 from j, so 3 minutes cover all but e and f."""
    today = posted("a", "j")
    assert today.beyond(3) == ("e", "f")
    assert [today.nearest[k] for k in (3, 6)] == ["a", "j"]


def test_a_place_just_at_the_limit_is_covered():
    """A time of 3 that came out as 3.0000000000000004 is 3."""
    assert coverage([[0.1 * 3 * 10]], "A", "x").beyond(3) == ()


def test_without_posts_nothing_is_covered():
    """No post: every place is out of reach, whatever the limit."""
    today = coverage([], (), STREET)
    assert today.beyond(1e6) == STREET
    assert today.nearest == (None,) * 10


def test_a_place_without_a_way_is_beyond_every_ring():
    """`inf` is told as such, with no nearest post."""
    today = coverage([[1, math.inf]], "A", "xy")
    assert today.beyond(1e9) == ("y",)
    assert (today.worst, today.nearest) == (("y", math.inf), ("A", None))


def test_one_post_more_covers_the_far_end():
    """Beyond 3 minutes of a lie e to j; from g that is 2+1+0+1+2+3 = 9 minutes, from h 3+2+1+0+1+2 too."""
    more = extra(posted("a"), 3, *"bcdefghij")
    assert more.posts in (("g",), ("h",))
    assert (more.total, more.total_bound, more.least, more.status) == (9, 9, 1, Status.PROVEN)


def test_two_posts_where_one_cannot_reach_far_enough():
    """Within 1 minute of its middle a post covers three houses: c to j are eight, so three posts."""
    more = extra(posted("a"), 1, *STREET)
    assert len(more.posts) == more.least == 3
    assert more.fewest
    assert more.status is Status.PROVEN
    assert posted("a", *more.posts).beyond(1) == ()
    # three posts stand where they serve, the other five houses are a minute away
    assert more.total == 5


def test_the_total_decides_between_equal_numbers():
    """One post covers h, i and j from any of g to j within 3 minutes; i does it in 1 + 0 + 1."""
    today = Coverage(STREET, (0.0,) * 7 + (9.0,) * 3, ("a",) * 10)
    assert extra(today, 3, *"ghij").posts == ("i",)
    assert extra(today, 3, *"ghij").total == 2


def test_nothing_beyond_needs_nothing():
    """All covered: no post, proven."""
    more = extra(posted("e"), 9, "a")
    assert (more.posts, more.least, more.total, more.status) == ((), 0, 0, Status.PROVEN)


def test_places_that_no_site_covers_are_named_and_the_rest_is_covered():
    """Sites only at a and f: within 1 minute they serve a, b, e, f and g; the other five never."""
    more = extra(coverage([], (), STREET), 1, "a", "f")
    assert more.posts == ("a", "f")
    assert more.never == tuple("cdhij")


def test_no_sites_at_all_is_an_answer():
    """Without candidates every far house is named as never covered."""
    more = extra_posts(posted("a"), 5, [], (), LIMITS)
    assert (more.posts, more.never) == ((), tuple("ghij"))


def test_the_matrix_must_fit_its_names():
    """Two sites for one row is a fault."""
    with pytest.raises(Faults, match="transposed"):
        extra_posts(posted("a"), 3, from_houses("b"), "bc", LIMITS)


def test_a_place_without_any_site_is_refused_by_the_kernel():
    """The kernel is never asked to cover what cannot be."""
    with pytest.raises(ValueError, match="leave it out"):
        cover([{0: 1}, {}], LIMITS)


def cheapest(ways):
    """(number, cost) of the best cover, by trying all sets of sites."""
    sites = sorted({site for way in ways for site in way})
    for number in range(1, len(sites) + 1):
        costs = [
            sum(min(way[site] for site in way if site in chosen) for way in ways)
            for chosen in itertools.combinations(sites, number)
            if all(set(way) & set(chosen) for way in ways)
        ]
        if costs:
            return number, min(costs)
    raise AssertionError("no cover")


WAYS = st.lists(st.dictionaries(st.integers(0, 5), st.integers(0, 9), min_size=1), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(WAYS)
def test_no_set_of_sites_is_smaller_or_cheaper(ways):
    """Up to 6 sites and 8 places, every set of sites tried."""
    found = cover(ways, LIMITS)
    assert (len(found.sites), found.cost) == (found.least, found.cost_bound) == cheapest(ways)
    assert found.status is Status.PROVEN


def test_a_search_cut_short_says_what_it_knows():
    """With no time to search the greedy cover is told as FOUND, with a bound that is not above it."""
    at = np.random.default_rng(1).random((150, 2))
    far = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    ways = [{int(i): int(1e6 * d[i]) for i in np.flatnonzero(d < 0.15)} for d in far]
    found = cover(ways, LIMITS.model_copy(update={"seconds": 1e-4}))
    assert found.status is Status.FOUND
    assert found.least <= len(found.sites) <= 40
    assert found.cost_bound <= found.cost
    assert all(set(way) & set(found.sites) for way in ways)
