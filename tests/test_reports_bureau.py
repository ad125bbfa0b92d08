"""Reports over a bureau: a line a station, what they add up to, and every mistake in what is given."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from conftest import Command
from openpyxl import load_workbook

from models import Faults, Limits
from scheduler.bureau.order import BureauOptions, read_bureau_order
from scheduler.bureau.planning import plan_bureau
from scheduler.commands import Options
from scheduler.reports import ENTRIES, KINDS, NEED_PLAN
from scheduler.reports.asked import Asked
from scheduler.reports.bureau import bureau_report, is_bureau
from scheduler.reports.figures import Entry, Figure, count, mean, ratio, share, whole
from scheduler.reports.over import Voice, by_station, pages
from scheduler.reports.report import Report, Table
from tests.bureau_world import bureau, here, order

FORCE = "reserves:\n  - {id: swat, name: SWAT, kind: auxiliary, people: 3}\nlending:"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stations of five officers (one of the community each) and four auxiliaries; `big` has one more."""
    folder = bureau(tmp_path_factory.mktemp("bureau"), small=4)
    with (folder / "big" / "people.csv").open("a", encoding="utf-8") as people:
        people.write("O6,More big,officer,member,\n")
    file = folder / "bureau.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("lending:", FORCE), encoding="utf-8")
    plan_bureau(order(folder), here, lambda _: None)
    return folder


def made(county: Path, kind: str, **more: object) -> Report:
    """A report of the county; of a kind that needs plans from those in its folder `out`."""
    plans = (county / "out",) if kind in NEED_PLAN else ()
    return bureau_report(Asked(county, kind, plans, lang="en", **more))  # type: ignore[arg-type]


def table(report: Report, title: str) -> Table:
    """A table of the first page."""
    return next(one for one in report.sections[0].parts if isinstance(one, Table) and one.title == title)


def wholes(report: Report, title: str) -> dict[str, tuple[object, ...]]:
    """Figure → what stands beside it on the first page."""
    return {str(row[0]): row[1:] for row in table(report, title).rows}


def faults(county: Path, kind: str, *plans: Path, calls: Path | None = None) -> list[str]:
    """What is wrong with a question."""
    with pytest.raises(Faults) as found:
        bureau_report(Asked(county, kind, plans, calls, "en"))
    return list(map(str, found.value.faults))


# ---- figures


def test_a_ratio_over_stations_is_that_of_the_sums() -> None:
    """1 of 4 and 9 of 12 are 10 of 16, 62.5 %, not the mean of 25 % and 75 %."""
    every = whole([ratio("share", 1, 4), ratio("share", 9, 12)])
    assert (every.value, every.numbers) == ("62.5 %", (10, 16))


def test_peaks_at_different_times_do_not_add_up() -> None:
    """One station has 3 then 1 people there, the other 1 then 3: together never more than 4."""
    peak = partial(Figure, "most", read=max)
    assert whole([peak((3, 1)), peak((1, 3))]).value == 4


def test_what_is_not_given_is_not_nought() -> None:
    """The sum is of those given, and the page says how many stations are not in it."""
    said = [Voice(name, (Entry("p", (count("n", number),)),)) for name, number in (("a", 2), ("b", None))]
    (part,) = by_station(pages(said)[0]).parts
    assert isinstance(part, Table)
    assert {row[0]: row[1] for row in part.rows} == {
        "a": 2,
        "b": "—",
        "All stations": 2,
        "Stations without it": 1,
    }


def test_nothing_by_nothing_is_nothing() -> None:
    """A station without officers has no share of them, and no fault."""
    assert (share((0, 0)), mean((0, 0))) == (None, None)


# ---- the kinds


def test_staffing_adds_up_with_and_without_the_reserves(county: Path) -> None:
    """5 + 6 officers, 2 of them of the community: 18.2 %; 8 auxiliaries, 11 with the three of the reserve."""
    found = wholes(made(county, "staffing"), "Staffing")
    assert found["Officers"][:2] == (11, 11)
    assert found["Their share (U03: 40 %)"][:2] == ("18.2 %", "18.2 %")
    assert found["Auxiliaries"][:2] == (8, 11)
    assert found["People"] == ("—", "—", 2)


def test_the_gap_is_told_for_the_whole_and_where_it_is_greatest(county: Path) -> None:
    """A14 asks 20 officers of each: 11 of 40 are here, 15 lack at `small` and 14 at `big`."""
    row = wholes(made(county, "staffing"), "By clause")["A14"]
    assert row[1:] == ("≥ 40", "11", "−29", 2, "29", "small small所 −15", None)


