"""The benchmark of scale: its arithmetic, and that the growing station grows."""

from __future__ import annotations

from benchmarks.scale import Rate, extrapolation
from benchmarks.scale_draw import exponent, line
from benchmarks.scale_work import PEOPLE, Grown, Size, grow, grown_order
from models import Limits


def grown(people: int, days: int, seconds: float | None) -> Grown:
    """A size that took so many seconds to each mark."""
    return Grown(people, days, 1, seconds, seconds, seconds, 9.0, "FOUND", 100.0)


def test_the_exponent_of_a_power() -> None:
    """1, 100, 10,000 s for 26, 260, 2,600 people is the square; days with two sizes, one of them not done."""
    found = [grown(26, 7, 1.0), grown(260, 7, 100.0), grown(2600, 7, 10000.0), grown(26, 28, None)]
    assert exponent(found, "people", "proof") == 2.0
    assert line(found, "days", "proof") == [(7, 1.0)]
    assert exponent(found, "days", "proof") is None


def test_the_extrapolation_is_a_product() -> None:
    """50,000 stations of 3.6 CPU s are 50 h; in 8 h at an efficiency of 0.5 these are 12.5 cores."""
    found = [Rate("processes", 2, 9, 1.0, 20.0, 0.5, 3.6, 200.0, 0.0)]
    text = extrapolation(found)
    assert "= 50 CPU h" in text[0]
    assert text[1].startswith("in 8 h: 12 cores")


def test_people_grow_and_crews_do_not() -> None:
    """Ten times the people and the seats in the same crews; the small one is planned within its limit."""
    limits = Limits(seconds=10, workers=1)
    small, large = (grown_order(Size(number, 1, limits)) for number in (PEOPLE, 10 * PEOPLE))
    assert (len(small.station.people), len(large.station.people)) == (26, 260)
    assert [one.id for one in small.station.duties] == [one.id for one in large.station.duties]
    found = grow(Size(PEOPLE, 1, limits))
    assert found.first is not None
    assert found.turns > 0
