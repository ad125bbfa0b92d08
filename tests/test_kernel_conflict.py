"""Conflicts: the rules named cannot hold together, and without any one of them there is a roster."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, assume, given, settings
from referee import lawful
from small_problems import problems
from test_kernel_search import TINY, split
from world import LIMITS

from models import Importance, Status
from scheduler.kernel.clauses import AtMostOne, Clause, Cover, Forbid, Needs
from scheduler.kernel.conflict import find_conflict
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell

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
    hard = laws(targets=split(), cover=(Cover((A, B), 3),))
    told: dict[str, Status] = {}
    found = find_conflict(hard, TINY, told.__setitem__)
    assert told == {"cover": Status.UNDECIDED, "targets": Status.IMPOSSIBLE}
    assert (found.rules, found.minimal) == (("cover",), False)


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