def test_a_share_is_rounded_up_once_for_the_whole(county: Path) -> None:
    """40 % of 5 and of 6 officers are 2 and 3 people, but 40 % of 11 are 4.4, so 5; two are there."""
    row = wholes(made(county, "staffing"), "By clause")["U03"]
    assert row[1:4] == ("≥ 5", "2", "−3")


def test_the_report_has_a_line_a_station(county: Path) -> None:
    """Both stations, their sum, the reserve, both together."""
    section = made(county, "staffing").sections[1]
    (rows,) = (part.rows for part in section.parts if isinstance(part, Table))
    names = ["small small所", "big big所", "All stations", "SWAT", "With the reserves"]
    assert [row[0] for row in rows] == names
    assert [row[1] for row in rows] == [5, 6, 11, 0, 11]


def test_strength_counts_who_is_there_at_the_same_time(county: Path) -> None:
    """Of 19 each station has three on duty by day (two in the squad) and one at night: 6 and 2 together."""
    found = wholes(made(county, "strength"), "Strength")
    assert found["Force"][0] == 19
    assert (found["Most"][0], found["Least"][0]) == ("6 = 32 %", "2 = 11 %")
    assert found["≥ 1/3"][0] == "0 h"


def test_filing_has_a_page_a_day_and_a_line_a_day(county: Path) -> None:
    """One officer and two auxiliaries of each station on every day; the leaders are named."""
    report = made(county, "filing")
    days = table(report, "All stations")
    assert [len(report.sections), len(days.rows)] == [8, 7]
    assert days.heads[:4] == ("Day", "officer", "auxiliary", "All")
    assert days.rows[0][:4] == ("11-23", 2, 4, 6)
    page = report.sections[1].parts[0]
    assert isinstance(page, Table)
    assert page.heads[:3] == ("Station", "Patrol tier", "Duty telephone")


def test_visible_minutes_stand_by_station_and_hour(county: Path) -> None:
    """Nobody of these stations patrols a zone: none of 24 hours is covered, which is said and not hidden."""
    report = made(county, "visibility")
    assert wholes(report, "Visibility")["Covered of 24 h (W06: all)"][0] == "0.0 %"
    assert list(wholes(report, "Visible minutes by hour")) == [*map(str, range(24)), "Day"]


def test_month_adds_up_what_was_planned_and_what_stood(county: Path) -> None:
    """Two stations a week: 2 x 7 x (1 main + 2 in the squad) turns, and none of them changed."""
    found = wholes(made(county, "month"), "Month")
    assert (found["Weeks"][0], found["Turns planned"][0], found["Turns changed"][0]) == (2, 42, 0)
    assert found["Turns stood"] == found["Turns planned"]


def test_volunteers_are_counted(county: Path, tmp_path: Path) -> None:
    """Nobody offers help here; with 10 groups of 80 people in one of two stations the mean is 8.0."""
    assert wholes(made(county, "volunteers"), "Volunteers")["Volunteers"][0] == 0
    folder = bureau(tmp_path)
    (folder / "big" / "facts.csv").write_text("id,value\nmass_groups,10\nmass_people,80\n", "utf-8")
    found = wholes(made(folder, "volunteers"), "Volunteers")
    assert found["Mean (W11: 8.7)"] == (8.0, 1)


def test_classes_are_counted(county: Path, tmp_path: Path) -> None:
    """20 and 12 calls a day are 32 over all, one station of class 1 and one of class 2."""
    for name, number in (("small", 20), ("big", 12)):
        (tmp_path / f"{name}.csv").write_text(f"date,count\n2026-11-23,{number}\n", "utf-8")
    found = wholes(made(county, "class", calls=tmp_path), "Class")
    assert found["Calls a day"][0] == 32
    assert found["Class"][0] == "1 of class 1, 1 of class 2, 0 of class 3"


# ---- what is given


def test_a_station_without_a_plan_has_a_line_all_the_same(tmp_path: Path) -> None:
    """`small` has no lawful week: it says so, and the sums are those of `big`."""
    folder = bureau(tmp_path)
    plan_bureau(order(folder), here, lambda _: None)
    report = made(folder, "strength")
    (part,) = report.sections[1].parts
    assert isinstance(part, Table)
    assert part.rows[0][:2] == ("small small所", "no plan")
    assert wholes(report, "Strength")["Force"][0] == 9


