"""The parts of an explanation on tiny problems: what one person can give, ladders, sums, several measures."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from world import LIMITS

from models import Importance, Leave, Settings, StaffKind, Status
from scheduler.advice.case import case_of
from scheduler.advice.explanation import Share, Shortage
from scheduler.advice.loosening import LOOSENINGS, NEVER
from scheduler.advice.menu import Menu
from scheduler.advice.own import Own
from scheduler.advice.remedy import listed
from scheduler.advice.together import try_together
from scheduler.advice.words import counted
from scheduler.intake import load_station
from scheduler.kernel.clauses import AtMostOne, Clause, Cover, Forbid, Load, ones
from scheduler.kernel.linked import linked
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.posture import Request
from scheduler.rulebook import BY_ID, RULES
from scheduler.rulebook.book import open_book

CREWS = ("mon", "tue", "wed")
EACH = dict.fromkeys(CREWS, 1)


def laws(**rules: tuple[Clause, ...]) -> Problem:
    """A problem of laws."""
    return Problem(tuple(Ruling(rule, Importance.LAW, clauses) for rule, clauses in rules.items()))


def week_of(who: str) -> tuple[Cell, ...]:
    """The three turns of a person."""
    return tuple(Cell(who, crew) for crew in CREWS)


def at_most_two(who: str) -> Load:
    """Two of the three turns."""
    return Load(ones(week_of(who)), high=2, who=(who,))


def test_a_person_gives_what_his_own_laws_allow() -> None:
    """A may serve two of three turns; B may not serve on Monday either: still two. C has no law: three."""
    problem = laws(rest=(at_most_two("A"), at_most_two("B")), away=(Forbid((Cell("B", "mon"),), who=("B",)),))
    own = Own(problem, LIMITS)
    assert [own.most(who, EACH) for who in "ABC"] == [2, 2, 3]


def test_laws_about_several_people_limit_nobody_alone() -> None:
    """A and B never together: each alone can still serve all three turns."""
    apart = tuple(AtMostOne((Cell("A", c), Cell("B", c)), who=("A", "B")) for c in CREWS)
    assert Own(laws(apart=apart), LIMITS).most("A", EACH) == 3


def test_turns_count_what_they_are_worth() -> None:
    """Two of three turns of 8, 8 and 24 hours are 32 hours at most."""
    own = Own(laws(rest=(at_most_two("A"),)), LIMITS)
    assert own.most("A", {"mon": 8, "tue": 8, "wed": 24}) == 32


def test_the_past_is_counted_as_it_was() -> None:
    """Monday was served, so one turn is left of the two: one of Tuesday and Wednesday."""
    problem = laws(rest=(at_most_two("A"),))
    own = Own(Problem(problem.rulings, {Cell("A", "mon"): True}), LIMITS)
    assert own.most("A", {"tue": 1, "wed": 1}) == 1


def test_the_laws_that_limit_are_named() -> None:
    """Without the rest A could serve three turns; the other law, three at most, takes nothing away."""
    three = Load(ones(week_of("A")), high=3, who=("A",))
    own = Own(laws(rest=(at_most_two("A"),), idle=(three,)), LIMITS)
    assert own.limiting({"A": EACH}) == ("rest",)


def test_parts_share_no_open_cell() -> None:
    """Two posts with people of their own are two parts; a cell of the past links nothing."""
    a, b, past = Cell("A", "mon"), Cell("B", "mon"), Cell("C", "old")
    problem = laws(posts=(Cover((a, past), 2), Cover((b, past), 2)))
    counts = [("posts", tally) for ruling in problem.rulings for tally in ruling.tallies]
    assert [len(part) for part in linked(counts, {past: True})] == [1, 1]
    assert [len(part) for part in linked(counts, {})] == [2]


def test_a_shortage_in_one_sentence() -> None:
    """91 turns, 14 people with 6 and one with 5: 89, two turns short."""
    day = date(2026, 11, 23)
    one = Shortage(
        kind=StaffKind.AUXILIARY, first=day, last=date(2026, 11, 29), due=91, capacity=89,
        shares=(Share(people=14, each=6), Share(people=1, each=5)), rules=("weekly-rest-day",),
    )  # fmt: skip
    assert counted(one) == (
        "11-23 to 11-29: 91 turns of auxiliary are due; 15 people can give at most 14 × 6 + 1 × 5 = 89 under "
        "their own laws (weekly-rest-day): 2 turns short."
    )


def test_long_lists_are_cut() -> None:
    """Three are named, the rest counted; what is there twice is named once."""
    assert listed("abc") == "a; b; c"
    assert listed("abcaade") == "a; b; c; and 2 more"


@pytest.mark.parametrize("one", LOOSENINGS, ids=lambda one: f"{one.rule}.{one.setting}")
def test_loosenings_name_numbers_of_rules(one: object) -> None:
    """Each loosening moves a number that its rule has, away from the default, and stops at its end."""
    from scheduler.advice.loosening import Loosening

    assert isinstance(one, Loosening)
    default = BY_ID[one.rule].settings[one.setting]
    assert isinstance(default, int)
    values = list(one.values(open_book(("law",))))
    assert all((value - default) * one.step > 0 for value in values)
    assert not values or values[-1] == one.end or abs(one.end - values[-1]) < abs(one.step)


def test_laws_that_are_never_waived_exist() -> None:
    """The names are those of rules, all of them laws."""
    assert {BY_ID[rule].importance for rule in NEVER if rule in BY_ID} == {Importance.LAW}
    assert set(BY_ID) >= NEVER


def test_several_measures_where_none_alone_helps() -> None:
    """Both of a cover pair away, and all women: two laws with no seat to leave empty; both are waived."""
    station = load_station(Path(__file__).parents[1] / "scenarios" / "tianbu").station
    first, last = date(2026, 11, 23), date(2026, 11, 23)
    gone = ("O3", "O5", "O6", "F03", "F06", "F11", "F16")
    away = tuple(Leave(person=who, first=first, last=last) for who in gone)
    firm = (Importance.LAW, Importance.COVER)  # nothing fair or wished for: rosters come sooner
    hard: Settings = {rule.id: {"on": False} for rule in RULES if rule.importance not in firm}
    hard["female-on-duty-hard"] = {"on": True}
    case = case_of(Order(station, Request(first, away=away), hard, limits=LIMITS))
    menu = Menu((StaffKind.OFFICER,), LIMITS, time.monotonic() + 60, lambda _what, _came: None)
    try_together(menu, case)
    (one,) = menu.repairs
    waived = {word.partition(":")[0] for word in one.option.split() if ":" in word}
    assert waived == {"ab-pair-not-both-absent", "female-on-duty-hard"}
    assert one.amount == 2


def test_out_of_time_is_undecided() -> None:
    """A menu whose time is over claims nothing."""
    station = load_station(Path(__file__).parents[1] / "scenarios" / "tianbu").station
    case = case_of(Order(station, Request(date(2026, 11, 23)), limits=LIMITS))
    limits = LIMITS.model_copy(update={"reproducible": False})
    menu = Menu((), limits, time.monotonic() - 1, lambda _what, _came: None)
    try_together(menu, case)
    assert [one.status for one in menu.refused] == [Status.UNDECIDED]
