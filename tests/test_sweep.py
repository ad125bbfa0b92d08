"""A sweep: its file, its points, rows that survive a kill, the front, the promise kept most cheaply."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from models import Faults
from scenarios.sweep.columns import Column, Row
from scenarios.sweep.front import on_front
from scenarios.sweep.model import Front, values_of
from scenarios.sweep.parquet import Parts
from scenarios.sweep.points import points, size
from scenarios.sweep.read import read_study
from scenarios.sweep.rows import Rows
from scenarios.sweep.run import Spread, run_sweep
from scenarios.sweep.task import Task, do, packed
from scheduler.cli import app
from scheduler.i18n import use
from tests.bureau_world import here
from tests.sweep_world import study, sweep, without_time


@pytest.fixture(autouse=True)
def english() -> Any:
    """Sentences are compared in English."""
    use("en")
    yield
    use("zh")


# ---- the file


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("15..18", "15 16 17 18"), ("-1..1", "-1 0 1"), ("0.5..1.5 step 0.5", "0.5 1 1.5"),
        ("20 .. 30 step 5", "20 25 30"), (["a", "b"], "a b"), ("17:30-20:00", "17:30-20:00"), (3, "3"),
    ],
)  # fmt: skip
def test_values_of_a_setting(written: object, values: str) -> None:
    """A range counts its last value in; a list is taken as it is; anything else is one value."""
    assert values_of(written) == tuple(values.split())


def faults_of(path: Path) -> list[str]:
    """What the reader says about a sweep."""
    with pytest.raises(Faults) as caught:
        read_study(path)
    return [str(fault) for fault in caught.value.faults]


def test_every_mistake_in_the_form_is_said_with_its_line(tmp_path: Path) -> None:
    """Keys, ranges and numbers: all at once."""
    text = "gird: {}\ngrid: {people.auxiliary: 3..2}\nsample: none\npromise: {extra: {auxiliary: 0}}\n"
    assert faults_of(sweep(tmp_path, text)) == [
        "many.yaml, line 2: unknown key 'gird'; maybe 'grid'?",
        "many.yaml, line 3: '3..2' is no range; write it as 15..21, or 0.5..1.5 step 0.25",
        "many.yaml, line 4: sample is 'none'; write a number from 1 to 100000",
        "many.yaml, line 5: 'auxiliary' is 0; write a number from 1 to 99",
    ]


def test_every_mistake_in_values_and_columns_is_said(tmp_path: Path) -> None:
    """Each value of each setting is tried; columns are those that the table will have."""
    text = (
        "grid:\n  people.auxiliary: [3, many]\n  set.weekly-rest-day.dayz: 1..1\n"
        "front: {minimise: emty}\nmaps: [{x: seed, y: people.aux, show: empty}]\n"
    )
    said = faults_of(sweep(tmp_path, text))
    assert said[0].startswith("many.yaml, line 3 people.auxiliary=many: 'many' is no number of people")
    assert said[1].endswith("rule 'weekly-rest-day' has no setting 'dayz'; maybe 'days'?")
    assert said[2:] == [
        "many.yaml, line 5: there is no 'emty'; maybe 'empty'?",
        "many.yaml, line 6: there is no 'people.aux'; maybe 'people.auxiliary'?",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("seeds: [-1, 2]", "'-1' is no seed; write whole numbers from 0, such as 1..3"),
        ("seeds: x..3", "'x..3' is no seed; write whole numbers from 0, such as 1..3"),
        ("front: [people]", "'front' should hold 'key: value' lines, not '['people']'"),
        ("maps: {x: a}", "'maps' should be a list; start each entry with '- '"),
        ("grid: [1, 2]", "'grid' should hold 'key: value' lines, not '['1', '2']'"),
        ("promise: {extra: {robot: 2}}", "'robot' is no word for extra; write one of officer, auxiliary"),
        ("promise: {extra: {auxiliary: x}}", "auxiliary is 'x'; write a number such as 1"),
    ],
)
def test_a_mistake_of_form_says_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    """One line, with the key as it is written in the file."""
    (only,) = faults_of(sweep(tmp_path, text))
    assert only.startswith(f"many.yaml, line 2: {said}")


def test_what_is_wrong_with_every_value_is_said_once(tmp_path: Path) -> None:
    """No kind is called robots, whatever the number of them: one line for nine values."""
    (only,) = faults_of(sweep(tmp_path, "grid: {people.robots: 1..9}\n"))
    assert only.startswith("many.yaml, line 2 people.robots=1, 2, 3, 4, 5, 6, 7, 8, 9: nobody has the id")


def test_a_scenario_that_is_not_there_is_said_with_its_line(tmp_path: Path) -> None:
    """The name of the base is a mistake of the sweep's file, in the line where it stands."""
    path = sweep(tmp_path, "")
    path.write_text("base: nowhere\n", encoding="utf-8")
    (only,) = faults_of(path)
    assert only.startswith("many.yaml, line 1: there is no scenario 'nowhere' beside this file")


