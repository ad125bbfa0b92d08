"""How fast a dive goes, and how fast one for everybody may go."""

from __future__ import annotations

import math
from dataclasses import dataclass

SURE = 0.6
"""Share from which dives for everybody hold cells together."""

DIVES = 0.25
"""Share of the time left that one of them may take, about."""

LATE = 0.5
"""Share of the time left from which on it hurries."""


@dataclass(frozen=True)
class Pace:
    """How fast a dive goes: the share of what is open held at once, and the rounds of pricing after it.

    Cells that the programme takes to a lesser share than `sure` are held one at a time: it does not mean
    them together. After so many seconds it hurries: a fifth of what is open at once, whatever the shares.
    """

    share: float = 0.05
    rounds: int = 6
    sure: float = 0.0
    seconds: float = math.inf

    @classmethod
    def for_everybody(cls, share: float, a_round: float, left: float) -> Pace:
        """As many rounds after each hold as there is time for; the later ones are quicker than `a_round`.

        With fewer than three, what a hold broke stays broken. Where these do not fit, holds are large.
        """
        rounds = DIVES * left / (3.0 * max(1e-9, a_round))
        return cls(share, int(min(25, rounds)), SURE, LATE * left) if rounds >= 3 else cls(0.2, 1)
