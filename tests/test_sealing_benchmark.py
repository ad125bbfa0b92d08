"""The benchmark of sealing and coverage: its parts on a village of four, its known answers on public data."""

import io
import os
from pathlib import Path

import numpy as np
import pytest

from benchmarks.ours.sealing import run
from benchmarks.peers.seal_peers import by_cp_sat, by_nearest_first, cp_sat, nearest_first
from benchmarks.sealing import FILES, Case, read_city, shortest
from benchmarks.suites.sealing import Sealing
from benchmarks.task import Report, Task
from models import Faults
from scheduler.response.check import seal_faults
from scheduler.response.coverage import coverage, extra_posts
from scheduler.response.seal import seal

DATA = (
    Path(os.environ.get("XUNFANG_DATA", Path(__file__).parents[1] / ".." / "shared" / "data")) / "cumcm2011b"
)
TABLES = dict(
    zip(
        FILES,
        (
            # 1 - 2 - 3 - 4 in a line, 10 units apart: 1 km, 1 minute
            "node,x,y,district,calls_per_day\n1,0,0,A,1\n2,10,0,A,1\n3,20,0,A,1\n4,30,0,B,1\n",
            "from,to\n1,2\n2,3\n3,4\n",
            "platform,node\nA1,1\nA2,2\nB1,4\n",
            "kind,node\ndistrict_A_exit,2\ndistrict_A_exit,3\ncity_exit,1\ncity_exit,4\n",
        ),
        strict=True,
    )
)


@pytest.fixture
def village(tmp_path):
    """A folder with the four tables of a village of four nodes."""
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def public():
    """The public network, where it is at hand."""
    if not (DATA / "nodes.csv").is_file():
        pytest.skip("the public network is absent; set XUNFANG_DATA")
    return read_city(DATA)


def test_ways_are_the_shortest():
    """From a, c is 5 away directly and 3 by b; d has no road."""
    ways = {"a": [("b", 1.0), ("c", 5.0)], "b": [("c", 2.0)], "c": [], "d": []}
    assert shortest(ways, "a") == [0, 1, 3, float("inf")]


def test_ten_units_are_a_minute(village):
    """1 km at 60 km/h; from the end of the village to its other end 3 minutes, either way."""
    city = read_city(village)
    assert city.table("14", "14").tolist() == [[0, 3], [3, 0]]
    assert (city.posts("A"), city.posts("city"), city.within("A")) == (
        ("1", "2"),
        ("1", "2", "4"),
        ("1", "2", "3"),
    )


@pytest.mark.parametrize(("peer", "last", "total"), [(by_cp_sat, 1, 2), (by_nearest_first, 2, 2)])
def test_what_the_peers_do(village, peer, last, total):
    """Posts 1 and 2, exits 2 and 3: the peer that proves sends each on by one, the greedy keeps 2 at home."""
    times = read_city(village).table("12", "23")
    taken = [times[crew, goal] for goal, crew in peer(times).items()]
    assert (max(taken), sum(taken)) == (last, total)


def answered(method, case):
    """The cost by the judge, the method's own, and the faults."""
    found = method(case, Task("sealing", "village", "any", 1, 10), Report(io.StringIO()))
    verdict = Sealing().judge(case, found.answer)
    return verdict.cost, found.cost, verdict.faults


@pytest.mark.parametrize(
    ("asked", "cost"), [("exits-last", 1), ("exits-total", 2), ("night", 2), ("beyond", 1), ("worst", 1)]
)
def test_the_village_is_answered_and_judged(village, asked, cost):
    """Both exits of A are closed after 1 minute, at worst 2; beyond half a minute only 3, 1 minute away."""
    assert answered(run, Case(read_city(village), asked, "A", 0.5)) == (cost, cost, ())


@pytest.mark.parametrize(("asked", "cost"), [("posts", 1), ("posts-total", 0)])
def test_the_village_needs_one_post_more(village, asked, cost):
    """Within half a minute only house 3 is not covered; a post there covers it, 0 minutes away."""
    assert answered(run, Case(read_city(village), asked, "A", 0.5)) == (cost, cost, ())


def test_peers_seal_the_village(village):
    """CP-SAT seals A after 1 minute; the greedy keeps 2 at home and needs 2."""
    case = Case(read_city(village), "exits-last", "A")
    assert answered(cp_sat, case) == (1, 1, ())
    assert answered(nearest_first, case) == (2, None, ())


@pytest.mark.parametrize(
    ("asked", "answer", "fault"),
    [
        ("exits-last", [("1", "2")], "not every exit is closed once"),
        ("exits-last", [("1", "2"), ("1", "3")], "a crew closes two exits"),
        ("beyond", [], "other nodes lie beyond"),
        ("posts", ["1"], "3 stays beyond"),
    ],
)
def test_the_judge_names_what_is_wrong(village, asked, answer, fault):
    """Each unlawful answer is refused by name."""
    assert fault in Sealing().judge(Case(read_city(village), asked, "A", 0.5), answer).faults


def test_missing_tables_are_told_and_not_a_traceback(tmp_path):
    """The message names what is missing and what to change."""
    with pytest.raises(Faults) as caught:
        Sealing().open("A-exits-last", tmp_path)
    assert str(caught.value) == f"{tmp_path}: no {', '.join(FILES)}. Maybe another --data"


def test_district_a_is_sealed_in_its_known_time(public):
    """Last exit after 8.015457 minutes, all together 46.1885; exits 28 and 29 wait for a second crew."""
    crews, exits = public.posts("A"), public.exits["A"]
    times = public.table(crews, exits)
    answer = seal(times, crews, exits)
    assert (len(crews), len(exits)) == (20, 13)
    assert answer.last == pytest.approx(8.015457, abs=1e-6)
    assert answer.total == pytest.approx(46.1885, abs=5e-5)
    assert (answer.why_last.exits, answer.why_last.crews) == (("28", "29"), ("15",))
    assert list(seal_faults(times, crews, exits, answer)) == []


def test_district_a_lacks_four_posts(public):
    """Six nodes lie beyond 3 minutes, 29 worst at 5.701; four new platforms are proven the fewest."""
    posts, places = public.posts("A"), public.within("A")
    today = coverage(public.table(posts, places), posts, places)
    assert today.beyond(3) == ("28", "29", "38", "39", "61", "92")
    assert (today.worst[0], round(today.worst[1], 3)) == ("29", 5.701)
    sites = [node for node in places if node not in posts]
    more = extra_posts(today, 3, public.table(sites, places), sites)
    assert (len(more.posts), more.least, more.never) == (4, 4, ())
    assert (public.table([*posts, *more.posts], places).min(axis=0) <= 3).all()
    # the published choice is as good in number, and no better in total
    published = public.table(["29", "40", "61", "92"], today.beyond(3)).min(axis=0)
    assert published.max() <= 3
    assert more.total <= published.sum()


def test_the_whole_city_has_138_nodes_beyond_three_minutes(public):
    """As published: 138 of 582, the worst 12.680 minutes away."""
    posts, places = public.posts("city"), public.within("city")
    today = coverage(public.table(posts, places), posts, places)
    assert len(today.beyond(3)) == 138
    assert round(today.worst[1], 3) == 12.680
    assert np.isfinite(public.minutes).all()
