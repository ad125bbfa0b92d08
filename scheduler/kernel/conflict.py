"""Find what cannot hold together: drop rules, then people, then days, and solve plainly again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from models import Limits, Status
from scheduler.kernel.linked import Count, keep_all, linked
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell, cells_of

PROBE = 15.0
"""Seconds that the question "is it possible without this?" may take."""

QUICK = 3.0
"""Seconds for one worker before several try: most such questions are small, and more take longer to start."""

Tell = Callable[[str, Status], None]


@dataclass(frozen=True)
class Conflict:
    """Rules, people and days with no roster among them.

    `people` are those whose own laws (counts about nobody else) are needed, `days` the dates whose own laws
    are. `minimal`: dropping any one of the rules, people and days was proven to give a roster. `only`: no
    other set of rules is a minimal conflict (proven), or another one is (False), or nobody knows. `counts`
    is what is left of the laws, `steps` what came out for each rule, person and day that was left out.

    Assumption literals are not used: they ruin presolve, and CP-SAT's cores are wrong under it
    (or-tools#5141).
    """

    rules: tuple[str, ...]
    minimal: bool
    people: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    only: bool | None = None
    counts: tuple[Count, ...] = ()
    steps: tuple[tuple[str, Status], ...] = ()


def rule_of(count: Count) -> str:
    """The rule that says it."""
    return count[0]


def person_of(count: Count) -> str:
    """The only person a count is about; empty when it is about several or nobody."""
    who = set(count[1].who)
    return who.pop() if len(who) == 1 else ""


def day_of(count: Count) -> str:
    """The only date a count is about and looks at; empty when there are several or none."""
    days = {when[:10] for when in count[1].when}
    day = days.pop() if len(days) == 1 else ""
    inside = all(cell.what.startswith(day) or cell.who.startswith(day) for cell in cells_of(count[1].terms))
    return day if inside else ""


SORTS: tuple[Callable[[Count], str], ...] = (rule_of, person_of, day_of)
"""What a conflict is made of, in the order in which it is made small."""


def find_conflict(problem: Problem, limits: Limits, tell: Tell | None = None) -> Conflict:
    """A minimal set of conflicting laws by deletion; `tell` hears what came out for each rule, person, day.

    The problem must be known to be impossible. What stays undecided within `limits` (all of it together)
    is kept, and the conflict is then not called minimal. Rules late in the list are tried first, so that
    the conflict is told by the early, plain ones (posts, rest) where several tellings exist.
    """
    return _Filter(problem, limits, tell).run()


def exchanged(roster: frozenset[Cell], facts: dict[Cell, bool], one: str, other: str) -> frozenset[Cell]:
    """The roster in which two people have changed places, but for what is a fact already."""
    name = {one: other, other: one}
    moved = {Cell(name.get(cell.who, cell.who), cell.what) for cell in roster if cell not in facts}
    return frozenset(moved - facts.keys()) | {cell for cell in roster if cell in facts}


class _Filter:
    """The counts still in, who of their members is known to be needed, and who stayed undecided."""

    def __init__(self, problem: Problem, limits: Limits, tell: Tell | None) -> None:
        self.problem, self.limits, self.tell = problem, limits, tell
        self.until = time.monotonic() + limits.seconds
        self.left = [(ruling.rule, tally) for ruling in problem.laws for tally in ruling.tallies]
        self.needed: dict[Callable[[Count], str], set[str]] = {sort: set() for sort in SORTS}
        self.open: set[str] = set()
        self.steps: list[tuple[str, Status]] = []

    def run(self) -> Conflict:
        whole = self._forget(self._impossible_parts())
        for sort in SORTS:
            if sort is not rule_of:
                self._forget(self._impossible_parts(one=True))
            self._shrink(sort)
        rules, people, days = (tuple(dict.fromkeys(filter(None, map(sort, self.left)))) for sort in SORTS)
        only = self._only(whole, rules)
        return Conflict(rules, not self.open, people, days, only, tuple(self.left), tuple(self.steps))

    def _forget(self, parts: Sequence[list[Count]]) -> list[Count]:
        """Go on with some parts only."""
        was = dict.fromkeys(map(rule_of, self.left))
        self.left = [count for part in parts for count in part]
        kept = {rule for rule, _ in self.left}
        for rule in (rule for rule in reversed(was) if rule not in kept):
            self._say(rule, Status.IMPOSSIBLE)
        return self.left

    def _impossible_parts(self, *, one: bool = False) -> list[list[Count]]:
        """The parts (or the first) known to be impossible by themselves; the undecided where none is."""
        parts = linked(self.left, self.problem.facts)
        if len(parts) < 2:
            return parts
        found = [(part, self._probe(part)[0]) for part in parts]
        sure = [part for part, status in found if status is Status.IMPOSSIBLE]
        return (sure[:1] if one else sure) or [part for part, status in found if status is Status.UNDECIDED]

    def _shrink(self, sort: Callable[[Count], str]) -> None:
        """Drop members of one sort, many at once as long as that goes well, the last ones first."""
        names = list(dict.fromkeys(filter(None, map(sort, self.left))))
        size = (len(names) + 1) // 2
        while names:
            known = self.needed[sort]
            if names[-1] in known:
                self._say(names.pop(), Status.PROVEN)
                continue
            some = [name for name in names[-size:] if name not in known]
            status = self._without(sort, some)
            if status is Status.IMPOSSIBLE:
                self._drop(sort, some)
                names = [name for name in names if name not in some]
                size *= 2
            elif len(some) > 1:
                size = len(some) // 2
            else:
                self._keep(names.pop(), status)

    def _without(self, sort: Callable[[Count], str], names: Sequence[str]) -> Status:
        """Whether it is possible without some; what the roster proves is kept in mind."""
        rest = [count for count in self.left if sort(count) not in names]
        if len(rest) == len(self.left):
            return Status.IMPOSSIBLE
        status, chosen = self._probe(rest)
        if status is Status.PROVEN:
            self._learn(chosen)
            if sort is person_of and len(names) == 1:
                for other in set(map(person_of, self.left)) - self.needed[person_of] - {""}:
                    self._learn(exchanged(chosen, self.problem.facts, names[0], other))
        return status

    def _learn(self, roster: frozenset[Cell]) -> None:
        """A roster that breaks counts of one member only proves that it is needed."""
        broken = [count for count in self.left if any(count[1].outside(roster))]
        for sort in SORTS:
            members = {sort(count) for count in broken}
            if len(members) == 1:
                self.needed[sort] |= members - {""}

    def _drop(self, sort: Callable[[Count], str], names: Sequence[str]) -> None:
        self.left = [count for count in self.left if sort(count) not in names]
        for name in reversed(names):
            self._say(name, Status.IMPOSSIBLE)

    def _keep(self, name: str, status: Status) -> None:
        if status is Status.UNDECIDED:
            self.open.add(name)
        self._say(name, status)

    def _say(self, name: str, status: Status) -> None:
        self.steps.append((name, status))
        if self.tell:
            self.tell(name, status)

    def _only(self, whole: Sequence[Count], rules: Iterable[str]) -> bool | None:
        """Whether all laws are possible without any one of the rules: then each conflict holds them all."""
        sure: bool | None = not self.open or None
        for rule in rules:
            status = self._probe([count for count in whole if count[0] != rule])[0]
            if status is Status.IMPOSSIBLE:
                return False
            if status is Status.UNDECIDED:
                sure = None
        return sure

    def _probe(self, counts: Sequence[Count]) -> tuple[Status, frozenset[Cell]]:
        for seconds, workers in ((QUICK, 1), (PROBE, self.limits.workers)):
            left = self.limits.seconds if self.limits.reproducible else self.until - time.monotonic()
            if left <= 0:
                break
            update = {"seconds": min(seconds, left), "workers": workers}
            status, chosen = keep_all(counts, self.problem.facts, self.limits.model_copy(update=update))
            if status is not Status.UNDECIDED:
                return status, chosen
        return Status.UNDECIDED, frozenset()
