"""An explanation, step by step: is it possible, which laws clash, what do the sums say, what would help."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from models import Limits, StaffKind, Status
from scheduler.advice import by_people, by_posture, by_rules
from scheduler.advice.arithmetic import shortages
from scheduler.advice.case import Case, Order, case_of
from scheduler.advice.explanation import Clash, Explanation, Shortage, Step
from scheduler.advice.menu import Menu, Say, ordered
from scheduler.advice.remedy import Ladder
from scheduler.advice.together import try_together
from scheduler.advice.words import counted
from scheduler.kernel.conflict import Conflict, find_conflict
from scheduler.kernel.solve import possible
from scheduler.kernel.tally import cells_of
from scheduler.rulebook import BY_ID


def _silent(what: str, status: Status) -> None:
    del what, status


def explanation(order: Order, tell: Say | None = None, conflict: Conflict | None = None) -> Explanation:
    """Explain an order within its limits; streets are looked at only where without them there is a roster.

    `tell` hears of each rule, person, day and remedy tried and what came out. A conflict that is known
    already is not looked for again.
    """
    if order.patrols is None:
        return explain_case(case_of(order), order.limits, tell, conflict)
    bare = explain_case(case_of(replace(order, patrols=None)), order.limits, tell)
    if bare.status is Status.IMPOSSIBLE:
        return bare
    return explain_case(case_of(order), order.limits, tell, conflict)


def explain_case(
    case: Case, limits: Limits, tell: Say | None = None, conflict: Conflict | None = None
) -> Explanation:
    """Explain a case within the limits."""
    began, say = time.monotonic(), tell or _silent
    if conflict is None:
        status = possible(case.problem, limits)
        if status is not Status.IMPOSSIBLE:
            return Explanation(status=status, seconds=_since(began))
        conflict = find_conflict(case.problem, limits, say)
    kinds = _kinds(case, conflict)
    menu = Menu(kinds, limits, began + limits.seconds, say)
    sums = tuple(_spoken(case, kinds, limits))
    for ladder in _ladders(case, conflict, kinds):
        menu.climb(ladder)
    if not menu.repairs:
        try_together(menu, case)
    return Explanation(
        status=Status.IMPOSSIBLE,
        conflict=_clash(case, conflict),
        arithmetic=sums,
        repairs=ordered(menu.repairs),
        refused=tuple(menu.refused),
        seconds=_since(began),
    )


def _since(began: float) -> float:
    return round(time.monotonic() - began, 2)


def _days(conflict: Conflict) -> tuple[date, ...]:
    return tuple(sorted(map(date.fromisoformat, conflict.days)))


def _ladders(case: Case, conflict: Conflict, kinds: tuple[StaffKind, ...]) -> Iterator[Ladder]:
    yield from by_rules.remedies(case, conflict.rules)
    yield from by_people.remedies(case, conflict.people, kinds)
    yield from by_posture.remedies(case, _days(conflict))


def _kinds(case: Case, conflict: Conflict) -> tuple[StaffKind, ...]:
    """The kinds of people that the conflict is about, those with most counts first."""
    people = case.station.by_id
    named: Counter[StaffKind] = Counter()
    for _, tally in conflict.counts:
        who = {cell.who for cell in cells_of(tally.terms)} | set(tally.who)
        named.update({people[one].kind for one in who if one in people})
    return tuple(kind for kind, _ in named.most_common())


def _spoken(case: Case, kinds: tuple[StaffKind, ...], limits: Limits) -> Iterator[Shortage]:
    for one in shortages(case.problem, case.week, kinds, limits):
        yield one.model_copy(update={"text": counted(one)})


def _clash(case: Case, conflict: Conflict) -> Clash:
    rules = [BY_ID[rule] for rule in conflict.rules]
    return Clash(
        rules=conflict.rules,
        people=conflict.people,
        days=_days(conflict),
        minimal=conflict.minimal,
        only=conflict.only,
        sentences=tuple(rule.say(case.book.values(rule)) for rule in rules),
        steps=tuple(Step(what=what, status=status) for what, status in conflict.steps),
    )
