"""Work spread over an Executor, results as they come: one that fails or dies does not stop the others.

Written against `concurrent.futures.Executor`, so that another (Dask's) can take the place of processes.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    as_completed,
)
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Generic, TypeVar

from scheduler.bureau.task import FAILED, STOPPED
from scheduler.i18n import tr

T = TypeVar("T")
R = TypeVar("R")


def processes(jobs: int) -> Executor:
    """So many processes, started anew rather than forked, deaf to Ctrl-C (the parent decides what ends)."""
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_deaf)


def _deaf() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@dataclass(frozen=True)
class Work(Generic[T, R]):
    """What is done with each task: `do` runs elsewhere and must pickle; the rest stays here.

    `make` opens an Executor, `tell` hears of each result, `fail(task, status, why)` is the result of a task
    that gave none.
    """

    do: Callable[[T], R]
    make: Callable[[], Executor]
    tell: Callable[[R], None]
    fail: Callable[[T, str, str], R]


def run_all(tasks: Sequence[T], work: Work[T, R]) -> bool:
    """Do every task; each gives exactly one result. Returns False when Ctrl-C stopped it before the end."""
    waiting = dict(enumerate(tasks))
    try:
        _pass(waiting, work)
        for key in [*waiting]:  # a process that dies takes the whole pool along: the rest goes one by one
            alone = {key: waiting.pop(key)}
            _pass(alone, work)
            for task in alone.values():
                work.tell(work.fail(task, FAILED, tr("its process died; is the memory large enough?")))
    except KeyboardInterrupt:
        for task in waiting.values():
            work.tell(work.fail(task, STOPPED, tr("stopped before its turn")))
        return False
    return True


def _pass(waiting: dict[int, T], work: Work[T, R]) -> None:
    """Do what waits; each with a result is taken out, so that those lost with the pool stay."""
    with work.make() as pool:
        futures: dict[Future[R], int] = {}
        with suppress(BrokenExecutor):  # what was not taken any more goes alone later
            futures.update((pool.submit(work.do, task), key) for key, task in waiting.items())
        try:
            for future in as_completed(futures):
                _take(future, futures[future], waiting, work)
        except KeyboardInterrupt:
            pool.shutdown(wait=True, cancel_futures=True)  # those under way end, and count
            for future, key in futures.items():
                if key in waiting and future.done():
                    _take(future, key, waiting, work)
            raise


def _take(future: Future[R], key: int, waiting: dict[int, T], work: Work[T, R]) -> None:
    try:
        result = future.result()
    except (BrokenExecutor, CancelledError):
        return
    except Exception as error:  # an accident in one station is that station's alone
        result = work.fail(waiting[key], FAILED, f"{type(error).__name__}: {error}")
    del waiting[key]
    work.tell(result)
