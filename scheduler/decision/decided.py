"""What people decided about a plan, a line each: what, why and who."""

from __future__ import annotations

from collections.abc import Iterator

from models import Decision, DecisionKind, Plan
from scheduler.decision.verdict import Line, open_line
from scheduler.i18n import Text
from scheduler.rulebook.book import Book

KINDS = {
    DecisionKind.TIER: Text("tier of a day"),
    DecisionKind.ABSENCE: Text("person away"),
    DecisionKind.PROFILE: Text("further profile"),
    DecisionKind.SETTING: Text("rule setting"),
    DecisionKind.WAIVER: Text("rule waived"),
    DecisionKind.SHORT: Text("gaps allowed"),
    DecisionKind.EDIT: Text("turn changed"),
    DecisionKind.STRIKE: Text("crew does not stand"),
    DecisionKind.BORROW: Text("person borrowed"),
}


def decided(plan: Plan) -> Iterator[Line]:
    """A line for each decision."""
    book = Book(plan.settings, {})
    for one in plan.decisions:
        what = book.say(one.what) if one.kind is DecisionKind.WAIVER else one.what
        values = {"kind": KINDS[one.kind], "what": what, "why": _why(one)}
        if one.who:
            yield open_line(Text("decided by {who}: {kind} {what}{why}", **values, who=one.who))
        else:
            yield open_line(Text("decided: {kind} {what}{why}", **values))


def _why(one: Decision) -> str:
    return f" – {one.reason}" if one.reason else ""
