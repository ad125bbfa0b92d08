"""What was walked beside what was planned, on a straight road of 1000 m that is walked in ten minutes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tracks import OUT_AND_BACK, Move, fixes, recording, straight_plan

from scheduler import i18n
from scheduler.tracking.calls import Arrival, Kept
from scheduler.tracking.compare import Measure, Outcome, compare
from scheduler.tracking.gpx import Fix
from scheduler.tracking.planned import Planned, planned_walks
from scheduler.tracking.report import verdict


@pytest.fixture(scope="module")
def planned() -> Planned:
    """Out 23:00, at the shop 23:10 to 23:20, home 23:30."""
    (one,) = planned_walks(straight_plan())
    return one


def outcome(planned: Planned, *tracks: Sequence[Fix], **measure: float) -> Outcome:
    """What became of the route when the radios recorded these tracks."""
    return compare(planned, [recording(track) for track in tracks], Measure(**measure))


def call(found: Outcome) -> Arrival:
    """The one planned call, at the shop."""
    (arrival,) = found.arrivals
    return arrival


def test_the_plan_walked_exactly_is_kept(planned: Planned) -> None:
    """2000 of 2000 m, the shop at its minute and for its time, no minute short, in one line."""
    found = outcome(planned, fixes(OUT_AND_BACK))
    assert found.as_planned
    assert (round(found.walked), round(found.planned)) == (2000, 2000)
    assert (call(found).kept, call(found).dwell_short) == (Kept.ON_TIME, 0)
    assert (found.minutes_short, found.silent, found.dropped, found.skipped) == (0, 0, 0, ())
    assert verdict(found) == (
        "夜巡一组 11-23 23:00: walked as planned; 100 % of the route (2.0 of 2.0 km), "
        "1 of 1 points called at, 0 late, 0 early, 0 missed, 0 minutes short"
    )


def test_600_of_1000_metres_are_60_percent(planned: Planned) -> None:
    """Who turns back at 600 m walked 60 % of the way out and of the way back, and missed the shop."""
    found = outcome(planned, fixes([(0, 0), (6, 600), (12, 0)]))
    assert found.share == pytest.approx(0.6, abs=0.001)
    assert call(found).kept is Kept.MISSED
    skipped = [(one.call.place.name, round(one.metres)) for one in found.skipped]
    assert skipped == [("小店", 400), ("派出所", 400)]
    assert found.early_end == 18  # home at 23:12 and not at 23:30


def test_one_pass_covers_a_road_that_is_planned_twice(planned: Planned) -> None:
    """Out on the road and home another way: both planned passes of the road count as walked."""
    assert outcome(planned, fixes([(0, 0), (10, 1000), (20, 1000)])).share == pytest.approx(1.0, abs=0.001)


@pytest.mark.parametrize(("north", "share"), [(29, 1.0), (31, 0.0)])
def test_30_metres_beside_the_road_count(planned: Planned, north: float, share: float) -> None:
    """A track 29 m off covers the road, one 31 m off does not; with 35 m allowed it does."""
    track = fixes(OUT_AND_BACK, north=north)
    assert outcome(planned, track).share == pytest.approx(share, abs=0.001)
    assert outcome(planned, track, metres=35).share == pytest.approx(1.0, abs=0.001)


def test_crossing_the_road_covers_nothing(planned: Planned) -> None:
    """A straight way across the road at a right angle walks no metre of it."""
    track = [*fixes([(5, 500), (6, 500)], north=100), *fixes([(7, 500), (8, 500)], north=-100)]
    assert outcome(planned, track).walked < 1


@pytest.mark.parametrize(
    ("minute", "kept", "off"), [(22, Kept.LATE, 12), (18, Kept.ON_TIME, 8), (3, Kept.ON_TIME, 0)]
)
def test_a_call_is_late_from_eleven_minutes_on(planned: Planned, minute: float, kept: Kept, off: int) -> None:
    """Due 23:10: at 23:22 it is 12 min late, at 23:18 in time; so is who came early and is still there."""
    arrival = call(outcome(planned, fixes([(minute - 10, 0), (minute, 1000), (minute + 12, 1000)])))
    assert (arrival.kept, arrival.off) == (kept, off)


def test_the_minutes_allowed_are_a_parameter(planned: Planned) -> None:
    """12 minutes late is in time when 15 are allowed."""
    track = fixes([(12, 0), (22, 1000), (32, 1000)])
    assert call(outcome(planned, track, minutes=15)).kept is Kept.ON_TIME


def test_who_has_left_before_the_hour_was_early(planned: Planned) -> None:
    """At the shop 22:40 to 22:45, due 23:10: 30 min early, and about 6 of the 10 minutes near it."""
    arrival = call(outcome(planned, fixes([(-30, 0), (-20, 1000), (-15, 1000), (-5, 0)])))
    assert (arrival.kept, arrival.off, arrival.dwell_short) == (Kept.EARLY, -30, 4)


def test_the_visit_that_fits_is_taken(planned: Planned) -> None:
    """Who passes the shop at 23:05 without stopping and calls at 23:11 is a minute late, not early."""
    moves: tuple[Move, ...] = ((0, 0), (5, 1000), (7, 1200), (9, 1200), (11, 1000), (21, 1000), (31, 0))
    arrival = call(outcome(planned, fixes(moves)))
    assert (arrival.kept, arrival.off, arrival.dwell_short) == (Kept.ON_TIME, 1, 0)


def test_passing_by_is_no_dwell(planned: Planned) -> None:
    """80 m around the shop at 100 m a minute are 0.8 of 10 minutes: 9 are missing."""
    arrival = call(outcome(planned, fixes([(0, 0), (12, 1200)])))
    assert (arrival.kept, arrival.stayed, arrival.dwell_short) == (Kept.ON_TIME, 1, 9)


def test_shortened_time_is_counted_at_both_ends(planned: Planned) -> None:
    """Out at 23:04 and home at 23:25: 4 minutes short at the start, 5 at the end (C02)."""
    found = outcome(planned, fixes([(0, 0), (4, 0), (14, 1000), (15, 1000), (25, 0), (40, 0)]))
    assert (found.late_start, found.early_end, found.minutes_short) == (4, 5, 9)


def test_who_never_left_did_not_walk(planned: Planned) -> None:
    """A radio that stays at the station covers nothing; the whole half hour (less the circle) is short."""
    found = outcome(planned, fixes([(0, 0), (30, 0)]))
    assert (found.walked, found.minutes_short) == (0, 29)
    assert "not walked" in verdict(found)


def test_a_gap_is_no_way(planned: Planned) -> None:
    """Without fixes from 300 to 700 m, out and back, 600 of 1000 m are known; 8 minutes are silent."""
    track = [fix for fix in fixes(OUT_AND_BACK) if not _between(fix, 3, 7) and not _between(fix, 23, 27)]
    found = outcome(planned, track)
    assert found.share == pytest.approx(0.6, abs=0.001)
    assert found.silent == 8


def _between(fix: Fix, first: float, last: float) -> bool:
    return first < (fix.at.hour * 60 + fix.at.minute + fix.at.second / 60) - 23 * 60 < last


def test_standing_needs_no_fixes(planned: Planned) -> None:
    """A radio that sleeps while nobody moves is not silent, and the crew was at the shop."""
    found = outcome(planned, [fix for fix in fixes(OUT_AND_BACK) if not _between(fix, 10, 20)])
    assert found.as_planned
    assert found.silent == 0


@pytest.mark.parametrize("wrong", [0, 30, 31, -1])
def test_an_impossible_fix_is_dropped(planned: Planned, wrong: int) -> None:
    """One fix 5 km away, be it the first or the last, changes nothing and is counted."""
    track = list(fixes(OUT_AND_BACK))
    track[wrong] = Fix(track[wrong].at, track[wrong].x + 0.05, track[wrong].y)
    found = outcome(planned, track)
    assert (found.dropped, call(found).kept) == (1, Kept.ON_TIME)
    assert found.share >= 0.99


def test_a_leap_drops_no_hour(planned: Planned) -> None:
    """After a leap of 300 m the track is believed again as soon as somebody could have walked it."""
    track = [*fixes([(0, 0), (3, 300)]), *fixes([(3.1, 600), (7.1, 1000), (20, 1000), (30, 0)])]
    found = outcome(planned, track)
    assert 0 < found.dropped < 10
    assert found.share == pytest.approx(1.0, abs=0.001)  # the way back covers the leap


def test_two_radios_of_one_group_add_up(planned: Planned) -> None:
    """One radio to 600 m and one from 500 m on: together the whole route, on time."""
    first, second = fixes([(0, 0), (6, 600)]), fixes([(5, 500), (10, 1000), (20, 1000), (30, 0)])
    assert outcome(planned, first, second).as_planned
    assert outcome(planned, first).share == pytest.approx(0.6, abs=0.001)


def test_what_lies_outside_the_hours_does_not_count(planned: Planned) -> None:
    """The walk done at 07:00, two hours after the crew's window, is not this night's."""
    morning = [(minute + 480, east) for minute, east in OUT_AND_BACK]
    found = outcome(planned, fixes([(0, 0), (1, 0), *morning]))
    assert found.walked < 1


def test_noise_of_8_metres_costs_nothing_much(planned: Planned) -> None:
    """Fixes 8 m off in each direction (seeded) still show 97 % and more, and the call in time."""
    found = outcome(planned, fixes(OUT_AND_BACK, noise=8))
    assert found.share >= 0.97
    assert call(found).kept is Kept.ON_TIME


def test_the_verdict_is_said_in_chinese(planned: Planned) -> None:
    """The same line for the chief."""
    i18n.use("zh")
    assert verdict(outcome(planned, fixes(OUT_AND_BACK))).startswith("夜巡一组 11-23 23:00：按计划巡完；")
