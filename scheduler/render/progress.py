"""Live progress of the search: step, best value, bound, seconds."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from scheduler.i18n import tr
from scheduler.kernel.problem import Ruling


@dataclass(frozen=True)
class _State:
    step: str
    value: int | None
    bound: int | None
    seconds: float

    @property
    def proven(self) -> bool:
        return self.value is not None and self.value == self.bound

    def line(self) -> str:
        return tr(
            "{step}: best {value}, no plan below {bound}, {seconds} s",
            step=self.step, value=_number(self.value), bound=_number(self.bound),
            seconds=f"{self.seconds:.1f}",
        )  # fmt: skip


class Progress:
    """A context in which `report` shows how far the search is.

    In a terminal the lines are drawn anew in place; elsewhere (a file, a log) a plain line is written for
    each step when it begins and when it ends, and at most every `EVERY` seconds in between.
    """

    EVERY = 5.0

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._states: dict[str, _State] = {}
        self._said: _State | None = None
        self._last: _State | None = None
        self._live: Live | None = None

    def __enter__(self) -> Progress:
        if self._console.is_terminal:
            self._live = Live(console=self._console, get_renderable=self._table, refresh_per_second=4)
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()
        else:
            self._say(self._last)

    def watch(self, level: tuple[Ruling, ...], value: int | None, bound: int | None, seconds: float) -> None:
        """Show how far a level of rules is: what a search calls for every better roster."""
        names = ", ".join(ruling.rule for ruling in level)
        self.report(f"{tr(str(level[0].importance))} · {names}", value, bound, seconds)

    def report(self, step: str, value: int | None, bound: int | None, seconds: float) -> None:
        """Show the best value and the bound of a step, `seconds` after the search began."""
        state = _State(step, value, bound, seconds)
        if self._live is None:
            if self._last and self._last.step != step:
                self._say(self._last)
            if self._said is None or self._said.step != step or seconds - self._said.seconds >= self.EVERY:
                self._say(state)
        self._states[step] = self._last = state

    def _say(self, state: _State | None) -> None:
        if state is not None and state != self._said:
            self._console.print(Text(state.line()), soft_wrap=True)
            self._said = state

    def _table(self) -> Table:
        table = Table(box=None, padding=(0, 2))
        table.add_column(tr("Importance"))
        for head in (tr("Value"), tr("No plan below"), tr("Seconds")):
            table.add_column(head, justify="right")
        for state in tuple(self._states.values()):
            cells = (_number(state.value), _number(state.bound), f"{state.seconds:.1f}")
            table.add_row(Text(state.step), *cells, style="green" if state.proven else "")
        return table


def _number(value: int | None) -> str:
    return "—" if value is None else str(value)
