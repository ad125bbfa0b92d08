"""Strips of the chapter `command`: main and deputy, leaders, the second officer, the four teams."""

from datetime import date

from strips.strip import Edge, Strip

CHIEF_AND_DEPUTY_CHIEF = {"A": {"rank": "chief"}, "B": {"rank": "deputy_chief"}}
COMMUNITY = {"D": {"roles": ("community_officer",)}}
TWO_AUXILIARIES = {"C": {"kind": "auxiliary"}, "D": {"kind": "auxiliary"}}
TEAMS = {
    "anchor": date(2026, 11, 23),
    "teams": ({"id": "X", "members": ("A", "B")}, {"id": "Y", "members": ("C", "D")}),
}
MIXED = {"N": "0-1 officer + 0-2 auxiliary", "M": "0-1 officer"}

STRIPS = (
    Strip(
        "main-and-deputy", "MU", "A M, B U", "A [MU]",
        ((1, "An is main and deputy on 11-23"),),
    ),
    Strip(
        "leader-in-charge", "H", "A HHHHHHH", "A HHHHHH., C ......H",
        ((-1, "no leader in charge on 11-29"),),
        board={"who": CHIEF_AND_DEPUTY_CHIEF},
    ),
    Strip(
        # Tuesday is the only day above tier 3.
        "chief-level-present", "M", "A .M, B M", "A M, B .M",
        ((-1, "tier 2, but no chief-level leader present on 11-24"),),
        board={"who": CHIEF_AND_DEPUTY_CHIEF, "tiers": "3233333"},
    ),
    Strip(
        "leader-on-duty-team", "HMU", "A [HM]", "A H, B M",
        ((-1, "An is in charge on 11-23 beside the duty team"),),
        board={"who": CHIEF_AND_DEPUTY_CHIEF},
    ),
    Strip(
        "leader-same-for-weekend", "H", "A .....HH", "A .....H., B ......H",
        (
            (1, "An is in charge on one day of the weekend only"),
            (-1, "Bo is in charge on one day of the weekend only"),
        ),
    ),
    Strip(
        "commanding-officer-named", "NM", "A M, C N, D N", "C N, D N",
        ((-1, "11-23 Night: no officer on duty commands it"),),
        board={"seats": MIXED, "who": TWO_AUXILIARIES},
    ),
    Strip(
        "two-officers-reachable", "MUS", "A MMMMMMM, B SSSSSSS", "A MMMMMMM, B SSSSSS.",
        ((-1, "fewer than 2 officers reachable on 11-29"),),
    ),
    Strip(
        "four-team-cycle", "MU",
        "A M.M.M.M, B U.U.U.U, C .M.M.M., D .U.U.U.",
        "A ..M.M.M, B U.U.U.U, C MM.M.M., D .U.U.U.",
        ((-1, "team X is not complete on 11-23"),),
        board={"cycle": TEAMS},
    ),
    Strip(
        "community-no-day-duty", "MU", "D U", "D M",
        ((1, "Du, a community officer, has no day duty: 11-23 Main"),),
        board={"who": COMMUNITY, "duties": {"U": {"windows": "20:00-08:00"}}},
    ),
    Strip(
        "community-no-duty-after-22", "MU", "D U", "D M",
        ((1, "Du, a community officer, has no duty after 22:00: 11-23 Main"),),
        board={"who": COMMUNITY, "duties": {"U": {"windows": "08:30-22:00"}}},
    ),
)  # fmt: skip

EDGES = (
    Edge("an auxiliary is neither main nor deputy", "main-and-deputy", "M", "C M",
         ((1, "11-23 Main: only an officer may serve"),), board={"who": TWO_AUXILIARIES}),
    Edge("main on Monday and deputy on Tuesday are two days", "main-and-deputy", "MU", "A MU"),
    Edge("where no leader duty stands, the leader may be main", "leader-in-charge", "M", "A MMMMMMM",
         board={"who": CHIEF_AND_DEPUTY_CHIEF}),
    Edge("where no leader duty stands, another officer is none", "leader-in-charge", "M",
         "A MMMMMM., C ......M",
         ((-1, "no leader in charge on 11-29"),), board={"who": CHIEF_AND_DEPUTY_CHIEF}),
    Edge("the instructor is chief-level too", "chief-level-present", "H", "B .H",
         board={"who": {"B": {"rank": "instructor"}}, "tiers": "3133333"}),
    Edge("the officer of the night group itself commands it", "commanding-officer-named", "N", "A N, C N",
         board={"seats": {"N": "0-1 officer + 0-2 auxiliary"}, "who": TWO_AUXILIARIES}),
    Edge("the main officer of Tuesday does not command the night of Monday", "commanding-officer-named", "NM",
         "A .M, C N, D N", ((-1, "11-23 Night: no officer on duty commands it"),),
         board={"seats": MIXED, "who": TWO_AUXILIARIES}),
    Edge("three may be asked for", "two-officers-reachable", "MUS", "A MMMMMMM, B UUUUUUU, C SSSSSS.",
         ((-1, "fewer than 3 officers reachable on 11-29"),), settings={"officers": 3}),
    Edge("one officer who is on call inside his mobile duty is one", "two-officers-reachable", "GS",
         "A [GS]GGGGGG, B .SSSSSS", ((-1, "fewer than 2 officers reachable on 11-23"),)),
    Edge("a team of which one is away is asked for what is left", "four-team-cycle", "M",
         "A M.M.M.M, C .M.M.M.", board={"cycle": TEAMS}),
    Edge("another officer is free for day duty", "community-no-day-duty", "M", "A M",
         board={"who": COMMUNITY}),
    Edge("beside a dedicated one the other community officers are free", "community-no-day-duty", "M", "D M",
         board={"who": {**COMMUNITY, "A": {"roles": ("dedicated",)}}}),
    Edge("the dedicated one is not", "community-no-day-duty", "M", "A M",
         ((1, "An, a community officer, has no day duty: 11-23 Main"),),
         board={"who": {**COMMUNITY, "A": {"roles": ("dedicated",)}}}),
)  # fmt: skip
