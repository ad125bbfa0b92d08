"""Law 1, shape by shape: nothing legal refused, nothing illegal allowed, on every roster of a tiny board."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from referee import every_roster, keeps, missing
from world import LIMITS

from models import Importance, Status
from scheduler.kernel.audit import audit, price
from scheduler.kernel.clauses import (
    AtMostOne,
    Clause,
    Cover,
    Forbid,
    Gap,
    Keep,
    Load,
    Needs,
    Run,
    Together,
    Wish,
)
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell, Mark

CELLS = A, B, C, D, E = tuple(Cell(who, "day") for who in "ABCDE")
WEEK = CELLS
A_OR_B = Mark("A or B", (A, B))
C_WITH_D = Mark("C with D", (), ((C, D),))
E_OR_A_WITH_B = Mark("E or A with B", (E,), ((A, B),))

Rule = Callable[[str], bool]
"""A referee's ruling on the letters chosen, such as "ABE"."""

INNER = (("A", "B", "C"), ("B", "C", "D"), ("C", "D", "E"))
"""Each day that lies between two others, with them."""


def _windows(chosen: str, size: int) -> Iterator[int]:
    """How many of each `size` neighbouring days are held."""
    return (sum(day in chosen for day in "ABCDE"[i : i + size]) for i in range(6 - size))


BOARDS: dict[str, tuple[Clause, Rule]] = {
    "cover from two to three": (Cover(CELLS, 2, 3), lambda on: len(on) in (2, 3)),
    "cover of at least four": (Cover(CELLS, 4), lambda on: len(on) >= 4),
    "cover of at most one": (Cover(CELLS, None, 1), lambda on: len(on) <= 1),
    "cover of just two": (Cover(CELLS, 2, 2), lambda on: len(on) == 2),
    "cover of more than there are": (Cover((A, B), 3), lambda on: False),
    "cover without a band": (Cover(CELLS), lambda on: True),
    "cover of marks": (
        Cover((A_OR_B, C_WITH_D, E), 2),
        lambda on: (("A" in on or "B" in on) + ("C" in on and "D" in on) + ("E" in on)) >= 2,
    ),
    "load of minutes": (
        Load(((3, A), (2, B), (2, C), (1, D)), high=4),
        lambda on: 3 * ("A" in on) + 2 * ("B" in on) + 2 * ("C" in on) + ("D" in on) <= 4,
    ),
    "load that counts down": (
        Load(((2, A), (-1, B), (-1, C)), low=0),
        lambda on: "A" in on or not ("B" in on or "C" in on),
    ),
    "load with minutes carried in": (
        Load(((1, A), (1, B), (1, C)), 2, 3, constant=1),
        lambda on: 1 <= sum(letter in on for letter in "ABC") <= 2,
    ),
    "load of marks": (
        Load(((2, A_OR_B), (1, C_WITH_D)), high=2),
        lambda on: not (("A" in on or "B" in on) and "C" in on and "D" in on),
    ),
    "at most one": (AtMostOne((A, B, C)), lambda on: sum(letter in on for letter in "ABC") <= 1),
    "at most one of two": (AtMostOne((A, B)), lambda on: not ("A" in on and "B" in on)),
    "at most one mark": (
        AtMostOne((A_OR_B, C_WITH_D)),
        lambda on: not (("A" in on or "B" in on) and "C" in on and "D" in on),
    ),
    "at most one of nothing": (AtMostOne(()), lambda on: True),
    "forbid": (Forbid((A, C)), lambda on: "A" not in on and "C" not in on),
    "forbid a pair": (Forbid((C_WITH_D,)), lambda on: not ("C" in on and "D" in on)),
    "forbid a cell or a pair": (
        Forbid((E_OR_A_WITH_B,)),
        lambda on: "E" not in on and not ("A" in on and "B" in on),
    ),
    "runs of two at most": (Run(WEEK, most=2), lambda on: max(_windows(on, 3)) < 3),
    "runs of none": (Run(WEEK, most=0), lambda on: on == ""),
    "runs of five at most": (Run(WEEK, most=5), lambda on: True),
    "runs of two at least": (
        Run(WEEK, least=2),
        lambda on: not any(
            mid in on and before not in on and after not in on for before, mid, after in INNER
        ),
    ),
    "runs of three, no more": (
        Run(WEEK, least=3, most=3),
        # BCD, or up to three from A on and up to three up to E, with a free day between.
        lambda on: on
        in {"", "A", "AB", "ABC", "E", "DE", "CDE", "AE", "ABE", "ADE", "ABDE", "ABCE", "ACDE", "BCD"},
    ),
    "gaps of two at least": (
        Gap(WEEK, least=2),
        lambda on: not any(before in on and after in on and mid not in on for before, mid, after in INNER),
    ),
    "gaps of three at least": (
        Gap(WEEK, least=3),
        # What is held is one block, or the two ends with B, C, D free between them.
        lambda on: on in "ABCDE" or on == "AE",
    ),
    "together": (Together(A, B), lambda on: ("A" in on) == ("B" in on)),
    "a cell with a mark": (Together(E, A_OR_B), lambda on: ("E" in on) == ("A" in on or "B" in on)),
    "needs one": (Needs(A, (B, C)), lambda on: "A" not in on or "B" in on or "C" in on),
    "needs two": (
        Needs(A, (B, C, D), 2),
        lambda on: "A" not in on or sum(letter in on for letter in "BCD") >= 2,
    ),
    "needs itself and one": (Needs(A, (A, B), 2), lambda on: "A" not in on or "B" in on),
    "needs nobody there": (Needs(A, ()), lambda on: "A" not in on),
    "a mark needs a pair": (
        Needs(A_OR_B, (C_WITH_D,)),
        lambda on: not ("A" in on or "B" in on) or ("C" in on and "D" in on),
    ),
    "wish to serve": (Wish(A), lambda on: "A" in on),
    "wish to be free": (Wish(A, want=False), lambda on: "A" not in on),
    "wish for a pair": (Wish(C_WITH_D), lambda on: "C" in on and "D" in on),
    "keep": (Keep((A, B), (C,)), lambda on: "A" in on and "B" in on and "C" not in on),
}  # fmt: skip

