"""The people of a generated station: ranks, roles, skills, sexes, dates, beats and their A/B covers."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from random import Random

from scenarios.generate_design import Design, Room
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
    beat_since: str = ""
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
    """A community officer of his beat, or of the zones in turn; pairs of neighbours cover each other."""
    place = number - design.leaders
    zones = [str(n) for n in range(1, len(design.zones) + 1)]
    mine = design.beats[place] if design.beats else zones[place :: design.community]
    zone = mine[0] if mine else zones[place % len(zones)]
    since = f"{random.randint(2020, 2023)}-03-01" if design.beats else ""
    partner = place + 1 if place % 2 == 0 else place - 1
    cover = f"O{design.leaders + partner + 1:02d}" if partner < design.community else ""
    shared = [f" room{room.zone}" for room in design.rooms if set(room.beats) & set(mine)]
    roles = "community_officer internal_affairs" if _is_clerk(design, number) else "community_officer"
    line = _officer(
        number, random, names, (28, 47), roles=roles, home_zone=zone, beat=" ".join(mine) or zone,
        beat_since=since, cover=cover,
    )  # fmt: skip
    return replace(line, skills=line.skills + "".join(shared))


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
    room = _room(design, number)
    skills = ("driver ebike" if number % 2 == 0 else "ebike") + (f" room{room.zone}" if room else "")
    return Line(
        id=f"F{number + 1:02d}", kind="auxiliary", roles=roles, skills=skills,
        joined=_joined(someone["born"], random.randint(20, 24), "03-01"),
        home_zone=room.zone if room else str(number % len(design.zones) + 1),
        beat=" ".join(room.beats) if room else "", **someone,
    )  # fmt: skip


def _room(design: Design, number: int) -> Room | None:
    """The police room of a community auxiliary: one after the other, by how many beats share each."""
    turns = [room for room in design.rooms for _ in room.beats] if _a_zone_each(design) else design.rooms
    return turns[number % len(turns)] if number < design.community_auxiliaries else None


def _a_zone_each(design: Design) -> bool:
    return all(len(beat) == 1 for beat in design.beats)


def training(design: Design, lines: tuple[Line, ...]) -> str:
    """leave.csv: the year's training of community officers, one by one, three weeks apart (A12, P08)."""
    learners = [one for one in lines if one.beat and one.kind == "officer"] if design.training_days else []
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("person", "first", "last", "kind", "reason"))
    for n, one in enumerate(learners):
        first = date(YEAR, 3, 2) + timedelta(weeks=3 * n)
        last = first + timedelta(days=design.training_days - 1)
        writer.writerow((one.id, first, last, "training", "年度脱产培训 (A12)"))
    return text.getvalue()


def table(lines: tuple[Line, ...]) -> str:
    """people.csv."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(Line)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(asdict, lines))
    return text.getvalue()
