"""A recording as a radio wrote it: the timed points of a GPX file, in local time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from pathlib import Path

import gpxpy
from gpxpy.gpx import GPX, GPXTrack

from models import Fault, Faults
from scheduler.i18n import Text
from scheduler.intake.csv_source import decode
from scheduler.render.routes_gpx import CHINA

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
"""Says how the bytes are written; the text is decoded already."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Where a radio was: local time, longitude and latitude (WGS84)."""

    at: datetime
    x: float
    y: float


@dataclass(frozen=True)
class Recording:
    """One file: what it calls itself, and its tracks, each in order of time."""

    file: Path
    names: tuple[str, ...]
    tracks: tuple[tuple[Fix, ...], ...]

    @property
    def first(self) -> datetime:
        """When it begins."""
        return min(track[0].at for track in self.tracks)

    @property
    def last(self) -> datetime:
        """When it ends."""
        return max(track[-1].at for track in self.tracks)


def read_recording(path: Path) -> Recording:
    """The recording in a GPX file; raises Faults when there is none in it.

    GPX times are UTC and become local time (UTC+8); a time without a zone is taken as local. Points without
    a time or off the globe are left out.
    """
    found = _parsed(path)
    tracks = tuple(track for one in found.tracks if (track := _fixes(one)))
    if not tracks:
        raise Faults([Fault(_nothing(found), str(path))])
    names = (path.stem, found.name, *(one.name for one in found.tracks))
    return Recording(path, tuple(name.strip() for name in names if name), tracks)


def _parsed(path: Path) -> GPX:
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        said = Text("cannot be read ({reason}); name a GPX file", reason=error.strerror or str(error))
        raise Faults([Fault(said, str(path))]) from error
    try:
        return gpxpy.parse(_DECLARATION.sub("", text or ""))
    except Exception as error:  # gpxpy raises whatever its parsers meet in a damaged file
        said = Text("this is not a whole GPX file; export the track from the radio once more")
        raise Faults([Fault(said, str(path))]) from error


def _fixes(track: GPXTrack) -> tuple[Fix, ...]:
    points = (point for segment in track.segments for point in segment.points)
    found = {
        at: Fix(at, point.longitude, point.latitude)
        for point in points
        if (at := _local(point.time)) and _on_globe(point.longitude, point.latitude)
    }
    return tuple(found[at] for at in sorted(found))


def _on_globe(x: float, y: float) -> bool:
    return isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90


def _local(time: datetime | None) -> datetime | None:
    """The time in China; none for a time or an offset that no calendar has."""
    try:
        return time.astimezone(CHINA).replace(tzinfo=None) if time and time.tzinfo else time
    except (OverflowError, ValueError):
        return None


def _nothing(found: GPX) -> Text:
    """Why a file without a timed point is no recording."""
    if any(_points(found.tracks)):
        return Text("its points have no times; switch the times on when you export the track from the radio")
    if any(route.points for route in found.routes):
        return Text("this is a planned route and no recording; name the track that the radio recorded")
    return Text("there is no recorded point in it; name the track that the radio recorded")


def _points(tracks: Iterable[GPXTrack]) -> Iterable[bool]:
    return (bool(segment.points) for track in tracks for segment in track.segments)
