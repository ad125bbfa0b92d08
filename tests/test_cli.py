"""The command line as a chief meets it: what the commands do, write, say, and how they end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import PEOPLE, Command, Run

from models import Plan
from scheduler.rulebook import RULES

FILES = {"plan.json", "assignments.csv", "roster.xlsx", "roster.html", "calendars", "routes"}
WEEK = ("--week", "2026-11-23")
EXACTLY = (*WEEK, "--reproducible", "--workers", "1")
HEAVY = ("ortools", "openpyxl", "networkx", "jinja2", "icalendar", "numpy", "models", "scheduler.kernel")
"""Not pydantic: typer itself may use it."""


def names_in(folder: Path) -> set[str]:
    """Everything in a folder, hidden files included."""
    return {path.name for path in folder.iterdir()}


def plan_of(folder: Path) -> Plan:
    """The plan of an output folder."""
    return Plan.model_validate_json((folder / "plan.json").read_bytes())


def test_plan_writes_the_folder(planned: tuple[Run, Path]) -> None:
    """A plan ends with 0 and leaves what belongs into an output folder, nothing else."""
    run, out = planned
    assert run.code == 0
    assert names_in(out) == FILES


def test_plan_says_where_the_files_lie(planned: tuple[Run, Path]) -> None:
    """The summary ends with the path of every file."""
    run, out = planned
    lines = run.out.splitlines()
    assert {str(out / name) for name in FILES if "." in name} <= set(lines)
    assert lines[-1].endswith(f"calendars in {out / 'calendars'}")


def test_progress_goes_to_stderr(planned: tuple[Run, Path]) -> None:
    """Every step of the search is told with best value, bound and seconds, beside the summary."""
    run, _ = planned
    assert re.search(r"nights-fair.*best \d+, no plan below \d+, \d+\.\d s", run.err)
    assert "no plan below 0, " not in run.said.split("proven optimal")[0]


def test_plan_tells_every_tier_of_importance(planned: tuple[Run, Path]) -> None:
    """plan.json holds status, value and bound of each pass, and what made it."""
    made = plan_of(planned[1])
    assert {"COVER", "ORDERS", "PATROL", "FAIR", "WISH"} == {str(one.importance) for one in made.passes}
    assert all(0 <= one.bound <= one.value for one in made.passes)
    packages = {"xunfang", "ortools", "pydantic", "chinesecalendar", "networkx", "numpy"}
    assert packages | {"python", "platform"} == set(made.provenance.versions)
    assert re.fullmatch("[0-9a-f]{64}", made.provenance.input_hash)


def test_next_week_carries_the_tail(planned: tuple[Run, Path], next_week: tuple[Run, Path]) -> None:
    """--after brings last week's turns as facts, so that rest holds across the night to Monday."""
    run, out = next_week
    before, after = plan_of(planned[1]), plan_of(out)
    assert run.code == 0
    assert after.provenance.after == before.number
    assert {crew.date for crew in after.past} == {day.date for day in before.days}
    assert set(after.served) == {(turn.person, turn.crew) for turn in before.turns}


def test_next_week_carries_the_ledger(planned: tuple[Run, Path], next_week: tuple[Run, Path]) -> None:
    """--after brings the ledger: last week's lines stand unchanged before this week's."""
    before, after = plan_of(planned[1]), plan_of(next_week[1])
    kept = [line for line in after.ledger if line.week == before.first]
    assert kept == [line for line in before.ledger if line.week == before.first] != []
    assert len(after.ledger) == 2 * len(kept)


def test_redacted_folder_holds_no_name(tianbu: Path, next_week: tuple[Run, Path]) -> None:
    """--redact leaves nobody's name in any file of the folder."""
    out = next_week[1]
    people = (tianbu / "people.csv").read_text("utf-8").splitlines()[1:]
    names = [line.split(",")[1] for line in people]
    assert len(names) == 42
    texts: dict[str, str] = {}
    for path in out.rglob("*"):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                texts |= {f"{path.name}/{one}": book.read(one).decode() for one in book.namelist()}
        elif path.is_file():
            texts[path.name] = path.name + path.read_text("utf-8-sig")
    # a name of two characters is spaced out on the printed week
    plain = {where: re.sub(r"[\s　]|\\u3000", "", text) for where, text in texts.items()}
    assert [(name, where) for name in names for where, text in plain.items() if name in text] == []


