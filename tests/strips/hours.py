"""Strips of the chapter `hours`: what is counted, and which cap binds what."""

from strips.strip import Edge, Strip

AN_AUXILIARY = {"seats": {"E": "0-4 auxiliary", "M": "0-4 auxiliary"}, "who": {"D": {"kind": "auxiliary"}}}
COMMUNITY = {"who": {"D": {"roles": ("community_officer",)}}}

STRIPS = (
    Strip(
        # Three times 24 h are 72 h, 720 minutes over 60 h.
        "weekly-hours-cap", "M", "A M.M", "A M.M.M",
        ((720, "An: more than 60 hours in the week of 11-23"),),
    ),
    Strip(
        # Six times 8 h are 48 h, 240 minutes over 44 h.
        "labour-law-strict", "E", "D EEEEE", "D EEEEEE",
        ((240, "Du: more than 44 hours in the week of 11-23"),),
        board=AN_AUXILIARY,
    ),
    Strip(
        # Seven times 8 h are 8 h over 40 + 8, in steps of ten minutes.
        "weekly-hours-near", "E", "A EEEEEE", "A EEEEEEE",
        ((48, "An: more than 48 hours in the week of 11-23"),),
    ),
    Strip(
        # Two 24 h duties take four of five working days; 8 of 40 h are left, 12 h too few (72 × 10 min).
        "beat-hours", "M", "D M", "D M.M",
        ((-72, "Du: fewer than 20 hours left for the beat in the week of 11-23"),),
        board=COMMUNITY,
    ),
)  # fmt: skip

EDGES = (
    Edge("60 h to the minute are within the cap", "weekly-hours-cap", "ME", "A M.M.E",
         board={"duties": {"E": {"windows": "06:00-18:00"}}}),
    Edge("a deputy's standby is not active work", "weekly-hours-cap", "U", "A U.U.U"),
    Edge("but it is presence", "weekly-hours-cap", "U", "A U.U.U",
         ((720, "An: more than 60 hours in the week of 11-23"),), settings={"counts": "present"}),
    Edge("leader and main at once are present once", "weekly-hours-cap", "HM", "A [HM].[HM]",
         settings={"counts": "present", "hours": 48}),
    Edge("a meeting adds what lies outside the turn", "weekly-hours-cap", "E", "A [EX]",
         ((30, "An: more than 8 hours in the week of 11-23"),), settings={"hours": 8},
         board={"events": ({"id": "X", "name": "Meeting", "window": "13:30-14:30", "weekday": "monday",
                            "who": ("officer",)},)}),
    Edge("and what lies in its pause", "weekly-hours-cap", "E", "A [EX]",
         ((45, "An: more than 6 hours in the week of 11-23"),), settings={"hours": 6},
         board={"duties": {"E": {"windows": "08:00-11:00;12:00-15:00"}},
                "events": ({"id": "X", "name": "Meeting", "window": "11:15-12:15", "weekday": "monday",
                            "who": ("officer",)},)}),
    Edge("being on call is no presence", "weekly-hours-cap", "S", "A SSSSSSS",
         settings={"counts": "present", "hours": 1}),
    Edge("each week by itself", "weekly-hours-cap", "M", "A ...M.M.M.M", board={"tiers": "3" * 14}),
    Edge("labour law is for labour contracts", "labour-law-strict", "E", "A EEEEEE"),
    Edge("24 h are more than 8 and 3 of overtime", "labour-law-strict", "M", "D M",
         ((1, "11-23 Main is longer than 11 h"),), board=AN_AUXILIARY),
    Edge("the pause between windows is not present", "weekly-hours-near", "E", "A EEEEE",
         settings={"hours": 30, "within": 0},
         board={"duties": {"E": {"windows": "08:00-11:00;13:00-16:00"}}}),
    Edge("the deputy's own patrol counts two hours each", "beat-hours", "U", "D U.U",
         ((-48, "Du: fewer than 20 hours left for the beat in the week of 11-23"),), board=COMMUNITY),
    Edge("a duty on Saturday takes no working day", "beat-hours", "M", "D M....M", board=COMMUNITY),
    Edge("a duty on Sunday of last week takes Monday", "beat-hours", "M", "D M|.M.",
         ((-24, "Du: fewer than 20 hours left for the beat in the week of 11-23"),),
         settings={"hours": 20}, board={**COMMUNITY, "past": 1}),
    Edge("who is away all week owes the beat nothing", "beat-hours", "M", "",
         board={**COMMUNITY, "leave": ({"person": "D", "first": "2026-11-23", "last": "2026-11-29"},)}),
)  # fmt: skip
