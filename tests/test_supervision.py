"""Meetings, deadlines, supervision sheets and video rounds: on the cards, in the workbook, in every file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import gpxpy
import openpyxl
import pytest
from sample_plan import changed, sample_plan
from sample_routes import CAR, MET, places, routed_plan, supervised_plan

from models import PatrolMode, Place, Plan
from scheduler import i18n
from scheduler.render.assignments import lines
from scheduler.render.calendars import write_calendars
from scheduler.render.page import html
from scheduler.render.routes_folder import write_routes
from scheduler.render.routes_walk import Call, walks
from scheduler.render.supervision import rounds
from scheduler.render.workbook import write_workbook


@pytest.fixture(scope="module")
def plan() -> Plan:
    return supervised_plan()


@pytest.fixture(scope="module")
def folder(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of routes, in English."""
    i18n.use("en")
    path = tmp_path_factory.mktemp("plan") / "routes"
    write_routes(plan, path)
    return path


def calls_at(plan: Plan, crew: str, place: str) -> list[Call]:
    """The calls of a crew at a place."""
    (walk,) = (walk for walk in walks(plan) if walk.crew.id == crew)
    return [call for call in walk.calls if call.place.id == place]


def test_a_call_knows_whom_it_meets_and_when_the_other_comes(plan: Plan) -> None:
    """The first crew is at the textile park at 02:22 (8 + 10 + 4 min), the second at 02:18 (4 + 10 + 4)."""
    (mine,), (theirs,) = calls_at(plan, CAR, "textile"), calls_at(plan, MET, "textile")
    (met,) = mine.met
    assert (met.crew.id, met.at, mine.due) == (MET, theirs.due, datetime(2026, 11, 24, 2, 18))
    assert theirs.due == datetime(2026, 11, 24, 2, 22)
    assert [one.at for one in theirs.met] == [mine.due]


def test_a_check_in_point_is_due_in_a_part_of_the_night(plan: Plan) -> None:
    """23:00–05:00 in halves: the call at 23:30 serves the first, the one at 02:38 the second."""
    (early,), (late,) = calls_at(plan, MET, "lane"), calls_at(plan, CAR, "lane")
    assert [f"{part.start:%H:%M}–{part.end:%H:%M}" for part in (early.part, late.part) if part] == [
        "23:00–02:00", "02:00–05:00",
    ]  # fmt: skip
    assert calls_at(plan, MET, "school")[0].part is None


def test_no_deadline_outside_the_hours_or_for_a_whole_night(plan: Plan) -> None:
    """One call a night has no deadline, nor has a switched-off rule, nor a call before the point's hours."""
    once = [place.model_copy(update={"visits": min(place.visits, 1)}) for place in plan.places]
    assert calls_at(changed(plan, places=tuple(once)), MET, "lane")[0].part is None
    off = changed(plan, settings={"check-in-visits": {"on": False}})
    assert calls_at(off, MET, "lane")[0].part is None
    (window,) = Place.model_validate({**plan.places[0].model_dump(), "windows": "01:00-05:00"}).windows
    closed = [place.model_copy(update={"windows": (window,)}) for place in plan.places]
    assert calls_at(changed(plan, places=tuple(closed)), MET, "lane")[0].part is None


def test_the_card_says_meetings_and_deadlines(folder: Path) -> None:
    """Crew and hour with a line to sign for each of the two; the deadline below the place."""
    text = (folder / "cards.html").read_text("utf-8")
    assert "meets 夜巡一组, due 02:22" in text
    assert "meets 夜巡二组, due 02:18" in text
    assert text.count('<tr class="met">') == 2
    assert "due 23:00–02:00" in text
    assert "due 02:00–05:00" in text


def test_gpx_and_geojson_carry_the_meeting(folder: Path) -> None:
    """The waypoint says it in words, the feature as data; other stops meet nobody."""
    found = gpxpy.parse((folder / f"{CAR.replace('/', '_')}.gpx").read_text("utf-8"))
    told = [
        point.description for point in found.waypoints if point.description and "meets" in point.description
    ]
    assert told == ["due 02:18, leave 02:28; meets 夜巡一组 02:22"]
    features = json.loads((folder / "routes.geojson").read_text("utf-8"))["features"]
    stops = [one["properties"] for one in features if one["properties"]["what"] == "stop"]
    met = [stop["meets"] for stop in stops if stop["crew"] == CAR and stop["meets"]]
    assert met == [[{"crew": MET, "name": "夜巡一组", "at": "2026-11-24T02:22:00"}]]
    lane = [stop["deadline"] for stop in stops if (stop["crew"], stop["place"]) == (MET, "lane")]
    assert lane == [["2026-11-23T23:00:00", "2026-11-24T02:00:00"]]


