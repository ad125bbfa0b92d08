"""Strips of the chapters `people`, `events` and `wishes`: absences, protection, meetings, preferences."""

from strips.strip import Edge, Strip

MONDAY, TUESDAY = "2026-11-23", "2026-11-24"
TUESDAY_OFF = {"leave": ({"person": "A", "first": TUESDAY, "last": TUESDAY},)}
PAIR = {"A": {"cover": "B"}, "B": {"cover": "A"}}
WOMAN = {"who": {"D": {"sex": "f"}}}
MEETING = {"events": ({"id": "X", "name": "Meeting", "window": "10:00-11:00", "weekday": "wednesday",
                       "who": ("officer",)},)}  # fmt: skip


def off(**days: str) -> dict[str, object]:
    """Leave of one day each."""
    return {"leave": tuple({"person": who, "first": day, "last": day} for who, day in days.items())}


def wish(**more: object) -> dict[str, object]:
    """An's wish for Monday."""
    return {"wishes": ({"person": "A", "date": MONDAY, **more},)}


STRIPS = (
    Strip(
        "unavailable-respected", "E", "A E.E", "A .E",
        ((1, "An is away: 11-24 Early"),),
        board=TUESDAY_OFF,
    ),
    Strip(
        "no-night-for-protected", "EN", "D EEN", "D N",
        ((1, "Du is protected from night work: 11-23 Night"),),
        board={"who": {"D": {"protected_until": TUESDAY}}},
    ),
    Strip(
        # Du turns 55 on Tuesday.
        "age-night-exempt", "N", "D N", "D .N",
        ((1, "Du is 55 or older: 11-24 Night"),),
        board={"who": {"D": {"born": "1971-11-24", "sex": "m"}}},
    ),
    Strip(
        "ab-pair-not-both-absent", "E", "", "",
        ((1, "An and Bo cover each other and are both away on 11-24"),),
        board={"who": PAIR, **off(A=MONDAY, B=TUESDAY)},
        other_board={"who": PAIR, **off(A=TUESDAY, B=TUESDAY)},
    ),
    Strip(
        "female-on-duty", "ES", "D EEEEEES", "D EEEEEE., A ......E",
        ((-1, "no woman is on duty or on call on 11-29"),),
        board=WOMAN,
    ),
    Strip(
        "female-on-duty-hard", "ES", "D EEEEEES", "D EEEEEE., A ......E",
        ((-1, "no woman is on duty or on call on 11-29"),),
        board=WOMAN,
    ),
    Strip(
        "dated-event-attendance", "E", "A ..[EX]", "A ..E",
        ((-1, "An works on the day and misses 11-25 Meeting"),),
        board=MEETING,
    ),
    Strip(
        "event-attended", "E", "A ..X, B ..X, C ..X, D ..X", "A ..X, B ..X, C ..X",
        ((-1, "Du is not at 11-25 Meeting"),),
        board=MEETING,
    ),
    Strip(
        "preferences", "E", "A .E", "A E",
        ((1, "An wished to be free on 11-23"),),
        board=wish(),
    ),
    Strip(
        "night-group-as-before", "NO", "A N|N, B .|O", "A N|O",
        ((1, "An leaves the night group of last week"),),
        board={"past": 7},
    ),
)  # fmt: skip

EDGES = (
    Edge("the night before a day of leave runs into it", "unavailable-respected", "N", "A N",
         ((1, "An is away: 11-23 Night"),), board=TUESDAY_OFF),
    Edge("a turn that ends at midnight does not", "unavailable-respected", "L", "A L",
         board={**TUESDAY_OFF, "duties": {"L": {"windows": "16:00-24:00"}}}),
    Edge("nor does one from midnight on, the day after", "unavailable-respected", "E", "A ..E",
         board={**TUESDAY_OFF, "duties": {"E": {"windows": "00:00-08:00"}}}),
    Edge("nobody is on call from his leave", "unavailable-respected", "S", "A .S",
         ((1, "An is away: 11-24 Standby"),), board=TUESDAY_OFF),
    Edge("until 22:00 a protected person may serve", "no-night-for-protected", "L", "D L",
         board={"who": {"D": {"protected_until": MONDAY}}}),
    Edge("until 23:00 not", "no-night-for-protected", "C", "D C",
         ((1, "Du is protected from night work: 11-23 Checkpoint"),),
         board={"who": {"D": {"protected_until": MONDAY}}}),
    Edge("women are spared from 50 on", "age-night-exempt", "N", "D N", ((1,
         "Du is 50 or older: 11-23 Night"),),
         board={"who": {"D": {"born": "1976-11-23", "sex": "f"}}}),
    Edge("other limits may be set", "age-night-exempt", "N", "D N", settings={"men_from": 60},
         board={"who": {"D": {"born": "1967-01-01", "sex": "m"}}}),
    Edge("a pair named by one side only is a pair", "ab-pair-not-both-absent", "E", "",
         ((1, "An and Bo cover each other and are both away on 11-24"),),
         board={"who": {"B": {"cover": "A"}}, **off(A=TUESDAY, B=TUESDAY)}),
    Edge("a woman among the village guards is no officer or auxiliary", "female-on-duty", "EV",
         "D VVVVVVV, C EEEEEE.", ((-1, "no woman is on duty or on call on 11-29"),),
         board={"seats": {"V": "0-2 village"},
                "who": {"C": {"sex": "f"}, "D": {"sex": "f", "kind": "village"}}}),
    Edge("where there is no woman the rule is silent", "female-on-duty", "E", ""),
    Edge("who comes off the night need not attend", "dated-event-attendance", "EN", "A .NE", board=MEETING),
    Edge("who starts in the afternoon attends in the morning", "dated-event-attendance", "L", "A ..L",
         ((-1, "An works on the day and misses 11-25 Meeting"),), board=MEETING),
    Edge("who is away need not attend", "dated-event-attendance", "E", "A ..E",
         board={**MEETING, "leave": ({"person": "A", "first": "2026-11-25", "last": "2026-11-25"},)}),
    Edge("who works that night attends in the morning", "dated-event-attendance", "N", "A ..N",
         ((-1, "An works on the day and misses 11-25 Meeting"),), board=MEETING),
    Edge("who is not invited need not come", "dated-event-attendance", "E", "D ..E",
         board={**MEETING, "who": {"D": {"kind": "auxiliary"}}, "seats": {"E": "0-1 auxiliary"}}),
    Edge("who is away is not missed", "event-attended", "E", "A ..X, B ..X, C ..X",
         board={**MEETING, "leave": ({"person": "D", "first": "2026-11-25", "last": "2026-11-25"},)}),
    Edge("a wish to serve", "preferences", "EL", "B E", ((-1, "An wished to serve on 11-23"),),
         board=wish(want=True)),
    Edge("a wish for a duty is not met by another", "preferences", "EL", "A L",
         ((-1, "An wished to serve on 11-23"),), board=wish(want=True, duty="E")),
    Edge("a wish against a duty allows another", "preferences", "EL", "A L", board=wish(duty="E")),
    Edge("who had no nights last week may join any group", "night-group-as-before", "NO", "A .|O",
         board={"past": 7}),
)  # fmt: skip
