"""A remedy: one change of the case, what it is called, and how its solved roster is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models import Crew
from scheduler.advice.case import Case
from scheduler.advice.trial import Trial
from scheduler.i18n import Text
from scheduler.rulebook.words import label


@dataclass(frozen=True)
class Told:
    """What a roster found for a remedy gives up: the sentence, what to type, how much, whom, which days."""

    text: object
    option: str
    amount: int
    who: tuple[str, ...] = ()
    crews: tuple[Crew, ...] = ()


@dataclass(frozen=True)
class Remedy:
    """A change that may give a lawful roster; `title` names it where it does not help."""

    sort: str
    title: object
    case: Case
    tell: Callable[[Trial], Told]


@dataclass(frozen=True)
class Ladder:
    """The same remedy in steps, the gentlest first; where that helps already, `likewise` are tried too."""

    rungs: tuple[Remedy, ...]
    likewise: tuple[Remedy, ...] = ()


FIRST = -1
"""Rank before all else of COVER: the price of a remedy is never paid to fill a seat that may stay empty."""

SHOWN = 3
"""How many of the places are named in one sentence."""


def listed(parts: Iterable[object]) -> str:
    """The first few, and how many more there are."""
    words = list(dict.fromkeys(map(str, parts)))
    if len(words) <= SHOWN:
        return "; ".join(words)
    return str(Text("{some}; and {number} more", some="; ".join(words[:SHOWN]), number=len(words) - SHOWN))


def turns_named(crews: Iterable[Crew]) -> str:
    """Crews by date and name, how often where it is more than once."""
    times = Counter(label(crew) for crew in crews)
    return listed(name if number == 1 else f"{name} ×{number}" for name, number in times.items())
