"""Mistakes at the command line: exit code 1, a line each with what to write instead, nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command, Run

WEEK = ("--week", "2026-11-23")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--weak", "2026-11-23"], "No such option: --weak"),
        (["--seconds", "soon"], "--seconds"),
        (["--seconds", "0"], "--seconds"),
        (["--weeks", "0"], "--weeks"),
        (["--week", "2026-13-01"], "--week: '2026-13-01' is not a date; write it as 2026-11-23"),
        (["--tier", "2026-11-28=5"], "'5' is no tier; write 1, 2 or 3"),
        (["--tier", "2026-12-28=1"], "tier of 2026-12-28: the date lies outside 2026-11-23 to 2026-11-29"),
        (["--away", "O9=2026-11-23"], "nobody has the id or name 'O9'"),
        (["--away", "O1=2026-11-29..2026-11-23"], "--away O1=2026-11-29..2026-11-23"),
        (["--away", "O1=2026-12-23"], "O1 is away 2026-12-23 to 2026-12-23, which does not touch"),
        (["--set", "weekly-rest-day.dayz=2"], "no setting 'dayz'; maybe 'days'?"),
        (["--set", "weekly-rest-days.days=2"], "no rule 'weekly-rest-days'; maybe 'weekly-rest-day'?"),
        (["--set", "weekly-rest-day.days=two"], "'two' is of the wrong kind; write something like 1"),
        (["--set", "weekly-rest-day"], "write it as RULE.SETTING=VALUE"),
        (["--set", "weekly-rest-day.on=false"], "waive it by name: --waive weekly-rest-day:reason"),
        (["--waive", "weekly-rest-day"], "a waiver needs a reason"),
        (["--waive", "weekly-rest:strike"], "waiver: no rule 'weekly-rest'"),
        (["--profile", "tianbu"], "no profile 'tianbu'; write one of law, "),
        (["--after", "nowhere.json"], "nowhere.json: cannot be read"),
    ],
)
def test_wrong_arguments(
    xunfang: Command, tiny: Path, tmp_path: Path, arguments: list[str], told: str
) -> None:
    """Each wrong argument ends with 1, says what is wrong and what to write, and writes nothing."""
    run = xunfang("plan", tiny, *WEEK, *arguments, "--out", tmp_path / "out")
    assert run.code == 1
    assert told in " ".join(run.err.split())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [["plan"], ["plna", "here"], ["audit", "here"], ["plan", "--frist"]])
def test_wrong_commands(xunfang: Command, arguments: list[str]) -> None:
    """Unknown commands and missing arguments end with 1 too, for 2 means that no lawful roster exists."""
    run = xunfang(*arguments)
    assert run.code == 1
    assert "Error: " in run.err


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "station.yaml",
            "kind: night",
            "kidn: night",
            "station.yaml, line 6: unknown key 'kidn'; maybe 'kind'?",
        ),
        ("station.yaml", "2辅警", "2辅井", "station.yaml, line 6"),
        ("station.yaml", "23:00-05:00", "25:00-05:00", "station.yaml, line 6"),
        ("station.yaml", "id: tiny", "id: tiny\nrules: {weekly-rest-day: {dayz: 2}}", "maybe 'days'?"),
        ("station.yaml", "id: tiny", "id: tiny\nid: tiny", "station.yaml, line 2"),
        ("people.csv", "F3,吴刚,auxiliary", "F2,吴刚,auxiliary", "people.csv, row 10"),
        ("people.csv", "F3,吴刚,auxiliary", "F3,吴刚,", "people.csv, row 10"),
        ("people.csv", "id,name,kind,rank", "id,name,kind,runk", "people.csv, row 1"),
    ],
)
def test_wrong_files(
    xunfang: Command, tiny: Path, tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    """Each mistake in a station's files ends with 1 and names file and line; nothing is written."""
    path = tiny / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    run = xunfang("plan", tiny, *WEEK, "--out", tmp_path / "out")
    assert run.code == 1
    assert told in run.err
    assert not (tmp_path / "out").exists()


def test_all_faults_at_once(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """Seven mistakes, in files and arguments, are seven lines of one run."""
    (tiny / "people.csv").write_text("id,name,kind\nO1,赵一,sheriff\n,钱二,officer\n", "utf-8")
    arguments = (
        "--week=soon", "--tier=2026-11-28=9", "--set=weekly-rest-day.dayz=2", "--waive=no-such-rule:why",
        "--profile=nope",
    )  # fmt: skip
    run = xunfang("plan", tiny, *arguments, "--out", tmp_path / "out")
    assert run.code == 1
    told = ("sheriff", "row 3", "soon", "'9' is no tier", "dayz", "no-such-rule", "nope")
    assert [one for one in told if sum(one in line for line in run.faults) != 1] == []
    assert len(run.faults) == len(told)


def test_failure_leaves_the_folder_alone(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """A mistake, a proof that there is no roster: the plan of before stays, byte for byte."""
    out = tmp_path / "out"
    assert xunfang("plan", tiny, *WEEK, "--out", out).code == 0
    before = snapshot(out)
    assert xunfang("plan", tiny, *WEEK, "--tier=soon", "--out", out).code == 1
    assert xunfang("plan", tiny, *WEEK, "--set=weekly-rest-day.days=7", "--out", out).code == 2
    assert snapshot(out) == before != {}


def test_out_that_cannot_be_written(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """A file in the place of the output folder ends with 1, says so, and is left alone."""
    out = tmp_path / "out"
    out.write_text("mine")
    run = xunfang("plan", tiny, *WEEK, "--out", out)
    assert run.code == 1
    assert f"{out}: cannot be written" in run.err
    assert out.read_text() == "mine"


def odd_files(folder: Path) -> dict[str, Path]:
    """Things that are no station and no roster."""
    (folder / "empty").mkdir()
    for name, data in {
        "text.xlsx": b"not a workbook", "nothing.xlsx": b"", "list.json": b"[1, 2]", "broken.json": b"{",
        "binary.json": bytes(range(256)), "text.txt": b"hello", "nothing.json": b"",
    }.items():  # fmt: skip
        (folder / name).write_bytes(data)
    return {path.name: path for path in folder.iterdir()} | {"absent": folder / "absent"}


ODD = ("empty", "absent", "text.xlsx", "nothing.xlsx", "list.json", "broken.json", "binary.json",
       "text.txt", "nothing.json")  # fmt: skip


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("use", ["station", "roster", "after", "audit after", "rules", "template"])
def test_odd_files_are_refused(xunfang: Command, tiny: Path, tmp_path: Path, use: str, name: str) -> None:
    """Whatever is given as station, roster or last plan: 1 and a line that names it, never a traceback."""
    (tmp_path / "odd").mkdir()
    odd = odd_files(tmp_path / "odd")[name]
    out = ("--out", tmp_path / "out")
    run: Run = {
        "station": lambda: xunfang("plan", odd, *out),
        "roster": lambda: xunfang("audit", tiny, odd),
        "after": lambda: xunfang("plan", tiny, *WEEK, "--after", odd, *out),
        "audit after": lambda: xunfang("audit", tiny, odd, "--after", odd),
        "rules": lambda: xunfang("rules", odd),
        "template": lambda: xunfang("template", tmp_path / "new.xlsx", "--station", odd),
    }[use]()
    assert run.code == 1
    assert odd.name in run.err
    assert run.out == ""
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "new.xlsx").exists()
