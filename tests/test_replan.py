"""Changing a published plan: facts stay, the fewest people and turns change, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replan_world import NOON, away, basis_of, change, early, order_of, published, told, turns_of, values
from sample_plan import changed
from world import MONDAY, station

from models import Earlier, PatrolTier, Status
from scheduler.changes import Basis
from scheduler.changes.carry import same_walks
from scheduler.changes.facts import hopeless
from scheduler.changes.steady import FROZEN, PEOPLE, TURNS
from scheduler.changes.swaps import Swap, judge_swap
from scheduler.kernel.tally import Cell, Mark, Tally
from scheduler.posture import Request, open_week

WEEK = "A EEEE..., B ....EEE"


def test_one_person_takes_what_a_sick_one_leaves() -> None:
    """An is away from Wednesday: his two turns go to one person, which is proven the fewest."""
    order = early()
    made = change(order, basis_of(order, WEEK), away("A", 2)).plan
    assert made is not None
    assert values(made)[PEOPLE] == ("PROVEN", 1)
    assert values(made)[TURNS] == ("PROVEN", 2)
    takers = {who for who, turn in turns_of(made) if turn in ("2E", "3E")}
    assert len(takers) == 1
    assert "A" not in takers


def test_what_was_worked_is_fact() -> None:
    """Reported sick on Tuesday noon for the whole week, An has still served Monday and Tuesday morning."""
    order = early()
    made = change(order, basis_of(order, WEEK), away("A", 0)).plan
    assert made is not None
    assert {("A", "0E"), ("A", "1E")} <= turns_of(made)
    assert not {("A", "2E"), ("A", "3E")} & turns_of(made)


def test_who_falls_ill_on_duty_leaves_a_gap() -> None:
    """An leaves Tuesday's early turn at noon: the gap of two hours is said, and his ledger counts six."""
    order = early()
    made = change(order, basis_of(order, WEEK), away("A", 1)).plan
    assert made is not None
    assert made.change is not None
    assert [(one.person, one.since) for one in made.change.left] == [("A", NOON)]
    assert any("his place is empty until 11-24 14:00" in note.text for note in made.notes)
    assert [turn.note for turn in made.turns if (turn.person, turn.crew[8:]) == ("A", "24/E")] == [
        "left at 11-24 12:00"
    ]
    assert [line.minutes for line in made.ledger if line.person == "A"] == [480 + 360]


def test_own_absence_is_no_disturbance() -> None:
    """A turn given up because of one's own absence does not count: one turn taken is all that changes."""
    order = early()
    made = change(order, basis_of(order, WEEK), away("A", 3)).plan
    assert made is not None
    assert (values(made)[PEOPLE], values(made)[TURNS]) == (("PROVEN", 1), ("PROVEN", 1))


def test_nothing_changes_without_need() -> None:
    """Re-planned without a reason, the published week stays, though another one would be fairer."""
    order = early()
    made = change(order, basis_of(order, "A EEEE.EE, B ....E..")).plan
    assert made is not None
    assert values(made)[PEOPLE] == ("PROVEN", 0)
    assert told(made) == set()


def test_follow_up_names_the_rule() -> None:
    """Only An and Bo may drive late; Bo takes An's turn, and Cai his early one after it: two people."""
    drivers = {who: {"skills": ("driver",)} for who in "AB"}
    only_tier_two = {"L": {"tier3": "", "tier2": "1 officer[driver]", "tier1": ""}}
    ours = station("EL", {"E": "1 officer"}, drivers, only_tier_two, leave=(away("D", 0).model_dump(),))
    order = order_of(ours, settings={"rest-between-duties": {"hours": 9}})
    wednesday = {MONDAY + timedelta(days=2): PatrolTier.TWO}
    order = replace(order, request=replace(order.request, tiers=wednesday))
    basis = basis_of(order, "A ..L...E, B EE.E..., C ..E.EE.")
    made = change(order, basis, away("A", 2, 3)).plan
    assert made is not None
    assert told(made) == {
        ("A", "2L", False, "away"), ("B", "2L", True, "away"),
        ("B", "3E", False, "rule"), ("C", "3E", True, "place"),
    }  # fmt: skip
    assert made.change is not None
    (follow_up,) = (one for one in made.change.turns if one.rule)
    assert (follow_up.rule, follow_up.beside) == ("rest-between-duties", ("2026-11-25/L",))
    assert values(made)[PEOPLE] == ("PROVEN", 2)


