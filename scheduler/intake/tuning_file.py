"""Settings of the search from a YAML file, each mistake with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from models import Fault, Faults, Method, Strategy, Tuning
from scheduler.i18n import Text
from scheduler.intake.csv_source import decode
from scheduler.intake.raw import Place, Raw
from scheduler.intake.words import nearest
from scheduler.intake.yaml_source import read_yaml

WORDS = {"portfolio": Strategy, "method": Method}
"""Settings that are words, and which."""


def read_tuning(path: Path) -> Tuning:
    """The settings of a file; raises Faults with every mistake in it, each with file and line."""
    raw = Raw()
    text = _text(path)
    if not any(":" in line.partition("#")[0] for line in text.splitlines()):
        hint = Text("there are no settings in it; write lines such as 'symmetry_level: 0'")
        raise Faults([Fault(hint, str(path))])
    read_yaml(text, str(path), raw)
    found: Tuning | None = None
    try:
        found = Tuning.model_validate(raw.data)
    except ValidationError as errors:
        for where, said in _sentences(errors.errors(include_url=False)):
            raw.add_at(where, said)
    if raw.faults or found is None:
        raise Faults(raw.faults)
    return found


def _text(path: Path) -> str:
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise Faults([Fault(Text("a tuning file is a .yaml file; name one"), str(path))])
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        said = Text("this cannot be read ({problem}); close it elsewhere and try again",
                    problem=error.strerror or str(error))  # fmt: skip
        raise Faults([Fault(said, str(Place(str(path))))]) from error
    if text is None:
        raise Faults([Fault(Text("this is not a text file; save it as UTF-8"), str(path))])
    return text


def _sentences(errors: list[ErrorDetails]) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    for error in errors:
        key, value = str(error["loc"][0]), error["input"]
        if error["type"] == "extra_forbidden":
            yield error["loc"], _unknown(key)
        elif key not in WORDS:
            yield (key,), _no_number(key, value)
        elif error["type"] == "enum":
            words = ", ".join(WORDS[key])
            text = "'{value}' is no word for {key}; write one of {words}"
            yield error["loc"], Text(text, value=str(value), key=key, words=words)
        else:
            text = "'{key}' should be a list; start each entry with '- '"
            yield error["loc"], Text(text, key=key)


def _unknown(key: str) -> Text:
    known = list(Tuning.model_fields)
    if near := nearest(key, known):
        return Text("unknown key '{key}'; maybe '{near}'?", key=key, near=near)
    return Text("unknown key '{key}'; known are {words}", key=key, words=", ".join(known))


def _no_number(key: str, value: Any) -> Text:
    """What a setting may be, from its own bounds."""
    bounds = _bounds(Tuning.model_fields[key])
    said = {"key": key, "value": str(value), **bounds}
    if "above" in said:
        return Text("{key} is '{value}'; write a number above {above} and below {high}", **said)
    return Text("{key} is '{value}'; write a number from {low} to {high}", **said)


def _bounds(field: FieldInfo) -> dict[str, object]:
    names = {"ge": "low", "gt": "above", "le": "high", "lt": "high"}
    return {
        name: getattr(limit, sign) for limit in field.metadata for sign, name in names.items()
        if hasattr(limit, sign)
    }  # fmt: skip
