"""Arguments of the command line become models, or every mistake in them is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from test_intake import english, write  # noqa: F401 - a fixture

from models import Faults, LeaveKind, PatrolTier, Station
from scheduler.intake import load_station
from scheduler.intake.arguments import parse_aways, parse_settings, parse_tiers, parse_waivers


@pytest.fixture
def station(tmp_path: Path) -> Station:
    """The tiny station: O1 赵一, O2 钱二, F1 孙三, F2 李四."""
    return load_station(write(tmp_path / "s")).station


def told(call: Callable[[], object]) -> list[str]:
    """Every fault of a call as it is printed."""
    with pytest.raises(Faults) as caught:
        call()
    return [str(fault) for fault in caught.value.faults]


def test_tiers_are_read_by_date() -> None:
    """Dates in any form, tiers as numbers or Chinese words."""
    assert parse_tiers(["2026-11-28=1", "2026/11/29＝二级"]) == {
        date(2026, 11, 28): PatrolTier.ONE,
        date(2026, 11, 29): PatrolTier.TWO,
    }
    assert parse_tiers([]) == {}


def test_every_wrong_tier_is_told_at_once() -> None:
    """A tier 4, no tier, no date, and two tiers for one date."""
    wrong = ["2026-11-28=4", "2026-11-28", "soon=1", "2026-11-27=1", "2026-11-27=2"]
    assert told(lambda: parse_tiers(wrong)) == [
        "--tier 2026-11-28=4: '4' is no tier; write 1, 2 or 3 after =, as in 2026-11-28=1",
        "--tier 2026-11-28: '' is no tier; write 1, 2 or 3 after =, as in 2026-11-28=1",
        "--tier soon=1: 'soon' is not a date; write it as 2026-11-23",
        "--tier 2026-11-27=2: 2026-11-27 has another tier already; keep one of them",
    ]


def test_absences_are_read(station: Station) -> None:
    """One day or several, by id or name; a reason that is a kind of leave gives the kind."""
    texts = ["O2=2026-11-23..2026-11-29:探亲", "孙三=2026-11-24", "f2=2026.11.24..20261125：培训"]
    first, second, third = parse_aways(texts, station)
    assert (first.person, first.last, first.reason) == ("O2", date(2026, 11, 29), "探亲")
    assert (second.person, second.first, second.last) == ("F1", date(2026, 11, 24), date(2026, 11, 24))
    assert (third.person, third.kind) == ("F2", LeaveKind.TRAINING)


def test_every_wrong_absence_is_told_at_once(station: Station) -> None:
    """An unknown person, a turned-round span, no date and no person."""
    wrong = ["O22=2026-11-24", "O1=2026-11-24..2026-11-23", "O1=2026-11-31", "O1"]
    round_about = "the last day 2026-11-23 is before the first day 2026-11-24; swap them"
    assert told(lambda: parse_aways(wrong, station)) == [
        "--away O22=2026-11-24: nobody has the id or name 'O22'; maybe 'O2'?",
        f"--away O1=2026-11-24..2026-11-23: {round_about}",
        "--away O1=2026-11-31: '2026-11-31' is not a date; write it as 2026-11-23",
        "--away O1: write it as O3=2026-11-23..2026-11-29:reason, or O3=2026-11-24",
    ]


def test_two_people_of_one_name_need_an_id(tmp_path: Path) -> None:
    """With two 孙三 the name says not enough."""
    station = load_station(write(tmp_path / "two", ("people.csv", "李四", "孙三"))).station
    assert told(lambda: parse_aways(["孙三=2026-11-24"], station)) == [
        "--away 孙三=2026-11-24: several have the name '孙三'; write one of F1, F2"
    ]


def test_settings_are_read_as_yaml() -> None:
    """Numbers, truth and lists by rule and setting."""
    assert parse_settings(["rest.days=2", "rest.on=true", "loop.hours=[8, 9]", "loop.why=a=b"]) == {
        "rest": {"days": 2, "on": True},
        "loop": {"hours": [8, 9], "why": "a=b"},
    }


def test_every_wrong_setting_is_told_at_once() -> None:
    """No value, no setting, and one setting twice."""
    found = told(lambda: parse_settings(["rest.days", "rest=2", "rest.n=1", "rest.n=2"]))
    assert found == [
        "--set rest.days: write it as RULE.SETTING=VALUE, such as weekly-rest-day.days=2",
        "--set rest=2: write it as RULE.SETTING=VALUE, such as weekly-rest-day.days=2",
        "--set rest.n=2: 'rest.n' is written twice; keep one of them",
    ]


def test_waivers_need_a_reason() -> None:
    """Rule and reason are divided by the first colon, and a waiver without reason is refused."""
    (waiver,) = parse_waivers(["rest: storm: all hands"])
    assert (waiver.rule, waiver.reason) == ("rest", "storm: all hands")
    assert len(told(lambda: parse_waivers(["rest", "rest:", ":storm"]))) == 3
