"""Who can be called, what is promised for an evening, who is asked next, and what each person is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from replan_world import away, basis_of, change, early, order_of, published
from sample_plan import changed
from world import MONDAY, people, station

from models import Faults, LedgerLine, PatrolTier, Plan
from scheduler.changes.contingent import read_tiers, say_promises, with_promises
from scheduler.changes.owed import accounts, to_ask
from scheduler.changes.owed_words import say_order, say_receipt
from scheduler.changes.recall import Call, recall_list
from scheduler.changes.say import say_changes, say_notices, say_proofs

CHECKPOINT = {"C": {"tier3": "", "tier2": "", "tier1": "2 officer"}}
WEEK = "A EEEE..., B ....EEE"


def _calls(rows: str, now: datetime, *leave: str) -> dict[tuple[str, int], Call]:
    """The recall list by person and notice, for a station with early, late and night turns."""
    seats = dict.fromkeys("ELN", "0-4 officer")
    order = order_of(station("ELN", seats, leave=tuple(away(who, 0).model_dump() for who in leave)))
    basis = basis_of(order, rows, now)
    calls = recall_list(replace(order, now=now), basis)
    return {(one.person.id, one.notice): one for one in calls}


def test_recall_waits_for_rest() -> None:
    """An's early turn ends at 14:00, his eight hours at 22:00: at 21:00 he comes at T+60, not at T+30."""
    calls = _calls("A .E", datetime(2026, 11, 24, 21))
    assert calls["A", 30].rule == "rest-between-duties"
    assert [calls["A", notice].rule for notice in (60, 120)] == ["", ""]


def test_recall_tells_whose_turn_must_move() -> None:
    """At 12:00 on Tuesday: Bo's night must move, Cai is free, Du is on leave."""
    calls = _calls("B .N", datetime(2026, 11, 24, 12), "D")
    assert [crew.id for crew in calls["B", 30].moves] == ["2026-11-24/N"]
    assert (calls["C", 30].moves, calls["C", 30].rule) == ((), "")
    assert calls["D", 30].rule == "unavailable-respected"


def test_recall_asks_the_cheapest_first_then_the_least_burdened() -> None:
    """Cai has served one turn and Du none, so Du is asked first; Bo, whose night would move, last."""
    calls = [who for who, notice in _calls("B .N, C E", datetime(2026, 11, 24, 12)) if notice == 30]
    assert calls == ["A", "D", "C", "B"]


def test_promise_says_who_is_recalled() -> None:
    """Two officers for the checkpoint of every evening: a promise a day, nobody's later turn changes."""
    order = order_of(station("EC", {"E": "1 officer"}, duties=CHECKPOINT))
    made = with_promises(order, published(order, WEEK), [PatrolTier.ONE])
    assert [(one.kept, one.proven, len(one.recalled)) for one in made.contingent] == [(True, True, 2)] * 7
    assert all(crew.endswith("/C") for one in made.contingent for _, crew in one.recalled)
    assert all(not one.moved for one in made.contingent)
    assert len(list(say_promises(made, order.station))) == 7


def test_a_promise_that_cannot_be_kept_names_the_empty_seats() -> None:
    """With all but An on leave nobody can man the checkpoint, where two must be: both seats stay empty."""
    absent = tuple(away(who, 0).model_dump() for who in "BCD")
    order = order_of(station("EC", {"E": "0-1 officer"}, duties=CHECKPOINT, leave=absent))
    made = with_promises(order, published(order, "A E"), [PatrolTier.ONE])
    assert [(one.kept, one.short) for one in made.contingent] == [
        (False, ((f"{one.date}/C", 2),)) for one in made.contingent
    ]
    assert (
        next(say_promises(made, order.station))
        == "11-23 tier 1 from 18:00: no lawful roster; empty seats: 11-23 Checkpoint ×2"
    )


