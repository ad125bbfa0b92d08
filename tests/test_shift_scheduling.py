"""The public shift scheduling instances: reader, evaluator, and the kernel against both."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.ours.shift_scheduling import run
from benchmarks.shift_scheduling.evaluator import evaluate
from benchmarks.shift_scheduling.instance import Assignment, Demand, Employee, Instance, Request, Shift
from benchmarks.shift_scheduling.reader import parse_instance, read_instance
from benchmarks.shift_scheduling.rulebook import Board, problem_of
from benchmarks.suites.shift_scheduling import ShiftScheduling
from benchmarks.task import Answer, Report, Task
from models import Faults
from scheduler.kernel.audit import audit

TASK = Task("shift-scheduling", "any", "xunfang", seed=1, seconds=60, workers=3, reproducible=True)
DATA = Path(os.environ.get("XUNFANG_DATA", "../shared/data")) / "rostering"

TINY = """# two people, one week
SECTION_HORIZON
7

SECTION_SHIFTS
# an early shift may not follow a late one
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


@pytest.fixture
def tiny() -> Instance:
    return parse_instance(TINY, "Tiny.txt")


def strip(who: str, shifts: str) -> list[Assignment]:
    """A roster drawn as one letter a day; `.` is a day off."""
    return [(who, day, shift) for day, shift in enumerate(shifts) if shift != "."]


def test_reader_reads_every_section(tiny: Instance) -> None:
    """Each section of the file arrives with its numbers."""
    assert (tiny.name, tiny.days) == ("Tiny", 7)
    assert tiny.shifts == (Shift("E", 480), Shift("L", 480, frozenset("E")))
    assert tiny.staff[0] == Employee("A", {"E": 5, "L": 5}, 2400, 960, 3, 2, 2, 1, frozenset({0}))
    assert tiny.staff[1].max_weekends == 0
    assert tiny.requests == (Request("A", 1, "L", 2, on=True), Request("B", 1, "E", 3, on=False))
    assert tiny.demands[2] == Demand(2, "E", 2, 10, 1)
    assert tiny.weekends == ((5, 6),)


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("7\n", "seven\n", "Tiny.txt, line 3: 'seven' is no number of days; write it as 14"),
        ("L,480,E", "L,480,N", "Tiny.txt, line 8: no shift 'N' among E, L; write it as D,480,E|L"),
        ("L,480,E", "L,480", "Tiny.txt, line 8: 2 fields where 3 are due"),
        ("L,480,E", "E,480,", "Tiny.txt, line 8: shift 'E' stands in line 7 already; delete one"),
        ("A,E=5|L=5,", "A,E=5,", "Tiny.txt, line 11: no number for shift L in 'E=5'"),
        ("960,3,2,2,0", "9600,3,2,2,0", "Tiny.txt, line 12: 9600 minutes at least is more than 2400 at most"),
        ("A,0\n", "A,7\n", "Tiny.txt, line 15: day 7 lies outside 0 to 6"),
        ("A,1,L,2", "Z,1,L,2", "Tiny.txt, line 18: no employee 'Z' among A, B"),
        ("3,L,0,10,1", "3,L,0,-10,1", "Tiny.txt, line 27: '-10' is no number; write it as 0,D,5,100,1"),
        ("SECTION_COVER", "SECTION_COVERS", "Tiny.txt, line 23: no section 'SECTION_COVERS'"),
        ("SECTION_HORIZON\n", "", "Tiny.txt, line 2: '7' stands before any section"),
    ],
)
def test_reader_names_file_line_and_what_to_write(line: str, instead: str, said: str) -> None:
    """Each mistake is reported with its file, its line and the form to write."""
    with pytest.raises(Faults) as caught:
        parse_instance(TINY.replace(line, instead), "Tiny.txt")
    assert any(str(fault).startswith(said) for fault in caught.value.faults), str(caught.value)


def test_reader_reports_all_mistakes_at_once() -> None:
    """Two wrong lines and a missing section give three faults."""
    text = TINY.replace("A,1,L,2", "A,1,X,2").replace("B,1,E,3", "B,9,E,3")
    text = text[: text.index("SECTION_COVER")]
    with pytest.raises(Faults) as caught:
        parse_instance(text, "Tiny.txt")
    where = [fault.where for fault in caught.value.faults]
    assert where == ["Tiny.txt", "Tiny.txt, line 18", "Tiny.txt, line 21"]


def test_evaluator_adds_requests_and_cover(tiny: Instance) -> None:
    """B works E on day 1 though he would not (3), day 2 lacks one E (10), day 3 has one L too many (1)."""
    verdict = evaluate(tiny, strip("A", ".LLL...") + strip("B", ".EE...."))
    assert verdict.cost == 3 + 10 + 1
    assert not verdict.breaches


@pytest.mark.parametrize(
    ("shifts", "broken"),
    [
        (".LLL...", set()),
        (".LE....", {"may_not_follow"}),
        ("EE.....", {"days_off"}),
        (".EEEE..", {"shifts_in_a_row"}),
        (".E..EE.", {"shifts_in_a_row"}),
        (".EE.EE.", {"days_off_in_a_row"}),
        ("......E", {"total_minutes"}),
        (".....EE", set()),
    ],
)
def test_evaluator_knows_each_rule(tiny: Instance, shifts: str, broken: set[str]) -> None:
    """A strip of A's week breaks just the rules named; short runs at either end are free."""
    verdict = evaluate(tiny, strip("A", shifts) + strip("B", ".EE...."))
    assert {rule for rule, who in verdict.breaches if who == "A"} == broken


