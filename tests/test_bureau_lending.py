"""A bureau's file in any encoding, promises that are kept apart, and a station whose profiles clash."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models import Faults, Limits
from scenarios.generate import bureau_files, write
from scheduler.bureau.order import BureauOptions, read_bureau_order
from scheduler.bureau.planning import Result, plan_bureau
from scheduler.bureau.read import read_bureau
from scheduler.commands import Options
from tests.bureau_world import bureau, here, order, station


def planned(folder: Path, **more: object) -> Result:
    """Plan the bureau of a folder in this process."""
    return plan_bureau(order(folder, **more), here, lambda _: None)


def rewritten(folder: Path, *changes: tuple[str, str]) -> None:
    """Change some words of the bureau's file."""
    file = folder / "bureau.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_file_may_be_in_the_encodings_of_the_tables(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with or without a mark at its beginning and GB18030 say the same."""
    station(tmp_path / "s01", 2)
    text = "id: x\nname: 青渠县公安局\nstations:\n  - {folder: s01}\n"
    (tmp_path / "bureau.yaml").write_bytes(text.encode(encoding))
    assert read_bureau(tmp_path)[0].name == "青渠县公安局"


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    """A picture instead of a text file is a mistake with its file, not a traceback."""
    (tmp_path / "bureau.yaml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff")
    with pytest.raises(Faults, match=r"bureau.yaml: this is not a text file"):
        read_bureau(tmp_path)


def test_a_station_is_no_neighbour_of_itself(tmp_path: Path) -> None:
    """It is not told that there is no such station, nor that its own name may be meant."""
    station(tmp_path / "a", 2)
    text = "id: x\nname: X\nstations:\n  - {folder: a, neighbours: [a]}\n"
    (tmp_path / "bureau.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as found:
        read_bureau(tmp_path)
    (said,) = map(str, found.value.faults)
    assert said.startswith("bureau.yaml, line 4: 'a' is named as its own neighbour; leave it out")


def test_nobody_is_proposed_to_two_stations(tmp_path: Path) -> None:
    """Two stations lack two turns each: four of eight auxiliaries between them go, each to one."""
    bureau(tmp_path, "  - {folder: also, x: 20000, y: 0}\n")
    station(tmp_path / "also", 2)
    with (tmp_path / "big" / "people.csv").open("a", encoding="utf-8") as people:
        people.writelines(f"F{n},More big {n},auxiliary,member,\n" for n in (5, 6, 7, 8))
    rewritten(tmp_path, ("people: 2", "people: 4"))
    loans = planned(tmp_path).loans
    assert sorted(loan.borrower for loan in loans) == ["also", "also", "small", "small"]
    assert len({(loan.lender, loan.person) for loan in loans}) == 4


def test_no_reserve_is_proposed_to_two_stations(tmp_path: Path) -> None:
    """Out of reach of every neighbour two stations share a force of four: each gets its own two."""
    bureau(tmp_path, "  - {folder: also, x: 90000, y: 0}\n")
    station(tmp_path / "also", 2)
    force = "reserves:\n  - {id: swat, name: SWAT, kind: auxiliary, people: 4}\n"
    rewritten(tmp_path, ("within: 12000", "within: 9000"), ("lending:", f"{force}lending:"))
    loans = planned(tmp_path).loans
    assert {loan.lender for loan in loans} == {"swat"}
    assert len({loan.person for loan in loans}) == len(loans) == 4


CLASH = """\
rules:
  community-no-day-duty: {on: true}
  community-no-duty-after-22: {on: true}
"""


def clashing(folder: Path) -> None:
    """Officers but the first two become community officers, whom two documents keep off all duty."""
    file = folder / "station.yaml"
    file.write_text(file.read_text("utf-8") + CLASH.replace("on:", '"on":'), "utf-8")
    people = folder / "people.csv"
    with people.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in [one for one in rows if one["kind"] == "officer"][2:]:
        row["roles"] = "community_officer dedicated"
    with people.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_clash_is_said_in_the_line_of_its_station(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two officers cannot stand 168 h a week: the line names the inconsistency, its rules and the way out."""
    bureau(tmp_path)
    clashing(tmp_path / "big")
    result = planned(tmp_path)
    says = result.found["big"].says
    assert result.found["big"].status == "IMPOSSIBLE"
    assert says[0].startswith("I-06: without community officers 2 officers are left")
    assert "--set community-no-day-duty.on=false" in says[0]
    assert any("[community-no-day-duty]" in one or "[community-no-duty-after-22]" in one for one in says[1:])
    assert "I-06" not in capsys.readouterr().err


@pytest.mark.slow
def test_a_clashing_station_does_not_end_the_county(tmp_path: Path) -> None:
    """Of three stations of the county one clashes: it is explained, and the others have rosters."""
    write(bureau_files(1, 44), tmp_path)
    clashing(tmp_path / "s19")
    options = Options(
        Path(), "2026-11-23", limits=Limits(seconds=60, workers=1, reproducible=True), lang="en"
    )
    asked = BureauOptions(tmp_path, options, tmp_path / "out", ["s18", "s19", "s20"])
    result = plan_bureau(read_bureau_order(asked), here, lambda _: None)
    assert {name: one.status for name, one in result.found.items()} == {
        "s18": "PROVEN", "s19": "IMPOSSIBLE", "s20": "PROVEN",
    }  # fmt: skip
    says = "\n".join(result.found["s19"].says)
    assert "I-06" in says
    assert "[community-no-day-duty]" in says
    with (tmp_path / "out" / "overview.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["station"]: row["says"] for row in csv.DictReader(file)}
    assert "community-no-day-duty" in rows["s19"]
    assert rows["s18"] == ""
