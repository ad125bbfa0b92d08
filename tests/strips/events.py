"""Strips of the chapters `events` and `training`: dates the engine chooses, leaders, batches, days due."""

from strips.strip import Edge, Strip

TUESDAY = "2026-11-24"


def event(**fields: object) -> dict[str, object]:
    """The board of one event of all officers, 10:00-11:00 unless told otherwise."""
    given = {"id": "X", "name": "Meeting", "window": "10:00-11:00", "who": ("officer",), **fields}
    return {"events": (given,)}


WEDNESDAY = {"weekday": "wednesday"}
ONE_OF_TWO = event(weekday=("tuesday", "wednesday"), times=1)
TWO_SESSIONS = event(weekday=("tuesday", "thursday"), sessions=2)
ROLES = {"who": {"A": {"roles": ("public_order",)}, "B": {"roles": ("internal_affairs",)}}}


def training(**days: str) -> dict[str, object]:
    """One day of training each."""
    return {
        "leave": tuple(
            {"person": who, "first": day, "last": day, "kind": "training"} for who, day in days.items()
        )
    }


GUARD = {"who": {"D": {"kind": "guard", "joined": "2026-11-20"}}}

STRIPS = (
    Strip(
        "event-dates", "E", "A .X, B .X", "A .X, B ..X",
        ((1, "11-24~11-25 Meeting: held more than 1 time(s)"),),
        board=ONE_OF_TWO,
    ),
    Strip(
        "event-held", "E", "A ..X", "",
        ((-1, "11-24~11-25 Meeting is held too seldom"),),
        board=ONE_OF_TWO,
    ),
    Strip(
        "event-led", "E", "A ..X, B ..X", "B ..X",
        ((-1, "nobody leads 11-25 Meeting"),),
        board={**event(**WEDNESDAY, led_by=("chief",)), "who": {"A": {"rank": "chief"}}},
    ),
    Strip(
        "event-roles", "E", "A ..X, B ..X", "A ..X",
        ((-1, "no internal affairs officer is at 11-25 Meeting"),),
        board={**event(**WEDNESDAY, needs=("public_order", "internal_affairs")), **ROLES},
    ),
    Strip(
        "event-least", "E", "A ..X, B ..X, C ..X", "A ..X, B ..X",
        ((-1, "11-25 Meeting: fewer than 5 people, guests counted"),),
        board=event(**WEDNESDAY, least=5, guests=2),
    ),
    Strip(
        "training-batches", "E", "", "",
        ((1, "11-24: 2 officers in training at once, at most 1"),),
        board=training(A=TUESDAY, B="2026-11-25"),
        other_board=training(A=TUESDAY, B=TUESDAY),
    ),
    Strip(
        # 29 November is day 333 of 365: of 2 days 1 is due.
        "training-due", "E", "", "",
        ((-1, "Du: 0 training days this year, 1 of 2 are due by now"),),
        settings={"days": 2},
        board=training(A=TUESDAY, B="2026-03-02", C="2026-01-01", D="2026-11-29"),
        other_board=training(A=TUESDAY, B="2026-03-02", C="2026-01-01", D="2026-11-30"),
    ),
    Strip(
        "new-guard-trained", "E", "", "",
        ((-1, "Du joined on 2026-11-20: 0 of 1 training days"),),
        board={**GUARD, **training(D=TUESDAY)},
        other_board={**GUARD, **training(D="2026-11-19")},
    ),
)  # fmt: skip

