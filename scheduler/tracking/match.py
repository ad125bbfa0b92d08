"""Which road sections a crew walked along, and how fast: a track laid on the map of its mode."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from scheduler.roads.geometry import Line
from scheduler.roads.network import Network
from scheduler.tracking.pieces import Floats, Pieces
from scheduler.tracking.strands import Strand

SIGMA, BETA = 10.0, 15.0
"""Noise of a radio in metres, and metres by which the way along the road may differ from the straight one."""

REACH, CHOICES = 50.0, 6
"""Metres from the road at which a point may still lie on it, and sections weighed for each point."""

SPACING = 20.0
"""Metres between matched points: twice the noise, as the paper has it."""

BREAK = 20.0
"""Cost of going on along sections that do not touch, in the units of the others (half a squared sigma)."""

LOOP = 25.0
"""Metres beyond both ends of a stretch that show a turn and are no noise."""


@dataclass(frozen=True, slots=True)
class Mark:
    """At a second, a point lies on a section, `along` metres from its tail and `away` metres off.

    `gone` are the metres straight from the point before.
    """

    second: float
    section: int
    along: float
    away: float = 0.0
    gone: float = 0.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Metres walked along one section without a stop, and the seconds that took."""

    section: int
    metres: float
    seconds: float


@dataclass(frozen=True, slots=True)
class _Door:
    """A junction of two sections: where it lies along the first and the last, metres to and from it."""

    first: float
    last: float
    before: float
    after: float


