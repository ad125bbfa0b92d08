"""`xunfang explain`: what it shows, what it writes, and how it ends."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import Command

from models import Status
from scheduler.advice import Clash, Explanation
from scheduler.intake import load_station
from scheduler.terminal_explain import told

WEEK = ("--week", "2026-11-23")
NOBODY = [f"--away=F{n}=2026-11-23..2026-11-29:sick" for n in (1, 2, 3)]


def test_no_lawful_roster_is_explained(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """All auxiliaries away: 2, the two rules, and a menu that allows gaps; the JSON says the same."""
    run = xunfang("explain", tiny, *WEEK, *NOBODY, "--json", tmp_path / "why.json")
    assert run.code == 2
    assert re.findall(r"\[([a-z-]+);", run.said) == ["post-filled", "unavailable-respected"]
    assert "To type: --short" in run.out
    found = Explanation.model_validate_json((tmp_path / "why.json").read_bytes())
    assert found.status is Status.IMPOSSIBLE
    assert found.conflict is not None
    assert found.conflict.rules == ("post-filled", "unavailable-respected")
    assert any(one.option == "--short" for one in found.repairs)


def test_plan_explains_itself(xunfang: Command, tiny: Path, tmp_path: Path) -> None:
    """A plan that ends with 2 shows the same menu."""
    run = xunfang("plan", tiny, *WEEK, *NOBODY, "--out", tmp_path / "out")
    assert run.code == 2
    assert "To type: --short" in run.out


def test_a_lawful_week_needs_no_explanation(xunfang: Command, tiny: Path) -> None:
    """Everybody there: 0, and it is said that there is a roster."""
    run = xunfang("explain", tiny, *WEEK)
    assert run.code == 0
    assert "There is a lawful roster" in run.said


def test_mistakes_end_with_one(xunfang: Command, tiny: Path) -> None:
    """An unknown rule and a tier that is none are both told."""
    run = xunfang("explain", tiny, *WEEK, "--set", "nonsense.days=2", "--tier", "2026-11-28=7")
    assert run.code == 1
    assert len(run.faults) == 2


def test_undecided(xunfang: Command, tianbu: Path) -> None:
    """Within a hundredth of a second nothing is known: 3, and what to do."""
    run = xunfang("explain", tianbu, *WEEK, "--seconds", "0.01")
    assert run.code == 3
    assert "--seconds" in run.said


def test_a_whole_kind_is_called_in_the_plural(tiny: Path) -> None:
    """Where a conflict is about everybody of a kind, the kind stands for the names, in good English."""
    clash = Clash(rules=("post-filled",), people=("F1", "F2", "F3", "O4"), minimal=True, sentences=("x",))
    lines = told(Explanation(status=Status.IMPOSSIBLE, conflict=clash), load_station(tiny).station)
    assert "For: all 3 auxiliaries, 李明" in map(str, lines)
