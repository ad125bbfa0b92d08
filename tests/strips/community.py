"""Strips of community officers: hours in the beat, receptions, tasks, and what may not take them away."""

from typing import Any

from world import place

from strips.strip import Edge, Strip

OFFICER = {"D": {"roles": ("community_officer",), "beat": ("1",)}}
COMMUNITY = {"who": OFFICER}
ROOM = place("r", kind="police_room")
ROOMS = {**COMMUNITY, "places": (ROOM, place("s", "2", kind="police_room"))}
PAIR = {"who": {"A": {"cover": "B"}}}
WEEK = "in the week of 11-23"
TOO_SOON = (
    "Du: only 1:30 h from 11-23 Afternoon to 11-23 Checkpoint; due are 8 h, or until 18:00 after 24 h duty"
)


def since(day: str, **leave: str) -> dict[str, Any]:
    """Du in his beat since a date, with one absence."""
    absence = ({"person": "D", **leave},) if leave else ()
    return {"who": {"D": {**OFFICER["D"], "beat_since": day}}, "leave": absence}


def moved(day: str, before: str, approval: str = "") -> dict[str, Any]:
    """Du in his beat since a date, and in another one before."""
    person = {**OFFICER["D"], "beat_since": day, "beat_before": before, "beat_approval": approval}
    return {"who": {"D": person}}


def lent(day: str = "2020-01-01", reason: str = "") -> dict[str, Any]:
    """Du lent away from Tuesday to Thursday."""
    return since(day, first="2026-11-24", last="2026-11-26", kind="secondment", reason=reason)


def trained(last: str) -> dict[str, Any]:
    """Du takes up the beat on Wednesday, with training from 1 October on."""
    return since("2026-11-25", first="2026-10-01", last=last, kind="training")


def open_room(*windows: str) -> dict[str, Any]:
    """The room r with opening hours, and Du's neighbour Cai an auxiliary in it."""
    return {
        "places": (place("r", kind="police_room", windows=windows),), "duties": {"E": {"place": "r"}},
        "seats": {"E": "0-1 auxiliary"}, "who": {**OFFICER, "C": {"kind": "auxiliary"}},
    }  # fmt: skip


STRIPS = (
    Strip(
        # 4 + 4 + 2 = 10 hours are 120 minutes over 8.
        "beat-plan", "BAZ", "D [BA][BZ]", "D [BAZ]",
        ((120, "Du: more than 8 hours in the beat on 11-23"),),
        board=COMMUNITY,
    ),
    Strip(
        # Five times 4 h are 20 h; four times are 240 minutes too few, in steps of ten.
        "beat-hours-planned", "BA", "D [BA][BA]B", "D [BA][BA]",
        ((-24, f"Du: fewer than 20 hours in the beat {WEEK}"),),
        board=COMMUNITY,
    ),
    Strip(
        # 8 + 8 + 24 = 40 h; 8 h alone are 28 h under 36.
        "community-week", "BAM", "D [BA][BA].M", "D [BA]",
        ((-168, "Du: duty and beat beside the 40 hours of the week of 11-23"),),
        board=COMMUNITY,
    ),
    Strip(
        "flexible-hours", "BZ", "D ZBZ", "D ZBB",
        ((-1, f"Du: fewer than 2 early or late hours in the beat {WEEK}"),),
        board=COMMUNITY,
    ),
    Strip(
        # 80 visits of 12 minutes are 960 minutes a month, 240 a week; a reception leaves no time for them.
        "beat-tasks", "BI", "D B", "D I",
        ((-24, "Du: the week of 11-23 does not hold 4.0 h of tasks in the beat"),),
        settings={"monthly": "visits 80x12", "weekly": "", "daily": ""}, board=ROOMS,
    ),
    Strip(
        "reception-held", "BI", "D IBI", "D IB",
        ((-1, f"Du: not 2 receptions {WEEK}"),),
        board=ROOMS,
    ),
    Strip(
        "police-room-open", "I", "D IIIII", "D IIII",
        ((-1, "Place r is shut 08:30-12:30 on 11-27"),),
        board={**COMMUNITY, "places": (place("r", kind="police_room", windows=("08:30-12:30",)),)},
    ),
    Strip(
        "ab-one-reachable", "BM", "A BB.BB, B ..B", "A BB.B, B ..B",
        ((-1, "neither An nor Bo is at work or on call on 11-27"),),
        board=PAIR,
    ),
    Strip(
        "community-in-beat-only", "C", "A C", "D C",
        ((1, "Du is drawn away from the beat: 11-23 Checkpoint"),),
        board=COMMUNITY,
    ),
    Strip(
        "lending-approved", "E", "", "",
        ((1, "Du is lent away from 2026-11-24 on without an approval"),),
        board=lent(reason="No. 12"), other_board=lent(),
    ),
    Strip(
        # 1 to 30 October are 30 days, to the 29th one fewer.
        "newcomer-trained", "E", "", "",
        ((-1, "Du takes up the beat with 29 days of training"),),
        board=trained("2026-10-30"), other_board=trained("2026-10-29"),
    ),
)  # fmt: skip

