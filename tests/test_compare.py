"""Comparing: scenarios, stations and plans side by side, in the terminal, as a workbook and as a page."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import TIANBU, Command
from openpyxl import load_workbook
from sample_plan import changed
from sample_routes import places, routed_plan

from models import Importance, Place, PlaceKind, Plan, StaffKind, Status, Turn
from scenarios.cases import Case
from scenarios.charts import bars, dots, lines, marks, nice
from scenarios.column import Column, column_of
from scenarios.compare_page import page
from scenarios.comparison import report_of
from scenarios.figures import Spread, burdens, costs_by_rule, differing, figures_of, risk_visited
from scenarios.overview import overview
from scenarios.reachable import reached
from scheduler.intake import load_station
from scheduler.reports.report import Table
from scheduler.streets.town import Town, open_town

SCENARIO = """\
name: {name}
station: tiny
week: 2026-11-23
limits: {{seconds: 20, workers: 1, seed: 1, reproducible: yes}}
changes: [{changes}]
"""


def scenario(tiny: Path, name: str, changes: str) -> Path:
    """A scenario beside the tiny station."""
    path = tiny.parent / f"{name}.yaml"
    path.write_text(SCENARIO.format(name=name, changes=changes), "utf-8")
    return path


def rows(column: Column, *more: Column, published: Plan | None = None) -> dict[object, tuple[object, ...]]:
    """The rows of the overview by their heads."""
    table = overview([column, *more], published).parts[0]
    assert isinstance(table, Table)
    return {row[0]: row[1:] for row in table.rows}


# --- figures ---


def test_spread() -> None:
    """1, 2 and 6: 5 between the least and the most, 3 in the mean, and who has the most."""
    one = Spread.of({"a": 1, "b": 2, "c": 6})
    assert (one.least, one.mean, one.most, one.spread, one.who) == (1, 3, 6, 5, ("c",))
    assert Spread.of({}).spread == 0


def test_burdens_leave_out_who_was_away(planned: tuple[object, Path]) -> None:
    """Of the real week: 56 night turns of 18 auxiliaries are 3.1 each; 14 of 8 officers 1.75."""
    from scheduler.saved_plan import read_plan

    plan = read_plan(planned[1] / "plan.json")
    found = {one.kind: one for one in burdens(plan)}
    assert set(found) == {StaffKind.OFFICER, StaffKind.AUXILIARY}
    assert found[StaffKind.AUXILIARY].nights.mean == pytest.approx(56 / 18)
    assert found[StaffKind.OFFICER].nights.mean == pytest.approx(14 / 8)
    figures = figures_of(plan)
    assert (figures["turns"], figures["nights"], figures["empty"]) == (105, 70, 0)
    assert costs_by_rule(plan)["seats-full"] == 0


def test_risk_is_counted_once_an_hour() -> None:
    """Both crews' stops by place and hour; a place called at twice in one hour counts once."""
    plan = routed_plan(1)
    risk = {place.id: place.risk for place in plan.places}
    zone = {place.id: place.zone for place in plan.places}
    called = {(stop.place, stop.due.hour) for route in plan.routes for stop in route.stops if stop.dwell}
    found = risk_visited(plan)
    assert sum(map(sum, found.values())) * len(plan.days) == pytest.approx(
        sum(risk[one] for one, _ in called)
    )
    assert set(found) == {zone[one] for one, _ in called}


def test_a_swap_is_two_people_and_four_turns() -> None:
    """Two people of the sample week exchange a turn each: both lose one and gain one."""
    plan = routed_plan(1)
    held = {(turn.person, turn.crew) for turn in plan.turns}
    one, two = next(
        (one, two)
        for one, two in combinations(plan.turns, 2)
        if not {(one.person, two.crew), (two.person, one.crew)} & held
    )
    swapped = {one: Turn(person=two.person, crew=one.crew), two: Turn(person=one.person, crew=two.crew)}
    other = changed(plan, turns=tuple(swapped.get(turn, turn) for turn in plan.turns))
    people, turns = differing(other, plan)
    assert (people, turns) == ({one.person, two.person}, 4)
    assert differing(plan, plan) == (set(), 0)


# --- reach ---


