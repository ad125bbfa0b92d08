"""Duty filing 勤务报备: the duty list of each day for the bureau, with an approval line (L26, P11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models import Crew, Day, DutyKind, PatrolMode, PlaceKind, Plan, StaffKind, Station
from scheduler.i18n import tr
from scheduler.render import words
from scheduler.render.names import comma, printed
from scheduler.render.routes_zones import zone_order
from scheduler.render.rows import ORDER
from scheduler.reports.figures import Entry, count
from scheduler.reports.presence import serving
from scheduler.reports.report import Facts, Part, Report, Section, Signatures, Table

HEADS = (DutyKind.LEADER, DutyKind.MAIN, DutyKind.DEPUTY)
"""Duties whose people are named with their telephones."""


def filing(station: Station, plan: Plan) -> Report:
    """A page a day: who is in charge, how many of which kind, every duty, and who approves."""
    title = tr("{station}: duty filing", station=plan.name)
    pages = tuple(
        Section(f"{day.date:%m-%d}", tuple(_parts(station, plan, day)), f"{title} {day.date}")
        for day in plan.days
    )
    return Report("filing", title, pages)


def filing_entries(station: Station, plan: Plan) -> tuple[Entry, ...]:
    """An entry a day: who is in charge, and what the bureau counts."""
    return tuple(_entry(station, plan, day, _crews(plan, day)) for day in plan.days)


def _crews(plan: Plan, day: Day) -> list[Crew]:
    mine = (crew for crew in plan.crews if crew.date == day.date and crew.kind in ORDER)
    return sorted(mine, key=lambda crew: (ORDER.index(crew.kind), crew.group, crew.start))


def _parts(station: Station, plan: Plan, day: Day) -> Iterator[Part]:
    crews = _crews(plan, day)
    entry = _entry(station, plan, day, crews)
    date_ = f"{words.month_day(day.date)} {words.weekday(day.date)} {words.holiday(day)}".strip()
    yield Facts(((tr("Date"), date_), *entry.texts))
    strength = entry.figures
    heads, row = (tr("Patrol tier"), *(one.head for one in strength)), tuple(one.value for one in strength)
    yield Table(heads, ((words.tier(day), *row),), tr("Strength of the day"))
    yield _duties(plan, crews)
    if events := [crew for crew in plan.crews if crew.date == day.date and crew.kind is DutyKind.EVENT]:
        said = tr("; ").join(f"{crew.name} {_windows(crew)}" for crew in events)
        yield tr("Meetings: {events}", events=said)
    line = "____________"
    yield Signatures((
        tr("Drawn up by: {line}", line=line), tr("Checked (instructor): {line}", line=line),
        tr("Issued (chief): {line}", line=line), tr("Received by the bureau: {line}", line=line),
    ))  # fmt: skip


def _heads(plan: Plan, crews: Sequence[Crew]) -> Iterator[tuple[str, str]]:
    names = printed(plan.people)
    for kind in HEADS:
        mine = [turn.person for crew in crews if crew.kind is kind for turn in plan.members[crew.id]]
        title = words.duty_letters()[kind][1]
        yield (
            title,
            comma().join(f"{names[one]} {plan.person_by_id[one].phone}".strip() for one in mine) or "—",
        )


def _entry(station: Station, plan: Plan, day: Day, crews: Sequence[Crew]) -> Entry:
    """What the bureau counts (L26): people of each kind, cars, armed crews, zones, checkpoints."""
    there = [crew for crew in crews if serving(crew) and plan.members[crew.id]]
    who = {turn.person for crew in there for turn in plan.members[crew.id]}
    kinds = [kind for kind in StaffKind if any(person.kind is kind for person in plan.people)]
    zones = {zone for crew in there for zone in zone_order(plan, crew)}
    posts = {place.id for place in station.places if place.kind is PlaceKind.CHECKPOINT}
    checks = sum(crew.kind is DutyKind.CHECKPOINT or crew.place in posts for crew in there)
    cars = sum(crew.mode is PatrolMode.CAR and not crew.only_within for crew in there)
    figures = (
        *(count(words.staff(kind), sum(plan.person_by_id[one].kind is kind for one in who))
          for kind in kinds),
        count(tr("All"), len(who)), count(tr("Cars"), cars),
        count(tr("Armed crews"), sum(crew.armed for crew in there)),
        count(tr("Patrol crews"), sum(bool(crew.zones) for crew in there)),
        count(tr("Zones"), len(zones)), count(tr("Checkpoints"), checks),
    )  # fmt: skip
    texts = ((tr("Patrol tier"), words.tier(day)), (tr("Duty telephone"), plan.phone or station.phone or "—"),
             *_heads(plan, crews))  # fmt: skip
    return Entry(f"{day.date:%m-%d}", figures, texts)


def _duties(plan: Plan, crews: Sequence[Crew]) -> Table:
    names = printed(plan.people)
    rows = [
        (
            crew.name, "\n".join(map(words.window, crew.spans)), len(plan.members[crew.id]),
            comma().join(names[turn.person] for turn in plan.members[crew.id]) or tr("nobody"),
            words.mode(crew.mode) or "—", comma().join(zone_order(plan, crew)) or "—",
            tr("on call") if crew.on_call else "",
        )
        for crew in crews
    ]  # fmt: skip
    heads = (tr("Duty"), tr("Window"), tr("Heads"), tr("Members"), tr("Mode"), tr("Zone"), tr("Remark"))
    return Table(heads, tuple(rows), tr("Duties"), left=(3,))


def _windows(crew: Crew) -> str:
    return "; ".join(map(words.window, crew.spans))