def test_tiers_to_promise_are_read() -> None:
    """`2,1` with Chinese punctuation too; tier 3 is no raise."""
    assert read_tiers("2、1") == (PatrolTier.TWO, PatrolTier.ONE)
    assert read_tiers("") == ()
    with pytest.raises(Faults):
        read_tiers("3")


def _lines(*served: tuple[str, int, float]) -> tuple[LedgerLine, ...]:
    nothing = dict.fromkeys(("turns", "weekends", "holidays", "minutes"), 0)
    fair = {f"fair_{name}": 0.0 for name in (*nothing, "nights")}
    return tuple(
        LedgerLine.model_validate(
            {"week": MONDAY, "person": who, **nothing, **fair, "nights": nights, "fair_nights": share}
        )
        for who, nights, share in served
    )


def _with_ledger() -> Plan:
    plan = published(early(), WEEK)
    return changed(plan, ledger=_lines(("A", 3, 2.0), ("B", 1, 2.0), ("C", 2, 2.0), ("D", 0, 0.5)))


def test_who_is_furthest_below_is_asked_first() -> None:
    """Bo is one night below his share, Du half a night, Cai none, An one above."""
    assert [one.person.id for one in to_ask(accounts(_with_ledger()), "nights")] == ["B", "D", "C", "A"]
    said = "\n".join(say_order(_with_ledger()))
    assert "1. Bo B: 1 served, 1 below the fair share of 2" in said
    assert "4. An A: 3 served, 1 above the fair share of 2" in said


def test_receipt_shows_one_person_and_a_band() -> None:
    """An's receipt has his three nights and the band 0 to 3 with median 1.5; nobody else is named."""
    said = "\n".join(say_receipt(_with_ledger(), "A"))
    assert "nights: 3 served, 1 above the fair share of 2; the 4 of the group: 0 to 3, median 1.5" in said
    assert [one.name for one in people() if one.name in said.split()] == ["An"]
    with pytest.raises(Faults):
        list(say_receipt(_with_ledger(), "Z"))


def test_everybody_affected_gets_a_notice() -> None:
    """An's two turns go to one taker: two notices, from Wednesday 06:00 on, old turns and new."""
    order = early()
    basis = basis_of(order, WEEK)
    made = change(order, basis, away("A", 2)).plan
    assert made is not None
    notices = "\n".join(say_notices(made, basis.plan)).split("\n\n")
    assert len([one for one in notices if one.strip()]) == 2
    assert "An A: your duty changes from 11-25 06:00 on" in notices[0]
    assert "so far: 11-25 Early 06:00-14:00; 11-26 Early 06:00-14:00" in notices[0]
    assert "now: no duty" in notices[0]


def test_every_change_is_said_with_its_reason_and_proof() -> None:
    """One line a change, and a line for each of the three proofs."""
    order = early()
    basis = basis_of(order, WEEK)
    made = change(order, basis, away("A", 3)).plan
    assert made is not None
    given_up, taken = say_changes(made, basis.plan, order.book())
    assert given_up == "- 11-26 Early 06:00-14:00: An does not serve (is away)"
    assert taken.endswith("serves (because An is away)")
    assert [line.split(";")[0] for line in say_proofs(made)] == [
        "Turns changed within 48 h: 1", "People disturbed: 1", "Turns taken or given up: 1",
    ]  # fmt: skip


def test_promise_of_a_day_that_is_raised_already_is_not_made() -> None:
    """A Monday at tier 1 needs no promise for tiers 1 and 2; the six other days get both."""
    order = order_of(station("EC", {"E": "1 officer"}, duties=CHECKPOINT))
    plan = published(order, WEEK)
    first = plan.days[0].model_copy(update={"tier": PatrolTier.ONE})
    made = with_promises(order, changed(plan, days=(first, *plan.days[1:])), read_tiers("2,1"))
    assert len(made.contingent) == 12
    assert MONDAY + timedelta(days=1) == made.contingent[0].date
