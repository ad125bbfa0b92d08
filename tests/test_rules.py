"""Law 4: the rulebook is complete - every rule has a source, a sentence, a lawful and an unlawful strip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from itertools import pairwise, product
from pathlib import Path
from pkgutil import iter_modules

import pytest
from sample_plan import GRID
from strips import (
    Edge,
    Strip,
    command,
    community,
    crews,
    events,
    fairness,
    hours,
    meetings,
    organisation,
    people,
    posts,
    rest,
    routes,
    street,
    weather,
    zones,
)
from world import MONDAY, board, findings, place, problem_of, strip, under_audit

import scenarios
from models import Importance, Week
from scheduler import rulebook
from scheduler.intake import load_station
from scheduler.kernel.audit import audit, price
from scheduler.kernel.tally import Cell
from scheduler.posture import Request, open_week
from scheduler.rulebook import BY_ID, RULES
from scheduler.rulebook.book import open_book
from scheduler.rulebook.rule import Rule

CHAPTERS = (
    posts, command, crews, rest, hours, people, events, fairness, routes, zones, meetings, weather, community,
    street, organisation,
)  # fmt: skip
STRIPS: dict[str, Strip] = {one.rule: one for chapter in CHAPTERS for one in chapter.STRIPS}
EDGES: list[Edge] = [edge for chapter in CHAPTERS for edge in chapter.EDGES]

PAPER = {rule.id for rule in RULES if rule.paper}
"""Rules that sheets and reports go by: there is no roster that keeps or breaks them."""

every_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])


@every_rule
def test_rule_has_a_source_and_a_sentence(rule: Rule) -> None:
    """Each rule names its source, and says in one sentence, with its settings filled in, what it asks for."""
    assert all(source.strip() for source in rule.sources)
    assert rule.sources
    assert rule.sentence.endswith(".")
    assert rule.sentence[0].isupper()
    assert "{" not in rule.say(rule.settings)


def test_paper_says_nothing_of_a_roster() -> None:
    """What is only printed has no clauses, whoever serves, and takes no part in the search."""
    book = open_book((), {rule: {"on": True} for rule in PAPER})
    assert {"check-lists", "station-class"} <= PAPER
    assert not [clause for rule in PAPER for clause in BY_ID[rule].read(board("E"))]
    assert not {one.rule for one in book.read(board("E")).rulings} & PAPER


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.paper], ids=lambda rule: rule.id)
def test_rule_has_strips(rule: Rule) -> None:
    """No rule without a lawful and an unlawful strip: this fails when a rule is added and not drawn."""
    assert rule.id in STRIPS, f"draw a Strip for '{rule.id}' in tests/strips/"
    assert STRIPS[rule.id].breaches


def test_every_strip_is_for_a_rule() -> None:
    """No strip for a rule that is not in the list, no rule listed twice, and no rule drawn twice."""
    drawn = [one.rule for chapter in CHAPTERS for one in chapter.STRIPS]
    assert sorted((*drawn, *PAPER)) == sorted(BY_ID) == sorted(rule.id for rule in RULES)
    assert {edge.rule for edge in EDGES} <= set(BY_ID)


def test_every_rule_that_is_written_is_listed() -> None:
    """The one list holds every rule of every chapter."""
    written = {
        value.id
        for module in iter_modules(rulebook.__path__)
        for value in vars(import_module(f"scheduler.rulebook.{module.name}")).values()
        if isinstance(value, Rule)
    }
    assert written == set(BY_ID)


@pytest.mark.parametrize("one", STRIPS.values(), ids=STRIPS)
def test_lawful_strip_has_no_breach(one: Strip) -> None:
    """The rule alone has nothing to say about its lawful roster."""
    assert findings(board(one.letters, **one.board), one.rule, one.lawful, one.settings) == []


@pytest.mark.parametrize("one", STRIPS.values(), ids=STRIPS)
def test_unlawful_strip_has_its_breach(one: Strip) -> None:
    """The rule alone finds just the breaches drawn: by how much, and in which words."""
    week = board(one.letters, **(one.other_board or one.board))
    assert findings(week, one.rule, one.unlawful, one.settings) == list(one.breaches)


@pytest.mark.parametrize(
    "edge",
    [
        pytest.param(
            edge,
            id=f"{edge.rule}: {edge.why}",
            marks=[pytest.mark.xfail(raises=AssertionError, strict=True, reason=edge.fault)]
            if edge.fault
            else [],
        )
        for edge in EDGES
    ],
)
def test_edge_of_a_rule(edge: Edge) -> None:
    """At its edges the rule says just what is drawn, settings included."""
    week = board(edge.letters, **edge.board)
    assert findings(week, edge.rule, edge.rows, edge.settings) == list(edge.breaches)


def test_command_is_left_empty_last() -> None:
    """When people are short an empty kiosk costs less than an empty desk, and the main officer costs most."""
    seats = {"M": "1 officer", "E": "1 officer", "V": "1 village"}
    problem = problem_of(board("MEV", seats=seats, short=True), "least-important-seats-empty")
    costs = {tally.when[0][-1]: tally.under for ruling in problem.rulings for tally in ruling.tallies}
    assert costs["V"] < costs["E"] < costs["M"]


def test_short_moves_the_seats_from_law_to_cover() -> None:
    """With --short a required seat may stay empty at a cost; rest and eligibility stay law."""
    for short, importance in ((False, Importance.LAW), (True, Importance.COVER)):
        week = board("E", seats={"E": "1 officer"}, short=short)
        assert [one.importance for one in problem_of(week, "post-filled").rulings] == [importance]
        assert [one.importance for one in problem_of(week, "rest-between-duties").rulings] == [Importance.LAW]


def test_calls_are_worth_less_and_less() -> None:
    """At risk 1 (ten tenths) four calls miss nothing, three neither, two miss 2 points, one 7, none 17."""
    places, loops = (place("p"),), {"d": "pp", "e": "ppp", "a": ""}
    duties = {"N": {"tier3": "", "zones": ("1",)}}
    week = board("N", tiers="2333333", duties=duties, places=places, loops=loops)
    (ruling,) = problem_of(week, "patrol-value").rulings
    missed = {
        rows: price(ruling.tallies, frozenset(Cell(*pair) for pair in strip(rows)))
        for rows in ("*N [dd]", "*N e", "*N d", "")
    }
    assert missed == {"*N [dd]": 0, "*N e": 0, "*N d": 20, "": 170}


def test_a_camera_that_is_watched_lowers_the_first_call() -> None:
    """Of 17 points at risk 1 a video patrol takes 3 off the first call, if it watches the place just then."""
    camera, plain = place("p", camera=True), place("p")
    watching = {"mode": "video", "zones": ("1",), "windows": "20:00-06:00"}
    hour_before = {**watching, "windows": "18:00-22:00"}
    elsewhere = {**watching, "zones": ("2",)}
    missed = []
    for spot, video in ((camera, watching), (camera, hour_before), (camera, elsewhere), (plain, watching)):
        duties = {"N": {"tier3": "", "zones": ("1",)}, "V": video}
        week = board("NV", tiers="2333333", duties=duties, places=(spot,), loops={"d": "ppp"})
        (ruling,) = problem_of(week, "patrol-value").rulings
        missed.append(price(ruling.tallies, frozenset()))
    assert missed == [140, 170, 170, 170]


def test_only_calls_at_watched_hours_are_worth_less() -> None:
    """Watched until midnight: a first call at 22:30 earns 7 - 5 of the 10, one at 02:30 earns all of it."""
    watching = {"mode": "video", "zones": ("1",), "windows": "20:00-00:00"}
    duties = {"N": {"tier3": "", "zones": ("1",)}, "V": watching}
    places = (place("p", camera=True),)
    week = board("NV", tiers="2333333", duties=duties, places=places, loops={"d": "p", "e": ""})
    (ruling,) = problem_of(week, "patrol-value").rulings
    missed = {
        rows: price(ruling.tallies, frozenset(Cell(*pair) for pair in strip(rows)))
        for rows in ("", "*N [de]", "*N [ed]", "*N [dd]")
    }
    assert missed == {"": 170, "*N [de]": 100, "*N [ed]": 70, "*N [dd]": 20}


def test_a_watched_place_is_never_worth_less_than_nothing() -> None:
    """Were the camera worth 9 of 10 points, a first call would still be worth as much as a second."""
    duties = {
        "N": {"tier3": "", "zones": ("1",)},
        "V": {"mode": "video", "zones": ("1",), "windows": "20:00-06:00"},
    }
    places, loops = (place("p", camera=True),), {"d": "ppp"}
    week = board("NV", tiers="2333333", duties=duties, places=places, loops=loops)
    (ruling,) = problem_of(week, "patrol-value", {"video": 9}).rulings
    assert price(ruling.tallies, frozenset()) == 120


def test_wishes_weigh_what_they_weigh() -> None:
    """A wish of weight 3 that is not met costs 3."""
    wish = {"person": "A", "date": MONDAY, "weight": 3}
    (ruling,) = problem_of(board("E", wishes=(wish,)), "preferences").rulings
    assert price(ruling.tallies, frozenset({Cell("A", f"{MONDAY}/E")})) == 3


def the_documents_week() -> tuple[Week, frozenset[tuple[str, str]]]:
    """The lawful Tianbu week of stations.md 5.3: its letter grid, its four teams, Monday's meeting."""
    station = load_station(Path(scenarios.__file__).parent / "tianbu").station
    book = open_book(station.profiles, station.rules)
    week = open_week(station, Request(MONDAY), book.reseat)
    teams = [("O1", "O5"), ("O2", "O6"), ("O3", "O7"), ("O4", "O8")]
    pairs: set[tuple[str, str]] = {(who, f"{MONDAY}/station-meeting") for who in ("O1", "O5", "F01")}
    for i, day in enumerate(week.dates):
        main, deputy = teams[i % 4]
        desk, nights = ([f"F{n:02d}" for n, row in enumerate(GRID, 1) if row[i] == one] for one in "DN")
        pairs |= {(main, f"{day}/main"), (main, f"{day}/leader"), (deputy, f"{day}/deputy")}
        pairs |= {(who, f"{day}/duty") for who in desk}
        pairs |= {(who, f"{day}/night-{1 + n // 4}") for n, who in enumerate(nights)}
        for patrol, two in ((1, desk[:2]), (2, desk[2:4]), (3, (desk[4], desk[0]))):
            pairs |= {(who, f"{day}/day-patrol/{patrol}") for who in (deputy, *two)}
    return replace(week, also=frozenset(pairs)), frozenset(pairs)


