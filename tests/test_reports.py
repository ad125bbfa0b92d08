"""Reports on numbers one can do in one's head: ratios, classes, strength, visibility, handover, month."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sample_plan import MONDAY, changed, sample_plan
from sample_routes import TOURS, routed_plan
from world import duty

from models import DutyKind, Fact, FactKind, Faults, PatrolMode, Person, Plan, StaffKind, Station
from scheduler.intake import load_station
from scheduler.reports import KINDS, NEED_PLAN, Given
from scheduler.reports.calls import Calls, read_calls
from scheduler.reports.filing import filing
from scheduler.reports.handover import handovers
from scheduler.reports.month import month, served, weeks
from scheduler.reports.place import Known
from scheduler.reports.presence import present
from scheduler.reports.ratio import Ratio
from scheduler.reports.ratios import ratios
from scheduler.reports.report import Facts, Report, counted, shown
from scheduler.reports.staffing import staffing
from scheduler.reports.station_class import class_of, station_class
from scheduler.reports.strength import strength
from scheduler.reports.visible import by_hour, gaps, pieces
from scheduler.reports.volunteers import may_join, volunteers

SCENARIOS = Path(__file__).parent.parent / "scenarios"


@pytest.fixture(scope="module")
def station() -> Station:
    """The shipped station."""
    return load_station(SCENARIOS / "tianbu").station


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The hand-drawn week with tier 3 on every day."""
    return sample_plan({0: 3})


def lines(station: Station, source: str) -> list[Ratio]:
    """The lines of one source."""
    return [one for one in ratios(Known(station)) if one.source == source]


def fact(report: Report, head: str) -> str:
    """One fact of the first page."""
    return next(dict(part.pairs)[head] for part in report.sections[0].parts if isinstance(part, Facts))


def test_tianbu_agrees_with_the_arithmetic_of_the_source(station: Station) -> None:
    """32,700 people are 4.09 officers at 1:8000; 8 + 3..5 + 3000/500 = 17..19 auxiliaries, it has 18."""
    town, country = lines(station, "A02")
    assert (town.low, country.low, country.has) == (6.54, 4.0875, 4)
    (force,) = lines(station, "A04-A06")
    assert (force.low, force.high, force.has, force.gap) == (17, 19, 18, 0)
    (merged,) = lines(station, "A14")
    assert merged.gap == 8 - 20


def test_beats_are_those_of_a_community_and_of_villages_in_threes_to_fives(station: Station) -> None:
    """One community and eight villages in two groups of four are three beats; four are there."""
    (beats,) = lines(station, "A03")
    assert (beats.low, beats.high, beats.gap) == (3, 3, 1)


def test_four_of_eight_are_more_than_forty_percent(station: Station) -> None:
    """40 % of 8 are 3.2, so four people; a village and a community each would need nine (W03)."""
    (share,), (each, *_) = lines(station, "U03"), lines(station, "W03")
    assert (share.low, share.has, share.gap) == (4, 4, 0)
    assert (each.low, each.gap) == (9, -5)


@pytest.mark.parametrize(("kind", "value", "need"), [("migrants", 1000, 2), ("rented_rooms", 800, 4)])
def test_coordinators_are_counted_by_what_is_given(
    station: Station, kind: str, value: int, need: int
) -> None:
    """1,000 migrants need two; 800 rooms alone need four, and nothing is invented for the other."""
    only = station.model_copy(update={"facts": (Fact(id=FactKind(kind), value=value),)})
    assert lines(only, "A06")[0].low == need


def test_the_larger_of_two_counts_of_coordinators(station: Station) -> None:
    """1,000 migrants ask for two and 800 rooms for four: four."""
    both = (Fact(id=FactKind.MIGRANTS, value=1000), Fact(id=FactKind.RENTED_ROOMS, value=800))
    assert lines(station.model_copy(update={"facts": both}), "A06")[0].low == 4


def test_what_is_not_given_stays_so(station: Station) -> None:
    """Without facts nothing is asked in numbers of people, and the page says `not given`."""
    bare = station.model_copy(update={"facts": ()})
    assert [(one.low, one.gap) for one in lines(bare, "A02")] == [(None, None)] * 2
    assert fact(staffing(bare), "People") == "not given"


