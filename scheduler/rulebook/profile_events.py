"""Events that the document behind a profile names: every station with the profile has them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from models import Event, Station


@cache
def profile_events(name: str) -> tuple[Event, ...]:
    """The events of one profile; none for a profile that names none, or does not ship."""
    file = files("scheduler").joinpath("profiles", "events", f"{name}.yaml")
    if not file.is_file():
        return ()
    return TypeAdapter(tuple[Event, ...]).validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))


def with_events(station: Station, profiles: Iterable[str] = ()) -> Station:
    """The station with the events of its profiles and further ones; its own event of an id comes first."""
    events = {event.id: event for event in station.events}
    for name in (*station.profiles, *profiles):
        for event in profile_events(name):
            events.setdefault(event.id, event)
    return station.model_copy(update={"events": tuple(events.values())})
