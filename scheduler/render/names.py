"""Names as they are printed: spaced, told apart, and never broken across lines."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from models import Person
from scheduler.i18n import language

IDEOGRAPHIC_SPACE = "　"


@dataclass(frozen=True)
class Piece:
    """One name on the sheet: bold for the leader, `after` in small print, `tail` the comma that follows."""

    text: str
    bold: bool = False
    after: str = ""
    tail: str = ""

    @property
    def width(self) -> float:
        """Width in full-width characters."""
        return width(self.text + self.tail) + (0.85 * width(self.after) + 0.5 if self.after else 0.0)


@lru_cache(maxsize=65536)
def width(text: str) -> float:
    """Width in full-width characters: a Latin letter counts half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def spaced(name: str) -> str:
    """Two Chinese characters are spaced, so that names stand in columns: `李　明`."""
    if len(name) == 2 and all(unicodedata.east_asian_width(sign) == "W" for sign in name):
        return name[0] + IDEOGRAPHIC_SPACE + name[1]
    return name


def printed(people: Iterable[Person]) -> dict[str, str]:
    """Person id → name as printed; people of one name carry their id: `李　明(F03)`."""
    everybody = tuple(people)
    count = Counter(person.name for person in everybody)
    return {
        person.id: spaced(person.name) + (f"({person.id})" if count[person.name] > 1 else "")
        for person in everybody
    }


def comma() -> str:
    """What stands between two names."""
    return "、" if language() == "zh" else ", "


def packed(pieces: Iterable[Piece], budget: float) -> tuple[tuple[Piece, ...], ...]:
    """Lines of names no wider than `budget` full-width characters, each name whole.

    The comma at the end of a line may hang over by half: its right half is blank.
    """
    names = tuple(pieces)
    lines: list[list[Piece]] = []
    room = 0.0
    for n, piece in enumerate(names, start=1):
        whole = Piece(piece.text, piece.bold, piece.after, comma() if n < len(names) else "")
        hanging = 0.5 * width(whole.tail)
        if not lines or whole.width - hanging > room:
            lines.append([])
            room = budget
        lines[-1].append(whole)
        room -= whole.width
    return tuple(map(tuple, lines))


def side_by_side(lines: Iterable[str], budget: float) -> tuple[str, ...]:
    """Lines of text, neighbours put into one line where they fit `budget` full-width characters."""
    found: list[str] = []
    for line in lines:
        if found and width(f"{found[-1]} {line}") <= budget:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return tuple(found)
