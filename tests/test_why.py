"""Why a person has a turn, or has none, and what it costs to move one: the answers and their proofs."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from conftest import Command, Run, tiny_station

from models import Importance, Limits, Plan, Status
from scheduler.commands import Options, read_order
from scheduler.kernel.audit import chosen_with_past, keeps, price
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell, cells_of
from scheduler.questions.answer import Answer, Verdict
from scheduler.questions.case import Case, open_case, tallies_of
from scheduler.questions.choose import crews_of
from scheduler.questions.counts import Change, Counts
from scheduler.questions.difference import LevelChange
from scheduler.questions.force import Force
from scheduler.questions.price import priced_turns, prices
from scheduler.questions.why import why
from scheduler.questions.words import say_answer

WEEK = ("--week", "2026-11-23", "--reproducible", "--workers", "1")
TUESDAY, THURSDAY = "2026-11-24", "2026-11-26"
LIMITS = Limits(seconds=30, workers=1, reproducible=True)


@pytest.fixture(scope="module")
def planned_once(xunfang: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny station, F1 wishing to be free on Tuesday and F3 away on Thursday, its plan in `out`."""
    tiny = tiny_station(tmp_path_factory.mktemp("why") / "tiny")
    (tiny / "wishes.csv").write_text(f"person,date,want\nF1,{TUESDAY},no\n", "utf-8")
    (tiny / "leave.csv").write_text(f"person,first,last\nF3,{THURSDAY},{THURSDAY}\n", "utf-8")
    assert xunfang("plan", tiny, *WEEK, "--out", tiny / "out").code == 0
    return tiny


@pytest.fixture
def asked(planned_once: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The same station and plan, in a folder of the test's own."""
    station = shutil.copytree(planned_once, tmp_path / "tiny")
    return station, station / "out" / "plan.json"


@pytest.fixture
def case(asked: tuple[Path, Path]) -> Case:
    """The same, opened for questions."""
    return open_case(Options(asked[0], limits=LIMITS, lang="en"), asked[1])


def test_the_proof_of_an_unchanged_plan_is_taken_over(case: Case) -> None:
    """A sealed, proven plan beside its unchanged files leaves no doubt, and costs what it says."""
    assert case.doubts == ()
    assert list(case.prices) == [one.value for one in case.plan.passes]


def test_a_choice_that_is_dearer(xunfang: Command, asked: tuple[Path, Path]) -> None:
    """F1 wished to be free on Tuesday: with him on duty one wish is lost, proven, and nothing before it."""
    run = xunfang("why", *asked, "--who", "F1", "--on", TUESDAY)
    assert run.code == 0
    assert "worse, by 1 in the tier wishes or in one before it" in run.said
    assert "[preferences] 0 → 1 + 陈伟 wished to be free on 11-24" in run.said
    assert "none as good changes fewer (proven)" in run.said


def test_laws_that_exclude_it_together(xunfang: Command, asked: tuple[Path, Path]) -> None:
    """Two of three auxiliaries serve a night: with F3 away on Thursday, F1 cannot be spared."""
    run = xunfang("why", *asked, "--who", "F1", "--on", THURSDAY, "--duty", "night")
    assert "Proven: no lawful plan has this." in run.said
    assert "each is needed for that (proven)" in run.said
    assert "[post-filled]" in run.said
    assert "吴刚 is away: 11-26 夜巡 [unavailable-respected]" in run.said


def test_a_law_that_excludes_it_alone(xunfang: Command, asked: tuple[Path, Path]) -> None:
    """F3 instead of F1 on Thursday: his absence forbids it, whatever else is changed."""
    run = xunfang("why", *asked, "--who", "陈伟", "--on", THURSDAY, "--not", "吴刚")
    assert "Whatever else is changed: 吴刚 is away: 11-26 夜巡 [unavailable-respected]" in run.said


def test_somebody_who_fits_no_seat(xunfang: Command, asked: tuple[Path, Path]) -> None:
    """An officer at the auxiliaries' post is no candidate, and the answer names the law."""
    run = xunfang("why", *asked, "--who", "O6", "--on", THURSDAY, "--duty", "night")
    assert "Proven: no lawful plan has this." in run.said
    assert "周卫东 has no seat in 11-26 夜巡" in run.said


def test_a_choice_among_equals(xunfang: Command, tiny: Path) -> None:
    """Without wishes and absences the three auxiliaries are alike: any night of any of them may move."""
    assert xunfang("plan", tiny, *WEEK, "--out", tiny / "out").code == 0
    case = open_case(Options(tiny, limits=LIMITS, lang="en"), tiny / "out" / "plan.json")
    nights = [turn for turn in priced_turns(case) if turn.what.endswith("/night")]
    assert len(nights) == 14
    assert {one.answer.verdict for one in prices(case, nights)} == {Verdict.EQUAL}


def test_prices_are_those_of_a_search_from_nothing(case: Case) -> None:
    """Each price is that of planning the week without the turn afresh, the plan not known."""
    before = case.prices
    for one in prices(case, [turn for turn in priced_turns(case) if turn.what.endswith("/night")]):
        force = Force(Cell(one.person.id, one.crew.id))
        afresh = solve(force.upon(case.problem), LIMITS)
        if one.answer.verdict is Verdict.IMPOSSIBLE:
            assert afresh.status is Status.IMPOSSIBLE
            continue
        assert afresh.status is Status.PROVEN
        more = [done.value - was for done, was in zip(afresh.passes, before, strict=True)]
        first = next((pair for pair in enumerate(more) if pair[1]), None)
        level = one.answer.level
        assert first == (level and (level.number, level.after - level.before))


def test_change_costs_what_the_whole_count_says(case: Case) -> None:
    """The cost of a change, from the counts it touches, is the difference of the two whole costs."""
    counts = Counts(case.problem, case.chosen)
    free = next(cell for cell in sorted(case.problem.cells()) if cell not in case.chosen)
    change = Change(frozenset(sorted(case.chosen)[:2]), frozenset([free]))
    after = chosen_with_past(case.problem, change.upon(case.chosen))
    whole = [price(tallies_of(level), after) for level in case.problem.levels]
    assert counts.cost(change).levels == tuple(
        now - was for now, was in zip(whole, case.prices, strict=True)
    )  # fmt: skip
    assert bool(counts.cost(change).broken) is not keeps(tallies_of(case.problem.laws), after)


def test_a_changed_station_is_said(xunfang: Command, asked: tuple[Path, Path]) -> None:
    """When the wish is taken back after planning, the plan's proof is not taken over, and why is said."""
    (asked[0] / "wishes.csv").write_text("person,date,want\n", "utf-8")
    run = xunfang("why", *asked, "--who", "F1", "--on", TUESDAY)
    assert run.code == 0
    assert "proof is not taken over: wishes.csv: has changed since then" in run.said
    assert "as good in every tier" in run.said or "better in the tier" in run.said


def test_a_plan_edited_by_hand_is_said(xunfang: Command, asked: tuple[Path, Path]) -> None:
    """A plan whose bytes were changed has no proof left."""
    station, path = asked
    path.write_text(path.read_text("utf-8").replace('"seconds":', '"seconds": ', 1), "utf-8")
    run = xunfang("why", station, path, "--who", "F1", "--on", TUESDAY)
    assert "proof is not taken over: the plan was edited by hand" in run.said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--who", "F9", "--on", THURSDAY), "--who"),
        (("--who", "F1", "--on", "2026-12-24"), "--on: 2026-12-24 lies outside the plan"),
        (("--who", "F1", "--on", THURSDAY, "--duty", "moon"), "--duty: no duty 'moon' stands on 2026-11-26"),
        (("--who", "F1", "--on", THURSDAY, "--not", "F2"), "--not: 周敏 serves in that crew as well"),
        (("--who", "F3", "--on", THURSDAY, "--not", "F1"), "--not: 吴刚 has no turn there"),
    ],
)
def test_mistakes(
    xunfang: Command, asked: tuple[Path, Path], arguments: tuple[str, ...], expected: str
) -> None:
    """What cannot be asked ends with 1 and one line that names the option."""
    run = xunfang("why", *asked, *arguments)
    assert (run.code, run.out) == (1, "")
    assert len(run.faults) == 1
    assert run.faults[0].startswith(expected)


