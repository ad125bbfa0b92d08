"""The benchmarks themselves: tables, peers, and that what they import keeps them honest."""

from __future__ import annotations

import ast
import csv
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import Row, gap, markdown, write_rows
from benchmarks.peers import plain_cp_sat, plain_highs
from benchmarks.peers.cases import MONDAY, Case, lawful_cost, open_case, open_station
from benchmarks.peers.from_station import plain
from benchmarks.peers.plain_judge import judge
from benchmarks.peers.plain_week import Demand, PlainWeek, Post
from benchmarks.station_week import Run, compared, main, run_peer
from models import Limits, Status
from scheduler.kernel.solve import solve
from scheduler.posture import Request

LIMITS = Limits(seconds=10, reproducible=True)
BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def imports(file: Path) -> set[str]:
    """Every module a file imports."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
    return found


def test_public_instances_use_models_and_kernel_only() -> None:
    """The shift scheduling rulebook knows no police: nothing of the engine but models and kernel."""
    for file in (BENCHMARKS / "shift_scheduling").glob("*.py"):
        ours = {name for name in imports(file) if name.startswith("scheduler")}
        assert all(name.startswith("scheduler.kernel.") for name in ours), file.name


@pytest.mark.parametrize(
    "name",
    ["shift_scheduling/evaluator.py", "shift_scheduling/reader.py", "shift_scheduling/instance.py"]
    + [f"peers/plain_{part}.py" for part in ("week", "model", "judge", "cp_sat", "highs")],
)
def test_judges_and_peers_know_nothing_of_the_kernel(name: str) -> None:
    """The separate evaluator and the peers import nothing of the engine."""
    assert not {module for module in imports(BENCHMARKS / name) if module.split(".")[0] == "scheduler"}


@pytest.mark.parametrize(
    ("cost", "best", "percent"), [(105, 100, 5.0), (100, 100, 0.0), (1, None, None), (None, 1, None)]
)
def test_gap_is_a_percentage_of_best(cost: int | None, best: int | None, percent: float | None) -> None:
    """105 lies 5 % above 100; without a cost or a best there is no gap."""
    assert gap(cost, best) == percent


def test_results_have_their_columns_in_order(tmp_path: Path) -> None:
    """The ten common columns lead, unknown fields are empty, and no half-written file is left."""
    write_rows(tmp_path / "new" / "a.csv", [Row("s", "i", "m", 1, 0.5, None, 2, None, None, "UNDECIDED")])
    text = (tmp_path / "new" / "a.csv").read_text(encoding="utf-8")
    assert text == (
        "suite,instance,method,seed,seconds,cost,bound,best,gap,status\ns,i,m,1,0.5,,2,,,UNDECIDED\n"
    )
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["a.csv"]


def test_documents_get_a_table() -> None:
    """A row becomes a line of the columns asked for; an unknown cost is a dash."""
    row = Row("s", "i", "m", 1, 0.5, None, 2, None, None, "UNDECIDED")
    assert markdown([row], "instance", "cost", "bound") == "\n".join(
        ["| instance | cost | bound |", "| --- | --- | --- |", "| i | – | 2 |"]
    )


def test_committed_results_are_tables() -> None:
    """Every committed results file names suite, instance and method first and has whole lines."""
    for file in (BENCHMARKS / "results").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        assert header[:3] == ["suite", "instance", "method"], file.name
        assert all(len(row) == len(header) for row in rows), file.name


def night(day: int, people: str = "pq", **changes: object) -> Post:
    """A night patrol 23:00-05:00, six hours."""
    start = day * 1440 + 23 * 60
    post = Post(f"n{day}", day, start, start + 360, 360, 360, night=True, turn=True, people=tuple(people))
    return replace(post, **changes)


def three_nights(last: int) -> PlainWeek:
    """Two people, three nights of one seat each; the last should have `last`, and must have one."""
    posts = tuple(night(day) for day in range(3))
    wanted = [1, 1, last]
    demands = (
        Demand((("p", post.id), ("q", post.id)), 1, target, target)
        for post, target in zip(posts, wanted, strict=True)
    )
    return PlainWeek(3, (("p", "q"),), posts, tuple(demands))


@pytest.mark.parametrize(("last", "cost"), [(1, 20 + 36), (2, 0), (3, 1000)])
@pytest.mark.parametrize("peer", [plain_cp_sat, plain_highs], ids=["cp-sat", "highs"])
def test_peers_find_the_best_of_three_nights(peer: object, last: int, cost: int) -> None:
    """Three nights for two: one night (20) and six hours (36) apart; four: even; a third seat: empty."""
    if peer is plain_highs and not plain_highs.available():
        pytest.skip("highspy is not installed; pip install xunfang[bench]")
    week = three_nights(last)
    answer = peer.solve(week, LIMITS)  # type: ignore[attr-defined]
    assert (answer.status, answer.cost, answer.bound) == ("PROVEN", cost, cost)
    assert judge(week, answer.chosen) == (cost, [])


def test_plain_week_survives_its_journey_as_text() -> None:
    """The week that HiGHS reads in its own process is the week that was sent."""
    week = three_nights(2)
    assert PlainWeek.from_json(week.to_json()) == week


@pytest.mark.parametrize(
    ("posts", "broken"),
    [
        ([night(0), night(1)], []),
        ([night(0), night(0, id="other")], ["p: n0 and other"]),
        ([night(0), night(0, id="other", beside=("n0",))], []),
        ([night(0), night(1, start=1440 + 12 * 60)], ["p: n0 and n1"]),
        ([night(0), night(1, start=1440 + 13 * 60)], []),
        ([night(0, inside=("duty",))], ["p: n0 alone"]),
        ([night(day) for day in range(7)], ["p: no rest day from day 0"]),
        ([night(day, active=1201) for day in range(3)], ["p: too many hours from day 0"]),
    ],
    ids=["lawful", "two places", "beside", "7 h rest", "8 h rest", "inside only", "seven days", "60 h"],
)
def test_plain_judge_knows_each_law(posts: list[Post], broken: list[str]) -> None:
    """One person in all the posts of a strip breaks just the laws named."""
    week = PlainWeek(7, (("p",),), tuple(posts), ())
    assert judge(week, [("p", post.id) for post in posts])[1] == broken


def test_plain_judge_prices_a_fourth_night() -> None:
    """Four nights in a row cost 5; one person alone has no spread."""
    week = PlainWeek(7, (("p",),), tuple(night(day) for day in range(4)), ())
    assert judge(week, [("p", f"n{day}") for day in range(4)]) == (5, [])


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case("week")


def test_peers_get_the_demand_of_the_station() -> None:
    """A tier-3 day has main, deputy, leader, on call, duty group, three patrols and two night groups: ten."""
    week = plain(open_station(Request(MONDAY)))
    assert (week.days, len(week.posts)) == (7, 7 * 10)
    assert [len(group) for group in week.groups] == [8, 18]
    nights = [demand for demand in week.demands if "night-1" in demand.cells[0][1]]
    assert {(demand.floor, demand.target, len(demand.cells)) for demand in nights} == {(4, 4, 18)}


def test_a_roster_of_the_peers_is_lawful_and_costs_what_it_says(case: Case) -> None:
    """What plain CP-SAT finds breaks no law of ours, so both sides solve the same problem."""
    run, tiers = run_peer(case, "plain-cp-sat", Limits(seconds=1, reproducible=True))
    assert run.status in ("FOUND", "PROVEN")
    assert tiers[0].importance == "COVER"


def test_our_roster_is_lawful_to_the_peers(case: Case) -> None:
    """A roster that keeps our laws breaks none of theirs."""
    outcome = solve(case.problem.only_law(), LIMITS)
    assert outcome.status is Status.PROVEN
    assert lawful_cost(case, outcome.chosen) > 0


def test_an_unlawful_roster_stops_the_measurement(case: Case) -> None:
    """An empty roster leaves posts empty, and is no result."""
    with pytest.raises(RuntimeError, match="the roster breaks"):
        lawful_cost(case, [])


def test_runs_are_compared_with_the_cheapest_and_with_ours() -> None:
    """A peer that took 40 s to our 4 s took 10 times ours; 150 lies 50 % above 100."""
    ours = Run("s", "c", "xunfang", 1, 4.0, 150, None, None, None, "PROVEN", 60, 8, 0, 0, 0, "")
    theirs = replace(ours, method="plain-highs", seconds=40.0, cost=100)
    one, other = compared([ours, theirs])
    assert (one.best, one.gap, one.times_ours) == (100, 50.0, 1.0)
    assert (other.best, other.gap, other.times_ours) == (100, 0.0, 10.0)


def test_station_week_writes_its_tables(tmp_path: Path) -> None:
    """The command line measures one case with one method and writes both tables."""
    words = ["--case", "week", "--method", "plain-cp-sat", "--seconds", "1", "--reproducible"]
    assert main([*words, "--out", str(tmp_path)]) == 0
    with (tmp_path / "station_week.csv").open(encoding="utf-8", newline="") as file:
        runs = list(csv.DictReader(file))
    assert [run["method"] for run in runs][-1] == "plain-cp-sat"
    tiers = (tmp_path / "station_week_tiers.csv").read_text(encoding="utf-8")
    assert tiers.startswith("suite,instance,method,importance,rules,value,bound,status,seconds\n")
