"""roster.xlsx: what it holds, how it prints, and how an edited one is read back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from sample_plan import MONDAY, changed, sample_plan

from models import Faults, Plan
from scheduler import i18n
from scheduler.intake.name_cells import NameReader
from scheduler.intake.roster_workbook import WEEK_MARK, read_roster
from scheduler.render.workbook import write_workbook

Pairs = set[tuple[str, str]]


def pairs(plan: Plan) -> Pairs:
    return {(turn.person, turn.crew) for turn in plan.turns}


@cache
def workbook() -> bytes:
    """The workbook of the sample plan, in English, written once."""
    i18n.use("en")
    with TemporaryDirectory() as folder:
        write_workbook(sample_plan(), Path(folder) / "roster.xlsx")
        return (Path(folder) / "roster.xlsx").read_bytes()


def edited(path: Path, change: Callable[[Any], None]) -> Pairs:
    """The pairs read from the sample plan's workbook after `change` was made to it and it was saved."""
    path.write_bytes(workbook())
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return set(read_roster(path, sample_plan().person_by_id))


def cell_of(book: Any, anchor: str, day: int = 0) -> Any:
    """The cell of a crew on sheet 1, found as a reader finds it."""
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if str(cell.value).startswith(WEEK_MARK))
    row = next(cell.row for cell in next(sheet.iter_cols(column, column)) if cell.value == anchor)
    return sheet.cell(row, 3 + day)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("tiers", "weeks"), [({0: 3}, 1), ({4: 2, 5: 1}, 1), ({5: 1}, 2)])
def test_round_trip(language: str, tiers: dict[int, int], weeks: int, tmp_path: Path) -> None:
    """What was written is what is read, in both languages, at every tier, over several weeks."""
    i18n.use(language)
    plan = sample_plan(tiers, weeks)
    write_workbook(plan, tmp_path / "roster.xlsx")
    found = read_roster(tmp_path / "roster.xlsx", plan.person_by_id)
    assert len(found) == len(set(found))
    assert set(found) == pairs(plan)