EDGES = (
    Edge("each of two dates has its own people", "event-least", "E", "A .XX, B .XX, C .X, D .X",
         ((-1, "11-25 Meeting: fewer than 3 people, guests counted"),),
         board=event(weekday=("tuesday", "wednesday"), times=2, least=3)),
    Edge("a date not held needs nobody", "event-least", "E", "A .X, B .X, C .X",
         board=event(weekday=("tuesday", "wednesday"), times=1, least=3)),
    Edge("nobody needs two sessions", "event-dates", "E", "A .X.X",
         ((1, "An attends two sessions: 11-24~11-26 Meeting"),), board=TWO_SESSIONS),
    Edge("each session has its own people", "event-dates", "E", "A .X, B .X, C ...X", board=TWO_SESSIONS),
    Edge("one session is enough for each", "event-attended", "E", "A .X, B .X, C ...X",
         ((-1, "Du is not at 11-24~11-26 Meeting"),), board=TWO_SESSIONS),
    Edge("twice a week means two dates for everybody", "event-attended", "E",
         "A .XX, B .XX, C .XX, D .X", ((-1, "Du is not at 11-24~11-26 Meeting"),),
         board=event(weekday=("tuesday", "wednesday", "thursday"), times=2)),
    Edge("who is away on one of two dates comes on the other", "event-attended", "E",
         "A .X, B .X, C .X", ((-1, "Du is not at 11-24~11-25 Meeting"),),
         board={**ONE_OF_TWO, "leave": ({"person": "D", "first": TUESDAY, "last": TUESDAY},)}),
    Edge("who is away on both is not missed", "event-attended", "E", "A .X, B .X, C .X",
         board={**ONE_OF_TWO, "leave": ({"person": "D", "first": TUESDAY, "last": "2026-11-25"},)}),
    Edge("an open date binds nobody who works on one of them", "dated-event-attendance", "E", "A .EE",
         board=ONE_OF_TWO),
    Edge("a leader from outside may come and need not", "event-attended", "E", "A ..X, B ..X",
         board={**event(**WEDNESDAY, who=("driver",), led_by=("chief", "instructor")),
                "who": {"A": {"skills": ("driver",)}, "B": {"rank": "chief"}, "C": {"rank": "instructor"}}}),
    Edge("a date not held needs no leader", "event-led", "E", "A ..X",
         board={**event(weekday=("tuesday", "wednesday"), times=1, led_by=("chief",)),
                "who": {"A": {"rank": "chief"}}}),
    Edge("a date held needs one", "event-led", "E", "B ..X", ((-1, "nobody leads 11-25 Meeting"),),
         board={**event(weekday=("tuesday", "wednesday"), times=1, led_by=("chief",)),
                "who": {"A": {"rank": "chief"}}}),
    Edge("rest after a 24 h duty lasts until 18:00", "dated-event-attendance", "MN", "A .MN",
         board=event(**WEDNESDAY, window="17:00-17:30")),
    Edge("until 16:00 if that is the station's rule", "dated-event-attendance", "MN", "A .MN",
         ((-1, "An works on the day and misses 11-25 Meeting"),),
         settings={"after_24h_until": "16:00"}, board=event(**WEDNESDAY, window="17:00-17:30")),
    Edge("an hour at a meeting is an hour of work", "weekly-hours-near", "E", "A E.X",
         ((6, "An: more than 8 hours in the week of 11-23"),),
         settings={"hours": 8, "within": 0}, board=event(**WEDNESDAY)),
    Edge("inside a turn it is none more", "weekly-hours-near", "E", "A ..[EX]",
         settings={"hours": 8, "within": 0}, board=event(**WEDNESDAY)),
    Edge("it counts in the cap of hours", "weekly-hours-cap", "E", "A E.X",
         ((60, "An: more than 8 hours in the week of 11-23"),),
         settings={"hours": 8}, board=event(**WEDNESDAY)),
    Edge("a session on a free day takes the rest day", "weekly-rest-day", "E", "A EXEEEEE",
         ((1, "An: fewer than 1 rest days from 11-23 to 11-29"),), board=TWO_SESSIONS),
    Edge("on a day with a turn it takes none", "weekly-rest-day", "E", "A E[EX]EEEE", board=TWO_SESSIONS),
    Edge("a leader on training counts as a leader and an officer", "training-batches", "E", "",
         ((1, "11-24: 2 leaders in training at once, at most 1"),), settings={"officers": 2},
         board={**training(A=TUESDAY, B=TUESDAY),
                "who": {"A": {"rank": "chief"}, "B": {"rank": "instructor"}}}),
    Edge("sick leave is no training", "training-batches", "E", "",
         board={"leave": ({"person": "A", "first": TUESDAY, "last": TUESDAY, "kind": "sick"},
                          {"person": "B", "first": TUESDAY, "last": TUESDAY, "kind": "training"})}),
    Edge("who is no guard is not asked", "new-guard-trained", "E", "",
         board={"who": {"D": {"joined": "2026-11-20"}}}),
)  # fmt: skip
