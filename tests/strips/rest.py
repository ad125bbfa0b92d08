"""Strips of the chapter `rest`: hours off, rest days, nights; across midnight and the week's edge."""

from strips.strip import Edge, Strip

DUE = "due are 8 h, or until 18:00 after 24 h duty"
A_WEEK_BEFORE = {"past": 7}
FIVE_TO_EIGHT = {"duties": {"E": {"windows": "17:00-20:00"}}}

STRIPS = (
    Strip(
        "one-place-at-once", "EG", "A EG", "A [EG]",
        ((1, "An would be in two places: 11-23 Early and 11-23 Guns"),),
    ),
    Strip(
        "rest-between-duties", "EN", "A N.E", "A NE",
        ((1, f"An: only 0:00 h from 11-23 Night to 11-24 Early; {DUE}"),),
    ),
    Strip(
        "max-single-duty", "EM", "A E", "A M",
        ((1, "11-23 Main is longer than 8 h"),),
        settings={"hours": 8},
    ),
    Strip(
        "weekly-rest-day", "E", "A EEEEEE.", "A EEEEEEE",
        ((1, "An: fewer than 1 rest days from 11-23 to 11-29"),),
    ),
    Strip(
        "nights-per-week", "N", "A NNNN...", "A NNN.NN.",
        ((1, "An: more than 4 nights in the week of 11-23"),),
    ),
    Strip(
        "eleven-hours-rest", "EL", "A EE", "A LE",
        ((1, "An: 8:00 h between 11-23 Late and 11-24 Early; 11 h would be better"),),
    ),
    Strip(
        "standby-rested", "LS", "A LS", "A SL",
        ((1, "An is on call beside a duty: 11-23 Standby and 11-24 Late"),),
    ),
    Strip(
        "consecutive-nights", "N", "A NNN.NNN", "A NNNN...",
        ((1, "An: more than 3 nights in a row"),),
    ),
    Strip(
        "forward-rotation", "EL", "A EL", "A LE",
        ((1, "An goes back from 11-23 Late to 11-24 Early"),),
    ),
)  # fmt: skip

PLACES = (
    Edge("end and start at one minute are two places one after the other", "one-place-at-once", "EL",
         "A [EL]"),
    Edge("a turn across midnight meets the early one of the next day", "one-place-at-once", "EN", "A NE",
         ((1, "An would be in two places: 11-23 Night and 11-24 Early"),),
         board={"duties": {"N": {"windows": "22:00-07:00"}}}),
    Edge("the turn of last Sunday still runs on Monday morning", "one-place-at-once", "EM", "A M|E",
         ((1, "An would be in two places: 11-22 Main and 11-23 Early"),), board={"past": 1}),
    Edge("the leader may be the main officer himself", "one-place-at-once", "HM", "A [HM]"),
    Edge("on call and on duty at once", "one-place-at-once", "ES", "A [ES]",
         ((1, "An is on call and on duty at once: 11-23 Standby and 11-23 Early"),)),
    Edge("a leader may be the one on call", "one-place-at-once", "HS", "A [HS]"),
    Edge("on call until the minute a turn begins", "one-place-at-once", "SM", "A SM"),
    Edge("what clashed last week is no fault of this week's", "one-place-at-once", "ES", "A [ES]|",
         board={"past": 1}),
    Edge("two patrols at one time", "one-place-at-once", "EPR", "A [EPR]",
         ((1, "An would be in two places: 11-23 Patrol and 11-23 Round"),)),
    Edge("two patrols at one time, another between them in the list", "one-place-at-once", "EPQR", "A [EPR]",
         ((1, "An would be in two places: 11-23 Patrol and 11-23 Round"),)),
)  # fmt: skip

REST = (
    Edge("eight hours to the minute are enough", "rest-between-duties", "LE", "A LE"),
    Edge("a minute less is not", "rest-between-duties", "LE", "A LE",
         ((1, f"An: only 7:59 h from 11-23 Late to 11-24 Early; {DUE}"),),
         board={"duties": {"L": {"windows": "14:00-22:01"}}}),
    Edge("nine hours may be asked for", "rest-between-duties", "LE", "A LE",
         ((1,
         "An: only 8:00 h from 11-23 Late to 11-24 Early; due are 9 h, or until 18:00 after 24 h duty"),),
         settings={"hours": 9}),
    Edge("rest counts across the week's edge", "rest-between-duties", "NE", "A N|E",
         ((1, f"An: only 0:00 h from 11-22 Night to 11-23 Early; {DUE}"),), board={"past": 1}),
    Edge("who did not serve last night may start early", "rest-between-duties", "NE", "A N|., B .|E",
         board={"past": 1}),
    Edge("what was short last week is no fault of this week's", "rest-between-duties", "NE", "A NE|",
         board={"past": 2}),
    Edge("after 24 h at 14:00 is too soon", "rest-between-duties", "ML", "A ML",
         ((1, f"An: only 5:30 h from 11-23 Main to 11-24 Late; {DUE}"),)),
    Edge("after 24 h even 8:30 h are too few before 18:00", "rest-between-duties", "ME", "A ME",
         ((1, f"An: only 8:30 h from 11-23 Main to 11-24 Early; {DUE}"),), board=FIVE_TO_EIGHT),
    Edge("until 17:00 may be enough", "rest-between-duties", "ME", "A ME",
         settings={"after_24h_until": "17:00"}, board=FIVE_TO_EIGHT),
    Edge("after 24 h the night of that day is allowed", "rest-between-duties", "MN", "A MN"),
    Edge("24 h on the next day is 48 h in one go", "rest-between-duties", "MU", "A MU",
         ((1, f"An: only 0:00 h from 11-23 Main to 11-24 Deputy; {DUE}"),)),
    Edge("a leader's 24 h need rest before main duty of the next day", "rest-between-duties", "HM", "A HM",
         ((1, f"An: only 0:00 h from 11-23 Head to 11-24 Main; {DUE}"),)),
    Edge("who comes off 24 h does not sit in a meeting that morning", "rest-between-duties", "M", "A .MX",
         ((1, f"An: only 1:30 h from 11-24 Main to 11-25 Meeting; {DUE}"),),
         board={"events": ({"id": "X", "name": "Meeting", "window": "10:00-11:00", "weekday": "wednesday",
                            "who": ("officer",)},)}),
    Edge("more than a day of rest may be asked for", "rest-between-duties", "EL", "A EL",
         ((1,
         "An: only 24:00 h from 11-23 Early to 11-24 Late; due are 36 h, or until 18:00 after 24 h duty"),),
         settings={"hours": 36}),
    Edge("ten hours and a half are under eleven", "eleven-hours-rest", "LM", "A LM",
         ((1, "An: 10:30 h between 11-23 Late and 11-24 Main; 11 h would be better"),)),
    Edge("eleven hours are eleven", "eleven-hours-rest", "LM", "A LM", settings={"hours": 10}),
    Edge("what the law forbids is not counted again", "eleven-hours-rest", "NE", "A NE"),
    Edge("on call until 08:30, on duty from 16:30 on: eight hours", "standby-rested", "LS", "A SL",
         board={"duties": {"L": {"windows": "16:30-22:00"}}}),
    Edge("late after early is forward", "forward-rotation", "EL", "A E, B .L"),
    Edge("with a day between nothing goes back", "forward-rotation", "EL", "A L.E"),
)  # fmt: skip

