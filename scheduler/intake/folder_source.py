"""A station folder: station.yaml and people.csv, perhaps leave.csv and wishes.csv."""

from __future__ import annotations

from pathlib import Path

from scheduler.i18n import Text
from scheduler.intake.csv_source import decode, read_csv
from scheduler.intake.raw import Place, Raw
from scheduler.intake.words import nearest, section_named, sections
from scheduler.intake.yaml_source import read_yaml

_SUFFIXES = {"csv": "csv", "yaml": "yaml", "yml": "yaml", "txt": "csv"}


def read_folder(folder: Path) -> Raw:
    """Everything the folder says; missing, unreadable and misspelt files are noted."""
    raw = Raw()
    found = _files(folder, raw)
    if "station" in found:
        _read_station(folder / found.pop("station"), raw)
    else:
        raw.absent.add(("station",))
        raw.add(Place(str(folder)), _no_station(folder))
    for section, name in found.items():
        if section in raw.data:
            part = sections()[section]
            text = Text("'{section}' stands in {file} as well; keep one of them", section=part, file=name)
            raw.add_at((section,), text)
        _read_table(folder / name, section, raw)
    if "people" not in found and "people" not in raw.data:
        raw.absent.add(("people",))
        raw.add(Place(str(folder)), Text("people.csv is missing; add it"))
    return raw


def _files(folder: Path, raw: Raw) -> dict[str, str]:
    """The file of each section, `station` first; files that are nearly ours are noted."""
    found: dict[str, str] = {}
    for name in sorted(path.name for path in folder.iterdir() if path.is_file()):
        section = _section(name)
        if section in found:
            raw.add(Place(name), Text("{file} means the same; keep one of them", file=found[section]))
        elif section:
            found[section] = name
        elif near := _nearly(name):
            raw.add(Place(name), Text("unknown file '{name}'; maybe '{near}'?", name=name, near=near))
    order = list(sections())
    return dict(sorted(found.items(), key=lambda one: order.index(one[0])))


def _section(name: str) -> str | None:
    """The section that a file holds: people.csv, 人员.csv and People.CSV are the same."""
    stem, _, suffix = name.rpartition(".")
    section, kind = section_named(stem), suffix.lower()
    if section == "station":
        return section if kind in ("yaml", "yml") else None
    return section if section and kind == "csv" and sections()[section].file else None


def _nearly(name: str) -> str | None:
    """The file that a name probably means; leave must not be lost over a letter."""
    stem, _, suffix = name.rpartition(".")
    kind = _SUFFIXES.get(suffix.lower())
    parts = [part for part in sections().values() if kind == ("csv" if part.file else "yaml")]
    parts = [part for part in parts if part.file or part.section == "station"]
    near = nearest(stem, (one for part in parts for one in (part.section, part.chinese, *part.also)), 0.75)
    return sections()[section_named(near) or ""].file or "station.yaml" if near else None


def _no_station(folder: Path) -> Text:
    books = [path.name for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith("~$")]
    if not books:
        return Text("station.yaml is missing; add it")
    return Text("station.yaml is missing; add it, or name the workbook instead: {book}", book=books[0])


def _read_station(path: Path, raw: Raw) -> None:
    text = _text(path, "station", raw)
    if text is not None:
        read_yaml(text, path.name, raw)


def _read_table(path: Path, section: str, raw: Raw) -> None:
    text = _text(path, section, raw)
    if text is not None:
        read_csv(text, path.name, section, raw)


def _text(path: Path, section: str, raw: Raw) -> str | None:
    text = decode(path.read_bytes())
    if text is None:
        raw.absent.add((section,))
        raw.add(Place(path.name), Text("this is not a text file; save it as UTF-8"))
    else:
        raw.feed(section, text.encode())
    return text
