"""A plan without personal data: ids for names, no phones, no reasons, no dates of birth."""

from __future__ import annotations

import re
from collections.abc import Callable

from models import Decision, DecisionKind, Leave, LeaveKind, Person, Plan, Provenance, Rank
from models.sealing import seal_of
from scheduler.render.names import spaced


def redacted(plan: Plan) -> Plan:
    """The same plan, fit to be shown outside the station.

    Names become ids, also inside sentences. Phones, dates of birth and entry, sex, protection dates,
    kinds and reasons of leave are dropped, since they say who is ill or expects a child. It is not sealed
    yet, and tells the seal of the plan with names.
    """
    hide = _hider(plan.people)
    update = {
        "phone": "",
        "people": tuple(_person(person) for person in plan.people),
        "leave": tuple(_leave(leave) for leave in plan.leave),
        "turns": tuple(turn.model_copy(update={"note": hide(turn.note)}) for turn in plan.turns),
        "crews": tuple(crew.model_copy(update={"note": hide(crew.note)}) for crew in plan.crews),
        "past": tuple(crew.model_copy(update={"note": hide(crew.note)}) for crew in plan.past),
        "findings": tuple(one.model_copy(update={"text": hide(one.text)}) for one in plan.findings),
        "notes": tuple(note.model_copy(update={"text": hide(note.text)}) for note in plan.notes),
        "waivers": tuple(one.model_copy(update={"reason": hide(one.reason)}) for one in plan.waivers),
        "decisions": tuple(_decision(one, hide) for one in plan.decisions),
        "provenance": _provenance(plan, hide),
        "seal": "",
    }
    # not model_copy: it would keep what the plan has cached, and with it the names
    return Plan.model_validate({**{name: getattr(plan, name) for name in Plan.model_fields}, **update})


def _person(person: Person) -> Person:
    return Person(
        id=person.id, name=person.id, kind=person.kind, rank=person.rank if person.is_leader else Rank.MEMBER,
        roles=person.roles, skills=person.skills, home_zone=person.home_zone, beat=person.beat,
        cover=person.cover, team=person.team,
    )  # fmt: skip


def _leave(leave: Leave) -> Leave:
    return Leave(person=leave.person, first=leave.first, last=leave.last, kind=LeaveKind.OTHER)


def _decision(one: Decision, hide: Callable[[str], str]) -> Decision:
    reason = "" if one.kind is DecisionKind.ABSENCE else hide(one.reason)
    return one.model_copy(update={"what": hide(one.what), "reason": reason, "who": ""})


def _provenance(plan: Plan, hide: Callable[[str], str]) -> Provenance:
    """What was typed, with ids in place of names, and without reasons of leave and who typed it."""
    made = plan.provenance
    absences = tuple(one.what for one in plan.decisions if one.kind is DecisionKind.ABSENCE)
    waive = tuple(map(hide, made.typed.waive)) if made.typed else ()
    lent = tuple(one.what for one in plan.decisions if one.kind is DecisionKind.BORROW)
    update = {"away": absences, "waive": waive, "borrow": lent, "by": ""}
    typed = made.typed and made.typed.model_copy(update=update)
    return made.model_copy(update={"typed": typed, "redaction_of": seal_of(plan)})


def _hider(people: tuple[Person, ...]) -> Callable[[str], str]:
    """A function that writes ids for all names in a sentence, longest name first."""
    ids = {name: person.id for person in people for name in (person.name, spaced(person.name))}
    names = sorted(ids, key=len, reverse=True)
    pattern = re.compile("|".join(map(_whole, names)) or r"(?!)")
    return lambda sentence: pattern.sub(lambda match: ids[match[0]], sentence)


def _whole(name: str) -> str:
    """A Latin name only as a whole word; Chinese has no spaces between words."""
    return rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
