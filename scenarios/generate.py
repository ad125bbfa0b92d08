"""Write invented stations: `python -m scenarios.generate town|rural|bureau|province --seed 1 --out DIR`.

The same command and seed give the same files, byte for byte. Strength follows the ratios of the source
documents (`generate_design.py`, `generate_bureau.py` say which number comes from where); people and names of
places are invented; every station is feasible by arithmetic (`Design.check`). The town and the rural station
have a road map with their places (`generate_land.py`); those of the bureau have none.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

from scenarios.generate_bureau import bureau_file, stations
from scenarios.generate_design import Design
from scenarios.generate_land import map_of
from scenarios.generate_names import Names
from scenarios.generate_people import people, table, training
from scenarios.generate_province import NUMBER, write_province
from scenarios.generate_shipped import rural, town
from scenarios.generate_station import station_file

SHIPPED = {"town": town, "rural": rural}
"""Stations that ship, by the word of the command line."""

Files = Mapping[str, str]
"""Content by file name; names may hold folders."""


def station_files(design: Design, seed: int, command: str, names: Names | None = None) -> Files:
    """people.csv, station.yaml and what else the design asks for: leave.csv, the map.

    Raises ValueError for a design that cannot be feasible.
    `names` are shared by the stations of a bureau, so that nobody in it has another's name.
    """
    design.check()
    random = Random(f"{seed}/{design.id}")  # noqa: S311 - names, no secrets
    lines = people(design, random, names or Names(random))
    found = {"people.csv": table(lines), "station.yaml": station_file(design, lines, seed, command)}
    if design.training_days:
        found["leave.csv"] = training(design, lines)
    if design.land:
        roads = Random(f"{seed}/{design.id}/roads")  # noqa: S311 - a map, no secrets
        found |= map_of(design.land, design.name, design.zones, roads)
    return found


def bureau_files(seed: int, number: int | None = None) -> Files:
    """bureau.yaml and the folders of its stations; `number`: only the first so many."""
    names = Names(Random(f"{seed}/names"))  # noqa: S311 - names, no secrets
    chosen = stations(seed)[:number]
    found = {"bureau.yaml": bureau_file(seed, chosen)}
    for one in chosen:
        files = station_files(one.design, seed, "bureau", names)
        found |= {f"{one.design.id}/{name}": text for name, text in files.items()}
    return found


def write(files: Files, folder: Path) -> None:
    """Write every file beside and rename it; makes the folders."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.new")
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)


def files_of(kind: str, seed: int, number: int | None = None) -> Files:
    """The files of one word of the command line."""
    if kind == "bureau":
        return bureau_files(seed, number)
    return station_files(SHIPPED[kind](), seed, kind)


def main(words: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m scenarios.generate", description=__doc__)
    parser.add_argument("kind", choices=[*SHIPPED, "bureau", "province"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stations", type=int, help="of a bureau or province: only the first so many")
    parser.add_argument("--file-only", action="store_true", help="of a bureau: without its stations")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    given = parser.parse_args(words)
    if given.kind == "province":
        number = write_province(given.seed, given.stations or NUMBER, given.out)
        print(f"{given.out}: {number} stations")  # noqa: T201 - this is the command's output
        return 0
    files = files_of(given.kind, given.seed, given.stations)
    if given.file_only:
        files = {name: text for name, text in files.items() if "/" not in name}
    write(files, given.out)
    print(f"{given.out}: {len(files)} files")  # noqa: T201 - this is the command's output
    return 0


if __name__ == "__main__":
    sys.exit(main())