def test_kinds_that_need_plans_say_what_to_write(county: Path, tmp_path: Path) -> None:
    """One line each: no plan, a file instead of a folder, a folder of something else, two folders."""
    asked = f"--plan: this report is made from plans; write them with `xunfang bureau {county} --out DIR`"
    assert faults(county, "strength") == [f"{asked}, and name DIR"]
    file = county / "out" / "big" / "plan.json"
    assert "is no folder; name the output folder of `xunfang bureau`" in faults(county, "strength", file)[0]
    assert "there is no STATION/plan.json of this bureau" in faults(county, "strength", tmp_path)[0]
    twice = faults(county, "filing", county / "out", county / "out")
    assert twice == ["--plan: this report is made from one folder of plans; only month takes several"]


def test_a_handover_sheet_is_of_one_station(county: Path) -> None:
    """Posts are handed over within a station."""
    (said,) = faults(county, "handover", county / "out")
    assert said.startswith("--kind: the handover sheet is of one station; name the station's folder")


def test_calls_come_in_a_folder(county: Path, tmp_path: Path) -> None:
    """One file cannot be of two stations; without any calls the class is not known."""
    file = tmp_path / "calls.csv"
    file.write_text("date,count\n2026-11-23,3\n", "utf-8")
    assert (
        "is no folder; for a bureau name one with a file a station" in faults(county, "class", calls=file)[0]
    )
    assert "the calls are not given" in faults(county, "class", calls=tmp_path)[0]


def test_mistakes_of_every_station_are_said_with_its_name(tmp_path: Path) -> None:
    """Two stations with a faulty file each are two lines that begin with the station."""
    folder = bureau(tmp_path)
    for name in ("small", "big"):
        (folder / name / "facts.csv").write_text("id,value\nkm2,-1\n", "utf-8")
    assert [one.partition("/")[0] for one in faults(folder, "staffing")] == ["small", "big"]


def test_plans_of_different_weeks_do_not_add_up(tmp_path: Path) -> None:
    """One station is planned a week later: its plan is named, and nothing is added."""
    folder = bureau(tmp_path, small=4)
    plan_bureau(order(folder), here, lambda _: None)
    limits = Limits(seconds=20, workers=1, reproducible=True)
    later = BureauOptions(
        folder, Options(Path(), "2026-12-02", limits=limits, lang="en"), folder / "out", ["big"]
    )
    plan_bureau(read_bureau_order(later), here, lambda _: None)
    (said,) = faults(folder, "strength", folder / "out")
    assert re.match(r"(big|small)/plan.json: this plan has 7 days from 2026-1[12]-\d\d, others 7 from", said)
    assert made(folder, "month").kind == "month"


def test_a_folder_with_a_station_is_a_station(tmp_path: Path) -> None:
    """A bureau.yaml beside station.yaml is named itself when the bureau is meant."""
    folder = bureau(tmp_path)
    assert is_bureau(folder)
    assert not is_bureau(folder / "big")
    (folder / "big" / "bureau.yaml").write_text("", "utf-8")
    assert not is_bureau(folder / "big")
    assert is_bureau(folder / "big" / "bureau.yaml")


@pytest.mark.parametrize("kind", [one for one in ENTRIES if one != "class"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_kind_is_written(xunfang: Command, county: Path, tmp_path: Path, kind: str, lang: str) -> None:
    """Workbook and page with as many pages; in Chinese no English sentence is left."""
    run = xunfang(
        "report", county, "--kind", kind, "--plan", county / "out", "--out", tmp_path, "--lang", lang
    )
    assert (run.code, run.err) == (0, "")
    text = (tmp_path / f"report-{kind}.html").read_text("utf-8")
    assert len(load_workbook(tmp_path / f"report-{kind}.xlsx").sheetnames) == text.count("<section>") > 1
    seen = re.sub(r"<[^>]*>", " ", text.split("<body>")[1])
    assert lang == "en" or not re.findall(r"\b[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}\b", seen)


def test_a_bureau_takes_the_kinds_of_a_station(county: Path) -> None:
    """Every kind of a station is one of a bureau as well, or says that it is of one station."""
    for kind in set(KINDS) - set(ENTRIES):
        assert "is of one station" in faults(county, kind, county / "out")[0]
    assert set(ENTRIES) < set(KINDS)
