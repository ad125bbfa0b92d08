"""How a route card fits one page: one table, two columns, or two columns without the words of the ways."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from math import ceil

from scheduler.i18n import tr
from scheduler.render.layout import wrapped
from scheduler.render.names import width
from scheduler.render.routes_card_rows import Line, Round

BODY = 226.0
"""Height in mm for map and table, below the facts and above the foot."""

HEAD = 6.5
"""Height in mm of the row of headings."""

WORDS = 0.85
"""Share of a line that is filled where it breaks between words only."""

SIGN = 5.5
"""Full-width characters of a line to sign on, and the space around it."""

SMALL = 0.86
"""Print of deadlines, in sizes of the print around them."""


@dataclass(frozen=True)
class Form:
    """A form of the table: how many columns of the page, and how much one line of a cell holds.

    `place`, `way` and `meeting` are full-width characters at full print (0: the column is not there); `row`
    and `line` are mm at full print, of a row of one line and of each further one; `sizes` are the prints to
    try, `least` the lowest map in mm, `units` the picture units a mm: more make the map's print smaller.
    `stacked`: the stay stands below the hour.
    """

    name: str
    columns: int
    place: float
    way: float
    meeting: float
    row: float
    line: float
    least: float
    sizes: tuple[float, ...]
    units: float
    stacked: bool = False


def _sizes(largest: int, least: int) -> tuple[float, ...]:
    return tuple(size / 100 for size in range(largest, least - 1, -3))


FORMS = (
    Form("wide", 1, 8.7, 13.2, 48.0, 6.5, 4.1, 72.0, _sizes(100, 79), 4.0),
    Form("ways", 2, 7.3, 8.2, 24.0, 6.0, 4.0, 62.0, _sizes(94, 70), 4.6, stacked=True),
    Form("plain", 2, 8.2, 0.0, 24.0, 5.6, 4.0, 62.0, _sizes(94, 61), 5.0),
)
"""The forms in the order in which they are tried."""

LARGEST_MAP, SMALLEST_MAP = 150.0, 40.0
"""Heights in mm; the smallest only where the smallest print leaves no more."""


@dataclass(frozen=True)
class Fit:
    """The form of a card, its print, the height of its map in mm, and its rounds column by column."""

    form: Form
    size: float
    height: float
    columns: tuple[tuple[Round, ...], ...]


def fitted(rounds: tuple[Round, ...], taken: float = 0.0) -> Fit:
    """The first form and its largest print that leave room for the map; the smallest where none does.

    Then the map is lower. `taken` is the height in mm that other rows of the page need.
    """
    for form in FORMS:
        # Smaller print leaves more room: each size tried rules out half of those left.
        leaves = partial(_room, rounds, form, taken)
        at = bisect_left(form.sizes, form.least, key=leaves)
        size = form.sizes[min(at, len(form.sizes) - 1)]
        if at < len(form.sizes):
            return Fit(form, size, min(LARGEST_MAP, leaves(size)), _columns(rounds, form, size))
    return Fit(form, size, max(SMALLEST_MAP, leaves(size)), _columns(rounds, form, size))


def _room(rounds: tuple[Round, ...], form: Form, taken: float, size: float) -> float:
    """Height in mm that is left for the map."""
    return BODY - taken - max(_height(one, form, size) for one in _columns(rounds, form, size))


def _columns(rounds: tuple[Round, ...], form: Form, size: float) -> tuple[tuple[Round, ...], ...]:
    """All rounds in one column, or cut in two of nearly equal height."""
    if form.columns == 1:
        return (rounds,)
    half = (_height(rounds, form, size) + form.row * size) / 2
    gone = HEAD * size / 2
    for at, one in enumerate(rounds):
        gone += _head(one, form, size)
        ends = list(accumulate((_line_height(line, form, size) for line in one.lines), initial=gone))
        gone = ends[-1]
        if gone > half:
            kept = min(range(len(ends)), key=lambda n: abs(ends[n] - half))
            return (*rounds[:at], *_part(one, 0, kept)), (*_part(one, kept, None), *rounds[at + 1 :])
    return (rounds,)


def _part(one: Round, first: int, end: int | None) -> Iterator[Round]:
    """Some lines of a round; what is not its beginning says so."""
    if lines := one.lines[first:end]:
        head = tr("{round} (continued)", round=one.name) if first else one.head
        yield replace(one, head=head, lines=lines)


def _height(rounds: tuple[Round, ...], form: Form, size: float) -> float:
    """Height of a table in mm."""
    lines = sum(_line_height(line, form, size) for one in rounds for line in one.lines)
    return HEAD * size + sum(_head(one, form, size) for one in rounds) + lines


def _head(one: Round, form: Form, size: float) -> float:
    """Height in mm of the row that heads a round."""
    share = _share(one.head)
    return (form.row + (wrapped(one.head, share * form.meeting / size) - 1) * form.line) * size


def _line_height(line: Line, form: Form, size: float) -> float:
    """Height in mm of a stop and of the rows in which two sign."""
    lines = max(_place(line, form, size), _way(line, form, size), 1 + (form.stacked and bool(line.stay)))
    return (form.row + (lines - 1) * form.line + _met(line, form, size)) * size


def _met(line: Line, form: Form, size: float) -> float:
    """Height at full print of the row in which a crew and those it meets sign; 0 where it meets nobody."""
    room = sum(width(one) + SIGN for one in line.met) + 2 + SIGN
    return form.row + (ceil(room * size / form.meeting) - 1) * form.line if line.met else 0.0


def _place(line: Line, form: Form, size: float) -> int:
    own_column = not form.way
    deadline = 0 if own_column or not line.part else wrapped(line.part, form.place / size / SMALL)
    return wrapped(line.place, _share(line.place) * form.place / size) + deadline


def _way(line: Line, form: Form, size: float) -> int:
    text = line.way if form.columns == 1 else f"{line.way} {line.length}"
    return wrapped(text, _share(text) * form.way / size) if form.way else 1


def _share(text: str) -> float:
    return WORDS if " " in text else 1.0