def test_the_documents_lawful_week_breaks_no_law() -> None:
    """Nothing legal refused: the week drawn in the documents keeps every law of the shipped station."""
    week, pairs = the_documents_week()
    book = open_book(week.station.profiles, week.station.rules)
    breaches = list(audit(book.read(week), (Cell(*pair) for pair in pairs)))
    assert [str(one.tally.says) for one in breaches if one.ruling.hard] == []
    assert {one.ruling.rule for one in breaches} >= {"eleven-hours-rest"}  # 22:30 to 08:30 is ten hours


def test_one_turn_less_in_the_documents_week_is_found() -> None:
    """Nothing illegal allowed: without F02's night on Sunday a seat and the day's strength are short."""
    week, pairs = the_documents_week()
    book = open_book(week.station.profiles, week.station.rules)
    less = pairs - {("F02", "2026-11-29/night-1")}
    assert len(less) == len(pairs) - 1
    broken = [one for one in audit(book.read(week), (Cell(*pair) for pair in less)) if one.ruling.hard]
    assert [(one.ruling.rule, one.amount, str(one.tally.says)) for one in broken] == [
        ("post-filled", -1, "11-29 夜巡一组: 4 auxiliary must serve"),
        ("tier-strength", -1, "11-29: 13 auxiliary must be on duty"),
    ]


