"""What sets an alternative apart from the first plan: who gains and loses nights, weekends, hours, wishes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models import LedgerLine, Plan
from scheduler.i18n import tr
from scheduler.kernel.outcome import Watch
from scheduler.order import Order
from scheduler.pipeline import Answer
from scheduler.questions.alternatives import Alternative, End, alternatives
from scheduler.render import write_folder
from scheduler.render.redact import redacted
from scheduler.rulebook.words import hours


def write_alternatives(
    order: Order, answer: Answer, number: int, out: Path, redact: bool = False, watch: Watch | None = None
) -> Iterator[str]:
    """Write `out`/alternative-2 and so on, so that there are `number` plans in all; yields what to say.

    Raises Faults when a folder cannot be written.
    """
    if answer.plan is None or number <= 1:
        return
    first = redacted(answer.plan) if redact else answer.plan
    roads = order.patrols.roads.sections if order.patrols else ()
    for place, one in enumerate(alternatives(order, answer, number - 1, watch), start=2):
        if isinstance(one, End):
            yield tr("Alternatives: {why}.", why=one.text)
            return
        made = redacted(one.plan) if redact else one.plan
        folder = out / f"alternative-{place}"
        write_folder(made, folder, background=tuple(section.line for section in roads))
        yield _head(place, one, folder)
        yield from (f"  {line}" for line in apart(first, made))


def _head(place: int, one: Alternative, folder: Path) -> str:
    said = tr(
        "Alternative {place}, just as good in every tier: {n} of {turns} turns are in no plan before it.",
        place=place, n=one.turns - one.kept, turns=one.turns,
    )  # fmt: skip
    most = " " + tr("None has fewer turns in common with them (proven).") if one.most else ""
    return f"{said}{most} {folder}"


def apart(first: Plan, other: Plan) -> Iterator[str]:
    """A line for each person whose nights, weekends, holidays or hours differ, and for each other remark."""
    was, is_ = _lines(first), _lines(other)
    for who, name in ((person.id, person.name) for person in first.people):
        if who in was and who in is_ and (changed := _changed(was[who], is_[who])):
            yield tr("{who}: {changes}", who=name if name == who else f"{name} ({who})", changes=changed)
    before, after = ({one.text for one in plan.findings} for plan in (first, other))
    yield from (f"+ {text}" for text in sorted(after - before))
    yield from (f"- {text}" for text in sorted(before - after))


def _lines(plan: Plan) -> dict[str, LedgerLine]:
    """One line a person over the weeks of the plan."""
    found: dict[str, LedgerLine] = {}
    for line in (one for one in plan.ledger if one.week >= plan.first):
        past = found.get(line.person)
        names = ("nights", "weekends", "holidays", "minutes")
        more = {name: getattr(line, name) + getattr(past, name) for name in names} if past else {}
        found[line.person] = line.model_copy(update=more)
    return found


def _changed(was: LedgerLine, now: LedgerLine) -> str:
    said = (
        tr("nights {before} → {after}", before=was.nights, after=now.nights) * (was.nights != now.nights),
        tr("weekend turns {before} → {after}", before=was.weekends, after=now.weekends)
        * (was.weekends != now.weekends),
        tr("holiday turns {before} → {after}", before=was.holidays, after=now.holidays)
        * (was.holidays != now.holidays),
        tr("hours {before} → {after}", before=hours(was.minutes), after=hours(now.minutes))
        * (was.minutes != now.minutes),
    )
    return ", ".join(filter(None, said))
