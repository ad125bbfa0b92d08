"""The template: a workbook that a chief can fill in, and that holds a whole station without loss."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from test_intake import TIANBU, english, faults, write  # noqa: F401 - a fixture

from models import Faults, Station
from scheduler import i18n
from scheduler.intake import load_station
from scheduler.intake.shapes import fields, model_of, required
from scheduler.intake.template import write_template
from scheduler.intake.words import columns, sections


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tianbu_survives_the_workbook(tmp_path: Path, language: str) -> None:
    """Folder, workbook and back: an equal station, with cells in either language."""
    station = load_station(TIANBU).station
    i18n.use(language)
    write_template(tmp_path / "t.xlsx", station)
    i18n.use("en")
    assert load_station(tmp_path / "t.xlsx").station == station


def test_rules_holidays_and_odd_texts_survive_the_workbook(tmp_path: Path) -> None:
    """Settings of every type, own holidays, and texts that look like formulas come back as they were."""
    more = {
        "rules": {
            "a": {"n": 2, "f": 1.5, "yes": True, "t": "yes", "l": [1, "x"], "d": date(2026, 1, 2)},
            "b": {},
        },
        "holidays": {date(2026, 12, 1): "所庆"},
        "phone": "=1+1",
        "profiles": ("law", "city"),
    }
    plain = load_station(write(tmp_path / "folder")).station
    station = Station.model_validate({**plain.model_dump(), **more})
    write_template(tmp_path / "t.xlsx", station)
    assert load_station(tmp_path / "t.xlsx").station == station


def test_the_untouched_template_says_what_to_fill_in(tmp_path: Path) -> None:
    """Four things are needed: id, name, a duty and a person."""
    write_template(tmp_path / "t.xlsx")
    assert [fault.split(": ", 1)[1] for fault in faults(tmp_path / "t.xlsx")] == [
        "'id' is missing; fill it in",
        "'name' is missing; fill it in",
        "there is nothing in it; fill in at least one row under the headers",
        "there is nothing in it; fill in at least one row under the headers",
    ]


def test_drop_downs_offer_the_words_of_the_language(tmp_path: Path) -> None:
    """Kinds, ranks, duty kinds, modes, absences and yes/no are chosen; people in 请假 come from 人员."""
    i18n.use("zh")
    write_template(tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    lists = {
        (sheet.title, str(rule.sqref).split(":")[0].rstrip("0123456789")): rule.formula1
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
    }
    assert lists["人员", "C"] == '"民警,辅警,专职队员,护村队员,志愿者,机关民警,社区干部"'
    assert lists["人员", "D"].startswith('"所长,教导员')
    assert lists["勤务", "B"].startswith('"主班,副班')
    assert lists["勤务", "F"] == '"是,否"'
    assert lists["勤务", "J"].startswith('"步巡,自行车')
    assert lists["请假", "D"].startswith('"年假,病假')
    assert lists["请假", "A"] == "'人员'!$A$3:$A$1000"
    assert all(len(formula) < 255 for formula in lists.values())


def test_headers_are_bilingual_commented_and_frozen(tmp_path: Path) -> None:
    """Each sheet has its headers in both languages, each with a comment, and they stay in view."""
    write_template(tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["填表说明", *(part.chinese for part in sections().values())]
    people = book["人员"]
    assert [cell.value for cell in people[2]][:3] == ["编号 id", "姓名 name", "类别 kind"]
    assert all(cell.comment and len(cell.comment.text) > 10 for cell in people[2])
    assert "民警 officer" in people["C2"].comment.text
    assert people.freeze_panes == "B3"


@pytest.mark.parametrize(
    "section", ["zones", "duties", "events", "teams", "cycle", "people", "leave", "wishes"]
)
def test_every_field_of_a_model_has_a_column(section: str) -> None:
    """Nothing that YAML can say is missing from the workbook, and every required field is a column."""
    model = model_of(section)
    assert model is not None
    assert [column.key for column in columns(section)] == list(fields(model))
    assert set(required(section)) <= set(fields(model))


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    """A second template of the same name is refused and the first left as it was."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"my work")
    with pytest.raises(Faults, match="exists already"):
        write_template(path)
    assert path.read_bytes() == b"my work"


@pytest.mark.parametrize("name", ["t.xls", "nowhere/t.xlsx"])
def test_a_template_that_cannot_be_written_leaves_nothing(tmp_path: Path, name: str) -> None:
    """Another ending or a missing folder is a fault, and no half-written file stays behind."""
    with pytest.raises(Faults):
        write_template(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
