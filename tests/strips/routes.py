"""Strips of the chapter `routes`: loops in slots of Monday's night, 22:00 to 02:00 and 02:00 to 06:00."""

from world import place

from strips.strip import Edge, Strip

ONE_NIGHT = {"tiers": "2333333", "duties": {"N": {"tier3": ""}}}
ONE_ZONE = {"tiers": "2333333", "duties": {"N": {"tier3": "", "zones": ("1",)}}}
TWO_NIGHTS = {"tiers": "2233333", "duties": {"N": {"tier3": ""}}}
TWO_ZONES = {"tiers": "2333333", "duties": {"N": {"tier3": "", "zones": ("1", "2")}}}
Q = place("q", "2")
PLACES = {"places": (place("p"), Q)}
BOTH = {"a": "p", "b": "q", "c": "pq"}
TWICE = {**ONE_NIGHT, "places": (place("p", visits=2), Q)}
STILL = {"vary": 0}
DRIVER = {"who": {"A": {"skills": ("driver",)}}, "duties": {"N": {"mode": "car"}}}

STRIPS = (
    Strip(
        "route-in-every-slot", "N", "*N [ab]", "*N a",
        ((-1, "11-23 Night: no route from 02:00"),),
        board={**ONE_NIGHT, **PLACES, "loops": BOTH},
    ),
    Strip(
        # Five places are five hours, a slot has four.
        "route-fits-window", "N", "*N [ab]", "*N [al]",
        ((1, "11-23 Night: a loop of 300 min does not fit"),),
        board={**ONE_NIGHT, **PLACES, "loops": {**BOTH, "l": "pqpqp"}},
    ),
    Strip(
        "crew-has-driver", "N", "A N, B N", "B N, C N",
        ((-1, "11-23 Night: nobody in the crew drives"),),
        board=DRIVER,
    ),
    Strip(
        "zone-visited", "N", "*N [ab]", "*N [aa]",
        ((-1, "11-23 Night: does not call in zone 2"),),
        board={**TWO_ZONES, **PLACES, "loops": BOTH},
    ),
    Strip(
        # Two calls asked: one is due before 02:00, the other after.
        "check-in-visits", "N", "*N [ac]", "*N [ab]",
        ((-1, "Place p: no call on 11-23 between 02:00 and 06:00"),),
        settings=STILL, board={**TWICE, "loops": BOTH},
    ),
    Strip(
        "loop-varies", "N", "*N [ab][ba]", "*N [ab][ac]",
        ((1, "11-24 Night: the loop of the day before at the same hour"),),
        board={**TWO_NIGHTS, **PLACES, "loops": BOTH},
    ),
    Strip(
        # The first three calls at the only place have a worth, a fourth has none.
        "patrol-value", "N", "*N [dd]", "*N [da]",
        ((-1, "11-23 Night: fewer than 3 calls at Place p"),),
        settings={"first": 10, "second": 5, "third": 2},
        board={**ONE_ZONE, "places": (place("p"),), "loops": {"a": "", "d": "pp"}},
    ),
)  # fmt: skip

