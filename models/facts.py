"""Facts of the place a station looks after: people, land, villages, the numbers its bureau knows."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from models._base import Frozen


class FactKind(StrEnum):
    """What a fact counts; what nobody wrote down is not given, which is not nought."""

    RESIDENTS = "residents"
    MIGRANTS = "migrants"
    KM2 = "km2"
    VILLAGES = "villages"
    COMMUNITIES = "communities"
    RENTED_ROOMS = "rented_rooms"
    HAMLETS = "hamlets"
    PAST_OFFENCES = "past_offences"
    GRIDS = "grids"
    BEATS = "beats"
    POLICE_ROOMS = "police_rooms"
    COMMUNITY_AUXILIARIES = "community_auxiliaries"
    COORDINATORS = "coordinators"
    CALLS_PER_DAY = "calls_per_day"
    MASS_GROUPS = "mass_groups"
    MASS_PEOPLE = "mass_people"
    BUREAU_OFFICERS = "bureau_officers"
    BUREAU_STATION_OFFICERS = "bureau_station_officers"
    BUREAU_SENT_DOWN = "bureau_sent_down"
    SMALL_BUSINESSES = "small_businesses"
    COMPLEXITY = "complexity"
    MEDIATORS = "mediators"
    DRUG_WORKERS = "drug_workers"
    POLICE_AFFAIRS_WORKERS = "police_affairs_workers"
    GRID_WORKERS = "grid_workers"
    WORK_POSTS = "work_posts"
    COMMITTEE_SEATS = "committee_seats"


class Fact(Frozen):
    """One number about the place, and where it comes from."""

    id: FactKind
    value: float = Field(ge=0, allow_inf_nan=False)
    note: str = Field(default="", description="source and date of the number")
