"""Answers in the chief's words, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from models import Crew, Week
from scheduler.i18n import tr
from scheduler.questions.answer import Answer, Verdict
from scheduler.questions.case import Case
from scheduler.questions.difference import CrewChange, LevelChange, crew_changes
from scheduler.questions.reason import Reason, Said
from scheduler.questions.why import Why
from scheduler.questions.why import said as named
from scheduler.render import words
from scheduler.render.names import comma

MOST = 6
"""Sentences of one kind that are printed; the rest are counted."""


def say_why(why: Why) -> Iterator[str]:
    """Everything about one question."""
    if why.crew:
        yield tr("{who} serves in {crew}.", who=named(why.person), crew=crew_name(why.crew))
    else:
        yield tr("{who} does not serve there.", who=named(why.person))
    yield tr("Asked: {what}", what=why.alternative)
    yield from say_answer(why.case, why.answer)
    if why.answer.verdict is not Verdict.IMPOSSIBLE:
        yield from say_doubts(why.case)


def say_doubts(case: Case) -> Iterator[str]:
    """Why the published plan may not be the best one."""
    for doubt in case.doubts:
        yield tr("The plan's proof is not taken over: {why}.", why=doubt)


def say_answer(case: Case, answer: Answer) -> Iterator[str]:
    """The verdict, what differs rule by rule, and the turns of a plan that shows it."""
    yield verdict(answer)
    if answer.verdict is Verdict.UNDECIDED:
        yield from _open(case, answer.level)
        return
    if answer.level:
        yield from say_level(case, answer.level)
    if answer.reason:
        yield from _reason(case, answer.reason)
    if answer.chosen and (changes := crew_changes(case, answer.chosen)):
        yield (
            tr("Such a plan changes these turns, and none as good changes fewer (proven):")
            if answer.fewest
            else tr("Such a plan changes these turns:")
        )
        yield from (f"  {crew_change(case.week, one)}" for one in changes)


def verdict(answer: Answer) -> str:
    """What is known, in one sentence."""
    match answer.verdict, answer.level:
        case Verdict.IMPOSSIBLE, _:
            return tr("Proven: no lawful plan has this.")
        case Verdict.EQUAL, _:
            return tr("A choice among equals (proven): a plan that has this is as good in every tier.")
        case Verdict.DEARER, LevelChange() as level:
            tier = words.importance(level.importance)
            text = "Proven: every plan with this is worse, by {more} in the tier {tier} or in one before it."
            if level.bound < level.after:
                text = (
                    "Proven: every plan with this is worse, by at least {more} in the tier {tier} or in one "
                    "before it; one worse by {found} was found."
                )
            return tr(text, tier=tier, more=level.bound - level.before, found=level.after - level.before)
        case Verdict.BETTER, LevelChange() as level:
            tier = words.importance(level.importance)
            return tr("A plan that has this is better in the tier {tier}.", tier=tier)
    return tr("Undecided: the limits ended before it was known. Maybe more --seconds?")


def _open(case: Case, level: LevelChange | None) -> Iterator[str]:
    """The level that was not decided: what the best plan found with it costs, and what none can go below."""
    if level:
        tier = words.importance(level.importance)
        rules = tr("; ").join(case.book.say(one.rule) for one in level.rules)
        text = (
            "Open is the tier {tier} ({rules}): {before} here, {after} in a plan found, none below {bound}."
        )
        values = {"before": level.before, "after": level.after, "bound": level.bound}
        yield tr(text, tier=tier, rules=rules, **values)


def say_level(case: Case, level: LevelChange) -> Iterator[str]:
    """One level rule by rule, with the sentences that are new (+) and those that are gone (-)."""
    for one in level.rules:
        yield f"  {case.book.say(one.rule)} {one.before} → {one.after}"
        yield from _some("    + ", one.new)
        yield from _some("    - ", one.gone)


def _some(head: str, sentences: tuple[str, ...]) -> Iterator[str]:
    yield from (head + sentence for sentence in sentences[:MOST])
    if len(sentences) > MOST:
        yield head + tr("and {n} more", n=len(sentences) - MOST)


def _reason(case: Case, reason: Reason) -> Iterator[str]:
    if reason.alone:
        yield tr("Whatever else is changed:")
        yield from _laws(reason.alone)
    if reason.rules:
        yield (
            tr("These laws cannot hold together with it; each is needed for that (proven):")
            if reason.minimal
            else tr("These laws cannot hold together with it; maybe not all are needed:")
        )
        yield from (f"  {case.book.say(rule)}" for rule in reason.rules)
        yield from _some("    · ", reason.told)
    if reason.direct:
        yield tr("With no other turn changed it would break:")
        yield from _laws(reason.direct)


def _laws(broken: tuple[Said, ...]) -> Iterator[str]:
    yield from (f"  {one.text} [{one.rule}]" for one in broken[:MOST])
    if len(broken) > MOST:
        yield "  " + tr("and {n} more", n=len(broken) - MOST)


def crew_name(crew: Crew) -> str:
    """`11-26 夜巡一组 2300–0500`."""
    windows = " ".join(words.window(span) for span in crew.spans)
    return f"{crew.date:%m-%d} {crew.name} {windows}"


def crew_change(week: Week, change: CrewChange) -> str:
    """`11-26 夜巡一组: 何勇 (F07) → 孔刚 (F03)`; people come in as others leave."""
    people = week.station.by_id
    out, into = ([named(people[one]) for one in side] for side in (change.out, change.into))
    name = f"{change.crew.date:%m-%d} {change.crew.name}"
    return f"{name}: {comma().join(out) or '—'} → {comma().join(into) or '—'}"
