"""Work over an Executor: every task has exactly one result, whatever happens to the processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scheduler.workers import FAILED, STOPPED, Work, processes, run_all, share
from tests.bureau_world import here


def double(number: int) -> int:
    """Work for the executor: 3 is an accident, 4 kills its process."""
    if number == 3:
        raise ValueError("three")
    if number == 4:
        time.sleep(0.3)  # until the quick ones are through
        os._exit(9)
    return 2 * number


def gathered(tasks: list[int], make: Callable[[], Executor], stop: int = 0) -> tuple[list[object], bool]:
    """What comes of tasks; Ctrl-C is pressed when the result `stop` is heard."""
    found: list[object] = []

    def tell(one: object) -> None:
        found.append(one)
        if one == stop:
            raise KeyboardInterrupt

    work = Work[int, object](double, make, tell, lambda task, status, _: f"{task} {status}")
    return found, run_all(tasks, work)


def test_a_process_that_dies_takes_nobody_along() -> None:
    """Every task has exactly one result, also those that were lost with the pool and those after it."""
    found, complete = gathered([1, 3, 4, *range(5, 15)], partial(processes, 2))
    assert complete
    doubled = [str(2 * n) for n in (1, *range(5, 15))]
    assert sorted(map(str, found)) == sorted([*doubled, f"3 {FAILED}", f"4 {FAILED}"])


def test_ctrl_c_keeps_what_is_done() -> None:
    """Stopped at the first result: the others are stopped or done, none is lost and none counted twice."""
    found, complete = gathered([1, 2, 5, 6], here, stop=2)
    assert not complete
    assert found[0] == 2
    assert len(found) == 4
    assert {str(one).split()[-1] for one in found[1:]} <= {STOPPED, "4", "10", "12"}


class Breaking(ThreadPoolExecutor):
    """A pool that breaks under some tasks, and from then on takes no more, as a pool of processes does."""

    def __init__(self, deadly: set[int], handed_out: list[list[int]]) -> None:
        super().__init__(1)
        self.deadly, self.handed_out, self.broken, self.ahead = deadly, handed_out, False, 3
        handed_out.append([])

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand out one task."""
        if self.broken:
            raise BrokenProcessPool
        self.handed_out[-1].append(args[0])
        if args[0] in self.deadly:
            self.broken = True
            made: Future[Any] = Future()
            made.set_exception(BrokenProcessPool())
            return made
        return super().submit(fn, *args, **kwargs)


def test_only_those_under_way_are_suspects() -> None:
    """Task 20 breaks the pool: it goes alone, and of 40 tasks hardly one is handed out twice."""
    handed_out: list[list[int]] = []
    found, complete = gathered(list(range(10, 50)), partial(Breaking, {20}, handed_out))
    assert complete
    assert sorted(map(str, found)) == sorted(
        [f"20 {FAILED}", *(str(2 * n) for n in range(10, 50) if n != 20)]
    )
    assert [20] in handed_out
    assert sum(map(len, handed_out)) <= 40 + 3


def test_no_more_is_handed_out_than_is_asked_for() -> None:
    """Three tasks at a time, so that 10,000 are not pickled and held at once."""
    waiting: list[int] = []

    class Counting(ThreadPoolExecutor):
        ahead = 3

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            waiting.append(self._work_queue.qsize())
            return super().submit(fn, *args, **kwargs)

    found, _ = gathered(list(range(10, 60)), partial(Counting, 1))
    assert len(found) == 50
    assert max(waiting) <= 3


def test_cores_are_shared_out() -> None:
    """One process has all the cores, more processes than cores one thread each."""
    cores = os.cpu_count() or 1
    assert (share(1), share(cores), share(10 * cores)) == (cores, 1, 1)


ORPHAN = """
import os, time
from scheduler.workers import processes

def main():
    pool = processes(1)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)

if __name__ == "__main__":
    main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process by its number")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """After kill -9 of the parent its process is gone within seconds: none is left behind."""
    path = tmp_path / "orphan.py"
    path.write_text(ORPHAN, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen([sys.executable, str(path)], stdout=subprocess.PIPE, text=True, env=env) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(200):
        if not _runs(child):
            return
        time.sleep(0.05)
    raise AssertionError("the process is still there")


STOPPED_TWICE = """
import signal, sys, time
from functools import partial
from scheduler.workers import Work, processes, run_all

def work(seconds):
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # as the solver does after a search
    print("begun", flush=True)
    time.sleep(seconds)
    return "done"

def main():
    seconds = float(sys.argv[1])
    told = Work(work, partial(processes, 1), lambda one: print(one, flush=True), lambda *why: why[1])
    print(run_all([seconds, seconds, seconds], told), flush=True)

if __name__ == "__main__":
    main()
"""


def interrupted(tmp_path: Path, seconds: float, times: int) -> tuple[list[str], float]:
    """What a command with three tasks says that gets Ctrl-C so many times, and the seconds until its end."""
    path = tmp_path / "stopped.py"
    path.write_text(STOPPED_TWICE, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    words = [sys.executable, str(path), str(seconds)]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env, start_new_session=True)
    with running as parent:
        assert parent.stdout is not None
        begun = parent.stdout.readline().strip()
        for _ in range(times):
            os.killpg(parent.pid, signal.SIGINT)  # a terminal sends it to all of them
            time.sleep(0.3)
        began = time.monotonic()
        said = parent.stdout.read().split("\n")[:-1]
    return [begun, *said], time.monotonic() - began


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to a group of processes")
def test_ctrl_c_lets_end_what_is_under_way(tmp_path: Path) -> None:
    """Of three tasks of a second one is under way, one with its process: both end, the third is stopped."""
    said, _ = interrupted(tmp_path, 1, 1)
    assert sorted(said) == sorted(["begun", "begun", "done", "done", STOPPED, "False"])


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to a group of processes")
def test_a_second_ctrl_c_ends_at_once(tmp_path: Path) -> None:
    """A task of ten minutes does not hold it up: all are stopped within seconds."""
    said, seconds = interrupted(tmp_path, 600, 2)
    assert said == ["begun", STOPPED, STOPPED, STOPPED, "False"]
    assert seconds < 30


def _runs(pid: int) -> bool:
    """Whether a process is there and does anything; one that nobody has buried yet does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")
    return "State:\tZ" not in status.read_text() if status.exists() else True
