"""Workers on many machines: Dask's scheduler as an Executor (`pip install xunfang[cluster]`)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from importlib.metadata import version
from typing import Any, TypeVar

from models import Fault, Faults
from scheduler.i18n import Text

R = TypeVar("R")

PATIENCE = 30
"""Seconds to wait for the scheduler, and for the first worker."""


class Cluster(Executor):
    """The workers of a Dask scheduler; they may come and go while the work goes on.

    A task whose worker dies is given to another by Dask; when that happens to it again and again it is
    `lost`, as a task that kills its worker is. Every worker must have this version of xunfang.
    """

    def __init__(self, address: str) -> None:
        self._client = _client(address)
        from distributed import KilledWorker

        self._pool = self._client.get_executor(pure=False)
        self.lost = KilledWorker

    @property
    def ahead(self) -> int:
        """Tasks to hand out at once: those that join late find some waiting."""
        with _gone():
            threads: dict[str, int] = self._client.nthreads()
        return 4 + 2 * sum(threads.values())

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Hand out one task."""
        with _gone():
            made: Future[R] = self._pool.submit(_same, version("xunfang"), fn, *args, **kwargs)
            return made

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; what is not done then is dropped."""
        with suppress(OSError, RuntimeError):  # nobody is there any more to say goodbye to
            self._pool.shutdown(wait=wait and not cancel_futures)
            self._client.close()


@contextmanager
def _gone() -> Iterator[None]:
    """A scheduler that does not answer any more has cancelled everything."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise CancelledError from error


def cluster(address: str) -> Executor:
    """The cluster at an address; raises Faults when nobody answers there or nobody works there."""
    return Cluster(address)


def _same(wanted: str, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
    """On the worker: the work itself, but never with another version."""
    if (mine := version("xunfang")) != wanted:
        raise RuntimeError(f"the worker has xunfang {mine}, not {wanted}")
    return fn(*args, **kwargs)


def _client(address: str) -> Any:
    """A connection; raises Faults."""
    try:
        from distributed import Client
    except ImportError as error:
        text = Text("a cluster needs another package; install it with: pip install xunfang[cluster]")
        raise Faults([Fault(text, "--cluster")]) from error
    for name in ("distributed", "tornado.application"):  # what goes wrong is said by the tasks
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        text = Text(
            "no Dask scheduler answers at '{address}' ({problem}); start one with `dask scheduler` and write "
            "its address as tcp://host:8786",
            address=address, problem=str(error).partition("\n")[0] or type(error).__name__,
        )  # fmt: skip
        raise Faults([Fault(text, "--cluster")]) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        text = Text("the scheduler at {address} has no worker; start one with `dask worker {address}`",
                    address=address)  # fmt: skip
        raise Faults([Fault(text, "--cluster")]) from error
    return client