def test_freeze_comes_before_people() -> None:
    """Two turns inside 48 h change, none inside none; then people, turns, orders, fairness."""
    order = early()
    near = change(order, basis_of(order, WEEK), away("A", 2)).plan
    far = change(order, basis_of(order, WEEK, freeze=timedelta()), away("A", 2)).plan
    assert near is not None
    assert far is not None
    assert (values(near)[FROZEN], values(far)[FROZEN]) == (("PROVEN", 2), ("PROVEN", 0))
    rules = [one.rules[0] for one in near.passes]
    assert rules.index("seats-full") < rules.index(FROZEN) < rules.index(PEOPLE) < rules.index(TURNS)
    assert rules.index(TURNS) < rules.index("eleven-hours-rest") < rules.index("nights-fair")


def test_a_broken_past_is_a_remark() -> None:
    """An has 16 h behind him where 8 are allowed: he gets no more, and the plan is possible all the same."""
    order = replace(early(), settings={"weekly-hours-cap": {"hours": 8}})
    basis = basis_of(replace(order, settings={}), "A EE....., B ..E...., C ...E..., D ....E..")
    short = change(order, basis, short=True)
    assert short.plan is not None
    assert {turn for who, turn in turns_of(short.plan) if who == "A"} == {"0E", "1E"}
    assert [note.id for note in short.plan.notes if "Fact by 11-24 12:00" in note.text] == [
        "weekly-hours-cap"
    ]
    assert not [one for one in short.plan.findings if one.importance == "LAW"]


def test_an_empty_seat_is_impossible_unless_short() -> None:
    """With everybody away there is no lawful roster; short leaves the five seats to come empty."""
    order = early()
    everybody = [away(who, 2) for who in "ABCD"]
    answer = change(order, basis_of(order, WEEK), *everybody)
    assert (answer.status, answer.plan) == (Status.IMPOSSIBLE, None)
    assert answer.conflict is not None
    made = change(order, basis_of(order, WEEK), *everybody, short=True).plan
    assert made is not None
    assert len(turns_of(made)) == 2


def test_the_new_plan_names_the_old_one() -> None:
    """The chain: number and seal of the plan replaced, and the moment of the change."""
    order = early()
    basis = basis_of(order, WEEK)
    made = change(order, basis, away("A", 3)).plan
    assert made is not None
    assert made.change is not None
    assert (made.change.replaces, made.change.now, made.change.freeze_minutes) == ("old", NOON, 48 * 60)


CHECKPOINT = {"C": {"tier3": "", "tier2": "", "tier1": "2 officer"}}


def _evening(hour: int) -> list[tuple[str, str]]:
    """Crews of a Monday that goes from tier 3 to tier 1 at an hour: the checkpoint stands 19:00-23:00."""
    ours = station("EC", duties=CHECKPOINT)
    moment = datetime(2026, 11, 23, hour)
    earlier = {MONDAY: (Earlier(until=moment, tier=PatrolTier.THREE),)}
    week = open_week(ours, Request(MONDAY, tiers={MONDAY: PatrolTier.ONE}, earlier=earlier))
    return [(crew.id[11:], f"{crew.start:%H}-{crew.end:%H}") for crew in week.crews_on(MONDAY)]


@pytest.mark.parametrize(("hour", "checkpoint"), [(18, [("C", "19-23")]), (20, [("C", "20-23")]), (23, [])])
def test_tier_raised_in_the_evening(hour: int, checkpoint: list[tuple[str, str]]) -> None:
    """Crews of the new tier stand for what is left of their window; the early turn is as it was."""
    assert _evening(hour) == [("E", "06-14"), *checkpoint]


def test_tier_lowered_in_the_evening() -> None:
    """A checkpoint that has begun goes on; one that has not is called off."""
    ours = station("C", duties=CHECKPOINT)
    for hour, crews in ((18, 0), (20, 1)):
        earlier = {MONDAY: (Earlier(until=datetime(2026, 11, 23, hour), tier=PatrolTier.ONE),)}
        week = open_week(ours, Request(MONDAY, earlier=earlier))
        assert len(week.crews_on(MONDAY)) == crews


def test_raised_tier_calls_people() -> None:
    """On Tuesday the tier goes up: two officers are called, because of the tier and nothing else."""
    order = order_of(station("EC", {"E": "1 officer"}, duties=CHECKPOINT))
    basis = basis_of(order, WEEK)
    tuesday = MONDAY + timedelta(days=1)
    made = change(
        order, basis, tiers={tuesday: PatrolTier.ONE},
        earlier={tuesday: (Earlier(until=NOON, tier=PatrolTier.THREE),)},
    ).plan  # fmt: skip
    assert made is not None
    assert {(turn, taken, cause) for _, turn, taken, cause in told(made)} == {("1C", True, "tier")}
    assert values(made)[PEOPLE] == ("PROVEN", 2)


def _verdict(crews: tuple[str, ...], back: tuple[str, ...] = ()) -> object:
    order = order_of(station("EN", {"E": "1 officer", "N": "1 officer"}))
    basis = basis_of(order, "A EEEEE.., B NNNNN.., C .....EE, D .....NN")
    book = order.book()
    swap = Swap("A:B", "A", "B", crews, back)
    return judge_swap([swap], book, order.open_week(book), basis)