def _turns(drawn: str, hours: dict[str, tuple[float, float]]) -> list[tuple[int, datetime, datetime]]:
    """(day, start, end) of each turn of one person, in plain clock time; hours after midnight by letter."""
    midnight = datetime.combine(MONDAY, datetime.min.time())
    turns = []
    for day, letter in enumerate(drawn):
        if letter != ".":
            start, end = (midnight + timedelta(days=day, hours=hour) for hour in hours[letter])
            turns.append((day, start, end))
    return turns


HOURS = {"E": (6.0, 14.0), "L": (14.0, 22.0), "N": (22.0, 30.0), "M": (8.5, 32.5)}


def verdicts(rule: str, days: int, letters: str) -> Iterator[tuple[str, bool]]:
    """Every strip of some days over some letters for one person, and whether the rule allows it."""
    week = board(letters.replace(".", ""))
    anybody = under_audit(week, strip("A " + "".join(f"[{letters.replace('.', '')}]" * 7)))
    problem = problem_of(anybody, rule)
    for drawn in map("".join, product(letters, repeat=days)):
        roster = (Cell(*pair) for pair in strip(f"A {drawn}"))
        yield drawn, not list(audit(problem, roster))


def test_rest_between_duties_against_the_clock() -> None:
    """All 625 rosters of four days with early, late, night, 24 h or no turn: the clock agrees."""
    for drawn, allowed in verdicts("rest-between-duties", 4, ".ELNM"):
        turns = _turns(drawn, HOURS)
        kept = True
        for (_, start, end), (_, following, _) in pairwise(turns):
            off = following - end
            all_day = end - start == timedelta(hours=24)
            too_soon = all_day and following < end.replace(hour=18, minute=0)
            clash = off < timedelta(0)
            kept = kept and (clash or (off >= timedelta(hours=8) and not too_soon))
        assert allowed == kept, drawn


def test_one_place_at_once_against_the_clock() -> None:
    """All 625 rosters of four days: two turns clash just when one starts before the other has ended."""
    for drawn, allowed in verdicts("one-place-at-once", 4, ".ELNM"):
        turns = _turns(drawn, HOURS)
        clash = any(later < end for (_, _, end), (_, later, _) in pairwise(turns))
        assert allowed == (not clash), drawn


def test_weekly_rest_day_against_the_clock() -> None:
    """All 2187 weeks of night, 24 h and free days: lawful just when some free date lies in 24 free hours."""
    for drawn, allowed in verdicts("weekly-rest-day", 7, ".NM"):
        turns = _turns(drawn, HOURS)
        rested = False
        for day in (day for day, letter in enumerate(drawn) if letter == "."):
            ends = [end for one, _, end in turns if one < day]
            starts = [start for one, start, _ in turns if one > day]
            rested = rested or not ends or not starts or starts[0] - ends[-1] >= timedelta(hours=24)
        assert allowed == rested, drawn
