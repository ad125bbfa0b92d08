"""Calls from a CSV file: times in a column of their own, and hours that no day has."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Faults
from scheduler.reports.calls import Calls, read_calls


def read(folder: Path, text: str) -> Calls:
    """What a file with some text says."""
    file = folder / "calls.csv"
    file.write_text(text, "utf-8")
    return read_calls(file)


def faults(folder: Path, text: str) -> list[str]:
    """What is wrong with it."""
    with pytest.raises(Faults) as found:
        read(folder, text)
    return list(map(str, found.value.faults))


@pytest.mark.parametrize(
    "text",
    [
        "date,time\n2026-11-23,08:10\n2026-11-23,8:55:30\n2026-11-24,23:05\n",
        "接警时间,日期\n08：10,2026-11-23\n08：55,2026-11-23\n23：05,2026-11-24\n",
        "日期,时间\n2026-11-23,2026-11-23 08:10\n2026-11-23,2026-11-23 08:55\n2026-11-24,2026-11-24 23:05\n",
        "date,hour,count\n2026-11-23,8,2\n2026-11-24,23,1\n",
    ],
)
def test_hours_in_a_column_of_their_own_count(tmp_path: Path, text: str) -> None:
    """Two calls at eight on the first day and one at 23 o'clock on the second, however they are written."""
    found = read(tmp_path, text)
    assert (list(found.by_date.values()), found.hours[8], found.hours[23], sum(found.hours)) == (
        [2, 1],
        2,
        1,
        3,
    )


def test_a_row_without_its_time_is_a_call_all_the_same(tmp_path: Path) -> None:
    """Two calls, one of them at eight: the other counts for its day only."""
    found = read(tmp_path, "date,time\n2026-11-23,08:10\n2026-11-23,\n")
    assert (found.total, sum(found.hours)) == (2, 1)


@pytest.mark.parametrize(
    ("head", "row", "value"),
    [
        ("time", "2026-11-23 25:10", "2026-11-23 25:10"),
        ("time", "2026-11-23 24:00", "2026-11-23 24:00"),
        ("time", "2026-11-23 08:70", "2026-11-23 08:70"),
        ("date,time", "2026-11-23,25:10", "25:10"),
        ("date,time", "2026-11-23,morning", "morning"),
    ],
)
def test_a_time_that_no_day_has_is_named(tmp_path: Path, head: str, row: str, value: str) -> None:
    """25:10 is not taken for ten past one: the row and what to write instead are said."""
    said = faults(tmp_path, f"{head}\n{row}\n")
    assert said == [f"calls.csv:2: '{value}' is no time of the day; write it as 08:30"]