def test_same_input_same_roster_whatever_the_encoding(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """People in GB18030, as Excel saves them in China, give the very roster that UTF-8 gives."""
    first = xunfang("plan", tiny, *EXACTLY, "--out", tmp_path / "utf8")
    (tiny / "people.csv").write_bytes(PEOPLE.encode("gb18030"))
    second = xunfang("plan", tiny, *EXACTLY, "--out", tmp_path / "gb")
    assert (first.code, second.code) == (0, 0)
    rosters = [(tmp_path / name / "assignments.csv").read_bytes() for name in ("utf8", "gb")]
    assert rosters[0] == rosters[1]
    assert "赵建国" in rosters[0].decode("utf-8-sig")


def test_short_plans_with_gaps(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """With --short and all auxiliaries away the week is planned, its night patrol empty and said to be."""
    away = [f"--away=F{n}=2026-11-23..2026-11-29:sick" for n in (1, 2, 3)]
    run = xunfang("plan", tiny, *WEEK, *away, "--short", "--out", tmp_path / "out")
    assert run.code == 0
    assert "short of 2 auxiliary" in (tmp_path / "out" / "roster.html").read_text("utf-8")
    assert not [turn for turn in plan_of(tmp_path / "out").turns if "/night" in turn.crew]


def test_no_lawful_roster(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """With all auxiliaries away there is no lawful roster: 2, the rules in conflict, nothing written."""
    away = [f"--away=F{n}=2026-11-23..2026-11-29:sick" for n in (1, 2, 3)]
    run = xunfang("plan", tiny, *WEEK, *away, "--out", tmp_path / "out")
    assert run.code == 2
    assert re.findall(r"\[([a-z-]+);", run.said) == ["post-filled", "unavailable-respected"]
    assert not (tmp_path / "out").exists()


def test_undecided(xunfang: Command, tianbu: Path, tmp_path: Path) -> None:
    """Within a hundredth of a second nothing is found: 3, what to do, nothing written."""
    run = xunfang("plan", tianbu, *WEEK, "--seconds", "0.01", "--out", tmp_path / "out")
    assert run.code == 3
    assert "--seconds" in run.said
    assert not (tmp_path / "out").exists()


def test_language_of_the_roster(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """Without --lang the station's own language is spoken, Chinese."""
    run = xunfang("plan", tiny, *WEEK, "--lang", "zh", "--out", tmp_path / "out")
    assert run.code == 0
    assert "周一" in (tmp_path / "out" / "roster.html").read_text("utf-8")
    assert "小所" in run.out


def test_rules_lists_every_rule(xunfang: Command) -> None:
    """`xunfang rules` names each rule with its sources and settings."""
    run = xunfang("rules")
    assert run.code == 0
    for rule in RULES:
        head = next(line for line in run.out.splitlines() if f" {rule.id} (" in line)
        assert head.endswith(f"[{', '.join(rule.sources)}]")
        assert all(f"       {name} = " in run.out for name in rule.settings)


def test_rules_of_a_station(xunfang: Command, tianbu: Path) -> None:
    """With a station the settings in force are its own: the shipped one counts heads at each tier."""
    assert "tier-strength (switched off)" in xunfang("rules").out
    assert "tier-strength (in force)" in xunfang("rules", tianbu).out


def test_template_is_written_and_never_overwritten(xunfang: Command, tmp_path: Path) -> None:
    """`xunfang template` writes a workbook, and refuses to write over one or under another ending."""
    book = tmp_path / "station.xlsx"
    assert xunfang("template", book).code == 0
    written = book.read_bytes()
    assert xunfang("template", book).code == 1
    assert xunfang("template", tmp_path / "station.xls").code == 1
    assert names_in(tmp_path) == {"station.xlsx"}
    assert book.read_bytes() == written


def test_template_of_a_station_can_be_planned(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """A workbook filled in from a station is the same station: both plan the same roster."""
    book = tmp_path / "tiny.xlsx"
    assert xunfang("template", book, "--station", tiny).code == 0
    for name, station in (("folder", tiny), ("book", book)):
        assert xunfang("plan", station, *EXACTLY, "--out", tmp_path / name).code == 0
    rosters = [(tmp_path / name / "assignments.csv").read_bytes() for name in ("folder", "book")]
    assert rosters[0] == rosters[1]


@pytest.mark.parametrize("arguments", [("--help",), ("plan", "--help"), ("rules", "--help")])
def test_help_starts_light(arguments: tuple[str, ...]) -> None:
    """Help imports no solver, workbook or model, and takes under half a second of processor time."""
    code = (
        "import json, sys, time; sys.argv = ['xunfang', *sys.argv[1:]]\n"
        "from scheduler.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: code = end.code\n"
        "print(json.dumps([code, time.process_time(), list(sys.modules)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, encoding="utf-8", check=True
    )
    end, seconds, modules = json.loads(done.stdout.splitlines()[-1])
    assert end == 0
    assert [name for name in HEAVY if name in modules] == []
    assert seconds < 0.5
