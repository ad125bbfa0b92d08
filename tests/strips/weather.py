"""Strips of the chapter `weather`: on Monday nobody is outdoors for more than an hour at a time."""

from world import place

from strips.strip import Edge, Strip

NIGHTS = {
    "tiers": "2233333", "duties": {"N": {"tier3": ""}}, "places": (place("p"), place("q")),
    "loops": {"a": "p", "b": "q", "c": "pq"},
}  # fmt: skip
MONDAY_BAD = {"days": "2026-11-23", "outdoor": 60}

STRIPS = (
    Strip(
        # An hour and then another hour is lawful, for the crew was at the station in between.
        "weather-mode", "N", "*N [ab]", "*N [ac]",
        ((1, "11-23 Night: 120 min outdoors in bad weather"),),
        settings=MONDAY_BAD, board=NIGHTS,
    ),
)  # fmt: skip

EDGES = (
    Edge("Tuesday is a fine day", "weather-mode", "N", "*N [ab]c", settings=MONDAY_BAD, board=NIGHTS),
    Edge("no day is named", "weather-mode", "N", "*N cc", board=NIGHTS),
    Edge("two days are named", "weather-mode", "N", "*N cc",
         ((1, "11-23 Night: 120 min outdoors in bad weather"),
          (1, "11-24 Night: 120 min outdoors in bad weather")),
         settings={"days": "2026-11-23, 2026-11-24"}, board=NIGHTS),
)  # fmt: skip
