"""Duties that the document behind a profile names, for stations with the people that they ask for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from models import Duty, PatrolTier, Seat, Seats, Station


@cache
def profile_duties(name: str) -> tuple[Duty, ...]:
    """The duties of one profile; none for a profile that names none, or does not ship."""
    file = files("scheduler").joinpath("profiles", "duties", f"{name}.yaml")
    if not file.is_file():
        return ()
    return TypeAdapter(tuple[Duty, ...]).validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))


def with_duties(station: Station, profiles: Iterable[str] = ()) -> Station:
    """The station with the duties of its profiles and further ones; its own duty of an id comes first.

    The kind of a team in a seat stands for the station's teams of that kind; seats that nobody here could
    fill are left out, and with the last of them the duty.
    """
    duties = {duty.id: duty for duty in station.duties}
    for name in (*station.profiles, *profiles):
        for duty in profile_duties(name):
            if (here := _here(duty, station)).seats(PatrolTier.THREE):
                duties.setdefault(duty.id, here)
    return station.model_copy(update={"duties": tuple(duties.values())})


def _here(duty: Duty, station: Station) -> Duty:
    tiers = {f"tier{tier.value}": _seats(duty.seats(tier), station) for tier in PatrolTier}
    return duty.model_copy(update=dict(tiers))


def _seats(seats: Seats, station: Station) -> Seats:
    ids = {str(team.kind): team.id for team in reversed(station.teams)}
    ours = (seat.model_copy(update={"tag": ids.get(seat.tag or "", seat.tag)}) for seat in seats)
    return Seats(seat for seat in ours if _has(station, seat))


def _has(station: Station, seat: Seat) -> bool:
    """Whether anybody of the station could sit there."""
    return any(one.kind == seat.kind and seat.tag in {None, *one.tags} for one in station.people)
