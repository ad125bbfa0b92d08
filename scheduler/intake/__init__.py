"""From what a chief wrote to models: a station folder or workbook, or every mistake in it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from models import Fault, Faults, Settings, Station, Team
from models.faults import Path as FaultPath
from scheduler.i18n import Text
from scheduler.intake.checks import check_parts
from scheduler.intake.folder_source import read_folder
from scheduler.intake.raw import Place, Raw
from scheduler.intake.tidy import tidy_station
from scheduler.intake.validate import validate
from scheduler.intake.words import sections

__all__ = ["Check", "Loaded", "load_station", "read_inputs", "station_folder"]

Check = Callable[[Settings, tuple[str, ...], tuple[Team, ...]], Iterable[Fault]]
"""Judges the rule settings, the profiles and the teams of a station; yields faults with their path."""


@dataclass(frozen=True)
class Loaded:
    """A station as it was read, with the place of everything in it."""

    station: Station
    digest: str
    """sha256 over the contents of the input files."""
    _raw: Raw

    @property
    def digests(self) -> dict[str, str]:
        """sha256 of each input file by its name, `workbook` for the only one; the encoding does not count."""
        return _named(self._raw)

    def where(self, path: FaultPath) -> str:
        """File, sheet and row of a path into the station, such as ("leave", 3, "last")."""
        return str(self._raw.place(path))


def load_station(path: Path, check: Check | None = None, *, first: date | None = None) -> Loaded:
    """Read a station folder or workbook; raises Faults with every mistake in it.

    `check` judges rules, profiles and teams. With `first`, leave that ended before that date is a mistake.
    """
    raw = _read(Path(path))
    if raw.data:
        data = tidy_station(Station, raw)
        check_parts(data, raw, first)
        station = validate(data, raw)
        if check is not None:
            _check_rules(data, raw, check)
        if station is not None and not raw.faults:
            return Loaded(station, raw.digest, raw)
    raise Faults(raw.faults)


def station_folder(path: Path) -> Path:
    """Where the files of a station lie: its folder, or the one that its workbook is in."""
    return path if path.is_dir() else path.parent


def read_inputs(path: Path) -> tuple[dict[str, str], str]:
    """Digests of the input files, and the name of the road map, of a station that need not be sound.

    Raises Faults when there is nothing to read.
    """
    raw = _read(Path(path))
    if not raw.digests:
        raise Faults(raw.faults)
    return _named(raw), str(raw.data.get("roads") or "")


def _named(raw: Raw) -> dict[str, str]:
    """The digests by file name; 人员.csv is people.csv, since it says the same."""
    names = {part.section: part.file for part in sections().values() if part.file}
    names["station"] = "station.yaml"
    return {names.get(section, section): digest for section, digest in raw.digests.items()}


def _read(path: Path) -> Raw:
    raw = Raw()
    try:
        if path.is_dir():
            return read_folder(path)
        if path.suffix.lower() in (".xlsx", ".xlsm") and path.is_file():
            from scheduler.intake.workbook_source import read_workbook  # openpyxl is slow to import

            return read_workbook(path.read_bytes(), path.name)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        text = Text("this cannot be read ({problem}); close it elsewhere and try again", problem=problem)
        raw.add(Place(str(error.filename or path)), text)
        return raw
    if not path.exists():
        raw.add(Place(str(path)), Text("there is no such file or folder"))
    else:
        raw.add(Place(str(path)), Text("a station is a folder with station.yaml, or an .xlsx workbook"))
    return raw


def _check_rules(data: dict[str, object], raw: Raw, check: Check) -> None:
    profiles = data.get("profiles", Station.model_fields["profiles"].default)
    try:
        settings = TypeAdapter(Settings).validate_python(data.get("rules", {}))
        names = TypeAdapter(tuple[str, ...]).validate_python(profiles)
    except ValidationError:
        return  # said already where the station as a whole is validated
    for fault in check(settings, names, _teams(data)):
        raw.add_at(fault.path, fault.text)


def _teams(data: dict[str, object]) -> tuple[Team, ...]:
    """The teams of the station; none where they cannot be read, which is said elsewhere."""
    try:
        return TypeAdapter(tuple[Team, ...]).validate_python(data.get("teams", ()))
    except ValidationError:
        return ()
