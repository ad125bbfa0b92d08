"""How the search is set: which subsolvers run side by side, and how each of them works."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from models._base import Frozen


class Strategy(StrEnum):
    """A way to search the whole problem, by the name that CP-SAT (9.15) gives it."""

    DEFAULT_LP = "default_lp"
    FIXED = "fixed"
    NO_LP = "no_lp"
    MAX_LP = "max_lp"
    CORE = "core"
    CORE_MAX_LP = "core_max_lp"
    CORE_OR_NO_LP = "core_or_no_lp"
    LB_TREE_SEARCH = "lb_tree_search"
    OBJECTIVE_LB_SEARCH = "objective_lb_search"
    OBJECTIVE_SHAVING = "objective_shaving"
    QUICK_RESTART = "quick_restart"
    QUICK_RESTART_NO_LP = "quick_restart_no_lp"
    REDUCED_COSTS = "reduced_costs"
    PSEUDO_COSTS = "pseudo_costs"
    PROBING = "probing"
    PROBING_MAX_LP = "probing_max_lp"
    MAX_HS = "max_hs"
    LESS_ENCODING = "less_encoding"


PORTFOLIO = (
    Strategy.MAX_LP, Strategy.QUICK_RESTART, Strategy.CORE, Strategy.REDUCED_COSTS, Strategy.NO_LP,
)  # fmt: skip
"""Strategies in the order of their use.

CP-SAT's own choice for few workers has no strong relaxation and proves little. Measured on two busy cores,
four Tianbu weeks: the first three 19 s to the last proof, eight default workers no proof in 57 s.
"""


class Method(StrEnum):
    """How a roster is searched: CP-SAT on the whole, columns (one person's roster each), or as it fits."""

    AUTO = "auto"
    CP_SAT = "cp-sat"
    COLUMNS = "columns"


class Tuning(Frozen):
    """Settings of the search; each default is the best that was measured on the station weeks.

    None leaves a setting to CP-SAT. `python -m benchmarks tune` searches them and writes a file of them.
    """

    method: Method = Field(
        default=Method.AUTO, description="cp-sat, columns, or auto: by size and by how the search goes"
    )
    portfolio: tuple[Strategy, ...] = Field(
        default=PORTFOLIO,
        description="strategies by use, as many of them run as there are workers; further workers are"
        " CP-SAT's neighbourhoods; none: CP-SAT chooses all",
    )
    workers: int = Field(default=3, ge=1, le=64, description="where no number of workers is typed")
    linearization_level: int | None = Field(
        default=None, ge=0, le=2, description="how much of the problem is relaxed linearly; 2 is all"
    )
    symmetry_level: int | None = Field(
        default=0,
        ge=0,
        le=4,
        # Looking for symmetries costs more than they give here: four Tianbu weeks 17 s with, 9 s without.
        description="effort of looking for symmetries",
    )
    probing_level: int | None = Field(
        default=None, ge=0, le=3, description="effort of trying single variables before the search"
    )
    neighbourhood_share: float | None = Field(
        default=None, gt=0, lt=1, description="share of the problem that a first neighbourhood frees"
    )
    neighbourhood_effort: float | None = Field(
        default=None, gt=0, lt=100, description="deterministic seconds of a first neighbourhood"
    )
