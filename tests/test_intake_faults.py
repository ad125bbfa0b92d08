"""Every mistake in a station gives one sentence, which says where it is and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_intake import LEAVE, WORLD, english, faults, write  # noqa: F401 - a fixture

from models import Faults
from scheduler.intake import load_station

KINDS = "officer, auxiliary, guard, village, volunteer, bureau, cadre"


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """Mistakes in three files and of every sort come together, file by file."""
    folder = write(
        tmp_path / "m",
        ("station.yaml", "default_tier", "defalt_tier"),
        ("station.yaml", "kind: night", "kind: nigth"),
        ("people.csv", "F1,孙三,auxiliary", "F1,孙三,"),
        ("leave.csv", "F1,", "F9,"),
    )
    assert faults(folder) == [
        "station.yaml, line 3: unknown key 'defalt_tier'; maybe 'default_tier'?",
        "station.yaml, line 14: 'nigth' is no word for kind; maybe 'night'?",
        "people.csv, row 4, column kind: 'kind' is missing; write one of " + KINDS,
        "leave.csv, row 2, column person: nobody has the id or name 'F9'; known are O1, O2, F1, F2",
    ]


ONE_MISTAKE = r"""
station.yaml | default_tier: 3 | default_tier: 4 | line 3: default_tier is '4'; write a number from 1 to 3
station.yaml | default_tier: 3 | id: x | line 3: 'id' is written twice; keep one of them
station.yaml | id: small | id: small\nlang: fr | line 2: no language 'fr'; write zh or en
station.yaml | id: night | id: main | line 13: the id 'main' is taken by station.yaml, line 8; give each its
station.yaml | 1民警 | 1民兵 | line 12: '1民兵' is not a seat; write it as '1 officer' or '1-2 auxiliary'
station.yaml | 1-2辅警 | 2-1辅警 | line 17: '2-1辅警' asks for more at least than at most; turn
station.yaml | 1民警 | 1民警[cheif] | line 12: nobody has the tag 'cheif'; maybe 'chief'?
station.yaml | "23:00-05:00" | "23:00-05:00; 04:00-06:00" | line 13: windows 23:00-05:00 and 04:00-06:00
station.yaml | "23:00-05:00" | "23-5" | line 16: '23-5' is not a window; write it as 08:30-11:20
station.yaml | "1", "2"] | "1", "3"] | line 18: there is no zone '3'; known are 1, 2
station.yaml | weekday: monday | weekday: mondy | line 20: 'mondy' is no word for weekday; maybe 'monday'?
station.yaml | weekday: monday,  |  | line 20: an event needs its day: weekday, day_of_month, days or date, or how
station.yaml | weekday: monday | weekday: monday, day_of_month: 18 | line 20: an event recurs by one of weekday, day_of
station.yaml | weekday: monday | weekday: monday, months: 13 | line 20: there is no month 13; write numbers from 1 to
station.yaml | weekday: monday | days: 1-9 | line 20: '1-9' is longer than seven days; write it as 1-5
station.yaml | weekday: monday | days: 5-32 | line 20: '5-32' has a day outside 1 to 31; write it as 1-5
station.yaml | weekday: monday | days: soon | line 20: 'soon' is not a run of days; write it as 1-5
station.yaml | weekday: monday | day_of_month: 3, nth: last | line 20: nth 'last' needs one weekday beside it
station.yaml | weekday: monday | weekday: monday, nth: fifth | line 20: 'fifth' is no word for nth; maybe 'first'?
station.yaml | weekday: monday | first: 2026-12-01, last: 2026-11-01 | line 20: the last date lies before the first
station.yaml | weekday: monday | times: 1, sessions: 2 | line 20: times and sessions exclude each other; keep one
station.yaml | weekday: monday | weekday: monday, times: 2 | line 20: 2 times a week need as many weekdays to
station.yaml | weekday: monday | date: 2026-12-01, sessions: 2 | line 20: times and sessions need several days to
station.yaml | weekday: monday | date: 2026-12-01, months: 12 | line 20: an event on one date has no months; leave
station.yaml | weekday: monday | weekday: monday, if_holiday: perhaps | line 20: 'perhaps' is no word for if_holiday
station.yaml | weekday: monday | weekday: monday, led_by: [chieff] | line 20: nobody has the tag 'chieff'; maybe
station.yaml | id: small | id: small\nworkdays: 2026-12-05\nholidays: {2026-12-05: 所庆} | line 2: 2026-12-05 stands
station.yaml | who: [officer] | who: [oficer] | line 20: nobody has the tag 'oficer'; maybe 'officer'?
station.yaml | anchor: 2026-11-23 | anchor: soon | line 22: 'soon' is not a date; write it as 2026-11-23
station.yaml | members: [O1] | members: [01] | line 24: nobody has the id or name '01'; known are O1, O2, F1
people.csv | F2, | F1, | row 5, column id: the id 'F1' is taken by people.csv, row 4, column id; give each
people.csv | home_zone | home_zon | row 1, column home_zon: unknown column 'home_zon'; maybe 'home_zone'?
people.csv | O2,钱二,officer | O2,钱二,民井 | row 3, column kind: '民井' is no word for kind; maybe '民警'?
people.csv | backbone | backbon | row 5, column roles: 'backbon' is no word for roles; maybe 'backbone'?
people.csv | ,f,2 | ,f,2,x | row 3, column 8: 'x' stands beside the columns; put it under a header or
leave.csv | 2026-11-24 | 2026-11-22 | row 2, column last: the last day 2026-11-22 is before the first day
leave.csv | 2026-11-24 | 2026-11-31 | row 2, column last: '2026-11-31' is not a date; write it as
leave.csv | annual | anual | row 2, column kind: 'anual' is no word for kind; maybe 'annual'?
leave.csv | F1, | 孙五, | row 2, column person: nobody has the id or name '孙五'; maybe '孙三 (F1)'?
"""
"""File, text, what is written in its stead, and how the one fault begins after the file's name."""


