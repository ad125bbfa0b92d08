"""Explanations in the terminal: the conflict, the sums that prove it, and the menu of repairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from models import StaffKind, Station, Status
from scheduler.advice import Clash, Explanation, Refusal, Repair
from scheduler.beside import beside
from scheduler.i18n import tr
from scheduler.kernel.conflict import Conflict
from scheduler.order import Order
from scheduler.pipeline import Tell, explain
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import Book

EXIT = {Status.PROVEN: 0, Status.IMPOSSIBLE: 2, Status.UNDECIDED: 3}
"""Exit codes of `explain`; 1 is a mistake in the input."""


def run_explain(order: Order, json: Path | None = None, conflict: Conflict | None = None) -> int:
    """Explain an order with live progress, write it as JSON where asked for; returns the exit code."""
    return show_explanation(lambda tell: explain(order, tell, conflict), order.station, json)


def show_explanation(find: Callable[[Tell], Explanation], station: Station, json: Path | None = None) -> int:
    """Find an explanation with live progress, show it, write it where asked for; returns the exit code."""
    with Console(stderr=True).status(tr("Looking for the conflict")) as status:

        def tell(what: str, came: Status) -> None:
            status.update(Line(tr("Tried: {what} – {came}", what=what, came=said(came))))

        found = find(tell)
    console = Console()
    for part in told(found, station):
        console.print(part, soft_wrap=True)
    if json:
        _write(json, found)
    return EXIT[found.status]


def _write(path: Path, found: Explanation) -> None:
    with beside(path, make=True) as part:
        part.write_text(found.model_dump_json(indent=1), encoding="utf-8")


def undecided() -> str:
    """What is said when the time was too short."""
    return tr(
        "Undecided: the limits ended before a lawful roster was found or excluded. Maybe more --seconds?"
    )


def sorry(rules: Iterable[str], book: Book) -> str:
    """The rules of a conflict in the chief's words, one line each."""
    found = [BY_ID[name] for name in rules]
    lines = [f"  · {rule.say(book.values(rule))} [{rule.id}; {', '.join(rule.sources)}]" for rule in found]
    return "\n".join([tr("There is no lawful roster (proven). These rules cannot hold together:"), *lines])


def said(status: Status) -> str:
    """What came out of a trial: possible, impossible, undecided."""
    words = {Status.IMPOSSIBLE: tr("impossible"), Status.UNDECIDED: tr("undecided")}
    return words.get(status, tr("possible"))


def told(found: Explanation, station: Station) -> Iterator[Line]:
    """The explanation from top to bottom."""
    if found.status is Status.UNDECIDED:
        yield Line(undecided())
    elif found.conflict is None:
        yield Line(tr("There is a lawful roster: nothing to explain. Plan it with xunfang plan."))
    else:
        yield from map(Line, _conflict(found.conflict, station))
        yield from (Line(f"  Σ {one.text}") for one in found.arithmetic)
        if found.arithmetic:
            yield Line(tr("Each of these sums is a proof by counting."))
        yield from _menu(found.repairs, found.refused)


def _conflict(clash: Clash, station: Station) -> Iterator[str]:
    yield tr("There is no lawful roster (proven). These rules cannot hold together:")
    for rule, sentence in zip(clash.rules, clash.sentences, strict=True):
        yield f"  · {sentence} [{rule}; {', '.join(BY_ID[rule].sources)}]"
    if clash.people:
        yield tr("For: {people}", people=_people(clash.people, station))
    if clash.days:
        yield tr("On: {days}", days=", ".join(f"{day:%m-%d}" for day in clash.days))
    if clash.minimal:
        yield tr("Without any one of these rules, people or days there is a roster (each proven).")
    else:
        open_ = [one.what for one in clash.steps if one.status is Status.UNDECIDED]
        yield tr("Not decided in time whether it needs: {what}", what=", ".join(open_))
    yield {
        True: tr("It is the only minimal conflict of rules (proven)."),
        False: tr("It is one of several minimal conflicts: without one of its rules, others still clash."),
        None: tr("Whether there are other conflicts beside it stayed undecided."),
    }[clash.only]


def _people(ids: Sequence[str], station: Station) -> str:
    """Names; where a whole kind is meant, the kind."""
    words, left = [], list(ids)
    for kind in dict.fromkeys(person.kind for person in station.people):
        mine = [person.id for person in station.people if person.kind == kind]
        if len(mine) > 1 and set(mine) <= set(left):
            words.append(_all_of(kind, len(mine)))
            left = [who for who in left if who not in mine]
    return ", ".join([*words, *(station.by_id[who].name for who in left)])


def _all_of(kind: StaffKind, number: int) -> str:
    everybody = {
        StaffKind.OFFICER: tr("all {number} officers", number=number),
        StaffKind.AUXILIARY: tr("all {number} auxiliaries", number=number),
        StaffKind.PATROL_GUARD: tr("all {number} patrol guards", number=number),
        StaffKind.VILLAGE_GUARD: tr("all {number} village guards", number=number),
        StaffKind.VOLUNTEER: tr("all {number} volunteers", number=number),
        StaffKind.BUREAU: tr("all {number} of the bureau", number=number),
        StaffKind.CADRE: tr("all {number} cadres", number=number),
    }
    return everybody[kind]


def _menu(repairs: Sequence[Repair], refused: Iterable[Refusal]) -> Iterator[Line]:
    if repairs:
        yield Line(tr("What would give a roster, the cheapest first; each was planned and audited:"))
        for number, one in enumerate(repairs, start=1):
            yield from _lines(number, one)
    else:
        yield Line(tr("No single measure that was tried gives a roster."))
    for status, lead in (
        (Status.IMPOSSIBLE, tr("Does not help (proven): {what}")),
        (Status.UNDECIDED, tr("Not decided in time: {what}")),
    ):
        if what := [one.text for one in refused if one.status is status]:
            yield Line(lead.replace("{what}", "; ".join(what)))


def _lines(number: int, one: Repair) -> Iterator[Line]:
    least = tr(" (proven: not for less)") if one.least else ""
    yield Line(f"{number:>3}. {one.text}{least}")
    if one.load:
        yield Line(f"     {one.load}")
    yield Line("     " + tr("To type: {option}", option=one.option), style="bold")
