"""Work for processes that are not ours: a module that a worker can import."""

from __future__ import annotations

import os
import time


def work(number: int) -> tuple[int, int]:
    """A task of a fifth of a second: its number doubled, and who did it. 105 kills its process, 107 fails."""
    if number == 105:
        os._exit(9)
    if number == 107:
        raise ValueError("seven")
    time.sleep(0.2)
    return 2 * number, os.getpid()
