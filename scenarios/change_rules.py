"""Changes of what is asked for: tiers of days, rules and their settings, waivers."""

from __future__ import annotations

from datetime import date

from models import Faults, PatrolTier, Settings, Waiver
from models.event import WEEKDAYS
from scenarios.draft import Draft, wrong
from scheduler.i18n import Text
from scheduler.intake.dates import not_a_date, parse_date
from scheduler.intake.raw import Place
from scheduler.intake.words import word
from scheduler.intake.yaml_source import parse_value
from scheduler.rulebook import BY_ID
from scheduler.rulebook.book import check_settings, check_waivers

BUSY_FIRST = (4, 5, 6, 3, 2, 1, 0)
"""Weekdays in the order in which `tier_days` raises them: Friday, Saturday, Sunday, then backwards."""


def tiers(draft: Draft, key: str, value: object, at: Place) -> None:
    """`2026-11-28: 1`, or `saturday: 2` for each of them. Raises Faults."""
    del at
    for day in _days(draft, key):
        draft.tiers[day] = _tier(value)


def tier_days(draft: Draft, key: str, value: object, at: Place) -> None:
    """`2: 3`: three days of each week at tier 2, the Friday first. Raises Faults."""
    del at
    tier, text = _tier(key), str(value).strip()
    if text not in tuple("01234567"):
        raise wrong(Text("'{value}' is no number of days; write 0 to 7", value=value))
    chosen = BUSY_FIRST[: int(text)]
    draft.tiers.update({day: tier for day in draft.days if day.weekday() in chosen})


def rules(draft: Draft, key: str, value: object, at: Place) -> None:
    """`beat-plan: on`. Raises Faults for an unknown rule, or a law switched off."""
    del at
    known = word("bool", str(value))
    if known is None:
        raise wrong(Text("'{value}' is neither on nor off", value=value))
    _settle(draft, {key: {"on": known == "yes"}})


def set_(draft: Draft, key: str, value: object, at: Place) -> None:
    """`weekly-rest-day.days: 2`, as with --set. Raises Faults."""
    del at
    rule, dot, setting = key.partition(".")
    if not dot:
        raise wrong(Text("write it as RULE.SETTING: VALUE, such as weekly-rest-day.days: 2"))
    is_text = rule in BY_ID and isinstance(BY_ID[rule].settings.get(setting, 0), str)
    _settle(draft, {rule: {setting: str(value) if is_text else parse_value(str(value))}})


def waive(draft: Draft, key: str, value: object, at: Place) -> None:
    """`weekly-rest-day: the reason`; `no` takes a waiver back. Raises Faults."""
    del at
    reason = str(value or "").strip()
    if word("bool", reason) == "no":
        draft.waivers.pop(key, None)
        return
    if not reason:
        raise wrong(Text("a waiver needs a reason, which is printed on the roster; write it as RULE: reason"))
    if faults := list(check_waivers([Waiver(rule=key, reason=reason)])):
        raise Faults(faults)
    draft.waivers[key] = reason


def _settle(draft: Draft, settings: Settings) -> None:
    if faults := list(check_settings(settings)):
        raise Faults(faults)
    for rule, values in settings.items():
        draft.settings[rule] = {**draft.settings.get(rule, {}), **values}


def _tier(value: object) -> PatrolTier:
    text = word("int", str(value)) or str(value).strip()
    if text not in ("1", "2", "3"):
        raise wrong(Text("'{value}' is no tier; write 1, 2 or 3", value=value))
    return PatrolTier(int(text))


def _days(draft: Draft, key: str) -> list[date]:
    if weekday := word("Weekday", key):
        return [day for day in draft.days if WEEKDAYS[day.weekday()] == weekday]
    day = parse_date(key)
    if day is None:
        raise wrong(not_a_date(key))
    if day not in draft.days:
        first, last = draft.days[0], draft.days[-1]
        text = "tier of {day}: the date lies outside {first} to {last}"
        raise wrong(Text(text, day=day, first=first, last=last))
    return [day]
