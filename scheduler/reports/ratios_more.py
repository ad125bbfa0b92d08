"""Clauses about growth, living in the beat, mediators, helpers, rooms and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models import FactKind, PlaceKind, Role
from scheduler.i18n import tr
from scheduler.reports.place import Known
from scheduler.reports.ratio import Ratio
from scheduler.reports.report import counted

BEATS = 118
"""Beats of Wuzhong, which its other numbers are compared with (W03, W04)."""

WORKERS = (
    (FactKind.DRUG_WORKERS, 246), (FactKind.POLICE_AFFAIRS_WORKERS, 500), (FactKind.GRID_WORKERS, 453),
)  # fmt: skip

ROOMS, POSTS = 97, 107
"""Standard rooms and work posts of Wuzhong (W04)."""

CIRCLES = {PlaceKind.SCHOOL, PlaceKind.SHOP, PlaceKind.HOSPITAL, PlaceKind.SCENIC, PlaceKind.RAILWAY}
"""Three circles and two of the three areas (U22); the third area, the town itself, is no place."""


def by_growth(known: Known) -> Iterator[Ratio]:
    """A01: beside the plan named with --plan, which is one made before."""
    asks = tr("community officers may only grow in number")
    if known.before is None:
        yield Ratio("A01", asks, has=known.community, note=tr("name an earlier plan with --plan"))
        return
    roles = {Role.COMMUNITY_OFFICER, Role.DEDICATED}
    then = sum(bool(roles & {*person.roles}) for person in known.before.people)
    formula = tr("plan {number} of {day}", number=known.before.number, day=known.before.first)
    yield Ratio("A01", asks, formula, float(then), None, known.community)


def by_home(known: Known) -> Iterator[Ratio]:
    """A20: the home zone beside the beat."""
    officers = [one for one in known.station.people if Role.COMMUNITY_OFFICER in one.roles and one.beat]
    given = [one for one in officers if one.home_zone]
    there = float(sum(one.home_zone in one.beat for one in given)) if given else None
    note = tr("encouraged; {given} of {all} homes are given", given=len(given), all=len(officers))
    yield Ratio("A20", tr("community officers live in their beat"), has=there, note=note)


def by_mediators(known: Known) -> Iterator[Ratio]:
    """A26: by calls, but the text gives no number; their hours are their own, so they have no turns."""
    calls = known.fact(FactKind.CALLS_PER_DAY)
    formula = tr("{calls} calls a day", calls=counted(calls)) if calls is not None else ""
    note = tr("the source gives no formula; flexible hours, no turns here")
    yield Ratio("A26", tr("full-time mediators by call volume"), formula,
                has=known.fact(FactKind.MEDIATORS), note=note)  # fmt: skip


def by_helpers(known: Known) -> Iterator[Ratio]:
    """W03: three kinds of workers who help the officers of villages and communities."""
    asked = {
        FactKind.DRUG_WORKERS: tr("drug workers: 246 in 118 beats"),
        FactKind.POLICE_AFFAIRS_WORKERS: tr("police-affairs workers: 500 in 118 beats"),
        FactKind.GRID_WORKERS: tr("grid workers: 453 in 118 beats"),
    }
    for kind, number in WORKERS:
        yield _by_beats(known, "W03", asked[kind], number, known.fact(kind))


def by_rooms(known: Known) -> Iterator[Ratio]:
    """W04: rooms and work posts, seats in the committees; U22: rooms where people are."""
    posts, rooms = known.fact(FactKind.WORK_POSTS), known.rooms
    there = None if posts is None or rooms is None else posts + rooms
    asks = tr("police rooms and work posts: 97 + 107 in 118 beats")
    yield _by_beats(known, "W04", asks, ROOMS + POSTS, there)
    units = [known.fact(kind) for kind in (FactKind.VILLAGES, FactKind.COMMUNITIES)]
    need = None if None in units else sum(filter(None, units))
    formula = " + ".join(counted(one) for one in units if one is not None) if need is not None else ""
    yield Ratio("W04", tr("officers in the committees of each village and community"), formula, need, None,
                known.fact(FactKind.COMMITTEE_SEATS))  # fmt: skip
    places = known.station.places
    zones = {place.zone for place in places if place.kind in CIRCLES and place.zone}
    served = zones & {place.zone for place in places if place.kind is PlaceKind.POLICE_ROOM}
    asks = tr("a police room in each zone with a school, shops, a hospital, scenery or a railway station")
    yield Ratio("U22", asks, tr("zones with such a place"), float(len(zones)) if zones else None, None,
                float(len(served)) if zones else None)  # fmt: skip


def _by_beats(known: Known, source: str, asks: str, number: int, there: float | None) -> Ratio:
    """As many for each beat as Wuzhong has."""
    need = known.beats * number / BEATS if known.beats is not None else None
    formula = f"{counted(known.beats)} × {number} ÷ {BEATS}" if known.beats is not None else ""
    return Ratio(source, asks, formula, need, None, there, tr("mean of the whole bureau"), about=True)


MORE: tuple[Callable[[Known], Iterator[Ratio]], ...] = (
    by_growth, by_home, by_mediators, by_helpers, by_rooms,
)  # fmt: skip
