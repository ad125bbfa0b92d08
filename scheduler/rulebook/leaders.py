"""Leaders: a station whose profiles ask for it names one for each team and room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models import Fault, Faults, Settings, Team
from scheduler.i18n import Text
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import open_book

ASKS = "team-at-work"
"""The rule whose setting `leaders` asks for one."""


def check_leaders(teams: Iterable[Team], profiles: Iterable[str], *layers: Settings) -> Iterator[Fault]:
    """A fault for each team without a leader where the rules ask for one.

    Rules that cannot be read ask for nothing here: what is wrong with them is said where they are read.
    """
    try:
        book = open_book(profiles, *layers)
    except Faults:
        return
    asked = book.on(BY_ID[ASKS]) and book.values(BY_ID[ASKS])["leaders"]
    for number, team in enumerate(teams if asked else ()):
        if not team.leader:
            text = "the team '{team}' has no leader; write `leader: …`, or --set {rule}.leaders=false"
            yield Fault(Text(text, team=team.name, rule=ASKS), path=("teams", number))
