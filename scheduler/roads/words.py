"""Words of the road chapter that stand inside its sentences."""

from __future__ import annotations

from models import PatrolMode
from scheduler.i18n import Text

_BY = {
    PatrolMode.FOOT: Text("on foot"),
    PatrolMode.BICYCLE: Text("by bicycle"),
    PatrolMode.EBIKE: Text("by e-bike"),
    PatrolMode.CAR: Text("by car"),
}


def by_mode(mode: PatrolMode) -> Text:
    """`by car` 驾车, `on foot` 步行."""
    return _BY[mode]
