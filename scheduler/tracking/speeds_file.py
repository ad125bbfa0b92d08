"""Write the measured speeds into the station's speeds.csv, beside what stands there already."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from models import Fault, Faults, RoadSpeeds
from scheduler.beside import write_text
from scheduler.i18n import Text
from scheduler.intake.csv_source import decode, read_csv
from scheduler.intake.raw import Raw
from scheduler.intake.words import section_named, word
from scheduler.tracking.run import Tracked

COLUMNS = ("mode", "road", "kmh", "metres")


def check_place(folder: Path, own: RoadSpeeds | None) -> None:
    """Raise Faults where speeds cannot be written: a workbook, or speeds that stand in station.yaml."""
    if not folder.is_dir():
        text = Text("a workbook is not written to; put the speeds into its sheet 速度 by hand")
        raise Faults([Fault(text, str(folder))])
    if own and not _file(folder).exists():
        text = Text("the speeds stand in station.yaml; move them to speeds.csv first")
        raise Faults([Fault(text, str(folder))])


def write_speeds(folder: Path, tracked: Tracked) -> Path | None:
    """Write every speed measured over enough metres; returns the file, or None when nothing was enough.

    Rows of other modes and classes stay as they are. The file is written beside and then renamed; raises
    Faults when it cannot be.
    """
    file = _file(folder)
    rows = _kept(file)
    new = [one for one in tracked.measured if one.enough]
    for one in new:
        kmh = one.shrunk(tracked.present.of(one.mode, one.road))
        rows[one.mode, one.road] = [str(one.mode), one.road, f"{kmh:.2f}", str(round(one.metres))]
    if not new:
        return None
    write_text(file, _csv(rows))
    return file


def _file(folder: Path) -> Path:
    """The speeds of the folder under whatever name they have, such as 速度.csv."""
    named = (path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".csv")
    return next((path for path in named if section_named(path.stem) == "speeds"), folder / "speeds.csv")


def _kept(file: Path) -> dict[tuple[str, str], list[str]]:
    """The rows of a file that the station was read from, so that they are sound."""
    raw = Raw()
    if file.exists():
        read_csv(decode(file.read_bytes()) or "", file.name, "speeds", raw)
    found = {}
    for row in raw.data.get("speeds", ()):
        mode, road, kmh, metres = (str(row.get(key) or "").strip() for key in COLUMNS)
        key = word("PatrolMode", mode) or mode, word("RoadClass", road) or road
        found[key] = [*key, kmh, metres]
    return found


def _csv(rows: dict[tuple[str, str], list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([COLUMNS, *(row for _, row in sorted(rows.items()))])
    return text.getvalue()
