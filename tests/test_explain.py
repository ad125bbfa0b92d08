"""Explanations of Tianbu weeks without a lawful roster: the conflict, the sums, and the menu of repairs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import Importance, Leave, Limits, PatrolTier, Settings, Station, Status, Waiver
from scheduler.advice import Explanation, Repair
from scheduler.i18n import use
from scheduler.intake import load_station
from scheduler.intake.arguments import parse_aways
from scheduler.order import Order
from scheduler.pipeline import explain, judge
from scheduler.posture import Request
from scheduler.rulebook import RULES

MONDAY = date(2026, 11, 23)
LIMITS = Limits(seconds=60, workers=2, reproducible=True)
AWAY = tuple(Leave(person=who, first=MONDAY, last=date(2026, 11, 29)) for who in ("F05", "F06", "F07"))
FIRM = (Importance.LAW, Importance.COVER)
PLAIN: Settings = {rule.id: {"on": False} for rule in RULES if rule.importance not in FIRM}
"""Laws and seats only, nothing fair or wished for: what is missing is the same, and rosters come sooner."""


@pytest.fixture(scope="module")
def station() -> Station:
    """The shipped station."""
    return load_station(Path(__file__).parents[1] / "scenarios" / "tianbu").station


def order_of(station: Station, settings: Settings | None = None, **request: object) -> Order:
    """An order for the week of 23 November."""
    return Order(station, Request(MONDAY, **request), settings or {}, limits=LIMITS)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def three_away(station: Station) -> Explanation:
    """Three auxiliaries away all week at tier 3."""
    use("en")
    return explain(order_of(station, away=AWAY))


def repair(found: Explanation, sort: str) -> Repair:
    """The first repair of a sort."""
    return next(one for one in found.repairs if one.sort == sort)


def lawful(order: Order, one: Repair) -> bool:
    """Whether the roster of a repair breaks no law that is not waived, read and judged anew."""
    findings = judge(order, one.turns)
    return not [finding for finding in findings if finding.importance == "LAW" and not finding.waived]


def test_three_away_clash_with_the_rest_day(three_away: Explanation) -> None:
    """Seats, absences and the rest day cannot hold together for the 18 auxiliaries on the seven days."""
    clash = three_away.conflict
    assert three_away.status is Status.IMPOSSIBLE
    assert clash is not None
    assert {"post-filled", "unavailable-respected", "weekly-rest-day"} < set(clash.rules)
    assert clash.people == tuple(f"F{n:02d}" for n in range(1, 19))
    assert clash.days == tuple(MONDAY + timedelta(days=i) for i in range(7))
    assert clash.minimal
    assert clash.only is False  # the strength by tier says the same as the seats


def test_ninety_one_turns_and_ninety(three_away: Explanation) -> None:
    """13 a day are 91 turns; 15 people with a rest day have 15 × 6 = 90."""
    (one,) = three_away.arithmetic
    assert (one.due, one.capacity, [(share.people, share.each) for share in one.shares]) == (
        91,
        90,
        [(15, 6)],
    )
    assert "weekly-rest-day" in one.rules
    assert "15 × 6 = 90" in one.text
    assert one.text.endswith("1 turn short.")


@pytest.mark.parametrize("sort", ["waive", "gaps", "borrow", "recall"])
def test_each_way_out_costs_one(three_away: Explanation, sort: str) -> None:
    """One turn is missing: one rest day, one seat, one turn lent, one turn of one called back; proven."""
    one = repair(three_away, sort)
    assert (one.amount, one.least) == (1, True)


def test_the_menu_begins_with_the_cheapest(three_away: Explanation) -> None:
    """What is given up does not fall along the menu."""
    amounts = [one.amount for one in three_away.repairs]
    assert amounts == sorted(amounts)


def test_a_waiver_as_typed_makes_the_roster_lawful(three_away: Explanation, station: Station) -> None:
    """The roster of the waiver breaks the rest day of one person, and nothing once it is waived."""
    one = repair(three_away, "waive")
    assert one.option.startswith("--waive weekly-rest-day:")
    waived = Waiver(rule="weekly-rest-day", reason="asked")
    assert lawful(replace(order_of(station, away=AWAY), waivers=(waived,)), one)
    assert not lawful(order_of(station, away=AWAY), one)


def test_the_empty_seat_is_one_of_the_duty_group(three_away: Explanation, station: Station) -> None:
    """With --short the least important seat stays empty, on one day."""
    one = repair(three_away, "gaps")
    assert one.option == "--short"
    assert len(one.dates) == 1
    assert "值班组" in one.text
    assert lawful(order_of(station, away=AWAY, short=True), one)


def test_the_absences_of_a_recall_as_typed(three_away: Explanation, station: Station) -> None:
    """Called back for one turn, and away as written on the other days, the roster is lawful."""
    one = repair(three_away, "recall")
    typed = [word for word in one.option.split() if "=" in word]
    away = (*(leave for leave in AWAY if leave.person not in one.who), *parse_aways(typed, station))
    assert lawful(order_of(station, away=away), one)
    assert not lawful(order_of(station, away=AWAY), one)


def test_a_borrowed_person_serves_one_turn(three_away: Explanation) -> None:
    """The one who is lent stands in the roster exactly once."""
    assert [who for who, _ in repair(three_away, "borrow").turns if who.startswith("borrowed")] == [
        "borrowed-1"
    ]


def test_two_rest_days_are_loosened_to_one(station: Station) -> None:
    """18 × 5 = 90 < 91: one rest day less for one person is enough, and the setting says so."""
    found = explain(order_of(station, {**PLAIN, "weekly-rest-day": {"days": 2}}))
    one = repair(found, "loosen")
    assert (found.arithmetic[0].due, found.arithmetic[0].capacity) == (91, 90)
    assert (one.option, one.amount) == ("--set weekly-rest-day.days=1", 1)
    assert lawful(order_of(station, {"weekly-rest-day": {"days": 1}}), one)


@pytest.mark.slow
def test_hours_are_counted_where_turns_do_not_tell(station: Station) -> None:
    """Four leaders for 7 × (24 h + 9:50) = 236:50 active hours, 57:50 each at most: 231:20."""
    both: Settings = {"community-no-day-duty": {"on": True}, "community-no-duty-after-22": {"on": True}}
    found = explain(order_of(station, both))
    (one,) = found.arithmetic
    assert (one.unit, one.due, one.capacity) == ("active", 236 * 60 + 50, 231 * 60 + 20)
    assert found.conflict is not None
    assert {"post-filled", "weekly-hours-cap"} <= set(found.conflict.rules)


@pytest.mark.slow
def test_a_tier_is_lowered_on_one_day(station: Station) -> None:
    """Five days of tier 2 need 111 turns of 108; any one of them less needs 107."""
    tiers = {MONDAY + timedelta(days=i): PatrolTier.TWO for i in range(5)}
    found = explain(order_of(station, tiers=tiers))
    lowered = [one for one in found.repairs if one.sort == "tier"]
    assert len(lowered) == 5
    assert {one.amount for one in lowered} == {
        7
    }  # the posture of a day, a checkpoint and a sweep of 1 + 2 each
    assert lawful(order_of(station, tiers={**tiers, date(2026, 11, 27): PatrolTier.THREE}), lowered[0])


def test_nothing_to_explain(station: Station) -> None:
    """At tier 3 with everybody there a roster exists: no conflict, no menu."""
    found = explain(order_of(station))
    assert (found.status, found.conflict, found.repairs) == (Status.PROVEN, None, ())
