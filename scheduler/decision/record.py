"""The record of an order: its options as typed, its input files, every decision with who, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from models import Decision, DecisionKind, Leave, Record, Typed, Waiver
from scheduler.decision.inputs import map_digests
from scheduler.intake import Loaded
from scheduler.intake.arguments import parse_loans

if TYPE_CHECKING:
    from scheduler.commands import Options


def record(
    options: Options, loaded: Loaded, first: date, away: tuple[Leave, ...], waivers: tuple[Waiver, ...]
) -> Record:
    """What goes into the plan about an order that was read without a mistake."""
    roads = loaded.station.roads if options.routes else ""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    made = [*_options(options), *map(_absence, away), *map(_waiver, waivers)]
    return Record(
        inputs={**loaded.digests, **(map_digests(options.station, roads) if roads else {})},
        typed=_typed(options, first),
        folder=options.station.as_posix(),
        decisions=tuple(one.model_copy(update={"who": options.by, "when": now}) for one in made),
    )


def _typed(options: Options, first: date) -> Typed:
    same = {name: getattr(options, name) for name in Typed.model_fields}
    return Typed.model_validate({**same, "week": str(first)})


def _options(options: Options) -> Iterator[Decision]:
    """Decisions for which the command line takes no reason."""
    for kind, texts in (
        (DecisionKind.TIER, options.tier),
        (DecisionKind.PROFILE, options.profile),
        (DecisionKind.SETTING, options.set),
        (DecisionKind.SHORT, ["--short"] if options.short else []),
        (DecisionKind.STRIKE, [text.strip() for text in options.strike]),
    ):
        yield from (Decision(kind=kind, what=text) for text in texts)
    for loan in parse_loans(options.borrow):
        yield Decision(kind=DecisionKind.BORROW, what=str(loan), reason=loan.name)


def _absence(leave: Leave) -> Decision:
    what = f"{leave.person}={leave.first}..{leave.last}"
    return Decision(kind=DecisionKind.ABSENCE, what=what, reason=leave.reason)


def _waiver(waiver: Waiver) -> Decision:
    return Decision(kind=DecisionKind.WAIVER, what=waiver.rule, reason=waiver.reason)
