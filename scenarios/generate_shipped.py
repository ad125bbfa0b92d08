"""The two stations that ship besides those of the documents: a town after S0, the country after S3."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from scenarios.generate_design import Design, Room, TeamPlan
from scenarios.generate_land import Land, Spot

POINT = Spot("point", "巡更点", "check_in", 2, 1, 2)
SCHOOL = Spot("school", "小学", "school", 8, 2, windows="07:00-08:30; 16:00-17:30")
MARKET = Spot("market", "农贸市场", "shop", 10, 4, 1, camera=True)
HOSPITAL = Spot("hospital", "卫生院", "hospital", 8, 3, 1, camera=True)
PARK = Spot("park", "景区", "scenic", 8, 3, 1)
WORKS = Spot("works", "工业园", "key_place", 12, 4, 1)
STORE = Spot("store", "加油站", "key_place", 5, 3, 1, camera=True)

TOWN_HOURS, RURAL_HOURS = "08:30-12:00; 13:30-17:30", "08:30-12:00; 13:30-16:30"
"""Opening hours of police rooms; in the country they leave room for the weekly meeting at 16:30 (U13)."""


def _rooms(hours: str, **beats: str) -> tuple[Room, ...]:
    """Rooms by zone: `z1="1 2"` is a room in zone 1 for the beats 1 and 2."""
    return tuple(Room(zone[1:], tuple(shared.split()), hours) for zone, shared in beats.items())


def _room_spots(rooms: tuple[Room, ...], name: str) -> tuple[tuple[str, Spot], ...]:
    where, hours = " ".join(room.zone for room in rooms), rooms[0].hours
    return ((where, Spot("room", name, "police_room", 5, 1, windows=hours)),)


def town() -> Design:
    """A merged central station in a county town after S0 (Taizhou 2016).

    A02: 29,800 + 5,100 people / 5,000 = 6.98, so 7 community officers. A03: 6 communities + 3 villages in one
    beat = 7 beats. A04, A05: 6 x 3 + 3 = 21 community auxiliaries at least, and 3 for the patrol car make 24.
    A06: max(5,100 / 500, 2,100 / 200) = 11 coordinators. A14: 20 officers or more, here 22. A15: three teams
    and two rooms; two neighbouring communities work from one joint room, open daily, and see people in the
    others by appointment.
    """
    migrants, rented = 5100, 2100
    facts = (
        ("residents", 29800, "自拟"), ("migrants", migrants, "自拟"), ("km2", 18, "自拟"),
        ("communities", 6, "自拟"), ("villages", 3, "自拟"), ("rented_rooms", rented, "自拟"),
        ("beats", 7, "A03: 6社区各一 + 3村合一"), ("police_rooms", 7, "A03; 其中4处联勤"),
        ("community_auxiliaries", 21, "A04, A05: 6 x 3 + 3"),
        ("coordinators", max(ceil(migrants / 500), ceil(rented / 200)), "A06"),
        ("calls_per_day", 17, "自拟"),
    )  # fmt: skip
    rooms = _rooms(TOWN_HOURS, z1="1 2", z3="3 4", z5="5 6", z7="7")
    teams = (
        TeamPlan("case", "案件办理队", "case", "O03", ("O13", "O15", "O16", "O17", "O18")),
        TeamPlan("community", "社区警务队", "community", "O04", ("community_officer", "community_auxiliary")),
        TeamPlan("patrol", "巡防处突队", "patrol", "O14", ("O19", "O20", "O21", "auxiliary")),
        TeamPlan("command", "勤务指挥室", "command", "O02", ("O22",)),
        TeamPlan("office", "综合管理室", "general", "O01", ("internal_affairs",)),
    )
    land = Land(
        origin=(119.93, 32.46), width=4000, height=4500, spacing=320,
        layout=(("7", "3"), ("2", "1", "4"), ("6", "5")),
        spots=(
            *_room_spots(rooms, "联勤警务室"), ("2 4 6", Spot("room", "警务室", "police_room", 5, 1)),
            ("1 2 3 4 5 6 7", POINT), ("1 3 5 7", SCHOOL), ("2 6", MARKET), ("4", HOSPITAL), ("5", PARK),
            ("7", WORKS), ("3", STORE),
            ("1", Spot("street", "步行街", "shop", 12, 5, 1, "19:00-01:00", True)),
            ("6", Spot("railway", "火车站", "railway", 10, 4, 2, camera=True)),
        ),
        core=2, lanes=24, called=3, missing=24,
    )  # fmt: skip
    return Design(
        "meiyuan", "梅园中心派出所", "0523-82000110", ("law", "taizhou-2016"), "S0 (Taizhou 2016)",
        ("梅园社区", "青桥社区", "学苑社区", "长春社区", "东湖社区", "南门社区", "秀水三村"), facts,
        officers=22, leaders=4, community=7, auxiliaries=24, posts=(4, 3, 3), groups=2,
        community_stand_duty=False, beats=tuple((str(n),) for n in range(1, 8)), rooms=rooms,
        community_auxiliaries=21, teams=teams, training_days=15, land=land,
        rules=(
            "police-room-open: {on: true}   # 联勤警务室按时开门 (A15; P14)",
            "reception-held: {on: true}     # 每周两个半天接待 (U14), 自拟",
        ),
    )  # fmt: skip


def rural() -> Design:
    """A class-3 station in the country after S3 (Wuhai 2018), with few people.

    U01: 4 calls a day are fewer than 10. U03: 40 % of 9 officers = 3.6, so 4 community officers, each with
    several villages (P01). U04: 3 police rooms with 1-2 officers and 2-3 auxiliaries each, so 6 of the 12
    auxiliaries. As at Tianbu, 4 leaders with one community officer each make four teams. U02: two teams, one
    room. P15: a police vehicle stands at the market on market days. Distances are long: nights are driven.
    """
    facts = (
        ("residents", 11200, "自拟"), ("migrants", 900, "自拟"), ("km2", 210, "自拟"),
        ("communities", 1, "自拟"), ("villages", 9, "自拟"), ("beats", 4, "社区民警各一, 一警多村"),
        ("police_rooms", 3, "U04"), ("community_auxiliaries", 6, "U04: 3 x 2"),
        ("calls_per_day", 4, "U01: 三类所"),
    )  # fmt: skip
    rooms = _rooms(RURAL_HOURS, z1="1 5", z3="2 3 4", z9="8 9 10")
    teams = (
        TeamPlan("case", "案件队", "case", "O03", ("internal_affairs", "F10", "F11", "F12")),
        TeamPlan("community", "社区队", "community", "O04", ("community_officer", "community_auxiliary")),
        TeamPlan("command", "勤务指挥室", "command", "O02", ("auxiliary",)),
    )
    land = Land(
        origin=(106.6, 39.3), width=15000, height=14000, spacing=1500, wander=250,
        layout=(("2", "3", "4"), ("5", "1", "6", "7"), ("8", "9", "10")),
        spots=(
            *_room_spots(rooms, "警务室"), ("1 3 9", SCHOOL),
            ("1 2 3 4 5 6 7 8 9 10", replace(POINT, visits=1)),
            ("1", MARKET), ("1", HOSPITAL), ("4", PARK), ("8", WORKS), ("7", STORE),
            ("6", Spot("depot", "粮库", "key_place", 8, 3, 1)),
        ),
        missing=10,
    )  # fmt: skip
    return Design(
        "liugou", "柳沟派出所", "0473-82000110", ("law", "wuhai-2018"), "S3 (Wuhai 2018)",
        (
            "柳沟社区", "黑石村", "沙枣村", "红崖村", "马圈村",
            "滩头村", "新渠村", "三道村", "大湾村", "甘泉村",
        ), facts,
        officers=9, leaders=4, community=4, auxiliaries=12, posts=(2, 2, 2), groups=1,
        community_stand_duty=True, beats=(("1", "5"), ("2", "3", "4"), ("6", "7"), ("8", "9", "10")),
        rooms=rooms, community_auxiliaries=6, mobile="market-1", teams=teams, night_mode="car", land=land,
        rules=("deputy-near: {minutes: 45}     # 15 x 14 公里, 自拟",),
    )  # fmt: skip
