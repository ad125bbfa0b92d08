"""Conflicts: the rules named cannot hold together, and without any one of them there is a roster."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from referee import every_roster, lawful
from small_problems import problems
from test_kernel_search import TINY, split
from world import LIMITS

from models import Importance, Limits, Status
from scheduler.kernel.clauses import AtMostOne, Clause, Cover, Forbid, Load, Needs
from scheduler.kernel.conflict import exchanged, find_conflict
from scheduler.kernel.linked import Count
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell, cells_of

A, B, C = (Cell(who, "mon") for who in "ABC")


def laws(**rules: tuple[Clause, ...]) -> Problem:
    """A problem of laws, in the order given."""
    return Problem(tuple(Ruling(rule, Importance.LAW, clauses) for rule, clauses in rules.items()))


def only(problem: Problem, rules: set[str]) -> Problem:
    """Some of the laws."""
    return problem.without({ruling.rule for ruling in problem.rulings} - rules)


def test_conflict_names_the_rules_that_clash() -> None:
    """Two must serve, A is away, B and C never together: these clash; wishes and idle laws do not."""
    problem = laws(
        two=(Cover((A, B, C), 2),),
        away=(Forbid((A,)),),
        apart=(AtMostOne((B, C)),),
        idle=(Cover((A, B, C), 0, 3),),
    )
    wish = Ruling("wish", Importance.WISH, (Cover((A,), 1),))
    told: list[tuple[str, Status]] = []
    found = find_conflict(
        Problem((*problem.rulings, wish)), LIMITS, lambda rule, status: told.append((rule, status))
    )
    assert (set(found.rules), found.minimal) == ({"two", "away", "apart"}, True)
    assert dict(told) == {
        "idle": Status.IMPOSSIBLE, "apart": Status.PROVEN, "away": Status.PROVEN, "two": Status.PROVEN,
    }  # fmt: skip


def test_rule_in_conflict_with_itself_stands_alone() -> None:
    """Three seats and two people: the cover alone is the conflict."""
    found = find_conflict(laws(cover=(Cover((A, B), 3),), other=(Cover((A, B), 1),)), LIMITS)
    assert (found.rules, found.minimal) == (("cover",), True)


def test_early_rules_tell_the_conflict() -> None:
    """Where two tellings exist, the one by rules early in the list is given."""
    problem = laws(serve=(Cover((A,), 1),), away=(Forbid((A,)),), apart=(Needs(A, ()),))
    assert find_conflict(problem, LIMITS).rules == ("serve", "away")


def test_facts_of_the_past_stay_in_every_trial() -> None:
    """A rule that clashes with the past alone is the whole conflict."""
    problem = Problem(laws(apart=(AtMostOne((A, B)),), serve=(Cover((C,), 1),)).rulings, {A: True, B: True})
    assert find_conflict(problem, LIMITS).rules == ("apart",)


def test_undecided_trials_are_not_called_minimal() -> None:
    """The cover alone clashes; whether it could go stays open while the targets are in: no claim is made."""
    tied = AtMostOne((A, Cell("0", "day")))
    hard = laws(targets=(*split(), tied), cover=(Cover((A, B), 3),))
    told: dict[str, Status] = {}
    found = find_conflict(hard, TINY, told.__setitem__)
    assert told == {"cover": Status.UNDECIDED, "targets": Status.IMPOSSIBLE}
    assert (found.rules, found.minimal, found.only) == (("cover",), False, None)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(problems(7, 1))
def test_conflicts_are_real_and_minimal(problem: Problem) -> None:
    """Brute force: the rules named have no roster together, and have one as soon as any of them goes."""
    assume(not lawful(problem))
    found = find_conflict(problem, LIMITS)
    named = set(found.rules)
    assert found.minimal
    assert not lawful(only(problem, named))
    for rule in named:
        assert lawful(only(problem, named - {rule})), rule


def test_rule_with_an_empty_second_ruling_is_still_tried() -> None:
    """A rule that speaks twice, once without a word, still clashes."""
    cover = Ruling("cover", Importance.LAW, (Cover((A, B), 3),))
    silent = Ruling("cover", Importance.LAW, ())
    assert find_conflict(Problem((cover, silent)), LIMITS).rules == ("cover",)


def _on(day: str, *people: str) -> tuple[Cell, ...]:
    return tuple(Cell(who, f"{day}/E") for who in people)


MON, TUE = "2026-11-23", "2026-11-24"


def _two_days() -> Problem:
    """Both must serve on Monday and one on Tuesday; A is away on Monday, B on Tuesday."""
    return laws(
        posts=(
            Cover(_on(MON, "A", "B"), 2, when=(f"{MON}/E",)),
            Cover(_on(TUE, "A", "B"), 1, when=(f"{TUE}/E",)),
        ),
        away=(
            Forbid(_on(MON, "A"), who=("A",), when=(f"{MON}/E",)),
            Forbid(_on(TUE, "B"), who=("B",), when=(f"{TUE}/E",)),
        ),
    )


def test_people_and_days_that_do_not_matter_are_left_out() -> None:
    """Only A's absence on Monday clashes: neither B nor Tuesday is named."""
    found = find_conflict(_two_days(), LIMITS)
    assert (found.rules, found.people, found.days) == (("posts", "away"), ("A",), (MON,))
    assert (found.minimal, found.only) == (True, True)


