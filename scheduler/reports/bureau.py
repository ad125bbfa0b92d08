"""A bureau's report: every station read, asked for its figures and let go, so that memory stays small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from models import Fault, Faults, Station
from scheduler.bureau.bureau import Bureau, Member, Reserve
from scheduler.bureau.read import FILE, read_bureau
from scheduler.i18n import Text, tr, use
from scheduler.intake import load_station
from scheduler.render import words
from scheduler.reports import ENTRIES, NAMES, NEED_PLAN, NOTES, Given
from scheduler.reports.asked import Asked, given_of
from scheduler.reports.figures import Figure
from scheduler.reports.over import Voice, by_station, pages, wholes
from scheduler.reports.report import Facts, Part, Report, Section
from scheduler.reports.station_class import not_given

Week = tuple[date, int]
"""First date and number of days of a plan."""


def is_bureau(path: Path) -> bool:
    """Whether a path means a bureau: its file, or a folder with one that is no station itself."""
    if path.is_dir():
        return (path / FILE).is_file() and not (path / "station.yaml").is_file()
    return path.name == FILE


@dataclass
class _Found:
    """What is kept of the stations while they are read one by one."""

    faults: list[Fault] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    weeks: dict[str, set[Week]] = field(default_factory=dict)


def bureau_report(asked: Asked) -> Report:
    """The report over all stations; raises Faults with every mistake in the bureau and its stations."""
    bureau, folder = read_bureau(asked.path)
    use(asked.lang or bureau.lang)
    found = _Found(list(_asked_wrongly(asked)))
    if not found.faults:
        for member in bureau.stations:
            _hear(asked, folder, member, found)
        found.faults += _weeks_differ(asked, found.weeks)
        found.faults += _nothing(asked, found)
    if found.faults:
        raise Faults(found.faults)
    reserves = [_reserve(one) for one in bureau.reserves] if asked.kind == "staffing" else []
    return _report(asked, bureau, (*found.voices, *reserves), found)


def _asked_wrongly(asked: Asked) -> Iterator[Fault]:
    """What no station could mend: a report of one station, plans or calls that are no folder."""
    if asked.kind not in ENTRIES:
        text = "the {kind} sheet is of one station; name the station's folder instead of the bureau"
        yield Fault(Text(text, kind=asked.kind), "--kind")
    elif asked.kind in NEED_PLAN and not asked.plans:
        text = (
            "this report is made from plans; write them with `xunfang bureau {path} --out DIR`, and name DIR"
        )
        yield Fault(Text(text, path=asked.path), "--plan")
    if asked.kind != "month" and len(asked.plans) > 1:
        yield Fault(Text("this report is made from one folder of plans; only month takes several"), "--plan")
    for path in asked.plans:
        if not path.is_dir():
            text = "'{path}' is no folder; name the output folder of `xunfang bureau`, with STATION/plan.json"
            yield Fault(Text(text, path=path), "--plan")
    if asked.calls and not asked.calls.is_dir():
        text = "'{path}' is no folder; for a bureau name one with a file a station, such as calls/s01.csv"
        yield Fault(Text(text, path=asked.calls), "--calls")


def _hear(asked: Asked, folder: Path, member: Member, found: _Found) -> None:
    """Read one station with its plans and calls, and keep what it says."""
    try:
        station = load_station(folder / member.folder).station
    except Faults as faults:
        found.faults += [replace(one, where=f"{member.id}/{one.where}") for one in faults.faults]
        return
    mine = replace(asked, plans=_plans(asked, member), calls=_calls(asked, member))
    try:
        given = given_of(mine, station)
    except Faults as faults:
        found.faults += faults.faults
        return
    name = f"{member.id} {station.name}"
    ready = given.plans or asked.kind not in NEED_PLAN
    found.voices.append(Voice(name, ENTRIES[asked.kind](given) if ready else ()))
    found.weeks[member.id] = {(plan.first, len(plan.days)) for plan in given.plans}


def _plans(asked: Asked, member: Member) -> tuple[Path, ...]:
    files = (folder / member.id / "plan.json" for folder in asked.plans)
    return tuple(file for file in files if file.is_file())


def _calls(asked: Asked, member: Member) -> Path | None:
    file = asked.calls / f"{member.id}.csv" if asked.calls else None
    return file if file and file.is_file() else None


def _weeks_differ(asked: Asked, weeks: dict[str, set[Week]]) -> Iterator[Fault]:
    """Plans of one moment add up; of different weeks they would not."""
    counts = Counter(week for mine in weeks.values() for week in mine)
    if asked.kind not in NEED_PLAN or asked.kind == "month" or len(counts) < 2:
        return
    (most, days), _ = counts.most_common(1)[0]
    for name, mine in weeks.items():
        for first, number in mine - {(most, days)}:
            text = Text(
                "this plan has {number} days from {first}, others {days} from {most}; plan all for one week",
                number=number, first=first, days=days, most=most,
            )  # fmt: skip
            yield Fault(text, f"{name}/plan.json")


def _nothing(asked: Asked, found: _Found) -> Iterator[Fault]:
    """That no station at all has what the report is made from."""
    if found.faults:
        return
    if not any(voice.entries for voice in found.voices):
        text = (
            "there is no STATION/plan.json of this bureau in it; name the output folder of `xunfang bureau`"
        )
        yield Fault(Text(text), "--plan")
    elif asked.kind == "class" and not any(one.numbers for one in _figures(found)):
        yield from not_given(asked.path.name).faults


def _figures(found: _Found) -> Iterator[Figure]:
    yield from (one for voice in found.voices for entry in voice.entries for one in entry.figures)


def _reserve(force: Reserve) -> Voice:
    """A force of the bureau is put beside the stations like one that has people only."""
    station = Station(id=force.id, name=force.name, people=force.members(), duties=())
    return Voice(force.name, ENTRIES["staffing"](Given(station))[:1], reserve=True)


def _report(asked: Asked, bureau: Bureau, voices: Sequence[Voice], found: _Found) -> Report:
    """All stations together on the first page, then a line a station."""
    every, name = pages(voices), str(NAMES[asked.kind])
    parts: tuple[Part, ...] = (_facts(bureau, found), *wholes(every), *NOTES.get(asked.kind, tuple)())
    title = tr("{bureau}: {report}", bureau=bureau.name, report=name)
    stations = (
        replace(one, title=title if one.name == name else f"{title}, {one.name}")
        for one in map(by_station, every)
    )
    return Report(asked.kind, title, (Section(tr("All stations"), parts), *stations), wide=True)


def _facts(bureau: Bureau, found: _Found) -> Facts:
    """How many stations speak, of which days, and the bureau's own forces (A25)."""
    forces = (f"{one.name} {one.people} {words.staff(one.kind)}" for one in bureau.reserves)
    pairs = [(tr("Stations"), str(len(bureau.stations)))]
    if weeks := {week for mine in found.weeks.values() for week in mine}:
        first, last = min(weeks)[0], max(first + timedelta(days=days - 1) for first, days in weeks)
        pairs.append((tr("With a plan"), str(sum(map(bool, found.weeks.values())))))
        pairs.append((tr("From, to"), f"{first} – {last}"))
    return Facts((*pairs, (tr("Reserve forces (A25)"), tr("; ").join(forces) or tr("none"))))
