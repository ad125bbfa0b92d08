"""What a changed plan takes over from the one it replaces: walks, decisions, the chain; and what is fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models import (
    Change,
    Crew,
    Decision,
    DecisionKind,
    DutyKind,
    Importance,
    LedgerLine,
    Left,
    Note,
    Plan,
    Turn,
    Week,
    minutes_between,
)
from models.places import MOVING
from scheduler.changes.basis import Basis
from scheduler.changes.facts import hopeless
from scheduler.changes.reasons import Difference
from scheduler.i18n import tr
from scheduler.kernel.problem import Problem

ABOUT_ROUTES = (Importance.ORDERS, Importance.PATROL)

LEFT = "left"
"""The id of the remark about somebody who left a crew under way."""

SERVED_FIRST = "unavailable-respected"
"""The law that says nothing about the past: whoever served before he was reported away broke none."""


def _since(one: Left) -> datetime:
    return one.since


def _new_decisions(published: Plan, made: Plan) -> Iterator[Decision]:
    """What was decided now: options carried over from the published plan were decided then."""
    known = {(one.kind, one.what) for one in published.decisions}
    return (
        one for one in made.decisions if one.kind is DecisionKind.BORROW or (one.kind, one.what) not in known
    )


def carried_over(made: Plan, difference: Difference, asked: Problem) -> Plan:
    """The plan as the successor of the published one; `asked` is the problem before facts loosened it."""
    basis, week = difference.basis, difference.week
    before = basis.plan.change.left if basis.plan.change else ()
    everybody = (*(one for one in before if one.crew in week.by_id), *basis.left(week))
    # one who is reported away twice left once, at the earlier moment
    latest_first = sorted(everybody, key=_since, reverse=True)
    left = tuple({(one.person, one.crew): one for one in latest_first}.values())
    change = Change(
        now=basis.now,
        freeze_minutes=int(basis.freeze.total_seconds() // 60),
        replaces=basis.plan.number,
        turns=tuple(difference.reasons()),
        left=left,
    )
    update = {
        "change": change,
        "decisions": (*basis.plan.decisions, *_new_decisions(basis.plan, made)),
        "notes": (*made.notes, *_past_breaches(difference, asked), *_gaps(left, week)),
        "turns": tuple(_noted(turn, left) for turn in made.turns),
        "ledger": tuple(_served(line, left, week) for line in made.ledger),
        "provenance": made.provenance.model_copy(
            update={
                "after": basis.plan.provenance.after,
                "before": basis.plan.provenance.before,
            }
        ),
        **(_walks(made, basis.plan, asked) if not week.pools else {}),
    }
    return made.model_copy(update=update)


def same_walks(basis: Basis, week: Week) -> bool:
    """Whether the crews that walk are those of the published plan, so that its routes stand as they are."""
    walked = {crew for crew, _ in basis.plan.walks if crew in basis.plan.crew_by_id}
    moving = {crew.id: crew for crew in week.crews if _moves(crew)}
    return walked == moving.keys() and all(_as_before(basis.plan, crew) for crew in moving.values())


def _moves(crew: Crew) -> bool:
    patrols = (DutyKind.NIGHT, DutyKind.DAY_PATROL)
    return crew.kind in patrols and bool(crew.zones) and crew.mode in MOVING


def _as_before(plan: Plan, crew: Crew) -> bool:
    known = plan.crew_by_id.get(crew.id)
    return known is not None and (known.spans, known.zones) == (crew.spans, crew.zones)


def _walks(made: Plan, published: Plan, asked: Problem) -> dict[str, object]:
    """The published routes, how their passes ended, and what was found about them.

    Rules about routes have nothing to say where no loops are chosen from; they are known by that.
    """
    about = {one.rule for one in asked.rulings if not one.tallies and one.importance in ABOUT_ROUTES}
    ended = {name: one for one in published.passes for name in one.rules if name in about}
    return {
        "walks": published.walks,
        "routes": published.routes,
        "places": published.places,
        "passes": tuple(ended.get(one.rules[0], one) for one in made.passes),
        "findings": (*made.findings, *(one for one in published.findings if one.rule in about)),
    }


def _past_breaches(difference: Difference, asked: Problem) -> Iterator[Note]:
    """Laws that cannot be kept any more, whatever is decided from now on: remarks, since they are facts."""
    now = _clock(difference.basis.now)
    for ruling in (one for one in asked.laws if one.rule != SERVED_FIRST):
        for tally in ruling.tallies:
            if any(hopeless(tally, difference.problem.facts)):
                text = tr("Fact by {now}, nothing can mend it: {says}", now=now, says=tally.says)
                yield Note(id=ruling.rule, text=text)


def _gaps(left: tuple[Left, ...], week: Week) -> Iterator[Note]:
    for one in left:
        crew, name = week.by_id[one.crew], week.station.by_id[one.person].name
        text = tr(
            "{who} left {crew} at {since}: his place is empty until {end}",
            who=name,
            crew=f"{crew.date:%m-%d} {crew.name}",
            since=_clock(one.since),
            end=_clock(crew.end),
        )
        yield Note(id=LEFT, text=text)


def _noted(turn: Turn, left: tuple[Left, ...]) -> Turn:
    """The turn of somebody who left it says when."""
    for one in left:
        if (one.person, one.crew) == (turn.person, turn.crew):
            return turn.model_copy(update={"note": tr("left at {since}", since=_clock(one.since))})
    return turn


def _served(line: LedgerLine, left: tuple[Left, ...], week: Week) -> LedgerLine:
    """The ledger counts what was really served: not the hours after somebody left."""
    lost = sum(
        _after(week.by_id[one.crew], one.since)
        for one in left
        if one.person == line.person and week.by_id[one.crew].is_turn
        and line.week <= week.by_id[one.crew].date and (week.by_id[one.crew].date - line.week).days < 7
    )  # fmt: skip
    minutes = max(0, line.minutes - lost)
    owed = max(0, line.owed_minutes - (line.minutes - minutes))
    return line.model_copy(update={"minutes": minutes, "owed_minutes": owed}) if lost else line


def _after(crew: Crew, since: datetime) -> int:
    """Minutes of a crew's windows that lie after a moment."""
    return sum(max(0, minutes_between(max(since, span.start), span.end)) for span in crew.spans)


def _clock(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"
