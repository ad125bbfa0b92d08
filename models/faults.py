"""Mistakes in the input: what is wrong, where, and what to write instead; all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where in a station something stands, e.g. ("people", 3, "kind")."""


@dataclass(frozen=True)
class Fault:
    """One mistake. `text` is the sentence (translated when read); `where` names file, sheet and row."""

    text: object
    where: str = ""
    path: Path = ()

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else str(self.text)


class Faults(ValueError):  # noqa: N818 - a plural reads better than FaultsError
    """Every mistake found in an input; the command line prints one line each and exits with 1."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)
