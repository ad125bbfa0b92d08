"""A province of counties like the generated bureau, side by side: so many stations in one bureau.yaml.

Each county has the 44 stations of `generate_bureau.py` with a seed of its own, so strength and posts follow
the same ratios (S1); counties lie eight in a row, each 7 by 7 stations wide, and a station's neighbours may
be those of the next county. Nothing of the province itself comes from a document. The reserves of a county
are left out: lending is between neighbours.

Stations are written one at a time, so that memory does not grow with them. Nobody in a county has another's
name, as in the bureau; in other counties names come again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from pathlib import Path
from random import Random

from scenarios.generate_bureau import SPACING, STATIONS, Placed, stations
from scenarios.generate_names import Names

COUNTY, ROW = 7 * SPACING, 8
"""Metres from one county to the next; counties in a row."""

NUMBER = 2000
"""Stations, where no other number is asked for."""


def province(seed: int, number: int = NUMBER) -> Iterator[tuple[Placed, Names]]:
    """Its stations, each with the names of its county; a smaller number gives the first of the same ones."""
    for county in range(ceil(number / STATIONS)):
        own = 1000 * seed + county
        names = Names(Random(f"{own}/names"))  # noqa: S311 - names, no secrets
        for one in stations(own)[: number - county * STATIONS]:
            design = replace(one.design, id=f"c{county + 1:02d}{one.design.id}")
            across, up = COUNTY * (county % ROW), COUNTY * (county // ROW)
            yield replace(one, design=design, x=one.x + across, y=one.y + up), names


def write_province(seed: int, number: int, folder: Path) -> int:
    """Write bureau.yaml and the folders of the stations; returns how many stations."""
    from scenarios.generate import station_files, write

    lines = []
    for one, names in province(seed, number):
        files = station_files(one.design, seed, "province", names)
        write({f"{one.design.id}/{name}": text for name, text in files.items()}, folder)
        lines.append(f"  - {{folder: {one.design.id}, x: {one.x}, y: {one.y}}}  # {one.design.name}\n")
    write({"bureau.yaml": _HEAD.format(number=len(lines), seed=seed) + "".join(lines) + _TAIL}, folder)
    return len(lines)


_HEAD = """\
# An invented province: {number} stations in counties after S1 (Wuzhong 2020), for measuring.
# Written by `python -m scenarios.generate province --stations {number} --seed {seed} --out DIR`.
# Plan every station: xunfang bureau DIR --week 2026-11-23 (docs/bureau.md)

id: province
name: 测试省公安厅
lang: zh

stations:
"""
_TAIL = """
lending: {within: 15000, days: 1, people: 2}
"""
