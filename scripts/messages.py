"""Every English sentence the code can say: what reaches tr(…), Text(…) and fault(…), read with `ast`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).parents[1]
SPEAKERS = {"scheduler.i18n": ("tr", "Text"), "models._base": ("fault",)}
"""Functions whose first argument is a sentence, by the module that has them."""


@dataclass
class Said:
    """Sentences by the places that say them, and calls whose sentence cannot be read from the code."""

    sentences: dict[str, list[str]] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)


def said() -> Said:
    """All sentences of `models`, `scheduler` and `scenarios`, templates included."""
    found = Said()
    for folder in ("models", "scheduler", "scenarios"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            _Module(path, found).read()
        for path in sorted((ROOT / folder).rglob("*.j2")):
            tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
            for line, _, sentence in extract_from_ast(tree, gettext_functions=("tr",)):
                found.sentences.setdefault(str(sentence), []).append(f"{path.relative_to(ROOT)}:{line}")
    return found


class _Module:
    """One file: which names speak in it, and what they are called with."""

    def __init__(self, path: Path, found: Said) -> None:
        self.place, self.found = str(path.relative_to(ROOT)), found
        self.tree = ast.parse(path.read_text("utf-8"))
        self.calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        self.speakers = {
            alias.asname or alias.name
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name in SPEAKERS.get(node.module or "", ())
        }

    def read(self) -> None:
        """Every call of a speaker, with the function around it."""
        if self.speakers:
            self._walk(self.tree, self.tree)

    def _walk(self, node: ast.AST, around: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef):
            around = node
        if isinstance(node, ast.Call) and _name(node.func) in self.speakers and node.args:
            self._hear(node.args[0], around)
        for child in ast.iter_child_nodes(node):
            self._walk(child, around)

    def _hear(self, sentence: ast.expr, around: ast.AST) -> None:
        values = list(self._values(sentence, around))
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                self.found.sentences.setdefault(value.value, []).append(f"{self.place}:{value.lineno}")
            else:
                self.found.unread.append((self.place, ast.unparse(value)))

    def _values(self, value: ast.expr, around: ast.AST) -> Iterator[ast.expr]:
        """What an expression can be: both branches of a choice, every value a name is given."""
        if isinstance(value, ast.IfExp):
            yield from self._values(value.body, around)
            yield from self._values(value.orelse, around)
        elif isinstance(value, ast.Name):
            given = [*_assigned(value.id, around), *self._passed(value.id, around)]
            given = given or list(_assigned(value.id, self.tree))
            for one in given or [value]:
                yield from [one] if one is value else self._values(one, around)
        else:
            yield value

    def _passed(self, name: str, around: ast.AST) -> Iterator[ast.expr]:
        """What callers in this file give for a parameter of the function around."""
        if not isinstance(around, ast.FunctionDef):
            return
        names = [parameter.arg for parameter in (*around.args.posonlyargs, *around.args.args)]
        for call in self.calls if name in names else ():
            if _name(call.func) == around.name:
                at = names.index(name)
                yield from call.args[at : at + 1]
                yield from (one.value for one in call.keywords if one.arg == name)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def _assigned(name: str, inside: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(inside):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        if any(_name(target) == name for target in targets if isinstance(target, ast.expr)):
            assert isinstance(node, ast.Assign | ast.AnnAssign)
            if node.value:
                yield node.value
