"""A station workbook says what the folder says, however it was edited, and its mistakes have places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from test_intake import english, faults, write  # noqa: F401 - a fixture

from models import Station
from scheduler.intake import load_station
from scheduler.intake.template import write_template
from scheduler.intake.words import sections

Edit = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """The tiny station as its folder says it."""
    return load_station(write(tmp_path_factory.mktemp("station") / "folder")).station


@pytest.fixture(scope="module")
def workbook(station: Station, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook of the tiny station."""
    path = tmp_path_factory.mktemp("workbook") / "small.xlsx"
    write_template(path, station)
    return path.read_bytes()


@pytest.fixture
def edited(tmp_path: Path, workbook: bytes) -> Callable[[Edit], Path]:
    """The workbook after an edit by hand."""

    def edit(change: Edit) -> Path:
        path = tmp_path / "small.xlsx"
        path.write_bytes(workbook)
        book = load_workbook(path)
        change(book)
        book.save(path)
        return path

    return edit


def cells(sheet: str, **values: object) -> Edit:
    """An edit that writes values into cells, such as `B3=1`."""

    def change(book: Workbook) -> None:
        for cell, value in values.items():
            book[sheet][cell] = value

    return change


def english_sheets(book: Workbook) -> None:
    """Rename every sheet to its English name."""
    for part in sections().values():
        book[part.chinese].title = part.english


def merged_kinds(book: Workbook) -> None:
    """Write `辅警` once for both auxiliaries, merged downwards, and merge a title over the sheet."""
    sheet = book["人员"]
    sheet.merge_cells("C5:C6")
    sheet.merge_cells("A1:N1")


def merged_headers(book: Workbook) -> None:
    """Two header rows, each column merged over both."""
    sheet = book["巡区"]
    sheet.insert_rows(3)
    for letter in "ABC":
        sheet.merge_cells(f"{letter}2:{letter}3")


SAME: list[Edit] = [
    english_sheets,
    merged_kinds,
    merged_headers,
    lambda book: book["人员"].insert_rows(1, 3),
    lambda book: book["人员"].insert_rows(5, 2),
    lambda book: book["请假"].insert_cols(1),
    lambda book: book.create_sheet("备注").append(["随便写"]),
    lambda book: book.create_sheet("空表"),
    cells("巡区", A3=1, A4=2.0),
    cells("人员", J3=1.0, K3=None, A900=" "),
    cells("请假", B3=date(2026, 11, 23), C3=datetime(2026, 11, 24, 0, 0)),
    cells("请假", B3=46349, C3="46350"),
    cells("请假", A3="孙三"),
    cells("请假", A2="姓名（必填）", B2="起 始 日 期"),
    cells("基本信息", B7="三级"),
]


@pytest.mark.parametrize("change", SAME)
def test_edits_that_mean_the_same_give_an_equal_station(
    edited: Callable[[Edit], Path], station: Station, change: Edit
) -> None:
    """Merges, inserted rows, English sheets, numbers and serials in cells change nothing."""
    assert load_station(edited(change)).station == station


def test_places_name_sheet_row_and_column(edited: Callable[[Edit], Path]) -> None:
    """O2 stands in row 4 of 人员, and kind is the third column."""
    loaded = load_station(edited(lambda _: None))
    assert loaded.where(("people", 1, "kind")) == "small.xlsx, sheet 人员, row 4, column C"
    assert loaded.where(("cycle", "teams", 0)) == "small.xlsx, sheet 班组, row 3"
    assert loaded.where(("default_tier",)) == "small.xlsx, sheet 基本信息, row 7, column B"


def test_rules_and_holidays_have_sheets_of_their_own(edited: Callable[[Edit], Path]) -> None:
    """Rows of 规则 become typed settings, rows of 节假日 dates with names."""

    def change(book: Workbook) -> None:
        for row in (["weekly-rest-day", "days", 2], ["weekly-rest-day", "on", "yes"], ["plain"]):
            book["规则"].append(row)
        book["节假日"].append(["2026年12月1日", "所庆"])

    loaded = load_station(edited(change))
    assert loaded.station.rules == {"weekly-rest-day": {"days": 2, "on": True}, "plain": {}}
    assert loaded.station.holidays == {date(2026, 12, 1): "所庆"}
    assert loaded.where(("rules", "weekly-rest-day", "on")) == "small.xlsx, sheet 规则, row 4, column C"


