"""Duties that stand only under some settings: `zone-groups.reading=b checkpoints-manned.on=true`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import yaml

from models import Duty, Fault
from scheduler.i18n import Text
from scheduler.rulebook import BY_ID, Rule
from scheduler.rulebook.forms import FORMS

if TYPE_CHECKING:
    from scheduler.rulebook.book import Book


def stands(duty: Duty, book: Book) -> bool:
    """Whether every condition of a duty holds in a rulebook; a duty without conditions always stands."""
    return all(_holds(*_parts(one), book) for one in duty.only_if.split())


def check_switches(duties: Iterable[Duty]) -> Iterator[Fault]:
    """A fault for each condition that could never hold: no such rule, setting or value, or not the form."""
    for number, duty in enumerate(duties):
        for one in duty.only_if.split():
            if wrong := _wrong(duty, one):
                yield Fault(wrong, path=("duties", number, "only_if"))


def _wrong(duty: Duty, condition: str) -> Text | None:
    rule, key, value = _parts(condition)
    if not (rule and key and value):
        text = "duty '{duty}': '{condition}' is no condition; write RULE.SETTING=VALUE"
        return Text(text, duty=duty.id, condition=condition)
    if rule not in BY_ID or key not in _settings(BY_ID[rule]):
        text = "duty '{duty}': there is no setting '{rule}.{key}'; see `xunfang rules`"
        return Text(text, duty=duty.id, rule=rule, key=key)
    if not _fits(BY_ID[rule], key, value):
        text = "duty '{duty}': '{rule}.{key}' is never '{value}'; write a value such as {like}"
        like = str(_settings(BY_ID[rule])[key]).lower()
        return Text(text, duty=duty.id, rule=rule, key=key, value=value, like=like)
    return None


def _parts(condition: str) -> tuple[str, str, str]:
    name, _, value = condition.partition("=")
    rule, _, key = name.rpartition(".")
    return rule, key, value


def _settings(rule: Rule) -> dict[str, object]:
    return {"on": True, **rule.settings}


def _fits(rule: Rule, key: str, value: str) -> bool:
    """Whether a setting could have a value: of its kind, and of its form where it is a text."""
    known = _settings(rule)[key]
    try:
        FORMS.get((rule.id, key), str)(value)
        return type(_read(value, known)) is type(known)
    except (ValueError, ZeroDivisionError, yaml.YAMLError):
        return False


def _read(value: str, like: object) -> object:
    """A value as settings have it: texts as they are, the others as YAML reads them (`yes` is true)."""
    return value if isinstance(like, str) else yaml.safe_load(value)


def _holds(rule: str, key: str, value: str, book: Book) -> bool:
    if rule not in BY_ID or key not in _settings(BY_ID[rule]):
        return False
    now = book.on(BY_ID[rule]) if key == "on" else book.values(BY_ID[rule])[key]
    return now == _read(value, now)
