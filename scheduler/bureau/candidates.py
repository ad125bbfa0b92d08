"""Who of the neighbours may come to help: those the rules let go, the least burdened first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models import Crew, Person, Plan, Rank, Role, StaffKind
from scheduler.bureau.bureau import Lending
from scheduler.bureau.task import Task

OWN = (Role.COMMUNITY_OFFICER, Role.DEDICATED)
"""Whoever has one of these is lent with approval only (A08)."""

NEVER = (Rank.CHIEF, Rank.INSTRUCTOR)
"""The chief-level leaders stay at home (T12)."""


@dataclass(frozen=True)
class Helper:
    """Somebody who may come; `person` has the id under which the borrower's roster knows him."""

    person: Person
    lender: str
    own_id: str
    task: Task | None = None
    """The lender's; none for a reserve force, which has no roster here."""


Turn = tuple[Helper, Crew]
"""Who helps, and in which crew."""


def away_on(crew: Crew) -> tuple[date, date]:
    """First and last date that a turn touches: on those the guest has no turn at home."""
    return crew.start.date(), (crew.end - timedelta(minutes=1)).date()


def helpers(lender: Task, plan: Plan, rules: Lending) -> Iterator[Helper]:
    """Officers and auxiliaries of a neighbour, so many of a kind as it may lend, and a deputy chief (A15)."""
    taken = {text.partition("=")[0] for text in lender.lent}
    free = [one for one in _by_burden(plan) if one.id not in taken and _may_go(lender.id, one, plan, rules)]
    for kind in (StaffKind.OFFICER, StaffKind.AUXILIARY):
        mine = [one for one in free if one.kind is kind and not one.is_leader]
        gone = sum(one.id in taken and one.kind is kind for one in plan.people)
        yield from (_helper(one, lender, plan) for one in mine[: max(0, rules.people - gone)])
    yield from (_helper(one, lender, plan) for one in [one for one in free if one.is_leader][:1])


def _by_burden(plan: Plan) -> list[Person]:
    crews = {crew.id: crew for crew in plan.crews}
    minutes: Counter[str] = Counter()
    for turn in plan.turns:
        minutes[turn.person] += crews[turn.crew].presence_minutes if crews[turn.crew].is_turn else 0
    return sorted(plan.people, key=lambda one: minutes[one.id])


def _may_go(station: str, person: Person, plan: Plan, rules: Lending) -> bool:
    approved = f"{station}/{person.id}" in rules.approved
    away = {leave.person for leave in plan.leave}
    bound = person.rank in NEVER or person.protected_until is not None or person.id in away
    return not bound and (approved or not set(OWN) & set(person.roles))


def _helper(person: Person, lender: Task, plan: Plan) -> Helper:
    """He is known by station and name; his own zones, beat and cover mean nothing elsewhere."""
    guest = person.model_copy(
        update={"id": f"{lender.id}.{person.id}", "name": f"{person.name}·{plan.name[:2]}",
                "home_zone": None, "beat": (), "cover": None}
    )  # fmt: skip
    return Helper(Person.model_validate(guest.model_dump()), lender.id, person.id, lender)