def test_a_sweep_may_be_in_the_encoding_of_a_chinese_office(tmp_path: Path) -> None:
    """GB18030 is read like UTF-8, in the sweep and in its scenario."""
    path = sweep(tmp_path, "name: 天补人力\n")
    for one in (path, tmp_path / "base.yaml"):
        one.write_text(one.read_text(encoding="utf-8") + "# 说明\n", encoding="gb18030")
    assert read_study(path).sweep.name == "天补人力"


def test_more_points_than_anybody_waits_for_are_a_mistake(tmp_path: Path) -> None:
    """400 x 400 = 160,000 points: a sample is asked for; with one, the sweep is in order."""
    text = "grid: {set.hours-fair.band: 1..400, set.nights-fair.band: 1..400}\n"
    assert "160000 points are too many" in faults_of(sweep(tmp_path, text))[0]


# ---- points


def test_points_are_the_product_of_settings_and_seeds(tmp_path: Path) -> None:
    """2 x 2 settings with 2 seeds are 8 points with 8 keys, the last setting running fastest."""
    text = "grid: {people.auxiliary: 3..4, set.weekly-rest-day.days: 1..2}\nseeds: 1..2\n"
    found = points(study(tmp_path, text), 1)
    assert [(*one.settings.values(), one.seed) for one in found][:3] == [
        ("3", "1", 1),
        ("3", "1", 2),
        ("3", "2", 1),
    ]
    assert len({one.key for one in found}) == 8


def test_a_sample_is_a_part_of_the_grid_and_the_same_each_time(tmp_path: Path) -> None:
    """5 of 12 points, none twice; keys are those of the whole grid: a longer sweep goes on from it."""
    grid = "grid: {people.auxiliary: 3..6, set.weekly-rest-day.days: 1..3}\n"
    whole = {one.key for one in points(study(tmp_path, grid), 1)}
    some = [one.key for one in points(study(tmp_path, grid + "sample: 5\n"), 1)]
    assert size(study(tmp_path, grid + "sample: 5\n").sweep) == len({*some}) == 5
    assert {*some} <= whole
    assert some == [one.key for one in points(study(tmp_path, grid + "sample: 5\n"), 1)]


def test_a_key_names_everything_a_point_is_made_from(tmp_path: Path) -> None:
    """Another person in the station's files, another solver thread: another key. Another title: the same."""
    text = "grid: {people.auxiliary: 3..3}\n"
    key = points(study(tmp_path, text), 1)[0].key
    assert points(study(tmp_path, f"name: else\n{text}"), 1)[0].key == key
    assert points(study(tmp_path, text), 2)[0].key != key
    people = tmp_path / "small" / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("Aux small 1", "Other"), encoding="utf-8")
    assert points(study(tmp_path, text), 1)[0].key != key


