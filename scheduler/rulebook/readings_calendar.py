"""Remarks of the calendar: who may be called back from training, and where a drill finds room."""

from __future__ import annotations

from datetime import date

from scheduler.i18n import Text
from scheduler.rulebook.events import asked, occasions
from scheduler.rulebook.sheet import Sheet
from scheduler.rulebook.training import trainees


def trainees_callable(on: Sheet) -> Text | None:
    """N03: training is combined with standby; the bureau may call a trainee back."""
    names = dict.fromkeys(one.name for day in on.week.days for one in trainees(on.week, day))
    if not names:
        return None
    text = "In training, and callable by the bureau: {names}. They have no turn here."
    return Text(text, names="、".join(names))


def sessions_beside_turns(on: Sheet) -> Text | None:
    """Z05: a drill on a rest day would take it away, so people come on a day on which they serve anyway."""
    said = []
    for event, crews in occasions(on.week):
        if not event.sessions:
            continue
        ids = {crew.id: crew.date for crew in crews}
        came = [(who, ids[crew]) for who, crew in on.chosen if crew in ids]
        beside = sum(_serves(on, who, day) for who, day in came)
        dates = ", ".join(f"{day:%m-%d}" for day in sorted({day for _, day in came}))
        text = "{event}: {came} of {all} come to one session ({dates}), {beside} on a day with a turn"
        values = {"came": len(came), "all": len(asked(on.week, event)), "dates": dates, "beside": beside}
        said.append(str(Text(text, event=event.name, **values)))
    text = "{drills}. An attendance is work and takes the rest day it falls on."
    return Text(text, drills="; ".join(said)) if said else None


def _serves(on: Sheet, who: str, day: date) -> bool:
    """Whether a person's turn starts on a date."""
    mine = (on.week.by_id[crew] for person, crew in on.chosen if person == who and crew in on.week.by_id)
    return any(crew.date == day and crew.is_turn and not crew.invited for crew in mine)
