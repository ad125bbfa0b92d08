"""Remedies in the rulebook: seats left empty, a number loosened, a law waived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from models import Importance, Waiver
from scheduler.advice.case import Case
from scheduler.advice.loosening import LOOSENINGS, NEVER, Loosening
from scheduler.advice.remedy import FIRST, Ladder, Remedy, Told, listed, turns_named
from scheduler.advice.trial import Trial
from scheduler.i18n import Text, tr
from scheduler.kernel.audit import Breach
from scheduler.rulebook import BY_ID

SEATS = "least-important-seats-empty"
"""The rule that counts every empty seat once when gaps are allowed."""

SAME = {"post-filled", "tier-strength", "count-fraction-of-force"}
"""Laws that say the same of an empty seat."""


def remedies(case: Case, rules: Sequence[str]) -> Iterator[Ladder]:
    """Gaps, loosenings and waivers for the laws of a conflict."""
    if not case.request.short and any(BY_ID[rule].yields_when_short for rule in rules):
        yield Ladder((Remedy("gaps", Text("seats left empty (--short)"), case.with_gaps(), told_gaps),))
    for one in LOOSENINGS:
        if one.rule in rules and (values := list(one.values(case.book))):
            yield Ladder(tuple(_loosened(case, one, value) for value in values))
    for rule in rules:
        if rule not in NEVER and BY_ID[rule].importance is Importance.LAW:
            title = Text("{rule} waived", rule=rule)
            yield Ladder((Remedy("waive", title, case.waiving(waiver(rule)), partial(told_waived, rule)),))


def waiver(rule: str) -> Waiver:
    """A waiver whose reason the chief still has to write."""
    return Waiver(rule=rule, reason=tr("reason"))


def told_gaps(trial: Trial) -> Told:
    """Which seats stay empty, and which other laws of presence are not kept on the way."""
    seats = trial.breaches(SEATS)
    others = [one for one in trial.audited if _yields(one) and not (seats and one.ruling.rule in SAME)]
    crews = [trial.case.week.by_id[one.tally.when[0]] for one in seats]
    number = sum(abs(one.amount) for one in seats)
    more = listed(one.tally.says for one in others)
    text = Text("Leave {number} seat(s) empty: {where}", number=number, where=turns_named(crews))
    if not seats:
        text = Text("Accept: {more}", more=more)
    elif others:
        text = Text("{text}; besides: {more}", text=text, more=more)
    return Told(text, "--short", number + sum(abs(one.amount) for one in others), (), tuple(crews))


def _yields(breach: Breach) -> bool:
    return not breach.ruling.hard and BY_ID[breach.ruling.rule].yields_when_short


def told_waived(rule: str, trial: Trial) -> Told:
    """Where the roster breaks the law set aside."""
    breaches = trial.breaches(rule)
    number = len(breaches)
    what = listed(one.tally.says for one in breaches)
    text = Text("Waive {rule} {number} time(s): {what}", rule=rule, number=number, what=what)
    return Told(text, f"--waive {rule}:{tr('reason')}", number, _people(breaches))


def _people(breaches: Sequence[Breach]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who for one in breaches for who in one.tally.who))


def _loosened(case: Case, one: Loosening, value: int) -> Remedy:
    """The law as it was is kept as far as it can be, so that the new number is used as little as possible."""
    was = next(ruling for ruling in case.problem.rulings if ruling.rule == one.rule)
    strict = replace(was, rule=f"{one.rule} as before", importance=Importance.COVER, rank=FIRST)
    changed = replace(case.setting(one.rule, one.setting, value), further=lambda _: (strict,))
    option = f"--set {one.rule}.{one.setting}={value}"
    return Remedy("loosen", option, changed, partial(_told_loosened, one, option))


def _told_loosened(one: Loosening, option: str, trial: Trial) -> Told:
    breaches = trial.breaches(f"{one.rule} as before")
    number = len(breaches)
    says = BY_ID[one.rule].say(trial.case.book.values(BY_ID[one.rule]))
    people = _people(breaches)
    names = listed(trial.case.station.by_id[who].name for who in people)
    text = Text("Loosen to: {says} Used {number} time(s): {names}", says=says, number=number, names=names)
    return Told(text, option, number, people)
