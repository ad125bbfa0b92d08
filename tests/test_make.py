"""make.py tells in plain words what to do when something is missing, and never throws rosters away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import make


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """make.py in an empty project folder; nothing of ours is touched."""
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'nothing'\n", "utf-8")
    monkeypatch.setattr(make, "ROOT", tmp_path)
    monkeypatch.setattr(make, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(make, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(make, "WHEELS", tmp_path / "wheels")
    return tmp_path


def test_unknown_task_shows_the_tasks(capsys: pytest.CaptureFixture[str]) -> None:
    """A task nobody knows ends with 1 and the list of tasks; no task at all with 0."""
    assert (make.main("rooster"), make.main()) == (1, 0)
    assert capsys.readouterr().out.count("make.py roster") == 4


def test_clean_takes_no_options(fresh: Path) -> None:
    """`make.py clean --help` cleans nothing."""
    (fresh / "dist").mkdir()
    assert make.main("clean", "--help") == 1
    assert (fresh / "dist").is_dir()


def test_clean_keeps_rosters(fresh: Path) -> None:
    """Cleaning takes the environment and the caches, and leaves rosters and what people wrote."""
    for name in (".venv/bin", "out", "dist", "tests/__pycache__", ".mypy_cache"):
        (fresh / name).mkdir(parents=True)
    (fresh / "out" / "plan.json").touch()
    assert make.main("clean") == 0
    left = {path.relative_to(fresh).as_posix() for path in fresh.rglob("*")}
    assert left == {"out", "out/plan.json", "tests", "pyproject.toml"}


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_without_venv(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fresh: Path
) -> None:
    """Where Python cannot make environments the next step is told, in both languages."""
    monkeypatch.setattr(make, "PYTHON", fresh / "no-python")
    absent = (missing, "virtualenv")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name in absent else name)
    assert make.main("test") == 1
    said = capsys.readouterr().out
    assert "apt install python3-venv" in said
    assert "然后重新运行" in said


@pytest.mark.parametrize(("wheels", "step"), [(False, "PIP_INDEX_URL"), (True, "Fill it anew")])
def test_failed_installation(
    wheels: bool, step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fresh: Path
) -> None:
    """When pip fails, its reason and the next step are told, and the next run tries again."""
    if wheels:
        make.WHEELS.mkdir()
    make.VENV.mkdir()
    script = "print('  ERROR: no such package'); raise SystemExit(1)"
    command = subprocess.Popen
    monkeypatch.setattr("subprocess.Popen", lambda _, **how: command([sys.executable, "-c", script], **how))
    assert make.main("test") == 1
    said = capsys.readouterr().out
    assert "pip: ERROR: no such package" in said
    assert step in said
    assert list(make.VENV.iterdir()) == []


def test_installs_only_when_something_changed(monkeypatch: pytest.MonkeyPatch, fresh: Path) -> None:
    """The second run installs nothing; a changed pyproject.toml, a new wheel or other extras do."""
    make.VENV.mkdir()
    installed: list[tuple[str, ...]] = []
    monkeypatch.setattr(make, "install", installed.append)
    make.set_up("dev")
    make.set_up("dev")
    assert len(installed) == 1
    (fresh / "pyproject.toml").write_text("[project]\nname = 'other'\n", "utf-8")
    make.set_up("dev")
    make.WHEELS.mkdir()
    (make.WHEELS / "a.whl").touch()
    make.set_up("dev")
    make.set_up("dev", "bench")
    assert installed == [("dev",), ("dev",), ("dev",), ("dev", "bench")]


def test_old_python_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Under a Python that is too old, with no newer one about, the version needed is told."""
    monkeypatch.setattr(make, "NEEDED", (99, 0))
    monkeypatch.setattr(make, "NEWER", ())
    assert make.main("test") == 1
    assert "too old, install 3.11 or newer" in capsys.readouterr().out
