"""A plan alone finds the station it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command


@pytest.fixture
def published(xunfang: Command, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of the tiny station, typed as `tiny` from the folder above it."""
    assert tiny == tmp_path / "tiny"
    monkeypatch.chdir(tmp_path)
    run = xunfang("plan", "tiny", "--week", "2026-11-23", "--workers", "1", "--out", "out")
    assert run.code == 0
    return tmp_path / "out" / "plan.json"


def test_price_takes_a_plan_alone(xunfang: Command, published: Path) -> None:
    """The prices are those that the station named as well gives."""
    alone = xunfang("price", published, "--on", "2026-11-24")
    both = xunfang("price", "tiny", published, "--on", "2026-11-24")
    assert (alone.code, both.code) == (0, 0)
    assert alone.out == both.out


def test_station_is_found_from_another_folder(
    xunfang: Command, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From elsewhere the folders above the plan are looked through."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert xunfang("price", published, "--on", "2026-11-24").code == 0


def test_station_that_moved_must_be_named(xunfang: Command, published: Path, tmp_path: Path) -> None:
    """One line says where it was looked for and what to write."""
    (tmp_path / "tiny").rename(tmp_path / "moved")
    run = xunfang("price", published)
    assert run.code == 1
    assert run.faults == [
        f"{published}: the station it was made from is not at 'tiny'; name it before the plan"
    ]
    assert xunfang("price", "moved", published, "--on", "2026-11-24").code == 0


def test_three_files_are_too_many(xunfang: Command, published: Path) -> None:
    """A station and a plan, or the plan alone."""
    run = xunfang("price", "tiny", published, published)
    assert (run.code, len(run.faults)) == (1, 1)