NAMED = [pytest.param(*board, id=name) for name, board in BOARDS.items()]


def letters(roster: frozenset[Cell]) -> str:
    """A roster as letters."""
    return "".join(sorted(cell.who for cell in roster))


def ruling(*clauses: Clause, importance: Importance = Importance.LAW) -> Ruling:
    """One rule with some clauses."""
    return Ruling("rule", importance, clauses)


def solved(*laws: Clause, facts: dict[Cell, bool] | None = None) -> set[str]:
    """Every roster the solver can be brought to give: solve, forbid the roster found, solve again."""
    board = Load(tuple((1, cell) for cell in CELLS), 0)  # speaks of every cell and asks nothing
    found: list[frozenset[Cell]] = []
    while True:
        others = (_another(roster, facts or {}) for roster in found)
        outcome = solve(Problem((ruling(*laws, board, *others),), facts or {}), LIMITS)
        if outcome.status is Status.IMPOSSIBLE:
            return {letters(roster) for roster in found}
        assert outcome.status is Status.PROVEN
        found.append(outcome.chosen)


def _another(roster: frozenset[Cell], facts: dict[Cell, bool]) -> Load:
    """At least one cell differs from a roster."""
    free = [cell for cell in CELLS if cell not in facts]
    return Load(
        tuple((-1 if cell in roster else 1, cell) for cell in free), 1 - len(roster & set(free))
    )  # fmt: skip


@pytest.mark.parametrize(("clause", "rule"), NAMED)
def test_audit_and_referee_agree(clause: Clause, rule: Rule) -> None:
    """On each of the 32 rosters the audit, the plain-Python referee and the rule told in letters agree."""
    problem = Problem((ruling(clause),))
    for roster in every_roster(CELLS):
        kept = rule(letters(roster))
        assert (not list(audit(problem, roster))) == kept, letters(roster)
        assert keeps(problem.rulings[0], roster) == kept, letters(roster)


@pytest.mark.parametrize(("clause", "rule"), NAMED)
def test_solver_gives_every_lawful_roster_and_no_other(clause: Clause, rule: Rule) -> None:
    """As law, the solver's rosters are just those that the rule allows."""
    allowed = {letters(roster) for roster in every_roster(CELLS) if rule(letters(roster))}
    assert solved(clause) == allowed


