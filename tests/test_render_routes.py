"""Route cards, the night, GeoJSON and GPX: what a crew gets, read back."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from math import dist
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import gpxpy
import openpyxl
import pytest
from sample_plan import changed, sample_plan
from sample_routes import BLOCK, leg, places, routed_plan, streets

from models import PatrolMode, Plan, Route, Stop
from models.route import Leg
from scheduler import i18n
from scheduler.render import write_folder
from scheduler.render.page import html
from scheduler.render.redact import redacted
from scheduler.render.routes_card_fit import FORMS
from scheduler.render.routes_card_rows import course
from scheduler.render.routes_cards import card
from scheduler.render.routes_folder import write_routes
from scheduler.render.routes_frame import Frame, arrows, beside, thinned
from scheduler.render.routes_labels import Label, Mark, broken, placed
from scheduler.render.routes_map import Ground, route_map, station_frame, station_map, svg
from scheduler.render.routes_night import night
from scheduler.render.routes_track import position, stage, track
from scheduler.render.routes_walk import crs_of, file_stem, walks
from scheduler.render.routes_zones import zone_order
from scheduler.roads.geometry import Crs

ELEVEN = datetime(2026, 11, 23, 23)
HOSTILE = '<script>&"李'


@pytest.fixture(scope="module")
def plan() -> Plan:
    return routed_plan(nights=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of routes of two nights, in English."""
    i18n.use("en")
    path = tmp_path_factory.mktemp("plan") / "routes"
    write_routes(routed_plan(), path, streets())
    return path


def ground(plan: Plan, background: bool = True) -> Ground:
    """The sample's map."""
    crs = crs_of(plan)
    return Ground(plan.places, streets(crs is Crs.PLANE) if background else (), crs)


def many(plan: Plan, stops: int) -> Plan:
    """The first crew calls at the timber market and the school in turn."""
    found, now = [], ELEVEN
    for n in range(stops):
        way = leg("school", "timber") if n % 2 else leg("timber", "school")
        now += timedelta(minutes=4)
        found.append(Stop(place=("school", "timber")[n % 2], due=now, dwell=1, leg=way))
    route = Route(crew="2026-11-23/night-1", base="station", mode=PatrolMode.FOOT, rounds=(tuple(found),))
    return changed(plan, routes=(route,))


def test_calls_are_numbered_through_the_night(plan: Plan) -> None:
    """Three calls, back to the base, three calls, back; the first leg of one block takes two minutes."""
    walk = walks(plan)[0]
    assert [call.number for call in walk.calls] == [1, 2, 3, 0, 4, 5, 6, 0]
    assert (walk.calls[0].depart, walk.calls[0].due) == (ELEVEN, ELEVEN + timedelta(minutes=2))
    assert walk.calls[0].leave == ELEVEN + timedelta(minutes=12)
    assert (walk.start, walk.end) == (ELEVEN, datetime(2026, 11, 24, 2, 50))
    assert [place.id for place in walk.places][:3] == ["station", "school", "timber"]


def test_a_call_at_the_base_itself_is_a_stop(plan: Plan) -> None:
    """Only the last stop of a round, without dwell, is the return to the base."""
    stay = Stop(place="station", due=ELEVEN, dwell=10, leg=Leg(metres=0, minutes=0))
    route = Route(crew="2026-11-23/night-1", base="station", mode=PatrolMode.FOOT, rounds=((stay,), ()))
    (walk,) = walks(changed(plan, routes=(route,)))
    assert [call.number for call in walk.calls] == [1]
    assert len(walk.rounds) == 1


def test_zones_stand_in_the_order_of_the_route(plan: Plan) -> None:
    """The school (2) comes before the timber market (1); without a route the duty's order stands."""
    assert zone_order(plan, plan.crew_by_id["2026-11-23/night-1"]) == ("2", "1", "8", "3", "4")
    tuesday = plan.crew_by_id["2026-11-24/night-1"]
    assert zone_order(plan, tuesday) == tuesday.zones
    assert "zones 2→1→8→3→4" in html(plan).replace("\u200b", "")  # where a line may break
    assert "zones 2→1→8→3→4" not in html(sample_plan())


