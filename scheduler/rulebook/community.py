"""Community officers: their ties to the beat, their training, and what takes them away from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models import DutyKind, Importance, LeaveKind, Person, Week, months_between
from scheduler.i18n import Text
from scheduler.kernel.clauses import Forbid, Load
from scheduler.rulebook.beats import community_officers
from scheduler.rulebook.rule import rule
from scheduler.rulebook.training import training_days
from scheduler.rulebook.words import cells, label, to_plan

STATION = (DutyKind.MAIN, DutyKind.DEPUTY, DutyKind.LEADER, DutyKind.STANDBY, DutyKind.EVENT, DutyKind.BEAT)
"""Duties that A09 does not speak of: those at the station have switches of their own (A16, P03c)."""

HALF_A_YEAR = timedelta(days=182)
"""How long before the first day in the beat training still counts as training for it (ours)."""


@rule("community-in-beat-only", Importance.ORDERS, "A09", "P03d", "I-07", on=False, order=14)
def community_in_beat_only(week: Week, *, tier: int = 3) -> Iterator[Forbid]:
    """At tier {tier} and calmer community officers have no duty outside their beat; higher tiers override."""
    ordinary = {day.date for day in week.days if day.tier >= tier}
    for person in community_officers(week):
        for crew in to_plan(week, person):
            if crew.date in ordinary and crew.kind not in STATION and not set(crew.zones) & set(person.beat):
                says = Text("{who} is drawn away from the beat: {crew}", who=person.name, crew=label(crew))
                yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))


@rule("lending-approved", Importance.ORDERS, "A07", "A08", "A31", on=False, order=14)
def lending_approved(week: Week, *, years: int = 3) -> Iterator[Load]:
    """A community officer is not lent away, nor leaves the beat before {years} years, without an approval.

    The approval is the `reason` of the leave, for a change of beats `beat_approval`: its number or date. A
    change is looked at in the week in which the new beat is taken up.
    """
    for person in community_officers(week):
        yield from _changed(week, person, years)
        for leave in week.away(person):
            here = leave.first <= week.dates[-1] and week.first <= leave.last
            if leave.kind is LeaveKind.SECONDMENT and here and not leave.reason.strip():
                says = Text("{who} is lent away from {first} on without an approval",
                            who=person.name, first=leave.first)  # fmt: skip
                yield Load((), high=0, constant=1, says=says, who=(person.id,), when=(str(leave.first),))
                if months_between(person.beat_since or date.min, leave.first) < 12 * years:
                    says = Text("{who} leaves the beat on {first}, before {years} years, without an approval",
                                who=person.name, first=leave.first, years=years)  # fmt: skip
                    yield Load((), high=0, constant=1, says=says, who=(person.id,), when=(str(leave.first),))


def _changed(week: Week, person: Person, years: int) -> Iterator[Load]:
    """A change to another beat too early: `beat_before` says since when he had the old one."""
    before, since = person.beat_before, person.beat_since
    if not (before and since and week.first <= since <= week.dates[-1]) or person.beat_approval.strip():
        return
    if months_between(before, since) < 12 * years:
        text = "{who} changes to another beat on {since}, before {years} years, without an approval"
        says = Text(text, who=person.name, since=since, years=years)
        yield Load((), high=0, constant=1, says=says, who=(person.id,), when=(str(since),))


@rule("newcomer-trained", Importance.ORDERS, "A11", on=False, order=14)
def newcomer_trained(week: Week, *, days: int = 30) -> Iterator[Load]:
    """A community officer new to the post has {days} days of training before he takes up the beat.

    Looked at in the week in which he takes it up; who had a beat before is not new.
    """
    for person in community_officers(week):
        since = None if person.beat_before else person.beat_since
        if since and week.first <= since <= week.dates[-1]:
            had = training_days(week, person, since - HALF_A_YEAR, since - timedelta(days=1))
            says = Text("{who} takes up the beat with {had} days of training", who=person.name, had=had)
            yield Load((), low=days, constant=had, says=says, who=(person.id,), when=(str(since),))