def test_nought_has_no_sign(station: Station) -> None:
    """118 grids are 4.01 beats: of four there the 0.01 that are missing are shown as 0, not as −0.0."""
    facts = (Fact(id=FactKind.GRIDS, value=118), Fact(id=FactKind.BEATS, value=4))
    (table,) = staffing(station.model_copy(update={"facts": facts})).tables
    row = next(row for row in table.rows if row[0] == "W04")
    assert row[4:7] == ("≈ 4.0", "4", "0")
    assert (counted(-0.04), shown(-0.04)) == ("0.0", "0.0")


def test_only_the_profiles_of_the_station_are_in_force() -> None:
    """Zhuantang's own document is in force there, Taizhou's is a reference."""
    (table,) = staffing(load_station(SCENARIOS / "zhuantang").station).tables
    force = {str(row[0]): str(row[1]).split("\n")[1] for row in table.rows}
    assert (force["Z09"], force["A02"]) == ("in force", "reference")


@pytest.mark.parametrize(("calls", "number"), [(15, 1), (14.99, 2), (10, 2), (9.99, 3), (0, 3)])
def test_class_by_calls(calls: float, number: int) -> None:
    """15 and 10 themselves belong to the higher class (I-11)."""
    assert class_of(calls) == number


def test_class_from_counts_and_from_the_fact(station: Station) -> None:
    """20 and 10 calls in two days are 15 a day: class 1; the fact of 12 is class 2; neither is a fault."""
    calls = Calls({MONDAY: 20, MONDAY + timedelta(days=1): 10})
    assert fact(station_class(station, calls), "Class") == "1"
    twelve = station.model_copy(update={"facts": (Fact(id=FactKind.CALLS_PER_DAY, value=12),)})
    assert fact(station_class(twelve, None), "Class") == "2"
    with pytest.raises(Faults, match="--calls"):
        station_class(station, None)


def test_calls_one_a_row_count_every_day_between(tmp_path: Path) -> None:
    """Three calls on the first and one on the third day are four in three days; one came at 23 o'clock."""
    file = tmp_path / "calls.csv"
    file.write_text("时间\n2026-11-23 08:10\n2026-11-23 23:05\n2026-11-23 09:00\n2026-11-25 08:00\n", "utf-8")
    found = read_calls(file)
    assert (found.total, len(found.by_date), found.hours[8], found.hours[23]) == (4, 3, 2, 1)


def test_every_wrong_row_of_calls_is_named(tmp_path: Path) -> None:
    """Two wrong rows are two faults with their lines."""
    file = tmp_path / "calls.csv"
    file.write_text("date,count\n2026-13-01,4\n2026-11-23,many\n2026-11-24,3\n", "utf-8")
    with pytest.raises(Faults) as found:
        read_calls(file)
    assert [one.where for one in found.value.faults] == ["calls.csv:2", "calls.csv:3"]


def test_strength_is_seven_by_day_and_ten_by_night(plan: Plan) -> None:
    """Two officers and five auxiliaries on patrol windows, two and eight at night, two between (I-01)."""
    steps = [sum(one.values()) for one in present(plan)]
    clock = {hour: steps[2 * hour] for hour in (3, 6, 9, 12, 14, 18, 21, 23)}
    assert clock == {3: 10, 6: 2, 9: 7, 12: 2, 14: 7, 18: 2, 21: 7, 23: 10}


def test_share_of_the_force(station: Station, plan: Plan) -> None:
    """Ten of 26 are 38 % at most; half of the officers are community officers."""
    report = strength(station, plan)
    day = next(table for table in report.tables if "Most" in table.heads)
    assert {row[day.heads.index("Most")] for row in day.rows} == {"10 = 38 %"}
    assert fact(report, "Community officers (U03: 40 %)") == "4/8 = 50 %"


def test_the_gaps_of_the_day_are_eight_hours_ten(plan: Plan) -> None:
    """05:00-08:30, 11:20-13:00, 17:30-20:00 and 22:30-23:00 stand open on every day (I-10)."""
    every = gaps(plan)
    assert set(every) == {((300, 510), (680, 780), (1050, 1200), (1350, 1380))}
    assert sum(end - start for start, end in every[0]) == 8 * 60 + 10


def test_without_a_route_the_window_is_shared(plan: Plan) -> None:
    """Night group one has 4 zones, two has 5: at 2 o'clock a zone sees 15 or 12 minutes."""
    heat = by_hour(plan, pieces(plan))
    assert [round(heat[zone][2], 6) for zone in ("1", "4", "5", "9")] == [15, 15, 12, 12]
    assert sum(heat[zone][2] for zone in heat) == pytest.approx(120)