def test_where_a_crew_is_at_a_minute(plan: Plan) -> None:
    """Half way at 23:01, at the school at 23:05, at the base between the rounds, nowhere before and after."""
    walk = walks(routed_plan(1, plane=True))[0]
    moments = track(walk)
    station, school = (1000 + 2 * BLOCK, 1000 + 2 * BLOCK), (1000 + BLOCK, 1000 + 2 * BLOCK)
    for minute, point in (
        (0, station),
        (1, (1000 + 1.5 * BLOCK, 1000 + 2 * BLOCK)),
        (5, school),
        (90, station),
    ):
        assert position(moments, ELEVEN + timedelta(minutes=minute)) == pytest.approx(point)
    assert position(moments, walk.end) == pytest.approx(station)
    assert position(moments, ELEVEN - timedelta(minutes=1)) is None
    assert position(moments, walk.end + timedelta(minutes=1)) is None


def test_what_a_crew_does_at_a_minute(plan: Plan) -> None:
    """On the way, there, at the base between the rounds, off duty."""
    walk = walks(plan)[0]
    said = [stage(walk, ELEVEN + timedelta(minutes=minute)) for minute in (-1, 1, 2, 60, 300)]
    assert [one and (one[0].id, one[1]) for one in said] == [
        None, ("school", False), ("school", True), ("station", True), None,
    ]  # fmt: skip


def test_a_waiting_crew_waits_where_it_is(plan: Plan) -> None:
    """Due twenty minutes later than the way takes: it stands at the stop before until it must go."""
    first, second = plan.routes[0].rounds[0][:2]
    late = second.model_copy(update={"due": second.due + timedelta(minutes=20)})
    (walk,) = walks(changed(plan, routes=(plan.routes[0].model_copy(update={"rounds": ((first, late),)}),)))
    assert walk.calls[1].depart == walk.calls[0].leave + timedelta(minutes=20)
    found = stage(walk, walk.calls[0].leave + timedelta(minutes=19))
    assert found
    assert (found[0].id, found[1]) == ("school", True)


def test_file_names_of_crews() -> None:
    """The slash becomes an underscore, and no two ids share a name."""
    assert file_stem("2026-11-23/night-1") == "2026-11-23_night-1"
    assert file_stem("d/night/1") != file_stem("d/night_1")
    assert "/" not in file_stem("d/夜?巡")


def test_the_map_is_plane_when_a_place_lies_beyond_any_degree() -> None:
    """121.05, 31.97 are degrees; 1000, 1800 are metres."""
    assert crs_of(routed_plan(1)) is Crs.WGS84
    assert crs_of(routed_plan(1, plane=True)) is Crs.PLANE


def test_both_maps_look_alike() -> None:
    """The same station in degrees and in metres gives the same picture to a picture unit."""
    pictures = []
    for plane in (False, True):
        plan = routed_plan(1, plane)
        pictures.append(route_map(ground(plan), walks(plan)[0], 760, 400))
    for one, two in zip(pictures[0].signs, pictures[1].signs, strict=True):
        assert dist(one.at, two.at) < 1
    assert pictures[0].bar == pytest.approx(pictures[1].bar, rel=0.01)


def test_a_frame_keeps_what_must_be_seen_inside() -> None:
    """A square kilometre in a wide picture: north is up, the height decides, the bar says its length."""
    frame = Frame.around([(0.0, 0.0), (1000.0, 1000.0)], Crs.PLANE, 800, 452)
    assert frame.scale == pytest.approx(0.4)  # (452 - 2 · 26) / 1000
    assert frame.at((0.0, 1000.0)) == pytest.approx((200, 26))
    assert frame.at((1000.0, 0.0)) == pytest.approx((600, 426))
    assert frame.bar() == (pytest.approx(80), "200 m")


def test_one_place_alone_has_a_frame() -> None:
    """A single point is shown in the middle of two hundred metres."""
    frame = Frame.around([(5.0, 5.0)], Crs.PLANE, 320, 252)
    assert frame.at((5.0, 5.0)) == pytest.approx((160, 126))
    assert frame.scale == pytest.approx(1.0)


