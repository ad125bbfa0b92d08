"""The laboratory: what it lists, runs, believes, compares and draws."""

from __future__ import annotations

import csv
import importlib
import io
import math
import subprocess
import sys
import time
from dataclasses import fields, replace
from pathlib import Path

import pytest

from benchmarks import methods
from benchmarks.__main__ import main
from benchmarks.card import Suite
from benchmarks.comparing import compare, ratio
from benchmarks.judged import gap_to_bound, judged
from benchmarks.peers.on_cp_sat import search
from benchmarks.peers.shift_model import build
from benchmarks.process import Ran, run
from benchmarks.profiles import profiles
from benchmarks.registry import SUITES
from benchmarks.results import Book, Result, read_lines
from benchmarks.shift_scheduling.reader import parse_instance
from benchmarks.suites.shift_scheduling import ShiftScheduling
from benchmarks.task import Report, Task
from models import Faults

COLUMNS = "suite,instance,method,seed,seconds,cost,bound,best,gap,status"
NEXT = "cores,commit,machine,versions,gap_bound,first_solution,peak_mib"
TINY = """SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
L,480,E
SECTION_STAFF
A,E=5|L=5,2400,960,3,2,2,1
B,E=5|L=5,2400,960,3,2,2,0
SECTION_DAYS_OFF
A,0
SECTION_SHIFT_ON_REQUESTS
A,1,L,2
SECTION_SHIFT_OFF_REQUESTS
B,1,E,3
SECTION_COVER
1,E,1,10,1
1,L,1,10,1
2,E,2,10,1
3,L,0,10,1
"""
BEST = 12
"""Nobody goes from L to E, so one seat stays empty (10) or B works against his wish; see its own tests."""

