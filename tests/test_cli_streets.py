"""The commands seal, coverage and map, on streets one can drive in one's head and on the shipped station."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from conftest import TIANBU, Command, Run
from road_worlds import BICYCLE, CAR, EVERYBODY, FOOT, PACE, place, road, town
from sample_plan import changed
from sample_routes import BLOCK, places, route, routed_plan

from models import Place, PlaceKind, Plan, Station
from scheduler.intake import load_station
from scheduler.response.seal import Closing, seal
from scheduler.roads.approach import Approach, turned
from scheduler.roads.graph import RoadGraph
from scheduler.roads.matrix import travel_minutes
from scheduler.streets import sealing
from scheduler.streets.crews import Crews
from scheduler.streets.posts import FIXED, Post
from scheduler.streets.reach import Reach
from scheduler.streets.sealing import sealed, sealed_nights
from scheduler.streets.town import Town, open_town

STREET = {
    "west": ("西出口", "exit", 0, 0),
    "station": ("小所", "station", 1000, 0),
    "kiosk": ("岗亭", "kiosk", 2000, 0),
    "school": ("小学", "school", 3000, 0),
    "east": ("东出口", "exit", 4000, 0),
}
"""Places a kilometre apart on one street; by car at 30 km/h that is two minutes from one to the next."""


def table(path: Path, *rows: Iterable[object]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def lay_out(folder: Path, listed: dict[str, tuple[str, str, int, int]]) -> Path:
    """Give a station the street and some places on it."""
    yaml = folder / "station.yaml"
    if "roads:" not in yaml.read_text("utf-8"):
        yaml.write_text(yaml.read_text("utf-8") + "roads: road_edges.csv\n", "utf-8")
    table(folder / "places.csv", ("id", "name", "kind", "x", "y"),
          *((key, name, kind, x, y) for key, (name, kind, x, y) in listed.items()))  # fmt: skip
    table(folder / "road_nodes.csv", ("node", "x", "y"), *((f"n{k}", 1000 * k, 0) for k in range(5)))
    table(folder / "road_edges.csv", ("from", "to", "name", "road"),
          *((f"n{k}", f"n{k + 1}", "江堤路", "tertiary") for k in range(4)))  # fmt: skip
    return folder


@pytest.fixture
def street(tiny: Path) -> Path:
    """The tiny station on its street."""
    return lay_out(tiny, STREET)


# --- ways backwards ---


def test_a_one_way_street_is_gone_the_right_way() -> None:
    """One way from a to b (500 m), back over c (400 + 300 m): from a 5 minutes at 6 km/h, from b 7."""
    a, b, c = (0.0, 0.0), (500.0, 0.0), (180.0, 240.0)
    roads = town(road(a, b, EVERYBODY, frozenset()), road(b, c), road(c, a))
    to_b = Approach(turned(roads), [place(*a), place(*b)], FOOT, PACE)
    to_a = Approach(turned(roads), [place(*b), place(*a)], FOOT, PACE)
    assert to_b.minutes([a, b, (250.0, 0.0)])[:, 0] == pytest.approx([5, 0, 2.5])
    assert to_a.minutes([b])[0, 0] == pytest.approx(7)


@pytest.mark.parametrize("mode", [CAR, BICYCLE])
def test_backwards_and_forwards_agree_on_the_shipped_map(mode) -> None:
    """From each police room, kiosk and checkpoint of Tianbu to each exit, with its one-way streets."""
    found = tianbu_town()
    exits, posts = list(found.exits), list(found.of(FIXED))
    forward = travel_minutes(found.roads, [*posts, *exits], mode)[: len(posts), len(posts) :]
    backward = Approach(turned(found.roads), [found.base, *exits], mode).minutes([(p.x, p.y) for p in posts])
    assert backward.shape == (14, 4)
    assert backward == pytest.approx(forward)


def test_no_road_no_way() -> None:
    """A point 300 m off the road has no way to the exit, one 50 m off it has."""
    roads = town(road((0.0, 0.0), (1000.0, 0.0), road="tertiary"))
    way = Approach(turned(roads), [place(0, 0), place(1000, 0)], CAR)
    assert way.minutes([(0.0, 300.0), (0.0, 50.0)])[:, 0] == pytest.approx([np.inf, 2])


def tianbu_town() -> Town:
    """The shipped station with its map."""
    return open_town(TIANBU, load_station(TIANBU).station)


# --- seal from fixed posts ---


def test_seal_from_fixed_posts(xunfang: Command, street: Path) -> None:
    """The station closes the west (2 min) and the kiosk the east (4 min): last 4, in all 6."""
    run = xunfang("seal", street)
    assert run.code == 0
    assert "小所: closing 2 exits from 2 fixed posts, by car" in run.out
    assert [row.split() for row in run.out.splitlines() if "出口" in row and "Why" not in row] == [
        ["西出口", "小所", "2.0"],
        ["东出口", "岗亭", "4.0"],
    ]
    assert "All 2 exits are closed after 4.0 min, 6.0 min on the way in all: proven least." in run.said
    assert "Why not sooner: nobody can be at 东出口 sooner than 4.0 min." in run.said


def test_seal_by_bicycle(xunfang: Command, street: Path) -> None:
    """At 12 km/h a kilometre takes 5 minutes: the east is closed after 10."""
    run = xunfang("seal", street, "--mode", "bicycle")
    assert "All 2 exits are closed after 10.0 min, 15.0 min on the way in all" in run.said


def test_the_proof_names_the_crews(xunfang: Command, tiny: Path) -> None:
    """Exits 500 m and 1000 m beyond the kiosk: it goes to the farther (2 min), the station to the nearer (3);
    before minute 3 only the kiosk is at either."""
    listed = {**STREET, "west": ("北出口", "exit", 2500, 0), "east": ("东出口", "exit", 3000, 0)}
    run = xunfang("seal", lay_out(tiny, listed))
    assert "All 2 exits are closed after 3.0 min, 5.0 min on the way in all" in run.said
    assert "only 岗亭 can be at 北出口, 东出口 sooner than 3.0 min; 1 for 2 exits." in run.said


def test_seal_in_the_language_of_the_station(xunfang: Command, street: Path) -> None:
    """Chinese by --lang zh, with the proof."""
    run = xunfang("seal", street, "--lang", "zh")
    assert "小所:2 个固定岗位驾车封控 2 个出口" in run.said
    assert "为何不能更快:4.0 分钟之内无人能到东出口。" in run.said


def test_too_few_posts_leave_an_exit_open(xunfang: Command, tiny: Path) -> None:
    """One post and two exits: the east, 6 minutes away, stays open, and the proof counts 1 for 2."""
    run = xunfang("seal", lay_out(tiny, {key: STREET[key] for key in ("west", "station", "east")}))
    assert "Left open: 1 of 2 exits, proven the fewest: 东出口." in run.said
    assert "The others are closed after 2.0 min" in run.said
    assert "Why open: only 小所 can get to 西出口, 东出口; 1 for 2 exits." in run.said
    assert "nobody can be at 西出口, 东出口 sooner than 2.0 min. Even with 1 of them left open" in run.said


def test_an_exit_off_the_road_is_said_to_be_so(xunfang: Command, tiny: Path) -> None:
    """The east exit lies 500 m off the road: it stays open, and why is said."""
    run = xunfang("seal", lay_out(tiny, {**STREET, "east": ("东出口", "exit", 4000, 500)}))
    assert run.code == 0
    assert "Why open: nobody can get to 东出口 at all." in run.said
    assert "东出口 cannot be reached by car: the nearest road is 500 m off" in run.said


def test_a_post_off_the_road_is_said_to_be_so(xunfang: Command, tiny: Path) -> None:
    """A kiosk 500 m off the road can send nobody."""
    run = xunfang("seal", lay_out(tiny, {**STREET, "kiosk": ("岗亭", "kiosk", 2000, 500)}))
    assert "No exit can be reached from: 岗亭." in run.said


def test_without_exits_the_checkpoints_are_closed(xunfang: Command, tiny: Path) -> None:
    """A station with no exit: its checkpoint is closed by those who stand there, at once."""
    listed = {key: STREET[key] for key in ("station", "kiosk")} | {"c": ("卡点", "checkpoint", 4000, 0)}
    run = xunfang("seal", lay_out(tiny, listed))
    assert "All 1 exits are closed after 0.0 min" in run.said
    assert "Why" not in run.out


def test_the_shipped_station_is_sealed(xunfang: Command, tianbu: Path) -> None:
    """Four exits from fourteen posts; the two checkpoints close the exits 400 m (30-40 km/h) behind them."""
    run = xunfang("seal", tianbu)
    rows = [row.split() for row in run.out.splitlines() if "出口" in row]
    assert ["往川港出口", "川港路口卡点", "0.6"] in rows
    assert ["往叠石桥出口", "叠石桥路口卡点", "0.6"] in rows
    assert "closing 4 exits from 14 fixed posts" in run.said
    assert run.said.count("proven least") == 1


# --- seal from where a plan's crews are ---

EXITS = {"west": (0, 2), "east": (5, 2), "north": (2, 4), "south": (2, 0)}
"""Exits by crossing; streets are 400 m apart: 2 minutes by bicycle, 0.8 by car."""

ELEVEN = datetime(2026, 11, 23, 23)


def crossing(column: float, row: float) -> tuple[float, float]:
    """Metres of a crossing of the sample's streets."""
    return 1000 + BLOCK * column, 1000 + BLOCK * row


