"""Check a seal and its proof from the travel times alone; shares no code with the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scheduler.response.seal import Seal, Shortage

Table = NDArray[np.float64]


def seal_faults(
    minutes: ArrayLike, crews: Sequence[str], exits: Sequence[str], answer: Seal
) -> Iterator[str]:
    """What is wrong with a seal or its proof, a sentence each; nothing when it is right and proven best."""
    times = _millionths(np.asarray(minutes, dtype=np.float64).reshape(len(crews), len(exits)))
    if len({pair.crew for pair in answer.closings}) < len(answer.closings):
        yield "a crew closes two exits"
    if sorted([*(pair.exit for pair in answer.closings), *answer.left_open]) != sorted(exits):
        yield "an exit is neither closed nor left open, or is both"
    for pair in answer.closings:
        if times[crews.index(pair.crew), exits.index(pair.exit)] != _millionths(pair.minutes):
            yield f"{pair.crew} is not at {pair.exit} in {pair.minutes} minutes"
    left = len(answer.left_open)
    if left and _excess(answer.why_open, np.inf, times, (crews, exits)) < left:
        yield "it is not proven that so many exits stay open"
    if answer.closings and _excess(answer.why_last, answer.last, times, (crews, exits)) <= left:
        yield "it is not proven that the last cannot be closed sooner"
    yield from _total_faults(times, answer)


def _millionths(minutes: ArrayLike) -> Table:
    return np.rint(np.asarray(minutes, dtype=np.float64) * 1e6)


def _excess(
    why: Shortage | None, sooner_than: float, times: Table, names: tuple[Sequence[str], Sequence[str]]
) -> int:
    """By how many the exits named outnumber all crews that can be at one sooner; -1 if it does not say so."""
    crews, exits = names
    if why is None or why.minutes != sooner_than:
        return -1
    columns = [exits.index(name) for name in set(why.exits)]
    sooner = (times[:, columns] < _millionths(sooner_than)).any(axis=1)
    able = {crews[c] for c in np.flatnonzero(sooner).tolist()}
    return len(columns) - len(able) if able <= set(why.crews) else -1


def _total_faults(times: Table, answer: Seal) -> Iterator[str]:
    """Prices that exceed the time of no pair in question bound the total from below."""
    rows, columns = (np.array(side, dtype=np.float64) for side in (answer.prices.rows, answer.prices.columns))
    spare, left = answer.prices.spare, len(answer.left_open)
    if (columns > 0).any() or (left and (rows + spare > 0).any()):
        yield "a price is of the wrong sign"
    asked = times <= _millionths(answer.last)
    if (asked & (columns[:, None] + rows[None, :] > times)).any():
        yield "a price is above the time of a pair"
    bound = rows.sum() + columns.sum() + spare * left
    if bound < sum(_millionths(pair.minutes) for pair in answer.closings):
        yield "the prices do not add up to the total"
