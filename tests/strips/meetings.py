"""Strips of the chapter `meetings`: the night car O and the crew N it meets, at 22:30 and 02:30."""

from world import place

from strips.strip import Edge, Strip

P = place("p", kind="check_in")
CAR = {"tier3": "", "mode": "car", "meets": ("N",)}
CREW = {"tier3": "", "windows": "21:50-05:50"}
"""Calls half an hour after it sets out: at 22:20 in its first slot, at 02:20 in its second."""


def car_from(windows: str) -> dict[str, object]:
    """One night on which the car sets out at an hour, with loop a by way of the check-in point p."""
    return {
        "tiers": "2333333", "duties": {"N": CREW, "O": {**CAR, "windows": windows}}, "meet": 20,
        "places": (P, place("q")), "loops": {"a": "p", "b": "q"},
    }  # fmt: skip


TOGETHER = car_from("21:50-05:50")
KIOSKS = {
    "places": (place("k", kind="kiosk"), place("q")), "loops": {"a": "k", "b": "q", "d": "kk"},
    "duties": {"O": {"mode": "car", "meets": ("N",), "zones": ("1",)}},
}  # fmt: skip
NO_CALL = ((-1, "Place k: no call of the night car on 11-29, a night we set"),)
NO_MEETING = ((-1, "11-23 Owl: no meeting with Night"),)

STRIPS = (
    Strip(
        # The meeting is noted, and the car is elsewhere.
        "meeting-kept", "NO", "*N a, *O a, +O N p@22:20", "*N a, *O b, +O N p@22:20",
        ((-1, "11-23 Owl does not meet Night as noted"),),
        board=TOGETHER,
    ),
    Strip(
        "car-meets-groups", "NO", "*N a, *O a, +O N p@22:20", "*N a, *O a",
        NO_MEETING,
        board=TOGETHER,
    ),
    Strip(
        # In week 48 the first kiosk is due on Sunday (48 = 6 of 7) and on Thursday (48 + 4 = 3 of 7).
        "car-visits-kiosks", "NO", "*O ...a..a", "*O ...a..b",
        NO_CALL,
        board=KIOSKS,
    ),
)  # fmt: skip

EDGES = (
    Edge("a meeting that nobody noted binds nobody", "meeting-kept", "NO", "*N a, *O b", board=TOGETHER),
    Edge("a meeting that neither keeps is broken twice", "meeting-kept", "NO", "*N b, *O b, +O N p@22:20",
         ((-1, "11-23 Owl does not meet Night as noted"),) * 2, board=TOGETHER),
    Edge("who comes in his other slot does not keep it", "meeting-kept", "NO", "*N [ba], *O a, +O N p@22:20",
         ((-1, "11-23 Owl does not meet Night as noted"),), board=TOGETHER),
    Edge("22:20 and 22:39 lie in one piece of 20 minutes", "car-meets-groups", "NO",
         "*N a, *O a, +O N p@22:20", board=car_from("22:09-06:09")),
    Edge("22:20 and 22:40 do not", "car-meets-groups", "NO", "*N a, *O a, +O N p@22:20", NO_MEETING,
         board=car_from("22:10-06:10")),
    Edge("crews meet where there is a book to sign, not at any place", "car-meets-groups", "NO",
         "*N b, *O b, +O N q@22:20", NO_MEETING, board=TOGETHER),
    Edge("who is gone when the car sets out is not met", "car-meets-groups", "NO", "",
         board={**TOGETHER, "duties": {"N": {"tier3": "", "windows": "18:00-21:50"}, "O": CAR}}),
    Edge("a car that supervises nobody meets nobody", "car-meets-groups", "NO", "",
         board={**TOGETHER, "duties": {"N": CREW, "O": {"tier3": "", "mode": "car"}}}),
    Edge("two calls on one night are not two nights", "car-visits-kiosks", "NO", "*O ...d",
         NO_CALL, board=KIOSKS),
    Edge("a call of the crew it meets is none of the car", "car-visits-kiosks", "NO", "*N ...a..a, *O ...a",
         NO_CALL, board=KIOSKS),
    Edge("other nights are due the week after: Monday and Friday", "car-visits-kiosks", "NO", "*O ...a..aa",
         ((-1, "Place k: no call of the night car on 12-04, a night we set"),),
         board={**KIOSKS, "tiers": "3" * 14}),
    Edge("without set nights two others will do", "car-visits-kiosks", "NO", "*O a.a", board=KIOSKS,
         settings={"set_nights": False}),
    Edge("two calls on one night are then two", "car-visits-kiosks", "NO", "*O ...d", board=KIOSKS,
         settings={"set_nights": False}),
    Edge("one call a week is one too few", "car-visits-kiosks", "NO", "*O a",
         ((-1, "Place k: fewer than 2 calls of the night car"),), board=KIOSKS,
         settings={"set_nights": False}),
    Edge("set nights want those nights", "car-visits-kiosks", "NO", "*O a.a",
         tuple((-1, f"Place k: no call of the night car on {day}, a night we set")
               for day in ("11-29", "11-26")), board=KIOSKS),
    Edge("a kiosk outside its zones is not the car's", "car-visits-kiosks", "NO", "",
         board={**KIOSKS, "places": (place("k", "2", kind="kiosk"), place("q"))}),
)  # fmt: skip
