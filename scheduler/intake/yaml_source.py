"""A YAML file becomes plain text values, each with its line; only rule settings keep YAML's types."""

from __future__ import annotations

from typing import Any

import yaml

from models.faults import Path
from scheduler.i18n import Text
from scheduler.intake.raw import Place, Raw

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TYPED = "rules"


def read_yaml(text: str, name: str, raw: Raw) -> None:
    """Read a station file into `raw`; a mistake in its syntax is noted there."""
    raw.places[()] = Place(name)
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        found = _Reader(loader, name, raw).mapping(root, ()) if isinstance(root, yaml.MappingNode) else None
    except (yaml.YAMLError, RecursionError) as error:
        raw.add(Place(name, row=_line(error)), _not_yaml(error))
        raw.absent.add(("station",))
        return
    if not found:
        hint = Text("there are no 'key: value' lines in it; begin with a line such as 'id: tianbu'")
        raw.add(Place(name), hint)
        raw.absent.add(("station",))
    raw.data.update(found or {})


def parse_value(text: str) -> object:
    """A value as YAML reads it: `2` is a number, `yes` is true; text that is no YAML stays text."""
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return text


def _not_yaml(error: Exception) -> Text:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or error
    return Text(
        "this is not YAML ({problem}); check colons, brackets, quotes, and indent with spaces",
        problem=str(problem).splitlines()[0],
    )


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 0


class _Reader:
    """Walks the nodes of one file."""

    def __init__(self, loader: Any, name: str, raw: Raw) -> None:
        self.loader, self.name, self.raw = loader, name, raw
        self.open: set[int] = set()

    def mapping(self, node: Any, path: Path) -> dict[str, Any]:
        """The mapping with its keys as they are written."""
        found: dict[str, Any] = {}
        if "<<" in [key.value for key, _ in node.value]:
            self.loader.flatten_mapping(node)
        for key, value in node.value:
            where = Place(self.name, row=key.start_mark.line + 1)
            if not isinstance(key, yaml.ScalarNode):
                self.raw.add(where, Text("a key must be one word, followed by a colon and a space"))
            elif key.value in found:
                text = Text("'{key}' is written twice; keep one of them", key=key.value)
                self.raw.add(where, text, (*path, key.value))
            else:
                self.raw.places[*path, key.value] = where
                found[key.value] = self.value(value, (*path, key.value))
        return found

    def value(self, node: Any, path: Path) -> Any:
        """Any node: a dict, a list or a text."""
        if id(node) in self.open:
            text = Text("this alias (*) stands inside what it repeats; write it out")
            self.raw.add(self._place(node), text)
            return None
        self.open.add(id(node))
        try:
            return self._value(node, path)
        finally:
            self.open.discard(id(node))

    def _value(self, node: Any, path: Path) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            for i, one in enumerate(node.value):
                self.raw.places[*path, i] = self._place(one)
            return [self.value(one, (*path, i)) for i, one in enumerate(node.value)]
        if path[0] == _TYPED:
            return self._typed(node)
        return None if node.tag == "tag:yaml.org,2002:null" else node.value

    def _typed(self, node: Any) -> Any:
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError):
            return node.value

    def _place(self, node: Any) -> Place:
        return Place(self.name, row=node.start_mark.line + 1)
