"""From a radio to the next plan: the command `track`, the file speeds.csv, and the minutes it changes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import Command
from openpyxl import load_workbook
from road_worlds import BICYCLE, FOOT
from sample_plan import changed
from tracks import NIGHT, OUT_AND_BACK, fixes, places, spot, straight_plan, write_gpx

from models import Faults, RoadSpeeds
from scheduler import i18n
from scheduler.commands import station_patrols
from scheduler.intake import load_station
from scheduler.intake.template import write_template
from scheduler.intake.words import words
from scheduler.roads.classes import default_speeds

OTHER = "2026-11-23/night-2"


@pytest.fixture
def station(tiny: Path) -> Path:
    """The tiny station with the straight road of 1000 m to the shop, a lane (path)."""
    lines = [
        "id,name,kind,x,y,dwell",
        *(f"{one.id},{one.name},{one.kind},{one.x},{one.y},{one.dwell}" for one in places()),
    ]
    (tiny / "places.csv").write_text("\n".join(lines), "utf-8")
    nodes = [f"{name},{x},{y}" for name, (x, y) in (("a", spot(0)), ("b", spot(1000)))]
    (tiny / "road_nodes.csv").write_text("\n".join(["id,lon,lat", *nodes]), "utf-8")
    (tiny / "road_edges.csv").write_text("from,to,length,name,road,oneway\na,b,1000,直路,path,\n", "utf-8")
    with (tiny / "station.yaml").open("a", encoding="utf-8") as file:
        file.write("roads: road_edges.csv\n")
    return tiny


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan in which one crew walks to the shop and back."""
    path = tmp_path / "plan.json"
    path.write_text(straight_plan(station="tiny").model_dump_json(), "utf-8")
    return path


@pytest.fixture
def walked(tmp_path: Path) -> Path:
    """The recording of a crew that kept it."""
    return write_gpx(tmp_path / "2026-11-23_night-1.gpx", fixes(OUT_AND_BACK))


def minutes(station: Path) -> float:
    """Minutes on foot from the station to the shop, as a plan made now reckons them."""
    loaded = load_station(station).station
    return float(station_patrols(station, loaded).travel(FOOT).minutes[0, 1])


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_command_says_it_in_lines(xunfang: Command, station: Path, plan: Path, walked: Path) -> None:
    """A verdict a crew, a sum a date, a line a speed; the shrunk speed is (1.8+2) km in 18 + 26⅔ min: 5.1."""
    run = xunfang("track", station, plan, walked)
    assert (run.code, run.err) == (0, "")
    calls = "1 of 1 points called at, 0 late, 0 early, 0 missed"
    facts = f"100 % of the route (2.0 of 2.0 km), {calls}, 0 minutes short"
    assert run.out.splitlines() == [
        f"夜巡一组 11-23 23:00: walked as planned; {facts}",
        f"2026-11-23, 1 crews: {facts}",
        "Speeds measured (metres over minutes, without stops):",
        "  · foot, path: 6.0 km/h over 1.8 km; plans reckon with 4.5, better 5.1",
    ]
    assert not (station / "speeds.csv").exists()


def test_details_have_a_line_each(xunfang: Command, station: Path, tmp_path: Path) -> None:
    """What was missed, skipped and short is named; a crew without a recording too."""
    path = tmp_path / "plan.json"
    path.write_text(straight_plan(NIGHT, OTHER, station="tiny").model_dump_json(), "utf-8")
    track = write_gpx(tmp_path / "a.gpx", fixes([(2, 0), (8, 600), (14, 0)]))
    lines = xunfang("track", station, path, f"{NIGHT}={track}").out.splitlines()
    assert lines[0].startswith("夜巡一组 11-23 23:00: route or time shortened; 60 % of the route")
    assert lines[1:7] == [
        "  · set out 2 min late",
        "  · back 16 min early",
        "  · 小店: missed (due 23:10)",
        "  · way to 小店 skipped: 400 m (直路)",
        "  · way to 派出所 skipped: 400 m (直路)",
        "  · nothing recorded for 18 min",
    ]
    assert lines[7] == "夜巡二组 11-23 23:00: no recording was given"


def test_limits_are_options(xunfang: Command, station: Path, plan: Path, tmp_path: Path) -> None:
    """50 m beside the road and 12 min late: with --tolerance 60 and --late 15 it is all right."""
    moves = [(minute + 12, east) for minute, east in OUT_AND_BACK]
    track = write_gpx(tmp_path / "2026-11-23_night-1.gpx", fixes(moves, north=35))
    strict, mild = (
        xunfang("track", station, plan, track, *more).out.splitlines()[0]
        for more in ((), ("--tolerance", 60, "--late", 15))
    )
    assert "0 % of the route" in strict
    assert "1 late" in strict
    assert "100 % of the route" in mild
    assert "0 late" in mild


