"""Sentences in Chinese and English: gettext catalogues, and text that is rendered when it is read."""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_language: ContextVar[str] = ContextVar("language")
_default = ["zh"]
"""What threads speak that were not started by us (the solver's, the progress bar's): the last one set."""


def use(language: str) -> None:
    """Speak `zh` or `en` from here on; raises ValueError for another language."""
    if language not in LANGUAGES:
        raise ValueError(f"no language '{language}'; write one of {', '.join(LANGUAGES)}")
    _language.set(language)
    _default[0] = language


def language() -> str:
    """The language spoken now."""
    return _language.get(_default[0])


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(
        "xunfang", Path(__file__).parent / "locale", [language], fallback=language == "en"
    )


def tr(message: str, /, **values: object) -> str:
    """The message in the language spoken now, `{name}` filled from `values`.

    English messages are the keys of the catalogue `scheduler/locale/zh/LC_MESSAGES/xunfang.po`.
    """
    text = _catalogue(language()).gettext(message) if message else ""
    return text.format(**values) if values else text


class Text:
    """A sentence not yet spoken: `str()` renders it in the language spoken at that moment."""

    __slots__ = ("message", "values")

    def __init__(self, message: str, /, **values: object) -> None:
        self.message, self.values = message, values

    def __str__(self) -> str:
        return tr(self.message, **self.values)

    def __repr__(self) -> str:
        return f"Text({self.message!r}, {self.values!r})"
