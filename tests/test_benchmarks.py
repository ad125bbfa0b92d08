"""The benchmarks themselves: tables, peers, and that what they import keeps them honest."""

from __future__ import annotations

import ast
import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import Row, gap, markdown, write_rows
from benchmarks.ours.station_week import run
from benchmarks.peers import plain_model
from benchmarks.peers.cases import MONDAY, Case, open_case, open_station
from benchmarks.peers.from_station import plain
from benchmarks.peers.linear import chosen
from benchmarks.peers.on_cp_sat import run as plain_cp_sat
from benchmarks.peers.on_cp_sat import search
from benchmarks.peers.plain_judge import judge
from benchmarks.peers.plain_week import Demand, PlainWeek, Post
from benchmarks.suites.station_week import StationWeek
from benchmarks.task import Report, Task
from scheduler.posture import Request

TASK = Task("station-week", "week", "cp-sat-2", seed=1, seconds=10, workers=1, reproducible=True)
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
    + [f"peers/plain_{part}.py" for part in ("week", "model", "judge")]
    + [f"peers/{part}.py" for part in ("linear", "shift_model", "on_cp_sat", "on_highs")]
    + [f"peers/{part}.py" for part in ("or_routing", "pyvrp_routes", "seal_peers")],
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
def test_the_plain_model_finds_the_best_of_three_nights(last: int, cost: int) -> None:
    """Three nights for two: one night (20) and six hours (36) apart; four: even; a third seat: empty."""
    week = three_nights(last)
    linear, cells = plain_model.build(week)
    answer, values = search(linear, TASK, Report(io.StringIO()))
    assert (answer.status, answer.cost, answer.bound) == ("PROVEN", cost, cost)
    assert judge(week, chosen(cells, values)) == (cost, [])


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
    task = replace(TASK, seconds=1)
    answer = plain_cp_sat(case, task, Report(io.StringIO()))
    verdict = StationWeek().judge(case, answer.answer)
    assert (verdict.cost, verdict.faults) == (answer.cost, ())
    assert verdict.steps[0].importance == "COVER"


def test_our_roster_is_lawful_to_the_peers(case: Case) -> None:
    """A roster that keeps our laws breaks none of theirs, and every step is proven."""
    answer = run(case, replace(TASK, seconds=60), Report(io.StringIO()))
    verdict = StationWeek().judge(case, answer.answer)
    assert answer.status == "PROVEN"
    assert {step.status for step in answer.steps} == {"PROVEN"}
    assert verdict.faults == ()
    assert verdict.cost


def test_an_unlawful_roster_is_refused(case: Case) -> None:
    """An empty roster leaves posts empty, and has faults."""
    assert StationWeek().judge(case, []).faults
