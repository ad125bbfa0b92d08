"""Strips of the chapter `fairness`: a band around each person's fair share."""

from datetime import date

from models import Carried
from strips.strip import Edge, Strip

ONE_SEAT = {"seats": {"E": "1 officer", "N": "1 officer"}}
FEAST = {"holidays": {date(2026, 11, 25): "Feast", date(2026, 11, 26): "Feast"}}

STRIPS = (
    Strip(
        # Seven nights for four people: 1.75 each, one or two.
        "nights-fair", "N", "A NN, B ..NN, C ....NN, D ......N", "A NNN, B ...N, C ....NN, D ......N",
        ((1, "An: nights beside the fair share of 1.8"),),
        board=ONE_SEAT,
    ),
    Strip(
        "weekends-fair", "E", "A .....E., B ......E", "A .....EE",
        ((1, "An: weekend turns beside the fair share of 0.5"),),
        board=ONE_SEAT,
    ),
    Strip(
        "holidays-fair", "E", "A ..E., B ...E", "A ..EE",
        ((1, "An: holiday turns beside the fair share of 0.5"),),
        board={**ONE_SEAT, **FEAST},
    ),
    Strip(
        # 56 h for four are 14 h each, one turn of 8 h either way: 6 to 22 h; three turns are 2 h over.
        "hours-fair", "E", "A EE, B ..EE, C ....EE, D ......E", "A EEE, B ...E, C ....EE, D ......E",
        ((12, "An: hours beside the fair share of 14.0 h"),),
        board=ONE_SEAT,
    ),
)  # fmt: skip

EDGES = (
    Edge("who worked two nights too many owes fewer: 0.25 for him, 2.25 for the others", "nights-fair", "N",
         "A NN, B ..NN, C ....NN, D ......N",
         ((1, "An: nights beside the fair share of 0.2"), (-1, "Du: nights beside the fair share of 2.2")),
         board={**ONE_SEAT, "carried": {"A": Carried(nights=2.0)}}),
    Edge("away five of seven days: 0.61 nights for him, 2.13 for the others", "nights-fair", "N",
         "A NNNN, B ....N, C .....NN",
         ((1, "An: nights beside the fair share of 2.1"), (-1, "Bo: nights beside the fair share of 2.1")),
         board={**ONE_SEAT, "leave": ({"person": "D", "first": "2026-11-25", "last": "2026-11-29"},)}),
    Edge("each kind shares its own nights", "nights-fair", "N", "C NNNNNNN",
         board={"seats": {"N": "1 auxiliary"}, "who": {"C": {"kind": "auxiliary"}}}),
    Edge("a week without a holiday asks nothing", "holidays-fair", "E", "A EEEEEEE", board=ONE_SEAT),
    Edge("two turns either way", "hours-fair", "E", "A EEE, B ...EE, C .....EE", settings={"within_turns": 2},
         board=ONE_SEAT),
)  # fmt: skip
