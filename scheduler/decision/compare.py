"""Compare a plan with the one made again: turns, walks, statuses, values, and everything else it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models import Crew, PassResult, Plan
from scheduler.changes.steady import IN_WORDS
from scheduler.i18n import Text, tr
from scheduler.render import words
from scheduler.rulebook.book import Book

NOT_COMPARED = ("provenance", "decisions", "seal", "passes", "contingent")
"""Fields that hold the time of the making, and promises, which are made after the plan (`--contingent`).

The passes are compared one by one.
"""


@dataclass(frozen=True)
class Comparison:
    """What differs between a plan and its replay; empty tuples where nothing does."""

    turns: tuple[Text, ...]
    walks: tuple[Text, ...]
    costs: tuple[Text, ...]
    proofs: tuple[Text, ...]
    others: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the plan was made again exactly."""
        return not (self.turns or self.walks or self.costs or self.proofs or self.others)

    @property
    def equally_good(self) -> bool:
        """Whether it is another roster, of the same cost in every step of the search."""
        return bool(self.turns or self.walks) and not self.costs


def compare(then: Plan, now: Plan) -> Comparison:
    """Everything that differs; both plans with names, or both without."""
    names = {person.id: person.name for person in (*now.people, *then.people)}
    turns = tuple(_groups(then, now, _served(then, names), _served(now, names)))
    walks = tuple(_groups(then, now, _walked(then), _walked(now)))
    # the number is made from what was typed, of which a redaction leaves out reasons
    told = {"status", *["turns"] * bool(turns), *["walks"] * bool(walks)}
    told |= {"number"} if then.provenance.redaction_of else set()
    every = [name for name in Plan.model_fields if name not in NOT_COMPARED and name not in told]
    return Comparison(
        turns,
        walks,
        tuple(_passes(then, now, ("value",))),
        (*_status(then, now), *_passes(then, now, ("status", "bound"))),
        tuple(name for name in every if getattr(then, name) != getattr(now, name)),
    )


def _served(plan: Plan, names: Mapping[str, str]) -> dict[str, list[str]]:
    """Who serves in each crew, with the role where it is not that of a member; names are those of then."""
    found: dict[str, list[str]] = {}
    for turn in sorted(plan.turns, key=lambda turn: (turn.crew, turn.person)):
        role = "" if turn.role == "member" else f" ({turn.role})"
        note = f" [{turn.note}]" if turn.note else ""
        name = names.get(turn.person, turn.person)
        found.setdefault(turn.crew, []).append(f"{name}{role}{note}")
    return found


def _walked(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for crew, loop in sorted(plan.walks):
        found.setdefault(crew, []).append(loop)
    return found


def _groups(
    then: Plan, now: Plan, was: Mapping[str, list[str]], is_: Mapping[str, list[str]]
) -> Iterator[Text]:
    """A line for each crew with other people or other loops."""
    crews = {**now.crew_by_id, **then.crew_by_id}
    for crew in sorted({*was, *is_}):
        if was.get(crew) != is_.get(crew):
            values = {"then": _listed(was.get(crew)), "now": _listed(is_.get(crew))}
            yield Text("{crew}: {then} then, {now} now", crew=_crew(crews.get(crew), crew), **values)


def _crew(crew: Crew | None, id_: str) -> str:
    return f"{crew.date} {crew.name} ({id_.partition('/')[2]})" if crew else id_


def _listed(names: list[str] | None) -> str:
    return ", ".join(names or ()) or tr("none")


def _status(then: Plan, now: Plan) -> Iterator[Text]:
    if then.status != now.status:
        values = {"then": words.status(then.status), "now": words.status(now.status)}
        yield Text("status: {then} then, {now} now", **values)


def _passes(then: Plan, now: Plan, fields: tuple[str, ...]) -> Iterator[Text]:
    """A line for each step of the search in which a field differs."""
    book = Book(then.settings, {})
    was, is_ = ({(one.importance, one.rules): one for one in plan.passes} for plan in (then, now))
    for key in dict.fromkeys((*was, *is_)):
        one, two = was.get(key), is_.get(key)
        if [getattr(one, name, None) for name in fields] != [getattr(two, name, None) for name in fields]:
            values = {
                "importance": words.importance(key[0]),
                "rules": tr("; ").join(_rule(book, name) for name in key[1]),
            }
            text = "{importance} · {rules}: {then} then, {now} now"
            yield Text(text, **values, then=_ended(one), now=_ended(two))


def _rule(book: Book, name: str) -> str:
    """A rule in words, those of a change too."""
    return f"{IN_WORDS[name]} [{name}]" if name in IN_WORDS else book.say(name)


def _ended(one: PassResult | None) -> str:
    if one is None:
        return "—"
    text = "{status}, cost {value}, no plan below {bound}"
    return tr(text, status=words.status(one.status), value=one.value, bound=one.bound)
