"""What may be tried: the choices of each setting of the search."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from models import Method, Strategy, Tuning
from models.tuning import PORTFOLIO

S = Strategy
PORTFOLIOS: tuple[tuple[Strategy, ...], ...] = (
    PORTFOLIO,
    (),
    (S.MAX_LP,),
    (S.MAX_LP, S.CORE),
    (S.MAX_LP, S.REDUCED_COSTS),
    (S.MAX_LP, S.QUICK_RESTART, S.REDUCED_COSTS),
    (S.MAX_LP, S.CORE, S.LB_TREE_SEARCH),
    (S.DEFAULT_LP, S.MAX_LP, S.NO_LP),
    (S.MAX_LP, S.CORE_MAX_LP, S.PROBING_MAX_LP, S.OBJECTIVE_SHAVING),
    (S.CORE, S.QUICK_RESTART, S.MAX_HS),
)
"""Strategies that run side by side; the first is today's, the empty one CP-SAT's own."""

CHOICES: dict[str, Sequence[Any]] = {
    "method": tuple(Method),
    "portfolio": range(len(PORTFOLIOS)),
    "workers": (3, 2, 4, 6, 8),
    "linearization_level": (None, 0, 1, 2),
    "symmetry_level": (0, 2, None),
    "probing_level": (None, 0, 1, 3),
    "neighbourhood_share": (None, 0.2, 0.35, 0.65, 0.8),
    "neighbourhood_effort": (None, 0.05, 0.25, 0.5, 1.0),
}
"""What each setting may be, today's first."""


class Space:
    """Draws settings; the same seed draws the same ones."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)

    def draw(self) -> Tuning:
        """Settings at random."""
        return tuning_of(lambda _name, choices: self.chance.choice(choices))


def tuning_of(choose: Callable[[str, Sequence[Any]], Any]) -> Tuning:
    """The settings that somebody chooses, one after the other."""
    found = {name: choose(name, choices) for name, choices in CHOICES.items()}
    return Tuning(**{**found, "portfolio": PORTFOLIOS[found["portfolio"]]})
