"""The chain of plans: each names the seal of the plan it came after, or was changed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models import Plan
from models.sealing import seal_of
from scheduler.decision.seals import SHOWN
from scheduler.decision.verdict import Line, good, open_line, wrong
from scheduler.i18n import Text


@dataclass(frozen=True)
class Known:
    """A plan among those given, under a seal that is that of its content, or one it only claims."""

    path: Path
    plan: Plan
    holds: bool


def by_seal(plans: Iterable[tuple[Path, Plan, str]]) -> dict[str, Known]:
    """Plans by the seals under which others may name them; `plans` are (path, plan as read, claimed seal).

    A plan has the seal of its content, sealed or not; one that was changed may be known by the seal it
    claims; a redaction stands for the plan with names.
    """
    found: dict[str, Known] = {}
    given = tuple(plans)
    for path, plan, claimed in given:
        found[claimed] = Known(path, plan, False)
    for path, plan, _ in given:
        found[plan.provenance.redaction_of] = Known(path, plan, bool(plan.seal))
    for path, plan, _ in given:
        found[plan.seal or seal_of(plan)] = Known(path, plan, True)
    return {seal: known for seal, known in found.items() if seal}


def check_links(plan: Plan, known: Mapping[str, Known]) -> Iterator[Line]:
    """What the chain says about one plan."""
    made = plan.provenance
    if made.before:
        yield from _before(plan, known)
    elif made.after:
        yield open_line(Text("came after plan {number}, which was not sealed", number=made.after))
    elif not made.changed_from:
        yield open_line(Text("begins its chain: no plan was carried in"))
    if made.changed_from:
        yield _changed(made.changed_from, known.get(made.changed_from))
    if made.redaction_of:
        text = Text("shows no names; the plan with names has the seal {seal}", seal=made.redaction_of[:SHOWN])
        yield open_line(text)


def _before(plan: Plan, known: Mapping[str, Known]) -> Iterator[Line]:
    made = plan.provenance
    values = {"number": made.after, "seal": made.before[:SHOWN]}
    before = known.get(made.before)
    if before is None:
        namesakes = [one.path for one in known.values() if one.plan.number == made.after]
        if namesakes:
            text = "came after plan {number}, seal {seal}; {file} has that number and another seal"
            yield wrong(Text(text, **values, file=namesakes[0]))
        else:
            text = "came after plan {number}, seal {seal}, which is not among the files given"
            yield open_line(Text(text, **values))
        return
    if not before.holds:
        yield wrong(Text("came after {file}, which is not as it was sealed", file=before.path))
    elif carried(plan, before.plan):
        yield good(Text("came after plan {number}: {file}", number=made.after, file=before.path))
    else:
        text = "says of the weeks before it what {file} does not say, though it came after that"
        yield wrong(Text(text, file=before.path))


def carried(plan: Plan, before: Plan) -> bool:
    """Whether all that a plan carries of the past, turns and ledger, stands in the plan before it."""
    turns = {(turn.person, turn.crew) for turn in before.turns} | set(before.served)
    lines = {line.model_dump_json() for line in before.ledger}
    past = (line.model_dump_json() for line in plan.ledger if line.week < plan.first)
    return set(plan.served) <= turns and lines.issuperset(past)


def _changed(seal: str, known: Known | None) -> Line:
    if known is None:
        text = "is a change of the plan with the seal {seal}, which is not among the files given"
        return open_line(Text(text, seal=seal[:SHOWN]))
    if not known.holds:
        return wrong(Text("is a change of {file}, which is not as it was sealed", file=known.path))
    return good(Text("is a change of {file}", file=known.path))
