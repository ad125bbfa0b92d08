"""A second opinion on explanations: conflicts minimal by a plain model, repairs audited as they are typed."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ortools.sat.python import cp_model

from models import Person, Waiver, Week
from scheduler.advice import Repair
from scheduler.intake.arguments import parse_aways, parse_settings, parse_tiers
from scheduler.kernel.audit import audit
from scheduler.kernel.conflict import Conflict
from scheduler.kernel.problem import Problem
from scheduler.kernel.tally import Cell, Mark, Tally, cells_of
from scheduler.order import Order
from scheduler.pipeline import judge

Count = tuple[str, Tally]


def is_minimal(problem: Problem, conflict: Conflict) -> str:
    """What is wrong with a conflict; empty when it is impossible, and possible without any one member."""
    laws = {(ruling.rule, id(tally)) for ruling in problem.laws for tally in ruling.tallies}
    if any((rule, id(tally)) not in laws for rule, tally in conflict.counts):
        return "NO LAW"
    if _feasible(problem, conflict.counts):
        return "NO CONFLICT"
    members = [("rule", name) for name in conflict.rules]
    members += [("person", name) for name in conflict.people] + [("day", day) for day in conflict.days]
    for member in members:
        if not _feasible(problem, [one for one in conflict.counts if member not in _members(one)]):
            return f"NOT NEEDED {member[1]}"
    return ""


def _members(count: Count) -> Iterator[tuple[str, str]]:
    """The rule, the one person and the one day that a count is about."""
    rule, tally = count
    yield "rule", rule
    if len(set(tally.who)) == 1:
        yield "person", tally.who[0]
    dates = {when[:10] for when in tally.when} | {
        (cell.what if cell.what[:4].isdigit() else cell.who)[:10] for cell in cells_of(tally.terms)
    }
    if len(dates) == 1 and tally.when:
        yield "day", dates.pop()


def _feasible(problem: Problem, counts: Iterable[Count]) -> bool:
    """Whether a roster keeps the counts: a plain model, nothing settled beforehand, CP-SAT as it comes."""
    model = cp_model.CpModel()
    cells: dict[Cell, cp_model.IntVar] = {}

    def of(cell: Cell) -> cp_model.IntVar:
        if cell not in cells:
            cells[cell] = model.new_bool_var("")
            if cell in problem.facts:
                model.add(cells[cell] == int(problem.facts[cell]))
        return cells[cell]

    def mark(fact: Mark) -> cp_model.IntVar:
        true, parts = model.new_bool_var(""), [of(cell) for cell in fact.cells]
        for one, other in fact.pairs:
            both = model.new_bool_var("")
            model.add_min_equality(both, [of(one), of(other)])
            parts.append(both)
        model.add_max_equality(true, parts) if parts else model.add(true == 0)
        return true

    for _, tally in counts:
        total = tally.constant + sum(
            number * (of(fact) if isinstance(fact, Cell) else mark(fact)) for number, fact in tally.terms
        )
        if isinstance(total, int):
            if (tally.low or total) > total or (total if tally.high is None else tally.high) < total:
                return False
            continue
        if tally.low is not None:
            model.add(total >= tally.low)
        if tally.high is not None:
            model.add(total <= tally.high)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = 60
    solver.parameters.num_workers = 2
    return solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def audited(order: Order, repair: Repair) -> bool:
    """Whether the roster of a repair breaks no law once its option is typed; read and judged anew."""
    if repair.sort == "strike":
        book = order.book()
        week = order.open_week(book)
        return not any(one.ruling.hard for one in audit(book.read(_struck(week, repair)), _cells(repair)))
    findings = judge(_typed(order, repair), repair.turns)
    return not [one for one in findings if one.importance == "LAW" and not one.waived]


def _cells(repair: Repair) -> list[Cell]:
    return [Cell(who, crew) for who, crew in repair.turns]


def _struck(week: Week, repair: Repair) -> Week:
    """The week with only those crews of the days struck that somebody serves in."""
    served = {crew for _, crew in repair.turns}
    stays = (crew for crew in week.crews if crew.date not in repair.dates or crew.id in served)
    return replace(week, crews=tuple(stays))


def _typed(order: Order, repair: Repair) -> Order:
    """The order with what the repair asks for."""
    words = shlex.split(repair.option)
    given: dict[str, list[str]] = {}
    for name, value in zip(words, [*words[1:], ""], strict=True):
        if name.startswith("--"):
            given.setdefault(name, []).append(value)
    request = order.request
    away = request.away
    station = order.station
    if repair.sort == "recall":
        away = tuple(one for one in away if one.person not in repair.who)
        away += parse_aways(given.get("--away", []), station)
    if repair.sort == "borrow":
        kinds = {person.kind for person in station.people if str(person.kind) in repair.text}
        lent = [Person(id=who, name=who, kind=kind) for who in repair.who for kind in kinds]
        station = station.model_copy(update={"people": (*station.people, *lent)})
        station.__dict__.pop("by_id", None)
    tiers = {**request.tiers, **parse_tiers(given.get("--tier", []))}
    settings = dict(order.settings)
    for rule, values in parse_settings(given.get("--set", [])).items():
        settings[rule] = {**settings.get(rule, {}), **values}
    waived = (text.partition(":")[0] for text in given.get("--waive", []))
    waivers = tuple(Waiver(rule=rule, reason="benchmark") for rule in waived)
    return replace(
        order,
        station=station,
        request=replace(request, away=away, tiers=tiers, short="--short" in given or request.short),
        settings=settings,
        waivers=(*order.waivers, *waivers),
    )
