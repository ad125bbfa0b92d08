"""What every suite has: instances that describe themselves, methods by name, and a judge of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.peers.linear import Linear
from models import Fault, Faults


@dataclass(frozen=True)
class Card:
    """One instance: how large it is, where it comes from, what its cost means, the best cost known."""

    suite: str
    name: str
    size: str
    source: str
    cost: str
    best: float | None = None


@dataclass(frozen=True)
class Step:
    """How one step of our tiers of importance ended; of a peer's roster only what it costs there."""

    importance: str
    rules: str
    value: int
    bound: int | None
    status: str
    seconds: float | None


@dataclass(frozen=True)
class Verdict:
    """What the separate judge says of an answer: its cost and what is wrong with it.

    `bound` is one that everybody knows of the instance; `steps` price the answer in our tiers.
    """

    cost: float | None
    faults: tuple[str, ...] = ()
    bound: float | None = None
    steps: tuple[Step, ...] = ()


class Suite(ABC):
    """A set of instances with one kind of answer; importing it loads no solver."""

    name: str
    about: str
    source: str
    cost: str
    most = False
    """Whether more is better: then `cost` is what was gained."""
    folder = ""
    """Where its instances lie in the data folder; empty when they are made here."""
    methods: ClassVar[Mapping[str, str]]
    """Method → `module:function`, which takes the instance, the task and a report, and gives an Answer."""
    usual: Sequence[str] = ("xunfang",)
    """Methods that run where none is named."""
    many = False
    """Whether there are so many instances that some must be named."""

    @abstractmethod
    def names(self, data: Path | None) -> Iterable[str]:
        """The instances at hand."""

    def knows(self, method: str, name: str) -> bool:
        """Whether a method can do this instance."""
        return True

    @abstractmethod
    def open(self, name: str, data: Path | None) -> Any:
        """Read or make one instance; raises Faults or OSError where that cannot be done."""

    @abstractmethod
    def size(self, opened: Any) -> str:
        """How large it is, in words."""

    @abstractmethod
    def judge(self, opened: Any, answer: Any) -> Verdict:
        """Count the cost of an answer from the instance alone."""

    def plain(self, opened: Any) -> tuple[Linear, Any]:
        """The instance as a plain linear model for the peers, and the variable of each cell of an answer."""
        raise NotImplementedError(f"{self.name} has no plain model")

    def best(self, name: str, data: Path | None) -> float | None:
        """The best cost known from elsewhere."""
        return None

    def card(self, name: str, data: Path | None) -> Card:
        """Everything about one instance."""
        size = self.size(self.open(name, data))
        return Card(self.name, name, size, self.source, self.cost, self.best(name, data))

    def data_in(self, data: Path | None) -> Path:
        """The suite's own folder: in the data folder, or that folder itself; raises Faults without one."""
        if data is None:
            text = f"{self.name} needs its instances; name their folder with --data"
            raise Faults([Fault(text)])
        inner = data / self.folder
        return inner if inner.is_dir() else data

    def chosen(self, asked: Sequence[str], data: Path | None) -> list[str]:
        """The instances asked for, by name, pattern or number at the end; raises Faults for each unknown."""
        known = list(self.names(data))
        faults, found = [], dict.fromkeys(() if asked else known)
        for one in asked:
            mine = [name for name in known if name == one or fnmatchcase(name, one)]
            mine = mine or [name for name in known if name.removeprefix(_letters(name)) == one]
            if not mine:
                few = ", ".join(known[:8]) + (" …" if len(known) > 8 else "")
                faults.append(Fault(f"{self.name} has no instance '{one}'. Maybe one of {few or 'none'}"))
            found |= dict.fromkeys(mine)
        if faults:
            raise Faults(faults)
        return list(found)


def _letters(name: str) -> str:
    return name.rstrip("0123456789")
