"""Typing Chinese names by their sound: 居民查询 is found by "juminchaxun" and by "jmcx"."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from typing import Any


@cache
def _library() -> Any:
    """Load pypinyin at the first use: its tables take a quarter of a second, which no start should wait for."""
    return import_module("pypinyin")


@lru_cache(maxsize=20_000)
def sounds(text: str) -> tuple[str, str]:
    """Return (all syllables, all initials) in small letters; characters without a reading stay as they are."""
    library = _library()
    syllables: list[str] = library.lazy_pinyin(text)
    whole = "".join(syllables).replace("ü", "v").lower()
    return whole, "".join(part[:1] for part in syllables).lower()
