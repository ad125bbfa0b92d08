"""A generated province: counties side by side, the same files for the same seed, every station sound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from scenarios.generate import main
from scenarios.generate_bureau import STATIONS
from scenarios.generate_province import COUNTY, ROW, province
from scheduler.bureau.read import read_bureau
from scheduler.intake import load_station


def test_counties_have_their_stations_and_places() -> None:
    """400 stations are nine counties of 44 and four more; the ninth begins the second row."""
    found = [one for one, _ in province(1, 400)]
    counties = Counter(one.design.id[:3] for one in found)
    assert counties == {**{f"c{n:02d}": STATIONS for n in range(1, 10)}, "c10": 4}
    assert len({one.design.id for one in found}) == 400
    ninth = [one for one in found if one.design.id.startswith("c09")]
    assert all(one.x < COUNTY <= one.y < 2 * COUNTY for one in ninth)
    assert max(one.x for one in found) < ROW * COUNTY


def test_a_small_province_is_the_beginning_of_a_large_one() -> None:
    """The first 50 of 50 and of 100 are the same; another seed gives others."""
    first, longer, other = ([one for one, _ in province(*words)] for words in ((1, 50), (1, 100), (2, 50)))
    assert first == longer[:50]
    assert first != other


def test_stations_are_sound_and_have_neighbours(tmp_path: Path) -> None:
    """Three stations by the command, written twice alike; read without a fault, 9 km apart or so."""
    for name in ("a", "b"):
        words = ["province", "--stations", "3", "--seed", "1", "--out", str(tmp_path / name)]
        assert main(words) == 0
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert all((tmp_path / "a" / one).read_bytes() == (tmp_path / "b" / one).read_bytes() for one in files)
    bureau, folder = read_bureau(tmp_path / "a")
    assert [one.id for one in bureau.stations] == ["c01s01", "c01s02", "c01s03"]
    assert bureau.neighbours("c01s01")
    assert all(load_station(folder / one.folder).station.people for one in bureau.stations)
