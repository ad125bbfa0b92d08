"""Duties that stand only under some settings (`only_if`), and conditions that could never hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import STATION, Command
from world import MONDAY, duty, station

from models import Settings
from scheduler.i18n import use
from scheduler.posture import Request, open_week
from scheduler.rulebook.book import open_book
from scheduler.rulebook.switches import check_switches, stands

BOTH = "checkpoints-manned.on=true checkpoints-manned.by=village"


@pytest.mark.parametrize(
    ("condition", "settings", "standing"),
    [
        ("", {}, True),
        ("zone-groups.reading=b", {}, True),  # the default
        ("zone-groups.reading=b", {"zone-groups": {"reading": "a"}}, False),
        ("zone-groups.reading=a", {"zone-groups": {"reading": "a"}}, True),
        ("zone-groups.on=false", {}, True),
        ("checkpoints-manned.on=true", {"checkpoints-manned": {"on": True}}, True),
        ("checkpoints-manned.on=yes", {"checkpoints-manned": {"on": True}}, True),
        ("weekly-rest-day.days=2", {"weekly-rest-day": {"days": 2}}, True),
        ("weekly-rest-day.days=2", {}, False),
        (BOTH, {"checkpoints-manned": {"on": True}}, True),
        (BOTH, {"checkpoints-manned": {"on": True, "by": "guards"}}, False),
        (BOTH, {}, False),
        ("no-such-rule.on=true", {}, False),
        ("zone-groups.colour=red", {}, False),
    ],
)
def test_duty_stands_while_every_condition_holds(condition: str, settings: Settings, standing: bool) -> None:
    """All conditions must hold, with the defaults of what nobody set; an unknown one never does."""
    assert stands(duty("N", only_if=condition), open_book((), settings)) is standing


def test_duty_that_does_not_stand_has_no_crews() -> None:
    """With reading a the week has the seven crews of N, with reading b the seven of O."""
    conditions = {
        letter: {"only_if": f"zone-groups.reading={one}"} for letter, one in (("N", "a"), ("O", "b"))
    }
    for reading, letter in (("a", "N"), ("b", "O")):
        book = open_book((), {"zone-groups": {"reading": reading}})
        week = open_week(station("NO", duties=conditions), Request(MONDAY), book.reseat)
        assert [crew.duty for crew in week.crews] == [letter] * 7


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("zone-groups", "'zone-groups' is no condition; write RULE.SETTING=VALUE"),
        ("zone-groups.reading=", "'zone-groups.reading=' is no condition"),
        ("reading=b", "'reading=b' is no condition"),
        ("zones-group.reading=b", "there is no setting 'zones-group.reading'; see `xunfang rules`"),
        ("zone-groups.readings=b", "there is no setting 'zone-groups.readings'"),
        ("zone-groups.reading=d", "'zone-groups.reading' is never 'd'; write a value such as b"),
        ("zone-groups.groups=two", "'zone-groups.groups' is never 'two'; write a value such as 2"),
        ("zone-groups.on=maybe", "'zone-groups.on' is never 'maybe'; write a value such as true"),
        ("zone-groups.on=1", "'zone-groups.on' is never '1'"),
        ("zone-groups.on=]", "'zone-groups.on' is never ']'"),
    ],
)
def test_condition_that_could_never_hold_is_a_fault(condition: str, told: str) -> None:
    """Each says what is wrong and what to write; the sound condition beside it is passed over."""
    use("en")
    (fault,) = check_switches([duty("E"), duty("N", only_if=f"zone-groups.on=true {condition}")])
    assert told in str(fault)
    assert "duty 'N'" in str(fault)
    assert fault.path == ("duties", 1, "only_if")


def test_sound_conditions_are_no_faults() -> None:
    """Texts, numbers and switches, in the forms that a station file has."""
    sound = (
        f"{BOTH} zone-groups.groups=2 zone-groups.on=no weekly-rest-day.days=1 weather-mode.days=2026-11-23"
    )
    assert list(check_switches([duty("N", only_if=sound)])) == []


def test_command_names_the_line_of_a_wrong_condition(xunfang: Command, tmp_path: Path, tiny: Path) -> None:
    """Every wrong condition is a line on stderr with file and line; the exit code is 1."""
    wrong = "\n  - {id: extra, kind: night, name: 加班, windows: '23:00-05:00', only_if: a.b=c zone-groups}\n"
    (tiny / "station.yaml").write_text(STATION.rstrip() + wrong, "utf-8")
    run = xunfang("plan", tiny, "--week", "2026-11-23", "--out", tmp_path / "out")
    assert run.code == 1
    assert [line.partition("station.yaml, ")[2] for line in run.faults] == [
        "line 8: duty 'extra': there is no setting 'a.b'; see `xunfang rules`",
        "line 8: duty 'extra': 'zone-groups' is no condition; write RULE.SETTING=VALUE",
    ]
    assert not (tmp_path / "out").exists()