def test_only_roads_in_the_picture_are_drawn() -> None:
    """A road that crosses the picture is drawn, one far away or without length is not."""
    frame = Frame.around([(0.0, 0.0), (1000.0, 1000.0)], Crs.PLANE, 500, 500)
    crossing, far, dot = [(-9e3, 500.0), (9e3, 500.0)], [(5e4, 5e4), (6e4, 5e4)], [(1.0, 1.0)]
    assert len(list(frame.roads([crossing, far, dot]))) == 1
    assert list(frame.roads([])) == []


def moved(*line: tuple[float, float]) -> list[tuple[float, float]]:
    """A line two units beside itself, to the thousandth."""
    return [(round(x, 3), round(y, 3)) for x, y in beside(line, 2)]


def test_ways_keep_to_the_right() -> None:
    """East is moved south, round a corner both sides keep their distance; back is the other side."""
    assert moved((0, 0), (50, 0)) == [(0, 2), (50, 2)]
    assert moved((50, 0), (0, 0)) == [(50, -2), (0, -2)]
    assert moved((0, 0), (50, 0), (50, 50)) == [(0, 2), (48, 2), (48, 50)]
    assert moved((0, 0), (50, 0), (0, 0)) == [(0, 2), (50, -2), (0, -2)]
    assert moved((7, 7), (7, 7)) == [(7, 7)]


def test_points_that_nobody_sees_are_left_out() -> None:
    """Steps below a unit are skipped, the end stays."""
    assert thinned([(0, 0), (0.2, 0), (5, 0), (5.1, 0)]) == [(0, 0), (5, 0), (5.1, 0)]
    assert thinned([(0, 0), (0, 0)]) == [(0, 0)]


def test_arrowheads() -> None:
    """One in the middle of a short way, pointing along it; none on a stub."""
    assert list(arrows([(0, 0), (0, 40)])) == [(0, 20, 90)]
    assert len(list(arrows([(0, 0), (330, 0)]))) == 3
    assert list(arrows([(0, 0), (8, 0)])) == []


def test_labels_avoid_each_other_and_the_route() -> None:
    """Two places side by side: the names do not touch; a route to the right drives the name elsewhere."""
    two = list(placed([Mark((100, 100), "甲乙丙丁"), Mark((130, 100), "戊己庚辛")], (), (400, 300)))
    assert abs(two[0].y - two[1].y) > 11 or abs(two[0].x - two[1].x) > 44
    (free,) = placed([Mark((100, 100), "甲乙")], (), (400, 300))
    (driven,) = placed([Mark((100, 100), "甲乙")], [[(100, 100), (300, 100)]], (400, 300))
    assert free.x > 100 > driven.x


def test_labels_stay_in_the_picture() -> None:
    """At the right edge the name goes to the left."""
    (label,) = placed([Mark((395, 100), "木材市场")], (), (400, 300))
    assert isinstance(label, Label)
    assert label.x < 395 - 44


def test_long_names_take_two_lines() -> None:
    """Thirteen full-width characters in a line; fifteen are two lines, thirty are cut; Latin counts half."""
    assert broken("木材市场") == ("木材市场",)
    assert broken("甲" * 15) == ("甲" * 7, "甲" * 8)
    assert broken("甲" * 30) == ("甲" * 13, "甲" * 12 + "…")
    assert broken("eastern riverside crossing of all") == ("eastern riverside", "crossing of all")


def test_both_lines_of_a_name_are_drawn(plan: Plan) -> None:
    """No letter of a place with a long name is lost on the map."""
    long = "麦岭沙村沿江路东风造船厂路口"
    named = [
        place.model_copy(update={"name": long}) if place.id == "school" else place for place in plan.places
    ]
    renamed = changed(plan, places=tuple(named))
    drawn = svg(route_map(ground(renamed), walks(renamed)[0], 760, 400))
    assert ">麦岭沙村沿江路<" in drawn
    assert ">东风造船厂路口<" in drawn