class Matcher:
    """Lays strands on the sections that a mode may use.

    The likeliest sequence of sections is found as by Newson and Krumm (2009, Hidden Markov Map Matching
    Through Noise and Sparseness, doi:10.1145/1653771.1653818): a point far off a section is unlikely, and so
    is a way along the road that is much longer or shorter than the straight line between two points. From one
    point to the next the way leads along one section or over one junction; anything else breaks the sequence.

    `flat` makes metres of a line of the map, as it did of the strands: no two flat pictures are alike.
    """

    def __init__(self, network: Network, flat: Callable[[Line], Floats]) -> None:
        self.network = network
        usable = [key for key in range(len(network.ends)) if any(network.open[2 * key : 2 * key + 2])]
        sections = network.roads.sections
        self._pieces = Pieces([flat(sections[key].line) for key in usable])
        self._key = np.array(usable, dtype=np.intp)[self._pieces.line]
        self.long = np.bincount(self._key, self._pieces.long, len(sections))

    def stretches(self, strand: Strand) -> list[Stretch]:
        """What was walked along which section; where the track leaves the roads, nothing."""
        found: list[Stretch] = []
        for marks in self._likeliest([self._marks(*one) for one in _thinned(strand)]):
            found += self._walked(marks)
        return found

    def _marks(self, second: float, point: Floats, gone: float) -> list[Mark]:
        """The sections near a point, nearest first."""
        away, along = self._pieces.near(point)
        found: dict[int, Mark] = {}
        for piece in np.argsort(away)[: 4 * CHOICES].tolist():
            if away[piece] > REACH or len(found) == CHOICES:
                break
            key = int(self._key[piece])
            found.setdefault(key, Mark(second, key, float(along[piece]), float(away[piece]), gone))
        return list(found.values())

    def _likeliest(self, layers: list[list[Mark]]) -> Iterator[list[Mark]]:
        """The likeliest sequences of marks (Viterbi), unbroken each; points off every road break them."""
        for near, group in groupby(layers, key=bool):
            if near:
                yield from self._unbroken(_backwards(*self._forwards(list(group))))

    def _forwards(self, layers: list[list[Mark]]) -> tuple[list[list[Mark]], list[list[int]], list[float]]:
        """For each mark the best one before it, and what the best way to each of the last marks costs."""
        costs, chosen = [_off(mark) for mark in layers[0]], list[list[int]]()
        for before, layer in pairwise(layers):
            known = list(zip(costs, before, strict=True))
            ways = [[cost + self._step(one, mark) for cost, one in known] for mark in layer]
            chosen.append([int(np.argmin(way)) for way in ways])
            costs = [min(way) + _off(mark) for way, mark in zip(ways, layer, strict=True)]
        return layers, chosen, costs

    def _step(self, one: Mark, two: Mark) -> float:
        if one.section == two.section:
            metres = abs(two.along - one.along)
        elif door := self._door(one, two):
            metres = door.before + door.after
        else:
            return BREAK
        return min(BREAK, abs(metres - two.gone) / BETA)

    def _door(self, one: Mark, two: Mark) -> _Door | None:
        """The nearest junction that the sections of two marks share; None when they do not touch."""
        doors = (
            _Door(end, other, abs(one.along - end), abs(two.along - other))
            for node, end in self._ends(one.section)
            for again, other in self._ends(two.section)
            if node == again
        )
        return min(doors, key=lambda door: door.before + door.after, default=None)

    def _ends(self, section: int) -> tuple[tuple[int, float], tuple[int, float]]:
        """The junctions at the ends of a section, and how many metres along it they lie."""
        tail, head = self.network.ends[section]
        return (tail, 0.0), (head, float(self.long[section]))

    def _unbroken(self, marks: list[Mark]) -> Iterator[list[Mark]]:
        run = marks[:1]
        for one, two in pairwise(marks):
            if self._step(one, two) >= BREAK:
                yield run
                run = []
            run.append(two)
        yield run

    def _walked(self, marks: list[Mark]) -> Iterator[Stretch]:
        """One stretch for each section of a sequence, from the junction at its one end to the other."""
        runs = [list(group) for _, group in groupby(marks, key=lambda mark: mark.section)]
        doors = [self._crossing(one[-1], two[0]) for one, two in pairwise(runs)]
        entries = [marks[0], *(after for _, after in doors)]
        exits = [*(before for before, _ in doors), marks[-1]]
        for run, entry, end in zip(runs, entries, exits, strict=True):
            low, high = sorted((entry.along, end.along))
            over = max(0.0, max(mark.along for mark in run) - high, low - min(mark.along for mark in run))
            gone = high - low + (2 * over if over > LOOP else 0.0)
            yield self._stretch(run[0].section, gone, end.second - entry.second)

    def _stretch(self, section: int, gone: float, seconds: float) -> Stretch:
        """Metres as the map counts them: a table of roads may say more than its straight lines."""
        scale = self.network.roads.sections[section].metres / float(self.long[section])
        return Stretch(section, gone * scale, seconds)

    def _crossing(self, one: Mark, two: Mark) -> tuple[Mark, Mark]:
        """The junction between two marks, as a mark on either section, at the time it was passed."""
        door = self._door(one, two)
        assert door is not None, "an unbroken sequence goes over junctions"
        whole = door.before + door.after
        second = one.second + (two.second - one.second) * (door.before / whole if whole else 0.5)
        return Mark(second, one.section, door.first), Mark(second, two.section, door.last)


def _off(mark: Mark) -> float:
    return (mark.away / SIGMA) ** 2 / 2


def _backwards(layers: list[list[Mark]], chosen: list[list[int]], costs: list[float]) -> list[Mark]:
    at = int(np.argmin(costs))
    found = [layers[-1][at]]
    for layer, choice in zip(reversed(layers[:-1]), reversed(chosen), strict=True):
        at = choice[at]
        found.append(layer[at])
    return found[::-1]


def _thinned(strand: Strand) -> Iterator[tuple[float, Floats, float]]:
    """Points about `SPACING` metres apart and the last one, and how far each is from the one before."""
    fine = strand.resampled(1.0)
    last: Floats | None = None
    for second, point in zip(fine.seconds.tolist(), fine.at, strict=True):
        gone = float(np.hypot(*(point - last))) if last is not None else 0.0
        if last is None or gone >= SPACING or second == fine.seconds[-1]:
            last = point
            yield second, point, gone
