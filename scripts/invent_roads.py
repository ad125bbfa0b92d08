"""Invent the road maps of the scenarios that are drawn after a document: three CSV files each.

    python scripts/invent_roads.py            write the maps of all towns anew
    python scripts/invent_roads.py --check    only say whether they are what this script writes

A map is drawn in metres from a seed (scenarios/map_draw.py) after the data of a town (tianbu_map.py,
zhuantang_map.py) and written in WGS84 degrees (scenarios/map_files.py): the same seed gives the same files.
Stations that are wholly invented get their maps from scenarios/generate.py.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tianbu_map import TIANBU
from zhuantang_map import ZHUANTANG

from scenarios.map_files import files

TOWNS = (TIANBU, ZHUANTANG)


def main() -> int:
    """Write the files beside and rename them; with --check only say which differ."""
    check = "--check" in sys.argv
    wrong = list(_outdated())
    for path, text in wrong:
        if check:
            print(f"{path.parent.name}/{path.name} is not what scripts/invent_roads.py writes: run it")
        else:
            path.with_suffix(".part").write_text(text, "utf-8")
            path.with_suffix(".part").replace(path)
    return 1 if check and wrong else 0


def _outdated() -> Iterator[tuple[Path, str]]:
    """Files of the towns that are missing or differ, with what belongs in them."""
    for town in TOWNS:
        folder = Path(__file__).parents[1] / "scenarios" / town.folder
        for name, text in files(town).items():
            path = folder / name
            if not path.is_file() or path.read_text("utf-8") != text:
                yield path, text


if __name__ == "__main__":
    raise SystemExit(main())
