"""Readings: where the source documents contradict themselves, what is in force, and where it bites."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models import Crew, DutyKind, Note, PatrolTier, Role, StaffKind, Week
from scheduler.calendar import Calendar
from scheduler.i18n import Text, tr
from scheduler.rulebook import (
    readings_calendar,
    readings_organisation,
    readings_paper,
    readings_zones,
)
from scheduler.rulebook.book import Book
from scheduler.rulebook.sheet import Chosen, Sheet
from scheduler.rulebook.street import DAY, clock, without_patrol
from scheduler.rulebook.words import hours

Bite = Callable[[Sheet], Text | None]


@dataclass(frozen=True)
class Reading:
    """One inconsistency (rules.md 1.9): its id, the setting or field that decides it, and when it bites."""

    id: str
    setting: str
    bite: Bite


def notes(week: Week, book: Book, chosen: Chosen) -> Iterator[Note]:
    """A note for every reading that bites in this roster, and one where holidays are not known yet."""
    known = Calendar(week.station.holidays, week.station.workdays)
    if years := sorted({day.year for day in week.dates if not known.knows(day)}):
        text = (
            "The public holidays of {year} are not known yet (the State Council names them in November);"
            " until then only weekends are off."
            " Write `holidays` and `workdays` of {year} in the station file."
        )
        yield Note(id="calendar", text=tr(text, year=years[0]))
    for reading in READINGS:
        if said := reading.bite(Sheet(week, book, chosen)):
            yield Note(id=reading.id, text=str(said), setting=reading.setting)


def _crews(week: Week, *kinds: DutyKind) -> tuple[Crew, ...]:
    return week.crews_of(*kinds)


def _dates(week: Week, *tiers: PatrolTier) -> str:
    return ", ".join(f"{day.date:%m-%d}" for day in week.days if day.tier in tiers)


def _strength(on: Sheet) -> Text | None:
    """I-01: the head counts are not a third, a half, two thirds of the force."""
    kinds = (StaffKind.OFFICER, StaffKind.AUXILIARY)
    force = sum(person.kind in kinds for person in on.week.station.people)
    peak = max((_at_once(on.week, crew, on.chosen) for crew in on.week.crews), default=0)
    if not force or on.book.settings.get("tier-strength", {}).get("on") is not True:
        return None
    text = (
        "The documents' fractions of the force (1/3, 1/2, 2/3) are reported, the head counts are the rule:"
        " at most {peak} of {force} people ({percent} %) serve at the same moment."
    )
    return Text(text, peak=peak, force=force, percent=round(100 * peak / force))


def _at_once(week: Week, moment: Crew, chosen: Chosen) -> int:
    """Officers and auxiliaries on duty when a crew starts."""
    running = {
        crew.id
        for crew in week.crews
        if crew.is_turn and not crew.invited and crew.kind is not DutyKind.BEAT
        if any(span.start <= moment.start < span.end for span in crew.spans)
    }
    people = week.station.by_id
    kinds = (StaffKind.OFFICER, StaffKind.AUXILIARY)
    return len({who for who, crew in chosen if crew in running and people[who].kind in kinds})


def _tier_one(on: Sheet) -> Text | None:
    """I-02: tier 1 says 16 auxiliaries where its own arithmetic needs 17."""
    days = [day.date for day in on.week.days if day.tier is PatrolTier.ONE]
    if not days or not on.book.settings.get("tier-strength", {}).get("on"):
        return None
    people, kind = on.week.station.by_id, StaffKind.AUXILIARY
    serving = [{who for who, crew in on.chosen if crew.startswith(str(day))} for day in days]
    auxiliaries = [sum(people[who].kind is kind for who in day) for day in serving]
    text = (
        "Tier 1 ({days}): the text says 16 auxiliaries where tier 2 has 17; 16 is the floor, 17 the target,"
        " {number} serve. The second checkpoint is an officer with village guards."
    )
    return Text(text, days=_dates(on.week, PatrolTier.ONE), number=", ".join(map(str, auxiliaries)))


def _community(on: Sheet) -> Text | None:
    """I-06: three cities' rules for community officers cannot hold together; all off here."""
    switches = ("community-no-day-duty", "community-no-duty-after-22")
    by_day, at_night = (bool(on.book.settings.get(name, {}).get("on")) for name in switches)
    if not any(Role.COMMUNITY_OFFICER in person.roles for person in on.week.station.people):
        return None
    if by_day and at_night:
        return Text("Community officers stand no station duty by day (A16), and none after 22:00 (P03c).")
    if by_day:
        return Text("Community officers stand no station duty by day (A16).")
    return Text("Community officers stand no station duty after 22:00 (P03c).") if at_night else None


def _pulled(on: Sheet) -> Text | None:
    """I-07: community officers serve outside their beat at the higher tiers."""
    kinds = (DutyKind.CHECKPOINT, DutyKind.SWEEP, DutyKind.MOBILE)
    people = on.week.station.by_id
    pulled = sorted(
        people[who].name
        for who, crew in on.chosen
        if crew in on.week.by_id
        and on.week.by_id[crew].kind in kinds
        and Role.COMMUNITY_OFFICER in people[who].roles
    )
    if not pulled:
        return None
    text = "Community officers serve outside their beat on {days} because of the tier: {names}."
    return Text(
        text, days=_dates(on.week, PatrolTier.ONE, PatrolTier.TWO), names="、".join(dict.fromkeys(pulled))
    )


