"""A bureau: its file, many stations in one command, accidents that stay alone, help between neighbours."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from models import Faults, StaffKind
from scheduler.bureau import planning
from scheduler.bureau.bureau import Bureau
from scheduler.bureau.loans import Loan, owed, read_loans, write_loans
from scheduler.bureau.overview import COLUMNS
from scheduler.bureau.planning import Result, help_lines, plan_bureau
from scheduler.bureau.read import read_bureau
from scheduler.bureau.task import FAULTY, STOPPED, Summary
from scheduler.cli import app
from scheduler.i18n import use
from scheduler.saved_plan import read_plan
from tests.bureau_world import bureau, here, order, station


@pytest.fixture(autouse=True)
def english() -> Any:
    """Sentences are compared in English."""
    use("en")
    yield
    use("zh")


def planned(folder: Path, tell: Callable[[Summary], None] = lambda _: None, **more: object) -> Result:
    """Plan the bureau of a folder in this process."""
    return plan_bureau(order(folder, **more), here, tell)


def statuses(result: Result) -> dict[str, str]:
    """How each station went."""
    return {name: one.status for name, one in result.found.items()}


# ---- the file


def faults_of(folder: Path, text: str) -> list[str]:
    """What the reader says about a bureau file."""
    (folder / "bureau.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as caught:
        read_bureau(folder)
    return [str(fault) for fault in caught.value.faults]


def test_every_mistake_of_the_file_is_said_with_its_line(tmp_path: Path) -> None:
    """Wrong keys and values are all found at once, each with what to write instead."""
    text = (
        "id: x\nname: X\nstation: []\nstations:\n  - {foldr: a}\n  - {folder: b, x: east}\n"
        "lending: {days: 9}\nreserves:\n  - {id: r, name: R, kind: soldier, people: 0}\n"
    )
    assert faults_of(tmp_path, text) == [
        "bureau.yaml, line 3: unknown key 'station'; maybe 'stations'?",
        "bureau.yaml, line 5: 'folder' is missing; fill it in",
        "bureau.yaml, line 5: unknown key 'foldr'; maybe 'folder'?",
        "bureau.yaml, line 6: x is 'east'; write a number such as 4.5",
        "bureau.yaml, line 7: days is '9'; write a number from 1 to 7",
        f"bureau.yaml, line 9: 'soldier' is no word for kind; write one of {', '.join(StaffKind)}",
        "bureau.yaml, line 9: people is '0'; write a number from 1 to 999",
    ]


def test_what_is_right_is_looked_at_beside_what_is_not(tmp_path: Path) -> None:
    """A folder that is not there, and an approval of nobody, are said beside a wrong number elsewhere."""
    text = (
        "id: x\nname: X\nstations:\n  - {folder: nowhere}\n  - {folder: b, x: east}\n  - tea\n"
        "lending: {days: 9, approved: [b/O1, c/O1]}\n"
    )
    said = "\n".join(faults_of(tmp_path, text))
    assert "line 4: there is no station folder 'nowhere'" in said
    assert "line 5: x is 'east'" in said
    assert "line 6: 'stations 3' should hold 'key: value' lines" in said
    assert "'c/O1' is nobody" in said
    assert "b/O1" not in said


def test_names_that_nobody_has_are_said(tmp_path: Path) -> None:
    """Folders that are not there, neighbours, approvals, ids used twice: each with its line."""
    station(tmp_path / "a", 2)
    text = (
        "id: x\nname: X\nlang: fr\nstations:\n  - {folder: a, x: 1}\n  - {folder: b}\n  - {folder: a}\n"
        "  - {folder: ./a/, neighbours: [zz]}\nlending: {approved: [O5]}\n"
        "reserves:\n  - {id: a, name: R, kind: officer, people: 1}\n"
    )
    said = faults_of(tmp_path, text)
    assert "bureau.yaml, line 3: no language 'fr'; write zh or en" in said
    assert "bureau.yaml, line 5: x and y go together; write both or neither" in said
    assert any("line 6: there is no station folder 'b'" in one for one in said)
    assert any("line 7: the station 'a' stands here twice" in one for one in said)
    assert any("line 8: there is no other station 'zz'" in one for one in said)
    assert any("line 9: 'O5' is nobody; write station/person" in one for one in said)
    assert any("line 11: the id 'a' is taken" in one for one in said)


def test_a_bureau_that_is_not_there(tmp_path: Path) -> None:
    """The command says which file it looked for and exits with 1, without a traceback."""
    result = CliRunner().invoke(app, ["bureau", str(tmp_path), "--lang", "en"])
    assert result.exit_code == 1
    assert "bureau.yaml: this cannot be read" in result.output


def test_neighbours_are_those_named_or_those_within_reach() -> None:
    """On a line at 0, 4, 9 km with a reach of 5 km the middle one has two, the nearest first."""
    places = [{"folder": name, "x": x, "y": 0} for name, x in (("a", 0), ("b", 4000), ("c", 9000))]
    far = {"folder": "d", "neighbours": ["a"]}
    made = Bureau.model_validate(
        {"id": "x", "name": "X", "stations": [*places, far], "lending": {"within": 5000}}
    )
    assert made.neighbours("b") == ("a", "c")
    assert made.neighbours("a") == ("b",)
    assert made.neighbours("d") == ("a",)


# ---- many stations


def test_one_station_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    """A faulty, an impossible and a sound station: each has its own line and folder, the code is 1."""
    bureau(tmp_path, "  - {folder: bad}\n")
    station(tmp_path / "bad", 4)
    (tmp_path / "bad" / "people.csv").write_text("id,name\n", encoding="utf-8")
    result = planned(tmp_path)
    assert statuses(result) == {"small": "IMPOSSIBLE", "big": "PROVEN", "bad": FAULTY}
    assert result.code == 1
    assert "people.csv" in result.found["bad"].says[0]
    assert (tmp_path / "out" / "big" / "roster.xlsx").is_file()
    assert not (tmp_path / "out" / "small").exists()


def test_the_overview_has_a_line_a_station(tmp_path: Path) -> None:
    """Strength, turns and empty seats: 7 days x (1 main + 1 on call + 2 in the squad) = 28 turns."""
    bureau(tmp_path)
    planned(tmp_path)
    with (tmp_path / "out" / "overview.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["station"]: row for row in csv.DictReader(file)}
    assert tuple(rows["big"]) == COLUMNS
    big = [rows["big"][key] for key in ("status", "officer", "auxiliary", "turns", "seats_empty")]
    assert big == ["PROVEN", "5", "4", "28", "0"]
    assert [rows["small"][key] for key in ("status", "turns")] == ["IMPOSSIBLE", ""]
    assert "weekly-rest-day" in rows["small"]["says"]
    assert (tmp_path / "out" / "overview.xlsx").is_file()


def test_the_command_plans_in_processes(tmp_path: Path) -> None:
    """The whole command, with real processes: exit code 2, the impossible station named, memory told."""
    bureau(tmp_path)
    words = ["bureau", str(tmp_path), "--week", "2026-11-23", "--jobs", "2", "--out", str(tmp_path / "o")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "big big所 proven" in result.output
    assert "2 stations in" in result.output
    assert read_plan(tmp_path / "o" / "big" / "plan.json").station == "big"


def test_mistakes_that_all_stations_share_are_said_once(tmp_path: Path) -> None:
    """Options are judged before any station is planned."""
    bureau(tmp_path)
    words = ["--week", "soon", "--set", "rest.hour=1", "--profile", "moon", "--tier", "x", "--only", "far"]
    result = CliRunner().invoke(app, ["bureau", str(tmp_path), *words])
    assert result.exit_code == 1
    starts = [line.split()[0].rstrip(":") for line in result.output.splitlines()]
    assert starts == ["--week", "--tier", "--set", "--profile", "--only"]


def test_an_output_folder_that_cannot_be_is_a_mistake(tmp_path: Path) -> None:
    """A file where the folder should be: said in one line, before anything is planned."""
    bureau(tmp_path)
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(Faults, match="cannot be written"):
        planned(tmp_path)


def test_an_overview_is_written_after_ctrl_c(tmp_path: Path) -> None:
    """A bureau that is stopped says so: exit code 3 or 2, each station with a line."""
    bureau(tmp_path)

    def stop(one: Summary) -> None:
        if one.status != STOPPED:
            raise KeyboardInterrupt

    result = planned(tmp_path, stop)
    assert not result.complete
    assert set(result.found) == {"small", "big"}
    assert result.code in (2, 3)
    assert (tmp_path / "out" / "overview.csv").is_file()


def test_a_plan_of_the_same_inputs_is_kept(tmp_path: Path) -> None:
    """With `resume` the roster of `big` stays, byte for byte; without a roster `small` is tried again."""
    bureau(tmp_path)
    planned(tmp_path)
    path = tmp_path / "out" / "big" / "plan.json"
    before = path.read_bytes()
    result = planned(tmp_path, resume=True)
    assert {name: one.kept for name, one in result.found.items()} == {"small": False, "big": True}
    assert statuses(result) == {"small": "IMPOSSIBLE", "big": "PROVEN"}
    assert (result.found["big"].turns, result.found["big"].empty) == (28, 0)
    assert path.read_bytes() == before
    assert result.loans, "its plan serves to help as well"


@pytest.mark.parametrize("changed", ["people.csv", "station.yaml", "plan.json", "options"])
def test_a_plan_of_other_inputs_is_made_anew(tmp_path: Path, changed: str) -> None:
    """A name in the station's files, a byte of the plan itself, a setting: nothing is kept."""
    bureau(tmp_path)
    planned(tmp_path)
    folder = tmp_path / ("out/big" if changed == "plan.json" else "big")
    if changed == "options":
        again = order(tmp_path, resume=True, settings=["weekly-rest-day.days=2"])
    else:
        text = (folder / changed).read_text(encoding="utf-8")
        (folder / changed).write_text(text.replace("big", "wig"), encoding="utf-8")
        again = order(tmp_path, resume=True)
    assert not plan_bureau(again, here, lambda _: None).found["big"].kept


