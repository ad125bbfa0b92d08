"""The commands `replan` and `ledger` as a chief meets them: files, words, exit codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import Command, Run, tiny_station
from openpyxl import load_workbook

from models import Plan
from scheduler.changes.steady import PEOPLE
from scheduler.render.workbook import write_workbook

WEEK = ("--week", "2026-11-23")
NOW = ("--now", "2026-11-25 12:00")


def plan_of(folder: Path) -> Plan:
    """The plan of an output folder."""
    return Plan.model_validate_json((folder / "plan.json").read_bytes())


@pytest.fixture(scope="module")
def published(xunfang: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the tiny station's plan, made once."""
    folder = tmp_path_factory.mktemp("published")
    words = ("plan", tiny_station(folder / "tiny"), *WEEK, "--workers", "1", "--reproducible")
    assert xunfang(*words, "--out", folder / "old").code == 0
    return folder / "old"


@pytest.fixture
def weeks_plan(published: Path, tmp_path: Path) -> Path:
    """The tiny station's published plan, in a folder of the test's own."""
    return shutil.copytree(published, tmp_path / "old") / "plan.json"


def on_duty(plan: Plan, duty: str) -> str:
    """Who serves in a duty on Friday."""
    return next(turn.person for turn in plan.turns if turn.crew == f"2026-11-27/{duty}")


def test_replan_writes_folder_and_notices(
    xunfang: Command, tiny: Path, weeks_plan: Path, tmp_path: Path
) -> None:
    """A sick call: exit 0, a whole folder with the notices, the chain to the plan it replaces."""
    old = Plan.model_validate_json(weeks_plan.read_bytes())
    sick, out = on_duty(old, "main"), tmp_path / "new"
    run = xunfang("replan", tiny, weeks_plan, *NOW, "--away", f"{sick}=2026-11-27:sick", "--out", out)
    assert run.code == 0
    assert {path.name for path in out.iterdir()} == {
        "plan.json", "assignments.csv", "roster.xlsx", "roster.html", "calendars", "notices.txt",
    }  # fmt: skip
    new = plan_of(out)
    assert new.provenance.changed_from == old.seal
    assert new.change is not None
    assert new.change.replaces == old.number
    assert f"{new.person_by_id[sick].name} {sick}: your duty changes" in (out / "notices.txt").read_text(
        "utf-8"
    )
    assert "(is away)" in run.said
    assert "People disturbed:" in run.said


def test_changed_plan_is_sound(xunfang: Command, tiny: Path, weeks_plan: Path, tmp_path: Path) -> None:
    """verify finds the seals, the chain and the audit as they are said."""
    sick, out = on_duty(Plan.model_validate_json(weeks_plan.read_bytes()), "main"), tmp_path / "new"
    xunfang("replan", tiny, weeks_plan, *NOW, "--away", f"{sick}=2026-11-27", "--out", out)
    run = xunfang("verify", weeks_plan, out / "plan.json", "--station", tiny)
    assert run.code == 0
    assert f"is a change of {weeks_plan}" in run.said


def test_nobody_left_is_impossible(xunfang: Command, tiny: Path, weeks_plan: Path, tmp_path: Path) -> None:
    """With all auxiliaries sick: 2, the rules in conflict, the menu of repairs, nothing written."""
    away = [f"--away=F{n}=2026-11-25..2026-11-29" for n in (1, 2, 3)]
    run = xunfang("replan", tiny, weeks_plan, *NOW, *away, "--out", tmp_path / "new")
    assert run.code == 2
    assert "These rules cannot hold together" in run.said
    assert "What would give a roster, the cheapest first" in run.said
    assert "To type: --short" in run.said
    repairs = run.said.partition("What would give")[2]
    assert "11-26" in repairs
    assert "11-23" not in repairs
    assert "11-24" not in repairs
    assert not (tmp_path / "new").exists()
    short = xunfang("replan", tiny, weeks_plan, *NOW, *away, "--short", "--out", tmp_path / "new")
    assert short.code == 0