# ---- the whole command

TEXT = "grid: {people.auxiliary: 2..4}\nfront: {minimise: people}\n"


def test_a_sweep_becomes_a_table_a_page_and_a_workbook(tmp_path: Path) -> None:
    """Two auxiliaries cannot, three and four can; the fewest people stand on the front: 5 officers and 3."""
    made = study(tmp_path, TEXT)
    assert run_sweep(made, tmp_path / "t.csv", Spread(here)) == 0
    rows = {row["people.auxiliary"]: row for row in Rows(tmp_path / "t.csv", made.columns).read()}
    assert [rows[number]["status"] for number in (2, 3, 4)] == ["IMPOSSIBLE", "PROVEN", "PROVEN"]
    assert rows[2]["people"] is None
    assert (rows[3]["people"], rows[3]["empty"], rows[3]["cost.COVER"]) == (8, 0, 0)
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert "On the Pareto front (↓ people): 1 points" in page
    assert not re.search(r"(src|href)=", page)
    assert (tmp_path / "t.xlsx").is_file()


def test_a_heat_map_has_a_square_for_each_pair(tmp_path: Path) -> None:
    """2 x 2 squares; the one without a plan is grey and says so."""
    text = (
        "grid: {people.auxiliary: 2..3, set.weekly-rest-day.days: 1..2}\n"
        "maps: [{x: people.auxiliary, y: set.weekly-rest-day.days, show: people}]\n"
    )
    run_sweep(study(tmp_path, text), tmp_path / "t.csv", Spread(here))
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert page.count("<rect") == 4
    assert page.count('fill="#e6e6e6"') == 2
    assert "set.weekly-rest-day.days = 1, people.auxiliary = 3: 8 (n = 1)" in page


def test_settings_that_clash_are_the_result_of_their_point_alone(tmp_path: Path) -> None:
    """F02 gone and away at once: each alone is in order, together they are a mistake in that row only."""
    text = "grid: {people.F2: [yes, no], leave.F2: [2026-11-24]}\n"
    path = sweep(tmp_path, text.replace("[yes, no]", "[no]"), auxiliaries=4)
    made = read_study(path)
    assert run_sweep(made, tmp_path / "t.csv", Spread(here)) == 3
    (row,) = Rows(tmp_path / "t.csv", made.columns).read()
    assert row["status"] == "FAULTY"
    assert "F2" in str(row["says"])


def test_a_longer_sweep_goes_on_from_a_shorter_one(tmp_path: Path) -> None:
    """Two of the three points stand in the table: their lines stay as they are, one comes."""
    run_sweep(study(tmp_path, "grid: {people.auxiliary: 2..3}\n"), tmp_path / "t.csv", Spread(here))
    before = (tmp_path / "t.csv").read_bytes()
    run_sweep(study(tmp_path, "grid: {people.auxiliary: 2..4}\n"), tmp_path / "t.csv", Spread(here))
    after = (tmp_path / "t.csv").read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == before.count(b"\n") + 1


def test_the_command_checks_a_file(tmp_path: Path) -> None:
    """`--check` plans nothing and says how many points there are."""
    result = CliRunner().invoke(app, ["sweep", str(sweep(tmp_path, TEXT)), "--check", "--lang", "en"])
    assert (result.exit_code, result.output) == (0, "many.yaml: in order, 3 points\n")
    assert not (tmp_path / "many.csv").exists()


@pytest.mark.parametrize("name", ["t.xlsx", "t.html", "t"])
def test_the_table_does_not_take_the_name_of_page_or_workbook(tmp_path: Path, name: str) -> None:
    """Only .csv and .parquet: any other name is a mistake, and nothing is written."""
    with pytest.raises(Faults, match=r"\.csv or \.parquet"):
        run_sweep(study(tmp_path, TEXT), tmp_path / name, Spread(here))
    assert not (tmp_path / name).exists()


