"""The ledger in words: who must be asked next and why, and one person's receipt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models import Fault, Faults, Plan
from scheduler.changes.owed import MEASURES, Account, accounts, band, to_ask
from scheduler.i18n import Text, tr
from scheduler.intake import load_station
from scheduler.intake.references import several
from scheduler.published import check_station
from scheduler.render import words
from scheduler.saved_plan import read_plan


def read_ledger(station: Path, plan: Path) -> Plan:
    """The plan with its ledger, under the names that the station has now; raises Faults."""
    loaded, known = load_station(station).station, read_plan(plan)
    check_station(known, loaded, plan)
    people = tuple(loaded.by_id.get(one.id, one) for one in known.people)
    return known.model_copy(update={"people": people})


def _measure(name: str) -> str:
    return {
        "nights": tr("nights"), "weekends": tr("weekend turns"), "holidays": tr("holiday turns"),
        "minutes": tr("hours"),
    }[name]  # fmt: skip


def _number(name: str, value: float) -> str:
    return f"{value / 60:.1f}" if name == "minutes" else f"{value:.1f}".removesuffix(".0")


def say_order(plan: Plan) -> Iterator[str]:
    """For each kind of staff and each measure, the order in which people are asked, with reasons."""
    weeks = sorted({line.week for line in plan.ledger})
    if weeks:
        yield tr("Weeks counted: {first} to {last}, as really served.", first=weeks[0], last=weeks[-1])
    for kind in dict.fromkeys(person.kind for person in plan.people):
        group = accounts(plan, kind)
        for measure in MEASURES:
            if any(one.served(measure) for one in group):
                yield ""
                yield tr(
                    "{kind}, {measure}: ask in this order", kind=words.staff(kind), measure=_measure(measure)
                )
                for place, one in enumerate(to_ask(group, measure), start=1):
                    yield f"  {place}. {one.person.name} {one.person.id}: {_reason(one, measure)}"


def _reason(one: Account, measure: str) -> str:
    above = one.above(measure)
    told = {
        "served": _number(measure, one.served(measure)),
        "fair": _number(measure, one.fair(measure)),
        "off": _number(measure, abs(above)),
    }
    if abs(above) < 0.05:
        return tr("{served} served, his fair share", **told)
    if above < 0:
        return tr("{served} served, {off} below the fair share of {fair}", **told)
    return tr("{served} served, {off} above the fair share of {fair}", **told)


def say_receipt(plan: Plan, who: str) -> Iterator[str]:
    """One person's record and the group's band, nobody else's name; raises Faults for an unknown person."""
    found = [one for one in accounts(plan) if who in (one.person.id, one.person.name)]
    if len(found) > 1:
        raise Faults([Fault(several(who, tuple(one.person.id for one in found)), "--who")])
    if not found:
        raise Faults([Fault(Text("nobody '{who}' has a record in this plan's ledger", who=who), "--who")])
    (mine,) = found
    yield tr("Fairness receipt of {name}, plan {number}", name=f"{mine.person.name} {mine.person.id}",
             number=plan.number)  # fmt: skip
    for line in mine.lines:
        yield tr(
            "Week of {week}: {turns} turns, {nights} nights, {weekends} weekend, {holidays} feast, {hours} h",
            week=line.week, turns=line.turns, nights=line.nights, weekends=line.weekends,
            holidays=line.holidays, hours=_number("minutes", line.minutes),
        )  # fmt: skip
    group = accounts(plan, mine.person.kind)
    for measure in MEASURES:
        least, middle, most = (_number(measure, one) for one in band(group, measure))
        yield tr(
            "{measure}: {reason}; the {count} of the group: {least} to {most}, median {middle}",
            measure=_measure(measure), reason=_reason(mine, measure), count=len(group), least=least,
            most=most, middle=middle,
        )  # fmt: skip
