"""What a source gives: one nested dict, and for every path in it the place where it was written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from models.faults import Fault, Path
from scheduler.i18n import Text


@dataclass(frozen=True)
class Place:
    """Where something is written: file, sheet, row (a line in YAML), column."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = {"file": self.file, "sheet": self.sheet, "row": self.row, "column": self.column}
        if not self.row:
            return str(Text("{file}, sheet {sheet}", **parts)) if self.sheet else self.file
        if self.sheet:
            with_column = Text("{file}, sheet {sheet}, row {row}, column {column}", **parts)
            return str(with_column if self.column else Text("{file}, sheet {sheet}, row {row}", **parts))
        if self.file.lower().endswith((".yaml", ".yml")):
            return str(Text("{file}, line {row}", **parts))
        return str(
            Text("{file}, row {row}, column {column}", **parts)
            if self.column
            else Text("{file}, row {row}", **parts)
        )


@dataclass
class Raw:
    """A station as it was written, before anything of it is believed."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    absent: set[Path] = field(default_factory=set)
    """Sections and columns reported missing already, such as ("people", "kind")."""
    _faults: list[tuple[Place, Fault]] = field(default_factory=list)
    _inputs: dict[str, bytes] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """The place of a path, or of the nearest thing that contains it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place("")

    def add(self, place: Place, text: object, path: Path = ()) -> None:
        """Note a mistake at a place."""
        self._faults.append((place, Fault(text, str(place), path)))

    def add_at(self, path: Path, text: object) -> None:
        """Note a mistake at the place of a path."""
        self.add(self.place(path), text, path)

    def is_faulty(self, path: Path) -> bool:
        """Whether the very cell of a path was found faulty already."""
        return path in self.places and any(place == self.places[path] for place, _ in self._faults)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every mistake noted, file by file and downwards, each once."""
        order: dict[tuple[str, str], int] = {}
        for place in (*self.places.values(), *(place for place, _ in self._faults)):
            order.setdefault((place.file, place.sheet), len(order))
        ranked = sorted(self._faults, key=lambda one: (order[one[0].file, one[0].sheet], one[0].row))
        return tuple({str(fault): fault for _, fault in ranked}.values())

    def feed(self, name: str, content: bytes) -> None:
        """Take a file's content into the digest."""
        self._inputs[name] = content

    @property
    def digests(self) -> dict[str, str]:
        """sha256 of each input's content by the name it is fed under; the encoding does not count."""
        return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(self._inputs.items())}

    @property
    def digest(self) -> str:
        """sha256 over the contents of the input files in the order of their names."""
        total = hashlib.sha256()
        for name, content in sorted(self._inputs.items()):
            total.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        return total.hexdigest()
