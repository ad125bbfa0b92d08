"""What is said about a plan.json: a line each, good, bad or neither."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from models import Plan
from scheduler.i18n import Text


class Sign(Enum):
    """How a line is meant, and the sign before it."""

    GOOD = "+"
    WRONG = "!"
    OPEN = "·"


@dataclass(frozen=True)
class Line:
    """One sentence about a plan."""

    sign: Sign
    text: Text

    def __str__(self) -> str:
        return f"  {self.sign.value} {self.text}"


def good(text: Text) -> Line:
    """A line that speaks for the plan."""
    return Line(Sign.GOOD, text)


def wrong(text: Text) -> Line:
    """A line that speaks against it."""
    return Line(Sign.WRONG, text)


def open_line(text: Text) -> Line:
    """A line about what could not be checked, or needs no check."""
    return Line(Sign.OPEN, text)


@dataclass(frozen=True)
class Verdict:
    """Everything said about one file."""

    path: Path
    plan: Plan
    lines: tuple[Line, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing speaks against the plan."""
        return all(line.sign is not Sign.WRONG for line in self.lines)
