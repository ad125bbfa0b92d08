"""Every test begins in English, whatever the one before it spoke."""

from __future__ import annotations

import pytest

from scheduler import i18n


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")