def test_swap_without_rest_is_unlawful() -> None:
    """Bo, who works nights, takes Thursday's early turn: no rest before it, and none after."""
    verdict = _verdict(("2026-11-26/E",))
    assert not verdict.lawful
    assert {rule for rule, _ in verdict.broken} == {"rest-between-duties"}


def test_swap_is_priced() -> None:
    """Friday early for Friday night: only the rest after Thursday's night is missing; hours stay 40."""
    verdict = _verdict(("2026-11-27/E",), ("2026-11-27/N",))
    (an, bo) = verdict.loads
    assert (an.minutes, an.nights) == ((2400, 2400), (0, 1))
    assert (bo.minutes, bo.nights) == ((2400, 2400), (5, 4))
    assert {rule for rule, _ in verdict.broken} == {"rest-between-duties"}


def test_approved_swap_moves_nobody_else() -> None:
    """With the swap pinned and nothing else open, the two turns change hands and all else stays."""
    order = early()
    basis = basis_of(order, WEEK)
    swap = Swap("A:C", "A", "C", ("2026-11-26/E",))
    basis = replace(basis, served=swap.on(basis.served), pinned=swap.cells, still=True)
    made = change(order, basis).plan
    assert made is not None
    assert told(made) == {("A", "3E", False, "swap"), ("C", "3E", True, "swap")}
    assert turns_of(made) - {("C", "3E")} == turns_of(published(order, WEEK)) - {("A", "3E")}


CELLS = [Cell(who, "x") for who in "ABCD"]


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 3)), max_size=4, unique_by=lambda one: one[1]),
    st.dictionaries(st.sampled_from(CELLS), st.booleans()),
    st.integers(-3, 3),
    st.integers(0, 4),
)
def test_hopeless_is_what_no_choice_mends(
    terms: list[tuple[int, int]], facts: dict[Cell, bool], low: int, width: int
) -> None:
    """Whatever the count and the facts: hopeless is the least breach over all choices that are left."""
    tally = Tally(tuple((number, CELLS[i]) for number, i in terms), low, low + width)
    choices = [frozenset(cell for i, cell in enumerate(CELLS) if bits >> i & 1) for bits in range(16)]
    open_ones = [one for one in choices if all((cell in one) is holds for cell, holds in facts.items())]
    below, above = zip(*(tally.outside(one) for one in open_ones), strict=True)
    assert hopeless(tally, facts) == (min(below), min(above))


def test_a_mark_is_open_while_any_part_is() -> None:
    """A mark over An and Bo: settled true with An there, settled false only when both are out."""
    tally = Tally(((1, Mark("any", (CELLS[0], CELLS[1]))),), 1, None)
    assert hopeless(tally, {CELLS[0]: False}) == (0, 0)
    assert hopeless(tally, {CELLS[0]: False, CELLS[1]: False}) == (1, 0)
    assert hopeless(replace(tally, low=None, high=0), {CELLS[0]: True}) == (0, 1)


def test_a_change_can_be_changed_again() -> None:
    """An left on Tuesday; on Wednesday Bo falls ill too: both changes stand, and An's gap is still said."""
    order = early()
    first = change(order, basis_of(order, WEEK), away("A", 1)).plan
    assert first is not None
    served = frozenset(Cell(turn.person, turn.crew) for turn in first.turns)
    later = datetime(2026, 11, 25, 18)
    second = change(order, Basis(first, later, served), *first.leave, away("B", 3)).plan
    assert second is not None
    assert second.change is not None
    assert [one.person for one in second.change.left] == ["A"]
    assert second.change.replaces == first.number
    worked = {("A", "0E"), ("A", "1E")} | {pair for pair in turns_of(first) if pair[1] == "2E"}
    assert worked <= turns_of(second)
    assert not {("A", turn) for turn in ("2E", "3E")} & turns_of(second)
    assert not {("B", turn) for turn in ("3E", "4E", "5E", "6E")} & turns_of(second)


def test_routes_stand_while_the_crews_that_walk_do() -> None:
    """A night crew at its own hours keeps its published walk; at other hours it does not."""
    ours = station("N", {"N": "2 officer"}, duties={"N": {"zones": ("1",), "mode": "foot"}})
    order = order_of(ours)
    plan = published(order, "A N, B N")
    walks = tuple((crew.id, "loop@1") for crew in plan.crews)
    basis = Basis(changed(plan, walks=walks), NOON, frozenset())
    week = open_week(ours, Request(MONDAY))
    assert same_walks(basis, week)
    (first, *rest) = week.crews
    moved = first.model_copy(update={"spans": rest[0].spans})
    assert not same_walks(basis, replace(week, crews=(moved, *rest)))
