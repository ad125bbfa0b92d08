"""Strips of the chapter `zones`: groups in each zone, kiosks and checkpoints manned, lanes walked."""

from datetime import timedelta

from world import MONDAY, place, zone

from strips.strip import Edge, Strip

DATES = tuple(f"{MONDAY + timedelta(days=i):%m-%d}" for i in range(7))
KIOSK = {"places": (place("k", kind="kiosk"),), "duties": {"V": {"place": "k"}}}
CHECKPOINT = {"places": (place("k", kind="checkpoint"),), "duties": {"C": {"place": "k"}}}
ONE_ZONE = {"zones": (zone("1"),), "duties": {"N": {"zones": ("1",)}, "O": {"zones": ("1",)}}}
CAR_ALONG = {
    "zones": (zone("1"),), "duties": {"N": {"zones": ("1",)}, "O": {"zones": ("1",), "meets": ("N",)}},
}  # fmt: skip
BY_CAR = {"tier3": "", "mode": "car"}
LANE = {
    "tiers": "2333333", "duties": {"N": {"tier3": "", "mode": "foot"}, "O": BY_CAR}, "lanes": "p",
    "places": (place("p"), place("q")), "loops": {"a": "p", "b": "q", "d": "pp"},
}  # fmt: skip
ROUND = {
    "places": (place("p"),), "duties": {"R": {"within": "E", "zones": ("1",)}},
    "loops": {"a": "p", "b": "p"}, "reach": {"a": 20, "b": 20.5},
}  # fmt: skip

STRIPS = (
    Strip(
        # The zone has one manned and one empty group on Sunday.
        "zone-groups", "NO", "A NNNNNNN, B OOOOOOO", "A NNNNNN., B OOOOOOO",
        ((-1, "11-29: zone Zone 1 has fewer than 2 groups"),),
        board=ONE_ZONE,
    ),
    Strip(
        "kiosks-manned", "V", "A VVVVVVV, B VVVVVVV", "A VVVVVVV, B VVV.VVV",
        ((-1, "Place k: fewer than 2 people on 11-26"),),
        board=KIOSK,
    ),
    Strip(
        "checkpoints-manned", "C", "A CCCCCCC, B CCCCCCC", "A CCCCCC., B CCCCCC.",
        ((-2, "Place k: fewer than 2 people on 11-29"),),
        board=CHECKPOINT,
    ),
    Strip(
        "lanes-visited", "N", "*N [ab]", "*N [bb]",
        ((-1, "Place p: nobody calls in the lane on 11-23"),),
        board=LANE,
    ),
    Strip(
        "deputy-near", "ER", "*R [aa]", "*R [ab]",
        ((1, "11-23 Round: from 11:00 a call may be more than 20 min away"),),
        board=ROUND,
    ),
)  # fmt: skip

EDGES = (
    Edge("who relieves another does not stand with him", "kiosks-manned", "VC", "A VVVVVVV, B VVVVVVV, C C",
         tuple((-1 if day == DATES[0] else -2, f"Place k: fewer than 2 people on {day}") for day in DATES),
         board={"places": KIOSK["places"],
                "duties": {"V": {"place": "k"}, "C": {"place": "k", "windows": "23:00-02:00"}}}),
    Edge("who stands beside another does", "kiosks-manned", "VC", "A VVVVVVV, B CCCCCCC",
         board={"places": KIOSK["places"], "duties": {"V": {"place": "k"}, "C": {"place": "k"}}}),
    Edge("two people in one group are one group", "zone-groups", "NO", "A NNNNNNN, B NNNNNNN",
         tuple((-1, f"{day}: zone Zone 1 has fewer than 2 groups") for day in DATES), board=ONE_ZONE),
    Edge("a group that serves two zones in turn counts in both", "zone-groups", "N", "A NNNNNNN",
         settings={"groups": 1, "reading": "a"},
         board={"zones": (zone("1"), zone("2")), "duties": {"N": {"zones": ("1", "2")}}}),
    Edge("a zone that no group has is found", "zone-groups", "N", "A NNNNNNN",
         tuple((-1, f"{day}: zone Zone 2 has fewer than 1 groups") for day in DATES),
         settings={"groups": 1},
         board={"zones": (zone("1"), zone("2")), "duties": {"N": {"zones": ("1",)}}}),
    Edge("the car that meets the groups is no group", "zone-groups", "NO", "A NNNNNN., B OOOOOOO",
         ((-1, "11-29: zone Zone 1 has fewer than 1 groups"),), settings={"groups": 1}, board=CAR_ALONG),
    Edge("three may be asked for", "kiosks-manned", "V", "A VVVVVVV, B VVVVVVV, C VVVVVV.",
         ((-1, "Place k: fewer than 3 people on 11-29"),), settings={"guards": 3}, board=KIOSK),
    Edge("a kiosk where no duty stands is found", "kiosks-manned", "V", "A VVVVVVV, B VVVVVVV",
         tuple((-2, f"Place k: fewer than 2 people on {day}") for day in DATES),
         board={"places": KIOSK["places"]}),
    Edge("a checkpoint is no kiosk", "kiosks-manned", "C", "", board=CHECKPOINT),
    Edge("a kiosk is no checkpoint", "checkpoints-manned", "V", "", board=KIOSK),
    Edge("a call of the car in the lane does not count", "lanes-visited", "NO", "*N [bb], *O [aa]",
         ((-1, "Place p: nobody calls in the lane on 11-23"),), board=LANE),
    Edge("where only a car patrols nobody can be asked into the lane", "lanes-visited", "O", "", board=LANE),
    Edge("two calls on one loop are two calls", "lanes-visited", "N", "*N d", settings={"times": 2},
         board=LANE),
    Edge("one of two calls", "lanes-visited", "N", "*N a",
         ((-1, "Place p: nobody calls in the lane on 11-23"),), settings={"times": 2}, board=LANE),
    Edge("what a car reaches is no lane", "lanes-visited", "N", "*N [bb]", board={**LANE, "lanes": ""}),
    Edge("a night group may be far away", "deputy-near", "N", "*N [bb]",
         board={"places": ROUND["places"], "loops": ROUND["loops"], "reach": ROUND["reach"]}),
)  # fmt: skip
