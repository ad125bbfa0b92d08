"""Set everything up in .venv and run one task. Needs Python 3.11 or newer, and nothing else.

    python make.py roster   plan next week for the shipped station; options of `xunfang plan` may follow
    python make.py test     run the tests; options of pytest may follow
    python make.py check    style, types and translations
    python make.py docs     write the generated pages of docs/ and compile the translations
    python make.py bench    measure the station week; options of the benchmark may follow
    python make.py wheels   fill wheels/ for a machine without network; options of `pip download` may follow
    python make.py clean    remove .venv and everything else that can be made again; rosters in out/ stay

Windows: `py make.py roster`. A machine without network installs from the folder wheels/ when there is one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
WHEELS = ROOT / "wheels"
NEEDED = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11", "python3.14", "py")
"""Where a new enough Python is looked for when the one at hand is too old."""

REBUILT = ("dist", "build", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")

NO_VENV = """\
This Python cannot make virtual environments. 本机 Python 缺少 venv。
  Debian, Ubuntu, Kylin 麒麟:  sudo apt install python3-venv
  or 或:                       {python} -m pip install --user virtualenv
Then run the same command again. 然后重新运行。"""

NO_PACKAGES = """\
The packages could not be installed. 依赖安装失败。
  No network? On a machine with network run `python make.py wheels`, copy the folder wheels/ here,
  and run the same command again. 无网络:在联网机器上运行 make.py wheels,把 wheels 文件夹拷到本处再试。
  A mirror? Set PIP_INDEX_URL to its address. 使用镜像:设置环境变量 PIP_INDEX_URL。"""

OLD_WHEELS = """\
The packages could not be installed from {wheels}. 无法从 wheels 文件夹安装。
  It must hold every package for this system and Python {version}. Fill it anew with `python make.py wheels`
  on such a machine, or remove it to install over the network.
  请在同类机器上重新生成,或删除该文件夹后联网安装。"""


class Stop(Exception):  # noqa: N818 - it never leaves this file
    """A plain message for the person at the keyboard; the script ends with 1."""


def run(*command: str | Path, cwd: Path | None = ROOT) -> int:
    """Run a command and wait; returns its exit code."""
    return subprocess.run([str(part) for part in command], cwd=cwd, check=False).returncode


def python(*arguments: str | Path) -> int:
    """Run the environment's Python in the project folder."""
    return run(PYTHON, *arguments)


def set_up(*extras: str) -> None:
    """Make .venv and install the package with some extras, unless that is done already.

    Done means: in this folder, with this Python, since pyproject.toml and wheels/ last changed.
    """
    if not version(PYTHON):
        make_venv()
    stamp = VENV / f"installed-{'-'.join(extras)}"
    now = state()
    if not stamp.is_file() or stamp.read_text("utf-8") != now:
        install(extras)
        stamp.write_text(now, "utf-8")


