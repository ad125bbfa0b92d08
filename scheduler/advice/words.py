"""The sums of a shortage in the chief's words."""

from __future__ import annotations

from scheduler.advice.explanation import Shortage
from scheduler.i18n import Text
from scheduler.rulebook.words import hours


def counted(one: Shortage) -> str:
    """One sentence of arithmetic: what is due, what the people can give, what is missing."""
    return str(
        Text(
            "{when}: {due} of {kind} are due; {people} people can give at most {sum} = {capacity} under "
            "their own laws ({rules}): {missing} short.",
            when=_when(one),
            due=_with_unit(one, one.due),
            kind=_kind(one),
            people=sum(share.people for share in one.shares),
            sum=" + ".join(f"{share.people} × {_amount(one, share.each)}" for share in one.shares) or "0",
            capacity=_amount(one, one.capacity),
            rules=", ".join(one.rules) or "–",
            missing=_with_unit(one, one.due - one.capacity),
        )
    )


def _with_unit(one: Shortage, number: int) -> object:
    if one.unit == "turns":
        return Text("1 turn") if number == 1 else Text("{number} turns", number=number)
    if one.unit == "active":
        return Text("{hours} active hours", hours=hours(number))
    return Text("{hours} hours of presence", hours=hours(number))


def _amount(one: Shortage, number: int) -> str:
    return str(number) if one.unit == "turns" else hours(number)


def _kind(one: Shortage) -> object:
    kind = one.kind
    return Text("{kind} [{tag}]", kind=Text(str(kind)), tag=one.tag) if one.tag else Text(str(kind))


def _when(one: Shortage) -> object:
    if one.first == one.last:
        return f"{one.first:%m-%d}"
    when = Text("{first} to {last}", first=f"{one.first:%m-%d}", last=f"{one.last:%m-%d}")
    return Text("nights of {when}", when=when) if one.nights else when