def grid_roads() -> RoadGraph:
    """The streets of the sample routes, five by six, at 12 km/h by bicycle and 30 by car."""
    east = [(crossing(c, r), crossing(c + 1, r)) for c in range(5) for r in range(5)]
    north = [(crossing(c, r), crossing(c, r + 1)) for c in range(6) for r in range(4)]
    return town(*(road(tail, head, road="tertiary") for tail, head in [*east, *north]))


def grid_places() -> tuple[Place, ...]:
    """The nine places of the sample, and an exit at each side."""
    exits = [
        Place(id=key, name=key, kind=PlaceKind.EXIT, x=crossing(*at)[0], y=crossing(*at)[1])
        for key, at in EXITS.items()
    ]
    return (*places(plane=True), *exits)


def grid_town(**update: object) -> Town:
    """The shipped station on those streets."""
    station = load_station(TIANBU).station.model_copy(update={"places": grid_places(), **update})
    return Town(Station.model_validate(station.model_dump()), grid_roads())


def grid_crews(plan: Plan | None = None) -> Crews:
    """The crews of the sample plan on those streets."""
    return Crews(plan or routed_plan(plane=True), grid_town(), CAR)


def by_duty(posts: Iterable[Post]) -> dict[str, Post]:
    """Posts by the duty in their id."""
    return {post.id.partition("/")[2]: post for post in posts}


