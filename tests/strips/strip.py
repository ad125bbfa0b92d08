"""What a strip is: a rule, a board, a roster that keeps the rule and one that does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Breaches = tuple[tuple[int, str], ...]
"""(amount, English sentence) of each breach; a negative amount lies below the band."""


@dataclass(frozen=True)
class Strip:
    """One rule's pair of rosters. `letters` are the duties that stand; `board` is passed to `world.board`.

    Rosters are drawn as `world.strip` reads them: `A NN|E.[MH], B ..L`. `other_board` changes the board
    for the unlawful roster, where the rule is about leave rather than turns.
    """

    rule: str
    letters: str
    lawful: str
    unlawful: str
    breaches: Breaches
    settings: Mapping[str, object] = field(default_factory=dict)
    board: Mapping[str, Any] = field(default_factory=dict)
    other_board: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Edge:
    """One more roster for a rule, at an edge of it; without breaches it must be lawful.

    `fault` says why the engine gets it wrong today; such a strip is expected to fail until it is mended.
    """

    why: str
    rule: str
    letters: str
    rows: str
    breaches: Breaches = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    board: Mapping[str, Any] = field(default_factory=dict)
    fault: str = ""