def test_what_the_menu_says_can_be_typed(
    xunfang: Command, tiny: Path, weeks_plan: Path, tmp_path: Path
) -> None:
    """With all auxiliaries sick somebody is borrowed: typed as told it gives a plan that stays sound."""
    away = [f"--away=F{n}=2026-11-26..2026-11-29" for n in (1, 2, 3)]
    run = xunfang("replan", tiny, weeks_plan, *NOW, *away, "--out", tmp_path / "new")
    (option,) = (line for line in run.out.splitlines() if "--borrow" in line)
    words = option.partition("--borrow")[1:]
    typed = "".join(words).split()
    lent = xunfang("replan", tiny, weeks_plan, *NOW, *away, *typed, "--out", tmp_path / "lent")
    assert lent.code == 0
    made = plan_of(tmp_path / "lent")
    guests = {turn.person for turn in made.turns if turn.person.startswith("borrowed-")}
    assert len(guests) == typed.count("--borrow")
    assert [str(one.kind) for one in made.decisions].count("borrow") == len(guests)
    again = xunfang("replan", tiny, tmp_path / "lent" / "plan.json", *NOW, "--out", tmp_path / "again")
    assert (again.code, "Nothing changes." in again.said) == (0, True)
    files = [weeks_plan, *(tmp_path / name / "plan.json" for name in ("lent", "again"))]
    assert xunfang("verify", *files, "--station", tiny).code == 0


def test_a_crew_is_struck(xunfang: Command, tiny: Path, weeks_plan: Path, tmp_path: Path) -> None:
    """Friday's night does not stand: nobody serves in it, whoever did is told so, and the audit agrees."""
    out = tmp_path / "new"
    run = xunfang("replan", tiny, weeks_plan, *NOW, "--strike", "2026-11-27/night", "--out", out)
    assert run.code == 0
    assert "(the crew does not stand)" in run.said
    made = plan_of(out)
    assert "2026-11-27/night" not in made.crew_by_id
    assert made.change is not None
    assert {str(one.cause) for one in made.change.turns if one.crew == "2026-11-27/night"} == {"struck"}
    assert xunfang("audit", tiny, out / "plan.json").code == 0


def test_a_replan_is_replayed(xunfang: Command, tiny: Path, weeks_plan: Path, tmp_path: Path) -> None:
    """A sick call, a struck crew and a swap are made again from the plan they changed, each exactly."""
    old = plan_of(weeks_plan.parent)
    sick, giver = on_duty(old, "main"), on_duty(old, "leader")
    taker = next(who for who in ("O1", "O2", "O3") if who != giver)
    exactly = ("--workers", "1", "--reproducible")
    for n, asked in enumerate(
        (
            ("--away", f"{sick}=2026-11-27:sick"),
            ("--strike", "2026-11-27/night"),
            ("--swap", f"{giver}:{taker}=2026-11-27/leader", "--approve"),
        )
    ):
        out = tmp_path / f"new{n}"
        made = xunfang("replan", tiny, weeks_plan, *NOW, *asked, *exactly, "--out", out)
        if made.code == 2:
            continue  # the swap need not be lawful
        run = xunfang("replay", out / "plan.json", tiny)
        assert (run.code, "Reproduced, identical" in run.said) == (0, True), (asked, run.out)
    weeks_plan.unlink()
    run = xunfang("replay", tmp_path / "new0" / "plan.json", tiny)
    assert run.code == 1
    assert "is a change of the plan with the seal" in run.faults[0]