def test_tables_are_written(
    xunfang: Command, station: Path, plan: Path, walked: Path, tmp_path: Path
) -> None:
    """--out writes a row a crew and a row a call, in figures."""
    xunfang("track", station, plan, walked, "--out", tmp_path / "t")
    (crew,), (call,) = (rows(tmp_path / "t" / name) for name in ("tracking.csv", "tracking_calls.csv"))
    assert [crew[key] for key in ("crew", "planned_metres", "walked_metres", "missed")] == [
        NIGHT,
        "2000",
        "2000",
        "0",
    ]
    assert [call[key] for key in ("place", "due", "kept")] == ["shop", "2026-11-23T23:10", "on_time"]


def test_every_fault_at_once(
    xunfang: Command, station: Path, plan: Path, walked: Path, tmp_path: Path
) -> None:
    """Two bad files and a bad crew: three lines on stderr, exit code 1, nothing written, no traceback."""
    (tmp_path / "bad.gpx").write_text("<gpx>", "utf-8")
    files = (tmp_path / "bad.gpx", tmp_path / "none.gpx", f"night-9={walked}", walked)
    run = xunfang("track", station, plan, *files, "--update-speeds")
    assert (run.code, run.out, len(run.faults)) == (1, "", 3)
    assert not (station / "speeds.csv").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"station": "elsewhere"}, "is a plan of 'elsewhere' and not of 'tiny'"),
        ({"routes": ()}, "has no routes; plan the week with --routes"),
        (
            {"places": tuple(one.model_copy(update={"x": 5000.0}) for one in places())},
            "has its map in metres, but a radio gives longitude and latitude; use a map in WGS84",
        ),
    ],
)
def test_a_plan_that_cannot_be_compared(
    xunfang: Command, station: Path, walked: Path, tmp_path: Path, change: dict[str, object], said: str
) -> None:
    """Another station's plan, one without routes, one in metres: named with what to do."""
    path = tmp_path / "plan.json"
    path.write_text(changed(straight_plan(station="tiny"), **change).model_dump_json(), "utf-8")
    assert xunfang("track", station, path, walked).faults == [f"{path}: {said}"]


def test_the_next_plan_uses_what_was_measured(
    xunfang: Command, station: Path, plan: Path, walked: Path
) -> None:
    """1000 m on foot are 13⅓ min by the default 4.5 km/h, and 60 / kmh by the speed that was written."""
    assert minutes(station) == pytest.approx(1000 * 0.06 / 4.5)
    run = xunfang("track", station, plan, walked, "--update-speeds")
    assert run.out.splitlines()[-1] == f"Written: {station / 'speeds.csv'}"
    (row,) = rows(station / "speeds.csv")
    assert (row["mode"], row["road"]) == ("foot", "path")
    assert float(row["metres"]) == pytest.approx(1800, abs=20)
    kmh = float(row["kmh"])
    assert 5.0 < kmh < 5.2
    assert minutes(station) == pytest.approx(60 / kmh)
    assert [path.name for path in station.iterdir() if path.name.endswith(".part")] == []


def test_other_speeds_are_kept(xunfang: Command, station: Path, plan: Path, walked: Path) -> None:
    """A file under its Chinese name is the one that is written; rows of other classes stay as they are."""
    (station / "速度.csv").write_text(
        "方式,道路等级,时速,实测米数\n自行车,主干路,14,5200\n步行,巷,4,\n", "utf-8"
    )
    assert xunfang("track", station, plan, walked, "--update-speeds").code == 0
    assert not (station / "speeds.csv").exists()
    kept, new = rows(station / "速度.csv")
    assert list(kept.values()) == ["bicycle", "primary", "14", "5200"]
    assert 4.7 < float(new["kmh"]) < 4.9  # drawn to 4, which was the speed in use, and no more to 4.5
    speeds = load_station(station).station.speeds
    assert speeds is not None
    assert speeds.of(BICYCLE, "primary") == 14


def test_little_is_not_written(xunfang: Command, station: Path, plan: Path, tmp_path: Path) -> None:
    """Less than 1 km measured: no file, and the reason."""
    track = write_gpx(tmp_path / "2026-11-23_night-1.gpx", fixes([(0, 0), (3, 300), (6, 0)]))
    run = xunfang("track", station, plan, track, "--update-speeds")
    assert run.out.splitlines()[-1] == "No speed was measured over enough metres; nothing is written."
    assert not (station / "speeds.csv").exists()


