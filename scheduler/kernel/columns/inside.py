"""The walk of a room: its steps only, where all others are held to a known path.

Before the room everything is decided; behind it the states of all ways become one soon, since a state holds
only what days before still mean for those to come. From there on the known path costs the same for all ways.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scheduler.kernel.columns.counters import Ints
from scheduler.kernel.columns.flat import NOTHING, Apart, Flat
from scheduler.kernel.columns.labelling import Path
from scheduler.kernel.columns.moves import AT, DIMS, HEAD, NOW, SIZE, TAIL, TO, WAS, strides


def inside(flat: Flat, path: Path, first: int, end: int) -> Flat | None:
    """The steps from `first` to before `end`, and those after them until all ways are one again.

    Its labels at the end are those of the whole walk. None where no way is this path.
    """
    cells = np.array(path, dtype=np.int64)
    wanted = flat.classes.idle.copy()
    classes = flat.classes.of_cell[cells]
    on = np.searchsorted(flat.classes.idle, classes, side="right") - 1
    wanted[on] = classes
    chain, close = _follow(flat.blocks, flat.first, flat.kinds, flat.states, wanted, end)
    if close < 0:
        return None
    low, high = flat.first[first], flat.first[close]
    keep = np.ones(high - low, dtype=np.bool_)
    held = np.repeat(wanted[end:close], np.diff(flat.first[end : close + 1]))
    keep[flat.first[end] - low :] = flat.kinds[flat.first[end] : high] == held
    kept = np.append(0, np.cumsum(keep))
    begins = 1 + kept[flat.first[first : close + 1] - low]
    part = flat.classes.part(first, close)
    none = len(part.first) - 2
    firing, fired = _between(flat, low, high)
    firing, fired = firing[keep[firing - low]], fired[keep[firing - low]]
    labels = (
        1 + flat.labels[flat.states[first] : flat.states[close + 1] + 1] - flat.labels[flat.states[first]]
    )
    costs = flat.costs
    return Flat(
        _blocks(flat, chain, first, close, low + np.flatnonzero(keep)),
        np.concatenate([[0], begins, begins[-1:] + 1]),
        np.concatenate([[0], labels, labels[-1:] + np.prod(flat.sizes[-1])]),
        NOTHING,
        NOTHING,
        part,
        np.concatenate([[none], flat.kinds[low:high][keep] - flat.classes.idle[first], [none]]),
        None if costs is None else np.pad(costs[:, low:high][:, keep], ((0, 0), (1, 1))),
        1 + kept[firing - low],
        fired,
        _apart(flat, chain, cells, first, close),
    )


def _between(flat: Flat, low: int, high: int) -> tuple[Ints, Ints]:
    """What some blocks in a row fire."""
    start, after = np.searchsorted(flat.firing, (low, high))
    return flat.firing[start:after], flat.fired[start:after]


def _apart(flat: Flat, chain: Ints, cells: Ints, first: int, close: int) -> Apart:
    """What the known path takes, costs and fires outside the room."""
    steps = np.concatenate([np.arange(first), np.arange(close, len(chain))])
    out = chain[steps]
    idle = flat.kinds[out] == flat.classes.idle[steps]
    costs = None if flat.costs is None else flat.costs[:, out].sum(axis=1)
    taken = cells[np.isin(flat.classes.of_cell[cells], flat.kinds[out])]
    return Apart(taken, steps[idle], costs, flat.fired[np.isin(flat.firing, out)])


def _blocks(flat: Flat, chain: Ints, first: int, close: int, inner: Ints) -> NDArray[np.int32]:
    """The blocks of the room between one that leads into it and one that leads from it to the end."""
    size = flat.sizes[-1]
    moved = flat.blocks[chain, _each(TO)] - flat.blocks[chain, _each(AT)]
    before, after = moved[:first].sum(axis=0), moved[close:].sum(axis=0)
    found = np.zeros((len(inner) + 2, flat.blocks.shape[1]), dtype=np.int32)
    found[1:-1] = flat.blocks[inner]
    found[1:-1, [TAIL, HEAD]] -= flat.states[first] - 1
    into, out = found[0], found[-1]
    into[HEAD] = 1 + _state(flat, chain, first) - flat.states[first]
    into[_each(SIZE)] = 1
    into[_each(TO)] = before
    into[_each(NOW)] = strides(flat.sizes[first].tolist())
    out[TAIL] = 1 + _state(flat, chain, close) - flat.states[first]
    out[HEAD] = 1 + flat.states[close + 1] - flat.states[first]
    low = np.maximum(0, -after)
    out[_each(SIZE)] = np.minimum(flat.sizes[close], size - after) - low
    out[_each(AT)], out[_each(TO)] = low, low + after
    out[_each(WAS)], out[_each(NOW)] = strides(flat.sizes[close].tolist()), strides(size.tolist())
    return found


def _each(place: int) -> slice:
    """Where a block keeps one number for each long sum."""
    return slice(place, place + DIMS)


def _state(flat: Flat, chain: Ints, step: int) -> int:
    """The state of the known path before a step."""
    return int(flat.blocks[chain[step - 1], HEAD]) if step else 0


@njit(cache=True, nogil=True, error_model="numpy")  # type: ignore[untyped-decorator]
def _follow(blocks: Any, first: Any, kinds: Any, states: Any, wanted: Any, end: Any) -> Any:
    """The block of a path on each step, and the step from `end` on before which all ways are one again.

    That is -1 where the path has no block on a step.
    """
    steps = len(first) - 1
    chain = np.full(steps, -1, dtype=np.int64)
    place = np.zeros(DIMS, dtype=np.int64)
    state = 0
    for t in range(steps):
        for b in range(first[t], first[t + 1]):
            if blocks[b, TAIL] != state or kinds[b] != wanted[t]:
                continue
            fits = True
            for k in range(DIMS):
                at = place[k] - blocks[b, AT + k]
                fits = fits and 0 <= at < blocks[b, SIZE + k]
            if fits:
                chain[t] = b
                break
        b = chain[t]
        if b < 0:
            return chain, -1
        state = blocks[b, HEAD]
        for k in range(DIMS):
            place[k] += blocks[b, TO + k] - blocks[b, AT + k]
    alive = np.zeros(states[-1], dtype=np.bool_)
    alive[states[end] : states[end + 1]] = True
    many = states[end + 1] - states[end]
    for t in range(end, steps):
        if many == 1:
            return chain, t
        many = 0
        for b in range(first[t], first[t + 1]):
            if kinds[b] == wanted[t] and alive[blocks[b, TAIL]] and not alive[blocks[b, HEAD]]:
                alive[blocks[b, HEAD]] = True
                many += 1
    return chain, steps
