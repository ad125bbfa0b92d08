"""Speeds that crews really have: measured by road class, and drawn to those that plans reckon with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import gpxpy
import numpy as np
import pytest
from road_worlds import BICYCLE, FOOT
from sample_plan import changed, sample_plan
from tracks import OUT_AND_BACK, fixes, moments, recording, roads, straight_plan

from models import Plan
from models.route import Point
from scheduler.intake import load_station
from scheduler.posture import Request, open_week
from scheduler.render.routes_gpx import gpx
from scheduler.roads.graph import RoadGraph
from scheduler.roads.network import Network
from scheduler.roads.patrol import Patrols
from scheduler.roads.read import read_roads
from scheduler.tracking.calls import Kept
from scheduler.tracking.compare import Measure, Outcome, compare
from scheduler.tracking.gpx import Fix
from scheduler.tracking.match import Matcher
from scheduler.tracking.planned import Planned, planned_walks
from scheduler.tracking.speeds import Measured, measured, travelled
from scheduler.tracking.strands import Strand

TIANBU = Path(__file__).parents[1] / "scenarios" / "tianbu"
NIGHT = "2026-11-23/night-1"


def found(track: Sequence[Fix], map_: RoadGraph) -> dict[str, Measured]:
    """What was measured by road class when one crew on foot walked the straight road."""
    (planned,) = planned_walks(straight_plan())
    outcome = compare(planned, [recording(track)], Measure(roads=map_))
    return {one.road: one for one in measured([outcome.travelled])}


def test_1000_metres_in_10_minutes_are_6_kmh() -> None:
    """Out and back on one road at 6 km/h: 2000 m, less about 80 m at the station and 120 at the shop."""
    one = found(fixes(OUT_AND_BACK), roads("path"))["path"]
    assert one.kmh == pytest.approx(6.0, rel=0.01)
    assert one.metres == pytest.approx(1800, abs=20)
    assert one.mode is FOOT


def test_each_class_has_its_own_speed() -> None:
    """500 m of lane at 6 km/h, then 500 m of street at 3 km/h: each comes back within 1 %."""
    speeds = found(fixes([(0, 0), (5, 500), (15, 1000), (25, 1000)]), roads("path", "residential"))
    assert speeds["path"].kmh == pytest.approx(6.0, rel=0.01)
    assert speeds["residential"].kmh == pytest.approx(3.0, rel=0.01)
    assert "service" not in speeds  # the side streets that cross there


def test_standing_is_no_travelling() -> None:
    """Eight minutes with somebody at 500 m, where no call was planned, do not make the road slow."""
    one = found(fixes([(0, 0), (5, 500), (13, 500), (18, 1000), (28, 1000)]), roads("path"))["path"]
    assert one.kmh == pytest.approx(6.0, rel=0.01)


def test_turning_round_is_counted_both_ways() -> None:
    """Who turns back at 600 m, amid a section, was 2 x 560 m under way; a turn is seen to 20 m (4 %)."""
    one = found(fixes([(0, 0), (6, 600), (12, 0)]), roads("path"))["path"]
    assert one.kmh == pytest.approx(6.0, rel=0.04)


def test_two_radios_count_once() -> None:
    """The second radio of a group makes no second kilometre."""
    (planned,) = planned_walks(straight_plan())
    track = recording(fixes(OUT_AND_BACK))
    once, twice = (
        compare(planned, given, Measure(roads=roads("path"))).travelled for given in ([track], [track, track])
    )
    assert twice == once


def test_off_the_roads_nothing_is_measured() -> None:
    """A track 80 m beside the only road belongs to none; nor does one with a fix every 200 m."""
    assert found(fixes(OUT_AND_BACK, north=80), roads("path")) == {}
    assert found(fixes(OUT_AND_BACK, step=120), roads("path")) == {}


def test_nonsense_is_refused() -> None:
    """30 km/h on foot is no walking: the fixes could not be, and nothing is measured."""
    assert found(fixes([(0, 0), (2, 1000), (12, 1000), (14, 0)]), roads("path")) == {}


def test_few_metres_draw_to_the_present_speed() -> None:
    """2 km measured at 6 km/h weigh as much as the 2 km of the prior at 4.5: 4 km in 20 + 26⅔ min = 36/7."""
    assert Measured(FOOT, "path", 2000, 20).kmh == pytest.approx(6.0)
    assert Measured(FOOT, "path", 2000, 20).shrunk(4.5) == pytest.approx(36 / 7)
    assert Measured(FOOT, "path", 2_000_000, 20_000).shrunk(4.5) == pytest.approx(6.0, rel=0.001)


@pytest.mark.parametrize(("metres", "enough"), [(999, False), (1000, True)])
def test_less_than_a_kilometre_is_not_enough(metres: float, enough: bool) -> None:
    """999 m are shown but change nothing."""
    assert Measured(FOOT, "path", metres, 10).enough is enough


@pytest.fixture(scope="module")
def tianbu_plan() -> Plan:
    """The night groups of a Monday on the shipped map, each with the first loops of its pool."""
    station = load_station(TIANBU).station
    week = open_week(station, Request(date(2026, 11, 23)))
    patrols = Patrols(read_roads(TIANBU / "road_edges.csv"), station.places)
    pools = patrols.pools([week.by_id[NIGHT], week.by_id["2026-11-23/night-2"]])
    slots = ((pool, slot.number) for pool in pools.values() for slot in pool.slots)
    chosen = [(pool.crew, f"{pool.loops[number].id}@{number}") for pool, number in slots]
    routes = patrols.routes(replace(week, pools=pools), chosen)
    return changed(sample_plan(), places=station.places, routes=routes)


def replayed(planned: Planned, noise: float = 0.0) -> tuple[Fix, ...]:
    """The route of an exported GPX file, walked to the minute: due at each named point, then the dwell."""
    points = gpxpy.parse(gpx(planned.walk)).routes[0].points
    calls, at, way = iter(planned.walk.calls), planned.walk.start, list[Point]()
    fine: list[tuple] = []
    for point in points:
        way.append((point.longitude, point.latitude))
        if point.name:
            call = next(calls)
            along = np.r_[0.0, np.hypot(*np.diff(planned.ground.flat(way), axis=0).T).cumsum()]
            at = max(at, call.depart)
            fine += [(at + _share(along, i) * (call.due - at), step) for i, step in enumerate(way)]
            fine.append((call.leave, way[-1]))
            at, way = call.leave, way[-1:]
    found = moments(fine)
    off = np.random.default_rng(8).normal(0.0, noise, (len(found), 2)) / 111_195
    pairs = zip(found, off, strict=True)
    return tuple(Fix(fix.at, fix.x + dx / 0.848, fix.y + dy) for fix, (dx, dy) in pairs)


def _share(along: np.ndarray, i: int) -> float:
    return float(along[i] / along[-1]) if along[-1] else 1.0


def outcomes(plan: Plan, noise: float = 0.0) -> list[Outcome]:
    """Every route of the plan with its own replay."""
    return [
        compare(planned, [recording(replayed(planned, noise))], Measure()) for planned in planned_walks(plan)
    ]


def test_our_own_export_walked_exactly_is_whole(tianbu_plan: Plan) -> None:
    """Tianbu's exported GPX files, walked to the minute: 100 %, no call late, early, missed or short."""
    found = outcomes(tianbu_plan)
    assert len(found) == 2
    assert all(one.share == pytest.approx(1.0, abs=1e-4) for one in found)
    assert all(arrival.kept is Kept.ON_TIME for one in found for arrival in one.arrivals)
    assert all(one.as_planned for one in found)