EDGES = (
    Edge("a day may be longer by a setting", "beat-plan", "BAZ", "D [BAZ]", settings={"day_hours": 10},
         board=COMMUNITY),
    Edge("on the day a 24 h duty ends nobody goes into the beat", "beat-plan", "MZ", "D MZ",
         ((1, "Du comes off 11-23 Main: 11-24 Evening"),), board=COMMUNITY),
    Edge("it speaks of community officers", "beat-plan", "BAZ", "A [BAZ]", board=COMMUNITY),
    Edge("the deputy's patrol of his own beat counts two hours", "beat-hours-planned", "BAU", "D [BA][BA].U",
         ((-12, f"Du: fewer than 20 hours in the beat {WEEK}"),), board=COMMUNITY),
    Edge("two working days of leave leave 24 h, three 16 h", "beat-hours-planned", "BA", "D [BA][BA]",
         board={**COMMUNITY, "leave": ({"person": "D", "first": "2026-11-25", "last": "2026-11-27"},)}),
    Edge("where the beat is planned nothing is estimated", "beat-hours", "BM", "D M.M", board=COMMUNITY),
    Edge("two 24 h duties and 8 h are 12 h over 44", "community-week", "BAM", "D M.M.[BA]",
         ((72, "Du: duty and beat beside the 40 hours of the week of 11-23"),), board=COMMUNITY),
    Edge("where there is no late block none is missed", "flexible-hours", "B", "D B", board=COMMUNITY),
    Edge("where the day begins at nine, half past eight is early", "flexible-hours", "BZ", "D BB",
         settings={"ordinary": "09:00-17:30"}, board=COMMUNITY),
    Edge("20 minutes a day, an hour a week, 60 minutes a month: 100 + 60 + 15 = 175", "beat-tasks", "B", "",
         ((-17, "Du: the week of 11-23 does not hold 2.9 h of tasks in the beat"),),
         settings={"monthly": "records 1x60", "weekly": "premises 1x60", "daily": "lists 1x20"},
         board=COMMUNITY),
    Edge("a third reception takes time from the beat", "reception-held", "I", "D III",
         ((1, f"Du: not 2 receptions {WEEK}"),), board=ROOMS),
    Edge("with one day left one reception is due", "reception-held", "I", "D I",
         board={**ROOMS, "leave": ({"person": "D", "first": "2026-11-24", "last": "2026-11-27"},)}),
    Edge("nobody receives behind a closed door", "reception-held", "I", "D I.I",
         ((1, "11-23 Reception: Place r is closed then"), (1, "11-25 Reception: Place r is closed then")),
         board={**COMMUNITY, "places": (place("r", kind="police_room", windows=("13:00-17:00",)),)}),
    Edge("nor in another beat's room", "reception-held", "IJ", "D J.I",
         ((1, "Du receives outside his beat: 11-23 Visit"),), board=ROOMS),
    Edge("an officer without a room in his beat uses any", "reception-held", "IJ", "D J.I",
         board={**ROOMS, "who": {"D": {**OFFICER["D"], "beat": ("3",)}}}),
    Edge("two receptions are on two days", "reception-held", "IJ", "D [IJ]",
         ((1, "Du: two receptions on 11-23"),),
         board={**ROOMS, "who": {"D": {**OFFICER["D"], "beat": ("1", "2")}}}),
    Edge("an auxiliary keeps the room open too", "police-room-open", "IE", "C EEEEE",
         board=open_room("08:30-12:30")),
    Edge("the auxiliary's hours after the officer count by themselves", "police-room-open", "IE",
         "D IIIII, C EEEE", ((-1, "Place r is shut 12:30-14:00 on 11-27"),), board=open_room("08:30-14:00")),
    Edge("a duty of 24 h is at work, a day after it is not", "ab-one-reachable", "BM", "A M.MBB",
         ((-1, "neither An nor Bo is at work or on call on 11-24"),), board=PAIR),
    Edge("on call is reachable", "ab-one-reachable", "BS", "A BBBB, B ....S", board=PAIR),
    Edge("two to whom no crew of the day is open are not reachable", "ab-one-reachable", "B", "",
         tuple((-1, f"neither An nor Bo is at work or on call on 11-{n}") for n in range(23, 28)),
         board={"who": {"A": {"kind": "guard", "cover": "B"}, "B": {"kind": "guard"}}}),
    Edge("where the beat is not planned nobody knows", "ab-one-reachable", "E", "A E", board=PAIR),
    Edge("tier 2 overrides", "community-in-beat-only", "C", "D C", board={**COMMUNITY, "tiers": "2333333"}),
    Edge("a patrol of his own zone is in the beat", "community-in-beat-only", "C", "D C",
         board={**COMMUNITY, "duties": {"C": {"zones": ("1",)}}}),
    Edge("station duty has its own switches", "community-in-beat-only", "MUS", "D M.U.S", board=COMMUNITY),
    Edge("three years in the beat are not over the day before", "lending-approved", "E", "",
         ((1, "Du is lent away from 2026-11-24 on without an approval"),
          (1, "Du leaves the beat on 2026-11-24, before 3 years, without an approval")),
         board=lent("2023-11-25")),
    Edge("two years are over, so only the loan lacks its approval", "lending-approved", "E", "",
         ((1, "Du is lent away from 2026-11-24 on without an approval"),), board=lent("2023-11-25"),
         settings={"years": 2}),
    Edge("they are over on the day", "lending-approved", "E", "",
         ((1, "Du is lent away from 2026-11-24 on without an approval"),), board=lent("2023-11-24")),
    Edge("another beat after two years wants an approval", "lending-approved", "E", "",
         ((1, "Du changes to another beat on 2026-11-23, before 3 years, without an approval"),),
         board=moved("2026-11-23", "2024-11-23")),
    Edge("with its approval it is in order", "lending-approved", "E", "",
         board=moved("2026-11-23", "2024-11-23", "No. 7")),
    Edge("after three years it needs none", "lending-approved", "E", "",
         board=moved("2026-11-23", "2023-11-23")),
    Edge("a change of last year is not looked at again", "lending-approved", "E", "",
         board=moved("2025-11-23", "2024-11-23")),
    Edge("who had a beat before is not new to the post", "newcomer-trained", "E", "",
         board=moved("2026-11-23", "2020-11-23")),
    Edge("who took up the beat before this week is not asked again", "newcomer-trained", "E", "",
         board=since("2026-11-22")),
    Edge("between blocks of one day no rest is due", "rest-between-duties", "BAZ", "D [BAZ]"),
    Edge("before a duty it is", "rest-between-duties", "AC", "D [AC]", ((1, TOO_SOON),)),
    Edge("a morning in the beat and a meeting in the afternoon are one working day", "dated-event-attendance",
         "B", "A ..B", ((-1, "An works on the day and misses 11-25 Meeting"),),
         board={"events": ({"id": "X", "name": "Meeting", "window": "14:00-15:00", "weekday": "wednesday",
                            "who": ("officer",)},)}),
    Edge("an evening in the beat and a morning are no turning back", "forward-rotation", "BZ", "D ZB"),
    Edge("a free block is no empty seat", "seats-full", "B", ""),
    Edge("hours in the beat are nobody else's to share", "hours-fair", "BA", "D [BA][BA][BA][BA][BA]",
         board=COMMUNITY),
)  # fmt: skip
