"""Check the proof of a seal from the travel times alone; shares no code with the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike

from scheduler.response.seal import Seal, Shortage

TICKS = 1_000_000  # a minute, as in prices


def seal_faults(minutes: ArrayLike, crews: Sequence[str], exits: Sequence[str], answer: Seal) -> Iterator[str]:
    """What is wrong with a seal or its proof, a sentence each; nothing when it is right and proven best."""
    times = np.asarray(minutes, dtype=float).reshape(len(crews), len(exits))
    used = [pair.crew for pair in answer.closings]
    closed = [pair.exit for pair in answer.closings]
    if len(set(used)) < len(used):
        yield "a crew closes two exits"
    if sorted([*closed, *answer.left_open]) != sorted(exits):
        yield "an exit is neither closed nor left open, or is both"
    for pair in answer.closings:
        if times[crews.index(pair.crew), exits.index(pair.exit)] != pair.minutes or pair.minutes == np.inf:
            yield f"{pair.crew} is not at {pair.exit} in {pair.minutes} minutes"
    yield from _open_faults(times, crews, exits, answer)
    yield from _total_faults(times, exits, answer)


def _open_faults(times: np.ndarray, crews: Sequence[str], exits: Sequence[str], answer: Seal) -> Iterator[str]:
    left = len(answer.left_open)
    if left and not _proves(answer.why_open, times, (crews, exits), left):
        yield "it is not proven that so many exits stay open"
    if answer.closings:
        if not _proves(answer.why_last, times, (crews, exits), left + 1):
            yield "it is not proven that the last cannot be closed sooner"
        if answer.why_last and answer.why_last.minutes < answer.last - 1 / TICKS:
            yield "the proof is for a sooner minute than the last"


def _proves(
    why: Shortage | None, times: np.ndarray, names: tuple[Sequence[str], Sequence[str]], excess: int
) -> bool:
    """Whether exits outnumber by `excess` all crews that can be at one of them sooner than the minute named."""
    crews, exits = names
    if why is None or len(set(why.exits)) - len(set(why.crews)) < excess:
        return False
    columns = [exits.index(name) for name in why.exits]
    sooner = (times[:, columns] < why.minutes - 0.5 / TICKS).any(axis=1)
    return {crews[c] for c in np.flatnonzero(sooner)} <= set(why.crews)


def _total_faults(times: np.ndarray, exits: Sequence[str], answer: Seal) -> Iterator[str]:
    """Prices that exceed the time of no pair in question bound the total from below."""
    rows, columns = np.array(answer.prices.rows), np.array(answer.prices.columns)
    spare, left = answer.prices.spare, len(answer.left_open)
    if (columns > 0).any() or (left and (rows + spare > 0).any()):
        yield "a price is of the wrong sign"
    cost = np.where(np.isinf(times), 0, np.rint(np.where(np.isinf(times), 0, times) * TICKS)).T
    asked = (times <= answer.last + 1 / TICKS).T
    if (asked & (rows[:, None] + columns[None, :] > cost)).any():
        yield "a price is above the time of a pair"
    bound = int(rows.sum()) + int(columns.sum()) + spare * left
    if bound < round(answer.total * TICKS) - len(exits):
        yield "the prices do not add up to the total"
