"""Beats on a straight road: tours woven into loops that fill a slot, walked forwards and backwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from road_worlds import BICYCLE, FOOT, PACE, grid, place, road, town
from world import MONDAY, board, crew

from models import Crew, Loop, Meeting, Place, PlaceKind
from scheduler.roads.beats import beat_of, loops_of, slots_of
from scheduler.roads.patrol import Patrols

BASE = Place(id="base", name="base", kind=PlaceKind.STATION, x=0, y=0, dwell=0)
ROAD = town(road((0.0, 0.0), (500.0, 0.0)), road((500.0, 0.0), (1000.0, 0.0)))
"""A minute is 100 m: five minutes from the base to 500, five more to 1000."""


def stop(name: str, x: float, y: float = 0.0, dwell: int = 20, **more: object) -> Place:
    """A place on the map, in zone 1."""
    return place(x, y, name).model_copy(update={"id": name, "zone": "1", "dwell": dwell, **more})


def night(windows: str = "22:00-04:00") -> Crew:
    """Monday's night crew on foot in zone 1: two slots of three hours."""
    return crew("N", windows=windows, mode=FOOT, zones=("1",))


def patrols(*stops: Place, roads: object = ROAD) -> Patrols:
    """The map with its base and some places, 6 km/h for everybody."""
    return Patrols(roads, (BASE, *stops), PACE)  # type: ignore[arg-type]


def loops_on(made: Patrols, outdoor: int | None = None, who: Crew | None = None) -> tuple[Loop, ...]:
    """The loops of one crew, with a limit of the time outdoors."""
    found = made.pools([who or night()], {MONDAY: outdoor} if outdoor else None)
    return found[(who or night()).id].loops


def walked(made: Patrols, loop: Loop) -> list[float]:
    """Arrivals at each place and at home, added up along the road."""
    way = made.travel(FOOT)
    number = {one.id: i for i, one in enumerate(way.places)}
    now, times = 0.0, []
    for here, there in pairwise(("base", *loop.places, "base")):
        now += way.places[number[here]].dwell + float(way.minutes[number[here], number[there]])
        times.append(now)
    return times


def test_tour_of_an_hour_is_walked_three_times_in_three_hours() -> None:
    """a, b and home take 5 + 20 + 5 + 20 + 10 = 60 min; three times without going home between, 160 of 180.

    A fourth time would take 50 more. The one loop there is is also walked backwards.
    """
    found = {loop.places: loop.minutes for loop in loops_on(patrols(stop("a", 500), stop("b", 1000)))}
    assert found == {("a", "b") * 3: 160, ("b", "a") * 3: 160}


def test_no_loop_is_longer_than_its_slot() -> None:
    """Whatever the dwell, and so the tour, loops fit 180 min and fill so much that no tour more would fit."""
    for dwell in (5, 13, 27, 41, 80):
        made = patrols(stop("a", 500, dwell=dwell), stop("b", 1000, dwell=dwell))
        for loop in loops_on(made):
            again = 5 + dwell + 5 + dwell + 10  # at most: from the last place back to a, on to b
            assert 180 - again < loop.minutes <= 180


def test_no_place_is_called_at_twice_in_a_row() -> None:
    """Where one tour ends at the place where the next begins, that is one call."""
    for loop in loops_on(patrols(stop("a", 500), stop("b", 1000))):
        assert all(here != there for here, there in pairwise(loop.places))


@pytest.mark.parametrize("dwell", [0, 20])
def test_only_place_of_a_zone_is_called_at_once(dwell: int) -> None:
    """There is no other tour to follow, and the same place again would be twice in a row."""
    assert [loop.places for loop in loops_on(patrols(stop("a", 500, dwell=dwell)))] == [("a",)]


def test_places_at_the_door_end_too() -> None:
    """Calls that take no time fill no slot: a loop through them has an end."""
    found = loops_on(patrols(stop("a", 0, dwell=0), stop("b", 0, dwell=0)))
    assert all(loop.minutes == 0 for loop in found)


def test_zone_without_a_place_in_reach_has_no_loops() -> None:
    """From 22:00 to 22:08 nobody comes to 500 m and back: the crew has no pool."""
    assert patrols(stop("a", 500)).pools([night("22:00-22:08")]) == {}


