"""Sentences in Chinese and English: gettext catalogues, and text that is rendered when it is read."""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_language: ContextVar[str] = ContextVar("language", default="zh")


def use(language: str) -> None:
    """Speak `zh` or `en` from here on; raises ValueError for another language."""
    if language not in LANGUAGES:
        raise ValueError(f"no language '{language}'; write one of {', '.join(LANGUAGES)}")
    _language.set(language)


def language() -> str:
    """The language spoken now."""
    return _language.get()


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(
        "xunfang", Path(__file__).parent / "locale", [language], fallback=language == "en"
    )


def tr(message: str, /, **values: object) -> str:
    """The message in the language spoken now, `{name}` filled from `values`.

    English messages are the keys of the catalogue `scheduler/locale/zh/LC_MESSAGES/xunfang.po`.
    """
    text = _catalogue(_language.get()).gettext(message) if message else ""
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
