"""The station file of a generated station: zones, facts, duties in lawful windows, events, teams."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.generate_design import Design
from scenarios.generate_people import Line

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
    yield from ("default_tier: 3", f"profiles: [{', '.join(design.profiles)}]", "")


def _place(design: Design) -> Iterator[str]:
    yield "zones:"
    yield from (f'  - {{id: "{n}", name: {name}}}' for n, name in enumerate(design.zones, start=1))
    yield from ("", "facts:")
    yield from (f'  - {{id: {kind}, value: {value}, note: "{note}"}}' for kind, value, note in design.facts)
    yield ""


def _duty(
    key: str, kind: str, name: str, window: str, seats: tuple[str, str, str], *more: str
) -> Iterator[str]:
    """One duty; seats at tiers 3, 2 and 1, empty where it does not stand."""
    yield from (f"  - id: {key}", f"    kind: {kind}", f"    name: {name}", f'    windows: "{window}"')
    yield from (f"    tier{tier}: {seat}" for tier, seat in zip((3, 2, 1), seats, strict=True) if seat)
    yield from (f"    {line}" for line in more)


def _always(seat: str) -> tuple[str, str, str]:
    return seat, seat, seat


def _duties(design: Design) -> Iterator[str]:
    """Two officers and a leader all day, auxiliaries in three windows, more groups at tiers 2 and 1."""
    day, evening, night = design.posts
    zones = [str(n) for n in range(1, len(design.zones) + 1)]
    plain = "1民警" if design.community_stand_duty else "1民警[duty_team]"
    one, lead, on_duty = _always(plain), _always("1民警[leader]"), "enforcement: true"
    yield "duties:"
    yield from _duty("main", "main", "值班民警 主班", ALL_DAY, one, on_duty)
    standing = ("active_minutes: 480", on_duty, "mode: car")
    yield from _duty("deputy", "deputy", "值班民警 副班", ALL_DAY, one, *standing)
    present = ("active_minutes: 0", "within: [main, deputy]")
    yield from _duty("leader", "leader", "带班领导", ALL_DAY, lead, *present)
    yield from _duty("duty", "duty", "值班组", "08:30-17:30", _always(f"{day}辅警"))
    crew = f"{evening}辅警" if design.community_stand_duty else f"{plain}+{evening}辅警"
    yield from _duty("evening", "day_patrol", "晚间巡逻", EVENING, _always(crew), "mode: car", _zones(zones))
    for group in range(1, design.groups + 1):
        mine = zones[group - 1 :: design.groups]
        name, more = f"夜巡{'一二三四'[group - 1]}组", (f"group: {group}", "mode: ebike", _zones(mine))
        yield from _duty(f"night-{group}", "night", name, "23:00-05:00", _always(f"{night}辅警"), *more)
    led = "1民警+2辅警"
    yield from _duty("checkpoint", "checkpoint", "设卡组", RAISED, ("", led, led), on_duty)
    yield from _duty("sweep", "sweep", "清查组", RAISED, ("", "", led), on_duty)
    reachable = _always(f"0-{plain}")
    yield from _duty(
        "standby", "standby", "备勤民警", ALL_DAY, reachable, "within: [leader]", "on_call: true"
    )
    officers = f"0-{design.community}民警[community_officer]"
    blocks = "08:30-12:00; 14:00-17:30; 18:30-21:00"
    own = ("split: true", "within: [standby]", "only_if: beat-plan.on=true")
    yield from _duty("beat", "beat", "社区", blocks, _always(officers), *own)
    yield ""


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
    "  - id: open-day                # 每月18日开放日 (P06)",
    "    name: 警民恳谈开放日",
    '    window: "09:00-11:00"',
    "    day_of_month: 18",
    "    who: [community_officer, chief]",
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
