"""Sealing on matrices of minutes one can solve in one's head, and against every possible assignment."""

import doctest
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Faults
from scheduler.response.assignment import Prices, least_total
from scheduler.response.check import seal_faults
from scheduler.response.night import worst_minute
from scheduler.response.seal import Closing, Shortage, seal
from scheduler.response.ticks import ticks

INF = math.inf
CREWS, EXITS = ("A", "B", "C"), ("x", "y", "z")


def sealed(minutes, crews=CREWS, exits=EXITS):
    """Pairs such as `Ax`, after the checker found no fault."""
    answer = seal(minutes, crews, exits)
    assert list(seal_faults(minutes, crews, exits, answer)) == []
    return answer, {pair.crew + pair.exit for pair in answer.closings}


def test_the_last_comes_before_the_total():
    """Ax 0, By 9 total 9 but the last after 9; Ay 6, Bx 6 total 12 and the last after 6."""
    answer, pairs = sealed([[0, 6], [6, 9]], "AB", "xy")
    assert pairs == {"Ay", "Bx"}
    assert (answer.last, answer.total) == (6, 12)


def test_the_total_is_least_among_those_with_the_soonest_last():
    """Only C reaches z, after 7; then A1 + B2 is 3 minutes and B5 + A4 would be 9, both below 7."""
    answer, pairs = sealed([[1, 4, 9], [5, 2, 9], [1, 1, 7]])
    assert pairs == {"Ax", "By", "Cz"}
    assert (answer.last, answer.total) == (7, 10)


def test_closings_are_told_in_the_order_of_time():
    """The exit closed last is told last."""
    answer, _ = sealed([[3, 9, 9], [9, 1, 9], [9, 9, 2]])
    assert [pair.exit for pair in answer.closings] == ["y", "z", "x"]


def test_the_proof_counts_exits_and_crews():
    """Before minute 8 only A is at x or y (2 exits, 1 crew), so one of the two waits for B's 8 minutes."""
    answer, _ = sealed([[1, 2, 1], [8, 9, 9], [9, 9, 1]])
    assert answer.last == 8
    assert answer.why_last == Shortage(exits=("x", "y"), crews=("A",), minutes=8)


def test_spare_crews_stay_where_they_are():
    """Three crews, one exit: the nearest goes."""
    answer, pairs = sealed([[5], [3], [4]], exits="x")
    assert pairs == {"Bx"}
    assert answer.complete


def test_fewer_crews_than_exits_leave_the_best_exit_open():
    """Two crews, three exits: z is 9 away from both and stays open; x and y close after 2."""
    answer, pairs = sealed([[1, 2, 9], [2, 2, 9]], crews="AB")
    assert pairs == {"Ax", "By"}
    assert answer.left_open == ("z",)
    assert (answer.last, answer.complete) == (2, False)
    assert answer.why_open == Shortage(EXITS, ("A", "B"), INF)


def test_an_exit_out_of_reach_stays_open_and_is_named():
    """Nobody has a way to y; the other two are closed as if it did not exist."""
    answer, pairs = sealed([[1, INF, 5], [5, INF, 1], [9, INF, 9]])
    assert pairs == {"Ax", "Cz"} or pairs == {"Ax", "Bz"}
    assert answer.total == 2
    assert answer.left_open == ("y",)
    assert answer.why_open == Shortage(("y",), (), INF)


def test_two_exits_with_one_crew_between_them_are_told_apart_from_the_rest():
    """x and y can be reached by A alone: one of them stays open, though there are crews enough."""
    answer, _ = sealed([[4, 3, 1], [INF, INF, 1], [INF, INF, 2]])
    assert answer.left_open == ("x",)
    assert answer.why_open == Shortage(("x", "y"), ("A",), INF)


@pytest.mark.parametrize("crews", [(), ("A",)])
def test_nobody_who_can_come_leaves_all_open(crews):
    """No crew, or one without any way: nothing is closed and nothing fails."""
    answer, pairs = sealed(np.full((len(crews), 2), INF), crews, "xy")
    assert pairs == set()
    assert answer.left_open == ("x", "y")
    assert (answer.last, answer.total, answer.why_last) == (0, 0, None)


def test_no_exits_are_sealed_at_once():
    """Nothing to close is closed after 0 minutes."""
    answer, pairs = sealed([], CREWS, ())
    assert (pairs, answer.complete, answer.last) == (set(), True, 0)


def test_times_that_differ_by_rounding_count_as_equal():
    """0.1 + 0.2 is not 0.3 in floats; as travel times they are the same, so the total decides."""
    answer, pairs = sealed([[0.3, 5, 0.2], [5, 0.1 + 0.2, 5], [0.1, 5, 0.3]])
    assert pairs == {"Az", "By", "Cx"}
    assert answer.total == pytest.approx(0.6)


def brute(cost, exit_=0, used=frozenset()):
    """(open, last, total) of every way to give the exits crews or leave them open."""
    if exit_ == cost.shape[1]:
        yield 0, 0, 0
        return
    for left, last, total in brute(cost, exit_ + 1, used):
        yield left + 1, last, total
    for crew in range(len(cost)):
        if crew not in used and np.isfinite(cost[crew, exit_]):
            for left, last, total in brute(cost, exit_ + 1, used | {crew}):
                yield left, max(last, cost[crew, exit_]), total + cost[crew, exit_]


def matrices(values, most=5):
    """Matrices up to 5 crews by 5 exits."""
    shape = st.tuples(st.integers(1, most), st.integers(1, most))
    return shape.flatmap(
        lambda s: st.lists(values, min_size=s[0] * s[1], max_size=s[0] * s[1]).map(
            lambda cells: np.array(cells, dtype=float).reshape(s)
        )
    )


