"""One crew's outing compared: what its radios recorded beside the route it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from scheduler.intake.speeds import FASTEST
from scheduler.render.routes_walk import Call, Walk
from scheduler.roads.graph import RoadGraph
from scheduler.roads.network import Network
from scheduler.tracking import calls, cover
from scheduler.tracking.calls import Arrival, Kept
from scheduler.tracking.gpx import Recording
from scheduler.tracking.hours import minutes_short, outing
from scheduler.tracking.match import Matcher
from scheduler.tracking.planned import Planned
from scheduler.tracking.speeds import Travelled, travelled
from scheduler.tracking.strands import Strand, clean, silent

PART = 50.0
"""Metres of the way to a place that must be missing before it is called skipped; ours."""

WHOLE = 0.995
"""Share of the route from which it is walked: it rounds to 100 %."""


@dataclass(frozen=True)
class Measure:
    """What counts: metres beside the road, minutes late, and the map on which speeds are measured."""

    metres: float = cover.TOLERANCE
    minutes: float = calls.TOLERANCE
    roads: RoadGraph | None = None


@dataclass(frozen=True)
class Skipped:
    """Metres of the way to a call that were not walked."""

    call: Call
    metres: float


@dataclass(frozen=True)
class Outcome:
    """What became of one crew's route, in metres and whole minutes.

    `late_start` and `early_end` are what the time was shortened by (C02), `silent` are minutes of it without
    a recording; `dropped` counts points that no crew could have reached.
    """

    walk: Walk
    planned: float
    walked: float
    arrivals: tuple[Arrival, ...]
    skipped: tuple[Skipped, ...] = ()
    late_start: int = 0
    early_end: int = 0
    silent: int = 0
    dropped: int = 0
    travelled: Travelled = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Share of the route's metres that were walked, 0 to 1."""
        return self.walked / self.planned if self.planned else 1.0

    def having(self, kept: Kept) -> tuple[Arrival, ...]:
        """The calls that were kept in this way."""
        return tuple(one for one in self.arrivals if one.kept is kept)

    @property
    def minutes_short(self) -> int:
        """Minutes by which the crew set out too late and was back too early."""
        return self.late_start + self.early_end

    @property
    def as_planned(self) -> bool:
        """Whether neither way nor time was shortened, and every call kept."""
        kept = all(one.kept is Kept.ON_TIME and not one.dwell_short for one in self.arrivals)
        return kept and self.share >= WHOLE and not self.minutes_short


def compare(planned: Planned, recordings: Sequence[Recording], measure: Measure) -> Outcome:
    """What the radios of one crew recorded, beside its route; what any of them shows counts."""
    strands, dropped = _strands(planned, recordings)
    covered = cover.cover(planned.lines, strands, measure.metres)
    ways = [
        (call, (call.leg.metres or long) if long else 0.0, part / long if long else 1.0)
        for call, long, part in zip(planned.walk.calls, covered.planned, covered.walked, strict=True)
    ]
    missing = [Skipped(call, metres * (1 - share)) for call, metres, share in ways]
    late_start, early_end = minutes_short(planned, outing(planned.spots(planned.walk.base), strands))
    return Outcome(
        walk=planned.walk,
        planned=sum(metres for _, metres, _ in ways),
        walked=sum(metres * share for _, metres, share in ways),
        arrivals=calls.arrivals(planned, strands, measure.minutes),
        skipped=tuple(one for one in missing if one.metres >= PART),
        late_start=late_start,
        early_end=early_end,
        silent=_silent(planned, strands),
        dropped=dropped,
        travelled=_travelled(planned, strands, measure.roads),
    )


def _strands(planned: Planned, recordings: Sequence[Recording]) -> tuple[tuple[Strand, ...], int]:
    """The strands of all radios within the crew's hours, and how many points could not be."""
    fastest = FASTEST[planned.walk.route.mode]
    given = (track for one in recordings for track in one.tracks)
    tracks = [planned.ground.strand(track).during(*planned.hours) for track in given]
    strands = tuple(strand for track in tracks for strand in clean(track, fastest))
    before, after = (sum(len(one.seconds) for one in each) for each in (tracks, strands))
    return strands, before - after


def _silent(planned: Planned, strands: Sequence[Strand]) -> int:
    first, last = (planned.ground.seconds(at) for at in (planned.walk.start, planned.walk.end))
    return round(silent(strands, first, last) / 60)


def _travelled(planned: Planned, strands: Sequence[Strand], roads: RoadGraph | None) -> Travelled:
    if roads is None:
        return {}
    spots = np.vstack([planned.spots(place) for place in planned.walk.places])
    matcher = Matcher(Network(roads, planned.walk.route.mode), planned.ground.flat)
    return travelled(matcher, strands, spots)