def test_our_own_export_with_noise_is_nearly_whole(tianbu_plan: Plan) -> None:
    """The same with fixes 8 m off (seeded): 97 % and more, and still no call late."""
    found = outcomes(tianbu_plan, noise=8.0)
    assert all(one.share >= 0.97 for one in found)
    assert all(arrival.kept is Kept.ON_TIME for one in found for arrival in one.arrivals)


def test_an_even_speed_comes_back_on_every_class(tianbu_plan: Plan) -> None:
    """Tianbu's routes ridden at 10 km/h throughout: each class with more than 1 km shows 10 within 1 %."""
    map_, parts = read_roads(TIANBU / "road_edges.csv"), []
    for planned in planned_walks(tianbu_plan):
        spots = np.vstack([planned.spots(place) for place in planned.walk.places])
        matcher = Matcher(Network(map_, BICYCLE), planned.ground.flat)
        parts.append(travelled(matcher, [_even(planned, 10.0)], spots))
    found = [one for one in measured(parts) if one.enough]
    assert len(found) >= 3
    assert [one.kmh for one in found] == pytest.approx([10.0] * len(found), rel=0.01)


def _even(planned: Planned, kmh: float) -> Strand:
    seconds, at = [0.0], [planned.lines[0][0]]
    for call, line in zip(planned.walk.calls, planned.lines, strict=True):
        for point in line:
            seconds.append(seconds[-1] + float(np.hypot(*(point - at[-1]))) / kmh * 3.6)
            at.append(point)
        seconds.append(seconds[-1] + (call.leave - call.due) / timedelta(seconds=1))
        at.append(line[-1])
    kept = np.r_[True, np.diff(seconds) > 0]
    return Strand(np.array(seconds)[kept], np.array(at)[kept]).resampled(5.0)
