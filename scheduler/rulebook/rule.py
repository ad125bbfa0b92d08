"""What a rule is: a small named function with a source, a sentence, an importance and settings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from models import Importance, Seats
from scheduler.i18n import tr
from scheduler.kernel.clauses import Clause

Reader = Callable[..., Iterable[Clause]]
Reseat = Callable[..., Seats]


@dataclass(frozen=True)
class Rule:
    """A rule of the rulebook.

    `read(week, **settings)` yields its clauses. `order` ranks rules of one importance: a lower one is
    never traded for a higher. `yields_when_short`: with `--short` the rule moves from LAW to COVER.
    `reseat(duty, seats, **settings)`, where given, changes the seats of a duty before crews are made. A
    `goal` is never reached in full: its cost is reported as a whole, not as findings. Settings that are not
    given are those of the same name of the rule it `borrows` from. A rule of `paper` has no clauses: sheets
    and reports go by its settings.
    """

    id: str
    importance: Importance
    sources: tuple[str, ...]
    read: Reader
    on: bool = True
    order: int = 0
    yields_when_short: bool = False
    reseat: Reseat | None = None
    goal: bool = False
    borrows: str = ""
    paper: bool = False

    @property
    def sentence(self) -> str:
        """The rule in one sentence: English, with its settings as `{name}`; the key of its translation."""
        text = inspect.getdoc(self.read) or ""
        return " ".join(text.split("\n\n")[0].split())

    def say(self, values: Mapping[str, object]) -> str:
        """The sentence in the language spoken now, with the settings in force; switches are yes or no."""
        return tr(self.sentence, **{name: _said(value) for name, value in values.items()})

    @property
    def settings(self) -> dict[str, object]:
        """Settings and their defaults, from the function's keyword arguments."""
        return {
            name: parameter.default
            for name, parameter in inspect.signature(self.read).parameters.items()
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        }


def _said(value: object) -> object:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return "-" if value == "" else value


def rule(
    name: str,
    importance: Importance,
    *sources: str,
    on: bool = True,
    order: int = 0,
    short: bool = False,
    reseat: Reseat | None = None,
    goal: bool = False,
    borrows: str = "",
    paper: bool = False,
) -> Callable[[Reader], Rule]:
    """Make a rule of a function; its docstring is the sentence shown to the chief and in docs/rules.md.

    Sources are ids of the source documents: `T06` (rules.md), `L14` (practice-and-law.md), `H1`
    (its default set), `I-02` (inconsistencies).
    """

    def make(read: Reader) -> Rule:
        return Rule(name, importance, sources, read, on, order, short, reseat, goal, borrows, paper)

    return make
