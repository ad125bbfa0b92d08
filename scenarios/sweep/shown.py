"""What a page and a workbook show of a sweep: heat maps, the front, the promise kept most cheaply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scenarios.sweep.columns import Column, Row, Value
from scenarios.sweep.front import POSSIBLE, on_front
from scenarios.sweep.model import Front, HeatMap, Sweep
from scenarios.sweep.read import Study
from scenarios.words import named
from scheduler.i18n import tr


@dataclass(frozen=True)
class Square:
    """One square of a heat map: the mean of so many rows, or the status where none has a number."""

    value: float | None
    rows: int
    status: str = ""


@dataclass(frozen=True)
class Heat:
    """A heat map: squares by row (y) and column (x)."""

    map: HeatMap
    xs: tuple[Value, ...]
    ys: tuple[Value, ...]
    squares: tuple[tuple[Square, ...], ...]


@dataclass(frozen=True)
class Shown:
    """All of it; `sentences` say what matters most."""

    rows: tuple[Row, ...]
    heats: tuple[Heat, ...]
    front: tuple[Row, ...] = ()
    sentences: tuple[str, ...] = ()


def shown(study: Study, rows: Sequence[Row]) -> Shown:
    """What is to be shown of the rows so far, sorted by their settings."""
    sweep = study.sweep
    places = {key: {value: n for n, value in enumerate(_axis(study, key))} for key in sweep.grid}
    ordered = sorted(
        rows, key=lambda row: [*(places[key].get(row[key], 0) for key in places), row["seed"] or 0]
    )
    front = tuple(on_front(ordered, sweep.front)) if sweep.front else ()
    heats = tuple(_heat(study, one, ordered) for one in maps_of(sweep))
    return Shown(tuple(ordered), heats, front, tuple(_sentences(sweep, ordered, front)))


def maps_of(sweep: Sweep) -> tuple[HeatMap, ...]:
    """Those asked for, else the first two settings over the price of a promise or the empty seats."""
    if sweep.maps or len(sweep.grid) < 2:
        return sweep.maps
    x, y = [*sweep.grid][:2]
    return (HeatMap(x=x, y=y, show="price"),) if sweep.promise else (HeatMap(x=x, y=y, show="empty"),)


def _axis(study: Study, key: str) -> tuple[Value, ...]:
    """The values of a setting as they stand in the table."""
    if key == "seed":
        return study.sweep.seeds or (study.scenario.limits.seed,)
    column = next(one for one in study.columns if one.name == key)
    return tuple(map(column.parse, study.sweep.grid[key]))


def _heat(study: Study, one: HeatMap, rows: Sequence[Row]) -> Heat:
    xs, ys = _axis(study, one.x), _axis(study, one.y)
    found: dict[tuple[Value, Value], list[Row]] = {}
    for row in rows:
        found.setdefault((row[one.x], row[one.y]), []).append(row)
    squares = tuple(tuple(_square(found.get((x, y), []), one.show) for x in xs) for y in ys)
    return Heat(one, xs, ys, squares)


def _square(rows: Sequence[Row], column: str) -> Square:
    values = [
        float(str(row[column])) for row in rows if row["status"] in POSSIBLE and row[column] is not None
    ]
    if values and len(values) == len(rows):
        return Square(sum(values) / len(values), len(rows))
    wrong = sorted({str(row["status"]) for row in rows if row["status"] not in POSSIBLE})
    return Square(None, len(rows), wrong[0] if wrong else "")


def _sentences(sweep: Sweep, rows: Sequence[Row], front: Sequence[Row]) -> Iterator[str]:
    if sweep.promise:
        yield _cheapest(sweep, rows)
    if front:
        wanted = _wanted(sweep.front or Front())
        yield tr("On the Pareto front ({wanted}): {number} points", wanted=wanted, number=len(front))


def _wanted(front: Front) -> str:
    less, more = (", ".join(map(named, names)) for names in (front.minimise, front.maximise))
    return " / ".join(filter(None, (f"↓ {less}" if less else "", f"↑ {more}" if more else "")))


def _cheapest(sweep: Sweep, rows: Sequence[Row]) -> str:
    """The least price over all points; proven where every point's bound says that it cannot be less."""
    assert sweep.promise
    able = [row for row in rows if row["status"] in POSSIBLE]
    if not able:
        return tr("No point keeps the promise.")
    best = min(able, key=lambda row: float(str(row["price"])))
    price = float(str(best["price"]))
    open_ = [row for row in rows if row["status"] not in (*POSSIBLE, "IMPOSSIBLE")]
    sure = not open_ and all(float(str(row["bound"])) >= price for row in able)
    extra = ", ".join(f"{best[f'extra.{kind}']} {tr(str(kind))}" for kind in sweep.promise.extra)
    at = ", ".join(f"{key} = {best[key]}" for key in sweep.grid)
    values = {"price": f"{price:g}", "extra": extra, "at": at or sweep.base}
    if sure:
        text = (
            "The promise is kept most cheaply with {extra} more (price {price}) at {at}; "
            "proven: not with less."
        )
        return tr(text, **values)
    text = (
        "The promise is kept with {extra} more (price {price}) at {at}; whether less would do is not proven."
    )
    return tr(text, **values)


def columns_of(study: Study, rows: Sequence[Row]) -> list[Column]:
    """The columns in which some row has anything, costs more than nought: the rest is noise on paper."""
    return [one for one in study.columns if any(row[one.name] not in _nothing(one) for row in rows)]


def _nothing(column: Column) -> tuple[Value, ...]:
    return (None, "", 0) if column.name.startswith(("cost.", "bound.", "rule.")) else (None, "")


def front_columns(sweep: Sweep) -> list[str]:
    """What is shown of the points on the front: their settings, and what puts them there."""
    front = sweep.front or Front()
    return [*dict.fromkeys([*sweep.grid, "seed", *front.minimise, *front.maximise])]