DAYS = (
    Edge("any 7 days, not Monday to Sunday", "weekly-rest-day", "E", "A EEE|EEEE...",
         ((1, "An: fewer than 1 rest days from 11-20 to 11-26"),), board=A_WEEK_BEFORE),
    Edge("rested on Friday of last week", "weekly-rest-day", "E", "A .EE|EEEE...", board=A_WEEK_BEFORE),
    Edge("a free date between 08:30 and 06:00 is 21:30 h", "weekly-rest-day", "EM", "A EEEEM.E",
         ((1, "An: fewer than 1 rest days from 11-23 to 11-29"),)),
    Edge("from 08:30 to 08:30 it is 24 h", "weekly-rest-day", "EM", "A EEEEM.M"),
    Edge("from 06:00 to 06:00 after a night it is 24 h", "weekly-rest-day", "EN", "A EEEEN.E"),
    Edge("a night that ends at 06:30 leaves 23:30 h", "weekly-rest-day", "EN", "A EEEEN.E",
         ((1, "An: fewer than 1 rest days from 11-23 to 11-29"),),
         board={"duties": {"N": {"windows": "22:00-06:30"}}}),
    Edge("the night of last Sunday and the early turn of Tuesday", "weekly-rest-day", "EN", "A N|.EEEEEE",
         ((1, "An: fewer than 1 rest days from 11-22 to 11-28"),
          (1, "An: fewer than 1 rest days from 11-23 to 11-29")),
         board={"past": 1, "duties": {"N": {"windows": "22:00-06:30"}}}),
    Edge("two rest days may be asked for", "weekly-rest-day", "E", "A EEEEEE.",
         ((1, "An: fewer than 2 rest days from 11-23 to 11-29"),), settings={"days": 2}),
    Edge("being on call is no turn", "weekly-rest-day", "ES", "A EEEEEES"),
    Edge("last week without a rest day is no fault of this week's", "weekly-rest-day", "E",
         "A EEEEEEE|.EEEEE.",
         board=A_WEEK_BEFORE),
    Edge("two weeks have eight windows of seven days", "weekly-rest-day", "E", "A EEE.EEEEEEE.EE",
         ((1, "An: fewer than 1 rest days from 11-27 to 12-03"),), board={"tiers": "3" * 14}),
)  # fmt: skip

NIGHTS = (
    Edge("nights before Monday count", "consecutive-nights", "N", "A NN|NN",
         ((1, "An: more than 3 nights in a row"),), board=A_WEEK_BEFORE),
    Edge("five in a row are two too many", "consecutive-nights", "N", "A NNNNN",
         ((1, "An: more than 3 nights in a row"), (1, "An: more than 3 nights in a row"))),
    Edge("two in a row may be the most", "consecutive-nights", "N", "A NNN",
         ((1, "An: more than 2 nights in a row"),), settings={"most": 2}),
    Edge("until 01:00 from 22:00 are three hours: a night", "nights-per-week", "L", "A LL",
         ((1, "An: more than 1 nights in the week of 11-23"),),
         settings={"most": 1}, board={"duties": {"L": {"windows": "17:00-01:00"}}}),
    Edge("until 00:59 it is none", "nights-per-week", "L", "A LL",
         settings={"most": 1}, board={"duties": {"L": {"windows": "17:00-00:59"}}}),
    Edge("from 03:00 on it is one, from 03:01 on none", "nights-per-week", "EL", "A [EL][EL]",
         ((1, "An: more than 1 nights in the week of 11-23"),), settings={"most": 1},
         board={"duties": {"E": {"windows": "03:00-09:00"}, "L": {"windows": "03:01-09:00"}}}),
    Edge("nights of last week are last week's", "nights-per-week", "N", "A NNN|NNNN", board=A_WEEK_BEFORE),
)  # fmt: skip

EDGES = (*PLACES, *REST, *DAYS, *NIGHTS)