@settings(max_examples=120, deadline=None)
@given(matrices(st.one_of(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.just(INF))))
def test_no_assignment_of_all_is_better(cost):
    """Up to 5 crews and 5 exits, every assignment tried: none leaves fewer open, is sooner or shorter."""
    answer, _ = sealed(cost, "ABCDE"[: len(cost)], "vwxyz"[: cost.shape[1]])
    assert (len(answer.left_open), answer.last, answer.total) == min(brute(cost))


@settings(max_examples=60, deadline=None)
@given(matrices(st.floats(0, 60), most=12))
def test_larger_answers_carry_their_proof(minutes):
    """Up to 12 crews and 12 exits with any fraction of a minute: the checker finds no fault."""
    rows, columns = ([f"{side}{i}" for i in range(n)] for side, n in zip("ce", minutes.shape, strict=True))
    answer, _ = sealed(minutes, rows, columns)
    assert len(answer.left_open) == max(0, len(columns) - len(rows))


RIGHT = [[1, 2, 1], [8, 9, 9], [9, 9, 1]]  # Ay 2, Bx 8, Cz 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"closings": (Closing("A", "x", 1), Closing("B", "y", 9), Closing("C", "z", 1))}, "sooner"),
        ({"closings": (Closing("A", "y", 2), Closing("A", "x", 1), Closing("C", "z", 1))}, "two exits"),
        ({"closings": (Closing("A", "y", 2), Closing("B", "x", 7), Closing("C", "z", 1))}, "B is not at x"),
        ({"closings": (Closing("A", "y", 2), Closing("B", "x", 8))}, "neither closed nor left open"),
        ({"why_last": Shortage(("x",), ("A",), 8)}, "sooner"),
        ({"why_last": Shortage(("x", "z"), (), 8)}, "sooner"),
        ({"why_last": None}, "sooner"),
        ({"prices": Prices((8_000_000,) * 3, (0, 0, 0))}, "above the time"),
        ({"prices": Prices((0, 0, 0), (0, 0, 0))}, "add up"),
        ({"prices": Prices((8, 2, 1), (9, 0, 0))}, "wrong sign"),
    ],
)
def test_the_checker_sees_a_wrong_answer(change, fault):
    """A worse pairing, a crew used twice, a false time and a proof that proves nothing are all noticed."""
    wrong = replace(seal(RIGHT, CREWS, EXITS), **change)
    assert any(fault in sentence for sentence in seal_faults(RIGHT, CREWS, EXITS, wrong))


def test_the_checker_wants_a_reason_for_open_exits():
    """An exit left open though a crew is free is a fault."""
    answer = seal([[1], [2]], "AB", "x")
    wrong = replace(answer, closings=(), left_open=("x",), why_open=Shortage(("x",), (), INF))
    assert "it is not proven that so many exits stay open" in seal_faults([[1], [2]], "AB", "x", wrong)


def test_faulty_times_are_told_all_at_once():
    """A negative time and one that is not a number: two faults, each naming crew and exit."""
    with pytest.raises(Faults) as told:
        seal([[-1, 2], [3, math.nan]], "AB", "xy")
    assert [fault.where for fault in told.value.faults] == ["A → x", "B → y"]


@pytest.mark.parametrize(("crews", "word"), [("ABC", "transposed"), ("AA", "twice")])
def test_names_must_fit_the_matrix(crews, word):
    """Three crews for two rows, or two crews of one name, are faults and no guess."""
    with pytest.raises(Faults, match=word):
        seal([[1, 2], [3, 4]], crews, "xy")


def test_too_few_spare_rows_are_refused():
    """Two rows and one column cannot both be matched; the total search says so instead of going on."""
    with pytest.raises(ValueError, match="left over"):
        least_total(ticks([[1.0], [2.0]]), 2_000_000, 0)


NIGHT = [[[1, 9], [9, 1]], [[4, 9], [9, 7]], [[7, 9], [9, 2]]]


def test_the_worst_minute_is_the_first_with_the_latest_seal():
    """Sealed after 1, 7 and 7 minutes: minute 1 is the first of the worst."""
    night = worst_minute(NIGHT, "AB", "xy")
    assert night.last == (1, 7, 7)
    assert (night.worst, night.within, night.seal.last) == (1, 7, 7)
    assert night.minutes == (0, 1, 2)


def test_a_minute_with_an_open_exit_is_worse_than_any_late_one():
    """In minute 161 crew B is off duty and one of the exits stays open."""
    table = {160: [[50, 60], [60, 50]], 161: [[1, 1], [INF, INF]]}
    night = worst_minute(table.__getitem__, "AB", "xy", range(160, 162))
    assert night.last == (50, INF)
    assert night.left_open == (0, 1)
    assert (night.worst, night.within, night.seal.last) == (161, INF, 1)


def test_an_array_and_a_function_tell_the_same_night():
    """The minutes of a night may be numbered as the plan numbers them."""
    array = np.array(NIGHT, dtype=float)
    by_function = worst_minute(lambda minute: array[minute - 1320], "AB", "xy", range(1320, 1323))
    assert worst_minute(array, "AB", "xy", range(1320, 1323)) == by_function
    assert by_function.worst == 1321


@pytest.mark.parametrize(("times", "minutes"), [([], None), (NIGHT, [5])])
def test_a_night_needs_its_minutes(times, minutes):
    """No minutes at all, or one name for three of them, is refused."""
    with pytest.raises(ValueError, match="minutes"):
        worst_minute(times, "AB", "xy", minutes)


def test_the_worked_examples_of_the_page_are_true():
    """Every `>>>` of docs/sealing.md gives what stands below it."""
    page = Path(__file__).parents[1] / "docs" / "sealing.md"
    done = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (done.failed, done.attempted) == (0, 18)
