"""Lightness: what judges, checks or prints starts without the solver."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Command

LOADED = """
import json, sys
from scheduler.cli import main
try:
    main()
except SystemExit as end:
    print()
    print(json.dumps([end.code, sorted(sys.modules)]))
"""


def loaded_by(*arguments: object) -> set[str]:
    """The modules that a command has loaded when it ends well."""
    words = [sys.executable, "-c", LOADED, *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    end, modules = json.loads(done.stdout.splitlines()[-1])
    assert end == 0, done.stdout
    return set(modules)


@pytest.mark.parametrize("command", ["audit", "verify", "ledger", "rules", "template"])
def test_what_judges_checks_or_prints_loads_no_solver(
    command: str, xunfang: Command, tiny: Path, tmp_path: Path
) -> None:
    """OR-Tools (half a second) is loaded by what searches; the road graph where routes are judged."""
    out = tmp_path / "out"
    assert xunfang("plan", tiny, "--week", "2026-11-23", "--out", out).code == 0
    arguments = {
        "audit": (tiny, out / "plan.json"),
        "verify": (out / "plan.json", "--station", tiny),
        "ledger": (tiny, out / "plan.json"),
        "rules": (tiny,),
        "template": (tmp_path / "t.xlsx", "--station", tiny),
    }
    found = loaded_by(command, *arguments[command])
    assert "models.station" in found
    assert not found & {"ortools", "networkx"}