def test_course() -> None:
    """East, north-west, south."""
    ways = ([(0, 0), (9, 1)], [(0, 0), (-5, 5)], [(0, 0), (0, -5), (50, -5)])
    assert [course(tuple(way), Crs.PLANE) for way in ways] == ["east", "north-west", "south"]


def test_the_card_of_a_crew(plan: Plan) -> None:
    """Leader first and marked; rounds with their length; each stop with its way, hour and stay."""
    made = card(plan, ground(plan), walks(plan)[0])
    assert [leads for _, leads in made.members] == [True, False, False, False]
    assert dict(made.facts)["Zones in order"] == "2→1→8→3→4"
    assert dict(made.facts)["Length"] == "7.2 km"  # 3200 m + 4000 m
    (rounds,) = made.fit.columns
    assert rounds[0].head == "Round 1: set out from 天补派出所 at 23:00; 3.2 km, back at 23:46"
    first, *_, last = rounds[0].lines
    assert (first.number, first.place, first.zone, first.due, first.stay) == (
        "1",
        "中心小学",
        "2",
        "23:02",
        "10 min",
    )
    assert (first.way, first.length, first.minutes) == ("west along 永兴路", "400 m", "2 min")
    assert rounds[0].lines[2].way == "east along 工农路→中心街"
    assert (last.number, last.place, last.stay) == ("", "天补派出所", "")
    assert (made.fit.form, made.fit.size) == (FORMS[0], 1.0)


def test_a_card_with_many_stops_changes_its_form(plan: Plan) -> None:
    """More stops: smaller print and a lower map, then two columns, then two columns without the ways."""
    fits = [card(many(plan, n), ground(plan), walks(many(plan, n))[0]).fit for n in (4, 22, 36, 70)]
    assert [fit.form.name for fit in fits] == ["wide", "wide", "ways", "plain"]
    assert fits[0].size > fits[1].size
    assert fits[0].height > fits[1].height > fits[2].height


def test_two_columns_hold_every_stop_once(plan: Plan) -> None:
    """Seventy stops over two columns, in order; what is cut in two says that it goes on."""
    fit = card(many(plan, 70), ground(plan), walks(many(plan, 70))[0]).fit
    left, right = fit.columns
    lines = [line for column in fit.columns for one in column for line in one.lines]
    assert [line.number for line in lines] == [str(n) for n in range(1, 71)]
    assert right[0].head == "Round 1 (continued)"
    assert abs(sum(len(one.lines) for one in left) - 35) <= 1


def test_the_map_of_a_card_is_svg_with_chinese_letters(plan: Plan) -> None:
    """Well formed, names as text with fonts that machines have; a place called at twice has both numbers."""
    walk = walks(plan)[0]
    drawn = svg(route_map(ground(plan), walk, 760, 400))
    root = ElementTree.fromstring(drawn)
    texts = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"天补派出所", "木材市场", "1·6", "2", "农贸市场", "200 m", "N"} <= set(texts)
    assert "Microsoft YaHei" in root.attrib["font-family"]
    assert drawn.count('stroke="#d4d1c9"') == 1
    assert "#d4d1c9" not in svg(route_map(ground(plan, background=False), walk, 760, 400))


def test_the_map_of_a_station_without_routes(plan: Plan) -> None:
    """All nine places, the station among them as a base, and no way."""
    here = ground(plan)
    picture = station_map(here, station_frame(here, (), 800, 600))
    assert len(picture.signs) == len(picture.labels) == len(places()) == 9
    assert [sign.kind for sign in picture.signs].count("base") == 2  # station and police room
    assert picture.ways == ()


def test_the_night_by_the_hour(plan: Plan) -> None:
    """A column a full hour: at midnight both crews are at the base, at two they set out again."""
    here, found = ground(plan), walks(plan)
    made = night(here, station_frame(here, found, 1000, 640), ELEVEN.date(), found)
    assert made.hours == ("23:00", "00:00", "01:00", "02:00", "03:00")
    assert made.rows[0][2] == ("→ 中心小学", "天补派出所", "天补派出所", "→ 东风村警务室", "—")
    assert (made.first, made.minutes) == (23 * 60, 4 * 60 + 16)  # the second crew is back at 03:16


