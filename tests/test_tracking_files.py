"""Files of radios: what is read, whose it is, and one sentence for each that cannot be used."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tracks import NIGHT, OUT_AND_BACK, START, fixes, recording, straight_plan, write_gpx

from models import Faults
from scheduler.render.routes_gpx import gpx
from scheduler.tracking.gpx import Fix, Recording, read_recording
from scheduler.tracking.owner import owner, typed
from scheduler.tracking.planned import Planned, planned_walks

OTHER, NEXT = "2026-11-23/night-2", "2026-11-24/night-1"


@pytest.fixture(scope="module")
def walks() -> tuple[Planned, ...]:
    """One crew's route."""
    return planned_walks(straight_plan())


def fault(file: Path) -> str:
    """The one fault of a file, without its path."""
    with pytest.raises(Faults) as caught:
        read_recording(file)
    (one,) = caught.value.faults
    assert one.where == str(file)
    return str(one.text)


def refused(found: Recording, walks: tuple[Planned, ...], crew: str = "") -> str:
    """Why nobody is found to whom a recording belongs."""
    with pytest.raises(Faults) as caught:
        owner(crew, found, walks)
    (one,) = caught.value.faults
    assert one.where == str(found.file)
    return str(one.text)


def later(found: tuple[Fix, ...], **by: float) -> tuple[Fix, ...]:
    """The same fixes at another time."""
    return tuple(Fix(fix.at + timedelta(**by), fix.x, fix.y) for fix in found)


@pytest.mark.parametrize("zone", ["utc", "local"])
def test_times_become_local_time(tmp_path: Path, zone: str) -> None:
    """15:00Z is 23:00 in China, and 23:00 without a zone is 23:00."""
    found = read_recording(write_gpx(tmp_path / "a.gpx", fixes(OUT_AND_BACK), zone))
    assert (found.first, found.last) == (START, START + timedelta(minutes=30))
    assert found.first.tzinfo is None


def test_an_offset_is_believed(tmp_path: Path) -> None:
    """23:00+08:00 is 23:00 in China."""
    text = write_gpx(tmp_path / "a.gpx", fixes(OUT_AND_BACK), "local").read_text("utf-8")
    (tmp_path / "b.gpx").write_text(text.replace("</time>", "+08:00</time>"), "utf-8")
    assert read_recording(tmp_path / "b.gpx").first == START


def test_a_chinese_encoding_is_read(tmp_path: Path) -> None:
    """A file in GB18030 keeps the name of its track."""
    text = write_gpx(tmp_path / "a.gpx", fixes(OUT_AND_BACK), name="夜巡一组").read_text("utf-8")
    (tmp_path / "b.gpx").write_bytes(text.replace("UTF-8", "GB18030").encode("gb18030"))
    assert read_recording(tmp_path / "b.gpx").names == ("b", "夜巡一组")


def test_points_without_time_or_off_the_globe_are_left_out(tmp_path: Path) -> None:
    """Of 181 points one loses its time and one lies at latitude 95: 179 stay, in order of time."""
    path = write_gpx(tmp_path / "a.gpx", reversed(fixes(OUT_AND_BACK)))
    lines = path.read_text("utf-8").splitlines()
    times = [number for number, line in enumerate(lines) if "<time>" in line]
    points = [number for number, line in enumerate(lines) if "<trkpt" in line]
    lines[points[9]] = '<trkpt lat="95" lon="121">'
    del lines[times[4]]
    path.write_text("\n".join(lines), "utf-8")
    (track,) = read_recording(path).tracks
    assert len(track) == 179
    assert [fix.at for fix in track] == sorted(fix.at for fix in track)


EMPTY = '<gpx version="1.1"><trk><trkseg></trkseg></trk></gpx>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<gpx><trk>", "this is not a whole GPX file"),
        ("", "this is not a whole GPX file"),
        ("<html/>", "there is no recorded point in it"),
        (EMPTY, "there is no recorded point in it"),
        (EMPTY.replace("></trkseg>", '><trkpt lat="x" lon="1"/></trkseg>'), "this is not a whole GPX file"),
    ],
)
def test_a_file_that_is_no_recording_says_so(tmp_path: Path, text: str, said: str) -> None:
    """Broken XML, an empty file, a web page, no points, no numbers: one sentence each."""
    (tmp_path / "a.gpx").write_text(text, "utf-8")
    assert fault(tmp_path / "a.gpx").startswith(said)


def test_a_missing_file_and_missing_times_are_named(tmp_path: Path) -> None:
    """No such file, and points without times, which tell nothing about minutes."""
    assert fault(tmp_path / "a.gpx").startswith("cannot be read (No such file")
    timeless = write_gpx(tmp_path / "b.gpx", fixes(OUT_AND_BACK), "none")
    assert fault(timeless).startswith("its points have no times")


def test_a_planned_route_is_no_recording(tmp_path: Path, walks: tuple[Planned, ...]) -> None:
    """Our own export handed back proves nothing: who loads it into a radio has not walked it yet."""
    (tmp_path / "a.gpx").write_text(gpx(walks[0].walk), "utf-8")
    assert fault(tmp_path / "a.gpx").startswith("this is a planned route and no recording")