def _beat(on: Sheet) -> Text | None:
    """I-08: 20 hours in the beat beside 24-hour duty, where a community officer stands it as deputy."""
    values = on.book.settings.get("beat-hours", {})
    people, deputies = on.week.station.by_id, {crew.id for crew in _crews(on.week, DutyKind.DEPUTY)}
    community = (Role.COMMUNITY_OFFICER in people[who].roles for who, crew in on.chosen if crew in deputies)
    if values.get("on") is False or not any(community):
        return None
    return Text("Patrol as deputy counts toward the community officers' 20 hours in their beat.")


def _gaps(on: Sheet) -> Text | None:
    """I-10: hours of the day without any patrol."""
    free = without_patrol(on.week, on.week.first)
    if not free:
        return None
    text = "No patrol is planned {gaps}, {hours} h a day; the duty officers answer calls."
    if on.book.settings.get("mobile-group", {}).get("on") or _crews(on.week, DutyKind.MOBILE):
        text = "No patrol is planned {gaps}, {hours} h a day; the mobile group fills in as calls require."
    windows = ", ".join(f"{clock(start)}-{clock(end)}" for start, end in free)
    return Text(text, gaps=windows, hours=hours(sum((end - start) % DAY for start, end in free)))


def _internal_affairs(on: Sheet) -> Text | None:
    """I-14: four leaders and four community officers leave nobody for internal affairs."""
    officers = [person for person in on.week.station.people if person.kind is StaffKind.OFFICER]
    if not officers or any(Role.INTERNAL_AFFAIRS in person.roles for person in officers):
        return None
    return Text("No officer carries internal affairs: give one of them the role internal_affairs.")


def _watch_patrol(on: Sheet) -> Text | None:
    """I-15: night groups of auxiliaries only."""
    alone = [crew for crew in _crews(on.week, DutyKind.NIGHT) if not crew.seats.of(StaffKind.OFFICER)[0]]
    if not alone:
        return None
    return Text(
        "Night groups without an officer keep watch and report; the main officer of the day commands them."
    )


def _one_officer(on: Sheet) -> Text | None:
    """I-16: a checkpoint with one officer cannot carry out a formal inspection."""
    small = [crew for crew in _crews(on.week, DutyKind.CHECKPOINT) if crew.seats.of(StaffKind.OFFICER)[1] < 2]
    if not small:
        return None
    text = "A checkpoint with one officer may stop and ask; a formal inspection needs a second officer there."
    return Text(text)


def _second(on: Sheet) -> Text | None:
    """I-17: on days without a named second officer, the main officer is it."""
    crews = _crews(on.week, DutyKind.STANDBY)
    served = {crew for _, crew in on.chosen}
    missing = [f"{crew.date:%m-%d}" for crew in crews if crew.id not in served]
    if not missing:
        return None
    return Text(
        "No officer is left on call on {days}: the main officer goes as second officer.",
        days=", ".join(missing),
    )


def _authority(on: Sheet) -> Text | None:
    """I-19: no document says who sets the tier; the chief does."""
    raised = _dates(on.week, PatrolTier.ONE, PatrolTier.TWO)
    return Text("Tier raised by the chief's order: {days}.", days=raised) if raised else None


READINGS: tuple[Reading, ...] = (
    Reading("I-01", "count-fraction-of-force.on", _strength),
    Reading("I-02", "tier-strength.tier1", _tier_one),
    Reading("I-03", "zone-groups.reading", readings_zones.groups_of_zones),
    Reading("I-04", "own-group.on", readings_zones.unequal_groups),
    Reading("I-05", "kiosks-manned.on", readings_zones.kiosks_of_villages),
    Reading("I-06", "community-no-day-duty.on, community-no-duty-after-22.on", _community),
    Reading("I-07", "community-in-beat-only.tier", _pulled),
    Reading("I-08", "beat-hours.own_beat_patrol_minutes", _beat),
    Reading("I-09", "street-calls.by", readings_organisation.street_calls),
    Reading("I-10", "patrol-round-the-clock.gap", _gaps),
    Reading("I-12", "events.months", readings_paper.quarter_in_half_years),
    Reading("I-13", "check-lists.case", readings_paper.case_steps),
    Reading("I-14", "roles-held.roles", _internal_affairs),
    Reading("I-15", "night-group-needs-officer.on", _watch_patrol),
    Reading("I-16", "checkpoint-min-officers.on", _one_officer),
    Reading("I-17", "two-officers-reachable.officers", _second),
    Reading("I-18", "people.kind", readings_zones.pool_of_the_car),
    Reading("I-19", "station.default_tier", _authority),
    Reading("I-20", "station.profiles", readings_paper.masked_numbers),
    Reading("N03", "training-batches.officers", readings_calendar.trainees_callable),
    Reading("U02", "team-at-work.form", readings_organisation.form_of_teams),
    Reading("U07", "beat-tasks.every", readings_paper.rounds_without_period),
    Reading("W08", "desks-manned.on", readings_organisation.no_desk),
    Reading("Z07", "car-visits-kiosks.set_nights", readings_zones.set_nights_at_kiosks),
    Reading("sessions", "", readings_calendar.sessions_beside_turns),
)