LAWFUL = [("A", 1, "E"), ("A", 2, "E"), ("B", 3, "E"), ("B", 4, "E")]
"""Two days each; a late one is missing on day 1, an early one on day 2 (20), A's wish is not met (2): 22."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one instance that no program has seen before."""
    (tmp_path / "village.txt").write_text(TINY, encoding="utf-8")
    (tmp_path / "best_known.json").write_text('{"village": {"best": 10}}', encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no instance\n", encoding="utf-8")
    return tmp_path


def task(data: Path, method: str = "xunfang", seconds: float = 10) -> Task:
    """A run on the instance."""
    return Task("shift-scheduling", "village", method, 1, seconds, str(data), 1, reproducible=True)


def result(instance: str, method: str, cost: float | None, **changes: object) -> Result:
    """A line of results."""
    status = "wrong" if cost is None else "FOUND"
    plain = Result("s", instance, method, 1, 60.0, cost, None, 100, None, status, 2, "", "", "", None, None,
                   1.0, 60.0, 1, 0.0, most=False)  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_every_suite_says_what_it_is(suite: Suite) -> None:
    """Each has words, methods that exist, and usual methods among them."""
    assert all((suite.name, suite.about, suite.source, suite.cost, suite.methods))
    assert set(suite.usual) <= set(suite.methods) <= set(methods.METHODS)
    for method, place in suite.methods.items():
        module, _, name = place.partition(":")
        if methods.available(method) and "highs" not in module:  # which must not meet OR-Tools here
            assert callable(getattr(importlib.import_module(module), name))


def test_the_suites_asked_for_are_there() -> None:
    """Station weeks, shift scheduling, Team Orienteering, sealing, replanning, with their peers."""
    wanted = {"station-week", "shift-scheduling", "team-orienteering", "sealing", "replanning"}
    assert wanted <= set(SUITES)
    plain = {"xunfang", "cp-sat-2", "cp-sat-8", "cp-sat-max-lp", "highs"}
    assert plain == set(SUITES["shift-scheduling"].methods) == set(SUITES["station-week"].methods)
    assert set(SUITES["team-orienteering"].methods) == {"xunfang", "pyvrp", "or-routing"}


def test_suites_made_here_describe_their_instances() -> None:
    """A card of each suite without public data names its size, its source and its cost."""
    for name in ("station-week", "replanning", "start-up"):
        suite = SUITES[name]
        card = suite.card(next(iter(suite.names(None))), None)
        assert all((card.size, card.source, card.cost))


def test_no_solver_is_loaded_with_the_registry() -> None:
    """HiGHS and OR-Tools cannot live in one process, so opening a station's week loads neither."""
    code = (
        "import sys; from benchmarks.registry import SUITES; SUITES['station-week'].open('week', None);"
        "print({'ortools', 'highspy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_instances_are_found_by_what_they_hold(data: Path) -> None:
    """Any text file with sections is an instance, whatever its name; it is asked for by name or pattern."""
    suite = ShiftScheduling()
    assert list(suite.names(data)) == ["village"]
    assert suite.chosen(["vill*"], data) == ["village"]
    (data / "village7.txt").write_text(TINY, encoding="utf-8")
    assert suite.chosen(["7"], data) == ["village7"]
    with pytest.raises(Faults, match=r"no instance 'town'\. Maybe one of village, village7"):
        suite.chosen(["town"], data)


def test_the_plain_model_and_the_judge_agree(data: Path) -> None:
    """Plain CP-SAT proves the same 12 as the engine, and the judge counts it."""
    linear, cells = build(parse_instance(TINY, "village.txt"))
    answer, values = search(linear, task(data, "cp-sat-2"), Report(io.StringIO()))
    assert (answer.status, answer.cost, answer.bound) == ("PROVEN", BEST, BEST)
    chosen = [cell for cell, variable in cells.items() if values[variable]]
    verdict = ShiftScheduling().judge(parse_instance(TINY, "village.txt"), chosen)
    assert (verdict.cost, verdict.faults) == (BEST, ())


def told(
    status: str = "FOUND", cost: float | None = 22, bound: float | None = None, answer: object = None
) -> Ran:
    """A process that ended with an answer."""
    said = {"status": status, "cost": cost, "bound": bound, "answer": LAWFUL if answer is None else answer}
    return Ran("done", 1.0, 50.0, answer=said, points=[(0.5, 30, 0)])


def believed(ran: Ran, data: Path) -> Result:
    """What the laboratory makes of it."""
    suite = ShiftScheduling()
    return judged(suite, suite.open("village", data), task(data), ran, 10)[0]


def test_a_right_answer_is_a_figure(data: Path) -> None:
    """22 lies 120 % above the 10 that is known, first seen after half a second; 11 as bound: 50 % open."""
    line = believed(told(bound=11), data)
    assert (line.cost, line.gap, line.gap_bound, line.status) == (22, 120.0, 50.0, "FOUND")
    assert (line.first_solution, line.peak_mib, line.limit) == (0.5, 50.0, 10)


@pytest.mark.parametrize(
    ("ran", "note"),
    [
        (told(cost=21), "says cost 21, the judge 22"),
        (told(answer=[]), "total_minutes of A"),
        (told(answer=[*LAWFUL, ("A", 9, "E")]), "no such shift"),
        (told(answer=[("A",)]), "not an answer"),
        (told(bound=23), "the bound 23 lies beyond the cost 22"),
        (told("PROVEN", bound=20), "says proven, with bound 20 and cost 22"),
    ],
    ids=["price", "law", "day", "form", "bound", "proof"],
)
def test_a_wrong_answer_is_never_a_figure(data: Path, ran: Ran, note: str) -> None:
    """Refused or priced otherwise: `wrong`, no cost, no bound, no gap, and why."""
    line = believed(ran, data)
    assert line.status == "wrong"
    assert (line.cost, line.bound, line.gap, line.gap_bound) == (None, None, None, None)
    assert note in line.note


def test_a_bound_beyond_the_best_known_is_told(data: Path) -> None:
    """A bound of 20 where 10 is known: the cost of 22 may be right, and one of the two is not."""
    line = believed(told(bound=20), data)
    assert line.status == "FOUND"
    assert "beyond the best known cost 10" in line.note


def test_gaps_to_the_bound_in_the_head() -> None:
    """200 with bound 150: a quarter of the cost; nothing open at 0 and 0; unknown without a bound."""
    assert gap_to_bound(200, 150) == 25.0
    assert gap_to_bound(0, 0) == 0.0
    assert gap_to_bound(200, None) is None


def test_a_run_from_end_to_end(data: Path) -> None:
    """`run` measures two methods in processes of their own and writes the agreed columns first."""
    words = ["run", "--suite", "shift-scheduling", "--instance", "village", "--method", "xunfang", "cp-sat-2"]
    words += ["--seed", "1", "--seconds", "10", "--reproducible", "--workers", "1", "--data", str(data)]
    assert main([*words, "--out", str(data / "out")]) == 0
    with (data / "out" / "results.csv").open(encoding="utf-8", newline="") as file:
        ours, plain = csv.DictReader(file)
    assert ",".join(ours).startswith(f"{COLUMNS},{NEXT},")
    for line in (ours, plain):
        assert (line["cost"], line["bound"], line["best"], line["gap"]) == ("12", "12", "10", "20.0")
        assert line["status"] == "PROVEN"
        assert float(line["peak_mib"]) > 1
    with (data / "out" / "curves.csv").open(encoding="utf-8", newline="") as file:
        points = list(csv.DictReader(file))
    assert {point["method"] for point in points} == {"xunfang", "cp-sat-2"}
    assert points[-1]["cost"] == "12"


def test_highs_runs_beside_ortools(data: Path) -> None:
    """HiGHS proves 12 in its own process, though this one holds OR-Tools."""
    if not methods.available("highs"):
        pytest.skip("highspy is not installed; pip install xunfang[bench]")
    ran = run(replace(task(data, "highs"), workers=1))
    assert (ran.ended, ran.answer and ran.answer["cost"]) == ("done", BEST)


def test_a_method_that_never_ends_is_killed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the limit and its grace the process is gone, and nobody else is harmed."""
    from benchmarks import process

    monkeypatch.setattr(process, "MODULE", "timeit")  # which counts for a second
    began = time.monotonic()
    ran = run(task(data, seconds=0.5), grace=0.01)
    assert ran.answer is None
    assert ran.ended in ("killed", "failed")
    assert 0.5 <= time.monotonic() - began < 10


def test_results_come_back_as_they_were(tmp_path: Path) -> None:
    """A line written and read is the same; a run of the same takes its place, others stay."""
    book = Book(tmp_path)
    book.add(result("a", "m", 5), [], [])
    book.add(result("b", "m", 1.5, most=True), [], [])
    book.add(result("a", "m", None), [], [])
    assert read_lines(tmp_path / "results.csv", Result) == [
        result("b", "m", 1.5, most=True), result("a", "m", None),
    ]  # fmt: skip
    assert ",".join(field.name for field in fields(Result)).startswith(f"{COLUMNS},{NEXT},")


def test_a_table_of_another_kind_is_refused(tmp_path: Path) -> None:
    """The file and its line are named."""
    (tmp_path / "x.csv").write_text("suite,instance\ns,i\n", encoding="utf-8")
    with pytest.raises(Faults, match=r"x\.csv, line 2: is no line of results"):
        read_lines(tmp_path / "x.csv", Result)


def test_comparison_in_the_head() -> None:
    """Twice as dear on one and half as dear on the other: even in the mean, one win and one loss."""
    ours = [result("a", "x", 200), result("b", "x", 50), result("c", "x", 7), result("d", "x", None)]
    theirs = [result("a", "y", 100), result("b", "y", 100), result("c", "y", 7), result("d", "y", 3)]
    found = compare(ours, theirs)
    assert (found.pairs, found.wins, found.ties, found.losses, found.neither) == (3, 1, 1, 2, 0)
    assert found.ratio == pytest.approx(1)
    assert found.low is not None
    assert found.high is not None
    assert 0.5 <= found.low < 1 < found.high <= 2
    assert found == compare(ours, theirs)


def test_where_more_is_better_the_ratio_turns() -> None:
    """Collecting 20 against 10 is half as bad; zero and zero are even, one against zero twice as bad."""
    assert ratio(20, 10, most=True) == 0.5
    assert ratio(0, 0) == 1
    assert ratio(1, 0) == 2
    assert ratio(None, 3) == math.inf


def test_one_and_the_same_ratio_is_sure() -> None:
    """Ten percent better everywhere: the interval is the point 0.9, whatever is drawn."""
    ours, theirs = ([result(one, "m", cost) for one in "abc"] for cost in (90, 100))
    found = compare(ours, theirs)
    assert (found.ratio, found.low, found.high) == pytest.approx((0.9, 0.9, 0.9))


def test_profiles_in_the_head() -> None:
    """x is best on both of two; y is best on one, twice the best on none and without answer on the other."""
    runs = [result("a", "x", 10), result("a", "y", 20), result("b", "x", 5), result("b", "y", None)]
    assert profiles(runs) == {"x": [(1.0, 0.5), (1.0, 1.0)], "y": [(2.0, 0.5)]}


def test_pictures_are_drawn(tmp_path: Path) -> None:
    """`plot` draws a profile from a results file, the same bytes each time."""
    pytest.importorskip("matplotlib", reason="an optional extra: pip install xunfang[bench]")
    book = Book(tmp_path)
    book.add(result("a", "x", 10), [], [])
    book.add(result("a", "y", 20), [], [])
    words = ["plot", "--results", str(tmp_path), "--out", str(tmp_path / "pictures")]
    drawn = []
    for _ in range(2):
        assert main(words) == 0
        drawn.append((tmp_path / "pictures" / "profile-s-cost.svg").read_bytes())
    assert drawn[0] == drawn[1]
    assert b"times the best of the run" in drawn[0] or len(drawn[0]) > 1000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "--suite", "nothing", "--out", "x"], "there is no suite 'nothing'. Maybe one of"),
        (["run", "--suite", "shift-scheduling", "--out", "x"], "name their folder with --data"),
        (["run", "--suite", "replanning", "--method", "magic", "--out", "x"], "has no method 'magic'"),
        (["run", "--suite", "replanning", "--instance", "9", "--out", "x"], "has no instance '9'"),
        (["compare", "a", "b", "--results", "x"], "x: No such file or directory"),
        (["plot", "--results", "x", "--out", "x"], "results.csv: No such file or directory"),
    ],
)
def test_mistakes_are_told_and_not_a_traceback(
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each mistake ends with 1 and what to write instead."""
    monkeypatch.chdir(tmp_path)
    assert main(words) == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