def test_a_route_says_where_the_crew_is() -> None:
    """The crews with a route leave no shared time: a stay of ten minutes counts to the zone of its place."""
    routed = routed_plan()
    zones = {place.id: place.zone for place in routed.places}
    route = next(one for one in routed.routes if one.crew.endswith("night-1"))
    seen = [piece for piece in pieces(routed) if piece.share == 1 and piece.zone == zones["school"]]
    stops = [stop for stop in route.stops if stop.place == "school" and stop.dwell]
    starts = {piece.start for piece in seen if piece.end - piece.start == timedelta(minutes=10)}
    assert len(TOURS["night-1"]) == len(route.rounds)
    assert {stop.due for stop in stops} <= starts


def test_video_patrol_is_not_visible(plan: Plan) -> None:
    """Night groups that patrol by video leave the night without patrol."""
    crews = tuple(
        crew.model_copy(update={"mode": PatrolMode.VIDEO}) if crew.kind is DutyKind.NIGHT else crew
        for crew in plan.crews
    )
    open_ = gaps(changed(plan, crews=crews))[1]
    assert (0, 510) in open_


def test_main_officers_hand_over_at_half_past_eight(plan: Plan) -> None:
    """On Tuesday the main officer takes over from Monday's at 08:30, 0 minutes over; nights do not meet."""
    found = {one.crew.duty: one for one in handovers(plan, plan.days[1])}
    main, night = found["main"], found["night-1"]
    assert main.before is not None
    assert (main.before.date, main.crew.start, main.overlap) == (MONDAY, datetime(2026, 11, 24, 8, 30), 0)
    assert (night.meet, night.overlap) == (False, -18 * 60)


def test_filing_counts_the_heads_of_tier_three(station: Station, plan: Plan) -> None:
    """Two officers and thirteen auxiliaries (T09), a page a day."""
    report = filing(station, plan)
    table = next(iter(report.tables))
    row = dict(zip(table.heads, table.rows[0], strict=True))
    assert (row["officer"], row["auxiliary"], row["All"], len(report.sections)) == (2, 13, 15, 7)


def test_month_puts_planned_beside_what_stood(station: Station, plan: Plan) -> None:
    """Someone loses one turn in the changed plan: one less stood than was planned."""
    turn = next(one for one in plan.turns if one.person == "F01")
    late = plan.provenance.model_copy(update={"made_at": "2027-01-01T00:00:00"})
    after = changed(plan, turns=tuple(one for one in plan.turns if one is not turn), provenance=late)
    assert weeks([after, plan]) == {MONDAY: (plan, after)}
    before, now = served(plan)["F01"], served(after)["F01"]
    assert (before.turns - now.turns, before.nights - now.nights) == (1, 1)
    by_week = next(iter(month(station, [after, plan]).tables))
    assert by_week.rows[0][-1] == 1


def test_volunteers_walk_along_but_fill_no_seat(station: Station, plan: Plan) -> None:
    """A volunteer of zone 2 could join the first night group, not the second; he has no seat in the plan."""
    helper = Person(id="X1", name="何大姐", kind=StaffKind.VOLUNTEER, home_zone="2")
    more = station.model_copy(update={"people": (*station.people, helper)})
    table = next(iter(volunteers(more, plan).tables))
    join = str(table.rows[0][4])
    assert "夜巡一组" in join
    assert "夜巡二组" not in join
    assert "X1" not in {turn.person for turn in plan.turns}


def test_no_volunteer_joins_a_checkpoint() -> None:
    """Enforcement is for those who are ordered to it."""
    helper = Person(id="X1", name="He", kind=StaffKind.VOLUNTEER)
    post = duty("C", "1 officer", mode="foot", zones=("1",))
    assert not may_join(helper, post, [seat.kind for seat in post.tier3])


def test_a_required_volunteer_is_pointed_out(station: Station) -> None:
    """A duty that must have a volunteer is named, since help cannot be ordered."""
    asks = duty("E", "1 volunteer")
    report = volunteers(station.model_copy(update={"duties": (asks,)}), None)
    assert any(isinstance(part, str) and "Early" in part for part in report.sections[0].parts)


def test_every_kind_is_a_report(station: Station, plan: Plan) -> None:
    """Each kind of the command line gives a report of its own name."""
    given = Given(station, [plan], Calls({date(2026, 11, 1): 3}))
    assert {kind: make(given).kind for kind, make in KINDS.items()} == {kind: kind for kind in KINDS}
    assert set(NEED_PLAN) < set(KINDS)
