"""What tests share: they begin in English, call the command line in-process, and plan the real week once."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import hypothesis
import pytest

from scheduler import i18n
from scheduler.cli import main

# The same examples every time: what lands is decided by the change, not by a draw.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same")

TIANBU = Path(__file__).parent.parent / "scenarios" / "tianbu"


@dataclass(frozen=True)
class Run:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """The output without its line breaks, which depend on the width of the terminal."""
        return " ".join(self.out.split())

    @property
    def faults(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()


Command = Callable[..., Run]


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def _xunfang(*arguments: object) -> Run:
    """Run the command `xunfang`, in English unless the arguments say otherwise."""
    words = [str(one) for one in arguments]
    if not words[0].startswith("-") and "--lang" not in words and "--help" not in words:
        words += ["--lang", "en"]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["xunfang", *words])
        with pytest.raises(SystemExit) as end:
            main()
    assert isinstance(end.value.code, int)
    return Run(end.value.code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def xunfang() -> Command:
    """The command line; anything but an exit, such as a traceback, fails the test."""
    return _xunfang


@pytest.fixture(scope="session")
def tianbu() -> Path:
    """The folder of the shipped station."""
    return TIANBU


def _once(name: str, factory: pytest.TempPathFactory, *words: object) -> tuple[Run, Path]:
    """Run a command with an output folder, once for all the processes of pytest-xdist.

    Whoever is done first leaves a note, and the others take that folder; nobody waits for anybody.
    """
    base = factory.getbasetemp()
    note = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"{name}.json"
    if not note.exists():
        out = factory.mktemp(name) / "out"
        own = out.parent / "note.json"
        own.write_text(json.dumps([asdict(_xunfang(*words, "--out", out)), str(out)]), "utf-8")
        with suppress(OSError):
            note.hardlink_to(own)
        note = note if note.exists() else own
    run, folder = json.loads(note.read_text("utf-8"))
    return Run(**run), Path(folder)


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """The shipped station's week from 23 November 2026: what the command said, and its output folder."""
    return _once("planned", tmp_path_factory, "plan", TIANBU, "--week", "2026-11-23")


@pytest.fixture(scope="session")
def next_week(planned: tuple[Run, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """The week after `planned`, which carries it on, without names."""
    words = ("plan", TIANBU, "--week", "2026-11-30", "--after", planned[1] / "plan.json", "--redact")
    return _once("next", tmp_path_factory, *words)


STATION = """\
id: tiny
name: 小所
duties:
  - {id: leader, kind: leader, name: 带班, windows: "08:30-08:30", tier3: "1民警[leader]", active_minutes: 0}
  - {id: main, kind: main, name: 主班, windows: "08:30-08:30", tier3: 1民警, active_minutes: 480}
  - {id: night, kind: night, name: 夜巡, windows: "23:00-05:00", tier3: 2辅警}
  - {id: call, kind: standby, on_call: true, name: 备勤, windows: "08:30-08:30", tier3: 1民警, within: leader}
"""
PEOPLE = """\
id,name,kind,rank
O1,赵建国,officer,chief
O2,钱志强,officer,instructor
O3,孙海燕,officer,deputy_chief
O4,李明,officer,
O5,王国平,officer,
O6,周卫东,officer,
F1,陈伟,auxiliary,
F2,周敏,auxiliary,
F3,吴刚,auxiliary,
"""


def tiny_station(folder: Path) -> Path:
    """Write a station of nine: three leaders, three officers, three auxiliaries."""
    folder.mkdir()
    (folder / "station.yaml").write_text(STATION, "utf-8")
    (folder / "people.csv").write_text(PEOPLE, "utf-8")
    return folder


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A station of nine that is planned in a moment: three leaders, three officers, three auxiliaries."""
    return tiny_station(tmp_path / "tiny")
