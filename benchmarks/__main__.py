"""The laboratory: `python -m benchmarks list | run | compare | tune | plot`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from models import Faults

COMMANDS = {
    "list": ("listing", "suites, methods and instances"),
    "run": ("running", "measure methods on instances"),
    "compare": ("comparing", "two methods or two results files, pair by pair"),
    "tune": ("tuning", "search the solver's settings over instances"),
    "plot": ("plotting", "cost over time, and performance profiles"),
}


def main(words: list[str] | None = None) -> int:
    """Run one command; 1 where the input is wrong, each mistake on a line of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    doors = parser.add_subparsers(dest="command", required=True)
    modules = {}
    for command, (module, text) in COMMANDS.items():
        modules[command] = import_module(f"benchmarks.{module}")
        modules[command].add(doors.add_parser(command, help=text, description=text))
    given = parser.parse_args(words)
    try:
        return int(modules[given.command].main(given))
    except Faults as faults:
        print("\n".join(map(str, faults.faults)), file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped; what was measured is kept", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
