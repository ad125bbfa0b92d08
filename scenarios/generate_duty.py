"""One duty of a generated station file, line by line."""

from __future__ import annotations

from collections.abc import Iterator


def duty(
    key: str, kind: str, name: str, window: str, seats: tuple[str, str, str], *more: str
) -> Iterator[str]:
    """One duty; seats at tiers 3, 2 and 1, empty where it does not stand."""
    yield from (f"  - id: {key}", f"    kind: {kind}", f"    name: {name}", f'    windows: "{window}"')
    yield from (f"    tier{tier}: {seat}" for tier, seat in zip((3, 2, 1), seats, strict=True) if seat)
    yield from (f"    {line}" for line in more)


def always(seat: str) -> tuple[str, str, str]:
    """The same seats at every tier."""
    return seat, seat, seat
