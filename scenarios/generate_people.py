"""The people of a generated station: ranks, roles, skills, sexes, dates, beats and their A/B covers."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, fields
from random import Random

from scenarios.generate_design import Design
from scenarios.generate_names import Names

RANKS = ("chief", "instructor", *("deputy_chief",) * 8)
YEAR = 2026
"""The year in which ages are counted."""


@dataclass(frozen=True)
class Line:
    """A line of people.csv."""

    id: str
    name: str
    kind: str
    rank: str = "member"
    roles: str = ""
    skills: str = ""
    sex: str = "m"
    born: str = ""
    joined: str = ""
    home_zone: str = ""
    beat: str = ""
    cover: str = ""
    protected_until: str = ""
    phone: str = ""


def people(design: Design, random: Random, names: Names) -> tuple[Line, ...]:
    """Leaders first, then community officers, other officers, auxiliaries."""
    leaders = [_leader(n, random, names) for n in range(design.leaders)]
    first, last = design.leaders, design.leaders + design.community
    community = [_community(design, n, random, names) for n in range(first, last)]
    others = [_other(n, n - last, random, names) for n in range(last, design.officers)]
    auxiliaries = [_auxiliary(design, n, random, names) for n in range(design.auxiliaries)]
    return (*leaders, *community, *others, *auxiliaries)


def _born(random: Random, sex: str, ages: tuple[int, int], names: Names) -> dict[str, str]:
    """Name, sex and birth date of somebody whose age lies between two."""
    year = YEAR - random.randint(*ages)
    day = f"{year}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
    return {"name": names.next(sex, year), "sex": sex, "born": day}


def _joined(born: str, age: int, month: str = "08-01") -> str:
    return f"{min(YEAR - 1, int(born[:4]) + age)}-{month}"


def _officer(number: int, random: Random, names: Names, ages: tuple[int, int], **also: str) -> Line:
    """An officer; three of four are men. `duty_team` (W07) are all who have no beat."""
    someone = _born(random, "f" if number % 4 == 3 else "m", ages, names)
    skills = "driver armed" if someone["sex"] == "m" else random.choice(("driver", "driver armed"))
    skills += "" if "community_officer" in also.get("roles", "") else " duty_team"
    return Line(
        id=f"O{number + 1:02d}",
        kind="officer",
        skills=skills,
        joined=_joined(someone["born"], 22),
        **someone,
        **also,
    )


def _leader(number: int, random: Random, names: Names) -> Line:
    roles = "public_order" if number == 2 else ""
    return _officer(number, random, names, (46 - 4 * min(number, 2), 52), rank=RANKS[number], roles=roles)


def _community(design: Design, number: int, random: Random, names: Names) -> Line:
    """A community officer of one zone, or of those that the zones leave over; pairs cover each other."""
    place = number - design.leaders
    zone = str(place % len(design.zones) + 1)
    beat = " ".join(str(n + 1) for n in range(len(design.zones)) if n % design.community == place) or zone
    partner = place + 1 if place % 2 == 0 else place - 1
    cover = f"O{design.leaders + partner + 1:02d}" if partner < design.community else ""
    roles = "community_officer internal_affairs" if _is_clerk(design, number) else "community_officer"
    return _officer(number, random, names, (28, 47), roles=roles, home_zone=zone, beat=beat, cover=cover)


def _is_clerk(design: Design, number: int) -> bool:
    """Where no other officer is left, the second community officer keeps the books (as I-14)."""
    return design.officers == design.leaders + design.community and number == design.leaders + 1


def _other(number: int, place: int, random: Random, names: Names) -> Line:
    roles = ("internal_affairs", "legal_officer", "public_order")[place] if place < 3 else ""
    rank = "sergeant" if place in (1, 2) else "member"
    ages = (34, 48) if rank == "sergeant" else (25, 49)
    return _officer(number, random, names, ages, rank=rank, roles=roles)


def _auxiliary(design: Design, number: int, random: Random, names: Names) -> Line:
    """An auxiliary; the first is captain, every fourth a lead, every fifth a woman, every second drives."""
    someone = _born(random, "f" if number % 5 == 4 else "m", (24, 44), names)
    roles = ("patrol_captain backbone" if number == 0 else "backbone") if number % 4 == 0 else ""
    return Line(
        id=f"F{number + 1:02d}", kind="auxiliary", roles=roles,
        skills="driver ebike" if number % 2 == 0 else "ebike",
        joined=_joined(someone["born"], random.randint(20, 24), "03-01"),
        home_zone=str(number % len(design.zones) + 1), **someone,
    )  # fmt: skip


def table(lines: tuple[Line, ...]) -> str:
    """people.csv."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(Line)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(asdict, lines))
    return text.getvalue()