def test_crews_are_where_their_routes_say() -> None:
    """A minute after eleven both groups are 200 m (half a block) from the station, the officers in it."""
    posts = by_duty(grid_crews().at(ELEVEN + timedelta(minutes=1)))
    assert {duty: (post.point, post.mode) for duty, post in posts.items()} == {
        "night-1": (crossing(1.5, 2), BICYCLE),
        "night-2": (crossing(2.5, 2), BICYCLE),
        "main": (crossing(2, 2), CAR),
        "deputy": (crossing(2, 2), CAR),
    }
    assert posts["night-1"].where == "on the way to 中心小学"
    assert posts["main"].where == "at 天补派出所"


def test_crews_off_duty_are_not_there() -> None:
    """The night patrol ends at five on the minute: main and deputy are left, of four before it."""
    five = datetime(2026, 11, 24, 5)
    assert set(by_duty(grid_crews().at(five))) == {"main", "deputy"}
    assert len(grid_crews().at(five - timedelta(minutes=1))) == 4


def test_a_crew_without_people_does_not_count() -> None:
    """Night group 2 with nobody in it is not there."""
    plan = routed_plan(plane=True)
    kept = tuple(turn for turn in plan.turns if turn.crew != "2026-11-23/night-2")
    assert set(by_duty(grid_crews(changed(plan, turns=kept)).at(ELEVEN))) == {"night-1", "main", "deputy"}


