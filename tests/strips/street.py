"""Strips of the chapter `street`, and of roles, promotion, new officers and long hours outdoors."""

from typing import Any

from strips.strip import Edge, Strip

AROUND = {"duties": {"E": {"windows": "06:00-22:00"}}}
"""Early from 06:00 to 22:00 and Night from 22:00 to 06:00: no gap."""

NEW = {"D": {"joined": "2026-06-01"}}
OLD_AND_NEW = {"who": {"A": {"joined": "2010-06-01"}, **NEW}}


def gaps(start: str, end: str, hours: int) -> tuple[tuple[int, str], ...]:
    """The same gap on each of the seven days, in minutes over an hour."""
    text = "11-{day}: no patrol from {start} to {end}, {hours}:00 h"
    return tuple(
        (60 * hours - 60, text.format(day=day, start=start, end=end, hours=hours)) for day in range(23, 30)
    )


def stands(until: str) -> dict[str, Any]:
    """The checkpoint from 18:00 on, and a kiosk duty at another one."""
    return {"duties": {"C": {"windows": f"18:00-{until}"}}}


def promoted(day: str, trained: str) -> dict[str, Any]:
    """Du promoted on a date, with two days of training from another one on."""
    first, last = trained, f"{trained[:-2]}{int(trained[-2:]) + 1:02d}"
    leave = ({"person": "D", "first": first, "last": last, "kind": "training"},)
    return {"who": {"D": {"promoted": day}}, "leave": leave}


STRIPS = (
    Strip(
        "patrol-round-the-clock", "EN", "", "", gaps("14:00", "22:00", 8),
        board=AROUND, other_board={"tiers": "3333333"},
    ),
    Strip(
        # 18:00 to 22:00 are four hours; to 23:00 five, an hour over.
        "outdoor-stretch", "C", "", "",
        tuple((60, f"11-{day} Checkpoint: 5 h outdoors on end") for day in range(23, 30)),
        board=stands("22:00"), other_board=stands("23:00"),
    ),
    Strip(
        "roles-held", "E", "", "", ((-1, "nobody holds the role legal_officer"),),
        board={"who": {"C": {"roles": ("legal_officer",)}}}, other_board={"tiers": "3333333"},
    ),
    Strip(
        "promotion-trained", "E", "", "", ((-2, "Du was promoted on 2026-11-02: 0 of 2 training days"),),
        settings={"days": 2},
        board=promoted("2026-11-02", "2026-11-05"), other_board=promoted("2026-11-02", "2026-07-05"),
    ),
    Strip(
        "new-officer-with-old", "MU", "A M, D U", "C M, D U",
        ((-1, "11-23 Main: Cai is new and stands beside nobody of longer service"),
         (-1, "11-23 Deputy: Du is new and stands beside nobody of longer service")),
        board=OLD_AND_NEW, other_board={"who": {**OLD_AND_NEW["who"], "C": {"joined": "2026-06-01"}}},
    ),
)  # fmt: skip

EDGES = (
    Edge("a gap over midnight is one gap", "patrol-round-the-clock", "E", "", gaps("22:00", "06:00", 8),
         board=AROUND),
    Edge("without any patrol there is nothing between patrols", "patrol-round-the-clock", "M", ""),
    Edge("a pause between two windows ends the stretch", "outdoor-stretch", "C", "",
         board={"duties": {"C": {"windows": "14:00-18:00; 19:00-23:00"}}}),
    Edge("a desk is not outdoors", "outdoor-stretch", "E", ""),
    Edge("of two roles one is missing", "roles-held", "E", "", ((-1, "nobody holds the role legal_officer"),),
         settings={"roles": "internal_affairs legal_officer"},
         board={"who": {"B": {"roles": ("internal_affairs",)}}}),
    Edge("after ninety days nobody asks any more", "promotion-trained", "E", "",
         board=promoted("2026-08-01", "2026-07-05")),
    Edge("two of long service may stand together", "new-officer-with-old", "MU", "A M, B U",
         board=OLD_AND_NEW),
    Edge("higher tiers override, and the setting says from which on", "community-in-beat-only", "N", "D N",
         ((1, "Du is drawn away from the beat: 11-23 Night"),), settings={"tier": 2},
         board={"tiers": "2333333", "who": {"D": {"roles": ("community_officer",), "beat": ("1",)}}}),
    Edge("on call after 22:00 is left alone", "community-no-duty-after-22", "S", "D S",
         board={"who": {"D": {"roles": ("community_officer",)}}}),
    Edge("unless it is barred", "community-no-duty-after-22", "S", "D S",
         ((1, "Du, a community officer, has no duty after 22:00: 11-23 Standby"),),
         settings={"on_call": "barred"}, board={"who": {"D": {"roles": ("community_officer",)}}}),
    Edge("one of the pair on each day off as well", "ab-one-reachable", "E", "A EEEEE.E",
         ((-1, "neither An nor Bo is at work or on call on 11-28"),),
         settings={"days": "all"}, board={"who": {"A": {"cover": "B"}}}),
    Edge("ten kinds of visits a quarter: 10 x 78 minutes over 13 weeks are an hour", "beat-tasks", "B", "D .",
         ((-6, "Du: the week of 11-23 does not hold 1.0 h of tasks in the beat"),),
         settings={"monthly": "", "weekly": "", "daily": "", "rounds": "ten-visits 10x78"},
         board={"who": {"D": {"roles": ("community_officer",), "beat": ("1",)}}}),
)  # fmt: skip