def test_price_writes_every_turn(xunfang: Command, asked: tuple[Path, Path], tmp_path: Path) -> None:
    """`price` prices all 35 turns of the week, and writes them: three officers and two auxiliaries a day."""
    run = xunfang("price", *asked, "--out", tmp_path / "prices")
    assert run.code == 0
    with (tmp_path / "prices" / "prices.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7 * 5
    thursday = {row["person"]: row["price"] for row in rows if row["date"] == THURSDAY}
    assert (thursday["F1"], thursday["F2"]) == ("impossible", "impossible")
    assert "35 turns:" in run.said


def test_answers_about_the_shipped_week(planned: tuple[Run, Path], tianbu: Path) -> None:
    """Three turns of the Tianbu week: the plan behind each answer is lawful and costs what is said."""
    path = planned[1] / "plan.json"
    case = open_case(Options(tianbu, limits=Limits(seconds=30), lang="en"), path)
    assert case.doubts == ()
    made = Plan.model_validate_json(path.read_bytes())
    for duty in ("leader", "night-1", "duty"):
        crews = crews_of(duty, "--duty", case.week, made.first)
        person = case.week.station.by_id[made.members[crews[0].id][0].person]
        answer = why(case, person, crews).answer
        assert answer.verdict in (Verdict.EQUAL, Verdict.DEARER)
        assert Cell(person.id, crews[0].id) not in answer.chosen
        known = chosen_with_past(case.problem, answer.chosen)
        assert keeps(tallies_of(case.problem.laws), known)
        costs = tuple(price(tallies_of(level), known) for level in case.problem.levels)
        place = answer.level.number if answer.level else len(costs)
        assert costs[:place] == case.prices[:place]
        assert answer.level is None or costs[place] == answer.level.after > case.prices[place]


@pytest.mark.slow
def test_no_count_links_people_and_walks(tianbu: Path) -> None:
    """Where the week has loops, each count is about people's turns alone or about crews' walks alone."""
    order = read_order(Options(tianbu, week="2026-11-23", routes=True, lang="en"))
    book = order.book()
    week = order.open_week(book)
    people = {person.id for person in week.station.people}
    mixed = {
        ruling.rule
        for ruling in book.read(week).rulings
        for tally in ruling.tallies
        if len({cell.who in people for cell in cells_of(tally.terms)}) > 1
    }
    assert week.pools
    assert mixed == set()


def test_what_is_open_is_not_called_proven(case: Case) -> None:
    """An undecided answer names the tier that is open and its bound, and shows no plan."""
    level = LevelChange(3, Importance.ORDERS, 13, 13, 8, ())
    said = list(say_answer(case, Answer(Verdict.UNDECIDED, level, frozenset())))
    assert len(said) == 2
    assert said[0].startswith("Undecided")
    assert "13 here, 13 in a plan found, none below 8" in said[1]