def test_nobody_is_counted_twice() -> None:
    """The deputy officer is with the day patrol, which moves; of the duty group three are left and count."""
    plan = routed_plan(plane=True)
    patrol = route("2026-11-23/night-1", datetime(2026, 11, 23, 8, 30), plane=True)
    patrol = patrol.model_copy(update={"crew": "2026-11-23/day-patrol/1"})
    crews = grid_crews(changed(plan, routes=(*plan.routes, patrol)))
    assert set(by_duty(crews.at(datetime(2026, 11, 23, 8, 31)))) == {"day-patrol/1", "main", "duty"}
    assert set(by_duty(crews.at(datetime(2026, 11, 23, 12, 0)))) == {"main", "deputy"}


@pytest.mark.parametrize(("zone", "expected"), [("4", (4, 0)), ("7", (2, 2))])
def test_a_checkpoint_group_stands_at_its_checkpoint(zone: str, expected: tuple[int, int]) -> None:
    """Group 1 has zone 4: at the checkpoint when that lies in zone 4, else at the station."""
    there = tuple(
        one.model_copy(update={"zone": zone}) if one.kind is PlaceKind.CHECKPOINT else one
        for one in grid_places()
    )
    crews = Crews(routed_plan(plane=True), grid_town(places=there), CAR)
    friday = by_duty(crews.at(datetime(2026, 11, 27, 20, 0)))
    assert friday["checkpoint-1"].point == crossing(*expected)


def test_seal_from_the_routes() -> None:
    """At 23:01 group 1 is 1.5 blocks from the west (3 min), group 2 is 2.5 from the east (5), cars take 1.6.

    Before minute 5 only the two cars are at east, north or south.
    """
    crews = grid_crews()
    answer = sealed(Reach(grid_town(), grid_town().exits), crews.at(ELEVEN + timedelta(minutes=1))).seal
    assert {(one.crew.partition("/")[2], one.exit, round(one.minutes, 6)) for one in answer.closings} >= {
        ("night-1", "west", 3.0),
        ("night-2", "east", 5.0),
    }
    assert answer.total == pytest.approx(3 + 5 + 1.6 + 1.6)
    assert answer.why_last is not None
    assert answer.why_last.exits == ("east", "north", "south")
    assert answer.why_last.crews == ("2026-11-23/main", "2026-11-23/deputy")


def test_every_minute_of_a_night_is_looked_at() -> None:
    """360 minutes from 23:00; the first takes 4 min (2 blocks by bicycle), the next 5; the worst is the same
    when it is asked for alone."""
    crews, reach = grid_crews(), Reach(grid_town(), grid_town().exits)
    nights = list(sealed_nights(routed_plan(plane=True), crews, reach))
    assert len(nights) == 7
    assert nights[0].start == ELEVEN
    assert len(nights[0].sealed.minutes) == 360
    assert nights[0].sealed.last[:2] == pytest.approx((4, 5))
    alone = sealed(reach, crews.at(nights[0].worst)).seal
    assert nights[0].sealed.within == alone.last == max(nights[0].sealed.last)


@pytest.fixture
def grid(tmp_path: Path) -> tuple[Path, Path]:
    """A station folder on the sample's streets, and the sample plan."""
    folder = tmp_path / "grid"
    shutil.copytree(TIANBU, folder)
    written = (folder / "station.yaml").read_text("utf-8")
    (folder / "station.yaml").write_text(re.sub(r"\n    place: room-\d", "", written), "utf-8")
    table(folder / "places.csv", ("id", "name", "kind", "zone", "x", "y"),
          *((one.id, one.name, one.kind, one.zone, one.x, one.y) for one in grid_places()))  # fmt: skip
    roads = grid_roads()
    table(folder / "road_nodes.csv", ("node", "x", "y"), *((key, *at) for key, at in roads.nodes.items()))
    table(folder / "road_edges.csv", ("from", "to", "road"),
          *((one.tail, one.head, one.road) for one in roads.sections))  # fmt: skip
    plan = tmp_path / "plan.json"
    plan.write_text(routed_plan(plane=True).model_dump_json(), "utf-8")
    return folder, plan


