"""Assembly: a choice of cells becomes an audited plan with its notes, routes, ledger and provenance."""

from __future__ import annotations

import hashlib
import platform
from datetime import datetime
from importlib.metadata import version

from models import PatrolMode, Plan, Provenance, Week
from models.plan import PassResult
from scheduler import ledger
from scheduler.kernel.audit import audit
from scheduler.kernel.outcome import Outcome
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell
from scheduler.order import Order
from scheduler.patrolling import routes_of, walks_of
from scheduler.rulebook.book import Book
from scheduler.rulebook.findings import findings
from scheduler.rulebook.readings import notes
from scheduler.seating import seat


def assemble(order: Order, book: Book, week: Week, problem: Problem, outcome: Outcome) -> Plan:
    """The plan of a roster that was found: everything about it, its audit included.

    Raises AssertionError when the audit finds a broken law: then the engine is wrong.
    """
    crews = {crew.id for crew in week.crews}
    chosen = {cell for cell in outcome.chosen if cell.what in crews}
    walks = walks_of(week, outcome.chosen)
    turns = seat(week, chosen)
    held = {cell.what for cell in chosen}
    before = order.request.after.ledger if order.request.after else ()
    text = f"{order.record.digest(order.before)} {book.digest} {sorted(chosen)} {walks}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _lawful(
        Plan(
            number=f"{digest[:4]}-{digest[4:8]}",
            station=order.station.id,
            name=order.station.name,
            phone=order.station.phone,
            lang=order.station.lang,
            days=week.days,
            people=order.station.people,
            teams=order.station.teams,
            leave=tuple(one for one in week.leave if one.first <= week.dates[-1] and week.first <= one.last),
            crews=tuple(crew for crew in week.crews if not crew.occasion or crew.id in held),
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
            places=order.station.places if walks or _on_screen(week) else (),
            routes=routes_of(week, walks, order.patrols) if order.patrols else (),
            walks=walks,
            ledger=(*ledger.remembered(before, week.first), *ledger.lines_of(week, chosen)),
            provenance=_provenance(order, book),
        )
    )


def _lawful(made: Plan) -> Plan:
    if broken := [one for one in made.findings if one.importance == "LAW" and not one.waived]:
        raise AssertionError(f"the engine broke its own law, please report this: {broken[0].text}")
    return made


def _on_screen(week: Week) -> bool:
    """Whether a video patrol has a round: the cameras of the station."""
    return any(crew.mode is PatrolMode.VIDEO and crew.zones for crew in week.crews)


def _passes(outcome: Outcome) -> tuple[PassResult, ...]:
    return tuple(
        PassResult(
            importance=done.rulings[0].importance,
            rules=tuple(ruling.rule for ruling in done.rulings),
            status=done.status,
            value=done.value,
            bound=done.bound,
            seconds=round(done.seconds, 3),
            method=done.method,
        )
        for done in outcome.passes
    )


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
        folder=made.folder,
    )


def versions() -> dict[str, str]:
    """The versions of everything a roster depends on."""
    packages = ("xunfang", "ortools", "pydantic", "chinesecalendar", "networkx", "numpy")
    return {**{name: version(name) for name in packages}, "python": platform.python_version(),
            "platform": f"{platform.system()} {platform.machine()}"}  # fmt: skip
