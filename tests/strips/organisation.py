"""Strips of the chapter `organisation`: teams, desks, mobile group, officers of the bureau, street calls."""

from strips.strip import Edge, Strip

CASE = {
    "who": {"A": {"team": "case"}, "B": {"team": "case"}},
    "teams": ({"id": "case", "name": "Case", "kind": "case", "leader": "A", "members": ("A", "B")},),
}
BUREAU = {"who": {"D": {"kind": "bureau"}}, "seats": {"K": "0-1 bureau", "E": "0-1 bureau"}}

STRIPS = (
    Strip(
        # 24 h from Monday on also take Tuesday, the day after a night on duty.
        "team-at-work", "MU", "A M, C U", "A M, B U",
        ((1, "duty takes all of Case on 11-23"), (1, "duty takes all of Case on 11-24")),
        board=CASE,
    ),
    Strip(
        "desks-manned", "K", "A KKKKKK., B ......K", "A KKKKKK.",
        ((-1, "nobody is at the desk: 11-29 Desk"),),
    ),
    Strip(
        # Four officers, one of them must be left: at most three may be taken.
        "mobile-group", "MUEL", "A M, B U, C E", "A M, B U, C E, D L",
        ((1, "fewer than 1 officer(s) in the mobile group on 11-23"),),
    ),
    Strip(
        "bureau-by-day", "K", "D K.K", "D K.K.K",
        ((1, "Du, of the bureau: more than 2 turns in the week of 11-23"),),
        board=BUREAU,
    ),
    Strip(
        "street-calls", "MU", "A UUUUUUU", "A UUUUUU., B ......M",
        ((-1, "nobody is free to leave for street calls on 11-29"),),
    ),
)  # fmt: skip

EDGES = (
    Edge("a team with no more people than it must keep is not looked at", "team-at-work", "MU", "A M, B U",
         settings={"people": 2}, board=CASE),
    Edge("with one of two away nobody is left to keep", "team-at-work", "M", "A M",
         ((1, "duty takes all of Case on 11-23"), (1, "duty takes all of Case on 11-24")),
         board={**CASE, "leave": ({"person": "B", "first": "2026-11-23", "last": "2026-11-29"},)}),
    Edge("at the desk one is at one's own work", "team-at-work", "MK", "A M, B K", board=CASE),
    Edge("on Saturday nobody works, so all of a team may serve", "team-at-work", "MU", "A .....M, B .....U",
         board=CASE),
    Edge("who comes off a night is not in the mobile group", "mobile-group", "MEL", "A M, B .E, C .L, D .M",
         ((1, "fewer than 1 officer(s) in the mobile group on 11-24"),)),
    Edge("an officer of the bureau begins no turn at six", "bureau-by-day", "E", "D E",
         ((1, "Du, of the bureau, serves by day only: 11-23 Early"),), board=BUREAU),
    Edge("officers of the station begin when they must", "bureau-by-day", "E", "A EEEEE"),
    Edge("one on call leaves for street calls too", "street-calls", "US", "A SSSSSSS"),
    Edge("the patrol police take them, so nobody need be free", "street-calls", "MU", "A M",
         settings={"by": "patrol"}),
    Edge("a station without deputies is not asked", "street-calls", "M", "A M"),
)  # fmt: skip