def test_nothing_is_said_of_reach_without_map_or_routes() -> None:
    """A plan without routes, and one without its station, have no places beyond three minutes."""
    assert reached(routed_plan(1), None) is None
    assert (
        reached(changed(routed_plan(1), routes=()), open_town(TIANBU, load_station(TIANBU).station)) is None
    )


def test_places_beyond_three_minutes() -> None:
    """At the station is within reach at every hour; a place off every road never is; 7 x 24 half hours less
    those before the first crew begins."""
    town = open_town(TIANBU, load_station(TIANBU).station)
    base = town.base
    lost = Place(id="lost", name="孤岛", kind=PlaceKind.KEY_PLACE, x=base.x + 1, y=base.y + 1)
    station = town.station.model_copy(update={"places": (base, lost)})
    found = reached(changed(routed_plan(1), places=places()), Town(station, town.roads))
    assert found is not None
    first = min(crew.start for crew in routed_plan(1).crews)
    assert found.hours == 7 * 24 - sum(f"{hour:02d}:30" < f"{first:%H:%M}" for hour in range(24))
    assert found.often == {"lost": found.hours}
    assert found.mean == pytest.approx(sum(found.by_hour) / 24)


# --- charts ---


def test_scales_are_round_numbers() -> None:
    """The next of 1, 2, 5 and 10 that is not smaller."""
    assert [nice(step) for step in (0.3, 1, 1.2, 4, 7, 30, 0)] == [0.5, 1, 2, 5, 10, 50, 1]


def test_charts_lie_inside_their_frames() -> None:
    """Lines, people and bars stay within 900 units; each column has a sign of its own."""
    signs = marks(["a", "b"])
    assert signs[0].colour != signs[1].colour
    assert signs[0].dash != signs[1].dash
    drawn = lines("t", {"a": [0.0] * 23 + [130.0], "b": [10.0] * 24}, signs)
    assert [text for _, text in drawn.scale] == ["0", "50", "100", "150"]
    numbers = [float(one) for path, _ in drawn.paths for one in re.findall(r"[\d.]+", path)]
    assert 0 <= min(numbers) <= max(numbers) <= 900
    people = dots("t", {"a": [3, 3, 3, 4], "b": [5]}, signs, whole=True)
    assert [[one.people for one in row[2]] for row in people.rows] == [[3, 1], [1]]
    assert [text for _, text in people.ticks] == ["2", "3", "4", "5", "6"]
    group = bars("t", {"law": {"a": 1, "b": 4}, "fair": {"a": 0}}, signs).groups
    assert [width for _, _, width, _ in group[0][2]] == [130, 520]
    assert group[1][2][0][2] == 0


# --- the report ---


def test_overview_of_a_case_without_a_roster() -> None:
    """An impossible case has dashes, and says below the table what cannot hold together."""
    good = column_of(Case("good", "Good", Status.PROVEN, routed_plan(1)))
    bad = column_of(Case("bad", "Bad", Status.IMPOSSIBLE, says="These rules cannot hold together:\n  · one"))
    found = rows(good, bad)
    assert found["Result"] == ("proven optimal", "proven impossible")
    assert found["turns"][1] == "—"
    parts = overview([good, bad], None).parts
    assert parts[1:] == ("bad: These rules cannot hold together:", "  · one")


def test_what_only_routes_give_is_not_nought_without_them() -> None:
    """Calls and risk of a plan without routes are dashes."""
    plain = column_of(Case("plain", "Plain", Status.PROVEN, changed(routed_plan(1), routes=())))
    routed = column_of(Case("routed", "Routed", Status.PROVEN, routed_plan(1)))
    found = rows(plain, routed)
    assert found["routes planned"] == ("no", "yes")
    assert found["calls"][0] == found["risk called at"][0] == "—"
    calls = sum(1 for route in routed_plan(1).routes for stop in route.stops if stop.dwell)
    assert found["calls"][1] == calls > 0


