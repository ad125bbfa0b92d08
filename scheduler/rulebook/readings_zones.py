"""Readings of the zone plan: where the Zhuantang text leaves open who patrols and who stands where."""

from __future__ import annotations

from models import DutyKind, PatrolMode, PlaceKind, StaffKind
from scheduler.i18n import Text
from scheduler.rulebook.meetings import car_visits_kiosks
from scheduler.rulebook.sheet import Sheet


def groups_of_zones(on: Sheet) -> Text | None:
    """I-03: six groups cannot put two in each of six zones at once; the reading sets the radios too."""
    if not on.book.settings.get("zone-groups", {}).get("on"):
        return None
    reading = str(on.book.settings["zone-groups"].get("reading", "b"))
    nights = [crew for crew in on.week.crews_on(on.week.first, DutyKind.NIGHT) if not crew.meets]
    if reading == "a":
        text = (
            "Each group serves two zones in turn (reading a): {crews} groups a night, as many radios (Z17)."
        )
    elif reading == "b":
        text = "Each group goes as two squads (reading b): {crews} squads a night, as many radios (Z17)."
    else:
        text = "Each zone has two sessions a night (reading c): {crews} crews a night."
    return Text(text, crews=len(nights))


def unequal_groups(on: Sheet) -> Text | None:
    """I-04: the people do not divide evenly by the groups."""
    tags = sorted({crew.own for crew in on.week.crews if crew.own})
    sizes = sorted({sum(tag in person.tags for person in on.week.station.people) for tag in tags})
    if len(sizes) < 2:
        return None
    text = "The {groups} groups have {least} to {most} people each; others stand in where one is short."
    return Text(text, groups=len(tags), least=sizes[0], most=sizes[-1])


def kiosks_of_villages(on: Sheet) -> Text | None:
    """I-05: manned kiosks are possible at the villages only, not at every community."""
    if not on.book.settings.get("kiosks-manned", {}).get("on"):
        return None
    kiosks = sum(place.kind is PlaceKind.KIOSK for place in on.week.station.places)
    guards = sum(person.kind is StaffKind.VILLAGE_GUARD for person in on.week.station.people)
    text = "The {kiosks} village kiosks are manned by {guards} village guards; communities have no kiosk."
    return Text(text, kiosks=kiosks, guards=guards)


def pool_of_the_car(on: Sheet) -> Text | None:
    """I-18: the night car takes an officer and an auxiliary from a station whose strength is not given."""
    cars = [crew for crew in on.week.crews_of(DutyKind.NIGHT) if crew.mode is PatrolMode.CAR and crew.meets]
    kinds = (StaffKind.OFFICER, StaffKind.AUXILIARY)
    force = [sum(person.kind is kind for person in on.week.station.people) for kind in kinds]
    if not cars or "zhuantang-2012" not in on.week.station.profiles:
        return None
    text = "The night car is manned from {officers} officers and {others} auxiliaries: the source gives none."
    return Text(text, officers=force[0], others=force[1])


def set_nights_at_kiosks(on: Sheet) -> Text | None:
    """Z07: the source asks for calls at the kiosks; on which nights is our stricter reading."""
    values = {**car_visits_kiosks.settings, "on": True, **on.book.settings.get(car_visits_kiosks.id, {})}
    walked = any(crew.meets and crew.id in on.week.pools for crew in on.week.crews)
    kiosks = any(place.kind is PlaceKind.KIOSK for place in on.week.station.places)
    if not (kiosks and walked and values["on"] and values["set_nights"]):
        return None
    text = (
        "The night car is due at each kiosk on {times} nights set for it: our stricter reading, the source"
        " asks for calls only (Z07)."
    )
    return Text(text, times=values["times"])
