"""The route search, its parts and its benchmark, on worlds with answers one can work out in one's head."""

import io
import itertools
import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.ours.team_orienteering import routes as by_engine
from benchmarks.suites.team_orienteering import TeamOrienteering
from benchmarks.task import Report, Task
from benchmarks.team_orienteering import Instance, faults, read_instance
from scheduler.roads.orienteering import Orienteering
from scheduler.roads.orienteering_limits import Limits
from scheduler.roads.orienteering_search import search
from scheduler.roads.orienteering_tour import shorten

DATA = Path(os.environ.get("XUNFANG_DATA", Path(__file__).parents[1] / ".." / "shared" / "data")) / "top"
FEW = Limits(steps=80)


def world(points, budget, crews=1, dwell=None, end=None):
    """Points are (x, y, score); the first is the start, and the end unless one is named."""
    at = np.array(points, dtype=float)
    travel = np.hypot(*(at[:, None, :2] - at[None, :, :2]).transpose(2, 0, 1))
    return Orienteering(at[:, 2], travel, 0, 0 if end is None else end, budget, crews, dwell)


LINE = [(0, 0, 0), (1, 0, 5), (2, 0, 5), (3, 0, 20)]
EAST_WEST = [(0, 0, 0), (-2, 0, 4), (3, 0, 7), (4, 0, 9)]


def test_line_of_four_with_a_budget_of_four():
    """To 2 and back is 4 long and scores 5 + 5; the 20 at 3 is 6 away and back."""
    routes = search(world(LINE, 4), FEW)
    assert [sorted(route) for route in routes] == [[1, 2]]


def test_two_crews_go_two_ways():
    """Budget 8: east to 4 and back scores 16, west to -2 and back 4; one crew would need 12."""
    problem = world(EAST_WEST, 8, crews=2)
    assert [sorted(route) for route in search(problem, FEW)] == [[2, 3], [1]]
    assert problem.bound == 20


def test_one_crew_takes_the_better_side():
    """With one crew and budget 8 only the east (16) or the west with nothing else (4) is possible."""
    assert problem_score(world(EAST_WEST, 8)) == 16


def problem_score(problem, limits=FEW, seed=0):
    return problem.total(search(problem, limits, seed))


def test_end_may_differ_from_start():
    """From 0 to 3 on the line with budget 3 everything on the way is free: 5 + 5."""
    assert search(world(LINE, 3, end=3), FEW) == [[1, 2]]


def test_dwell_uses_up_the_budget():
    """A minute's dwell makes 1 and 2 cost 4 + 2 = 6: with 5, only one place fits beside the walk."""
    dwell = np.ones(4)
    assert problem_score(world(LINE, 6, dwell=dwell)) == 10
    assert problem_score(world(LINE, 5, dwell=dwell)) == 5


def test_one_way_ring_is_walked_its_way():
    """Round a ring of one-way streets, 1-2-3 takes 4 minutes and 3-2-1 takes 12."""
    steps = np.arange(4)
    problem = Orienteering(np.ones(4), (steps[None, :] - steps[:, None]) % 4.0, 0, 0, 4.0)
    assert problem.length([3, 2, 1]) == 12
    assert shorten(problem, [3, 2, 1]) == [1, 2, 3]
    assert search(problem, FEW) == [[1, 2, 3]]


points = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 5)), min_size=2, max_size=8)


@settings(max_examples=30, deadline=None)
@given(points, st.integers(0, 30), st.integers(1, 3), st.integers(0, 2), st.booleans())
def test_routes_keep_the_budget_and_share_no_place(spots, budget, crews, minutes, closed):
    """Whatever the world, each route fits its budget by our own sum, and no place is visited twice."""
    dwell = np.full(len(spots), float(minutes))
    end = 0 if closed else len(spots) - 1
    routes = search(world(spots, budget, crews, dwell, end), Limits(steps=25), seed=1)
    visited = [u for route in routes for u in route]
    assert len(routes) <= crews
    assert len(visited) == len(set(visited))
    assert not {0, end} & set(visited)
    for route in routes:
        legs = itertools.pairwise([0, *route, end])
        ways = sum(np.hypot(spots[a][0] - spots[b][0], spots[a][1] - spots[b][1]) for a, b in legs)
        assert ways + minutes * len(route) <= budget + 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_search_finds_what_trying_every_order_finds(seed):
    """Five random places, two crews: the search scores as much as the best pair among all ordered routes."""
    spots = np.random.default_rng(seed).integers(0, 9, (6, 3))
    problem = world(spots, 16, crews=2)
    orders = (p for n in range(6) for p in itertools.permutations(range(1, 6), n))
    fits = {frozenset(p) for p in orders if problem.length(p) <= problem.limit}
    best = max(problem.total([a, b]) for a in fits for b in fits if not a & b)
    assert problem_score(problem) == best