def test_the_sheet_of_a_night(plan: Plan) -> None:
    """The kiosk once with its second hour, the crew that is met, the guards of a unit with a check-in point.

    On the second night the crew is not met.
    """
    first, second = rounds(plan)
    assert [(one.who, one.due, one.theirs, one.again) for one in first.visits] == [
        ("工农桥岗亭", "23:22", "", ("02:58",)),
        ("夜巡一组", "02:18", "02:22", ()),
        ("the unit's own guards", "02:38", "", ()),
    ]
    assert [(one.who, one.due) for one in second.visits] == [
        ("工农桥岗亭", "23:22"), ("the unit's own guards", "02:38"), ("夜巡一组", ""),
    ]  # fmt: skip
    assert first.members[0][1]


def test_who_stands_at_the_kiosk_signs(plan: Plan) -> None:
    """A crew posted at the kiosk is named in its stead."""
    crews = [
        crew.model_copy(update={"place": "bridge", "spans": plan.crew_by_id[CAR].spans, "name": "岗亭组"})
        if crew.id == "2026-11-23/main"
        else crew
        for crew in plan.crews
    ]
    assert rounds(changed(plan, crews=tuple(crews)))[0].visits[0].who == "岗亭组"


def test_the_supervision_page(folder: Path) -> None:
    """A page a night, with columns for hour, signature and remark, and what is not planned said."""
    text = (folder / "supervision.html").read_text("utf-8")
    assert text.count("<section") == 2
    assert "<th>Actual</th><th>Signature</th><th>Remark</th>" in text
    assert text.count("no meeting planned") == 1
    assert "again 02:58" in text


def test_the_workbook_has_a_sheet_for_it(plan: Plan, tmp_path: Path) -> None:
    """Six lines to sign over two nights; the patrols mark the meeting; without a car there is no sheet."""
    write_workbook(plan, tmp_path / "roster.xlsx")
    book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
    rows = list(book["Supervision"].iter_rows(min_row=3, values_only=True))
    assert [row[2:6] for row in rows] == [
        ("工农桥岗亭", "工农桥岗亭\nagain 02:58", "23:22", None),
        ("夜巡一组", "纺织工业园", "02:18", "02:22"),
        ("the unit's own guards", "长兴村巡更点", "02:38", None),
        ("工农桥岗亭", "工农桥岗亭\nagain 02:58", "23:22", None),
        ("the unit's own guards", "长兴村巡更点", "02:38", None),
        ("夜巡一组", "no meeting planned", None, None),
    ]
    points = [str(row[8]) for row in book["Patrols"].iter_rows(values_only=True) if row[8]]
    assert sum("0218 纺织工业园(meets 夜巡一组)" in text for text in points) == 1
    write_workbook(routed_plan(), tmp_path / "plain.xlsx")
    assert "Supervision" not in openpyxl.load_workbook(tmp_path / "plain.xlsx").sheetnames


def test_no_page_without_a_supervising_car(tmp_path: Path) -> None:
    """A plan in which nobody is to meet anybody has no supervision sheet."""
    write_routes(routed_plan(1), tmp_path / "routes")
    assert not (tmp_path / "routes" / "supervision.html").exists()


def test_zones_as_walked_in_csv_and_calendars(plan: Plan, tmp_path: Path) -> None:
    """School (2) before timber market (1), and the first stop with its hour."""
    zones = {line[9] for line in lines(plan) if line[0] == "2026-11-23" and line[3:5] == ("night", "1")}
    assert zones == {"2 1 8 3 4"}
    write_calendars(plan, tmp_path / "calendars")
    who = plan.members[MET][0].person
    text = (tmp_path / "calendars" / f"{who}.ics").read_text("utf-8").replace("\r\n ", "")
    assert "zones 2→1→8→3→4" in text
    assert "first stop 23:02 中心小学" in text


def test_a_video_patrol_goes_over_its_cameras(tmp_path: Path) -> None:
    """Two places with a camera in its zones are its round, on the page and on the sheet of patrols."""
    seen = [
        place.model_copy(update={"camera": place.id in ("timber", "school", "market")}) for place in places()
    ]
    plan = sample_plan()
    crews = [
        crew.model_copy(update={"mode": PatrolMode.VIDEO, "zones": ("2", "1")}) if crew.id == MET else crew
        for crew in plan.crews
    ]
    video = changed(plan, places=tuple(seen), crews=tuple(crews))
    assert "cameras 中心小学, 木材市场" in html(video)
    write_workbook(video, tmp_path / "roster.xlsx")
    rows = openpyxl.load_workbook(tmp_path / "roster.xlsx")["Patrols"].iter_rows(values_only=True)
    assert [row[8] for row in rows if row[8]] == ["Points and times", "中心小学, 木材市场"]