@pytest.mark.parametrize(("clause", "rule"), NAMED)
@pytest.mark.parametrize("past", ["A", "BD"])
def test_facts_of_the_past_bind_and_are_kept(clause: Clause, rule: Rule, past: str) -> None:
    """With A, B and D settled (A served, or B and D), the solver gives the lawful rosters that agree."""
    facts = {A: "A" in past, B: "B" in past, D: "D" in past}
    agreeing = (
        letters(roster) for roster in every_roster(CELLS) if all((c in roster) == facts[c] for c in facts)
    )
    assert solved(clause, facts=facts) == {on for on in agreeing if rule(on)}


@pytest.mark.parametrize(("clause", "rule"), NAMED)
def test_cost_solved_is_cost_audited_is_cost_refereed(clause: Clause, rule: Rule) -> None:
    """Law 2: where the shape may yield, each roster (held by law) costs the same in all three places."""
    soft = ruling(clause, importance=Importance.ORDERS)
    for roster in every_roster(CELLS):
        held = Keep(tuple(roster), tuple(cell for cell in CELLS if cell not in roster))
        outcome = solve(Problem((ruling(held), soft)), LIMITS)
        expected = missing(clause, roster)
        assert outcome.status is Status.PROVEN
        assert [(done.value, done.bound) for done in outcome.passes] == [(expected, expected)]
        assert price(soft.tallies, outcome.chosen) == expected
        assert (expected == 0) == rule(letters(roster))


@pytest.mark.parametrize(
    ("clause", "on", "cost"),
    [
        (Cover(CELLS, 3), "A", 2),
        (Cover(CELLS, 3, weight=4), "A", 8),
        (Cover(CELLS, 1, 2, weight=4, over_weight=1), "ABCD", 2),
        (Load(((30, A), (20, B)), high=40), "AB", 10),
        (AtMostOne((A, B, C)), "ABC", 2),
        (Forbid((A, B, C), weight=3), "AC", 6),
        (Run(WEEK, most=2), "ABCDE", 3),
        (Run(WEEK, least=3), "BC", 1),
        (Gap(WEEK, least=2), "ACE", 2),
        (Together(A, B, weight=5), "B", 5),
        (Needs(A, (B, C, D), 3), "AB", 2),
        (Wish(A, weight=7), "B", 7),
        (Keep((A, B), (C,)), "BC", 2),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_cost_is_the_amount_of_breach(clause: Clause, on: str, cost: int) -> None:
    """Each unit outside the band costs the weight: three wanted and one there is two, at weight 4 eight."""
    roster = frozenset(cell for cell in CELLS if cell.who in on)
    assert price(ruling(clause).tallies, roster) == cost == missing(clause, roster)


@pytest.mark.parametrize(
    ("on", "holds"), [("", False), ("E", True), ("A", False), ("B", False), ("AB", True), ("ABE", True)]
)
def test_mark_holds_by_a_cell_or_a_whole_pair(on: str, holds: bool) -> None:
    """ "E or A with B" holds with E, or with A and B; neither A nor B alone is enough."""
    assert E_OR_A_WITH_B.holds(frozenset(cell for cell in CELLS if cell.who in on)) is holds


@pytest.mark.parametrize("exclusive", [False, True])
def test_mark_over_exclusive_cells_means_the_same(exclusive: bool) -> None:
    """A mark over cells that a law lets hold only one at a time (encoded as a sum) is still "any of them"."""
    laws: list[Clause] = [Needs(Mark("any", (A, B, C)), (D,)), Needs(D, (Mark("any", (A, B, C)),))]
    laws += [AtMostOne((A, B, C)), Forbid((E,))] if exclusive else [Forbid((E,))]
    expected = {"", "AD", "BD", "CD"} | (set() if exclusive else {"ABD", "ACD", "BCD", "ABCD"})
    assert solved(*laws) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({A: True, B: True}, {"ABD", "ABCD"}),
        ({A: True, B: False}, {"A", "AD", "ACD"}),
        ({A: True, C: True}, {"ACD", "ABCD"}),
        ({A: False, C: False}, {"", "B", "D", "BD"}),
    ],
)
def test_pair_with_one_half_in_the_past(facts: dict[Cell, bool], expected: set[str]) -> None:
    """A pair half settled hangs on the other half: with A worked, "A with B, or C" is "B or C"."""
    mark = Mark("A with B, or C", (C,), ((A, B),))
    assert solved(Needs(mark, (D,)), Forbid((E,)), facts=facts) == expected