def test_seal_at_a_minute_of_a_plan(xunfang: Command, grid: tuple[Path, Path]) -> None:
    """At 23:01 all four exits are closed after 5.0 minutes, 11.2 in all, and it is said from where."""
    run = xunfang("seal", grid[0], "--plan", grid[1], "--at", "2026-11-23 23:01")
    assert run.code == 0
    assert "call at 2026-11-23 23:01, closing 4 exits from 4 crews on duty" in run.said
    assert "All 4 exits are closed after 5.0 min, 11.2 min on the way in all: proven least." in run.said
    row = next(row for row in run.out.splitlines() if row.lstrip().startswith("west"))
    assert row.split() == ["west", "夜巡一组", "on", "the", "way", "to", "中心小学", "by", "bicycle", "3.0"]
    assert "can be at east, north, south sooner than 5.0 min; 2 for 3 exits." in run.said


def test_seal_of_a_whole_plan_is_told_by_night(xunfang: Command, grid: tuple[Path, Path]) -> None:
    """Seven nights, each with its worst minute; then who closes what at the worst of all."""
    run = xunfang("seal", grid[0], "--plan", grid[1])
    rows = [row for row in run.out.splitlines() if "23:00–04:59" in row]
    assert len(rows) == 7
    worst = max(float(row.split()[5]) for row in rows)
    assert f"every exit is closed within {worst:.1f} min" in run.said
    assert f"All 4 exits are closed after {worst:.1f} min" in run.said


def test_a_night_with_too_few_crews_says_so(xunfang: Command, grid: tuple[Path, Path]) -> None:
    """Nobody in group 2 on the first night: three crews for four exits, that night only."""
    plan = routed_plan(plane=True)
    kept = tuple(turn for turn in plan.turns if turn.crew != "2026-11-23/night-2")
    grid[1].write_text(changed(plan, turns=kept).model_dump_json(), "utf-8")
    run = xunfang("seal", grid[0], "--plan", grid[1])
    assert "In 1 of 7 nights there is a minute at which some exit stays open." in run.said
    assert "Left open: 1 of 4 exits" in run.said