def test_a_sweep_that_ships_is_found_by_its_name() -> None:
    """14..20 people with one and two days of rest: 14 points; without a name the command lists it."""
    assert size(read_study(Path("staffing")).sweep) == 14
    assert CliRunner().invoke(app, ["sweep"]).output == "staffing\n"


def test_an_impossible_point_looks_for_no_conflict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two auxiliaries for 14 places: the row says IMPOSSIBLE, and nobody asked why."""
    monkeypatch.setattr("scheduler.pipeline.find_conflict", lambda *_: pytest.fail("why was asked"))
    assert only_row(tmp_path, "grid: {people.auxiliary: 2}\n")["status"] == "IMPOSSIBLE"


@pytest.mark.slow
def test_the_command_and_its_processes_find_what_one_process_finds(tmp_path: Path) -> None:
    """The same rows but for the seconds, with the words of the command line around them."""
    path = sweep(tmp_path, TEXT)
    result = CliRunner().invoke(app, ["sweep", str(path), "--jobs", "2", "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert "3 of 3 points" in result.output
    made = read_study(path)
    run_sweep(made, tmp_path / "one.csv", Spread(here))
    many, one = (Rows(tmp_path / name, made.columns).read() for name in ("many.csv", "one.csv"))
    assert without_time(many) == without_time(one)


@pytest.mark.slow
def test_a_sweep_that_was_killed_goes_on(tmp_path: Path) -> None:
    """Killed after its first row: every point has one row in the end, and what was done is not done again."""
    path = sweep(tmp_path, "grid: {people.auxiliary: 2..9}\n")
    words = [sys.executable, "-m", "scheduler.cli", "sweep", str(path), "--jobs", "1", "--lang", "en"]
    table = tmp_path / "many.csv"
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        if table.is_file() and table.read_bytes().count(b"\n") >= 2:
            break
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    before = table.read_bytes()
    assert before.count(b"\n") >= 2
    table.write_bytes(before + b"0123456789abcdef,1,")  # as if killed within a line
    again = subprocess.run(words, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert table.read_bytes().startswith(before[: before.rindex(b"\n") + 1])
    keys = [line.split(",")[0] for line in table.read_text(encoding="utf-8-sig").splitlines()[1:]]
    assert len(keys) == len({*keys}) == 8


# ---- rows

COLUMNS = (Column("key"), Column("n", int), Column("status"), Column("says"))
FIRST: Row = {"key": "a", "n": 1, "status": "PROVEN", "says": "=1+1\nx"}
SECOND: Row = {"key": "b", "n": None, "status": "PROVEN", "says": ""}


def test_half_a_line_is_taken_away(tmp_path: Path) -> None:
    """Cut anywhere, the table is taken up with whole rows only; texts come back without harm."""
    table = Rows(tmp_path / "t.csv", COLUMNS)
    assert table.open() == set()
    table.add(FIRST)
    table.add(SECOND)
    table.close()
    whole = (tmp_path / "t.csv").read_bytes()
    assert list(table.read()) == [FIRST | {"says": "=1+1 x"}, SECOND]
    for end in range(len(whole) + 1):
        (tmp_path / "t.csv").write_bytes(whole[:end])
        again = Rows(tmp_path / "t.csv", COLUMNS)
        found = again.open()
        again.close()
        assert len(found) == max(0, whole[:end].count(b"\n") - 1)


def test_the_table_of_another_sweep_is_not_touched(tmp_path: Path) -> None:
    """Other columns: a mistake, and the file stays as it was."""
    (tmp_path / "t.csv").write_text("my,notes\n", encoding="utf-8")
    with pytest.raises(Faults, match="something else"):
        Rows(tmp_path / "t.csv", COLUMNS).open()
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "my,notes\n"


def test_parquet_in_parts_loses_nothing(tmp_path: Path) -> None:
    """Five rows in parts of two: two parts, one row in the journal, taken up again, five rows in the end."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    folder = tmp_path / "t.parquet"
    rows: list[Row] = [{"key": str(n), "n": n, "status": "PROVEN", "says": ""} for n in range(5)]
    parts = Parts(folder, COLUMNS, 2)
    parts.open()
    for row in rows:
        parts.add(row)
    parts._journal.close()  # killed here: the last row is in no part yet
    again = Parts(folder, COLUMNS, 2)
    assert again.open() == {"0", "1", "2", "3", "4"}
    assert list(again.read()) == rows
    again.close()
    assert len(list(folder.glob("part-*.parquet"))) == 3
    assert parquet.read_table(folder).num_rows == 5