@pytest.mark.parametrize("case", ONE_MISTAKE.strip().splitlines())
def test_one_mistake_gives_one_fault(tmp_path: Path, case: str) -> None:
    """Each mistake gives exactly one sentence, which names the place and what to write instead."""
    file, old, new, expected = case.replace("\\n", "\n").split(" | ")
    found = faults(write(tmp_path / "m", (file, old, new)))
    assert len(found) == 1
    assert found[0].startswith(f"{file}, {expected}")


BROKEN: list[tuple[Callable[[Path], object], str]] = [
    (lambda p: (p / "people.csv").unlink(), "people.csv is missing; add it"),
    (lambda p: (p / "station.yaml").unlink(), "station.yaml is missing; add it"),
    (lambda p: (p / "station.yaml").write_text(""), "station.yaml: there are no 'key: value' lines in it"),
    (lambda p: (p / "station.yaml").write_text("{}"), "station.yaml: there are no 'key: value' lines in it"),
    (lambda p: (p / "station.yaml").write_text("id: [x"), "this is not YAML"),
    (
        lambda p: (p / "station.yaml").write_text("a: &a [*a]"),
        "station.yaml, line 1: this alias (*) stands inside",
    ),
    (
        lambda p: (p / "people.csv").write_bytes(bytes(range(256))),
        "people.csv: this is not a text file; save it",
    ),
    (
        lambda p: (p / "people.csv").write_text(""),
        "people.csv: no row with column headers found; the first row",
    ),
    (
        lambda p: (p / "people.csv").write_text("id,name,kind\n"),
        "people.csv: there is nothing in it; fill in",
    ),
    (
        lambda p: (p / "people.csv").write_text("id,name\nO1,赵一\n"),
        "people.csv, row 1: the column 'kind' is missing",
    ),
    (lambda p: (p / "leave.csv").rename(p / "leaves2.csv"), "leaves2.csv: unknown file 'leaves2.csv'; maybe"),
    (lambda p: (p / "请假.csv").write_text(LEAVE), "请假.csv: leave.csv means the same; keep one of them"),
]


@pytest.mark.parametrize(("damage", "expected"), BROKEN)
def test_broken_and_missing_files_are_faults(
    tmp_path: Path, damage: Callable[[Path], object], expected: str
) -> None:
    """A file that is missing, empty, damaged or misnamed is named, and hides no traceback."""
    folder = write(tmp_path / "b")
    damage(folder)
    assert any(expected in fault for fault in faults(folder))


@pytest.mark.parametrize("name", ["nowhere", "people.csv"])
def test_what_is_no_station_is_a_fault(tmp_path: Path, name: str) -> None:
    """A path that does not exist and a file of another kind are one fault each."""
    assert len(faults(write(tmp_path / "s") / name)) == 1


def test_leave_before_the_first_day_is_a_fault_when_asked(tmp_path: Path) -> None:
    """Leave to 24 November is past on the 30th, and not on the 23rd."""
    folder = write(tmp_path / "p")
    found = faults(folder, first=date(2026, 11, 30))
    assert found[0].startswith(
        "leave.csv, row 2, column last: this leave ended before the first day, 2026-11-30"
    )
    assert len(found) == 1
    assert load_station(folder, first=date(2026, 11, 23)).station.leave


SCRAPS = [
    "",
    "{",
    "]",
    ": ",
    "- ",
    "\t",
    '"',
    "&a ",
    "*a ",
    "<<: ",
    "!!x ",
    "~",
    "1.0",
    "²",
    "\x00",
    "人",
    ",",
    "-1",
]


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    name=st.sampled_from(sorted(WORLD)),
    start=st.integers(0, 700),
    length=st.integers(0, 40),
    scrap=st.sampled_from(SCRAPS) | st.text(max_size=6),
)
def test_no_text_leads_to_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, name: str, start: int, length: int, scrap: str
) -> None:
    """Whatever is written over a piece of a file, the station is read or its faults are told."""
    text = WORLD[name][:start] + scrap + WORLD[name][start + length :]
    folder = write(tmp_path_factory.mktemp("scrap"))
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    station, told = None, []
    try:
        station = load_station(folder).station
    except Faults as found:
        told = [str(fault) for fault in found.faults]
    assert (station is None) == bool(told)
    assert all(told)
