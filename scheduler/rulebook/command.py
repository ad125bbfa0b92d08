"""Command: main and deputy, the leader in charge, the second officer, the four teams."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models import Crew, DutyKind, Importance, Person, StaffKind, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import AtMostOne, Cover, Load, Needs, Together
from scheduler.kernel.tally import Cell
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import STATION_DUTY, any_of, cell, cells, label, manned, serving, to_plan


@rule("main-and-deputy", Importance.LAW, "H7", "T14")
def main_and_deputy(week: Week) -> Iterator[AtMostOne | Load]:
    """The main and the deputy officer of a day are two different officers."""
    for day in week.days:
        crews = week.crews_on(day.date, DutyKind.MAIN, DutyKind.DEPUTY)
        for person in week.station.people:
            mine = cells(person, (crew for crew in crews if week.is_open(crew, person)))
            says = Text("{who} is main and deputy on {day}", who=person.name, day=f"{day.date:%m-%d}")
            if len(mine) > 1:
                yield AtMostOne(mine, says=says, who=(person.id,), when=(str(day.date),))
        for crew in crews:
            others = tuple(
                c for c in serving(week, crew) if week.station.by_id[c.who].kind is not StaffKind.OFFICER
            )
            if others:
                says = Text("{crew}: only an officer may serve", crew=label(crew))
                yield Load(tuple((1, fact) for fact in others), high=0, says=says, when=(crew.id,))


def _at_station(week: Week, day: date, tag: str) -> tuple[Cell, ...]:
    return tuple(fact for crew in week.crews_on(day, *STATION_DUTY) for fact in serving(week, crew, tag=tag))


@rule("leader-in-charge", Importance.LAW, "H8", "L13", short=True, order=1)
def leader_in_charge(week: Week) -> Iterator[Cover]:
    """Every day has a station leader in charge, at the station all day."""
    for day in week.days:
        crews = week.crews_on(day.date, DutyKind.LEADER)
        facts = tuple(fact for crew in crews for fact in serving(week, crew, tag="leader"))
        says = Text("no leader in charge on {day}", day=f"{day.date:%m-%d}")
        yield Cover(
            facts if crews else _at_station(week, day.date, "leader"), 1, says=says, when=(str(day.date),)
        )


@rule("chief-level-present", Importance.LAW, "H9", "T12", short=True, order=1)
def chief_level_present(week: Week) -> Iterator[Cover]:
    """At tiers 1 and 2 a chief-level leader is at the station all day."""
    for day in week.days:
        says = Text(
            "tier {tier}, but no chief-level leader present on {day}",
            tier=int(day.tier),
            day=f"{day.date:%m-%d}",
        )
        if day.tier <= 2:
            yield Cover(_at_station(week, day.date, "chief_level"), 1, says=says, when=(str(day.date),))


@rule("leader-on-duty-team", Importance.ORDERS, "L13", order=2)
def leader_on_duty_team(week: Week) -> Iterator[Needs]:
    """The leader in charge stands main or deputy duty himself, so that nobody waits in reserve all day."""
    for crew in week.crews_of(DutyKind.LEADER):
        for person in week.candidates(crew):
            teams = [c for c in to_plan(week, person) if c.kind in STATION_DUTY[:2] and c.date == crew.date]
            says = Text(
                "{who} is in charge on {day} beside the duty team", who=person.name, day=f"{crew.date:%m-%d}"
            )
            yield Needs(
                cell(person, crew), cells(person, teams), says=says, who=(person.id,), when=(crew.id,)
            )


@rule("leader-same-for-weekend", Importance.LAW, "practice-and-law 2.1", on=False)
def leader_same_for_weekend(week: Week) -> Iterator[Together]:
    """Saturday and Sunday have the same leader in charge."""
    for days in week.weeks:
        saturday, sunday = (week.crews_on(day.date, DutyKind.LEADER) for day in days[5:7])
        for person in week.station.people if saturday and sunday else ():
            if person in week.candidates(saturday[0]) and person in week.candidates(sunday[0]):
                says = Text("{who} is in charge on one day of the weekend only", who=person.name)
                yield Together(
                    cell(person, saturday[0]),
                    cell(person, sunday[0]),
                    says=says,
                    who=(person.id,),
                    when=(saturday[0].id, sunday[0].id),
                )


@rule("commanding-officer-named", Importance.LAW, "H19", "L04", "T15")
def commanding_officer_named(week: Week) -> Iterator[Needs]:
    """A patrol without an officer goes out only while a named officer at the station commands it."""
    for crew in week.crews_of(DutyKind.NIGHT):
        commanders = [c for c in week.crews if c.kind in STATION_DUTY and crew.inside(c)]
        officers = (
            *serving(week, crew, StaffKind.OFFICER),
            *(fact for c in commanders for fact in serving(week, c, StaffKind.OFFICER)),
        )
        says = Text("{crew}: no officer on duty commands it", crew=label(crew))
        yield Needs(manned(week, crew), officers, says=says, when=(crew.id,))


@rule("two-officers-reachable", Importance.LAW, "H20", "L01", "I-17", short=True, order=1)
def two_officers_reachable(week: Week, *, officers: int = 2) -> Iterator[Cover]:
    """On every day at least {officers} officers can be on the same scene, the one on call included."""
    kinds = (DutyKind.MAIN, DutyKind.DEPUTY, DutyKind.STANDBY, DutyKind.MOBILE)
    for day in week.days:
        found: dict[str, list[Cell]] = {}
        for crew in week.crews_on(day.date, *kinds):
            for fact in serving(week, crew, StaffKind.OFFICER):
                found.setdefault(fact.who, []).append(fact)
        facts = tuple(any_of(f"{who} reachable {day.date}", *mine) for who, mine in found.items())
        says = Text(
            "fewer than {officers} officers reachable on {day}", officers=officers, day=f"{day.date:%m-%d}"
        )
        yield Cover(facts, officers, says=says, when=(str(day.date),))


@rule("four-team-cycle", Importance.ORDERS, "T13", "stations 5.2", order=1)
def four_team_cycle(week: Week) -> Iterator[Cover]:
    """Main and deputy duty go round the four teams day by day, as far as people are there."""
    cycle = week.station.cycle
    for day in week.days if cycle else ():
        if cycle:
            team = cycle.teams[(day.date - cycle.anchor).days % len(cycle.teams)]
            crews = week.crews_on(day.date, DutyKind.MAIN, DutyKind.DEPUTY)
            facts = tuple(
                cell(p, crew) for crew in crews for p in week.candidates(crew) if p.id in team.members
            )
            says = Text("team {team} is not complete on {day}", team=team.id, day=f"{day.date:%m-%d}")
            yield Cover(
                facts, min(len(crews), len(team.members)), says=says, who=team.members, when=(str(day.date),)
            )


def community_crews(week: Week, person: Person, *also: DutyKind) -> Iterator[Crew]:
    """Station duties open to a dedicated community officer."""
    for crew in to_plan(week, person) if person.id in week.station.dedicated else ():
        if crew.kind in (DutyKind.MAIN, DutyKind.DEPUTY, *also):
            yield crew


@rule("community-no-day-duty", Importance.LAW, "A16", "I-06", on=False)
def community_no_day_duty(week: Week) -> Iterator[Load]:
    """Dedicated community officers stand no station duty by day."""
    for person in week.station.people:
        for crew in community_crews(week, person):
            if crew.start.hour < 18:
                says = Text(
                    "{who}, a community officer, has no day duty: {crew}", who=person.name, crew=label(crew)
                )
                yield Load(((1, cell(person, crew)),), high=0, says=says, who=(person.id,), when=(crew.id,))


@rule("community-no-duty-after-22", Importance.LAW, "P03c", "I-06", on=False)
def community_no_duty_after_22(week: Week, *, on_call: str = "allowed") -> Iterator[Load]:
    """Dedicated community officers stand no station duty after 22:00; being on call then is {on_call}."""
    also = (DutyKind.STANDBY,) if on_call == "barred" else ()
    for person in week.station.people:
        for crew in community_crews(week, person, *also):
            if crew.night_minutes:
                says = Text(
                    "{who}, a community officer, has no duty after 22:00: {crew}",
                    who=person.name,
                    crew=label(crew),
                )
                yield Load(((1, cell(person, crew)),), high=0, says=says, who=(person.id,), when=(crew.id,))
