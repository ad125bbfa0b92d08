"""The command report: workbook and page of every kind, and every mistake in what it is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Command
from openpyxl import load_workbook
from sample_plan import sample_plan

from models import Station
from models.sealing import sealed, written
from scheduler import i18n
from scheduler.intake import load_station
from scheduler.intake.template import write_template
from scheduler.reports import KINDS, Given
from scheduler.reports.calls import Calls
from scheduler.reports.chart import draw
from scheduler.reports.page import page
from scheduler.reports.report import Chart, Report, Section, Table
from scheduler.reports.run import write


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-drawn week as a plan.json."""
    file = tmp_path_factory.mktemp("plan") / "plan.json"
    file.write_bytes(written(sealed(sample_plan())))
    return file


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "class"])
def test_each_kind_is_written(
    xunfang: Command, tianbu: Path, plan_file: Path, tmp_path: Path, kind: str
) -> None:
    """A workbook that opens with a sheet a page, a page that fetches nothing, and nothing left beside."""
    run = xunfang("report", tianbu, "--kind", kind, "--plan", plan_file, "--out", tmp_path)
    assert (run.code, run.err) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"report-{kind}.html", f"report-{kind}.xlsx"]
    book = load_workbook(tmp_path / f"report-{kind}.xlsx")
    text = (tmp_path / f"report-{kind}.html").read_text("utf-8")
    assert len(book.sheetnames) == text.count("<section>")
    assert all(sheet.page_setup.paperSize == 9 for sheet in book.worksheets)
    assert not re.search(r"https?://|src=|<link|@import", text)
    assert "size: A4" in text


def test_the_workbook_says_what_the_report_says(xunfang: Command, tianbu: Path, tmp_path: Path) -> None:
    """The staffing sheet holds the line of A14: 20 asked, 8 here, 12 missing."""
    assert xunfang("report", tianbu, "--kind", "staffing", "--out", tmp_path).code == 0
    sheet = load_workbook(tmp_path / "report-staffing.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    line = next(row for row in rows if row[0] == "A14")
    assert line[4:7] == ["≥ 20", "8", "−12"]


def test_class_reads_calls(xunfang: Command, tianbu: Path, tmp_path: Path) -> None:
    """12 and 10 calls in two days are 11 a day: class 2."""
    calls = tmp_path / "calls.csv"
    calls.write_text("日期,件数\n2026-11-23,12\n2026-11-24,10\n", "gb18030")
    run = xunfang("report", tianbu, "--kind", "class", "--calls", calls, "--out", tmp_path / "out")
    assert run.code == 0
    assert "Calls a day 11.00 · Class 2" in run.said


def test_every_mistake_is_named_at_once(xunfang: Command, tianbu: Path, tmp_path: Path) -> None:
    """A missing plan and a missing calls file are two lines, exit code 1, and nothing is written."""
    run = xunfang(
        "report", tianbu, "--kind", "month", "--calls", tmp_path / "no.csv", "--out", tmp_path / "out"
    )
    assert (run.code, len(run.faults)) == (1, 2)
    assert not (tmp_path / "out").exists()


def test_a_plan_of_another_station_is_refused(xunfang: Command, tiny: Path, plan_file: Path) -> None:
    """The tiny station has no part in Tianbu's plan."""
    run = xunfang("report", tiny, "--kind", "filing", "--plan", plan_file)
    assert run.code == 1
    assert "the plan is of station 'tianbu', not 'tiny'; name a plan of this station" in run.err


def test_one_plan_only_but_for_the_month(xunfang: Command, tianbu: Path, plan_file: Path) -> None:
    """Two plans for one handover sheet are a mistake."""
    run = xunfang("report", tianbu, "--kind", "handover", "--plan", plan_file, "--plan", plan_file)
    assert (run.code, len(run.faults)) == (1, 1)


def test_a_folder_that_cannot_be_written_is_a_fault(xunfang: Command, tianbu: Path, tmp_path: Path) -> None:
    """A file where the folder should be: exit code 1, no traceback."""
    (tmp_path / "out").write_text("", "utf-8")
    run = xunfang("report", tianbu, "--kind", "staffing", "--out", tmp_path / "out")
    assert (run.code, len(run.faults)) == (1, 1)


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "class"])
def test_each_kind_speaks_chinese(tianbu: Path, kind: str) -> None:
    """No English sentence is left on the Chinese page."""
    i18n.use("zh")
    given = Given(load_station(tianbu).station, [sample_plan()], Calls({}))
    body = page(KINDS[kind](given)).split("<body>")[1]
    seen = re.sub(r"<[^>]*>", " ", body)
    assert not re.findall(r"\b[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}\b", seen)


def test_everything_is_escaped(tmp_path: Path) -> None:
    """A name that looks like markup stays text on the page, and like a formula stays text in the workbook."""
    table = Table(("A",), (("<b>=1+1</b>",), ("=1+1",)))
    report = Report("odd", "Odd", (Section("Odd/sheet", (table,)),))
    files = write(report, tmp_path)
    assert "&lt;b&gt;" in files[1].read_text("utf-8")
    assert load_workbook(files[0]).worksheets[0]["A4"].data_type == "s"


def test_chart_steps_where_values_change() -> None:
    """Of two values the higher lies above (smaller y), and a level line at its height has the same y."""
    found = draw(Chart("c", (1.0, 4.0), levels=((4.0, "all"),)))
    ys = [float(one) for one in re.findall(r"V([\d.]+)H", found.line)]
    assert ys[1] < ys[0]
    assert found.levels[0][0] == ys[1]


def test_facts_survive_the_workbook(tianbu: Path, tmp_path: Path) -> None:
    """Folder, workbook and back: the same facts, whole numbers without a fraction."""
    station: Station = load_station(tianbu).station
    write_template(tmp_path / "t.xlsx", station)
    sheet = load_workbook(tmp_path / "t.xlsx")["辖区情况"]
    assert [cell.value for cell in sheet[3]][:2] == ["residents", "29700"]
    assert load_station(tmp_path / "t.xlsx").station.facts == station.facts


def test_wrong_facts_are_named(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """A misspelt fact, one below nought and one written twice are three faults."""
    rows = "id,value\nresidnts,5\nkm2,-1\nvillages,3\nvillages,4\n"
    (tiny / "facts.csv").write_text(rows, "utf-8")
    run = xunfang("report", tiny, "--kind", "staffing", "--out", tmp_path / "out")
    assert (run.code, len(run.faults)) == (1, 3)
    assert "residents" in run.faults[0]