EDGES = (
    Edge("two loops in one slot are one too many", "route-in-every-slot", "N", "*N [ab], *N [b.]",
         ((1, "11-23 Night: no route from 22:00"),), board={**ONE_NIGHT, **PLACES, "loops": BOTH}),
    Edge("a crew without loops walks as it likes", "route-in-every-slot", "N", "A N", board=ONE_NIGHT),
    Edge("four hours fit in four hours", "route-fits-window", "N", "*N [ll]",
         board={**ONE_NIGHT, **PLACES, "loops": {"l": "pqpq"}}),
    Edge("a crew on foot needs no driver", "crew-has-driver", "N", "B N, C N",
         board={"who": DRIVER["who"]}),
    Edge("four people in a car for three", "crew-has-driver", "N", "A N, B N, C N, D N",
         ((1, "11-23 Night: more than 3 people in the car"),), settings={"vehicle_seats": 3}, board=DRIVER),
    Edge("one loop through both zones will do", "zone-visited", "N", "*N c",
         board={**TWO_ZONES, **PLACES, "loops": BOTH}),
    Edge("two calls on one loop are two calls", "zone-visited", "N", "*N d", settings={"times": 2},
         board={**TWO_ZONES, "duties": {"N": {"tier3": "", "zones": ("1",)}}, **PLACES,
                "loops": {"d": "pp"}}),
    Edge("a zone whose place no loop reaches is not called in", "zone-visited", "N", "*N [aa]",
         ((-1, "11-23 Night: does not call in zone 2"),), board={**TWO_ZONES, **PLACES, "loops": {"a": "p"}}),
    Edge("two calls in the first half of the night leave out the second", "check-in-visits", "N", "*N d",
         ((-1, "Place p: no call on 11-23 between 02:00 and 06:00"),), settings=STILL,
         board={**TWICE, "loops": {"d": "pp"}}),
    Edge("who never comes misses each deadline", "check-in-visits", "N", "*N [bb]",
         ((-1, "Place p: no call on 11-23 between 22:00 and 02:00"),
          (-1, "Place p: no call on 11-23 between 02:00 and 06:00")), settings=STILL,
         board={**TWICE, "loops": BOTH}),
    # Its hours 22:00-03:00 are cut at 00:30; the crew calls at 22:30 and at 00:30.
    Edge("a call at the very border is for the later part", "check-in-visits", "N", "*N c",
         settings=STILL, board={**ONE_NIGHT, "loops": {"c": "pqp"},
                                "places": (place("p", visits=2, windows="22:00-03:00"), Q)}),
    Edge("a call at the very border is not for the earlier part", "check-in-visits", "N", "*N c",
         ((-1, "Place p: no call on 11-23 between 22:00 and 00:30"),), settings=STILL,
         board={**ONE_NIGHT, "loops": {"c": "qqp"},
                "places": (place("p", visits=2, windows="22:00-03:00"), Q)}),
    Edge("a place that no loop calls at is not forgotten", "check-in-visits", "N", "*N [bb]",
         ((-1, "Place p: no call on 11-23 between 22:00 and 06:00"),),
         board={**ONE_NIGHT, "loops": {"b": "q"}, "places": (place("p", visits=1), Q)}),
    Edge("where no crew walks nothing is due", "check-in-visits", "N", "A N", board=TWICE),
    Edge("a round over cameras is no call, so none is due", "check-in-visits", "N", "*N [bb]",
         board={**TWICE, "loops": BOTH, "duties": {"N": {"tier3": "", "mode": "video"}}}),
    Edge("a call out of its hours does not count", "check-in-visits", "N", "*N [ba]",
         ((-1, "Place p: no call on 11-23 between 22:00 and 02:00"),),
         board={**ONE_NIGHT, "loops": BOTH, "places": (place("p", visits=1, windows="22:00-02:00"), Q)}),
    Edge("hours across midnight are hours of that night", "check-in-visits", "N", "*N [ba]",
         board={**ONE_NIGHT, "loops": BOTH, "places": (place("p", visits=1, windows="23:00-04:00"), Q)}),
    Edge("the same loop at another hour", "loop-varies", "N", "*N a[.a]",
         board={**TWO_NIGHTS, **PLACES, "loops": BOTH}),
    Edge("the same loop two nights on", "loop-varies", "N", "*N a.a",
         board={"tiers": "2223333", "duties": {"N": {"tier3": ""}}, **PLACES, "loops": BOTH}),
    Edge("a call out of its hours is worth nothing", "patrol-value", "N", "*N [ad]",
         ((-1, "11-23 Night: fewer than 1 calls at Place p"),
          (-2, "11-23 Night: fewer than 2 calls at Place p"),
          (-3, "11-23 Night: fewer than 3 calls at Place p")),
         board={**ONE_ZONE, "places": (place("p", windows="22:00-02:00"),), "loops": {"a": "", "d": "pp"}}),
    Edge("a place without risk is worth nothing", "patrol-value", "N", "",
         board={**ONE_ZONE, "places": (place("p", risk=0),), "loops": {"d": "pp"}}),
    Edge("a round over cameras is worth no call", "patrol-value", "N", "",
         board={"tiers": "2333333", "duties": {"N": {"tier3": "", "mode": "video", "zones": ("1",)}},
                "places": (place("p"),), "loops": {"d": "pp"}}),
    Edge("a place of another zone is worth nothing to it", "patrol-value", "N", "",
         board={**ONE_ZONE, "places": (place("p", "2"),), "loops": {"d": "pp"}}),
    Edge("a place that opens after the window is worth nothing", "patrol-value", "N", "",
         board={**ONE_ZONE, "places": (place("p", windows="06:00-21:00"),), "loops": {"d": "pp"}}),
    Edge("a place out of reach is missed all the same", "patrol-value", "N", "",
         ((-1, "11-23 Night: fewer than 1 calls at Place p"),
          (-2, "11-23 Night: fewer than 2 calls at Place p"),
          (-3, "11-23 Night: fewer than 3 calls at Place p")),
         board={**ONE_ZONE, "places": (place("p"),), "loops": {"b": ""}}),
    Edge("nothing called at, nothing gained", "patrol-value", "N", "",
         ((-1, "11-23 Night: fewer than 1 calls at Place p"),
          (-2, "11-23 Night: fewer than 2 calls at Place p"),
          (-3, "11-23 Night: fewer than 3 calls at Place p")),
         board={**ONE_ZONE, "places": (place("p"),), "loops": {"d": "pp"}}),
)  # fmt: skip
