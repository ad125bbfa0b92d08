"""What is said around the printed week: proof, empty seats in words, leave, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models import Crew, Day, DutyKind, Finding, Importance, PassResult, Plan, Status
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.names import printed
from scheduler.rulebook.book import Book

ON_THEIR_SHEET = ("I-13",)
"""Notes that are printed on the sheet where they bite, not on the wall: the check lists."""


@dataclass(frozen=True)
class Remark:
    """One remark below the table: a bold head and its text."""

    head: str
    text: str


def shortages(plan: Plan, crew: Crew) -> Iterator[tuple[str, int, int]]:
    """(kind, seats missing that must be filled, further seats below the target) of each kind of seat.

    Work in the beat is time, not a post: nothing is below a target there.
    """
    if crew.kind is DutyKind.EVENT:
        return
    there = [plan.person_by_id[turn.person].kind for turn in plan.members[crew.id]]
    for kind in dict.fromkeys(seat.kind for seat in crew.seats):
        floor, target = crew.seats.of(kind)
        must = max(0, floor - there.count(kind))
        may = 0 if crew.kind is DutyKind.BEAT else max(0, target - there.count(kind)) - must
        yield words.staff(kind), must, may


def seats_in_words(plan: Plan, crew: Crew) -> tuple[str, ...]:
    """`缺1名辅警`; seats that may stay empty say so."""
    said = []
    for kind, must, may in shortages(plan, crew):
        if must:
            said.append(tr("short of {n} {kind}", n=must, kind=kind))
        if may:
            said.append(tr("{n} {kind} below target", n=may, kind=kind))
    return tuple(said)


def breaches(plan: Plan) -> tuple[Finding, ...]:
    """Findings against the law that nobody waived."""
    return tuple(one for one in plan.findings if one.importance is Importance.LAW and not one.waived)


def status_line(plan: Plan, days: Sequence[Day]) -> str:
    """Empty seats of these days, breaches of the plan, what is proven, and the plan's number."""
    dates = {day.date for day in days}
    must = sum(n for crew in plan.crews if crew.date in dates for _, n, _ in shortages(plan, crew))
    parts = [
        tr("empty seats {n}", n=must),
        tr("breaches {n}", n=len(breaches(plan))),
        proof(plan),
        tr("No. {number}", number=plan.number),
    ]
    waived = sum(bool(finding.waived) for finding in plan.findings)
    if waived:
        parts.insert(2, tr("waived {n}", n=waived))
    return " · ".join(parts)


def proof(plan: Plan) -> str:
    """Whether every tier of importance is proven optimal, and if not, which are open and by how much."""
    if not plan.passes:
        return tr("not solved by the engine")
    open_: dict[Importance, list[PassResult]] = {}
    for one in plan.passes:
        if one.status is not Status.PROVEN:
            open_.setdefault(one.importance, []).append(one)
    if not open_:
        return tr("proven optimal in every tier of importance")
    return tr("not proven optimal: {tiers}", tiers=tr("; ").join(map(_gap, open_.values())))


def _gap(open_: Sequence[PassResult]) -> str:
    """One tier of importance: its open step, or how many steps are open when there are several."""
    one = max(open_, key=lambda step: step.value - step.bound)
    said = tr(
        "{tier} {value}, no plan below {bound}, gap {gap}",
        tier=words.importance(one.importance), value=one.value, bound=one.bound, gap=one.value - one.bound,
    )  # fmt: skip
    return said if len(open_) == 1 else tr("{widest} (widest of {n} open steps)", widest=said, n=len(open_))


def remarks(plan: Plan, days: Sequence[Day]) -> tuple[Remark, ...]:
    """Everything said below the table, in the order in which a chief asks for it."""
    empty = tuple(_empty_seats(plan, days))
    found = [
        Remark(tr("Leave"), tr("; ").join(_leave(plan, days)) or tr("none")),
        Remark(tr("Empty seats"), tr("; ").join(empty)),
        Remark(tr("Breaches"), _numbered([one.text for one in breaches(plan)])),
        Remark(tr("Waived"), tr("; ").join(_waived(plan))),
        Remark(tr("Notes"), _numbered([*_notes(plan), *_reading(plan)])),
    ]
    return tuple(remark for remark in found if remark.text)


def _leave(plan: Plan, days: Sequence[Day]) -> Iterator[str]:
    names = printed(plan.people)
    first, last = days[0].date, days[-1].date
    for leave in plan.leave:
        if leave.first <= last and first <= leave.last and leave.person in names:
            kind = words.leave_letters()[leave.kind][1]
            yield f"{names[leave.person]} {kind} {words.day_range(leave.first, leave.last)}"


def _empty_seats(plan: Plan, days: Sequence[Day]) -> Iterator[str]:
    dates = {day.date for day in days}
    for crew in plan.crews:
        if crew.date in dates and (said := seats_in_words(plan, crew)):
            yield f"{words.month_day(crew.date)} {crew.name} {', '.join(said)}"


def _waived(plan: Plan) -> Iterator[str]:
    """Each law set aside in the chief's words, and why."""
    book = Book(plan.settings, {})
    return (f"{book.say(waiver.rule)}: {waiver.reason}" for waiver in plan.waivers)


def _notes(plan: Plan) -> Iterator[str]:
    return (note.text for note in plan.notes if note.id not in ON_THEIR_SHEET)


def _reading(plan: Plan) -> Iterator[str]:
    if any(turn.role == "leader" and len(plan.members[turn.crew]) > 1 for turn in plan.turns):
        yield tr("group leaders stand first, in bold")
    soft = sum(finding.importance is not Importance.LAW for finding in plan.findings)
    if soft:
        yield tr("{n} remarks on rules that may yield: see the sheet of checks", n=soft)


def _numbered(texts: Sequence[str]) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return " ".join(f"{_circled(n)} {text}" for n, text in enumerate(texts, start=1))


def _circled(n: int) -> str:
    return chr(0x245F + n) if n <= 20 else f"({n})"
