"""Weather: on days of heat, storm or ice patrols are outdoors for shorter times."""

from __future__ import annotations

from collections.abc import Iterator

from models import DutyKind, Importance, PlaceKind, Week
from scheduler.i18n import Text
from scheduler.kernel.clauses import Forbid, Load
from scheduler.rulebook.forms import dates
from scheduler.rulebook.routes import choices, walks
from scheduler.rulebook.rule import rule
from scheduler.rulebook.words import label


@rule("weather-mode", Importance.LAW, "H01", on=False)
def weather_mode(week: Week, *, days: str = "", outdoor: int = 90) -> Iterator[Forbid]:
    """On {days} a patrol is outdoors for at most {outdoor} minutes at a time, then back at the station."""
    bad = set(dates(days))
    for crew, pool, slot in choices(week):
        for loop in pool.loops if crew.date in bad else ():
            if loop.minutes > outdoor:
                says = Text(
                    "{crew}: {minutes} min outdoors in bad weather",
                    crew=label(crew),
                    minutes=round(loop.minutes),
                )
                yield Forbid((walks(crew.id, loop, slot),), says=says, when=(crew.id,))


@rule("outdoor-stretch", Importance.ORDERS, "H01", order=16)
def outdoor_stretch(week: Week, *, hours: int = 4) -> Iterator[Load]:
    """Nobody stands outdoors at a checkpoint for more than {hours} hours on end."""
    outdoors = {place.id for place in week.station.places if place.kind is PlaceKind.CHECKPOINT}
    for crew in week.crews:
        if crew.kind is DutyKind.CHECKPOINT or crew.place in outdoors:
            longest = max(span.minutes for span in crew.spans)
            says = Text("{crew}: {hours} h outdoors on end", crew=label(crew), hours=f"{longest / 60:g}")
            yield Load((), high=hours * 60, constant=longest, says=says, when=(crew.id,))
