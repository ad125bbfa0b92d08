"""What is shipped is whole: the wheel, in an environment of its own, plans a station from anywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WHEELS = ROOT / "wheels"
SOURCE = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
"""As make.py does: without network from the folder wheels/."""

PACKAGES = ("models", "scheduler", "scenarios")
NOT_SHIPPED = {".po", ".pyc"}

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path | None = None) -> str:
    """Run a command and return what it says; anything but 0 fails with all it said."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this folder."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", *SOURCE, "--no-deps", "--wheel-dir", out, ROOT)
    (built,) = out.glob("xunfang-*.whl")
    return built


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that holds the wheel and what it depends on."""
    home = tmp_path_factory.mktemp("bare")
    run(sys.executable, "-m", "venv", home)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", *SOURCE, wheel)
    return programs


def test_wheel_holds_every_file(wheel: Path) -> None:
    """Profiles, page template, words, translations, station: each file of the packages is in the wheel."""
    held = set(zipfile.ZipFile(wheel).namelist())
    paths = (path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file())
    files = {path for path in paths if "__pycache__" not in path.parts}
    wanted = {path.relative_to(ROOT).as_posix() for path in files if path.suffix not in NOT_SHIPPED}
    assert wanted - held == set()
    assert {
        "scheduler/profiles/law.yaml",
        "scheduler/profiles/tianbu-2006.yaml",
        "scheduler/render/roster.html.j2",
        "scheduler/intake/words.csv",
        "scheduler/locale/zh/LC_MESSAGES/xunfang.mo",
        "scenarios/tianbu/station.yaml",
    } <= held


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    """Tests, scripts and caches stay at home."""
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {one for one in tops if not one.startswith("xunfang-")} <= {*PACKAGES, "benchmarks"}


def test_bare_environment_has_no_tools(bare: Path) -> None:
    """The environment is a user's: no test runner, no compiler of translations."""
    listed = run(bare / "python", "-m", "pip", "list").lower()
    assert "xunfang" in listed
    assert [tool for tool in ("pytest", "babel", "mypy", "ruff", "hypothesis") if tool in listed] == []


def test_help(bare: Path, tmp_path: Path) -> None:
    """`xunfang --help` starts and names its commands."""
    said = run(bare / "xunfang", "--help", cwd=tmp_path)
    assert [name for name in ("plan", "audit", "rules", "template") if name not in said] == []


def test_plans_from_another_directory(bare: Path, tmp_path: Path) -> None:
    """A copy of the shipped station is planned and audited from a folder that is not the project's."""
    shutil.copytree(ROOT / "scenarios" / "tianbu", tmp_path / "我的 station")
    run(bare / "xunfang", "plan", "我的 station", "--week", "2026-11-23", cwd=tmp_path)
    assert (tmp_path / "out" / "roster.xlsx").is_file()
    assert "周一" in (tmp_path / "out" / "roster.html").read_text("utf-8")
    run(bare / "xunfang", "audit", "我的 station", "out/roster.xlsx", cwd=tmp_path)
    assert "夜巡" in run(bare / "xunfang", "rules", "我的 station", cwd=tmp_path)
