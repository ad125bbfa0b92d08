"""The rulebook as one station has it: profiles, its own settings, the chief's waivers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

import yaml

from models import Duty, Fault, Faults, Importance, Seats, Settings, Waiver, Week
from scheduler.i18n import Text
from scheduler.kernel.problem import Problem, Ruling
from scheduler.kernel.tally import Cell
from scheduler.kernel.uncollected import uncollected
from scheduler.rulebook import BY_ID, RULES, Rule
from scheduler.rulebook.forms import FORMS
from scheduler.rulebook.switches import stands

REST_MOST = 48
"""Hours: turns further apart are not compared (`Week.close_pairs`)."""

BETWEEN_TURNS = {
    ("rest-between-duties", "hours"),
    ("dated-event-attendance", "hours"),
    ("eleven-hours-rest", "hours"),
    ("eleven-hours-rest", "at_least"),
    ("forward-rotation", "hours"),
}
"""The settings that are hours between two turns."""

WAIVED = 2
"""A waived law is kept as far as required seats allow: after those left empty, before seats beyond them."""


@dataclass(frozen=True)
class Book:
    """Every rule with the settings in force; `waived` are laws set aside, by id."""

    settings: Settings
    waived: Mapping[str, str]

    def on(self, rule: Rule) -> bool:
        """Whether a rule is switched on."""
        return bool(self.settings.get(rule.id, {}).get("on", rule.on))

    def values(self, rule: Rule) -> dict[str, object]:
        """The settings of a rule in force, as keyword arguments; what it borrows is the other rule's."""
        given = {**self.settings.get(rule.borrows, {}), **self.settings.get(rule.id, {})}
        return {name: given.get(name, default) for name, default in rule.settings.items()}

    def say(self, name: str) -> str:
        """A rule in the chief's words, with its settings in force and its id; anything else as it is."""
        return f"{BY_ID[name].say(self.values(BY_ID[name]))} [{name}]" if name in BY_ID else name

    def importance(self, rule: Rule) -> Importance:
        """The importance in force; a soft rule may be raised by the setting `importance`."""
        given = self.settings.get(rule.id, {}).get("importance")
        return Importance(str(given).upper()) if given else rule.importance

    def reseat(self, duty: Duty, seats: Seats) -> Seats:
        """The seats of a duty after every switched-on rule has had its say; none where it does not stand."""
        if not stands(duty, self):
            return Seats()
        for rule in RULES:
            if rule.reseat and self.on(rule):
                seats = rule.reseat(duty, seats, **self.values(rule))
        return seats

    def read(self, week: Week) -> Problem:
        """What the rules in force say about a week."""
        with uncollected():
            rulings = tuple(self._ruling(rule, week) for rule in RULES if self.on(rule) and not rule.paper)
        facts = {
            Cell(person.id, crew.id): (person.id, crew.id) in week.served
            for crew in week.past
            for person in week.candidates(crew)
        }
        return Problem(rulings, facts)

    def _ruling(self, rule: Rule, week: Week) -> Ruling:
        importance, order = self.importance(rule), rule.order
        if rule.id in self.waived:
            importance, order = Importance.COVER, WAIVED
        elif week.short and rule.yields_when_short and importance is Importance.LAW:
            importance = Importance.COVER
        return Ruling(rule.id, importance, tuple(rule.read(week, **self.values(rule))), order)

    @property
    def digest(self) -> str:
        """Hash over the rules and the settings in force."""
        rules = [[rule.id, str(self.importance(rule)), rule.sentence, self.on(rule)] for rule in RULES]
        values = {rule.id: self.values(rule) for rule in RULES if self.on(rule)}
        text = json.dumps([rules, values], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def open_book(profiles: Iterable[str], *layers: Settings, waivers: Iterable[Waiver] = ()) -> Book:
    """Profiles in their order, then each layer of settings on top; raises Faults for what is unknown."""
    profiles, waivers = tuple(profiles), tuple(waivers)
    faults = [*check_profiles(profiles), *(fault for layer in layers for fault in check_settings(layer))]
    faults += check_waivers(waivers)
    if faults:
        raise Faults(faults)
    merged: Settings = {}
    for layer in (*(profile(name)["rules"] for name in profiles), *layers):
        for rule, values in layer.items():
            merged[rule] = {**merged.get(rule, {}), **values}
    return Book(merged, {waiver.rule: waiver.reason for waiver in waivers})


def profile_names() -> tuple[str, ...]:
    """The profiles that ship."""
    folder = files("scheduler").joinpath("profiles")
    return tuple(sorted(item.name[:-5] for item in folder.iterdir() if item.name.endswith(".yaml")))


@cache
def profile(name: str) -> dict[str, Settings]:
    """One profile: its title and rules."""
    text = files("scheduler").joinpath("profiles", f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Settings] = yaml.safe_load(text)
    return loaded


def check_profiles(names: Iterable[str]) -> Iterator[Fault]:
    """A fault for each profile that does not ship."""
    for name in names:
        if name not in profile_names():
            yield Fault(
                Text(
                    "no profile '{name}'; write one of {known}", name=name, known=", ".join(profile_names())
                ),
                path=("profiles",),
            )


def check_waivers(waivers: Iterable[Waiver]) -> Iterator[Fault]:
    """A fault for each waiver of a rule that is unknown or no law."""
    for waiver in waivers:
        if waiver.rule not in BY_ID:
            yield Fault(
                Text("waiver: no rule '{rule}'{maybe}", rule=waiver.rule, maybe=_maybe(waiver.rule, BY_ID))
            )
        elif BY_ID[waiver.rule].importance is not Importance.LAW:
            text = "waiver: '{rule}' is no law and yields by itself; switch it off with --set {rule}.on=false"
            yield Fault(Text(text, rule=waiver.rule))


def check_settings(settings: Settings) -> Iterator[Fault]:
    """A fault for each unknown rule or setting (with the nearest word), and each value of a wrong kind."""
    for name, values in settings.items():
        if name not in BY_ID:
            yield Fault(
                Text("no rule '{rule}'{maybe}", rule=name, maybe=_maybe(name, BY_ID)), path=("rules", name)
            )
        elif not isinstance(values, dict):
            text = "rule '{rule}' needs settings; write {rule}: {{on: true}}"
            yield Fault(Text(text, rule=name), path=("rules", name))
        else:
            for key, value in values.items():
                yield from _check_value(BY_ID[name], key, value)


def _check_value(rule: Rule, key: str, value: object) -> Iterator[Fault]:
    known = {"on": True, "importance": "", **rule.settings}
    where = ("rules", rule.id, key)
    if key not in known:
        text = "rule '{rule}' has no setting '{key}'{maybe}"
        yield Fault(Text(text, rule=rule.id, key=key, maybe=_maybe(key, known)), path=where)
    elif type(value) is not type(known[key]):
        text = "rule '{rule}', setting '{key}': '{value}' is of the wrong kind; write something like {like}"
        like = rule.importance if key == "importance" else known[key]
        yield Fault(Text(text, rule=rule.id, key=key, value=value, like=like), path=where)
    elif key == "importance" and str(value).upper() not in set(Importance):
        text = "rule '{rule}': no importance '{value}'; write one of {known}"
        yield Fault(Text(text, rule=rule.id, value=value, known=", ".join(Importance)), path=where)
    elif rule.importance is Importance.LAW and rule.on and (key, value) in (("on", False),):
        text = "rule '{rule}' is law and cannot be switched off; waive it by name: --waive {rule}:reason"
        yield Fault(Text(text, rule=rule.id), path=where)
    elif rule.importance is Importance.LAW and key == "importance" and str(value).upper() != "LAW":
        text = "rule '{rule}' is law and cannot be lowered; waive it by name: --waive {rule}:reason"
        yield Fault(Text(text, rule=rule.id), path=where)
    else:
        yield from _check_form(rule, key, value)


def _check_form(rule: Rule, key: str, value: object) -> Iterator[Fault]:
    """Numbers are not negative; texts have the form of their default (seats, fraction, clock, choice)."""
    if isinstance(value, int) and not isinstance(value, bool) and value < 0:
        text = "rule '{rule}', setting '{key}': {value} is negative; write 0 or more"
        yield Fault(Text(text, rule=rule.id, key=key, value=value), path=("rules", rule.id, key))
    if value == 0 and rule.importance is Importance.LAW and rule.on and rule.settings.get(key):
        text = "rule '{rule}' is law and {key} = 0 would empty it; waive it by name: --waive {rule}:reason"
        yield Fault(Text(text, rule=rule.id, key=key), path=("rules", rule.id, key))
    if (rule.id, key) in BETWEEN_TURNS and isinstance(value, int) and value > REST_MOST:
        text = "rule '{rule}': rest of more than {most} hours is not looked at; write at most {most}"
        yield Fault(Text(text, rule=rule.id, most=REST_MOST), path=("rules", rule.id, key))
    if (rule.id, key) == ("weather-mode", "outdoor") and value == 0:
        text = "rule '{rule}': in 0 minutes no patrol goes anywhere; write more, or plan without routes"
        yield Fault(Text(text, rule=rule.id), path=("rules", rule.id, key))
    form = FORMS.get((rule.id, key))
    try:
        if form:
            form(str(value))
    except (ValueError, ZeroDivisionError) as error:
        text = "rule '{rule}', setting '{key}': {error}"
        yield Fault(Text(text, rule=rule.id, key=key, error=error), path=("rules", rule.id, key))


def _maybe(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return str(Text("; maybe '{near}'?", near=near[0])) if near else ""