def test_the_night_moves_without_assets(folder: Path) -> None:
    """Two dates; each path starts at minute 0 and ends with the last return; nothing is loaded."""
    text = (folder / "night.html").read_text("utf-8")
    assert not re.search(r'(src|href)="(?!#)', text)
    data = [json.loads(one) for one in re.findall(r'<script type="application/json">(.*?)</script>', text)]
    assert len(data) == 2
    assert [(path[0][0], path[-1][0]) for path in data[0]["paths"]] == [(0, 230), (0, 256)]
    assert text.count('id="roads"') == text.count('href="#roads"') == 1


def test_geojson(folder: Path) -> None:
    """Per crew a base, two rounds and its stops; coordinates are longitude and latitude to a decimetre."""
    found: dict[str, Any] = json.loads((folder / "routes.geojson").read_text("utf-8"))
    assert (found["type"], found["xunfang"]["crs"]) == ("FeatureCollection", "wgs84")
    mine = [one for one in found["features"] if one["properties"]["crew"] == "2026-11-23/night-1"]
    assert [one["properties"]["what"] for one in mine] == [
        "base",
        "round",
        *["stop"] * 3,
        "round",
        *["stop"] * 3,
    ]
    assert [len(line) for line in mine[1]["geometry"]["coordinates"]] == [2, 3, 3, 3]
    stop = mine[2]["properties"]
    assert (stop["number"], stop["at"], stop["due"]) == (1, "中心小学", "2026-11-23T23:02:00")
    assert (stop["roads"], stop["metres"], stop["minutes"]) == (["永兴路"], 400, 2)
    lon, lat = mine[2]["geometry"]["coordinates"]
    assert 121 < lon < 122
    assert 31 < lat < 33


def test_gpx(folder: Path) -> None:
    """gpxpy reads it: base and six stops as waypoints, due 23:02 in China is 15:02 UTC; eight named turns."""
    text = (folder / "2026-11-23_night-1.gpx").read_text("utf-8")
    found = gpxpy.parse(text)
    assert len(found.waypoints) == 1 + 6
    first = found.waypoints[1]
    assert first.name == "01 23:02 中心小学"
    assert first.time == datetime(2026, 11, 23, 15, 2, tzinfo=UTC)
    (route,) = found.routes
    assert [point.name[:2] for point in route.points if point.name] == [
        "01",
        "02",
        "03",
        "23",
        "04",
        "05",
        "06",
        "02",
    ]
    assert route.length() == pytest.approx(7200, rel=0.003)


def test_a_plane_map_has_no_gpx(tmp_path: Path) -> None:
    """GPX knows degrees only; GeoJSON says that it has metres."""
    write_routes(routed_plan(1, plane=True), tmp_path / "routes")
    assert sorted(path.name for path in (tmp_path / "routes").iterdir()) == [
        "cards.html", "night.html", "routes.geojson",
    ]  # fmt: skip
    found = json.loads((tmp_path / "routes" / "routes.geojson").read_text("utf-8"))
    assert found["xunfang"]["crs"] == "plane"
    assert found["features"][0]["geometry"]["coordinates"] == [1800.0, 1800.0]


def test_a_leg_without_a_line_is_straight(plan: Plan) -> None:
    """Base to school without a line has two points in every file; a stop on the spot as well."""
    first, *_ = plan.routes[0].rounds[0]
    bare = first.model_copy(update={"leg": Leg(metres=400, minutes=2)})
    again = Stop(place="school", due=bare.due + timedelta(minutes=10), dwell=5, leg=Leg(metres=0, minutes=0))
    route = plan.routes[0].model_copy(update={"rounds": ((bare, again),)})
    (walk,) = walks(changed(plan, routes=(route,)))
    assert [len(call.line) for call in walk.calls] == [2, 2]
    lines = card(plan, ground(plan), walk).fit.columns[0][0].lines
    assert [line.way for line in lines] == ["west along unnamed way", "on the spot"]
    assert lines[1].length == lines[1].minutes == ""


