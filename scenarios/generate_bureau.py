"""A county bureau of 44 stations after S1 (Wuzhong 2020): its totals, shared out over invented places.

W01: 124 officers were sent down, 4 to 7 % of the strength, which is so between 1,771 and 3,100; 1,800 is
ours. W02: 46.3 % of 1,800 = 833 officers in stations, 40.9 % of them = 341 community officers. W04: 118
beats, 3,475 grids, 97 police rooms. W09: 17 of the 44 stations are urban. W11: 561 groups with 4,898 people.
How the totals are shared out, and the number of auxiliaries, the source does not say: that is ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from scenarios.generate_design import Design
from scenarios.generate_names import TOWN_PLACES, VILLAGE_PLACES

STATIONS, URBAN = 44, 17
STRENGTH, SENT_DOWN = 1800, 124
OFFICERS = round(0.463 * STRENGTH)
COMMUNITY = round(0.409 * OFFICERS)
BEATS, GRIDS, ROOMS = 118, 3475, 97
GROUPS, VOLUNTEERS = 561, 4898

SPACING = 9000
"""Metres between stations, before each is moved a little; the county is 7 by 7 of them wide."""

LEADERS = 4


@dataclass(frozen=True)
class Placed:
    """A station of the bureau and where it lies, in metres east and north of the county's corner."""

    design: Design
    x: int
    y: int


def shared(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """A total in whole parts by weight (largest remainder), no part under `least`."""
    free = total - least * len(weights)
    exact = [free * weight / sum(weights) for weight in weights]
    parts = [int(one) for one in exact]
    by_rest = sorted(range(len(weights)), key=lambda n: (parts[n] - exact[n], n))
    for n in by_rest[: free - sum(parts)]:
        parts[n] += 1
    return [part + least for part in parts]


def stations(seed: int) -> list[Placed]:
    """The 44 stations, urban ones first."""
    random = Random(f"{seed}/county")  # noqa: S311 - places, no secrets
    town = [n < URBAN for n in range(STATIONS)]
    weights = [random.uniform(3, 5) if urban else random.uniform(1.2, 2.4) for urban in town]
    beats = shared(BEATS, weights, least=1)
    officers = shared(OFFICERS, [8 + 3 * n for n in beats])
    community = shared(COMMUNITY, beats, least=2)
    totals = (shared(total, beats) for total in (GRIDS, ROOMS, GROUPS, VOLUNTEERS))
    facts = [*zip(beats, *totals, strict=True)]
    places = list(_places(random))
    names = [*random.sample(TOWN_PLACES, URBAN), *random.sample(VILLAGE_PLACES, STATIONS - URBAN)]
    return [
        Placed(_design(n, names[n], facts[n], officers[n], community[n]), *places[n]) for n in range(STATIONS)
    ]


def _places(random: Random) -> Iterator[tuple[int, int]]:
    """Points of a grid, each moved a little, from the middle of the county outwards."""
    grid = [(x, y) for x in range(7) for y in range(7)]
    for x, y in sorted(grid, key=lambda at: ((at[0] - 3) ** 2 + (at[1] - 3) ** 2, at))[:STATIONS]:
        yield tuple(round(SPACING * (at + 0.5) + random.uniform(-2500, 2500)) for at in (x, y))  # type: ignore[misc]


KINDS = ("beats", "grids", "police_rooms", "mass_groups", "mass_people")
WHOLE = (
    ("bureau_officers", STRENGTH), ("bureau_station_officers", OFFICERS), ("bureau_sent_down", SENT_DOWN),
)  # fmt: skip
PROFILES = ("law", "wuzhong-2020")


def _design(number: int, place: str, counts: Sequence[int], officers: int, community: int) -> Design:
    urban = number < URBAN
    beats = counts[0]
    facts = [(kind, count, "S1 total, shared out") for kind, count in zip(KINDS, counts, strict=True)]
    facts += [(kind, count, "W01, W02") for kind, count in WHOLE]
    return Design(
        f"s{number + 1:02d}", f"{place}派出所", f"0953-8200{number + 1:04d}", PROFILES, "S1 (Wuzhong 2020)",
        tuple(f"{place}{n + 1}区" for n in range(beats)), tuple(facts),
        officers=officers, leaders=LEADERS, community=community, auxiliaries=24 if urban else 14,
        posts=(4, 3, 3) if urban else (2, 2, 3), groups=2 if urban else 1, community_stand_duty=False,
    )  # fmt: skip


def bureau_file(seed: int, chosen: Sequence[Placed]) -> str:
    """bureau.yaml of these stations."""
    head = f"""\
# 青渠县公安局 — an invented county bureau of {len(chosen)} stations after S1 (Wuzhong 2020).
# Written by `python -m scenarios.generate bureau --seed {seed} --out DIR`, which writes the stations too.
# Plan every station: xunfang bureau DIR --week 2026-11-23 (docs/bureau.md)

id: county
name: 青渠县公安局
lang: zh

stations:                       # folder beside this file; x, y: metres, who lies near whom
"""
    lines = [
        f"  - {{folder: {one.design.id}, x: {one.x}, y: {one.y}}}  # {one.design.name}" for one in chosen
    ]
    return head + "\n".join(lines) + _TAIL


_TAIL = """

lending:                        # P01, A15: neighbours help out for single days, no community officers (A08)
  within: 15000                 # metres; or name them: `neighbours: [s02, s03]` beside a folder
  days: 1                       # days a person may be lent in the week
  people: 2                     # people a station may lend in the week
  approved: []                  # community officers whose lending the office has approved, e.g. s01/O05 (A08)

reserves:                       # A25: bureau forces that fill in where no neighbour can
  - {id: swat, name: 巡特警大队, kind: officer, people: 4, skills: [driver, armed]}
  - {id: training, name: 轮值轮训队, kind: auxiliary, people: 6, skills: [driver]}
"""
