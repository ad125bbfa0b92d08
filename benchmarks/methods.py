"""The methods of all suites: what each is, and which library it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from benchmarks.card import Suite
from models import Fault, Faults


@dataclass(frozen=True)
class About:
    """One method in a sentence, and the library without which it cannot run."""

    text: str
    needs: str = ""


METHODS = {
    "xunfang": About("the engine through its front door"),
    "xunfang-command": About("the whole command in a new process: start, reading, search, every file"),
    "write-cp-sat": About("our model written for CP-SAT, every level, and not searched"),
    "read-columns": About("our problem read by person for the columns, and not searched"),
    "re-solve": About("the engine from scratch, without the price of change"),
    "cp-sat-2": About("a plain model on CP-SAT, 2 workers", "ortools"),
    "cp-sat-8": About("a plain model on CP-SAT, 8 workers", "ortools"),
    "cp-sat-max-lp": About("a plain model on CP-SAT, 2 workers, max_lp the only full subsolver", "ortools"),
    "cp-sat": About("the textbook model on CP-SAT, 1 worker", "ortools"),
    "highs": About("a plain model on HiGHS, as many threads as cores", "highspy"),
    "or-routing": About("OR-Tools routing, guided local search, 1 thread", "ortools"),
    "pyvrp": About("PyVRP with prizes, 1 thread", "pyvrp"),
    "nearest-first": About("always the shortest way left"),
}


def available(method: str) -> bool:
    """Whether the library of a method is installed."""
    needs = METHODS[method].needs
    return not needs or find_spec(needs) is not None


def chosen(suite: Suite, asked: Sequence[str]) -> list[str]:
    """The methods asked for, `all` being every one installed; raises Faults for what cannot run."""
    found: dict[str, None] = {}
    faults = []
    for one in asked or suite.usual:
        if one == "all":
            found |= dict.fromkeys(name for name in suite.methods if available(name))
        elif one not in suite.methods:
            known = ", ".join(suite.methods)
            faults.append(Fault(f"{suite.name} has no method '{one}'. Maybe one of {known}, or all"))
        elif not available(one):
            faults.append(Fault(f"{one} needs {METHODS[one].needs}. Maybe pip install 'xunfang[bench]'"))
        else:
            found[one] = None
    if faults:
        raise Faults(faults)
    return list(found)
