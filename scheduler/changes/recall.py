"""Who can be called in at T+30, T+60 and T+120 minutes with legal rest, and what each call costs.

The cost is a lower bound: those of his own turns in the next seven days that the call makes unlawful and that
must move. Who takes them is not worked out, and the way to the station is not modelled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations

from models import Crew, DutyKind, Person, Seat, Seats, Span, StaffKind, Week, minutes_between
from scheduler.changes.basis import Basis
from scheduler.changes.facts import with_facts
from scheduler.changes.owed import accounts, to_ask
from scheduler.changes.reasons import laws_by_cell
from scheduler.i18n import tr
from scheduler.kernel.tally import Cell, Tally, cells_of
from scheduler.order import Order

NOTICES = (30, 60, 120)
"""Minutes after the order at which people can be at work (users.md, section 4)."""

MOST_MOVED = 3
"""More of his own turns than this are not moved for one call."""

DAYS = timedelta(days=7)
UNLESS_KNOWN = timedelta(hours=4)
"""How long a call lasts when the tier raises no crew: that of an evening checkpoint."""

CALLED = (StaffKind.OFFICER, StaffKind.AUXILIARY, StaffKind.PATROL_GUARD)


@dataclass(frozen=True)
class Call:
    """One person called in so many minutes after the order; `moves` are his own crews that must move.

    `rule` and `says` tell why he cannot be called, when he cannot.
    """

    person: Person
    notice: int
    moves: tuple[Crew, ...] = ()
    rule: str = ""
    says: str = ""


def recall_list(order: Order, basis: Basis) -> tuple[Call, ...]:
    """Everybody at every notice, by kind: who costs least first, then who is owed least hours."""
    book = order.book()
    plain = replace(order, patrols=None).open_week(book)
    calls = tuple(_calls(plain, basis, _until(plain, basis)))
    week = replace(plain, crews=(*plain.crews, *calls), also=basis.served)
    problem = with_facts(book.read(week), basis.facts(plain))
    asked = [Cell(person.id, crew.id) for crew in calls for person in week.candidates(crew)]
    laws = laws_by_cell(problem, set(asked))
    place = {one.person.id: n for n, one in enumerate(to_ask(accounts(basis.plan), "minutes"))}
    found = [
        _call(week, basis, cell, [tally for _, tally in laws[cell]], dict_of(laws[cell])) for cell in asked
    ]
    kinds = list(StaffKind)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.notice, kinds.index(one.person.kind), bool(one.rule), len(one.moves),
                place.get(one.person.id, 0), one.person.id,
            ),
        )
    )  # fmt: skip


def dict_of(laws: list[tuple[str, Tally]]) -> dict[int, str]:
    """The rule behind each count, by the count's identity."""
    return {id(tally): rule for rule, tally in laws}


def _until(week: Week, basis: Basis) -> datetime:
    """When the last of the evening's new crews goes home."""
    ends = [
        crew.end for crew in basis.ahead(week)
        if crew.date == basis.now.date() and crew.is_turn and not basis.stands(crew)
    ]  # fmt: skip
    return max(ends, default=basis.now + timedelta(minutes=NOTICES[-1]) + UNLESS_KNOWN)


def _calls(week: Week, basis: Basis, until: datetime) -> Iterator[Crew]:
    """A crew without a task for each notice, in which anybody may serve, those on call before all."""
    number = len(week.station.people)
    standby = tuple(dict.fromkeys(crew.duty for crew in week.crews if crew.on_call))
    seats = Seats(Seat(kind=kind, floor=0, target=number) for kind in CALLED)
    for notice in NOTICES:
        start = basis.now + timedelta(minutes=notice)
        if start < until:
            yield Crew(
                id=f"{start.date()}/recall-{notice}", date=start.date(), duty=f"recall-{notice}",
                kind=DutyKind.MOBILE, name=tr("recall"), spans=(Span(start=start, end=until),), seats=seats,
                active_minutes=minutes_between(start, until), within=standby,
            )  # fmt: skip


def _call(week: Week, basis: Basis, cell: Cell, tallies: list[Tally], rules: dict[int, str]) -> Call:
    person, crew = week.station.by_id[cell.who], week.by_id[cell.what]
    notice = minutes_between(basis.now, crew.start)
    with_it = frozenset({*basis.served, cell})
    broken = [one for one in tallies if any(one.outside(with_it)) and not any(one.outside(basis.served))]
    for number in range(MOST_MOVED + 1):
        for moved in combinations(_own(week, basis, person, broken), number):
            left = with_it - {Cell(person.id, one) for crew in moved for one in _whole(week, crew)}
            if not any(any(one.outside(left)) for one in broken):
                return Call(person, notice, moved)
    return Call(person, notice, rule=rules[id(broken[0])], says=str(broken[0].says))


def _own(week: Week, basis: Basis, person: Person, broken: list[Tally]) -> list[Crew]:
    """His own turns to come, within seven days, at which the broken laws look."""
    seen = {cell.what for tally in broken for cell in cells_of(tally.terms) if cell.who == person.id}
    return [
        crew for crew in basis.ahead(week)
        if crew.id in seen and crew.is_turn and Cell(person.id, crew.id) in basis.served
        and crew.start < basis.now + DAYS
    ]  # fmt: skip


def _whole(week: Week, crew: Crew) -> Iterator[str]:
    """A crew and those that are served inside it."""
    yield crew.id
    yield from (
        one.id for one in week.crews if one.only_within and crew.duty in one.within and one.inside(crew)
    )


def say_recall(calls: tuple[Call, ...], planned: Collection[str] = ()) -> Iterator[str]:
    """The list in words, notice after notice and kind after kind; who cannot be called with the reason.

    `planned` are those whom the plan calls already.
    """
    from scheduler.render import words

    for notice in dict.fromkeys(one.notice for one in calls):
        yield tr("Can be called to be here at T+{minutes} min, rest kept:", minutes=notice)
        for kind in CALLED:
            mine = [one for one in calls if one.notice == notice and one.person.kind is kind]
            if mine:
                yield f"  {words.staff(kind)}"
                yield from (f"    {_line(one)}{_mark(one, planned)}" for one in mine)
    if calls:
        yield tr(
            "Cost: own turns of the next seven days that must move at least; who takes them is not counted."
        )


def _mark(one: Call, planned: Collection[str]) -> str:
    return tr(" (called by this plan)") if one.person.id in planned else ""


def _line(one: Call) -> str:
    name = f"{one.person.name} {one.person.id}"
    if one.rule:
        return tr("{name}: no – {says} [{rule}]", name=name, says=one.says, rule=one.rule)
    if not one.moves:
        return tr("{name}: yes, nothing moves", name=name)
    crews = tr(", ").join(f"{crew.date:%m-%d} {crew.name}" for crew in one.moves)
    return tr(
        "{name}: yes, {number} of his turns must move: {crews}", name=name, number=len(one.moves), crews=crews
    )