def test_the_seven_sheets(tmp_path: Path) -> None:
    """English and Chinese names of the seven sheets (sheets.md 3.2); a second week has a sheet of its own."""
    assert openpyxl.load_workbook(BytesIO(workbook())).sheetnames == [
        "Week", "Turns by person", "Patrols", "Hours by person", "Leave, swaps", "Checks", "Legend",
    ]  # fmt: skip
    write_workbook(sample_plan(weeks=2), tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames[:2] == ["Week", "Week 49"]


def test_sheet_one_prints_on_one_page() -> None:
    """A4 landscape, one page, centred, margins 0.4 to 0.6 inch, the anchors outside and hidden."""
    sheet = openpyxl.load_workbook(BytesIO(workbook())).worksheets[0]
    setup, margins = sheet.page_setup, sheet.page_margins
    assert (int(setup.paperSize), setup.orientation) == (9, "landscape")
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_options.horizontalCentered
    assert all(0.4 <= side <= 0.6 for side in (margins.left, margins.right, margins.top, margins.bottom))
    assert sheet.print_area.startswith("'Week'!$A$1:$I$")
    assert sheet.row_dimensions[1].hidden
    assert all(sheet.column_dimensions[column].hidden for column in ("J", "K", "L"))


def test_letters_of_a_person(tmp_path: Path) -> None:
    """F04 of the grid is N . D N N . N: night, off, duty with a patrol, two nights, off (or sweep), night."""
    write_workbook(sample_plan({0: 3}), tmp_path / "roster.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "roster.xlsx")["Turns by person"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "F04")
    assert row[3:10] == ("Ni", "off", "DuPa", "Ni", "Ni", "off", "Ni")
    assert row[10:13] == (5, 4, 1)


def test_formulas_are_text(tmp_path: Path) -> None:
    """A name that begins with = is a text in every sheet, not a formula."""
    plan = sample_plan()
    people = [p.model_copy(update={"name": "=1+1"}) if p.id == "F01" else p for p in plan.people]
    plan = changed(plan, people=tuple(people))
    write_workbook(plan, tmp_path / "roster.xlsx")
    book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=1+1" for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
    assert set(read_roster(tmp_path / "roster.xlsx", plan.person_by_id)) == pairs(plan)


@pytest.mark.parametrize(
    "text",
    [
        "冯军、陈永红、卫文斌、沈亚琴",
        "冯军,陈永红，卫文斌 沈亚琴",
        "冯 军\n陈永红\n卫文斌; 沈亚琴\n巡区 3→2→1→4",
        "冯　军、陈永红、卫文斌、沈亚琴 巡区 1",
        "F01 F02、卫文斌（F04）、沈亚琴\n※缺1名辅警",
        "冯　军、陈永红、卫文斌、沈亚琴、缺1名辅警",
    ],
)
def test_names_as_chiefs_type_them(text: str, tmp_path: Path) -> None:
    """F08 gives way to F06 on Monday's first night group, however the names are divided and spaced."""
    plan, crew = sample_plan(), f"{MONDAY}/night-1"

    def change(book: Any) -> None:
        cell_of(book, "night-1").value = text

    assert edited(tmp_path / "roster.xlsx", change) == pairs(plan) - {("F08", crew)} | {("F06", crew)}


def test_a_new_deputy_leads_the_day_patrol_too(tmp_path: Path) -> None:
    """The patrol's leader is printed once, in the deputy's row: to change it there is enough."""
    plan = sample_plan()
    crews = {f"{MONDAY}/{anchor}" for anchor in ("deputy", "day-patrol/1", "day-patrol/2", "day-patrol/3")}

    def change(book: Any) -> None:
        cell_of(book, "deputy").value = "王国平"

    expected = pairs(plan) - {("O5", crew) for crew in crews} | {("O8", crew) for crew in crews}
    assert edited(tmp_path / "roster.xlsx", change) == expected


def test_an_officer_named_in_the_patrol_replaces_the_deputy_there(tmp_path: Path) -> None:
    """An officer written into one window leads that window; the others stay with the deputy."""
    plan, crew = sample_plan(), f"{MONDAY}/day-patrol/1"

    def change(book: Any) -> None:
        cell = cell_of(book, "day-patrol/1")
        cell.value = f"王国平、{cell.value}"

    assert edited(tmp_path / "roster.xlsx", change) == pairs(plan) - {("O5", crew)} | {("O8", crew)}


def test_cleared_cell_and_merged_cells(tmp_path: Path) -> None:
    """An emptied cell is an empty crew; one name over two merged days serves on both."""
    plan = sample_plan()
    tuesday = MONDAY.replace(day=24)

    def change(book: Any) -> None:
        cell_of(book, "standby").value = None
        cell_of(book, "main").value = "李明"
        row = cell_of(book, "main").row
        book.worksheets[0].merge_cells(start_row=row, start_column=3, end_row=row, end_column=4)

    expected = pairs(plan) - {
        ("O7", f"{MONDAY}/standby"),
        ("O1", f"{MONDAY}/main"),
        ("O2", f"{tuesday}/main"),
    }
    expected |= {("O4", f"{MONDAY}/main"), ("O4", f"{tuesday}/main")}
    assert edited(tmp_path / "roster.xlsx", change) == expected


def test_attendance_is_read_from_the_patrol_sheet(tmp_path: Path) -> None:
    """O5 and F01 leave the Monday meeting, O6 joins; patrols on that sheet are not read."""
    plan, crew = sample_plan(), f"{MONDAY}/station-meeting"

    def change(book: Any) -> None:
        for row in book["Patrols"].iter_rows(min_row=4):
            row[4].value = "赵建国、吴丽华" if row[1].value == "所务会" else "nonsense"

    expected = pairs(plan) - {("O5", crew), ("F01", crew)} | {("O6", crew)}
    assert edited(tmp_path / "roster.xlsx", change) == expected


def test_all_mistakes_at_once_with_cell_and_nearest_name(tmp_path: Path) -> None:
    """A misspelt name, a row added by hand, a duty on a day without it: three faults, three cells."""

    def change(book: Any) -> None:
        cell_of(book, "main").value = "赵健国"
        cell_of(book, "sweep").value = "李明"
        book.worksheets[0].cell(40, 3).value = "周卫东"

    with pytest.raises(Faults) as caught:
        edited(tmp_path / "roster.xlsx", change)
    assert sorted(str(fault).split(":")[0] for fault in caught.value.faults) == [
        "roster.xlsx, Week, C17", "roster.xlsx, Week, C40", "roster.xlsx, Week, C7",
    ]  # fmt: skip
    for said in ("no such duty on this day", "this row was added by hand", "'赵健国'; maybe 赵建国?"):
        assert str(caught.value).count(said) == 1


def test_people_of_one_name() -> None:
    """A shared name alone is a mistake that says what to write; with the id it is read."""
    people = dict(sample_plan().person_by_id)
    people["F01"] = people["F01"].model_copy(update={"name": "李明"})
    reader = NameReader(people)
    assert reader.read("李明（F01）、李　明(O4)") == (["F01", "O4"], [])
    assert [str(text) for text in reader.read("李明")[1]] == [
        "several people are called 李明; write 李明(O4) / 李明(F01)"
    ]
    assert [str(text) for text in reader.read("冯军(F01)")[1]] == [
        "F01 is called 李明, not 冯军; correct one of them"
    ]


def test_ranks_after_names_are_not_names() -> None:
    """`李明 副所长`, `李明副所长` and `Li`-style English ranks all name one person."""
    reader = NameReader(sample_plan().person_by_id)
    for text in ("李　明 副所长", "李明副所长", "李 明 deputy chief"):
        assert reader.read(text) == (["O4"], [])


def test_a_foreign_workbook_is_a_clear_fault(tmp_path: Path) -> None:
    """Another workbook, a file that is none, and a missing file are each told apart."""
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("no workbook")
    people = sample_plan().person_by_id
    for name, said in (
        ("other.xlsx", "not a roster of ours"),
        ("text.xlsx", "is not an Excel workbook"),
        ("none.xlsx", "cannot be read"),
    ):
        with pytest.raises(Faults, match=said):
            read_roster(tmp_path / name, people)