def test_loans_are_found_again(tmp_path: Path) -> None:
    """Rosters with guests depend on each other: with `resume` both are made anew, and the loans again."""
    bureau(tmp_path)
    first = planned(tmp_path, lend=True)
    again = planned(tmp_path, lend=True, resume=True)
    assert not any(one.kept for one in again.found.values())
    assert again.code == 0
    assert {loan.borrower for loan in again.loans} == {loan.borrower for loan in first.loans} == {"small"}
    assert len(read_loans(tmp_path / "out" / "loans.csv")) == 2


def test_an_overview_is_there_before_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written after each station when no time need pass: after the first it holds one line, then two."""
    bureau(tmp_path)
    monkeypatch.setattr(planning, "EVERY", -1.0)
    lines: list[int] = []

    def tell(_: Summary) -> None:
        path = tmp_path / "out" / "overview.csv"
        lines.append(len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0)

    planned(tmp_path, tell)
    assert lines == [0, 2]


# ---- lending


def test_a_proposal_changes_no_roster(tmp_path: Path) -> None:
    """`small` lacks 14 - 2 x 6 = 2 turns: two people of `big` could come for one day each."""
    bureau(tmp_path)
    result = planned(tmp_path)
    assert [(loan.lender, loan.borrower, loan.state) for loan in result.loans] == [
        ("big", "small", "proposed"),
        ("big", "small", "proposed"),
    ]
    assert result.code == 2
    assert not (tmp_path / "out" / "small").exists()
    assert all("could borrow" in line for one in result.helps for line in help_lines(one))


def test_loans_are_put_into_both_rosters(tmp_path: Path) -> None:
    """With --lend both plans are lawful: the guests serve at `small`, and not at `big` on those dates."""
    bureau(tmp_path)
    result = planned(tmp_path, lend=True)
    assert result.code == 0
    small, big = (read_plan(tmp_path / "out" / name / "plan.json") for name in ("small", "big"))
    guests = {(turn.person, turn.crew.partition("/")[0]) for turn in small.turns if "." in turn.person}
    assert guests == {(f"big.{loan.person}", str(loan.date)) for loan in result.loans}
    assert len(result.loans) == 2
    lent = {(loan.person, str(loan.date)) for loan in result.loans}
    assert not lent & {(turn.person, turn.crew.partition("/")[0]) for turn in big.turns}
    assert [(one.what, one.reason) for one in small.decisions if one.what.startswith("big.")]
    assert not [one for plan in (small, big) for one in plan.findings if one.importance == "LAW"]


def test_loans_side_by_side_are_those_found_in_turn(tmp_path: Path) -> None:
    """Two pairs far from each other are asked at once, two borrowers of one lender in turn: the same loans.

    `big` may lend two auxiliaries, and `small` takes both; `other` finds nobody left, `small2` asks `big2`.
    """
    more = "".join(
        f"  - {{folder: {name}, x: {x}, y: 0}}\n"
        for name, x in (("other", 20000), ("small2", 90000), ("big2", 99000))
    )
    bureau(tmp_path, more)
    for name, number in (("other", 2), ("small2", 2), ("big2", 4)):
        station(tmp_path / name, number)
    result = planned(tmp_path, lend=True)
    assert [one.borrower for one in result.helps] == ["small", "small2", "other"]
    assert sorted((loan.borrower, loan.lender) for loan in result.loans) == [
        ("small", "big"), ("small", "big"), ("small2", "big2"), ("small2", "big2"),
    ]  # fmt: skip


def test_debts_are_kept_from_week_to_week(tmp_path: Path) -> None:
    """A day squad is 9 h: after two loans `big` is owed 18 h, and a later run keeps the line of that week."""
    bureau(tmp_path)
    planned(tmp_path, lend=True)
    kept = read_loans(tmp_path / "out" / "loans.csv")
    later = kept[0].week.replace(day=30)
    assert owed(kept, later) == {"big": 2 * 540, "small": -2 * 540}
    old = Loan(
        later.replace(day=16), "big", "F1", "x", "auxiliary", "small", later.replace(day=17), "d", 60, "lent"
    )
    write_loans(tmp_path / "out" / "loans.csv", [*kept, old])
    planned(tmp_path, lend=True)
    assert len(read_loans(tmp_path / "out" / "loans.csv")) == 3


def test_a_line_of_the_ledger_that_is_none_is_said(tmp_path: Path) -> None:
    """The file, the row and the columns."""
    path = tmp_path / "loans.csv"
    path.write_text("week,lender\nsoon,big\n", encoding="utf-8")
    with pytest.raises(Faults, match=r"loans.csv, row 2: this is no line of the ledger"):
        read_loans(path)


def test_community_officers_are_lent_with_approval_only(tmp_path: Path) -> None:
    """A08: `small` without its leaders but one can get a deputy chief, never O5, unless O5 is approved."""
    bureau(tmp_path, small=3)
    people = tmp_path / "small" / "people.csv"
    away = [f"O{n},2026-11-23,2026-11-29" for n in (1, 2, 3, 5)]
    (tmp_path / "small" / "leave.csv").write_text(
        "\n".join(["person,first,last", *away, ""]), encoding="utf-8"
    )
    assert people.is_file()
    assert {loan.person for loan in planned(tmp_path).loans} <= {"O3", "O4"}


def test_far_stations_do_not_help(tmp_path: Path) -> None:
    """Without a neighbour within reach and without reserves there is no help, and that is said."""
    bureau(tmp_path)
    file = tmp_path / "bureau.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("12000", "9000"), encoding="utf-8")
    result = planned(tmp_path)
    assert result.loans == ()
    assert [line for one in result.helps for line in help_lines(one)] == [
        "small: no neighbour and no reserve force can help lawfully"
    ]


def test_reserves_fill_in_where_no_neighbour_can(tmp_path: Path) -> None:
    """A25: a force of three auxiliaries gives the two turns that `small` lacks."""
    bureau(tmp_path)
    file = tmp_path / "bureau.yaml"
    text = file.read_text(encoding="utf-8").replace("12000", "9000")
    force = "reserves:\n  - {id: swat, name: SWAT, kind: auxiliary, people: 3}\n"
    file.write_text(text + force, encoding="utf-8")
    result = planned(tmp_path, lend=True)
    assert result.code == 0
    assert {loan.lender for loan in result.loans} == {"swat"}
    assert len(result.loans) == 2