@pytest.mark.parametrize(("outdoor", "longest"), [(60, 60), (59, 40), (30, 30)])
def test_weather_shortens_loops(outdoor: int, longest: float) -> None:
    """Outdoors for 60 min the hour's tour is just possible, for 59 only b (40) or a (30), for 30 only a."""
    found = loops_on(patrols(stop("a", 500), stop("b", 1000)), outdoor)
    assert max(loop.minutes for loop in found) == longest


def test_weather_of_one_day_leaves_the_others_alone() -> None:
    """Limits are by date: Tuesday's loops take 160 min though Monday's take 60."""
    made = patrols(stop("a", 500), stop("b", 1000))
    tuesday = crew("N", 1, windows="22:00-04:00", mode=FOOT, zones=("1",))
    pools = made.pools([night(), tuesday], {MONDAY: 60})
    assert max(loop.minutes for loop in pools[night().id].loops) == 60
    assert max(loop.minutes for loop in pools[tuesday.id].loops) == 160


def many(number: int = 8) -> Patrols:
    """A grid of five streets each way with places at its crossings, far more than one loop sees."""
    spots = [(100.0 * (1 + i % 4), 100.0 * (i // 4)) for i in range(number)]
    return patrols(*(stop(f"s{i}", x, y, dwell=30) for i, (x, y) in enumerate(spots)), roads=grid(5))


def whole_pool(made: Patrols, size: int) -> tuple[Loop, ...]:
    """Every loop of the night crew's beat, those of all nights."""
    found = loops_of(beat_of(night(), made.places, None, size), made.travel(FOOT))
    return found.forward + found.backward


def test_half_of_a_pool_is_walked_backwards() -> None:
    """Every loop of a grid has its reverse in the pool, and no two are the same."""
    orders = [loop.places for loop in whole_pool(many(), 40)]
    assert len(orders) == len(set(orders)) > 8
    assert all(order[::-1] in orders for order in orders)


def test_two_crews_of_one_beat_go_round_in_opposite_directions() -> None:
    """The first goes forwards, the second backwards, with no loop in common; a third goes like the first."""
    same = {"windows": "22:00-04:00", "mode": FOOT, "zones": ("1",)}
    crews = [crew("N", 0, **same), crew("O", 0, **same)]
    crews.append(crews[1].model_copy(update={"id": "third"}))
    whole = loops_of(beat_of(night(), many().places, None, 80), many().travel(FOOT))
    forward, backward = ({loop.places for loop in some} for some in (whole.forward, whole.backward))
    one, other, third = ({loop.places for loop in pool.loops} for pool in many().pools(crews).values())
    assert one <= forward
    assert other <= backward
    assert third == one


def test_nights_in_turn_have_the_loops_of_a_large_pool() -> None:
    """Monday has half of the loops, Tuesday the other half, Wednesday again those of Monday."""
    made = many()
    crews = [crew("N", day, windows="22:00-04:00", mode=FOOT, zones=("1",)) for day in range(3)]
    monday, tuesday, wednesday = (pool.loops for pool in made.pools(crews).values())
    assert {*monday}.isdisjoint(tuesday)
    assert monday == wednesday
    assert abs(len(monday) - len(tuesday)) <= 1


def test_every_loop_is_as_long_as_its_way() -> None:
    """Forwards or backwards: arrivals and length are travel and dwell added up, and fit the slot."""
    made = many()
    for loop in loops_on(made):
        *arrivals, home = walked(made, loop)
        assert loop.offsets == pytest.approx(arrivals, abs=0.01)
        assert loop.minutes == pytest.approx(home, abs=0.01)
        assert home <= 180


@pytest.mark.parametrize(("dwell", "forwards", "backwards"), [(50, 170, 178), (51, 173, None)])
def test_way_back_has_its_own_length_and_must_fit(dwell: int, forwards: int, backwards: int | None) -> None:
    """Round a block 20 min, back past its one-way side 28: 28 + 3 × 50 = 178 fits, 28 + 3 × 51 does not."""
    corners = ((0.0, 0.0), (500.0, 0.0), (500.0, 500.0), (0.0, 500.0))
    sides = [road(here, there) for here, there in pairwise((*corners, corners[0]))]
    sides[1] = road(corners[1], corners[2], backward=frozenset())
    spots = (corners[1], (400.0, 500.0), corners[3])
    stops = [stop(name, *at, dwell=dwell) for name, at in zip("abc", spots, strict=True)]
    found = {loop.places: loop.minutes for loop in whole_pool(patrols(*stops, roads=town(*sides)), 8)}
    assert (found[*"abc"], found.get((*"cba",))) == (forwards, backwards)


def test_reach_is_the_farthest_call_from_anywhere_on_the_loop() -> None:
    """On the loop through a alone (5 min out) b is 10 min from the base; on any through b as well."""
    found = loops_on(patrols(stop("a", 500), stop("b", 1000)))
    assert {loop.reach for loop in found} == {10.0}
    near = loops_on(patrols(stop("a", 500)))
    assert [loop.reach for loop in near] == [5.0]


def test_window_is_cut_in_equal_slots_of_about_three_hours() -> None:
    """Eight hours are three slots of 160 min; two hours are one; a pause divides slots."""
    assert [(s.number, s.minutes) for s in slots_of(night("20:00-04:00"))] == [(0, 160), (1, 160), (2, 160)]
    assert [s.minutes for s in slots_of(night("20:00-22:00"))] == [120]
    assert [f"{s.start:%H:%M}" for s in slots_of(night("18:00-20:00; 22:00-04:00"))] == [
        "18:00", "22:00", "01:00",
    ]  # fmt: skip


def test_place_that_closed_before_the_window_is_in_no_loop() -> None:
    """Hours 18:00-21:00 do not touch 22:00-04:00, 21:00-23:00 do."""
    shut, late = (
        stop("a", 500).model_copy(update={"windows": stop_hours(hours)})
        for hours in ("18:00-21:00", "21:00-23:00")
    )
    assert patrols(shut).pools([night()]) == {}
    assert [loop.places for loop in loops_on(patrols(late))] == [("a",)]


def stop_hours(text: str) -> object:
    """Hours as a place has them."""
    return Place.model_validate({**BASE.model_dump(), "windows": text}).windows


def test_walk_that_repeats_a_place_is_a_route_with_both_calls() -> None:
    """a, b, a, …: a stop each time, due when the loop says, with the leg from the stop before; then home."""
    made = patrols(stop("a", 500), stop("b", 1000))
    who = night()
    week = replace(board("N", tiers="2333333", duties={"N": {"tier3": ""}}), crews=(who,))
    week = replace(week, pools=made.pools([who]))
    pool = week.pools[who.id]
    loop = max(pool.loops, key=lambda one: len(one.places))
    assert len(loop.places) > len(set(loop.places))
    begin = pool.slots[0].start
    held = Meeting(
        car="car", crew=who.id, place="a", start=begin, end=begin + timedelta(minutes=20),
        by_car=(), by_crew=(f"{loop.id}@0",),
    )  # fmt: skip
    (route,) = made.routes(week, [(who.id, f"{loop.id}@{slot.number}") for slot in pool.slots], [held])
    for slot, stops in zip(pool.slots, route.rounds, strict=True):
        assert [one.place for one in stops] == [*loop.places, "base"]
        offsets = [(one.due - slot.start).total_seconds() / 60 for one in stops]
        assert offsets == [*loop.offsets, loop.minutes]
        assert [one.leg.minutes for one in stops[1:-1]] == [5.0] * (len(stops) - 2)
    met = [(one.place, f"{one.due:%H:%M}") for one in route.stops if one.meets == ("car",)]
    assert met == ([("a", "22:05")] if loop.places[0] == "a" else [])


def test_two_modes_have_loops_of_their_own() -> None:
    """A beat is zones, places, minutes and mode: crews that share all of them share their loops."""
    made = patrols(stop("a", 500), stop("b", 1000))
    bicycle = crew("O", windows="22:00-04:00", mode=BICYCLE, zones=("1",))
    again = crew("N", 1, windows="22:00-04:00", mode=FOOT, zones=("1",))
    pools = made.pools([night(), again, bicycle])
    assert pools[night().id].loops == pools[again.id].loops
    assert {loop.id for loop in pools[night().id].loops}.isdisjoint(
        loop.id for loop in pools[bicycle.id].loops
    )
    assert again.date == date(2026, 11, 24)