def test_page_is_one_file_that_can_be_read(tmp_path: Path) -> None:
    """Well-formed, nothing from outside, names escaped, a chart for each measure, in both languages."""
    from scheduler.i18n import use

    columns = [column_of(Case(name, "<b>&", Status.PROVEN, routed_plan(1))) for name in ("one", "two")]
    for lang, word in (("zh", "见警分钟"), ("en", "patrol minutes")):
        use(lang)
        text = page(report_of(columns, routed_plan(1)), columns)
        assert word in text
        assert not re.search(r"https?:|src=|@import|url\(", text)
        assert "<b>&<" not in text
        assert "&lt;b&gt;&amp;" in text
        charts = [ElementTree.fromstring(one) for one in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]
        assert len(charts) >= 2 + 4  # a sign for each column, minutes, risk, hours and nights
    use("en")


# --- the command ---


def test_scenarios_and_a_plan_side_by_side(xunfang: Command, tiny: Path) -> None:
    """28 turns of nine people, 35 with a third on the night patrol, none with one away; both files."""
    plain = scenario(tiny, "plain", "")
    more = scenario(tiny, "more", "{people: {auxiliary: +2}, seats: {night: 3辅警}}")
    away = scenario(tiny, "away", "{leave: {F1: 2026-11-23..2026-11-29}}")
    published = tiny.parent / "published"
    assert xunfang("scenario", plain, "--out", published).code == 0
    out = tiny.parent / "out"
    done = xunfang("compare", published, plain, more, away, "--published", published, "--out", out)
    assert done.code == 0, done.err
    assert "away: There is no lawful roster (proven)" in done.said
    book = load_workbook(out / "compare.xlsx")
    found = {row[0]: row[1:5] for row in book["Overview"].iter_rows(values_only=True)}
    assert found["turns"] == (28, 28, 35, "—")
    assert found["empty seats"] == (0, 0, 0, "—")
    assert found["turns that differ"] == (0, 0, found["turns that differ"][2], "—")
    assert found["turns that differ"][2] >= 7  # seven more seats at night
    assert book.sheetnames == ["Overview", "Zones and hours", "Price", "Changes"]
    assert "proven impossible" in (out / "compare.html").read_text("utf-8")
    assert not list(out.glob(".*"))


def test_a_station_folder_needs_a_week(xunfang: Command, tiny: Path) -> None:
    """With a week it is planned as it is; twice the same name is told apart."""
    plain = scenario(tiny, "tiny", "")
    assert xunfang("compare", tiny, plain).faults == [
        f"{tiny}: say for which week it is planned; write --week 2026-11-23"
    ]
    done = xunfang("compare", tiny, plain, "--week", "2026-11-23", "--workers", 1)
    assert done.code == 0, done.err
    assert "tiny (2)" in done.out


def test_every_mistake_of_all_that_is_compared(xunfang: Command, tiny: Path) -> None:
    """One alone; a scenario with a fault, a file that is not there and a plan that is none."""
    wrong = scenario(tiny, "wrong", "{seats: {nigth: 1辅警}}")
    (tiny / "plan.txt").write_text("", "utf-8")
    empty = tiny.parent / "empty"
    empty.mkdir()
    done = xunfang("compare", wrong, tiny / "gone.yaml", empty, "--published", tiny / "gone.json")
    assert done.code == 1
    assert len(done.faults) == 4
    assert "wrong.yaml, line 5: there is no duty 'nigth'; maybe 'night'?" in done.err
    (tiny.parent / "plan.json").write_text(routed_plan(1).model_dump_json(), "utf-8")
    plain = scenario(tiny, "plain", "")
    other = xunfang("compare", plain, plain, "--published", tiny.parent / "plan.json")
    assert (other.code, len(other.faults)) == (1, 1)
    assert "plan.json: is of station 'tianbu' and the week of 2026-11-23" in other.err
    alone = xunfang("compare", scenario(tiny, "plain", ""))
    assert (alone.code, len(alone.faults)) == (1, 1)


def test_tiers_of_importance_have_their_words() -> None:
    """Each tier that costs something has a row; the sample plan's search had none."""
    column = column_of(Case("one", "One", Status.PROVEN, routed_plan(1)))
    heads = {str(head) for head in rows(column)}
    searched = {one.importance for one in routed_plan(1).passes}
    assert sum(head.startswith("cost: ") for head in heads) == len(searched) <= len(Importance)
