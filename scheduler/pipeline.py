"""The whole engine on one screen: a station and a request become an audited plan, or a conflict."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from importlib.metadata import version

from models import (
    Finding,
    Importance,
    LedgerLine,
    Limits,
    Plan,
    Provenance,
    Record,
    Settings,
    Station,
    Status,
    Waiver,
    Week,
)
from models.plan import PassResult
from models.sealing import seal_of
from scheduler import ledger
from scheduler.kernel.audit import Breach, audit
from scheduler.kernel.conflict import Conflict, find_conflict
from scheduler.kernel.problem import Problem
from scheduler.kernel.outcome import Outcome, Watch
from scheduler.kernel.solve import solve
from scheduler.kernel.tally import Cell
from scheduler.posture import Request, open_week
from scheduler.roads.patrol import Patrols
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import Book, open_book
from scheduler.rulebook.readings import notes
from scheduler.seating import seat

Pairs = Iterable[tuple[str, str]]
Tell = Callable[[str, Status], None]


@dataclass(frozen=True)
class Order:
    """Everything the chief gives: the station, what he asks for, his settings, waivers and limits."""

    station: Station
    request: Request
    settings: Settings = field(default_factory=dict)
    profiles: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    limits: Limits = field(default_factory=Limits)
    record: Record = field(default_factory=Record)
    patrols: Patrols | None = None

    @property
    def before(self) -> str:
        """The seal of the plan before: its own, or what it would be for a plan not written yet."""
        after = self.request.after
        return (after.seal or seal_of(after)) if after else ""

    def book(self) -> Book:
        """The rulebook in force; raises Faults for unknown rules, settings, profiles and waivers."""
        profiles = tuple(dict.fromkeys((*self.station.profiles, *self.profiles)))
        return open_book(profiles, self.station.rules, self.settings, waivers=self.waivers)

    def open_week(self, book: Book) -> Week:
        """The weeks asked for, with their crews and, where the station has a map, the crews' loops."""
        week = open_week(self.station, self.request, book.reseat)
        return replace(week, pools=self.patrols.pools(week.crews)) if self.patrols else week


@dataclass(frozen=True)
class Answer:
    """What came out: a plan (`PROVEN`, `FOUND`), or why there is none."""

    status: Status
    plan: Plan | None = None
    conflict: Conflict | None = None
    week: Week | None = None


def plan(
    order: Order, watch: Watch | None = None, tell: Callable[[str, Status], None] | None = None
) -> Answer:
    """Plan the weeks asked for: posture, rules, search, audit. Raises Faults for mistakes in the order.

    `watch` hears of every better roster, `tell` of every rule tried while a conflict is looked for.
    """
    book = order.book()
    week = order.open_week(book)
    problem = book.read(week)
    outcome = solve(problem, order.limits, watch)
    if outcome.status is Status.IMPOSSIBLE:
        return Answer(outcome.status, conflict=find_conflict(problem, order.limits, tell), week=week)
    if outcome.status is Status.UNDECIDED:
        return Answer(outcome.status, week=week)
    made = _plan(order, book, week, problem, outcome)
    if broken := [one for one in made.findings if one.importance == "LAW" and not one.waived]:
        raise AssertionError(f"the engine broke its own law, please report this: {broken[0].text}")
    return Answer(outcome.status, made, week=week)


def judge(order: Order, pairs: Pairs, walks: Pairs = ()) -> tuple[Finding, ...]:
    """Audit any roster for the weeks of the order, also one written or edited by hand.

    Routes are judged where `walks` are given (crew id, loop@slot); a workbook holds none.
    """
    book = order.book()
    served, walked = frozenset(pairs), frozenset(walks)
    week = order.open_week(book) if walked else open_week(order.station, order.request, book.reseat)
    problem = book.read(replace(week, also=served))
    return findings(book, audit(problem, (Cell(*pair) for pair in served | walked)))


def _plan(order: Order, book: Book, week: Week, problem: Problem, outcome: Outcome) -> Plan:
    """Everything about a roster that was found, its audit included."""
    crews = {crew.id for crew in week.crews}
    chosen = {cell for cell in outcome.chosen if cell.what in crews}
    walks = tuple(sorted((cell.who, cell.what) for cell in outcome.chosen if cell.who in week.pools))
    turns = seat(week, chosen)
    before = order.request.after
    text = f"{order.record.digest(order.before)} {book.digest} {sorted(chosen)} {walks}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Plan(
        number=f"{digest[:4]}-{digest[4:8]}",
        station=order.station.id,
        name=order.station.name,
        phone=order.station.phone,
        lang=order.station.lang,
        days=week.days,
        people=order.station.people,
        leave=tuple(one for one in week.leave if one.first <= week.dates[-1] and week.first <= one.last),
        crews=week.crews,
        turns=turns,
        status=outcome.status,
        passes=_passes(outcome),
        findings=findings(book, audit(problem, chosen | {Cell(*walk) for walk in walks})),
        notes=tuple(notes(week, book, chosen)),
        waivers=order.waivers,
        decisions=order.record.decisions,
        settings=book.settings,
        past=week.past,
        served=tuple(sorted(week.served)),
        places=order.station.places if walks else (),
        routes=order.patrols.routes(week, walks) if order.patrols else (),
        walks=walks,
        ledger=(*_remembered(before, week.first), *ledger.lines_of(week, chosen)),
        provenance=_provenance(order, book),
    )


def _passes(outcome: Outcome) -> tuple[PassResult, ...]:
    return tuple(
        PassResult(
            importance=done.rulings[0].importance,
            rules=tuple(ruling.rule for ruling in done.rulings),
            status=done.status,
            value=done.value,
            bound=done.bound,
            seconds=round(done.seconds, 3),
        )
        for done in outcome.passes
    )


def findings(book: Book, breaches: Iterable[Breach]) -> tuple[Finding, ...]:
    """Breaches in the chief's words: rule, source, who, when, by how much."""
    return tuple(
        Finding(
            rule=breach.ruling.rule,
            importance=_importance(book, breach),
            source=", ".join(BY_ID[breach.ruling.rule].sources),
            text=str(breach.tally.says),
            who=breach.tally.who,
            dates=tuple(dict.fromkeys(date.fromisoformat(when[:10]) for when in breach.tally.when)),
            amount=abs(breach.amount),
            waived=book.waived.get(breach.ruling.rule, ""),
        )
        for breach in breaches
        if not BY_ID[breach.ruling.rule].goal
    )


def _importance(book: Book, breach: Breach) -> Importance:
    """That of the ruling; a waived law stays law, marked as waived."""
    return Importance.LAW if breach.ruling.rule in book.waived else breach.ruling.importance


def _remembered(before: Plan | None, first: date) -> tuple[LedgerLine, ...]:
    lines = before.ledger if before else ()
    return tuple(line for line in lines if first - ledger.HORIZON <= line.week < first)


def _provenance(order: Order, book: Book) -> Provenance:
    made = order.record
    return Provenance(
        made_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        input_hash=made.digest(order.before),
        rulebook_hash=book.digest,
        versions=versions(),
        limits=order.limits,
        after=order.request.after.number if order.request.after else "",
        before=order.before,
        changed_from=made.changed_from,
        inputs=made.inputs,
        typed=made.typed,
    )


def versions() -> dict[str, str]:
    """The versions of everything a roster depends on."""
    packages = ("xunfang", "ortools", "pydantic", "chinesecalendar", "networkx", "numpy")
    return {**{name: version(name) for name in packages}, "python": platform.python_version(),
            "platform": f"{platform.system()} {platform.machine()}"}  # fmt: skip
