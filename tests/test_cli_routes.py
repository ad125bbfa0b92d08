"""The command routes: routes alone for a given roster, on a street one can walk in one's head."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest
from conftest import Command, tiny_station

from models import Importance, Limits, Plan
from scheduler.commands import Options
from scheduler.judging import read_given
from scheduler.kernel.tally import cells_of
from scheduler.routing import about_walks, plan_routes

STREET = {
    "station": ("小所", "station", "", 1000),
    "shop": ("商店", "key_place", "1", 0),
    "kiosk": ("岗亭", "kiosk", "1", 2000),
    "school": ("小学", "school", "1", 3000),
}
"""Places a kilometre apart on one street."""

PAIRS = {f"{one}, {two}" for one, two in permutations(("陈　伟", "周　敏", "吴　刚"), 2)}
"""Two of the three guards as the sheet prints them."""

EXACTLY = ("--reproducible", "--workers", "1", "--seconds", "20")


def with_street(tiny: Path) -> Path:
    """The station of nine with a street, whose night patrol goes by e-bike."""
    yaml = (tiny / "station.yaml").read_text("utf-8")
    patrol = "tier3: 2辅警, mode: ebike, zones: ['1']}"
    yaml = yaml.replace("tier3: 2辅警}", patrol).replace("duties:", "zones: [{id: '1', name: 一片}]\nduties:")
    (tiny / "station.yaml").write_text(yaml + "roads: road_edges.csv\n", "utf-8")
    rows = [f"{key},{name},{kind},{zone},{x},0,45" for key, (name, kind, zone, x) in STREET.items()]
    write(tiny / "places.csv", "id,name,kind,zone,x,y,dwell", *rows)
    write(tiny / "road_nodes.csv", "node,x,y", *(f"n{k},{1000 * k},0" for k in range(4)))
    write(tiny / "road_edges.csv", "from,to,name,road", *(f"n{k},n{k + 1},江堤路,tertiary" for k in range(3)))
    return tiny


@pytest.fixture
def mapped(tiny: Path) -> Path:
    """The station with a street, in a folder of the test's own."""
    return with_street(tiny)


def write(path: Path, *lines: str) -> None:
    """Write a CSV file."""
    path.write_text("\n".join(lines) + "\n", "utf-8")


def plan_in(folder: Path) -> Plan:
    """The plan of an output folder."""
    return Plan.model_validate_json((folder / "plan.json").read_bytes())


def served(plan: Plan) -> set[tuple[str, str]]:
    """Who serves where."""
    return {(turn.person, turn.crew) for turn in plan.turns}


def value(plan: Plan, rule: str) -> tuple[int, int]:
    """(value, bound) of the pass of a rule."""
    return next((one.value, one.bound) for one in plan.passes if rule in one.rules)


@pytest.fixture(scope="module")
def planned_once(xunfang: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a plan without routes."""
    folder = tmp_path_factory.mktemp("street")
    words = ("plan", with_street(tiny_station(folder / "tiny")), "--week", "2026-11-23", "--no-routes")
    assert xunfang(*words, *EXACTLY, "--out", folder / "roster").code == 0
    return folder / "roster"


@pytest.fixture
def roster(planned_once: Path, mapped: Path, tmp_path: Path) -> Path:
    """The same, in a folder of the test's own beside the station."""
    return shutil.copytree(planned_once, tmp_path / "roster")


def test_routes_of_a_plan(xunfang: Command, mapped: Path, roster: Path, tmp_path: Path) -> None:
    """People stay, seven nights of two rounds are walked, and no plan with routes walks better ones."""
    out, whole = tmp_path / "routes", tmp_path / "whole"
    run = xunfang("routes", mapped, roster / "plan.json", *EXACTLY, "--out", out)
    assert run.code == 0
    made = plan_in(out)
    assert served(made) == served(plan_in(roster))
    assert [len(route.rounds) for route in made.routes] == [2] * 7
    assert (out / "routes" / "cards.html").is_file()
    assert "only the routes were planned here" in made.notes[-1].text
    xunfang("plan", mapped, "--week", "2026-11-23", "--routes", *EXACTLY, "--out", whole)
    assert value(made, "patrol-value")[0] > 0
    assert value(made, "patrol-value") == value(plan_in(whole), "patrol-value")


def test_routes_of_a_workbook(xunfang: Command, mapped: Path, roster: Path, tmp_path: Path) -> None:
    """The people are those of the sheet, read without the plan beside it."""
    book = roster / "alone" / "roster.xlsx"
    book.parent.mkdir()
    book.write_bytes((roster / "roster.xlsx").read_bytes())
    assert xunfang("routes", mapped, book, *EXACTLY, "--out", tmp_path / "routes").code == 0
    assert served(plan_in(tmp_path / "routes")) == served(plan_in(roster))
    assert plan_in(tmp_path / "routes").provenance.changed_from


def test_people_stay_where_they_break_a_law(
    xunfang: Command, mapped: Path, roster: Path, tmp_path: Path
) -> None:
    """One of two guards struck from a night: routes are written, the breach is told, exit code 2."""
    book = openpyxl.load_workbook(roster / "roster.xlsx")
    sheet = book.worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).split("\n")[0] in PAIRS)
    cell.value = str(cell.value)[:3]
    book.save(roster / "edited.xlsx")
    run = xunfang("routes", mapped, roster / "edited.xlsx", *EXACTLY, "--out", tmp_path / "routes")
    assert run.code == 2
    made = plan_in(tmp_path / "routes")
    assert len(served(made)) == len(served(plan_in(roster))) - 1
    assert len(made.routes) == 7
    assert {one.importance for one in made.findings} >= {Importance.LAW}


