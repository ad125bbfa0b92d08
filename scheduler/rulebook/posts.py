"""Posts: which seats must be filled, by whom, and how many serve on a day."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from models import Crew, Day, DutyKind, Importance, PatrolTier, Seats, StaffKind, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Cover, Forbid, Needs
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import POSTS, any_of, cells, label, serving

COUNTED_APART = (StaffKind.VILLAGE_GUARD, StaffKind.VOLUNTEER)

Demand = tuple[StaffKind, str | None, int, int]


def demands(crew: Crew) -> Iterator[Demand]:
    """(kind, tag, floor, target) of a crew: one for each kind, and one for each tagged seat."""
    for kind in dict.fromkeys(seat.kind for seat in crew.seats):
        yield kind, None, *crew.seats.of(kind)
        for seat in crew.seats:
            if seat.kind == kind and seat.tag:
                yield kind, seat.tag, seat.floor, seat.target


def asked(week: Week, crew: Crew) -> Iterator[Demand]:
    """`demands` without what would be said twice: a kind whose seats all have tags that nobody shares."""
    for kind, tag, floor, target in demands(crew):
        tags = [seat.tag for seat in crew.seats if seat.kind == kind]
        shared = any(sum(one in person.tags for one in tags) > 1 for person in week.candidates(crew))
        if tag or None in tags or shared:
            yield kind, tag, floor, target


@rule("post-filled", Importance.LAW, "H1", "T06", "T07", "T09", "T10", "T11", short=True)
def post_filled(week: Week) -> Iterator[Cover]:
    """Every required seat of the day's tier is filled."""
    for crew in week.crews:
        for kind, tag, floor, _ in asked(week, crew):
            says = Text(
                "{crew}: {floor} {kind} must serve", crew=label(crew), floor=floor, kind=Text(str(kind))
            )
            if floor:
                yield Cover(serving(week, crew, kind, tag=tag), floor, says=says, when=(crew.id,))


@rule("seats-full", Importance.COVER, "H1", "T09", "T11", "I-02", "I-17", order=3)
def seats_full(week: Week) -> Iterator[Cover]:
    """Seats beyond the required number are filled as far as people reach.

    Work in the beat is time, not a post.
    """
    for crew in (one for one in week.crews if one.kind is not DutyKind.BEAT):
        for kind, tag, floor, target in asked(week, crew):
            says = Text(
                "{crew}: {target} {kind} should serve", crew=label(crew), target=target, kind=Text(str(kind))
            )
            if target > floor:
                yield Cover(serving(week, crew, kind, tag=tag), target, says=says, when=(crew.id,))


PRECEDENCE = (
    DutyKind.MAIN, DutyKind.DEPUTY, DutyKind.LEADER, DutyKind.CHECKPOINT, DutyKind.NIGHT, DutyKind.SWEEP,
    DutyKind.DUTY, DutyKind.MOBILE, DutyKind.DAY_PATROL, DutyKind.VILLAGE, DutyKind.DESK, DutyKind.BEAT,
    DutyKind.STANDBY, DutyKind.EVENT,
)  # fmt: skip
"""Which post is left empty last, when people are short (ours: command first, reserves last)."""


@rule("least-important-seats-empty", Importance.COVER, "H1", order=4)
def least_important_seats_empty(week: Week) -> Iterator[Cover]:
    """When people are short (--short), seats are left empty in the less important posts."""
    for crew in week.crews if week.short else ():
        weight = len(PRECEDENCE) - PRECEDENCE.index(crew.kind)
        for kind, tag, floor, _ in demands(crew):
            says = Text("{crew}: a seat is left empty", crew=label(crew))
            if floor and tag is None:
                yield Cover(serving(week, crew, kind), floor, says=says, when=(crew.id,), weight=weight)


@rule("group-size-and-mix", Importance.LAW, "H15", "T06", "T07", "Z06", "I-04")
def group_size_and_mix(week: Week) -> Iterator[Cover]:
    """A crew has no more people of each kind than it has seats."""
    for crew in week.crews:
        for kind, tag, _, target in demands(crew):
            says = Text(
                "{crew}: at most {target} {kind}", crew=label(crew), target=target, kind=Text(str(kind))
            )
            if tag is None:
                yield Cover(serving(week, crew, kind), high=target, says=says, when=(crew.id,))


@rule("eligible-only", Importance.LAW, "H3", "L10", "N05")
def eligible_only(week: Week) -> Iterator[Forbid]:
    """Nobody serves in a crew that has no seat for a person of that kind, rank or permit."""
    yield from _without_seat(week, apart=False)


@rule("village-not-counted", Importance.LAW, "H16", "L05")
def village_not_counted(week: Week) -> Iterator[Forbid]:
    """Village guards and volunteers never fill the seat of an auxiliary or officer."""
    yield from _without_seat(week, apart=True)


