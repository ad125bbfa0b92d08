"""Whose recording a file is: by what was typed, by its name, else by where and when it was made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from models import Fault, Faults
from scheduler.i18n import Text
from scheduler.render.routes_walk import file_stem
from scheduler.tracking.gpx import Fix, Recording
from scheduler.tracking.planned import MARGIN, Planned

BESIDE, FAR = 60.0, 2000.0
"""Metres off its route at which a crew may still be on it, and off every route where nobody patrols; ours."""

FITS, CLEAR, LEAST = 0.5, 0.2, 10
"""Share of a recording that must fit a crew, how much better than any other, and the points it must have."""

APART = 20.0
"""Metres between the points that are weighed: standing long somewhere must not outweigh the way."""

SHIFT = timedelta(hours=8)
"""A radio that writes local time as UTC, or the other way round, is off by this."""


@dataclass(frozen=True)
class Fit:
    """How well a recording fits a crew: the share of its points in the crew's hours that lie on its route."""

    share: float
    planned: Planned


def typed(argument: str) -> tuple[str, Path]:
    """`CREW=file.gpx` in its parts; the crew is empty for a file alone."""
    crew, sign, file = argument.partition("=")
    return (crew.strip(), Path(file)) if sign and not Path(argument).exists() else ("", Path(argument))


def owner(crew: str, recording: Recording, walks: Sequence[Planned]) -> Planned:
    """The route that a recording belongs to; raises Faults that name the file and what to write instead."""
    found = _typed(crew, recording, walks) if crew else _named(recording, walks)
    if found is None:
        return _fitting(recording, walks)
    if not in_hours(recording, found):
        raise _fault(recording, _wrong_time(recording, [found]))
    if _metres_off(recording, [found]) > FAR:
        raise _fault(recording, _far(recording, [found]))
    return found


def in_hours(recording: Recording, planned: Planned) -> list[Fix]:
    """The fixes made in a crew's window or an hour around it."""
    crew = planned.walk.crew
    first, last = crew.start - MARGIN, crew.end + MARGIN
    return [fix for track in recording.tracks for fix in track if first <= fix.at <= last]


def _known(walks: Sequence[Planned]) -> dict[str, Planned]:
    """Every name of a crew: its id, the name of its file, and `夜巡一组 2026-11-23` where only one has it."""
    found = {name: one for one in walks for name in (one.walk.crew.id, file_stem(one.walk.crew.id))}
    labels = [f"{one.walk.crew.name} {one.walk.crew.date}" for one in walks]
    return found | {label: one for label, one in zip(labels, walks, strict=True) if labels.count(label) == 1}


def _typed(text: str, recording: Recording, walks: Sequence[Planned]) -> Planned:
    known = _known(walks)
    if text in known:
        return known[text]
    if near := get_close_matches(text, known, 1):
        said = Text("no crew '{crew}' has a route; maybe '{near}'?", crew=text, near=near[0])
    else:
        crews = ", ".join(planned.walk.crew.id for planned in walks)
        said = Text("no crew '{crew}' has a route; known are {crews}", crew=text, crews=crews)
    raise _fault(recording, said)


def _named(recording: Recording, walks: Sequence[Planned]) -> Planned | None:
    """The crew that a name says, alone or with more behind it, such as `2026-11-23_night-1 (2)`."""
    known = _known(walks)
    for text in recording.names:
        said = [name for name in known if re.match(rf"{re.escape(name)}(?![A-Za-z0-9%])", text)]
        if said:
            return known[max(said, key=len)]
    return None


def _fitting(recording: Recording, walks: Sequence[Planned]) -> Planned:
    """The crew in whose hours and on whose route nearly all points lie, and clearly fewer on any other."""
    if not any(in_hours(recording, planned) for planned in walks):
        raise _fault(recording, _wrong_time(recording, walks))
    best, *others = sorted((_fit(recording, planned) for planned in walks), key=lambda fit: -fit.share)
    if _metres_off(recording, walks) > FAR:
        raise _fault(recording, _far(recording, walks))
    written = {"crew": best.planned.walk.crew.id, "file": recording.file}
    if best.share < FITS:
        said = Text("it fits no crew's route; if you know whose it is, write {crew}={file}", **written)
        raise _fault(recording, said)
    if others and others[0].share > best.share - CLEAR:
        both = ", ".join(fit.planned.walk.crew.id for fit in (best, others[0]))
        said = Text("it fits more than one crew: {both}; write which, as {crew}={file}", both=both, **written)
        raise _fault(recording, said)
    return best.planned


def _fit(recording: Recording, planned: Planned) -> Fit:
    points = _thinned(planned.ground.flat([(fix.x, fix.y) for fix in in_hours(recording, planned)]))
    if len(points) < LEAST:
        return Fit(0.0, planned)
    return Fit(float(np.mean([planned.pieces.away(point) <= BESIDE for point in points])), planned)


def _thinned(points: np.ndarray) -> list[np.ndarray]:
    kept: list[np.ndarray] = []
    for point in points:
        if not kept or float(np.hypot(*(point - kept[-1]))) >= APART:
            kept.append(point)
    return kept


def _metres_off(recording: Recording, walks: Iterable[Planned]) -> float:
    """How far the middle one of some points lies off all routes that could be meant."""
    off = []
    for planned in walks:
        fixes = in_hours(recording, planned)
        points = planned.ground.flat([(fix.x, fix.y) for fix in fixes[:: max(1, len(fixes) // 100)]])
        off += [float(np.median([planned.pieces.away(point) for point in points]))] if fixes else []
    return min(off, default=np.inf)


def _wrong_time(recording: Recording, walks: Sequence[Planned]) -> Text:
    """The sentence about a recording made outside every window, and what its clock may be."""
    said = {"first": f"{recording.first:%m-%d %H:%M}", "last": f"{recording.last:%m-%d %H:%M}"}
    if any(_fits_at(shift, recording, planned) for planned in walks for shift in (SHIFT, -SHIFT)):
        return Text(
            "recorded {first} to {last}, when the crew is not out; 8 hours off it would fit, so the radio "
            "takes local time for UTC or UTC for local time: mend its times",
            **said,
        )
    crew = walks[0].walk.crew
    if len(walks) > 1:
        return Text("recorded {first} to {last}, when no crew of the plan is out; name its own plan", **said)
    said |= {"start": f"{crew.start:%m-%d %H:%M}", "end": f"{crew.end:%m-%d %H:%M}"}
    said["crew"] = crew.id
    return Text("recorded {first} to {last}, but {crew} is out {start} to {end}; name its own file", **said)


def _fits_at(shift: timedelta, recording: Recording, planned: Planned) -> bool:
    """Whether most of a recording, made so much later, lies in the time and on the route of a crew."""
    tracks = [tuple(replace(fix, at=fix.at + shift) for fix in track) for track in recording.tracks]
    out = [planned.walk.start <= fix.at <= planned.walk.end for track in tracks for fix in track]
    moved = replace(recording, tracks=tuple(tracks))
    return sum(out) > len(out) / 2 and _fit(moved, planned).share >= FITS


def _far(recording: Recording, walks: Sequence[Planned]) -> Text:
    return Text(
        "it lies {km} km off the routes; name one of this area, in WGS84 (not GCJ-02 or BD-09)",
        km=round(_metres_off(recording, walks) / 1000),
    )


def _fault(recording: Recording, text: Text) -> Faults:
    return Faults([Fault(text, str(recording.file))])
