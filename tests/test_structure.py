"""The house: who may import whom, where the solver and the road graph live, how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import models

ROOT = Path(__file__).parents[1]
PACKAGES = ("models", "scheduler", "scenarios", "benchmarks")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OURS = [path for path in FILES if path.relative_to(ROOT).parts[0] in ("models", "scheduler")]

LONGEST = 250
"""Lines a module of `models` or `scheduler` may have."""

LEAVES = ("models", "scheduler.i18n", "scheduler.calendar", "scheduler.beside")
KERNEL = ("models", "scheduler.kernel")
BELOW_RULES = (*LEAVES, "scheduler.kernel", "scheduler.ledger")
ENGINE = (*BELOW_RULES, "scheduler.rulebook", "scheduler.posture", "scheduler.seating")
SHARED_WORDS = ("scheduler.intake.roster_workbook", "scheduler.roads.geometry")
"""Constants of the sheets that are read back, and distances on the map: what render takes from the side."""

INNER = ("basis", "carry", "facts", "reasons", "steady")
"""What the pipeline itself uses of a change: below it, while the commands of a change lie above."""

CHANGES = tuple(f"scheduler.changes.{name}" for name in INNER)

WHOLE = ("scheduler.order", "scheduler.patrolling", "scheduler.assembly")

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "models": ("models",),
    "scheduler.i18n": (),
    "scheduler.calendar": (),
    "scheduler.kernel": KERNEL,
    "scheduler.ledger": ("models",),
    "scheduler.seating": ("models",),
    "scheduler.occasions": ("models", "scheduler.calendar"),
    "scheduler.posture": (*LEAVES, "scheduler.ledger", "scheduler.occasions"),
    "scheduler.rulebook": (*BELOW_RULES, "scheduler.rulebook"),
    "scheduler.roads": (*LEAVES, "scheduler.kernel", "scheduler.roads"),
    "scheduler.demand": ("models", "scheduler.demand"),
    "scheduler.response": ("models", "scheduler.kernel.cover", "scheduler.response"),
    "scheduler.intake": (*LEAVES, "scheduler.intake"),
    "scheduler.patrolling": (*ENGINE, "scheduler.roads"),
    "scheduler.order": (*ENGINE, "scheduler.roads", "scheduler.patrolling"),
    "scheduler.assembly": (*ENGINE, "scheduler.order", "scheduler.patrolling"),
    "scheduler.judge": (*ENGINE, *WHOLE, "=scheduler.changes"),
    "scheduler.pipeline": (*ENGINE, *WHOLE, "scheduler.judge", "scheduler.advice", "=scheduler.changes"),
    **{f"scheduler.changes.{name}": (*ENGINE, *CHANGES) for name in INNER},
    "scheduler.advice": (*ENGINE, "scheduler.advice"),
    "scheduler.render": (*ENGINE, *WHOLE, "scheduler.pipeline", "scheduler.render", *SHARED_WORDS),
    "scheduler": ("models", "scheduler"),
    "scheduler.cli": ("models", "scheduler", "scenarios"),  # the command line, above everything
    "scenarios": ("models", "scheduler", "scenarios"),
    "benchmarks.shift_scheduling": (*KERNEL, "=benchmarks", "benchmarks.shift_scheduling"),
    "benchmarks": ("models", "scheduler", "scenarios", "benchmarks"),
}
"""For each package or module, what it may import; the longest name counts, `=` is the module alone."""

SOLVER = (
    *(f"scheduler/kernel/{name}.py" for name in ("solve", "solver", "front", "encode", "pack", "cover")),
    *(f"scheduler/kernel/columns/{name}.py" for name in ("master", "blocks")),
    "benchmarks/",
)
SEARCH = tuple(
    f"scheduler/kernel/{name}.py" for name in ("solve", "solver", "front", "columns/master", "columns/blocks")
)
GRAPH = ("scheduler/roads/",)

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))


def beside(paths: list[Path], faults: dict[str, str]) -> pytest.MarkDecorator:
    """Each file, those with a known fault marked as expected to fail until it is mended."""
    return pytest.mark.parametrize(
        "path",
        [
            pytest.param(
                path,
                id=(place := path.relative_to(ROOT).as_posix()),
                marks=[pytest.mark.xfail(raises=AssertionError, strict=True, reason=faults[place])]
                if place in faults
                else [],
            )
            for path in paths
        ],
    )


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as Python reads it, read once."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module a file imports, in functions too; `from a import b` is `a.b` where that is a module."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (_module(str(node.module), alias.name) for alias in node.names)


def _module(package: str, name: str) -> str:
    """`package.name` where that is a module or package of ours, else `package`."""
    inside = ROOT.joinpath(*package.split("."), name)
    return f"{package}.{name}" if inside.with_suffix(".py").exists() or inside.is_dir() else package


def within(module: str, package: str) -> bool:
    """Whether a module is a package or lies in it."""
    return module == package or module.startswith(f"{package}.")


def _fits(module: str, package: str) -> bool:
    return module == package[1:] if package.startswith("=") else within(module, package)


@beside(FILES, {})
def test_imports_run_one_way(path: Path) -> None:
    """Each file imports only what its package may: models, kernel, rulebook, pipeline, and the skins last."""
    module = module_of(path)
    home = max((name for name in MAY_IMPORT if within(module, name)), key=len)
    ours = {name for name in imports(path) if name.split(".")[0] in (*PACKAGES, "tests")}
    strange = {name for name in ours if not any(_fits(name, package) for package in MAY_IMPORT[home])}
    assert not strange, f"{module} imports {sorted(strange)}"


@every_file
@pytest.mark.parametrize(
    ("library", "homes"), [("ortools", SOLVER), ("networkx", GRAPH), ("highspy", ("benchmarks/",))]
)
def test_library_lives_in_its_place(path: Path, library: str, homes: tuple[str, ...]) -> None:
    """The solver is known to eight files of the kernel, the road graph to the roads, and to no other file."""
    place = path.relative_to(ROOT).as_posix()
    if any(place.startswith(home) for home in homes):
        return
    assert not [name for name in imports(path) if within(name, library)]


def test_the_solver_is_imported_only_where_it_is_needed() -> None:
    """No module but those of the search imports it when it is loaded: `xunfang --help` stays quick."""
    for path in OURS:
        tree = tree_of(path)
        at_load = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {str(getattr(node, "module", None) or node.names[0].name) for node in at_load}
        if any(within(name, "ortools") for name in names):
            assert path.relative_to(ROOT).as_posix() in SEARCH


@beside(OURS, {})
def test_no_module_is_long(path: Path) -> None:
    """A module has one idea and at most 250 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_median_module_is_short() -> None:
    """Half of the modules have a hundred lines at most."""
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in OURS)
    assert lengths[len(lengths) // 2] <= 100


@every_file
def test_every_module_opens_with_a_caption(path: Path) -> None:
    """The first thing in a file says in one line what it is for."""
    caption = ast.get_docstring(tree_of(path))
    assert caption
    assert caption.splitlines()[0].strip()
    assert path.read_text(encoding="utf-8").startswith(('"""', "'''", "#!"))


def test_models_is_ours() -> None:
    """The package `models` that is imported is the one in this house."""
    assert Path(str(models.__file__)) == ROOT / "models" / "__init__.py"


def test_everything_models_names_is_there() -> None:
    """Nouns are taken from `models`: each name it promises exists, and none is promised twice."""
    assert len(models.__all__) == len(set(models.__all__))
    assert all(hasattr(models, name) for name in models.__all__)


def test_there_is_no_module_called_utils() -> None:
    """A name that says nothing is no name."""
    nothing = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
    assert not [path for path in FILES if nothing & {path.stem, *path.parent.relative_to(ROOT).parts}]


def test_the_kernel_knows_no_police() -> None:
    """No word of the trade stands in the kernel's code: cells are people and things, no more."""
    words = ("officer", "auxiliary", "patrol", "police", "duty", "station", "night")
    for path in (ROOT / "scheduler" / "kernel").glob("*.py"):
        tree = tree_of(path)
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not [name for name in names if any(word in name.lower() for word in words)], path.name


def test_no_test_names_a_path_of_a_machine() -> None:
    """Files of the house name no directory of the machine they were written on."""
    machine = tuple("/" + start for start in ("work/", "root/", "home/", "tmp/brief", "Users/"))
    for path in (*FILES, *(ROOT / "tests").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not [start for start in machine if start in text], path.name
