"""What is wrong with the form of a scenario or a sweep, in a sentence that says what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from models import Fault, Faults
from models.faults import Path as FaultPath
from scheduler.i18n import Text
from scheduler.intake.csv_source import decode
from scheduler.intake.words import nearest

Models = Mapping[str, type[BaseModel]]
"""The model of the whole file at "", and of its sections by their keys."""


def text_of(path: Path, otherwise: Callable[[str], Text]) -> str:
    """A file's text in UTF-8 or GB18030; raises Faults, of a file not read with what `otherwise` says."""
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise Faults([Fault(otherwise(error.strerror or "?"), str(path))]) from None
    if text is None:
        raise Faults([Fault(Text("this is not a text file; save it as UTF-8"), str(path))])
    return text


def sentence(error: ErrorDetails, models: Models) -> Text:
    """A mistake that the models found, with the key it is about."""
    path, kind, value, context = error["loc"], error["type"], error["input"], error.get("ctx", {})
    model = models.get(str(path[0]), models[""]) if len(path) > 1 else models[""]
    key = _key(path)
    if kind == "fault":
        return Text(context["template"], **{one: text for one, text in context.items() if one != "template"})
    if kind == "extra_forbidden":
        known = [*model.model_fields]
        if near := nearest(key, known):
            return Text("unknown key '{key}'; maybe '{near}'?", key=key, near=near)
        return Text("unknown key '{key}'; known are {words}", key=key, words=", ".join(known))
    if kind == "enum":
        words = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        return Text("'{value}' is no word for {key}; write one of {words}", value=value, key=key, words=words)
    if value is None or kind in ("missing", "too_short", "string_too_short"):
        return Text("'{key}' is missing; fill it in", key=key)
    if kind in ("tuple_type", "list_type"):
        return Text("'{key}' should be a list; start each entry with '- '", key=key)
    if kind in ("dict_type", "model_type") or isinstance(value, (dict, list)):
        return Text("'{key}' should hold 'key: value' lines, not '{value}'", key=key, value=_shown(value))
    return _number(model, key, value, kind)


def _key(path: FaultPath) -> str:
    """The last word of a path: numbers of a list say nothing, nor what pydantic adds for keys."""
    words = [one for one in path if isinstance(one, str) and one != "[key]"]
    return words[-1] if path[-1] != "[key]" else words[-2]


def _number(model: type[BaseModel], key: str, value: object, kind: str) -> Text:
    limits = _limits(model, key)
    low, high = limits.get("ge"), limits.get("le")
    values: dict[str, object] = {"key": key, "value": value, "low": low, "high": high}
    if low is not None and high is not None:
        return Text("{key} is '{value}'; write a number from {low} to {high}", **values)
    if low is not None:
        return Text("{key} is '{value}'; write a number, {low} or more", **values)
    if kind.startswith(("int", "float", "greater", "less")):
        return Text("{key} is '{value}'; write a number such as {such}", such=_such(kind), **values)
    return Text("'{value}' does not fit '{key}'; correct it", value=value, key=key)


def _such(kind: str) -> str:
    return "1" if kind.startswith("int") else "4.5"


def _limits(model: type[BaseModel], key: str) -> dict[str, int]:
    info = model.model_fields.get(key)
    return {
        name: getattr(one, name)
        for one in (info.metadata if info else ())
        for name in ("ge", "le")
        if hasattr(one, name)
    }


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) < 60 else f"{text[:57]}…"
