"""Strips of the chapter `crews`: nobody alone, officers where they are needed, who goes with whom."""

from strips.strip import Edge, Strip

AN_AUXILIARY = {"D": {"kind": "auxiliary"}}
TWO_AUXILIARIES = {"C": {"kind": "auxiliary"}, "D": {"kind": "auxiliary"}}
THREE_AUXILIARIES = {**TWO_AUXILIARIES, "B": {"kind": "auxiliary"}}
MIXED = "0-2 officer + 0-4 auxiliary"
ARMED = {"A": {"skills": ("armed",)}, "B": {"skills": ("armed",)}}
NEIGHBOURS = {"C": {"kind": "village", "home_zone": "1"}, "D": {"kind": "village", "home_zone": "1"}}
LEAD_AND_NEW = {"A": {"roles": ("backbone",)}, "D": {"joined": "2026-06-01"}}
GROUPS = {
    "who": {"A": {"skills": ("group1",)}, "B": {"skills": ("group2",)}},
    "duties": {"N": {"own": "group1"}, "O": {"own": "group2"}},
}

STRIPS = (
    Strip(
        "pair-minimum", "N", "A N, B N", "A N",
        ((-1, "11-23 Night: a patrol has at least 2 people"),),
    ),
    Strip(
        "officer-with-enforcement-post", "C", "A C, D C", "D C",
        ((-1, "11-23 Checkpoint: needs 1 officers in the crew"),),
        board={"seats": {"C": MIXED}, "who": AN_AUXILIARY},
    ),
    Strip(
        "checkpoint-min-officers", "C", "A C, B C", "A C",
        ((-1, "11-23 Checkpoint: needs 2 officers in the crew"),),
    ),
    Strip(
        "night-group-needs-officer", "N", "A N, D N", "D N",
        ((-1, "11-23 Night: needs 1 officers in the crew"),),
        board={"seats": {"N": MIXED}, "who": AN_AUXILIARY},
    ),
    Strip(
        "roadside-pattern", "C", "A C, C C, D C", "A C, D C",
        ((-1, "11-23 Checkpoint: two officers, or one and two auxiliaries"),),
        board={"seats": {"C": MIXED}, "who": TWO_AUXILIARIES},
    ),
    Strip(
        "armed-posts", "G", "A G, B G", "A G, C G",
        (
            (1, "Cai may not serve at the armed post 11-23 Guns"),
            (-1, "11-23 Guns: needs 2 armed officers"),
        ),
        board={"who": ARMED},
    ),
    Strip(
        "village-squad-together", "C", "A C, C C, D C", "A C, C C",
        ((1, "Cai and Du of one village: 11-23 Checkpoint"),),
        board={"seats": {"C": "1 officer + 0-2 village"}, "who": NEIGHBOURS},
    ),
    Strip(
        "steady-night-group", "NO", "A N.N, B O.O", "A N.O",
        ((1, "An changes between night groups"),),
    ),
    Strip(
        "own-group", "NO", "A N, B O", "A O, B N",
        (
            (1, "An stands in for another group: 11-23 Owl"),
            (1, "Bo stands in for another group: 11-23 Night"),
        ),
        board=GROUPS,
    ),
    Strip(
        "new-with-old", "N", "A N, D N", "B N, D N",
        ((-1, "11-23 Night: Du is new and has no lead member along"),),
        board={"who": LEAD_AND_NEW},
    ),
    Strip(
        "group-has-lead", "N", "A NNNNNNN", "A NNNNNN., B ......N",
        ((-1, "11-29 Night: no lead member in the group"),),
        board={"who": LEAD_AND_NEW},
    ),
    Strip(
        "everyone-patrols", "EP", "A [EP]", "A E, B [EP]",
        ((-1, "An stays in all day: 11-23 Early"),),
    ),
)  # fmt: skip

EDGES = (
    Edge("a patrol nobody goes on is no patrol of one", "pair-minimum", "N", ""),
    Edge("three may be asked for", "pair-minimum", "N", "A N, B N",
         ((-1, "11-23 Night: a patrol has at least 3 people"),), settings={"people": 3}),
    Edge("a desk duty may be one person", "pair-minimum", "E", "A E"),
    Edge("an officer alone may stand at an enforcement post", "officer-with-enforcement-post", "C", "A C"),
    Edge("two officers are the roadside pattern", "roadside-pattern", "C", "A C, B C"),
    Edge("one officer alone is short of two", "roadside-pattern", "C", "A C",
         ((-2, "11-23 Checkpoint: two officers, or one and two auxiliaries"),)),
    Edge("four auxiliaries without an officer are no roadside pattern", "roadside-pattern", "C",
         "A C, B C, C C, D C", ((-1, "11-23 Checkpoint: two officers, or one and two auxiliaries"),),
         board={"seats": {"C": MIXED}, "who": {**THREE_AUXILIARIES, "A": {"kind": "auxiliary"}}}),
    Edge("an auxiliary with a permit carries no weapon", "armed-posts", "G", "A G, B G, D G",
         ((1, "Du may not serve at the armed post 11-23 Guns"),),
         board={"seats": {"G": MIXED}, "who": {**ARMED, "D": {"kind": "auxiliary", "skills": ("armed",)}}}),
    Edge("guards of two villages need not go together", "village-squad-together", "C", "C C",
         board={"seats": {"C": "0-2 village"},
                "who": {"C": {"kind": "village", "home_zone": "1"}, "D": {"kind": "village",
         "home_zone": "2"}}}),
    Edge("another week, another group", "steady-night-group", "NO", "A N......O", board={"tiers": "3" * 14}),
    Edge("who belongs to no group may serve with any", "own-group", "NO", "C N, D O", board=GROUPS),
    Edge("a crew of no group is open to all", "own-group", "NE", "A E, B E", board={
        "who": GROUPS["who"], "duties": {"N": {"own": "group1"}}}),
    Edge("after more than a year nobody is new", "new-with-old", "N", "B N, D N",
         board={"who": {"D": {"joined": "2025-11-01"}}}),
    Edge("in the twelfth month one is still new", "new-with-old", "N", "B N, D N",
         ((-1, "11-23 Night: Du is new and has no lead member along"),),
         board={"who": {"D": {"joined": "2025-11-26"}}}),
    Edge("in the duty team a new one has a lead member too", "new-with-old", "E", "B E, D E",
         ((-1, "11-23 Early: Du is new and has no lead member along"),),
         board={"who": {"D": {"joined": "2026-11-01"}}}),
    Edge("in a reception one of longer service will do", "new-with-old", "I", "B .I, D II",
         ((-1, "11-23 Reception: Du is new and has no lead member along"),),
         board={"who": {"D": {"joined": "2026-11-01"}}}),
    Edge("the duty team has a lead member as well", "group-has-lead", "E", "B EEEEEEE",
         tuple((-1, f"11-{day} Early: no lead member in the group") for day in range(23, 30)),
         board={"who": {"A": {"roles": ("backbone",)}}}),
    Edge("a lead member in his first year needs no other", "new-with-old", "N", "D N",
         board={"who": {"D": {"joined": "2026-06-01", "roles": ("backbone",)}}}),
    Edge("where the station has no lead member nobody can be asked for one", "group-has-lead", "N", "A N"),
    Edge("where no patrol goes out all may stay in", "everyone-patrols", "E", "A E"),
)  # fmt: skip