def test_an_edited_workbook_is_published(
    xunfang: Command, tiny: Path, weeks_plan: Path, tmp_path: Path
) -> None:
    """Friday's main officer written over: priced first, then published; each edit is a decision."""
    old, book, out = plan_of(weeks_plan.parent), weeks_plan.parent / "roster.xlsx", tmp_path / "new"
    words = ("replan", tiny, weeks_plan, *NOW, "--from-workbook", book)
    assert "edit its cells first" in xunfang(*words).faults[0]
    gone = on_duty(old, "main")
    lawful = [who for who in ("O4", "O5", "O6") if _edit(xunfang, words, old, book, (gone, who)).code == 0]
    assert lawful
    assert not out.exists()
    come = lawful[-1]
    _edit(xunfang, words, old, book, (gone, come))
    run = xunfang(*words, "--approve", "--by", "张所长", "--out", out)
    assert run.code == 0
    made = plan_of(out)
    assert on_duty(made, "main") == come
    assert {one.what for one in made.decisions if one.reason == "workbook"} == {
        f"-{gone}=2026-11-27/main", f"+{come}=2026-11-27/main",
    }  # fmt: skip
    assert made.change is not None
    assert {(one.person, one.taken, str(one.cause)) for one in made.change.turns} == {
        (gone, False, "edit"), (come, True, "edit"),
    }  # fmt: skip
    assert xunfang("verify", weeks_plan, out / "plan.json", "--station", tiny).code == 0
    assert xunfang("replay", out / "plan.json", tiny).code == 0


def _edit(xunfang: Command, words: tuple[object, ...], old: Plan, book: Path, who: tuple[str, str]) -> Run:
    """The verdict on Friday's main officer written over in a fresh copy of the roster."""
    write_workbook(old, book)
    names = [old.person_by_id[one].name for one in who]
    work = load_workbook(book)
    (sheet, row) = next(
        (sheet, row)
        for sheet in work.worksheets
        for row in range(1, sheet.max_row + 1)
        if any(sheet.cell(row, column).value == "main" for column in range(1, sheet.max_column + 1))
    )
    for column in range(1, sheet.max_column + 1):
        dates = [sheet.cell(n, column).value for n in range(1, 5)]
        if any(str(one).startswith("2026-11-27") for one in dates):
            cell = sheet.cell(row, column)
            cell.value = str(cell.value).replace(names[0], names[1])
    work.save(book)
    return xunfang(*words)


def test_only_crews_to_come_are_struck(xunfang: Command, tiny: Path, weeks_plan: Path) -> None:
    """A crew nobody knows, one that has begun, and a loan of nobody: three lines, exit 1."""
    wrong = ("--strike", "2026-11-27/parade", "--strike", "2026-11-24/night", "--borrow", "nurse=2026-11-27")
    run = xunfang("replan", tiny, weeks_plan, *NOW, *wrong[:4])
    assert run.code == 1
    assert "2026-11-27/night" in run.faults[0]
    assert "lies before 2026-11-25 12:00" in run.faults[1]
    run = xunfang("replan", tiny, weeks_plan, *NOW, *wrong[4:])
    assert "--borrow nurse=2026-11-27: write it as auxiliary=" in run.faults[0]


def test_every_mistake_is_named_at_once(xunfang: Command, tiny: Path, weeks_plan: Path) -> None:
    """A moment, a freeze, a person and a tier that cannot be: four lines, exit 1, no traceback."""
    words = ("--now", "noon", "--freeze", "soon", "--away", "X9=2026-11-25", "--tier", "2026-11-25=7")
    run = xunfang("replan", tiny, weeks_plan, *words)
    assert run.code == 1
    assert [line.split(":")[0].split(" ")[0] for line in run.faults] == [
        "--now",
        "--freeze",
        "--tier",
        "--away",
    ]


def test_no_tier_is_raised_in_the_past(xunfang: Command, tiny: Path, weeks_plan: Path) -> None:
    """An hour before now, and a day before today, cannot be changed any more."""
    tiers = ("--tier", "2026-11-25T11:00=1", "--tier", "2026-11-24=2")
    run = xunfang("replan", tiny, weeks_plan, *NOW, *tiers)
    assert run.code == 1
    assert len(run.faults) == 2
    assert all("lies before 2026-11-25 12:00" in line for line in run.faults)


def test_swap_is_priced_before_it_is_approved(
    xunfang: Command, tiny: Path, weeks_plan: Path, tmp_path: Path
) -> None:
    """Without --approve the verdict is said and nothing written; 0 when lawful, 2 when not."""
    old = Plan.model_validate_json(weeks_plan.read_bytes())
    out, codes = tmp_path / "new", set()
    giver = on_duty(old, "main")
    for taker in (f"O{n}" for n in range(1, 7) if f"O{n}" != giver):
        run = xunfang(
            "replan", tiny, weeks_plan, *NOW, "--swap", f"{giver}:{taker}=2026-11-27/main", "--out", out
        )
        assert run.code in (0, 2, 1)
        assert ("The swap is lawful." in run.out) == (run.code == 0)
        codes.add(run.code)
        assert not out.exists()
    assert {0, 2} & codes


