"""The arithmetic of the Tianbu station (stations.md 5.2 and 5.3), asked of the engine itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models import Importance, Leave, Limits, PatrolTier, Settings, Station, Status
from scheduler.intake import load_station
from scheduler.kernel.audit import audit
from scheduler.kernel.outcome import Outcome
from scheduler.kernel.problem import Problem
from scheduler.kernel.solve import possible, solve
from scheduler.order import Order
from scheduler.pipeline import plan
from scheduler.posture import Request, open_week

TIANBU = Path(__file__).parents[1] / "scenarios" / "tianbu"
MONDAY = date(2026, 11, 23)
LIMITS = Limits(seconds=60, workers=1, reproducible=True)


@pytest.fixture(scope="module")
def tianbu() -> Station:
    """The shipped station."""
    return load_station(TIANBU).station


def _away(*people: str) -> tuple[Leave, ...]:
    return tuple(Leave(person=who, first=MONDAY, last=date(2026, 11, 29)) for who in people)


def _order(tianbu: Station, settings: Settings | None = None, **request: object) -> Order:
    return Order(tianbu, Request(MONDAY, **request), settings or {}, limits=LIMITS)  # type: ignore[arg-type]


def _problem(order: Order) -> Problem:
    book = order.book()
    return book.read(open_week(order.station, order.request, book.reseat))


def _cover(order: Order) -> Outcome:
    """The order's problem solved for law and cover only."""
    problem = _problem(order)
    first = tuple(one for one in problem.rulings if one.importance in (Importance.LAW, Importance.COVER))
    return solve(Problem(first, problem.facts), LIMITS)


def _possible(tianbu: Station, settings: Settings | None = None, **request: object) -> Status:
    return possible(_problem(_order(tianbu, settings, **request)), LIMITS)


def _tier_two(days: int) -> dict[date, PatrolTier]:
    return {date(2026, 11, 23 + i): PatrolTier.TWO for i in range(days)}


def test_one_rest_day_is_possible_at_tier_three(tianbu: Station) -> None:
    """18 auxiliaries with one rest day have 108 turns for 91."""
    assert _possible(tianbu) is Status.PROVEN


def test_two_rest_days_are_one_turn_short(tianbu: Station) -> None:
    """18 × 5 = 90 turns for 91: impossible, and with gaps allowed exactly one seat stays empty."""
    two = {"weekly-rest-day": {"days": 2}}
    assert _possible(tianbu, two) is Status.IMPOSSIBLE
    outcome = _cover(_order(tianbu, two, short=True))
    assert (outcome.passes[0].status, outcome.passes[0].value) == (Status.PROVEN, 1)


@pytest.mark.parametrize(("away", "expected"), [(2, Status.PROVEN), (3, Status.IMPOSSIBLE)])
def test_two_may_be_away_all_week_but_not_three(tianbu: Station, away: int, expected: Status) -> None:
    """16 × 6 = 96 ≥ 91 turns, 15 × 6 = 90 < 91."""
    assert _possible(tianbu, away=_away(*[f"F{n:02d}" for n in range(4, 4 + away)])) is expected


def test_three_away_leave_one_seat_of_the_least_important_post_empty(tianbu: Station) -> None:
    """With gaps allowed one seat stays empty, proven, and it is one of the duty group, not of the night."""
    order = _order(tianbu, away=_away("F04", "F05", "F06"), short=True)
    outcome = _cover(order)
    assert [done.status for done in outcome.passes] == [Status.PROVEN] * len(outcome.passes)
    empty = [one for one in audit(_problem(order), outcome.chosen) if one.ruling.rule == "post-filled"]
    assert [(one.amount, one.tally.when[0][11:]) for one in empty] == [(-1, "duty")]


@pytest.mark.parametrize(("most", "expected"), [(3, Status.IMPOSSIBLE), (4, Status.PROVEN)])
def test_four_nights_a_week_are_enough_and_three_are_not(
    tianbu: Station, most: int, expected: Status
) -> None:
    """56 nights for 18 people: 18 × 3 = 54 < 56 ≤ 18 × 4."""
    assert _possible(tianbu, {"nights-per-week": {"on": True, "most": most}}) is expected


def test_never_two_nights_running_is_impossible(tianbu: Station) -> None:
    """8 of the 13 who are not on the duty group work each night: at least 3 work two nights running."""
    strict = {"consecutive-nights": {"most": 1, "importance": "LAW"}}
    assert _possible(tianbu, strict) is Status.IMPOSSIBLE


@pytest.mark.parametrize(("days", "expected"), [(4, Status.PROVEN), (5, Status.IMPOSSIBLE)])
def test_four_days_of_tier_two_a_week_at_most(tianbu: Station, days: int, expected: Status) -> None:
    """91 + 4 × 4 = 107 ≤ 108 turns < 111 = 91 + 5 × 4."""
    assert _possible(tianbu, tiers=_tier_two(days)) is expected


@pytest.mark.parametrize(("away", "expected"), [(1, Status.PROVEN), (5, Status.IMPOSSIBLE)])
def test_seven_officers_work_and_three_do_not(tianbu: Station, away: int, expected: Status) -> None:
    """14 duties of 24 h with a free day after each: 7 people are enough, 3 × 4 = 12 are not."""
    people = ["O8", "O7", "O6", "O5", "O4"][:away]
    assert _possible(tianbu, away=_away(*people)) is expected


def test_seven_officers_cannot_keep_the_four_teams(tianbu: Station) -> None:
    """With one officer away the fixed cycle is impossible as law: the engine must be able to leave it."""
    fixed = {"four-team-cycle": {"importance": "LAW"}}
    assert _possible(tianbu, fixed) is Status.PROVEN
    assert _possible(tianbu, fixed, away=_away("O8")) is Status.IMPOSSIBLE


def test_tier_one_serves_seventeen_auxiliaries_and_sixteen_guards(tianbu: Station) -> None:
    """One tier-1 Saturday is possible; its target of 17 auxiliaries and 16 village guards is met."""
    order = _order(tianbu, tiers={date(2026, 11, 28): PatrolTier.ONE})
    cover = _cover(order).passes
    assert [(done.status, done.value) for done in cover] == [(Status.PROVEN, 0)] * len(cover)
    assert len(cover) == 3


def test_community_rules_of_two_cities_leave_nobody_for_duty(tianbu: Station) -> None:
    """No duty by day and none after 22:00: four leaders alone would stand 84 h a week (stations.md 5.2)."""
    both = {"community-no-day-duty": {"on": True}, "community-no-duty-after-22": {"on": True}}
    answer = plan(_order(tianbu, both))
    assert answer.status is Status.IMPOSSIBLE
    assert answer.conflict is not None
    assert {"post-filled", "weekly-hours-cap"} <= set(answer.conflict.rules)
    assert {"community-no-day-duty", "community-no-duty-after-22"} & set(answer.conflict.rules)
