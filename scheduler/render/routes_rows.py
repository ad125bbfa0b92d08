"""Rows above the map of a route card: the officer of the area, reminders, and space for what was learnt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models import Crew, Plan, Role, Span
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.check_lists import reminders
from scheduler.render.layout import wrapped
from scheduler.render.names import comma, printed
from scheduler.render.routes_zones import zone_order
from scheduler.render.service import crews_of

LINE, WRITTEN = 4.4, 10.0
"""Height in mm of a printed line, and of the row that is written into (C03)."""

WIDE = 44.0
"""Full-width characters of a line."""

PAD = 2.0
"""Height in mm around the lines of a row."""


@dataclass(frozen=True)
class CardRow:
    """One row over the whole width: heading, text, height in mm."""

    head: str
    text: str
    height: float


def card_rows(plan: Plan, crew: Crew) -> tuple[CardRow, ...]:
    """Who answers for the area in the crew's hours (C05), what to mind (Z15), what was learnt (C03, A22)."""
    found = [(tr("Area officer"), tr("; ").join(area_officers(plan, crew))), (tr("Mind"), reminders(plan))]
    rows = [CardRow(head, text, PAD + LINE * wrapped(text, WIDE)) for head, text in found if text]
    return (*rows, CardRow(tr("Learnt"), tr("what, where, from whom; written down by (name):"), WRITTEN))


def area_officers(plan: Plan, crew: Crew) -> Iterator[str]:
    """The community officers with zones of the crew who are on duty or on call, and what else is to be done.

    Nothing where no zone of the crew is in anybody's beat.
    """
    zones, names = zone_order(plan, crew), printed(plan.people)
    beats = {one: [zone for zone in zones if zone in one.beat] for one in plan.people
             if Role.COMMUNITY_OFFICER in one.roles}  # fmt: skip
    absent = False
    for person, mine in beats.items():
        when = _reachable(plan, crew, person.id) if mine else ""
        absent = absent or bool(mine and not when)
        if when:
            who = tr("{who} (zones {zones})", who=names[person.id].strip(), zones=comma().join(mine))
            yield f"{who} {when}"
    if absent:
        yield tr("others not on duty: protect the scene, report")


def _reachable(plan: Plan, crew: Crew, person: str) -> str:
    """The hours of a crew in which somebody serves, else is on call; empty for none."""
    whole = Span(start=crew.start, end=crew.end)
    theirs = [one for one in crews_of(plan)[person] if one.overlaps(crew)]
    for on_call, text in ((False, tr("on duty {hours}")), (True, tr("on call {hours}"))):
        spans = [_shared(span, whole) for one in theirs if one.on_call is on_call for span in one.spans]
        if hours := [words.window(span) for span in spans if span]:
            return text.format(hours=comma().join(dict.fromkeys(hours)))
    return ""


def _shared(span: Span, whole: Span) -> Span | None:
    start, end = max(span.start, whole.start), min(span.end, whole.end)
    return Span(start=start, end=end) if start < end else None