def test_evaluator_counts_weekends_kinds_and_double_shifts(tiny: Instance) -> None:
    """B works a weekend he must not, and twice on a day; with one E allowed, two are too many."""
    weekend = evaluate(tiny, strip("A", ".LL....") + strip("B", "....EE."))
    assert weekend.breaches == {("weekends", "B")}
    double = evaluate(tiny, strip("A", ".LL....") + strip("B", ".EE....") + [("B", 2, "L")])
    assert double.breaches == {("one_shift_a_day", "B")}
    one_early = replace(tiny.staff[1], most={"E": 1, "L": 5})
    other = replace(tiny, staff=(tiny.staff[0], one_early))
    few = evaluate(other, strip("A", ".LL....") + strip("B", ".EE...."))
    assert few.breaches == {("shifts_of_a_kind", "B")}


def test_kernel_finds_the_best_tiny_roster(tiny: Instance) -> None:
    """Nobody goes from L on day 1 to E on day 2, so one seat stays empty (10); A's wish (2) goes too.

    With A on L the wish is met, but then B must work E on day 1 against his (3): 13. Without it: 12.
    """
    found = solved(tiny)
    assert (found.status, found.cost, found.bound) == ("PROVEN", 12, 12)
    verdict = ShiftScheduling().judge(tiny, found.answer)
    assert (verdict.cost, verdict.faults) == (12, ())


def solved(instance: Instance) -> Answer:
    """What the engine finds through its front door, with a limit of deterministic time."""
    return run(instance, TASK, Report(io.StringIO()))


@st.composite
def instances(draw: st.DrawFn, people: int = 2, days: int = 14) -> Instance:
    """Any small instance with two shift types."""
    ids = ["E", "L"]
    small, any_day = st.integers(0, 3), st.integers(0, days - 1)
    barred = st.frozensets(st.sampled_from(ids))
    return Instance(
        "any",
        days,
        tuple(Shift(name, 60 * draw(st.integers(1, 2)), draw(barred)) for name in ids),
        tuple(
            Employee(
                f"P{n}",
                {name: draw(st.integers(0, days)) for name in ids},
                60 * draw(st.integers(4, 2 * days)),
                60 * draw(small),
                *(1 + draw(small) for _ in range(3)),
                draw(small),
                draw(st.frozensets(any_day, max_size=2)),
            )
            for n in range(people)
        ),
        tuple(
            Request(f"P{n}", draw(any_day), draw(st.sampled_from(ids)), 1 + n, draw(st.booleans()))
            for n in range(people)
        ),
        tuple(Demand(day, draw(st.sampled_from(ids)), draw(small), 10, 1) for day in range(0, days, 2)),
    )


@settings(deadline=None, max_examples=60, derandomize=True)
@given(instances(), st.data())
def test_evaluator_and_audit_agree_on_any_roster(instance: Instance, data: st.DataObject) -> None:
    """For any roster both name the same broken rules, for the same people, and the same cost."""
    choices = st.lists(st.sampled_from(["", "", "E", "L", "EL"]), min_size=14, max_size=14)
    roster = {
        (person.id, day, shift)
        for person in instance.staff
        for day, shifts in enumerate(data.draw(choices))
        for shift in shifts
    }
    verdict = evaluate(instance, roster)
    board = Board(instance)
    found = list(audit(problem_of(board), (board.cell(*assignment) for assignment in roster)))
    broken = {(breach.ruling.rule, breach.tally.who[0]) for breach in found if breach.ruling.hard}
    twice = {who for rule, who in verdict.breaches if rule == "one_shift_a_day"}
    # Two shifts on one day also fill a merged sequence count, so there the rules are told apart less well.
    blurred = {("may_not_follow", who) for who in twice}
    assert broken - blurred == verdict.breaches - blurred
    cost = sum(
        -breach.amount * breach.tally.under if breach.amount < 0 else breach.amount * breach.tally.over
        for breach in found
        if not breach.ruling.hard
    )
    assert cost == verdict.cost


@settings(deadline=None, max_examples=12, derandomize=True)
@given(instances(people=1, days=7))
def test_kernel_refuses_nothing_lawful_and_misses_nothing_cheaper(instance: Instance) -> None:
    """Among all 3^7 rosters of one person and one week, the solver's is lawful and none costs less."""
    verdicts = (evaluate(instance, strip("P0", "".join(week))) for week in product(".EL", repeat=7))
    cheapest = min((verdict.cost for verdict in verdicts if not verdict.breaches), default=None)
    found = solved(instance)
    assert found.cost == cheapest
    assert found.status == ("IMPOSSIBLE" if cheapest is None else "PROVEN")
    if cheapest is not None:
        verdict = ShiftScheduling().judge(instance, found.answer)
        assert (verdict.cost, verdict.faults) == (cheapest, ())


@pytest.mark.skipif(not DATA.is_dir(), reason="public instances are absent; set XUNFANG_DATA to their folder")
def test_instance_1_is_proven_optimal_at_607() -> None:
    """The published optimum of Instance 1, found and proven over the same clauses as the police rules."""
    instance = read_instance(DATA / "Instance1.txt")
    found = solved(instance)
    assert (found.cost, found.bound, found.status) == (607, 607, "PROVEN")
    assert ShiftScheduling().judge(instance, found.answer).cost == 607
    assert ShiftScheduling().best("Instance1", DATA) == 607


@pytest.mark.skipif(not DATA.is_dir(), reason="public instances are absent; set XUNFANG_DATA to their folder")
def test_every_public_instance_can_be_read() -> None:
    """No shipped file has a fault, and each employee has a limit for each shift."""
    for file in DATA.glob("Instance*.txt"):
        instance = read_instance(file)
        assert instance.demands
        assert all(len(person.most) == len(instance.shifts) for person in instance.staff)
