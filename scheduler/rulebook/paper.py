"""Paper: what the sheets and reports go by; these rules ask nothing of a roster."""

from __future__ import annotations

from models import Importance, Week
from scheduler.rulebook.rule import rule

STEPS_SAID = 7
"""Steps that the source announces for a case; it names six (I-13)."""


def parts(text: object) -> tuple[str, ...]:
    """The words of a list, `a; b; c`."""
    return tuple(filter(None, (one.strip() for one in str(text).replace("；", ";").split(";"))))


@rule(
    "check-lists", Importance.WISH, "T21", "T23", "T24", "I-13", "N10", "Z02", "Z15", "A30",
    on=False, paper=True,
)  # fmt: skip
def check_lists(
    week: Week,
    *,
    arrest: str = "identity; record; belongings; movements; traits; home",
    case: str = "link; screen; goods; track; assist; wanted",
    daily: str = "online",
    digest: str = "offences; people; reports",
    patrol: str = "",
    kit: str = "",
) -> tuple[()]:
    """Sheets print lists to go through: for each arrest ({arrest}), for each case ({case}) and for others.

    Every day {daily}; the weekly digest {digest}; reminders on patrol {patrol}; kit {kit}. Words are divided
    by semicolons; those of the documents are spoken in both languages, any other is printed as it stands.
    """
    return ()


@rule("station-class", Importance.WISH, "U01", "I-11", paper=True)
def station_class(week: Week, *, exactly: str = "higher") -> tuple[()]:
    """A station with exactly 15 or 10 calls a day belongs to the {exactly} of its two classes.

    The text puts these numbers into both. Write higher or lower; the report `class` goes by it.
    """
    return ()
