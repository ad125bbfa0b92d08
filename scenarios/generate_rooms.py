"""Police rooms, the counter, the mobile room, and the teams and rooms of a generated station."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.generate_design import Design, Room
from scenarios.generate_duty import always, duty
from scenarios.generate_people import Line


def rooms(design: Design) -> Iterator[str]:
    """Duties at the counter and in the police rooms; the police vehicle at the market on its days (P15)."""
    if design.rooms:
        yield from _counter(design)
    for room in design.rooms:
        yield from _room(design, room)
    if design.mobile:
        crew = always("1民警[community_officer]+1辅警[driver]")
        more = (
            "weekdays: [wednesday, saturday]",
            "mode: post",
            f"place: {design.mobile}",
            "enforcement: true",
        )
        yield from duty("mobile-room", "day_patrol", "流动警务室", "08:30-11:30", crew, *more)


def _counter(design: Design) -> Iterator[str]:
    """One window for all (U24): somebody of the day squad sits at it on working days."""
    days = "weekdays: [monday, tuesday, wednesday, thursday, friday]"
    more = (days, "within: [duty]", "only_within: true")
    yield from duty("counter", "desk", "综合窗口", design.rooms[0].hours, always("0-1辅警"), *more)


def _room(design: Design, room: Room) -> Iterator[str]:
    """Who is in a police room: an auxiliary while it is open, officers at receptions (P05, U04, U14)."""
    name = f"{design.zones[int(room.zone) - 1].removesuffix('社区').removesuffix('村')}警务室"
    where, day = f"place: room-{room.zone}", room.hours.partition(";")[0]
    tag = f"room{room.zone}" if design.all_have_rooms else "community_officer"
    asked = ("within: [standby]", "only_if: beat-plan.on=true reception-held.on=true")
    yield from duty(
        f"reception-{room.zone}", "beat", f"接待 {name}", day, always(f"0-2民警[{tag}]"), where, *asked
    )
    there, opened = always(f"0-1辅警[room{room.zone}]"), "only_if: police-room-open.on=true"
    yield from duty(f"room-{room.zone}", "beat", f"值守 {name}", room.hours, there, where, opened)


def teams(design: Design, people: tuple[Line, ...]) -> Iterator[str]:
    """Teams and rooms (A15, U02): people by number, or everybody of a role or kind who is in none yet."""
    if not design.teams:
        return
    named = {word for team in design.teams for word in (team.leader, *team.members)}
    taken = {one.id for one in people if one.id in named}
    yield "teams:"
    for team in design.teams:
        members = [one.id for one in people if one.id in (team.leader, *team.members)]
        members += [one.id for one in people if one.id not in taken and _words(one) & set(team.members)]
        taken.update(members)
        head = f"id: {team.id}, name: {team.name}, kind: {team.kind}, leader: {team.leader}"
        yield f"  - {{{head}, members: [{', '.join(members)}]}}"
    yield ""


def _words(one: Line) -> set[str]:
    """What a team may call for: kind, roles, community auxiliaries."""
    own = {"community_auxiliary"} if one.kind == "auxiliary" and one.beat else {one.kind}
    return own | set(one.roles.split())