def test_a_seal_is_checked_before_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that does not hold what it says is never shown."""

    def wrong(*arguments):
        answer = seal(*arguments)
        one = answer.closings[0]
        return replace(answer, closings=(Closing(one.crew, one.exit, 0.5), *answer.closings[1:]))

    monkeypatch.setattr(sealing, "seal", wrong)
    with pytest.raises(AssertionError, match="please report"):
        sealed(Reach(grid_town(), grid_town().exits), grid_crews().at(ELEVEN))


# --- coverage ---


def test_coverage_names_what_lies_beyond(xunfang: Command, street: Path) -> None:
    """West and school are 2 minutes away, the east 4; one post at the east itself brings it within 3."""
    run = xunfang("coverage", street)
    assert run.code == 0
    assert "beyond 1, within 3 2 西出口 (2.0), 小学 (2.0)" in run.said
    assert "beyond 3, within 5 1 东出口 (4.0)" in run.said
    assert "Farthest: 东出口, 4.0 min from the nearest, 岗亭." in run.said
    assert "Fewest further posts that bring the rest within 3 min: 1. Proven: fewer cannot" in run.said
    assert run.out.rstrip().splitlines()[-1].split() == ["东出口", "东出口", "(0.0)"]


def test_coverage_with_sites_of_a_kind(xunfang: Command, street: Path) -> None:
    """Only schools may have a post: from there the east is 2 minutes away."""
    run = xunfang("coverage", street, "--sites", "school")
    assert run.out.rstrip().splitlines()[-1].split() == ["小学", "东出口", "(2.0)"]


def test_coverage_names_what_no_site_reaches(xunfang: Command, street: Path) -> None:
    """Within 1 minute the exits serve themselves; the school, 2 minutes from the east, stays beyond."""
    run = xunfang("coverage", street, "--sites", "exit", "--minutes", "1")
    assert "Beyond 1 min wherever a further post may stand: 小学." in run.said
    assert "bring the rest within 1 min: 2." in run.said


def test_coverage_that_needs_nothing(xunfang: Command, street: Path) -> None:
    """Everything lies within 4 minutes: exactly 4 is within."""
    run = xunfang("coverage", street, "--minutes", "4")
    assert "Every place lies within 4 min; no further post is needed." in run.said


def test_coverage_no_site_can_help(xunfang: Command, street: Path) -> None:
    """A post at the station, which has one, changes nothing."""
    run = xunfang("coverage", street, "--sites", "station")
    assert "No further post would help within 3 min." in run.said


def test_coverage_from_the_crews_of_a_plan(xunfang: Command, grid: tuple[Path, Path]) -> None:
    """At 05:00 both officers are at the station: three places are 4 blocks by car away, 3.2 minutes."""
    run = xunfang("coverage", grid[0], "--plan", grid[1], "--at", "2026-11-24 05:00")
    assert "13 places from 2 crews on duty at 2026-11-24 05:00" in run.said
    assert "beyond 3, within 5 3 东风村警务室 (3.2), 工农桥岗亭 (3.2), 川港路口卡点 (3.2)" in run.said


def test_coverage_of_the_shipped_station(xunfang: Command, tianbu: Path) -> None:
    """Four lanes cannot be driven to and are named; three posts more serve the rest, proven."""
    run = xunfang("coverage", tianbu)
    assert "no way there 4 陆家埭, 郁家埭, 曹家北埭, 管家埭" in run.said
    assert "bring the rest within 3 min: 3. Proven: fewer cannot" in run.said


# --- map ---

SVG = "{http://www.w3.org/2000/svg}"


def texts(file: Path) -> list[str]:
    """Everything written in a drawing, which must be well-formed."""
    root = ElementTree.fromstring(file.read_bytes())
    assert root.tag == f"{SVG}svg"
    return [str(one.text) for one in root.iter(f"{SVG}text")]


def test_map_shows_roads_places_and_zones(xunfang: Command, tianbu: Path, tmp_path: Path) -> None:
    """Each place and each zone stands on the map by name; nothing else is left in the folder."""
    run = xunfang("map", tianbu, "--out", tmp_path / "map.svg")
    assert (run.code, run.said) == (0, f"Written: {tmp_path / 'map.svg'}")
    station, said = load_station(tianbu).station, texts(tmp_path / "map.svg")
    assert said[0] == station.name
    assert {one.name for one in (*station.places, *station.zones)} <= set(said)
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]
    assert (tmp_path / "map.svg").read_text("utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>')


@pytest.mark.parametrize(("at", "day"), [((), "2026-11-23 Mon"), (("--at", "2026-11-24"), "2026-11-24 Tue")])
def test_map_of_a_night(
    xunfang: Command, grid: tuple[Path, Path], tmp_path: Path, at: tuple[str, ...], day: str
) -> None:
    """The night asked for, else the first: its two groups stand in the legend and their ways on the map."""
    out = tmp_path / "night.svg"
    assert xunfang("map", grid[0], "--plan", grid[1], "--out", out, *at).code == 0
    said = texts(out)
    assert said[0] == f"天补中心派出所: night patrols of {day}"
    assert said[1:3] == ["夜巡一组", "夜巡二组"]
    assert 'stroke="#0b4f9e"' in out.read_text("utf-8")


def test_names_are_escaped(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """A name with signs of XML is text and nothing else."""
    lay_out(tiny, {**STREET, "school": ("<b>&小学", "school", 3000, 0)})
    assert xunfang("map", tiny, "--out", tmp_path / "a.svg").code == 0
    assert "<b>&小学" in texts(tmp_path / "a.svg")


# --- mistakes ---


def test_mistakes_are_told_at_once(xunfang: Command, grid: tuple[Path, Path], tmp_path: Path) -> None:
    """A bad time and a missing plan are two lines, and the exit code is 1."""
    run = xunfang("seal", grid[0], "--plan", tmp_path / "none.json", "--at", "25")
    assert run.code == 1
    assert len(run.faults) == 2
    assert "none.json: cannot be read" in run.err
    assert "--at: '25' is not a time; write it as 2026-11-28 02:40" in run.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["seal", "--at", "2026-11-28 24:00"], "is not a time; write it as 2026-11-28 02:40"),
        (["seal", "--at", "2026-11-28"], "is not a time; write it as 2026-11-28 02:40"),
        (
            ["seal", "--at", "2026-12-28 02:40"],
            "lies outside the plan; write a time from 2026-11-23 08:30",
        ),
        (["seal", "--mode", "boat"], "--mode"),
        (["coverage"], '--plan: say for which minute of the plan; write --at "2026-11-28 02:40"'),
        (
            ["coverage", "--sites", "bar"],
            "--sites: no kind of place 'bar'; write one of station, ",
        ),
        (["map", "--at", "soon"], "--at: 'soon' is not a date; write it as 2026-11-23"),
        (
            ["map", "--at", "2026-11-29"],
            "no night patrol has a route on 2026-11-29; nights with routes: ",
        ),
        (["map", "--out", "map.png"], "--out: a map is drawn as .svg; write map.svg"),
        (["map", "--out", "no-such-folder/map.svg"], "this cannot be written"),
    ],
)
def test_wrong_arguments(xunfang: Command, grid: tuple[Path, Path], arguments: list[str], told: str) -> None:
    """Each wrong argument ends with 1 and says what to write; nothing is shown or written."""
    run = xunfang(arguments[0], grid[0], "--plan", grid[1], *arguments[1:])
    assert (run.code, run.out) == (1, "")
    assert told in " ".join(run.err.split())


def test_a_time_needs_its_plan(xunfang: Command, street: Path) -> None:
    """Posts never move, so a time without a plan is a mistake."""
    run = xunfang("seal", street, "--at", "2026-11-28 02:40")
    assert (run.code, run.faults) == (1, ["--at: this is a time in a plan; add --plan plan.json"])


def test_a_plan_of_another_station(xunfang: Command, street: Path, grid: tuple[Path, Path]) -> None:
    """The plan of Tianbu says nothing about the tiny station."""
    run = xunfang("seal", street, "--plan", grid[1])
    assert "the plan is of station 'tianbu', not 'tiny'" in run.err


def test_a_plan_without_routes(
    xunfang: Command, tianbu: Path, planned: tuple[Run, Path], tmp_path: Path
) -> None:
    """Nobody knows where crews are in a plan that was made without routes."""
    made = json.loads((planned[1] / "plan.json").read_text("utf-8"))
    bare = tmp_path / "plan.json"
    bare.write_text(json.dumps({**made, "routes": [], "walks": []}), "utf-8")
    run = xunfang("seal", tianbu, "--plan", bare)
    assert (run.code, len(run.faults)) == (1, 1)
    assert "make it again with `xunfang plan --routes`" in run.err


@pytest.mark.parametrize("command", ["seal", "coverage", "map"])
def test_a_station_without_a_map(xunfang: Command, tiny: Path, command: str) -> None:
    """No roads, no answer: what to add is said."""
    run = xunfang(command, tiny)
    assert run.code == 1
    assert "the station has no road map; write `roads:` in station.yaml" in run.err


def test_a_map_without_exits_or_station(xunfang: Command, tiny: Path) -> None:
    """Neither exit nor checkpoint nor the station itself in places.csv: both are said."""
    run = xunfang("seal", lay_out(tiny, {"school": STREET["school"]}))
    assert run.code == 1
    assert "no place of kind 'exit' or 'checkpoint'" in run.err
    assert "no place of kind 'station'" in run.err


def test_a_plan_without_night_patrol(xunfang: Command, grid: tuple[Path, Path]) -> None:
    """Without a night patrol there is no night to look at; a minute can still be asked for."""
    plan = routed_plan(plane=True)
    nobody = changed(plan, turns=tuple(turn for turn in plan.turns if "/night-" not in turn.crew))
    grid[1].write_text(nobody.model_dump_json(), "utf-8")
    assert "ask for one minute" in xunfang("seal", grid[0], "--plan", grid[1]).err
    assert xunfang("seal", grid[0], "--plan", grid[1], "--at", "2026-11-24 03:00").code == 0
