"""Strips of the chapter `posts`: seats filled, seats respected, people enough on the day."""

from strips.strip import Edge, Strip

TWO = {"E": "2 officer"}
A_VILLAGER = {"D": {"kind": "village"}}

STRIPS = (
    Strip(
        "post-filled", "E", "A EEEEEEE, B EEEEEEE", "A EEEEEEE, B .EEEEEE",
        ((-1, "11-23 Early: 2 officer must serve"),),
        board={"seats": TWO},
    ),
    Strip(
        "seats-full", "E", "A EEEEEEE, B EEEEEEE", "A EEEEEEE, B EEE.EEE",
        ((-1, "11-26 Early: 2 officer should serve"),),
        board={"seats": {"E": "1-2 officer"}},
    ),
    Strip(
        "least-important-seats-empty", "E", "A EEEEEEE, B EEEEEEE", "A EEEEEE., B EEEEEE.",
        ((-2, "11-29 Early: a seat is left empty"),),
        board={"seats": TWO, "short": True},
    ),
    Strip(
        "group-size-and-mix", "E", "A E, B E", "A E, B E, C E",
        ((1, "11-23 Early: at most 2 officer"),),
        board={"seats": TWO},
    ),
    Strip(
        "eligible-only", "E", "A E", "A E, B E",
        ((1, "Bo has no seat in 11-23 Early"),),
        board={"seats": {"E": "1 officer[armed]"}, "who": {"A": {"skills": ("armed",)}}},
    ),
    Strip(
        "village-not-counted", "E", "A E", "A E, D E",
        ((1, "Du has no seat in 11-23 Early"),),
        board={"seats": {"E": "1 officer + 1 auxiliary"}, "who": A_VILLAGER},
    ),
    Strip(
        "tier-strength", "EL", "A EEEEEEE, B LLLLLLL", "A [EL]EEEEEE, B .LLLLLL",
        ((-1, "11-23: 2 officer must be on duty"),),
        settings={"tier3": "2 officer"},
    ),
    Strip(
        "tier-strength-target", "EL", "A EEEEEEE, B LLLLLLL", "A EEEEEEE, B L.LLLLL",
        ((-1, "11-24: 2 officer should be on duty"),),
        settings={"tier3": "1-2 officer"},
    ),
    Strip(
        # A third of four people is two of them.
        "count-fraction-of-force", "EL", "A EEEEEEE, B LLLLLLL", "A EEEEEEE, B LLLLLL.",
        ((-1, "11-29: 1/3 of 4 people must be on duty"),),
    ),
    Strip(
        "inside-only", "EP", "A [EP]", "A P, B E",
        ((-1, "An: 11-23 Patrol is served within Early only"),),
    ),
)  # fmt: skip

EDGES = (
    Edge("more than the floor is no breach", "post-filled", "E", "A EEEEEEE, B EEEEEEE, C EEEEEEE",
         board={"seats": TWO}),
    Edge("two missing are an amount of two", "post-filled", "E", "A EEEEEE., B EEEEEE.",
         ((-2, "11-29 Early: 2 officer must serve"),), board={"seats": TWO}),
    Edge("the wrong kind does not fill a seat", "post-filled", "E", "A EEEEEEE, D EEEEEEE",
         ((-1, "11-23 Early: 1 auxiliary must serve"), (-1, "11-24 Early: 1 auxiliary must serve"),
          (-1, "11-25 Early: 1 auxiliary must serve"), (-1, "11-26 Early: 1 auxiliary must serve"),
          (-1, "11-27 Early: 1 auxiliary must serve"), (-1, "11-28 Early: 1 auxiliary must serve"),
          (-1, "11-29 Early: 1 auxiliary must serve")),
         board={"seats": {"E": "1 officer + 1 auxiliary"}, "who": A_VILLAGER}),
    Edge("a seat for a leader is not filled by another officer", "post-filled", "H", "A HHHHHH., B ......H",
         ((-1, "11-29 Head: 1 officer must serve"),),
         board={"seats": {"H": "1 officer[leader]"}, "who": {"A": {"rank": "chief"}}}),
    Edge("an empty seat with a tag is one missing person, said once", "post-filled", "H", "A HHHHHH.",
         ((-1, "11-29 Head: 1 officer must serve"),),
         board={"seats": {"H": "1 officer[leader]"}, "who": {"A": {"rank": "chief"}}}),
    Edge("two seats of different tags are two missing people, each said once", "post-filled", "H", "",
         tuple((-1, f"11-23 Head: 1 {kind} must serve") for kind in ("officer", "officer")),
         board={"tiers": "2333333",
                "who": {"A": {"rank": "instructor"}, "B": {"skills": ("driver",)}},
                "duties": {"H": {"tier3": "", "tier2": "1 officer[leader] + 1 officer[driver]"}}}),
    Edge("one person does not fill two seats", "post-filled", "H", "A H",
         ((-1, "11-23 Head: 2 officer must serve"),),
         board={"tiers": "2333333", "who": {"A": {"rank": "instructor", "skills": ("driver",)}},
                "duties": {"H": {"tier3": "", "tier2": "1 officer[leader] + 1 officer[driver]"}}}),
    Edge("no crew stands at a tier without seats", "post-filled", "E", "A .EEEEEE, B .EEEEEE",
         board={"seats": TWO, "tiers": "2333333", "duties": {"E": {"tier2": ""}}}),
    Edge("a seat left empty costs nothing while people are enough", "least-important-seats-empty", "E", "",
         board={"seats": TWO}),
    Edge("kinds do not mix: an officer too many is not an auxiliary", "group-size-and-mix", "E", "A E, B E",
         ((1, "11-23 Early: at most 1 officer"),),
         board={"seats": {"E": "1 officer + 1 auxiliary"}}),
    Edge("at tier 1 the number of tier 1 counts", "tier-strength", "EL", "A EE",
         ((-1, "11-23: 2 officer must be on duty"),),
         settings={"tier1": "2 officer", "tier2": "1 officer"}, board={"tiers": "1233333"}),
    Edge("half of four is two, two thirds are three", "count-fraction-of-force", "E", "A EEE, B EEE",
         ((-1, "11-24: 2/3 of 4 people must be on duty"),),
         settings={"tier3": "0"}, board={"tiers": "2133333"}),
    Edge("the leader and the one on call are no strength on the day", "tier-strength", "HSE", "A H, B S, C E",
         ((-1, "11-23: 2 officer must be on duty"),),
         settings={"tier2": "2 officer"}, board={"tiers": "2333333"}),
    Edge("a patrol of tomorrow is not inside the duty of today", "inside-only", "EP", "A EP",
         ((-1, "An: 11-24 Patrol is served within Early only"),)),
)  # fmt: skip