def test_speeds_in_the_station_file_are_not_doubled(
    xunfang: Command, station: Path, plan: Path, walked: Path
) -> None:
    """Where station.yaml has them, a second place would contradict it: a fault, and no file."""
    with (station / "station.yaml").open("a", encoding="utf-8") as file:
        file.write("speeds:\n  - {mode: foot, road: path, kmh: 4}\n")
    run = xunfang("track", station, plan, walked, "--update-speeds")
    assert run.code == 1
    assert "move them to speeds.csv first" in run.err
    assert not (station / "speeds.csv").exists()


def test_a_workbook_is_not_written_to(xunfang: Command, station: Path, plan: Path, walked: Path) -> None:
    """A workbook is somebody's work; the command says where to put the speeds."""
    book = station / "tiny.xlsx"
    write_template(book, load_station(station).station)
    run = xunfang("track", book, plan, walked, "--update-speeds")
    assert run.faults == [f"{book}: a workbook is not written to; put the speeds into its sheet 速度 by hand"]


def speeds_of(station: Path, text: str) -> RoadSpeeds | None:
    """The station's speeds when speeds.csv holds this."""
    (station / "speeds.csv").write_text(text, "utf-8")
    return load_station(station).station.speeds


def test_speeds_are_read_in_both_languages(station: Path) -> None:
    """Words and numbers as people write them; an empty class is for all not named."""
    same = {FOOT: {"path": 4.2, "": 4.0}, BICYCLE: {"primary": 13.5}}
    english = "mode,road,kmh,metres\nfoot,path,4.2,800\nfoot,,4,\nbicycle,primary,13.5,5200\n"
    chinese = "方式,道路等级,时速,备注\n步行,巷,４．２,新\n步巡,,4,\n自行车,主干路,13.5,\n"
    assert speeds_of(station, english) == speeds_of(station, chinese) == RoadSpeeds(kmh=same)
    assert speeds_of(station, "mode,kmh\n") is None


BAD = r"""
fot,path,4 | column mode: 'fot' is no word for mode; maybe 'foot'?
video,path,4 | column mode: 'video' goes along no road; write one of foot, bicycle, ebike, car
foot,pth,4 | column road: unknown road class 'pth'; maybe 'path'?
foot,xyzzy,4 | column road: unknown road class 'xyzzy'; leave it empty for every class not named
foot,path,fast | column kmh: kmh is 'fast'; write a number such as 4.5
foot,path,40 | column kmh: 40 km/h is no speed here; write a number from 1 to 15
foot,path,0 | column kmh: 0 km/h is no speed here; write a number from 1 to 15
foot,path, | column kmh: 'kmh' is missing; fill it in
foot,path,4,-1 | column metres: metres is '-1'; write a number, 0 or more
foot,,4\nfoot,,5 | 'foot' is written twice; keep one of them
"""


@pytest.mark.parametrize("case", BAD.strip().splitlines())
def test_a_mistake_in_speeds_is_named(station: Path, case: str) -> None:
    """File, row, column, and what to write instead: one sentence each."""
    row, said = case.split(" | ")
    with pytest.raises(Faults) as caught:
        speeds_of(station, "mode,road,kmh,metres\n" + row.replace("\\n", "\n") + "\n")
    (fault,) = map(str, caught.value.faults)
    assert fault.startswith("speeds.csv, row ")
    assert fault.endswith(said)


def test_speeds_survive_the_workbook(station: Path, tmp_path: Path) -> None:
    """Folder, workbook in Chinese, and back: equal speeds, and drop-downs for both words."""
    speeds_of(station, "mode,road,kmh\nfoot,path,4.2\ncar,,25\n")
    before = load_station(station).station
    i18n.use("zh")
    write_template(tmp_path / "t.xlsx", before)
    sheet = load_workbook(tmp_path / "t.xlsx")["速度"]
    assert [cell.value for cell in sheet[3]][:3] == ["步巡", "巷", "4.2"]
    lists = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["B"].startswith('"高速公路,快速路,主干路')
    assert load_station(tmp_path / "t.xlsx").station.speeds == before.speeds


def test_road_classes_have_one_home() -> None:
    """The words that speeds.csv may use are those of the roads' own table."""
    classes = {road for speeds in default_speeds().kmh.values() for road in speeds} - {""}
    assert {one.english for one in words("RoadClass").words} == classes
