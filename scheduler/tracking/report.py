"""The comparison in plain words: one line of verdict a crew, what was missed, the night's sum, the speeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.i18n import tr
from scheduler.intake.words import spoken
from scheduler.render.routes_walk import Walk
from scheduler.tracking.calls import Arrival, Kept
from scheduler.tracking.compare import Outcome
from scheduler.tracking.run import Night, Tracked
from scheduler.tracking.speeds import Measured


def report(tracked: Tracked) -> Iterator[str]:
    """Every line that the command prints."""
    for night in tracked.nights:
        for one in night.outcomes:
            yield verdict(one)
            yield from _details(one)
        for walk in night.unheard:
            yield tr("{crew}: no recording was given", crew=name(walk))
        yield _sum(night)
    yield from _speeds(tracked)


def name(walk: Walk) -> str:
    """`夜巡一组 11-23 23:00`."""
    return f"{walk.crew.name} {walk.crew.start:%m-%d %H:%M}"


def verdict(one: Outcome) -> str:
    """One line: whether a crew kept its route and its time, and how much of both."""
    return tr("{crew}: {verdict}; {facts}", crew=name(one.walk), verdict=_word(one), facts=_facts([one]))


def _word(one: Outcome) -> str:
    if one.as_planned:
        return tr("walked as planned")
    if one.share >= 0.9 and not one.having(Kept.MISSED) and not one.minutes_short:
        return tr("walked nearly as planned")
    return tr("route or time shortened") if one.walked else tr("not walked")


def _facts(outcomes: Sequence[Outcome]) -> str:
    """Way, calls and minutes of some crews."""
    planned, walked = sum(one.planned for one in outcomes), sum(one.walked for one in outcomes)
    calls = [arrival for one in outcomes for arrival in one.arrivals]
    count = {kept: sum(arrival.kept is kept for arrival in calls) for kept in Kept}
    return tr(
        "{share} % of the route ({walked} of {planned} km), {reached} of {calls} points called at, "
        "{late} late, {early} early, {missed} missed, {short} minutes short",
        share=round(100 * walked / planned) if planned else 100,
        walked=f"{walked / 1000:.1f}",
        planned=f"{planned / 1000:.1f}",
        reached=len(calls) - count[Kept.MISSED],
        calls=len(calls),
        late=count[Kept.LATE],
        early=count[Kept.EARLY],
        missed=count[Kept.MISSED],
        short=sum(one.minutes_short for one in outcomes),
    )


def _details(one: Outcome) -> Iterator[str]:
    """What was not kept, a line each."""
    if one.late_start:
        yield _item(tr("set out {minutes} min late", minutes=one.late_start))
    if one.early_end:
        yield _item(tr("back {minutes} min early", minutes=one.early_end))
    for arrival in one.arrivals:
        yield from map(_item, _call(arrival))
    for part in one.skipped:
        facts = {"place": part.call.place.name, "metres": round(part.metres)}
        roads = "、".join(part.call.leg.roads) or tr("unnamed way")
        yield _item(tr("way to {place} skipped: {metres} m ({roads})", roads=roads, **facts))
    if one.silent:
        yield _item(tr("nothing recorded for {minutes} min", minutes=one.silent))
    if one.dropped:
        yield _item(tr("points left out that nobody could have reached: {number}", number=one.dropped))


def _item(text: str) -> str:
    return f"  · {text}"


def _call(arrival: Arrival) -> Iterator[str]:
    facts = {"place": arrival.call.place.name, "due": f"{arrival.call.due:%H:%M}"}
    if arrival.kept is Kept.MISSED:
        yield tr("{place}: missed (due {due})", **facts)
    elif arrival.kept is Kept.LATE:
        yield tr("{place}: {minutes} min late (due {due})", minutes=arrival.off, **facts)
    elif arrival.kept is Kept.EARLY:
        yield tr("{place}: {minutes} min early (due {due})", minutes=-arrival.off, **facts)
    if arrival.dwell_short:
        yield tr("{place}: stayed {minutes} min too short", place=facts["place"], minutes=arrival.dwell_short)


def _sum(night: Night) -> str:
    crews = len(night.outcomes)
    return tr("{date}, {crews} crews: {facts}", date=night.date, crews=crews, facts=_facts(night.outcomes))


def _speeds(tracked: Tracked) -> Iterator[str]:
    if tracked.measured:
        yield tr("Speeds measured (metres over minutes, without stops):")
    for one in tracked.measured:
        yield _item(_speed(one, tracked.present.of(one.mode, one.road)))


def _speed(one: Measured, present: float) -> str:
    facts = {
        "mode": spoken("PatrolMode", one.mode), "road": spoken("RoadClass", one.road),
        "kmh": f"{one.kmh:.1f}", "km": f"{one.metres / 1000:.1f}", "present": f"{present:g}",
    }  # fmt: skip
    if one.enough:
        return tr(
            "{mode}, {road}: {kmh} km/h over {km} km; plans reckon with {present}, better {better}",
            better=f"{one.shrunk(present):.1f}",
            **facts,
        )
    return tr(
        "{mode}, {road}: {kmh} km/h over {km} km; too little to change the {present} of the plans", **facts
    )
