"""Files are written beside and renamed: nobody ever finds half of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile

from models import Fault, Faults
from scheduler.i18n import Text


@contextmanager
def beside(path: Path, *, make: bool = False) -> Iterator[Path]:
    """The file to write to; it takes the place of `path` at the end, and is forgotten when writing fails.

    With `make` its folder is made. Raises Faults when that cannot be done, and leaves what was there.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        if make:
            path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except OSError as error:
        raise _not_written(error, path) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_text(path: Path, text: str, *, make: bool = False) -> None:
    """Write a text file as UTF-8 with plain line ends; raises Faults when that cannot be done."""
    with beside(path, make=make) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def make_folder(folder: Path) -> None:
    """Make a folder and try it, before work is done for nothing; raises Faults where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _not_written(error, folder) from error


def _not_written(error: OSError, path: Path) -> Faults:
    problem = error.strerror or type(error).__name__
    text = "this cannot be written ({problem}); close it in other programs, or choose another folder"
    return Faults([Fault(Text(text, problem=problem), str(path))])
