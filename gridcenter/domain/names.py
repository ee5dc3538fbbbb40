"""Names that exist in both languages of the program."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """A term or place name; `en` is empty where only the Chinese name is official."""

    zh: str
    en: str = ""