def version(program: Path | str) -> str:
    """The version of a Python; empty when it does not run or is too old."""
    ask = f"import sys; print(sys.version if sys.version_info >= {NEEDED} else '')"
    try:
        asked = subprocess.run([str(program), "-c", ask], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return asked.stdout.strip()


def make_venv() -> None:
    """Make .venv anew, with venv or else virtualenv."""
    shutil.rmtree(VENV, ignore_errors=True)
    maker = "virtualenv"
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        maker = "venv"
    elif not importlib.util.find_spec(maker):
        raise Stop(NO_VENV.format(python=sys.executable))
    say("Making the environment .venv 正在创建运行环境 …")
    if run(sys.executable, "-m", maker, VENV) or not version(PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(NO_VENV.format(python=sys.executable))


def state() -> str:
    """Everything that decides what must be installed, as one hash."""
    wheels = sorted(path.name for path in WHEELS.glob("*")) if WHEELS.is_dir() else []
    text = f"{ROOT} {version(PYTHON)} {wheels}".encode()
    return hashlib.sha256(text + (ROOT / "pyproject.toml").read_bytes()).hexdigest()


def install(extras: tuple[str, ...]) -> None:
    """Install the package, editable; raises Stop with the next step when pip cannot."""
    say("Installing the packages, once; this takes a minute or two 正在安装依赖,首次约需一两分钟 …")
    source = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    code = pip("install", *source, "--editable", f".[{','.join(extras)}]")
    if code and WHEELS.is_dir():
        raise Stop(OLD_WHEELS.format(wheels=WHEELS, version=sys.version.split()[0]))
    if code:
        raise Stop(NO_PACKAGES)


def pip(*arguments: str) -> int:
    """Run pip; says what it is at, and on failure only its lines that tell why."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, encoding="utf-8", errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        lines = [line.rstrip() for line in map(progress, process.stdout or ())]
    progress("")
    if process.returncode:
        told = [line.strip() for line in lines if line.lstrip().startswith("ERROR")] or lines
        say("\n".join(f"  pip: {line}" for line in told[-3:]))
    return process.returncode


def progress(line: str) -> str:
    """Show a line of pip's in place, in a terminal only; returns the line."""
    if sys.stdout.isatty():
        shown = line.strip()[:76]
        print(f"\r  {shown:76}\r", end="", flush=True)
    return line


def roster(*options: str) -> int:
    """Plan next week for the shipped station; the files go to out/ unless an option says otherwise."""
    set_up("dev")
    here = Path.cwd() == ROOT
    station, out = (Path(one) if here else ROOT / one for one in ("scenarios/tianbu", "out"))
    return run(BIN / "xunfang", "plan", station, "--out", out, *options, cwd=None)


def test(*options: str) -> int:
    """Run the tests in two processes, a file at a time, so that what a file plans once is planned once."""
    set_up("dev")
    return python("-m", "pytest", "-n", "2", "--dist", "loadfile", *options)


def check(*options: str) -> int:
    """Style, types and translations; every one of them is run, whatever the others find."""
    set_up("dev")
    codes = [
        python("-m", "ruff", "check", *options),
        python("-m", "ruff", "format", "--check", *options),
        python("-m", "mypy", "--strict", "models", "scheduler"),
        python("scripts/catalogue.py", "--check"),
        python("scripts/pages.py", "--check"),
    ]
    return max(map(abs, codes))


def docs() -> int:
    """Write the generated pages of docs/ and compile the translations."""
    set_up("dev")
    return max(python("scripts/catalogue.py"), python("scripts/pages.py"))


def bench(*options: str) -> int:
    """Measure the station week against its peers."""
    set_up("dev", "bench")
    lab = ("-m", "benchmarks", "run", "--suite", "station-week", "--method", "all")
    return python(*lab, "--out", "benchmarks/results/lab", *options)


def wheels(*options: str) -> int:
    """Download every package that the setup needs into wheels/, to be copied to a machine without network."""
    if not version(PYTHON):
        make_venv()
    import tomllib  # new in 3.11

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = [*project["build-system"]["requires"], "editables", *project["project"]["dependencies"]]
    needed += project["project"]["optional-dependencies"]["dev"]
    say(f"Downloading into {WHEELS} 正在下载 …")
    if pip("download", "--dest", str(WHEELS), *options, *needed):
        raise Stop(NO_PACKAGES)
    return 0


def clean() -> int:
    """Remove what can be made again; the rosters in out/ stay."""
    caches = [path for top in ROOT.iterdir() if top.name != ".venv" for path in top.glob("**/__pycache__")]
    for path in (VENV, *(ROOT / name for name in REBUILT), ROOT / "__pycache__", *caches):
        shutil.rmtree(path, ignore_errors=True)
    return 0


TASKS = {task.__name__: task for task in (roster, test, check, docs, bench, wheels, clean)}
PLAIN = ("docs", "clean")
"""Tasks without options."""


def say(text: str) -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def newer_python() -> int:
    """Run this script again under a Python that is new enough; raises Stop when there is none."""
    for name in NEWER:
        found = shutil.which(name)
        if found and version(found):
            return run(found, *sys.argv, cwd=None)
    here = sys.version.split()[0]
    raise Stop(f"Python {here} is too old, install 3.11 or newer. 请安装 Python 3.11 或更高版本。")


def main(task: str = "", *options: str) -> int:
    """Run one task; returns its exit code."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    if task not in TASKS or (task in PLAIN and options):
        say((__doc__ or "").strip())
        return 0 if task in ("", "-h", "--help", "help") else 1
    try:
        # older machines start this file too
        return newer_python() if sys.version_info < NEEDED else TASKS[task](*options)
    except Stop as stop:
        say(str(stop))
    except OSError as error:
        say(f"{error.filename or ROOT}: {error.strerror or error}")
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
