"""Who could fill a gap or take another's place, in which order, and who may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command, tiny_station

from models import Crew, Limits
from scheduler.commands import Options
from scheduler.kernel.audit import chosen_with_past, price
from scheduler.kernel.tally import Cell
from scheduler.questions.answer import Verdict
from scheduler.questions.case import Case, open_case, tallies_of
from scheduler.questions.choose import crews_of
from scheduler.questions.fill import fill

WEEK = ("--week", "2026-11-23", "--reproducible", "--workers", "1")
LIMITS = Limits(seconds=30, workers=1, reproducible=True)
THURSDAY = "2026-11-26"


@pytest.fixture(scope="module")
def station(xunfang: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny station with a fourth auxiliary, and a fifth who is away on Thursday; its plan in `out`."""
    tiny = tiny_station(tmp_path_factory.mktemp("fill") / "tiny")
    with (tiny / "people.csv").open("a", encoding="utf-8") as file:
        file.write("F4,马强,auxiliary,\nF5,何洁,auxiliary,\n")
    (tiny / "leave.csv").write_text(f"person,first,last\nF5,{THURSDAY},{THURSDAY}\n", "utf-8")
    assert xunfang("plan", tiny, *WEEK, "--out", tiny / "out").code == 0
    return tiny


@pytest.fixture
def case(station: Path) -> Case:
    """The station's plan, opened."""
    return open_case(Options(station, limits=LIMITS, lang="en"), station / "out" / "plan.json")


def _night(case: Case) -> tuple[Crew, str]:
    """Thursday's night crew and one of the two who serve in it."""
    crew = crews_of("night", "--duty", case.week, case.week.dates[3])[0]
    return crew, min(cell.who for cell in case.chosen if cell.what == crew.id)


def test_lawful_ones_come_first(case: Case) -> None:
    """Five auxiliaries, two on duty: three could come; who is away stands last, with the law in words."""
    crew, gone = _night(case)
    found = sorted(fill(case, crew, case.week.station.by_id[gone]), key=lambda one: one.rank)
    assert len(found) == 3
    assert found[-1].person.id == "F5"
    assert [law.text for law in found[-1].broken] == ["何洁 is away: 11-26 夜巡"]
    assert not found[0].broken
    assert found[0].more <= found[1].more


def test_the_price_is_that_of_the_one_change(case: Case) -> None:
    """A candidate's price is the plan's with his name for the other's: counted anew, level by level."""
    crew, gone = _night(case)
    for one in fill(case, crew, case.week.station.by_id[gone]):
        seats = {cell: one.person.id if cell == (gone, crew.id) else cell.who for cell in case.chosen}
        after = {Cell(who, cell.what) for cell, who in seats.items()}
        known = chosen_with_past(case.problem, after)
        costs = [price(tallies_of(level), known) for level in case.problem.levels]
        assert one.more == tuple(now - was for now, was in zip(costs, case.prices, strict=True))


def test_with_moves_nobody_is_dearer(case: Case) -> None:
    """Where others make room a candidate costs at most what he costs alone, and who is away cannot come."""
    crew, gone = _night(case)
    found = {one.person.id: one for one in fill(case, crew, case.week.station.by_id[gone], moves=True)}
    away = found.pop("F5").answer
    assert away
    assert away.verdict is Verdict.IMPOSSIBLE
    for one in found.values():
        assert one.answer
        level = one.answer.level
        more = [0] * len(one.more)
        if level:
            more[level.number] = level.after - level.before
        assert one.broken or more[: (level.number + 1 if level else None)] <= list(one.more)


def test_a_gap_is_filled(xunfang: Command, tiny: Path) -> None:
    """With F2 away all week and gaps allowed a seat stays empty; who is away is no lawful answer to it."""
    (tiny / "leave.csv").write_text("person,first,last\nF2,2026-11-23,2026-11-29\n", "utf-8")
    assert xunfang("plan", tiny, *WEEK, "--short", "--out", tiny / "out").code == 0
    case = open_case(Options(tiny, limits=LIMITS, lang="en"), tiny / "out" / "plan.json")
    assert case.doubts == ()
    nights = [crew for crew in case.week.crews if crew.duty == "night"]
    empty = [crew for crew in nights if sum(cell.what == crew.id for cell in case.chosen) < 2]
    assert empty
    found = list(fill(case, empty[0], None))
    assert "F2" in {one.person.id for one in found if one.broken}


def test_a_full_crew_has_no_gap(xunfang: Command, case: Case, station: Path) -> None:
    """Without a person to be replaced a full crew is a mistake, and the option to give is named."""
    run = xunfang("fill", station, station / "out" / "plan.json", "--duty", "night", "--on", THURSDAY)
    assert run.code == 1
    assert "--instead-of" in run.faults[0]
    assert len(run.faults) == 1


def test_the_tables(xunfang: Command, case: Case, station: Path) -> None:
    """The command prints the ranks, and the law for who may not."""
    _, gone = _night(case)
    arguments = ("--duty", "night", "--on", THURSDAY, "--instead-of", gone)
    run = xunfang("fill", station, station / "out" / "plan.json", *arguments)
    assert run.code == 0
    assert "in place of" in run.said
    assert "何洁 is away" in run.said
