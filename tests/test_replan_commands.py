"""The commands `replan` and `ledger` as a chief meets them: files, words, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command, Run

from models import Plan
from scheduler.changes.steady import PEOPLE

WEEK = ("--week", "2026-11-23")
NOW = ("--now", "2026-11-25 12:00")


def plan_of(folder: Path) -> Plan:
    """The plan of an output folder."""
    return Plan.model_validate_json((folder / "plan.json").read_bytes())


@pytest.fixture
def weeks_plan(xunfang: Command, tiny: Path, tmp_path: Path) -> Path:
    """The tiny station's published plan."""
    run = xunfang("plan", tiny, *WEEK, "--workers", "1", "--reproducible", "--out", tmp_path / "old")
    assert run.code == 0
    return tmp_path / "old" / "plan.json"


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
    """With all auxiliaries sick: 2, the rules in conflict, the hint at --short, nothing written."""
    away = [f"--away=F{n}=2026-11-25..2026-11-29" for n in (1, 2, 3)]
    run = xunfang("replan", tiny, weeks_plan, *NOW, *away, "--out", tmp_path / "new")
    assert run.code == 2
    assert "--short leaves the fewest seats empty" in run.said
    assert not (tmp_path / "new").exists()
    short = xunfang("replan", tiny, weeks_plan, *NOW, *away, "--short", "--out", tmp_path / "new")
    assert short.code == 0


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