def test_unlawful_swap_is_not_carried_out(
    xunfang: Command, tiny: Path, weeks_plan: Path, tmp_path: Path
) -> None:
    """An auxiliary cannot be main officer: 2 even with --approve, which law it breaks, nothing written."""
    giver = on_duty(Plan.model_validate_json(weeks_plan.read_bytes()), "main")
    words = ("--swap", f"{giver}:F1=2026-11-27/main", "--approve", "--out", tmp_path / "new")
    run = xunfang("replan", tiny, weeks_plan, *NOW, *words)
    assert run.code == 2
    assert "eligible-only" in run.out
    assert not (tmp_path / "new").exists()


def test_ledger_and_receipt(xunfang: Command, tiny: Path, weeks_plan: Path) -> None:
    """Who is asked next, with everybody's name; the receipt with one name only; a fault for a stranger."""
    assert "ask in this order" in xunfang("ledger", tiny, weeks_plan).out
    receipt = xunfang("ledger", tiny, weeks_plan, "--who", "F1")
    assert "陈伟" in receipt.out
    assert "周敏" not in receipt.out
    assert xunfang("ledger", tiny, weeks_plan, "--who", "F9").code == 1


def test_plan_stores_its_promises(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """--contingent keeps a promise a day in plan.json and says it; a word that is no tier is a fault."""
    run = xunfang("plan", tiny, *WEEK, "--contingent", "2", "--out", tmp_path / "out")
    assert run.code == 0
    assert [int(one.tier) for one in plan_of(tmp_path / "out").contingent] == [2] * 7
    assert "11-23 tier 2 from 18:00" in run.said
    assert xunfang("plan", tiny, *WEEK, "--contingent", "5", "--out", tmp_path / "out").code == 1


def test_tianbu_sick_call(xunfang: Command, tianbu: Path, planned: tuple[Run, Path], tmp_path: Path) -> None:
    """Han Jun is sick from Wednesday noon on: few people are disturbed, proven; the folder is lawful."""
    out = tmp_path / "out"
    sick = ("--away", "F07=2026-11-25..2026-11-29:sick")
    run = xunfang("replan", tianbu, planned[1] / "plan.json", *NOW, *sick, "--out", out)
    assert run.code == 0
    made = plan_of(out)
    (people,) = (one for one in made.passes if PEOPLE in one.rules)
    assert str(people.status) == "PROVEN"
    assert people.value <= 6
    before = {(turn.person, turn.crew) for turn in plan_of(planned[1]).turns}
    worked = {crew.id for crew in made.crews if f"{crew.start}" < "2026-11-25 12:00"}
    assert {(turn.person, turn.crew) for turn in made.turns if turn.crew in worked} == {
        pair for pair in before if pair[1] in worked
    }
    assert xunfang("audit", tianbu, out / "plan.json").code == 0


@pytest.mark.slow
def test_tianbu_tier_is_raised_tonight(
    xunfang: Command, tianbu: Path, planned: tuple[Run, Path], tmp_path: Path
) -> None:
    """Tier 1 from 20:00: checkpoints for what is left of the evening, and whom to call at T+30, 60, 120."""
    out = tmp_path / "out"
    tier = ("--tier", "2026-11-25T20:00=1")
    run = xunfang("replan", tianbu, planned[1] / "plan.json", *NOW, *tier, "--out", out)
    assert run.code == 0
    crews = plan_of(out).crew_by_id
    assert f"{crews['2026-11-25/checkpoint-1'].start:%H:%M}" == "20:00"
    assert all(f"T+{minutes} min" in run.said for minutes in (30, 60, 120))
    assert xunfang("audit", tianbu, out / "plan.json").code == 0