def _without_seat(week: Week, *, apart: bool) -> Iterator[Forbid]:
    for crew in week.crews:
        if crew.kind is DutyKind.EVENT:
            continue
        for person in week.candidates(crew):
            kinds = {seat.kind for seat in crew.seats}
            no_kind = person.kind not in kinds
            no_tag = not any(
                seat.kind == person.kind and seat.tag in {None, *person.tags} for seat in crew.seats
            )
            if (no_kind or no_tag) and apart is (no_kind and person.kind in COUNTED_APART):
                says = Text("{who} has no seat in {crew}", who=person.name, crew=label(crew))
                yield Forbid(cells(person, [crew]), says=says, who=(person.id,), when=(crew.id,))


@rule("tier-strength", Importance.LAW, "T09", "T10", "T11", "I-02", on=False, short=True, order=1)
def tier_strength(week: Week, *, tier3: str = "", tier2: str = "", tier1: str = "") -> Iterator[Cover]:
    """So many different people serve a day: tier 3 {tier3}; tier 2 {tier2}; tier 1 {tier1}."""
    for day, kind, floor, _ in _strengths(week, tier3, tier2, tier1):
        yield _strength(week, day, kind, floor, "{day}: {low} {kind} must be on duty")


@rule("tier-strength-target", Importance.COVER, "T11", "I-02", on=False, order=5)
def tier_strength_target(week: Week, *, tier3: str = "", tier2: str = "", tier1: str = "") -> Iterator[Cover]:
    """So many people should serve a day: tier 3 {tier3}; tier 2 {tier2}; tier 1 {tier1}."""
    for day, kind, floor, target in _strengths(week, tier3, tier2, tier1):
        if target > floor:
            yield _strength(week, day, kind, target, "{day}: {low} {kind} should be on duty")


def _strengths(week: Week, *texts: str) -> Iterator[tuple[Day, StaffKind, int, int]]:
    wanted = dict(zip((PatrolTier.THREE, PatrolTier.TWO, PatrolTier.ONE), texts, strict=True))
    for day in week.days:
        for seat in Seats.parse(wanted[day.calmest]):
            yield day, seat.kind, seat.floor, seat.target


def _strength(week: Week, day: Day, kind: StaffKind, low: int, template: str) -> Cover:
    marks = []
    for person in week.station.people:
        if person.kind == kind:
            mine = [crew for crew in week.open_to(person) if crew.date == day.date and crew.kind in POSTS]
            marks.append(any_of(f"{person.id} on post {day.date}", *cells(person, mine)))
    says = Text(template, day=f"{day.date:%m-%d}", low=low, kind=Text(str(kind)))
    return Cover(tuple(marks), low, says=says, when=(str(day.date),))


@rule("count-fraction-of-force", Importance.LAW, "I-01", "T05", "T10", "T11", on=False, short=True, order=1)
def count_fraction_of_force(
    week: Week, *, tier3: str = "1/3", tier2: str = "1/2", tier1: str = "2/3"
) -> Iterator[Cover]:
    """Part of all officers and auxiliaries serves a day: tier 3 {tier3}; tier 2 {tier2}; tier 1 {tier1}."""
    kinds = (StaffKind.OFFICER, StaffKind.AUXILIARY)
    parts = {PatrolTier.THREE: tier3, PatrolTier.TWO: tier2, PatrolTier.ONE: tier1}
    force = sum(person.kind in kinds for person in week.station.people)
    for day in week.days:
        low = -int(-Fraction(parts[day.calmest]) * force // 1)
        marks = [mark for kind in kinds for mark in _strength(week, day, kind, 0, "").facts]
        says = Text(
            "{day}: {part} of {force} people must be on duty",
            day=f"{day.date:%m-%d}",
            part=parts[day.calmest],
            force=force,
        )
        yield Cover(tuple(marks), low, says=says, when=(str(day.date),))


@rule("inside-only", Importance.LAW, "T17")
def inside_only(week: Week) -> Iterator[Needs]:
    """A turn that is part of a longer duty is served only by people on that duty."""
    for crew in week.crews:
        parents = [other for other in week.crews if other.duty in crew.within and crew.inside(other)]
        for person in week.candidates(crew) if crew.only_within else ():
            mine = [other for other in parents if week.is_open(other, person)]
            says = Text(
                "{who}: {crew} is served within {parents} only",
                who=person.name,
                crew=label(crew),
                parents="/".join(dict.fromkeys(other.name for other in parents)),
            )
            yield Needs(
                cells(person, [crew])[0], cells(person, mine), says=says, who=(person.id,), when=(crew.id,)
            )