MISTAKES: list[tuple[Edit, str]] = [
    (
        cells("人员", B3="=1+1"),
        "sheet 人员, row 3, column B: this formula has no value; save the file in Excel",
    ),
    (
        cells("人员", C3="#N/A"),
        "sheet 人员, row 3, column C: this formula has no value; save the file in Excel",
    ),
    (
        cells("人员", C3=None),
        "sheet 人员, row 3, column C: 'kind' is missing; write one of officer, auxiliary",
    ),
    (
        cells("人员", A4="O1"),
        "sheet 人员, row 4, column A: the id 'O1' is taken by small.xlsx, sheet 人员, row 3",
    ),
    (
        cells("人员", Z4="x"),
        "sheet 人员, row 4, column Z: 'x' stands beside the columns; put it under a header",
    ),
    (cells("人员", O2="爱好"), "sheet 人员, row 2, column O: unknown column '爱好'; known are 编号、姓名"),
    (cells("人员", N2="电活"), "sheet 人员, row 2, column N: unknown column '电活'; maybe '电话'?"),
    (
        cells("请假", C3="二十号"),
        "sheet 请假, row 3, column C: '二十号' is not a date; write it as 2026-11-23",
    ),
    (
        cells("基本信息", B7=4),
        "sheet 基本信息, row 7, column B: default_tier is '4'; write a number from 1 to 3",
    ),
    (cells("基本信息", A5="值班电活", B5="1"), "row 5, column A: unknown line '值班电活'; maybe '值班电话'?"),
    (cells("基本信息", B9=None), "sheet 基本信息, row 9, column B: 'anchor' is missing; fill it in"),
    (cells("规则", A3="r", B3="s"), "sheet 规则, row 3: 'value' is missing; fill it in"),
    (cells("节假日", A3="x", B3="y"), "sheet 节假日, row 3: 'x' is not a date; write it as 2026-11-23"),
    (lambda book: book["勤务"].delete_cols(5), "sheet 勤务, row 2: the column 'windows' is missing; add it"),
    (
        lambda book: book["人员"].delete_rows(1, 2),
        "sheet 人员: no row with column headers found; the first row",
    ),
    (
        lambda book: book["人员"].delete_rows(3, 9),
        "sheet 人员: there is nothing in it; fill in at least one row",
    ),
    (lambda book: book.remove(book["勤务"]), "small.xlsx: the sheet '勤务 Duties' is missing; add it"),
    (lambda book: book.create_sheet("请假条").append(["x"]), "unknown sheet '请假条'; maybe '请假'?"),
    (
        lambda book: book.create_sheet("别的").append(["x"]),
        "unknown sheet '别的'; delete it, or put 'note' into",
    ),
    (
        lambda book: book.create_sheet("people").append(["x"]),
        "sheet people: sheet '人员' means the same; keep one",
    ),
]


@pytest.mark.parametrize(("change", "expected"), MISTAKES)
def test_mistakes_name_sheet_row_and_column(
    edited: Callable[[Edit], Path], change: Edit, expected: str
) -> None:
    """Each edit that spoils something is found, in the cell where it stands."""
    assert any(expected in fault for fault in faults(edited(change)))


def test_a_missing_column_is_one_fault_not_one_a_row(edited: Callable[[Edit], Path]) -> None:
    """Without the column 类别 there is one fault, although four people lack a kind."""
    assert len(faults(edited(lambda book: book["人员"].delete_cols(3)))) == 1


@pytest.mark.parametrize("keep", [0, 5, 3000])
def test_a_damaged_workbook_is_one_fault(edited: Callable[[Edit], Path], keep: int) -> None:
    """A file cut short says so, without a traceback."""
    path = edited(lambda _: None)
    path.write_bytes(path.read_bytes()[:keep])
    assert faults(path) == [
        "small.xlsx: this is not a readable workbook; save it again as .xlsx in Excel or WPS"
    ]


def test_an_empty_workbook_names_the_sheets_it_needs(tmp_path: Path) -> None:
    """Three sheets are needed, and each is named."""
    Workbook().save(tmp_path / "empty.xlsx")
    found = faults(tmp_path / "empty.xlsx")
    assert [name for name in ("基本信息", "勤务", "人员") if any(name in fault for fault in found)] == [
        "基本信息",
        "勤务",
        "人员",
    ]
    assert len(found) == 3


def test_formatting_far_below_costs_nothing(edited: Callable[[Edit], Path], station: Station) -> None:
    """A format on the last row of a sheet neither adds people nor takes long."""

    def change(book: Workbook) -> None:
        book["人员"].cell(1048576, 20).number_format = "@"

    assert load_station(edited(change)).station == station
