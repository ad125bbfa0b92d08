"""What a repair does to hours and nights: those it touches beside the others of their kind."""

from __future__ import annotations

from collections.abc import Sequence

from models import StaffKind
from scheduler.advice.trial import Trial
from scheduler.i18n import Text
from scheduler.rulebook.words import hours

NAMED = 2
"""How many of the people touched are named."""


def load(trial: Trial, kinds: Sequence[StaffKind], touched: Sequence[str]) -> str:
    """Hours and nights of each kind from least to most, and of the people touched, who are left out of it."""
    people = trial.case.station.by_id
    loads = {who: one for who, one in trial.loads.items() if one[0]}
    named = touched[:NAMED]
    parts = [
        _kind(kind, [one for who, one in loads.items() if people[who].kind == kind and who not in named])
        for kind in kinds
    ]
    parts += [_person(people[who].name, *loads[who]) for who in named if who in loads]
    return "; ".join(filter(None, parts))


def _kind(kind: StaffKind, loads: Sequence[tuple[int, int]]) -> str:
    if not loads:
        return ""
    minutes, nights = zip(*loads, strict=True)
    return str(
        Text(
            "{kind}: {least} to {most} h, {few} to {many} nights", kind=Text(str(kind)),
            least=hours(min(minutes)), most=hours(max(minutes)), few=min(nights), many=max(nights),
        )
    )  # fmt: skip


def _person(name: str, minutes: int, nights: int) -> str:
    return str(Text("{who}: {hours} h, {nights} nights", who=name, hours=hours(minutes), nights=nights))
