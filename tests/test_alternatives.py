"""Several rosters just as good: equally dear, audited, truly different, and no more than there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Command

from models import Limits, Plan, Status
from scheduler.commands import Options, read_order
from scheduler.pipeline import plan
from scheduler.questions.alternatives import End, alternatives

WEEK = ("--week", "2026-11-23", "--reproducible", "--workers", "1")
LIMITS = Limits(seconds=30, workers=1, reproducible=True)
STATION = """\
id: pair
name: 二人所
duties:
  - {id: leader, kind: leader, on_call: true, name: 带班, windows: "08:30-08:30", tier3: "1民警[leader]"}
  - {id: call, kind: standby, on_call: true, name: 备勤, windows: "08:30-08:30", tier3: 2民警}
"""
LEADERS = {1: "", 2: "instructor"}


@pytest.fixture(params=[1, 2])
def few(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path]:
    """A station of two, both on call every day, of whom one or both may be the leader in charge."""
    folder = tmp_path / "few"
    folder.mkdir()
    (folder / "station.yaml").write_text(STATION, "utf-8")
    people = f"O1,赵建国,officer,chief\nO2,钱志强,officer,{LEADERS[request.param]}\n"
    (folder / "people.csv").write_text(f"id,name,kind,rank\n{people}", "utf-8")
    return request.param, folder


def _plan(folder: Path) -> Plan:
    return Plan.model_validate_json((folder / "plan.json").read_bytes())


def _turns(plan: Plan) -> set[tuple[str, str]]:
    return {(turn.person, turn.crew) for turn in plan.turns}


def test_there_are_as_many_as_there_are(xunfang: Command, few: tuple[int, Path], tmp_path: Path) -> None:
    """One leader: one roster, proven. Two: they change places 7 times and keep 14 turns; then no more."""
    leaders, folder = few
    run = xunfang("plan", folder, *WEEK, "--alternatives", "3", "--out", tmp_path / "out")
    assert run.code == 0
    if leaders == 1:
        assert "there is no other just as good (proven)" in run.said
        assert not (tmp_path / "out" / "alternative-2").exists()
        return
    one, two = _plan(tmp_path / "out"), _plan(tmp_path / "out" / "alternative-2")
    assert len(_turns(one) & _turns(two)) == 14
    assert "7 of 21 turns are in no plan before it. None has fewer turns in common" in run.said
    assert "no further plan just as good has fewer turns in common" in run.said
    assert not (tmp_path / "out" / "alternative-3").exists()


def test_they_are_just_as_good(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """Each alternative passes the audit, costs the same in every step, and shows what sets it apart."""
    run = xunfang("plan", tiny, *WEEK, "--alternatives", "3", "--out", tmp_path / "out")
    folders = [tmp_path / "out", *(tmp_path / "out" / f"alternative-{n}" for n in (2, 3))]
    plans = [_plan(folder) for folder in folders]
    values = [[one.value for one in plan.passes] for plan in plans]
    assert values[0] == values[1] == values[2]
    assert len({plan.number for plan in plans}) == 3
    weights = [sum(one.amount for one in plan.findings if one.rule == "weekly-hours-near") for plan in plans]
    assert weights[0] == weights[1] == weights[2]
    for folder in folders:
        assert xunfang("audit", tiny, folder / "plan.json").code == 0
    assert "Alternative 2, just as good in every tier" in run.said
    assert "nights " in run.said.split("Alternative 2")[1]


def test_without_a_proof_none_is_called_as_good(tiny: Path) -> None:
    """Where one step of a plan is not proven best there is no alternative, and why is said."""
    order = read_order(Options(tiny, week="2026-11-23", limits=LIMITS, lang="en"))
    answer = plan(order)
    assert answer.plan
    open_ = [one.model_copy(update={"status": Status.FOUND}) for one in answer.plan.passes]
    found = answer.plan.model_copy(update={"passes": tuple(open_)})
    (end,) = alternatives(order, replace(answer, plan=found), 2)
    assert isinstance(end, End)
    assert "not known: the plan is not proven best in every level" in str(end.text)
