"""Work spread over an Executor, results as they come: one that fails or dies does not stop the others.

Written against `concurrent.futures.Executor`: processes of this machine here, Dask's in `scheduler.cluster`.
An Executor may say how many tasks to hand out at once (`ahead`) and what it raises for a task whose process
died (`lost`).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import Generic, TypeVar

from scheduler.i18n import tr

T = TypeVar("T")
R = TypeVar("R")

FAILED, STOPPED = "FAILED", "STOPPED"
"""Why a task gave no result: an accident of its own; the end came before its turn."""

SPARE = 1
"""Tasks handed out beyond those under way, so that no process waits for the next."""


class Processes(ProcessPoolExecutor):
    """So many processes of this machine, started anew rather than forked; they end when this one does."""

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs, mp_context=get_context("spawn"), initializer=_settle)
        self.ahead = jobs + SPARE


def processes(jobs: int) -> Executor:
    """An Executor of so many processes."""
    return Processes(jobs)


def share(jobs: int) -> int:
    """Solver threads for each of so many processes: the cores are shared out, nobody gets none."""
    return max(1, (os.cpu_count() or 1) // jobs)


def _settle() -> None:
    """In a new process: deaf to Ctrl-C (the parent decides what ends), and gone when the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):  # the solver undoes the line above after each search
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


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
    """Do every task; each gives exactly one result. Returns False when it was stopped before the end.

    Ctrl-C stops it: what is under way ends and counts; a second Ctrl-C ends that too.
    """
    run = _Run(dict(enumerate(tasks)), work)
    why = tr("stopped before its turn")
    try:
        while run.waiting:
            for key in run.together():  # a process that dies takes the whole pool along
                run.alone(key)
        return True
    except KeyboardInterrupt:
        pass
    except CancelledError:
        why = tr("the cluster went away; run the same command again when it is back")
    for task in run.waiting.values():
        work.tell(work.fail(task, STOPPED, why))
    return False


class _Run(Generic[T, R]):
    """What waits for a result, and what is under way; a result takes its task out, so none counts twice."""

    def __init__(self, waiting: dict[int, T], work: Work[T, R]) -> None:
        self.waiting, self.work = waiting, work

    def together(self) -> list[int]:
        """Do what waits, a few more than there are processes at a time; returns those lost with a process."""
        lost: list[int] = []
        flight: dict[Future[R], int] = {}
        keys = iter([*self.waiting])
        with self.work.make() as pool:
            try:
                self._fill(pool, keys, flight)
                while flight:
                    done, _ = wait(flight, return_when=FIRST_COMPLETED)
                    lost += [key for one in done if not self._take(one, key := flight.pop(one), pool)]
                    self._fill(pool, keys, flight)
            except BaseException:
                self._end(pool, flight)
                raise
        return lost or [*self.waiting][:1]

    def alone(self, key: int) -> None:
        """Do one task with nothing beside it: if a process dies now, it was this task."""
        with self.work.make() as pool:
            future = pool.submit(self.work.do, self.waiting[key])
            try:
                if not self._take(future, key, pool):
                    self._fail(key, tr("its process died; is the memory large enough?"))
            except BaseException:
                self._end(pool, {future: key})
                raise

    def _fill(self, pool: Executor, keys: Iterator[int], flight: dict[Future[R], int]) -> None:
        """Hand out as many as the pool takes; nothing more once it is broken."""
        with suppress(BrokenExecutor):
            while len(flight) < getattr(pool, "ahead", 2) and (key := next(keys, None)) is not None:
                flight[pool.submit(self.work.do, self.waiting[key])] = key

    def _take(self, future: Future[R], key: int, pool: Executor) -> bool:
        """The result of a task, or its failure; False when its process died under it."""
        try:
            result = future.result()
        except CancelledError:
            raise
        except getattr(pool, "lost", BrokenExecutor):
            return False
        except Exception as error:  # an accident in one task is that task's alone
            self._fail(key, f"{type(error).__name__}: {error}")
            return True
        del self.waiting[key]
        self.work.tell(result)
        return True

    def _fail(self, key: int, why: str) -> None:
        self.work.tell(self.work.fail(self.waiting.pop(key), FAILED, why))

    def _end(self, pool: Executor, flight: dict[Future[R], int]) -> None:
        """Let those under way end, and count them; asked a second time, end them."""
        try:
            if flight:
                sys.stderr.write(tr("Waiting for what is under way; Ctrl-C again ends it at once.") + "\n")
            pool.shutdown(wait=True, cancel_futures=True)
        except KeyboardInterrupt:
            for child in active_children():
                child.terminate()
        for future, key in flight.items():
            if key in self.waiting and future.done() and not future.cancelled():
                self._take(future, key, pool)