def test_a_kill_between_part_and_journal_counts_nothing_twice(tmp_path: Path) -> None:
    """The journal holds what a part holds already: it is emptied."""
    pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    folder = tmp_path / "t.parquet"
    parts = Parts(folder, COLUMNS, 2)
    parts.open()
    parts.add(FIRST)
    journal = (folder / "_journal.csv").read_bytes()
    parts.close()
    (folder / "_journal.csv").write_bytes(journal)
    again = Parts(folder, COLUMNS, 2)
    assert again.open() == {"a"}
    again.close()
    assert len(list(folder.glob("part-*.parquet"))) == 1


# ---- the front


def test_the_front_is_what_nothing_beats() -> None:
    """(1, 5), (2, 6), (2, 4), (3, 9) with the second to be large: (2, 4) is beaten by (1, 5)."""
    numbers = [(1, 5), (2, 6), (2, 4), (3, 9)]
    rows: list[Row] = [
        {"key": str(n), "status": "PROVEN", "x": x, "y": y} for n, (x, y) in enumerate(numbers)
    ]
    rows.append({"key": "none", "status": "IMPOSSIBLE", "x": None, "y": None})
    assert [row["key"] for row in on_front(rows, Front(minimise=("x",), maximise=("y",)))] == ["0", "1", "3"]


# ---- the promise


@pytest.mark.parametrize(("days", "extra"), [(1, 1), (2, 1), (3, 2), (4, 3)])
def test_the_fewest_who_keep_a_promise(tmp_path: Path, days: int, extra: int) -> None:
    """14 places, two at hand: with so many rest days 14 / (7 - days) people are needed, rounded up."""
    text = f"promise: {{keep: {{set.weekly-rest-day.days: {days}}}, extra: {{auxiliary: 4}}}}\n"
    row = only_row(tmp_path, text)
    assert (row["status"], row["price"], row["bound"], row["extra.auxiliary"]) == (
        "PROVEN",
        extra,
        extra,
        extra,
    )


def test_a_promise_that_nobody_can_keep(tmp_path: Path) -> None:
    """Six rest days: one turn each, and two with four more have six of the 14."""
    row = only_row(tmp_path, "promise: {keep: {set.weekly-rest-day.days: 6}, extra: {auxiliary: 4}}\n")
    assert row["status"] == "IMPOSSIBLE"


def test_the_cheapest_of_all_points_is_said_with_its_proof(tmp_path: Path) -> None:
    """Three rest days leave 4 turns: 14 places take 4 people: three at hand need one more."""
    text = (
        "grid: {people.auxiliary: 2..3, set.weekly-rest-day.days: 3..3}\n"
        "promise: {extra: {auxiliary: 4}, price: {auxiliary: 7}}\n"
    )
    made = study(tmp_path, text)
    run_sweep(made, tmp_path / "t.csv", Spread(here))
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert "with 1 auxiliary more (price 7) at people.auxiliary = 3" in page
    assert "proven: not with less" in page


def only_row(folder: Path, text: str) -> Row:
    """The row of a sweep of one point."""
    made = study(folder, text)
    (point,) = points(made, 1)
    return do(Task(point, packed(made.scenario, made.base, made.sweep.promise), 1, "en"))