def test_hostile_names_are_escaped(plan: Plan, tmp_path: Path) -> None:
    """A place named like a script is text in cards, night and GPX."""
    named = [place.model_copy(update={"name": HOSTILE}) for place in plan.places]
    write_routes(changed(plan, places=tuple(named)), tmp_path / "routes")
    for name in ("cards.html", "night.html", "2026-11-23_night-1.gpx"):
        text = (tmp_path / "routes" / name).read_text("utf-8")
        assert HOSTILE not in text
        assert "&lt;script&gt;&amp;" in text


def test_redaction_covers_the_cards(plan: Plan, tmp_path: Path) -> None:
    """No member's name stands in any file of the routes; the ids do."""
    write_routes(redacted(plan), tmp_path / "routes")
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "routes").iterdir())
    assert [one.name for one in plan.people if one.name in text] == []
    assert plan.members["2026-11-23/night-1"][0].person in text


def test_chinese_is_the_default(plan: Plan, tmp_path: Path) -> None:
    """The same plan in Chinese."""
    i18n.use("zh")
    write_routes(plan, tmp_path / "routes")
    text = (tmp_path / "routes" / "cards.html").read_text("utf-8")
    for said in ('lang="zh-CN"', "巡逻路线卡", "向西,沿永兴路", "第1圈", "签名", "组长"):
        assert said in text


def _only_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("workbook.write_workbook", "page.write_page"):
        monkeypatch.setattr(f"scheduler.render.{name}", lambda plan, path: path.write_text("x"))


def test_old_routes_are_removed(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Crews without a route lose their file, recordings of radios stay; without routes the folder goes."""
    _only_routes(monkeypatch)
    written = write_folder(routed_plan(2), tmp_path, background=streets())
    names = {path.name for path in written if path.parent.name == "routes"}
    assert names == {"cards.html", "night.html", "routes.geojson"} | {
        f"2026-11-{day}_night-{n}.gpx" for day in (23, 24) for n in (1, 2)
    }
    (tmp_path / "routes" / "radio-7.gpx").write_text("walked")
    write_folder(plan, tmp_path)
    left = {path.name for path in (tmp_path / "routes").glob("*.gpx")}
    assert left == {"2026-11-23_night-1.gpx", "2026-11-23_night-2.gpx", "radio-7.gpx"}
    (tmp_path / "routes" / "radio-7.gpx").unlink()
    write_folder(sample_plan(), tmp_path)
    assert not (tmp_path / "routes").exists()


def test_a_failure_leaves_the_old_routes(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a card cannot be drawn, the cards of the run before are still there."""
    _only_routes(monkeypatch)
    write_folder(plan, tmp_path)
    before = (tmp_path / "routes" / "cards.html").read_bytes()
    monkeypatch.setattr("scheduler.render.routes_folder.night_page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_folder(routed_plan(2), tmp_path)
    assert (tmp_path / "routes" / "cards.html").read_bytes() == before
    assert not (tmp_path / "routes" / "2026-11-24_night-1.gpx").exists()


def test_the_sheet_of_patrols_has_points_with_times(plan: Plan, tmp_path: Path) -> None:
    """A column more, a line a round; attendance stays in the column from which it is read."""
    from scheduler.render.workbook import write_workbook

    write_workbook(plan, tmp_path / "roster.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "roster.xlsx")["Patrols"].iter_rows(values_only=True))
    assert rows[2][4] == "Members, leader first"
    assert rows[2][7:10] == ("Zones in order", "Points and times", "Note")
    routed = [row for row in rows[3:] if row[8]]
    assert len(routed) == 2
    assert routed[0][7] == "2→1→8→3→4"
    assert routed[0][8].splitlines()[0] == "2302 中心小学, 2316 木材市场, 2330 长兴村巡更点, 2346 天补派出所"


def test_without_routes_nothing_changes(tmp_path: Path) -> None:
    """A plan without routes has the nine columns of before."""
    from scheduler.render.workbook import write_workbook

    write_workbook(sample_plan(), tmp_path / "roster.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "roster.xlsx")["Patrols"].iter_rows(values_only=True))
    assert rows[2][7:9] == ("Zones in order", "Note")
