"""`benchmarks list`: the suites with their methods, and every instance's own card."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import markdown
from benchmarks.methods import METHODS, available
from benchmarks.registry import SUITES
from benchmarks.running import suite_of


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--suite", help="show its instances and methods too")
    parser.add_argument("--instance", nargs="+", action="extend", default=[])
    parser.add_argument("--data", type=Path, help="folder of the public data")


def main(given: argparse.Namespace) -> int:
    """Print; one suite with its cards where one is named."""
    if not given.suite:
        for suite in SUITES.values():
            print(f"{suite.name}: {suite.about} ({suite.source})\n  methods: {', '.join(suite.methods)}")
            where = f"--data …/{suite.folder}" if suite.folder else "made here"
            print(f"  cost: {suite.cost}{'; more is better' if suite.most else ''}\n  instances: {where}")
        return 0
    suite = suite_of(given.suite)
    for method in suite.methods:
        print(f"{method}: {METHODS[method].text}{'' if available(method) else ' (not installed)'}")
    names = suite.chosen(given.instance, given.data)
    cards = [suite.card(name, given.data) for name in names]
    print(markdown(cards, "name", "size", "best", "source", "cost"))
    return 0