def test_same_seed_same_routes():
    """Limited by steps, a seed fixes the routes, prices and packings included."""
    spots = np.random.default_rng(3).integers(0, 30, (25, 3))
    problem = world(spots, 60, crews=2)
    first, second = (search(problem, Limits(steps=400), seed=4) for _ in range(2))
    assert first == second
    assert len(first) == 2


def test_scale_of_scores_does_not_matter():
    """Risks of a hundred-thousandth each are told apart as well as scores of 1 to 30."""
    spots = np.random.default_rng(3).integers(1, 30, (25, 3)).astype(float)
    small = spots * [1, 1, 2.0**-20]
    first, second = (search(world(s, 60, crews=2), Limits(steps=400), seed=4) for s in (spots, small))
    assert first == second


def test_search_without_a_limit_is_refused():
    """Limits of neither kind would never end; the message says what to write."""
    with pytest.raises(ValueError, match=r"Maybe Limits\(seconds=10\)"):
        Limits()


TINY = Instance("tiny", 1, 4.0, ((0, 0, 0), (1, 0, 5), (2, 0, 5), (0, 0, 0)))


@pytest.mark.parametrize(
    ("routes", "fault"),
    [([[1], [2]], "2 routes for 1 crews"), ([[1, 1]], "visited twice"), ([[3]], "unknown point")],
)
def test_checker_names_the_fault(routes, fault):
    """Each kind of unlawful answer is found and named."""
    assert any(fault in told for told in faults(TINY, routes))


def test_checker_measures_by_itself():
    """To 2 and back is 4: lawful with tmax 4, too long with 3.9."""
    assert list(faults(TINY, [[1, 2]])) == []
    shorter = Instance("tiny", 1, 3.9, TINY.points)
    assert list(faults(shorter, [[2]])) == ["route 0 is 4.000000 long, tmax is 3.9"]


def write_tiny(directory):
    rows = "\n".join(f"{x}\t{y}\t{score}" for x, y, score in TINY.points)
    (directory / "p0.1.a.txt").write_text(f"n 4\nm 1\ntmax 4.0\n{rows}\n")
    (directory / "best_known.json").write_text(json.dumps({"p0.1.a": {"best": 10, "source": "by hand"}}))


def test_suite_judges_routes_and_knows_their_bound(tmp_path):
    """Both places score 10, which is also all that lies in reach; one place twice is refused."""
    write_tiny(tmp_path)
    suite = TeamOrienteering()
    assert list(suite.names(tmp_path)) == ["p0.1.a"]
    assert suite.best("p0.1.a", tmp_path) == 10
    opened = suite.open("p0.1.a", tmp_path)
    verdict = suite.judge(opened, [[1, 2]])
    assert (verdict.cost, verdict.bound, verdict.faults) == (10, 10, ())
    assert suite.judge(opened, [[1, 1]]).faults == ("a point is visited twice",)


def test_or_tools_routing_solves_the_tiny_instance():
    """OR-Tools routing as we set it up finds both places, too."""
    from benchmarks.peers.or_routing import run

    found = run(TINY, Task("team-orienteering", "tiny", "or-routing", 1, 0.3), Report(io.StringIO()))
    assert sorted(found.answer[0]) == [1, 2]


def test_reader_names_the_file_that_is_not_an_instance(tmp_path):
    """A text of another kind is refused by name."""
    (tmp_path / "p9.txt").write_text("hello\n")
    with pytest.raises(ValueError, match=r"p9\.txt"):
        read_instance(tmp_path / "p9.txt")


def test_peer_solves_the_tiny_instance():
    """PyVRP as we set it up finds both places, so the comparison is not against a straw man."""
    pytest.importorskip("pyvrp", reason="the peer is an optional extra: pip install xunfang[bench]")
    from benchmarks.peers.pyvrp_routes import routes as by_pyvrp

    assert sorted(by_pyvrp(TINY, 0.2, seed=1)[0]) == [1, 2]


@pytest.mark.parametrize(("name", "best"), [("p1.2.i", 135), ("p2.3.g", 145), ("p3.2.c", 180)])
def test_public_instance_reaches_its_best_known(name, best):
    """A second is enough for the small public instances, judged by the separate checker."""
    if not (DATA / f"{name}.txt").exists():
        pytest.skip("public instances are absent; set XUNFANG_DATA")
    instance = read_instance(DATA / f"{name}.txt")
    routes = by_engine(instance, 1.0, seed=0)
    assert list(faults(instance, routes)) == []
    assert sum(instance.points[u][2] for route in routes for u in route) == best
