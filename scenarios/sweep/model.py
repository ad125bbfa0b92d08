"""What a sweep file says: a scenario, the settings to vary, what to show of it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from pydantic import Field, PrivateAttr, field_validator

from models import StaffKind
from models._base import Frozen, fault
from models.faults import Path as FaultPath
from scheduler.intake.raw import Place

_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"^\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*(?:step\s+({_NUMBER})\s*)?$")

MOST = 100_000
"""Points of one sweep, and values of one setting."""

LAST_SEED = 2**31 - 1
"""The solver takes no larger one."""


def values_of(written: object) -> tuple[str, ...]:
    """The values of a setting: `15..21`, `0.5..1.5 step 0.25`, a list, or a single one; raises ValueError."""
    if isinstance(written, (list, tuple)):
        found = tuple(str(one) for one in written)
    elif match := _RANGE.match(str(written)):
        found = _range(*(Decimal(one or "1") for one in match.groups()))
    else:
        found = (str(written),)
    if not found:
        raise fault("'{value}' has no values; write a list, or a range such as 15..21", value=str(written))
    if len({*found}) < len(found):
        raise fault("'{value}' has a value twice; keep one of them", value=str(written))
    return found


def _range(first: Decimal, last: Decimal, step: Decimal) -> tuple[str, ...]:
    if last < first or step <= 0 or (last - first) / step > MOST:
        text = "'{first}..{last}' is no range; write it as 15..21, or 0.5..1.5 step 0.25"
        raise fault(text, first=str(first), last=str(last))
    return tuple(f"{(first + n * step).normalize():f}" for n in range(int((last - first) / step) + 1))


class Front(Frozen):
    """Columns of which no row of the front has one better without another worse."""

    minimise: tuple[str, ...] = ()
    maximise: tuple[str, ...] = ()

    @field_validator("*", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return value.split() if isinstance(value, str) else value


class HeatMap(Frozen):
    """One column over two settings; the mean where other settings or seeds vary too."""

    x: str
    y: str
    show: str


class Promise(Frozen):
    """What must hold, and who may come: the fewest of them that keep it are looked for."""

    keep: dict[str, str] = Field(default_factory=dict, description="address → value, as in the grid")
    extra: dict[StaffKind, int] = Field(min_length=1, description="kind → how many may come at most")
    price: dict[StaffKind, int] = Field(default_factory=dict, description="kind → price of one; 1 by default")

    @field_validator("extra", "price")
    @classmethod
    def _positive(cls, value: dict[StaffKind, int]) -> dict[StaffKind, int]:
        for kind, number in value.items():
            if not 1 <= number <= 99:
                raise fault("'{key}' is {value}; write a number from 1 to 99", key=kind, value=str(number))
        return value


class Sweep(Frozen):
    """A sweep as its file describes it; `home` is where the scenario's path begins."""

    name: str = Field(min_length=1)
    base: str = Field(min_length=1, description="scenario file beside this one, or one that ships")
    grid: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="address → values")
    sample: int | None = Field(
        default=None, ge=1, le=MOST, description="so many points of the grid by chance"
    )
    sample_seed: int = Field(default=1, ge=0, le=LAST_SEED)
    seeds: tuple[int, ...] = Field(default=(), description="of the solver; each point once with each")
    front: Front | None = None
    maps: tuple[HeatMap, ...] = ()
    promise: Promise | None = None

    _file: Path = PrivateAttr(default=Path())
    _places: dict[FaultPath, Place] = PrivateAttr(default_factory=dict)

    @field_validator("grid", mode="before")
    @classmethod
    def _values(cls, value: object) -> object:
        return {key: values_of(one) for key, one in value.items()} if isinstance(value, dict) else value

    @field_validator("seeds", mode="before")
    @classmethod
    def _seeds(cls, value: object) -> object:
        found = values_of(value) if value is not None else ()
        for one in found:
            if not (one.isdecimal() and int(one) <= LAST_SEED):
                raise fault("'{value}' is no seed; write whole numbers from 0, such as 1..3", value=one)
        return found

    @property
    def home(self) -> Path:
        """The folder of its file."""
        return self._file.parent

    def at(self, *path: str | int) -> Place:
        """File and line of a part, or of what contains it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self._places:
                return self._places[path[:end]]
        return Place(self._file.name)

    def written(self, file: Path, places: dict[FaultPath, Place]) -> Sweep:
        """The same with the file and the lines it was written in."""
        one = self.model_copy()
        one._file, one._places = file, places
        return one
