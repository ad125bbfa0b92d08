"""`xunfang audit` judges our own plans clean, and finds what a hand has changed in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Command, Run, tiny_station
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from models import Plan

TUESDAY = "2026-11-24"


@pytest.fixture
def book(planned: tuple[Run, Path], tmp_path: Path) -> openpyxl.Workbook:
    """The planned week's workbook, to be edited and saved as `edited.xlsx`."""
    return openpyxl.load_workbook(planned[1] / "roster.xlsx")


def cell(sheet: Worksheet, duty: str, day: str) -> Cell:
    """The cell of a duty on a date of the printed week, found by the hidden anchors."""
    rows = list(sheet.iter_rows())
    column = next(n for n, one in enumerate(rows[0], start=1) if str(one.value).startswith(day))
    row = next(n for n, line in enumerate(rows, start=1) if duty in [one.value for one in line])
    found = sheet.cell(row, column)
    assert isinstance(found, Cell)
    return found


def names(of: Cell) -> list[str]:
    """The names in a cell, without the line of zones below them."""
    lines = [line for line in str(of.value).splitlines() if "→" not in line]
    return [name for name in re.split("[、, ]+", " ".join(lines)) if name]


def lines(run: Run, *parts: str) -> list[str]:
    """The lines of an audit that hold all of some texts."""
    return [line for line in run.out.splitlines() if all(part in line for part in parts)]


@pytest.fixture(scope="module")
def whole(xunfang: Command, tianbu: Path, planned: tuple[Run, Path]) -> Run:
    """The audit of the planned week's plan.json."""
    return xunfang("audit", tianbu, planned[1] / "plan.json")


def test_plan_is_clean(whole: Run, planned: tuple[Run, Path]) -> None:
    """The audit of our own plan.json breaks no law and repeats the plan's findings, one line each."""
    run = whole
    made = Plan.model_validate_json((planned[1] / "plan.json").read_bytes())
    assert run.code == 0
    assert len(run.out.splitlines()) == len(made.findings) + 1
    assert run.out.splitlines()[-1] == f"No law is broken; {len(made.findings)} remarks."


def test_workbook_is_clean(xunfang: Command, tianbu: Path, planned: tuple[Run, Path], whole: Run) -> None:
    """The workbook says what the plan says: both audits are the same, line by line."""
    run = xunfang("audit", tianbu, planned[1] / "roster.xlsx")
    assert (run.code, run.out) == (0, whole.out)


def test_next_week_is_clean(xunfang: Command, tianbu: Path, next_week: tuple[Run, Path]) -> None:
    """A plan that carries last week on is judged with last week in mind, from itself alone."""
    assert xunfang("audit", tianbu, next_week[1] / "plan.json").code == 0


def test_person_in_two_places(
    xunfang: Command, tianbu: Path, book: openpyxl.Workbook, tmp_path: Path
) -> None:
    """A leader of one night group written into the other as well is found in two places at once."""
    sheet = book.worksheets[0]
    first, second = cell(sheet, "night-1", TUESDAY), cell(sheet, "night-2", TUESDAY)
    both, gone = names(second)[0], names(first)[0]
    first.value = str(first.value).replace(gone, both)
    book.save(tmp_path / "edited.xlsx")
    run = xunfang("audit", tianbu, tmp_path / "edited.xlsx")
    assert run.code == 2
    (line,) = lines(run, "LAW one-place-at-once [H2]")
    assert TUESDAY in line
    assert re.sub(r"\s", "", both) in line


def test_empty_seat(xunfang: Command, tianbu: Path, book: openpyxl.Workbook, tmp_path: Path) -> None:
    """A night group of four with one name struck out is short of one, on that night."""
    group = cell(book.worksheets[0], "night-1", TUESDAY)
    kept = names(group)[:-1]
    assert len(kept) == 3
    group.value = "、".join(kept)
    book.save(tmp_path / "edited.xlsx")
    run = xunfang("audit", tianbu, tmp_path / "edited.xlsx")
    assert run.code == 2
    (line,) = lines(run, "LAW post-filled")
    assert f" {TUESDAY}  ×1: " in line
    assert run.out.splitlines()[-1].endswith("breaches of law.")


def test_waived_breach(xunfang: Command, tianbu: Path, book: openpyxl.Workbook, tmp_path: Path) -> None:
    """The same empty seat, waived by name, is still listed, with the reason, and the audit is clean."""
    group = cell(book.worksheets[0], "night-1", TUESDAY)
    group.value = "、".join(names(group)[:-1])
    book.save(tmp_path / "edited.xlsx")
    waived = ("--waive=post-filled:festival duty", "--waive=tier-strength:festival duty")
    run = xunfang("audit", tianbu, tmp_path / "edited.xlsx", *waived)
    assert run.code == 0
    assert len(lines(run, "post-filled", TUESDAY, "(waived: festival duty)")) == 1


def test_unknown_name(xunfang: Command, tianbu: Path, book: openpyxl.Workbook, tmp_path: Path) -> None:
    """A name nobody has is a mistake of the input: 1, with sheet and cell."""
    group = cell(book.worksheets[0], "night-1", TUESDAY)
    group.value = "欧阳锋"
    book.save(tmp_path / "edited.xlsx")
    run = xunfang("audit", tianbu, tmp_path / "edited.xlsx")
    assert run.code == 1
    place = f"edited.xlsx, {book.worksheets[0].title}, {group.coordinate}: "
    assert [line.startswith(place) for line in run.faults] == [True]


Change = Callable[[dict[str, Any]], None]

SPOILT: dict[str, Change] = {
    "no days": lambda plan: plan.update(days=[]),
    "three days": lambda plan: plan.update(days=plan["days"][:3]),
    "one day twice": lambda plan: plan.update(days=[*plan["days"][:6], plan["days"][0]]),
    "from Tuesday": lambda plan: plan.update(days=plan["days"][1:]),
    "unknown person": lambda plan: plan["turns"][0].update(person="F99"),
    "unknown crew": lambda plan: plan["turns"][0].update(crew="2026-11-23/tea"),
    "unknown rule": lambda plan: plan.update(settings={"tea-break": {"on": True}}),
    "another station": lambda plan: plan.update(station="elsewhere"),
    "another format": lambda plan: plan.update(format=99),
    "a field more": lambda plan: plan.update(tea=True),
}


@pytest.fixture(scope="module")
def sound(xunfang: Command, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of the tiny station's plan.json."""
    folder = tmp_path_factory.mktemp("sound")
    tiny = tiny_station(folder / "tiny")
    assert xunfang("plan", tiny, "--week", "2026-11-23", "--out", folder / "out").code == 0
    return (folder / "out" / "plan.json").read_text("utf-8")


@pytest.mark.parametrize("change", SPOILT)
def test_spoilt_plan_is_refused(
    xunfang: Command, tiny: Path, sound: str, tmp_path: Path, change: str
) -> None:
    """A plan.json spoilt by hand is a mistake, in a line or more, and never a traceback or a clean audit."""
    file, plan = tmp_path / "plan.json", json.loads(sound)
    SPOILT[change](plan)
    file.write_text(json.dumps(plan), "utf-8")
    run = xunfang("audit", tiny, file)
    assert (run.code, run.out) == (1, "")
    assert run.faults
