"""Options of the commands that spread their work: how many processes, or which cluster."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import Annotated

import typer

Jobs = Annotated[int, typer.Option(min=0, max=256, help="进程数，0 为核数 · processes; 0: cores")]
ClusterAt = Annotated[
    str, typer.Option("--cluster", help="Dask 调度器地址 · Dask scheduler, e.g. tcp://10.0.0.5:8786")
]


def processes_of(jobs: int) -> int:
    """The number of processes: the cores where none is given."""
    return jobs or os.cpu_count() or 1


def executor(jobs: int, address: str) -> Callable[[], Executor]:
    """What opens an Executor: the cluster at an address, else processes here; raises Faults."""
    from scheduler.workers import processes

    if not address:
        return partial(processes, processes_of(jobs))
    from scheduler.cluster import cluster

    cluster(address).shutdown()  # a wrong address is said before anything else
    return partial(cluster, address)
