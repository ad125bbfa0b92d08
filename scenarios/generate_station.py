"""The station file of a generated station: zones, facts, duties in lawful windows, events, teams."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.generate_design import Design
from scenarios.generate_duty import always, duty
from scenarios.generate_people import Line
from scenarios.generate_rooms import rooms, teams

ANCHOR = "2026-11-23"
"""The Monday on which the first team stands."""

ALL_DAY, EVENING, RAISED = "08:30-08:30", "17:30-23:00", "19:00-23:00"


def station_file(design: Design, people: tuple[Line, ...], seed: int, command: str) -> str:
    """station.yaml as text, with what it was written by."""
    return "\n".join(
        [
            *_head(design, seed, command),
            *_place(design),
            *_duties(design),
            *_EVENTS,
            *teams(design, people),
            *_cycle(design, people),
            "",
        ]
    )


def _head(design: Design, seed: int, command: str) -> Iterator[str]:
    yield f"# {design.name} — an invented station after the ratios of {design.source}."
    yield f"# Written by `python -m scenarios.generate {command} --seed {seed}`: change that, not this file."
    officers, community, auxiliaries = design.officers, design.community, design.auxiliaries
    yield f"# 民警{officers}名(社区民警{community}名)、辅警{auxiliaries}名; people in people.csv."
    yield from ("", f"id: {design.id}", f"name: {design.name}", f'phone: "{design.phone}"', "lang: zh")
    yield from ("default_tier: 3", f"profiles: [{', '.join(design.profiles)}]")
    if design.rules:
        yield from ("rules:", *(f"  {line}" for line in design.rules))
    yield from ("roads: road_edges.csv           # invented map", "") if design.land else ("",)


def _place(design: Design) -> Iterator[str]:
    yield "zones:"
    yield from (f'  - {{id: "{n}", name: {name}}}' for n, name in enumerate(design.zones, start=1))
    yield from ("", "facts:")
    yield from (f'  - {{id: {kind}, value: {value}, note: "{note}"}}' for kind, value, note in design.facts)
    yield ""


def _duties(design: Design) -> Iterator[str]:
    """Two officers and a leader all day, auxiliaries in three windows, more groups at tiers 2 and 1."""
    by_day, evening, night = design.posts
    zones = [str(n) for n in range(1, len(design.zones) + 1)]
    plain = "1民警" if design.community_stand_duty else "1民警[duty_team]"
    one, lead, on_duty = always(plain), always("1民警[leader]"), "enforcement: true"
    yield "duties:"
    yield from duty("main", "main", "值班民警 主班", ALL_DAY, one, on_duty)
    standing = ("active_minutes: 480", on_duty, "mode: car")
    yield from duty("deputy", "deputy", "值班民警 副班", ALL_DAY, one, *standing)
    present = ("active_minutes: 0", "within: [main, deputy]")
    yield from duty("leader", "leader", "带班领导", ALL_DAY, lead, *present)
    yield from duty("duty", "duty", "值班组", "08:30-17:30", always(f"{by_day}辅警"))
    crew = f"{evening}辅警" if design.community_stand_duty else f"{plain}+{evening}辅警"
    yield from duty("evening", "day_patrol", "晚间巡逻", EVENING, always(crew), "mode: car", _zones(zones))
    for group in range(1, design.groups + 1):
        size = -(-len(zones) // design.groups)
        mine = zones[(group - 1) * size : group * size]
        mode = f"mode: {design.night_mode}"
        name, more = f"夜巡{'一二三四'[group - 1]}组", (f"group: {group}", mode, _zones(mine))
        yield from duty(f"night-{group}", "night", name, "23:00-05:00", always(f"{night}辅警"), *more)
    led = "1民警+2辅警"
    yield from duty(
        "checkpoint", "checkpoint", "设卡组", RAISED, ("", led, led), on_duty, *_at(design, "check-1")
    )
    yield from duty("sweep", "sweep", "清查组", RAISED, ("", "", led), on_duty)
    reachable = always(f"0-{plain}")
    yield from duty("standby", "standby", "备勤民警", ALL_DAY, reachable, "within: [leader]", "on_call: true")
    officers = f"0-{design.community}民警[community_officer]"
    blocks = "08:30-12:00; 13:30-17:30; 18:00-21:00"
    own = ("split: true", "within: [standby]", "only_if: beat-plan.on=true")
    yield from duty("beat", "beat", "社区", blocks, always(officers), *own)
    yield from rooms(design)
    yield ""


def _at(design: Design, place: str) -> tuple[str, ...]:
    """The place of a post, where the station has a map."""
    return (f"place: {place}",) if design.land else ()


def _zones(ids: list[str]) -> str:
    quoted = ", ".join(f'"{one}"' for one in ids)
    return f"zones: [{quoted}]"


_EVENTS = (
    "events:",
    "  - id: station-meeting         # 每周一所务会 (T21)",
    "    name: 所务会",
    '    window: "08:30-09:30"',
    "    weekday: monday",
    "    who: [officer, patrol_captain]",
    "    led_by: [chief, instructor]",
    "    needs: [public_order, internal_affairs, patrol_captain]  # 研判小组 (T20)",
    "    source: T20, T21",
    "  - id: open-day                # 每月18日开放日 (P06)",
    "    name: 警民恳谈开放日",
    '    window: "09:00-11:00"',
    "    day_of_month: 18",
    "    who: [community_officer, chief]",
    "    source: P06",
    "",
)


def _cycle(design: Design, people: tuple[Line, ...]) -> Iterator[str]:
    """Teams of a leader and a share of those who stand duty: each day has its leader in charge."""
    officers = [one for one in people if one.kind == "officer"]
    leaders = officers[: design.leaders]
    rest = officers[design.leaders :]
    if not design.community_stand_duty:
        rest = [one for one in rest if "community_officer" not in one.roles]
    yield f"cycle:\n  anchor: {ANCHOR}\n  teams:"
    for n, leader in enumerate(leaders):
        members = [leader, *rest[n :: design.leaders]]
        yield f"    - {{id: {'ABCDEFGH'[n]}, members: [{', '.join(one.id for one in members)}]}}"
