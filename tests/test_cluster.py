"""A real Dask scheduler with worker processes on this machine: nothing lost, nothing counted twice."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from models import Faults
from scenarios.sweep.rows import Rows
from scenarios.sweep.run import Spread, run_sweep
from scheduler import cluster as module
from scheduler.cli import app
from scheduler.cluster import cluster
from scheduler.i18n import use
from scheduler.workers import FAILED, STOPPED, Work, run_all
from tests.bureau_world import here
from tests.cluster_work import work
from tests.sweep_world import study, without_time

pytest.importorskip("distributed", reason="the extra 'cluster' (dask.distributed) is not installed")

ROOT = Path(__file__).parents[1]


class Machines:
    """A scheduler and workers as processes of their own, each with its children in one group."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.running = folder, list[subprocess.Popen[bytes]]()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"
        )

    def worker(self) -> subprocess.Popen[bytes]:
        """One more worker, of one thread."""
        plain = ("--nthreads", "1", "--no-dashboard", "--death-timeout", "60")
        return self._start("worker", self.address, *plain, "--local-directory", str(self.folder))

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        with (self.folder / "log.txt").open("ab") as log:
            started = subprocess.Popen([sys.executable, "-m", "dask", *words], env=env, cwd=ROOT, stdout=log,
                                       stderr=log, start_new_session=True)  # fmt: skip
        self.running.append(started)
        return started

    def kill(self, one: subprocess.Popen[bytes]) -> None:
        """Kill a process with its children, as a machine that loses its power."""
        os.killpg(one.pid, signal.SIGKILL)
        one.wait()
        self.running.remove(one)

    def close(self) -> None:
        """End everything."""
        for one in [*self.running]:
            self.kill(one)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler without workers."""
    use("en")
    made = Machines(tmp_path)
    try:
        yield made
    finally:
        made.close()
        use("zh")


Found = tuple[list[Any], bool]


def done(machines: Machines, tasks: list[int], on: Callable[[int], None] = lambda _: None) -> Found:
    """What comes of the tasks; `on` hears how many results there are."""
    found: list[Any] = []

    def tell(one: object) -> None:
        found.append(one)
        on(len(found))

    job = Work[int, object](
        work, partial(cluster, machines.address), tell, lambda task, status, _: (task, status)
    )
    return found, run_all(tasks, job)


@pytest.mark.slow
def test_a_worker_killed_in_the_middle(machines: Machines) -> None:
    """Of two workers one is killed after five results: all 30 come, each once."""
    first = machines.worker()
    machines.worker()
    found, complete = done(machines, list(range(30)), lambda n: machines.kill(first) if n == 5 else None)
    assert complete
    assert sorted(number for number, _ in found) == [2 * n for n in range(30)]


@pytest.mark.slow
def test_a_worker_that_joins_late_takes_part(machines: Machines) -> None:
    """The second worker is started when five results are there; in the end both have worked."""
    machines.worker()
    found, complete = done(
        machines, list(range(100)), lambda n: machines.worker() and None if n == 5 else None
    )
    assert complete
    assert sorted(number for number, _ in found) == [2 * n for n in range(100)]
    assert len({worker for _, worker in found}) == 2


@pytest.mark.slow
def test_a_poisoned_task_fails_alone(machines: Machines) -> None:
    """105 kills every worker it is given to, 107 is an accident: each is its own result, the others come."""
    machines.worker()
    machines.worker()
    found, complete = done(machines, list(range(100, 112)))
    assert complete
    assert sorted(one for one in found if one[1] == FAILED) == [(105, FAILED), (107, FAILED)]
    assert sorted(n for n, why in found if why != FAILED) == [
        2 * n for n in range(100, 112) if n not in (105, 107)
    ]


@pytest.mark.slow
def test_a_scheduler_that_goes_away_stops_the_work(machines: Machines) -> None:
    """Killed after five results: those stay, the others are stopped, and the command ends."""
    machines.worker()
    found, complete = done(
        machines, list(range(20)), lambda n: machines.kill(machines.scheduler) if n == 5 else None
    )
    assert not complete
    assert len(found) == 20
    assert sum(why == STOPPED for _, why in found) >= 10


@pytest.mark.slow
def test_a_sweep_finds_the_same_on_a_cluster(machines: Machines, tmp_path: Path) -> None:
    """The rows of two workers are those of one thread here, but for the seconds; no worker reads a file."""
    machines.worker()
    machines.worker()
    made = study(tmp_path, "grid: {people.auxiliary: 2..5}\nseeds: 1..2\n")
    (tmp_path / "small").rename(tmp_path / "away")
    assert run_sweep(made, tmp_path / "many.csv", Spread(partial(cluster, machines.address))) == 0
    run_sweep(made, tmp_path / "one.csv", Spread(here))
    many, one = (without_time(Rows(tmp_path / name, made.columns).read()) for name in ("many.csv", "one.csv"))
    assert len(many) == 8
    assert many == one


def test_an_address_where_nobody_answers_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 and a sentence that says how to start a scheduler; nothing is planned."""
    monkeypatch.setattr(module, "PATIENCE", 1)
    path = study(tmp_path, "grid: {people.auxiliary: 2..5}\n").sweep.home / "many.yaml"
    result = CliRunner().invoke(app, ["sweep", str(path), "--cluster", "tcp://127.0.0.1:9", "--lang", "en"])
    assert result.exit_code == 1
    assert "no Dask scheduler answers at 'tcp://127.0.0.1:9'" in result.output
    assert not (tmp_path / "many.csv").exists()


@pytest.mark.parametrize("address", ["10.0.0.5", "http://x", "tcp://", "x:y"])
def test_what_is_no_address_is_a_mistake(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it is, no traceback."""
    monkeypatch.setattr(module, "PATIENCE", 1)
    with pytest.raises(Faults, match="--cluster"):
        cluster(address)


def test_without_the_package_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """`distributed` cannot be imported: the extra is named."""
    use("en")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Faults, match=r"pip install xunfang\[cluster\]"):
        cluster("tcp://127.0.0.1:9")
    use("zh")
