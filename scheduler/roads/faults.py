"""Mistakes of a road map, gathered with file and row while it is read, and raised all at once."""

from __future__ import annotations

from pathlib import Path

from models import Fault, Faults
from scheduler.i18n import Text
from scheduler.roads.graph import RoadGraph


class Report:
    """The mistakes found in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def row(self, row: int, text: Text) -> None:
        """Note a mistake in a row of a table."""
        self.faults.append(Fault(text, str(Text("{file}, row {row}", file=self.file, row=row))))

    def at(self, where: str, text: Text) -> None:
        """Note a mistake at a thing with a name, such as `feature 3` or `way 117`."""
        self.faults.append(Fault(text, f"{self.file}, {where}"))

    def whole(self, text: Text) -> None:
        """Note a mistake of the file as such."""
        self.faults.append(Fault(text, self.file))

    def check(self) -> None:
        """Raise Faults when there are any."""
        if self.faults:
            raise Faults(self.faults)

    def done(self, roads: RoadGraph) -> RoadGraph:
        """The finished map; raises Faults when anything was wrong or there is no road in it."""
        if not self.faults and not roads.sections:
            self.whole(Text("there is no road in it; check that this is a map of roads"))
        self.check()
        return roads


def only(file: Path | str, text: Text) -> Faults:
    """The single mistake of a file, to be raised."""
    return Faults([Fault(text, Path(file).name)])
