"""Remedies in the posture: a lower tier, a crew that does not stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from models import Crew, DutyKind, PatrolTier
from scheduler.advice.case import Case
from scheduler.advice.remedy import Ladder, Remedy, Told, listed
from scheduler.advice.trial import Trial
from scheduler.i18n import Text
from scheduler.rulebook.words import label

SPARED = (DutyKind.CHECKPOINT, DutyKind.SWEEP, DutyKind.MOBILE, DutyKind.VILLAGE)
"""Posts that a chief may do without for one day."""

CREWS = 6
"""How many such crews are looked at."""


def remedies(case: Case, days: Sequence[date]) -> Iterator[Ladder]:
    """Lower tiers for the raised days of a conflict; crews of those days that need not stand."""
    ahead = [day for day in case.week.days if case.since is None or day.date > case.since.date()]
    tiers = {day.date: day.tier for day in ahead if day.tier < PatrolTier.THREE}
    if tiers:
        yield _lower_tiers(case, tiers, days)
    coming = [crew for crew in case.week.crews if case.to_come(crew)]
    spared = [c for c in coming if c.kind in SPARED and (not days or c.date in days) and _floor(c)]
    if spared:
        first, *others = [_struck(case, [crew]) for crew in spared[:CREWS]]
        everything = [_struck(case, spared)] if len(spared) > 1 else []
        yield Ladder((first, *everything), tuple(others))


def _floor(crew: Crew) -> int:
    return sum(seat.floor for seat in crew.seats)


def _lower_tiers(case: Case, raised: dict[date, PatrolTier], first: Sequence[date]) -> Ladder:
    """One day more a step, days of the conflict before others, late ones first; at the end all at tier 3."""
    days = sorted(sorted(raised, reverse=True), key=lambda day: day not in first)
    steps = [{day: PatrolTier(raised[day] + 1) for day in days[:n]} for n in range(1, len(days) + 1)]
    lowest = dict.fromkeys(days, PatrolTier.THREE)
    if steps[-1] != lowest:
        steps.append(lowest)
    single = [{day: PatrolTier(raised[day] + 1)} for day in days[1:] if day in first]
    return Ladder(tuple(_tiers(case, one) for one in steps), tuple(_tiers(case, one) for one in single))


def _tiers(case: Case, tiers: dict[date, PatrolTier]) -> Remedy:
    request = replace(case.request, tiers={**case.request.tiers, **tiers})
    days = listed(
        Text("{day} to tier {tier}", day=f"{day:%m-%d}", tier=int(tier))
        for day, tier in sorted(tiers.items())
    )
    option = " ".join(f"--tier {day}={int(tier)}" for day, tier in sorted(tiers.items()))
    title = Text("lower {days}", days=days)
    return Remedy("tier", title, replace(case, request=request), partial(_told_tiers, case, days, option))


def _told_tiers(before: Case, days: str, option: str, trial: Trial) -> Told:
    """The price is the posture of each day and every seat that is not manned."""
    fewer = sum(map(_floor, before.week.crews)) - sum(map(_floor, trial.case.week.crews))
    text = Text("Lower {days}: {number} seats fewer to fill", days=days, number=fewer)
    return Told(text, option, option.count("--tier") + fewer)


def _struck(case: Case, crews: Sequence[Crew]) -> Remedy:
    names = listed(label(crew) for crew in crews)
    changed = replace(case, struck=case.struck | {crew.id for crew in crews})
    return Remedy(
        "strike", Text("{crews} not manned", crews=names), changed, partial(_told_struck, case, crews)
    )


def _told_struck(before: Case, crews: Sequence[Crew], trial: Trial) -> Told:
    del trial
    number = sum(map(_floor, crews))
    names, duties = listed(map(label, crews)), ", ".join(dict.fromkeys(crew.duty for crew in crews))
    text = Text("Do without {crews}: {number} seats fewer to fill", crews=names, number=number)
    option = Text("station.yaml, {duties}: fewer seats at that tier (on all days of it)", duties=duties)
    if before.since:  # a change of a plan has an option for it
        return Told(text, " ".join(f"--strike {crew.id}" for crew in crews), number, (), tuple(crews))
    return Told(text, str(option), number, (), tuple(crews))
