"""The staffing ratios of the documents, each as one line: what it asks of this place, and what is there."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from models import FactKind, StaffKind
from scheduler.i18n import tr
from scheduler.reports.place import Known
from scheduler.reports.ratio import Ratio
from scheduler.reports.ratios_more import MORE
from scheduler.reports.report import counted

PROFILES = {"A": "taizhou-2016", "U": "wuhai-2018", "W": "wuzhong-2020", "Z": "zhuantang-2012", "L": "law"}
"""The profile of a document by the letter of its ids."""


def by_people(known: Known) -> Iterator[Ratio]:
    """A02: one community officer for so many people, in towns and in the country."""
    for each, asks in (
        (5000, tr("city, county town: 1 community officer for 5,000 people")),
        (8000, tr("township: 1 community officer for 8,000 people")),
    ):
        need = known.population / each if known.population is not None else None
        formula = f"{counted(known.population)} ÷ {each:,}" if known.population is not None else ""
        yield Ratio("A02", asks, formula, need, None, known.community, tr('"about" in the text'), about=True)


def by_beats(known: Known) -> Iterator[Ratio]:
    """A03: a beat for each urban community and for each three to five villages."""
    towns, villages = known.fact(FactKind.COMMUNITIES), known.fact(FactKind.VILLAGES)
    asks = tr("1 beat for each urban community, 1 for 3-5 villages, each with a police room")
    if towns is None or villages is None:
        yield Ratio("A03", asks, has=known.beats, note=_missing(FactKind.COMMUNITIES, FactKind.VILLAGES))
        return
    least = ceil(villages / 5)
    most = max(least, floor(villages / 3))
    formula = f"{counted(towns)} + {counted(villages)} ÷ (3~5)"
    note = tr("police rooms: {n}", n=_or_not(known.rooms))
    yield Ratio("A03", asks, formula, towns + least, towns + most, known.beats, note)


def by_auxiliaries(known: Known) -> Iterator[Ratio]:
    """A04, A05, A06: auxiliaries of communities and villages, coordinators of migrants, and their sum."""
    towns, villages = known.fact(FactKind.COMMUNITIES), known.fact(FactKind.VILLAGES)
    own = tr("part of the sum below; not given apart")
    yield Ratio("A04", tr("3-5 community auxiliaries for each urban community"), _times(towns, "(3~5)"),
                _mul(towns, 3), _mul(towns, 5), note=own)  # fmt: skip
    yield Ratio("A05", tr("1 community auxiliary for each village"), _times(villages, "1"), villages,
                note=own)  # fmt: skip
    need, formula = _coordinators(known)
    there = known.fact(FactKind.COORDINATORS)
    note = tr('"or" is read as the larger') if there is not None else own
    yield Ratio(
        "A06", tr("1 coordinator for 500 migrants or 200 rented rooms"), formula, need, None, there, note
    )
    yield _sum(known, towns, villages, need)


def _sum(known: Known, towns: float | None, villages: float | None, migrants: float | None) -> Ratio:
    """A04 to A06 together against the auxiliaries of the station: the source counts them as one force."""
    asks = tr("auxiliaries and coordinators together")
    there = known.auxiliaries + (known.fact(FactKind.COORDINATORS) or 0)
    if towns is None or villages is None or migrants is None:
        return Ratio("A04-A06", asks, has=there, note=tr("not every part is given"))
    low, high = (each * towns + villages + migrants for each in (3, 5))
    formula = f"{counted(towns)} × (3~5) + {counted(villages)} + {counted(migrants)}"
    return Ratio("A04-A06", asks, formula, low, high, there)


def _coordinators(known: Known) -> tuple[float | None, str]:
    """How many coordinators A06 asks for, whole people, and how that was counted."""
    parts = [
        (value, each)
        for kind, each in ((FactKind.MIGRANTS, 500), (FactKind.RENTED_ROOMS, 200))
        if (value := known.fact(kind)) is not None
    ]
    formula = " | ".join(f"{counted(value)} ÷ {each}" for value, each in parts)
    return max((float(ceil(value / each)) for value, each in parts), default=None), formula


def by_strength(known: Known) -> Iterator[Ratio]:
    """A14, U03, U04, L24: the size of a station, the share of its community officers, police rooms."""
    officers, share = known.officers, _share(known.dedicated, known.officers)
    yield Ratio("A14", tr("a merged central station has 20 officers or more"), "20", 20, None, officers,
                tr("asked of pilot stations that were merged"))  # fmt: skip
    yield Ratio("U03", tr("dedicated community officers are 40 % of the officers or more"),
                f"{counted(officers)} × 40 %", float(ceil(0.4 * officers)), None, known.dedicated,
                tr("share {share}; dedicated ones, or all where nobody is", share=share),
                exact=0.4 * officers)  # fmt: skip
    rooms = known.rooms
    yield Ratio("U04", tr("1-2 officers in each police room"), _times(rooms, "(1~2)"), rooms, _mul(rooms, 2),
                known.community)  # fmt: skip
    yield Ratio("U04", tr("2-3 auxiliaries in each police room"), _times(rooms, "(2~3)"), _mul(rooms, 2),
                _mul(rooms, 3), known.fact(FactKind.COMMUNITY_AUXILIARIES))  # fmt: skip
    yield Ratio("L24", tr("a station of fewer than 5 officers is to be ended"), "5", 5, None, officers)


def by_bureau(known: Known) -> Iterator[Ratio]:
    """W01 to W04: what Wuzhong reached; the first two are about the whole bureau."""
    all_, down = known.fact(FactKind.BUREAU_OFFICERS), known.fact(FactKind.BUREAU_SENT_DOWN)
    theirs = known.fact(FactKind.BUREAU_STATION_OFFICERS)
    whole = tr("of the whole bureau")
    for percent, asks in (
        (4, tr("the city bureau sends 4 % of its officers down")),
        (7, tr("the county bureau sends 7 % of its officers down")),
    ):
        need = float(ceil(percent * all_ / 100)) if all_ is not None else None
        yield Ratio("W01", asks, _times(all_, f"{percent} %"), need, None, down, whole, bureau=True)
    yield Ratio("W02", tr("officers in stations are 46.3 % of the county's (reached)"),
                _times(all_, "46.3 %"), _mul(all_, 0.463),
                None, theirs, whole, bureau=True)  # fmt: skip
    yield Ratio("W02", tr("community officers are 40.9 % of the station's officers (reached)"),
                f"{counted(known.officers)} × 40.9 %", 0.409 * known.officers, None, known.community,
                tr("share {share}; every community officer is counted",
                   share=_share(known.community, known.officers)))  # fmt: skip
    towns, villages = known.fact(FactKind.COMMUNITIES), known.fact(FactKind.VILLAGES)
    units = None if towns is None or villages is None else towns + villages
    formula = f"{counted(towns or 0)} + {counted(villages or 0)}" if units is not None else ""
    yield Ratio("W03", tr("1 officer for each village and community"), formula, units, None, known.community,
                tr("helped by drug, police-affairs and grid workers there"))  # fmt: skip
    grids = known.fact(FactKind.GRIDS)
    yield Ratio("W04", tr("1 beat for 29.4 grids (3,475 grids, 118 beats)"),
                f"{counted(grids)} ÷ 29.4" if grids is not None else "",
                grids / 29.4 if grids is not None else None, None, known.beats,
                tr("mean of the whole bureau"), about=True)  # fmt: skip


def by_villages(known: Known) -> Iterator[Ratio]:
    """Z09: village guards after hamlets, people and past offences; the source keeps its formula back."""
    kinds = (FactKind.HAMLETS, FactKind.PAST_OFFENCES)
    given = [f"{_name(kind)} {counted(value)}" for kind in kinds if (value := known.fact(kind)) is not None]
    note = tr("the source gives no formula") + ("; " + ", ".join(given) if given else "")
    yield Ratio("Z09", tr("village guards after hamlets, people and past offences"),
                has=known.count(StaffKind.VILLAGE_GUARD), note=note)  # fmt: skip


def ratios(known: Known) -> tuple[Ratio, ...]:
    """Every line, those of one subject together."""
    chapters = (by_people, by_beats, by_auxiliaries, by_strength, by_bureau, by_villages, *MORE)
    return tuple(line for chapter in chapters for line in chapter(known))


def _mul(value: float | None, times: float) -> float | None:
    return None if value is None else value * times


def _times(value: float | None, times: str) -> str:
    return "" if value is None else f"{counted(value)} × {times}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "—"


def _or_not(value: float | None) -> str:
    return tr("not given") if value is None else counted(value)


def _name(kind: FactKind) -> str:
    from scheduler.intake.words import spoken

    return spoken("FactKind", kind)


def _missing(*kinds: FactKind) -> str:
    return tr("not given: {facts}", facts=", ".join(map(_name, kinds)))