def test_the_new_plan_can_be_judged_and_is_no_replay(
    xunfang: Command, mapped: Path, roster: Path, tmp_path: Path
) -> None:
    """`audit` agrees with the plan; `replay` sends the reader to the plan that it was made from."""
    out = tmp_path / "routes"
    xunfang("routes", mapped, roster / "plan.json", *EXACTLY, "--out", out)
    assert xunfang("audit", mapped, out / "plan.json").code == 0
    before = json.loads((roster / "plan.json").read_bytes())["seal"]
    assert plan_in(out).provenance.changed_from == before


def test_a_station_without_a_map(xunfang: Command, tiny: Path, roster: Path) -> None:
    """Exit code 1, and what is missing."""
    lines = (tiny / "station.yaml").read_text("utf-8").splitlines()
    write(tiny / "station.yaml", *(line for line in lines if not line.startswith("roads:")))
    run = xunfang("routes", tiny, roster / "plan.json")
    assert run.code == 1
    assert "the station has no road map" in run.err


def test_no_such_roster(xunfang: Command, mapped: Path, tmp_path: Path) -> None:
    """Exit code 1 for a file that is not there."""
    run = xunfang("routes", mapped, tmp_path / "none.json")
    assert run.code == 1
    assert "there is no such file or folder" in run.err


def test_redacted_routes(xunfang: Command, mapped: Path, roster: Path, tmp_path: Path) -> None:
    """No name in any text file of the folder."""
    out = tmp_path / "routes"
    xunfang("routes", mapped, roster / "plan.json", *EXACTLY, "--redact", "--out", out)
    texts = [path.read_text("utf-8") for path in out.rglob("*") if path.suffix in (".json", ".html", ".csv")]
    assert texts
    assert not [name for name in ("陈伟", "周敏", "吴刚") if any(name in text for text in texts)]


def test_no_rule_counts_walks_and_people(roster: Path, mapped: Path) -> None:
    """Walks and people are independent parts: the reduced problem speaks of walks only, the rest never."""
    given = read_given(Options(mapped, routes=True), roster / "plan.json")
    book = given.order.book()
    week = replace(given.order.open_week(book), also=given.served)
    whole = book.read(week)
    walking = {
        tuple({cell.who in week.pools or cell.who.startswith("meet ") for cell in cells_of(tally.terms)})
        for ruling in whole.rulings
        for tally in ruling.tallies
    }
    assert walking <= {(True,), (False,), ()}
    kept = {cell.who for cell in about_walks(whole, week).cells()}
    assert kept == set(week.pools)


def test_nothing_is_said_when_time_is_too_short(roster: Path, mapped: Path) -> None:
    """A limit of nearly nothing: found or undecided, but people are never touched."""
    limits = Limits(seconds=0.01, workers=1)
    given = read_given(Options(mapped, routes=True, limits=limits), roster / "plan.json")
    answer = plan_routes(given.order, given.served)
    assert answer.plan is None or served(answer.plan) == {tuple(cell) for cell in given.served}
