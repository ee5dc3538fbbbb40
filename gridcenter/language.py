"""Chinese and English: `tr` for the program's sentences, `pick` for names kept in both languages.

The catalogue is the Qt Linguist file `ui/i18n/gridcenter_zh_CN.ts`, so translators keep their tool while
commands without a window need no Qt. English is the source text; a sentence without a translation is shown
in English and refused by the check.
"""

from __future__ import annotations

import locale
from collections.abc import Iterable
from functools import cache
from typing import Literal
from xml.etree import ElementTree as ET

from gridcenter.domain.names import Name
from gridcenter.paths import asset

Language = Literal["zh", "en"]

_current: dict[str, Language] = {"language": "zh"}


def use_language(language: Language) -> None:
    """Switch every later `tr` and `pick` of this process; windows listen to Qt's LanguageChange instead."""
    _current["language"] = language


def current_language() -> Language:
    return _current["language"]


def system_language() -> Language:
    """English only where the desktop says so: the program's users read Chinese."""
    code = locale.getlocale()[0] or ""
    return "en" if code.lower().startswith(("en", "english")) else "zh"


def tr(text: str) -> str:
    """Return `text` in the current language; `text` must be a literal so that the check can find it."""
    return text if current_language() == "en" else chinese_catalogue().get(text, text)


def by_count(number: int, one: str, many: str) -> str:
    """Return the sentence for this number: English tells one from many, Chinese says both alike."""
    return one if number == 1 else many


def pick(name: Name) -> str:
    """Return the name in the current language, or the only one there is."""
    return (name.en or name.zh) if current_language() == "en" else (name.zh or name.en)


def listed(words: Iterable[str]) -> str:
    """Return the words as a list within a sentence of the current language."""
    return (", " if current_language() == "en" else "、").join(words)


@cache
def chinese_catalogue() -> dict[str, str]:
    path = asset("ui/i18n/gridcenter_zh_CN.ts")
    if not path.is_file():
        return {}
    messages = ET.parse(path).getroot().iter("message")
    pairs = ((message.findtext("source"), message.findtext("translation")) for message in messages)
    return {source: translation for source, translation in pairs if source and translation}
