"""Calls beside patrol: the report says where patrol falls behind what is called in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sample_plan import sample_plan, station

from scheduler.reports import KINDS, Given
from scheduler.reports.calls import Calls, read_calls
from scheduler.reports.report import Table
from scheduler.reports.steering import calls_beside

DAY = {date(2026, 11, 23): 4}
SEEN = {"1": [60.0] * 24, "2": [20.0] * 24}
"""Zone 1 has three times the patrol of zone 2, alike at every hour."""


def tables(calls: Calls) -> dict[str, Table]:
    """The tables of Tianbu under these calls, by title."""
    found = calls_beside(station(), SEEN, calls)
    return {part.title: part for part in found if isinstance(part, Table)}


def test_zone_and_type_are_read(tmp_path: Path) -> None:
    """Two calls in zone 1 and one without a zone; two of them thefts."""
    file = tmp_path / "calls.csv"
    file.write_text("日期,巡区,类别\n2026-11-23,1,盗窃\n2026-11-23,1,盗窃\n2026-11-24,,纠纷\n", "utf-8")
    calls = read_calls(file)
    assert (calls.zones, calls.types, calls.hours) == ({"1": 2}, {"盗窃": 2, "纠纷": 1}, ())


def test_a_zone_with_less_than_half_of_its_share_is_marked() -> None:
    """Zone 2 has 3 of 4 calls (75 %) and a quarter of the patrol: 25 is less than half of 75."""
    table = tables(Calls(DAY, zones={"1": 1, "2": 3}))["Calls and patrol by zone"]
    assert [row[1:] for row in table.rows[:2]] == [
        (1, "25 %", 1440, "75 %", ""),
        (3, "75 %", 480, "25 %", "※"),
    ]


def test_hours_stand_two_by_two() -> None:
    """All four calls fall at eight: 100 % of the calls, a twelfth (8 %) of patrol; others are unmarked."""
    hours = tuple(4 if hour == 8 else 0 for hour in range(24))
    table = tables(Calls(DAY, hours))["Calls and patrol by hour"]
    assert len(table.rows) == 12
    assert [row[0] for row in table.rows if row[-1]] == ["08–10"]
    assert table.rows[4][1:5] == (4, "100 %", 160, "8 %")


def test_calls_from_elsewhere_are_not_lost() -> None:
    """A call in a zone nobody here has is counted in a line of its own; names of zones do as well as ids."""
    name = station().zones[0].name
    table = tables(Calls(DAY, zones={"nowhere": 1, name: 3}))["Calls and patrol by zone"]
    assert table.rows[0][1] == 3
    assert table.rows[-1] == ("no zone of the station", 1, "25 %", None, None, "")


@pytest.mark.parametrize(
    ("calls", "more"), [(None, False), (Calls(DAY), False), (Calls(DAY, types={"x": 4}), True)]
)
def test_the_report_has_them_where_there_is_something_to_compare(calls: Calls | None, more: bool) -> None:
    """Without calls, or with bare dates, the report of visible patrol is what it was."""
    report = KINDS["visibility"](Given(station(), (sample_plan({0: 3}),), calls))
    titles = [part.title for section in report.sections for part in section.parts if isinstance(part, Table)]
    assert ("Calls by type" in titles) is more