@pytest.mark.parametrize(
    ("argument", "crew", "file"),
    [("a.gpx", "", "a.gpx"), (f"{NIGHT}=a.gpx", NIGHT, "a.gpx"), (f"{NIGHT} = a=b.gpx", NIGHT, " a=b.gpx")],
)
def test_the_crew_may_be_typed(argument: str, crew: str, file: str) -> None:
    """`CREW=file` is cut at the first sign."""
    assert typed(argument) == (crew, Path(file))


def test_a_file_whose_name_has_the_sign_is_a_file(tmp_path: Path) -> None:
    """An existing file a=b.gpx is not the file b.gpx of a crew a."""
    (tmp_path / "a=b.gpx").write_text("", "utf-8")
    assert typed(str(tmp_path / "a=b.gpx")) == ("", tmp_path / "a=b.gpx")


@pytest.mark.parametrize(
    "name",
    ["2026-11-23_night-2", "2026-11-23_night-2 (2)", "2026-11-23_night-2_2", OTHER, "夜巡二组 2026-11-23"],
)
def test_a_name_says_whose_it_is(name: str) -> None:
    """Names of our exports, also with more behind them, decide where both crews walk the same road."""
    both = planned_walks(straight_plan(NIGHT, OTHER))
    found = Recording(Path("track.gpx"), ("track", name), (fixes(OUT_AND_BACK),))
    assert owner("", found, both).walk.crew.id == OTHER


def test_a_longer_number_is_another_crew() -> None:
    """`night-10` is not `night-1`, and its times say that it is nobody's here."""
    found = recording(later(fixes(OUT_AND_BACK), days=7), name="2026-11-23_night-10.gpx")
    assert "when no crew of the plan is out" in refused(found, planned_walks(straight_plan(NIGHT, NEXT)))


def test_time_and_place_say_whose_it_is() -> None:
    """A file with a name of the radio's own belongs to the crew that was out when it was made."""
    both = planned_walks(straight_plan(NIGHT, NEXT))
    found = recording(fixes(OUT_AND_BACK), name="track0007.gpx")
    assert owner("", found, both).walk.crew.id == NIGHT


def test_who_may_be_meant_must_be_said() -> None:
    """Two crews on one road at one time: the fault names both and what to write, and writing it helps."""
    both = planned_walks(straight_plan(NIGHT, OTHER))
    found = recording(fixes(OUT_AND_BACK))
    said = f"it fits more than one crew: {NIGHT}, {OTHER}; write which, as {NIGHT}=radio.gpx"
    assert refused(found, both) == said
    for name in (OTHER, "2026-11-23_night-2", "夜巡二组 2026-11-23"):
        assert owner(name, found, both).walk.crew.id == OTHER


def test_a_crew_that_has_no_route_is_named(walks: tuple[Planned, ...]) -> None:
    """A slip in the crew gets the nearest one; anything else the list."""
    found = recording(fixes(OUT_AND_BACK))
    assert refused(found, walks, "2026-11-23/nigth-1") == (
        "no crew '2026-11-23/nigth-1' has a route; maybe '2026-11-23/night-1'?"
    )
    assert refused(found, walks, "x") == "no crew 'x' has a route; known are 2026-11-23/night-1"


def test_another_time_is_not_this_crew(walks: tuple[Planned, ...]) -> None:
    """A recording of the next noon is refused, named or not, with both times."""
    found = recording(later(fixes(OUT_AND_BACK), hours=13))
    assert refused(found, walks, NIGHT) == (
        "recorded 11-24 12:00 to 11-24 12:30, but 2026-11-23/night-1 is out 11-23 23:00 to 11-24 05:00; "
        "name its own file"
    )
    assert refused(found, walks) == refused(found, walks, NIGHT)


def test_a_radio_in_the_wrong_zone_is_found_out(tmp_path: Path, walks: tuple[Planned, ...]) -> None:
    """23:00 written as 23:00Z would be 07:00 in China, when nobody is out, but fits 8 hours earlier."""
    found = read_recording(write_gpx(tmp_path / "a.gpx", fixes(OUT_AND_BACK), "mistaken"))
    assert found.first == datetime(2026, 11, 24, 7)
    assert "8 hours off it would fit" in refused(found, walks)


def test_far_from_the_map_is_another_area(walks: tuple[Planned, ...]) -> None:
    """50 km north of the road at the right time, named or not."""
    found = recording(fixes(OUT_AND_BACK, north=50_000))
    assert refused(found, walks).startswith("it lies 50 km off the routes")
    assert refused(found, walks, NIGHT).startswith("it lies 50 km off the routes")


def test_beside_every_route_is_nobody_s(walks: tuple[Planned, ...]) -> None:
    """500 m off the route all night: no crew is guessed, the chief may say whose it is."""
    found = recording(fixes(OUT_AND_BACK, north=500))
    assert refused(found, walks) == (
        "it fits no crew's route; if you know whose it is, write 2026-11-23/night-1=radio.gpx"
    )
    assert owner(NIGHT, found, walks).walk.crew.id == NIGHT