def test_a_count_over_several_days_belongs_to_none() -> None:
    """One turn at most in two days, both to be served by A alone: the person and both days are needed."""
    problem = laws(
        posts=(Cover(_on(MON, "A"), 1, when=(MON,)), Cover(_on(TUE, "A"), 1, when=(TUE,))),
        rest=(AtMostOne((*_on(MON, "A"), *_on(TUE, "A")), who=("A",), when=(MON,)),),
    )
    found = find_conflict(problem, LIMITS)
    assert (found.people, found.days, found.minimal) == (("A",), (MON, TUE), True)


def test_another_conflict_is_told_from_the_only_one() -> None:
    """Served and away is the only clash; when serving alone asks for the impossible, there is another."""
    alone = laws(serve=(Cover((A,), 1),), away=(Forbid((A,)),))
    both = laws(serve=(Cover((A,), 1),), away=(Forbid((A,)),), apart=(Needs(A, ()),))
    assert find_conflict(alone, LIMITS).only is True
    assert find_conflict(both, LIMITS).only is False


def test_one_of_two_impossible_parts_is_told() -> None:
    """Two days that clash each for itself: one of them is told, the first small one."""
    problem = laws(
        posts=(Cover(_on(MON, "A"), 1, when=(MON,)), Cover(_on(TUE, "B"), 1, when=(TUE,))),
        away=(
            Forbid(_on(MON, "A"), who=("A",), when=(MON,)),
            Forbid(_on(TUE, "B"), who=("B",), when=(TUE,)),
        ),
    )
    found = find_conflict(problem, LIMITS)
    assert (found.rules, found.people, found.days) == (("posts", "away"), ("A",), (MON,))


def test_places_are_exchanged_but_for_the_past() -> None:
    """A and B change places in what is planned; what A served is served."""
    served, planned = Cell("A", "past"), Cell("A", "mon")
    roster = exchanged(frozenset({served, planned}), {served: True}, "A", "B")
    assert roster == {served, Cell("B", "mon")}


def _drawn(chance: random.Random) -> Problem:
    """Three people, two days: seats, absences, turns that exclude each other, all at random."""
    clauses: dict[str, list[Clause]] = {"posts": [], "away": [], "rest": []}
    for day in (MON, TUE):
        clauses["posts"].append(Cover(_on(day, *"ABC"), chance.randint(0, 3), when=(day,)))
        for who in "ABC":
            if chance.random() < 0.4:
                clauses["away"].append(Forbid(_on(day, who), who=(who,), when=(day,)))
    for who in "ABC":
        if chance.random() < 0.6:
            clauses["rest"].append(AtMostOne((*_on(MON, who), *_on(TUE, who)), who=(who,), when=(MON,)))
    return laws(**{rule: tuple(mine) for rule, mine in clauses.items()})


def _possible(counts: list[Count]) -> bool:
    """Whether some roster of the six cells keeps the counts, by trying each."""
    cells = [Cell(who, f"{day}/E") for who in "ABC" for day in (MON, TUE)]
    return any(not any(any(tally.outside(one)) for _, tally in counts) for one in every_roster(cells))


CLASHING = [seed for seed in range(40) if not lawful(_drawn(random.Random(seed)))]


@pytest.mark.parametrize("seed", CLASHING)
def test_every_member_of_a_conflict_is_needed(seed: int) -> None:
    """Brute force over 64 rosters: the counts clash, and without any one rule, person or day they do not."""
    found = find_conflict(_drawn(random.Random(seed)), LIMITS)
    counts = list(found.counts)
    assert found.minimal
    assert not _possible(counts)
    for rule in found.rules:
        assert _possible([one for one in counts if one[0] != rule])
    for who in found.people:
        assert _possible([one for one in counts if one[1].who != (who,)])
    for day in found.days:
        mine = [one for one in counts if {cell.what[:10] for cell in cells_of(one[1].terms)} != {day}]
        assert _possible(mine)


def test_an_innocent_part_is_not_blamed_when_time_is_up() -> None:
    """Two parts, none decided in time: the guilty law stays in the conflict, which is not called minimal."""
    a, b, c, d = (Cell(who, "day") for who in "abcd")
    laws = (
        Ruling("innocent", Importance.LAW, (Load(((1, a), (1, b)), 1),)),
        Ruling("guilty", Importance.LAW, (Load(((1, c), (1, d)), 2), Load(((1, c), (1, d)), high=1))),
    )
    found = find_conflict(Problem(laws), Limits(seconds=1e-9))
    assert "guilty" in found.rules
    assert not found.minimal
