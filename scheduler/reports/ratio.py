"""One clause of the documents as numbers: what it asks of a place, and what is there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """What one clause asks: from `low` to `high` of something, of which the station `has` so many.

    None is not given (or asked without a number); `high` is None where more is always welcome. `bureau`: of
    the whole bureau, the same in each of its stations. `exact`: what is asked before it is rounded up
    to whole people, where stations together are rounded once.
    """

    source: str
    asks: str
    formula: str = ""
    low: float | None = None
    high: float | None = None
    has: float | None = None
    note: str = ""
    about: bool = False
    bureau: bool = False
    exact: float | None = None

    @property
    def gap(self) -> float | None:
        """How many are missing (negative) or beyond what is asked (positive); 0 within it."""
        if self.low is None or self.has is None:
            return None
        if self.has < self.low:
            return self.has - self.low
        return max(0.0, self.has - self.high) if self.high is not None else 0.0
