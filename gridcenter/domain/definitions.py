"""Definitions that people write as data: their parts, each with its place in the file where it cannot be meant."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.language import listed, tr

Path = tuple[str | int, ...]
"""Where something stands in a file: keys of mappings and places in lists, from the top."""

_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
HIGHEST_VERSION = 9999


class Flaw(BadInput):
    """Something in a file of definitions that cannot be meant; `path` says where."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


def definition_text(raw: Mapping[str, Any]) -> str:
    """Return one text for one definition, whatever order its parts come in."""
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


class Parts:
    """The parts of an entry of a file, each asked for once.

    Raises:
        Flaw: From every question: the part is missing, unknown or of another kind.
    """

    def __init__(self, raw: object, path: Path, *, known: Collection[str]) -> None:
        if not isinstance(raw, dict):
            raise Flaw(path, tr("an entry with names and values is needed here"))
        for word in raw:
            if word not in known:
                sentence = tr("“{word}” has no meaning here; there are: {known}")
                raise Flaw((*path, word), sentence.format(word=str(word)[:40], known=listed(known)))
        self.raw: dict[str, Any] = raw
        self.path = path

    def needed(self, name: str) -> object:
        if name not in self.raw:
            raise Flaw(self.path, tr("“{name}” is missing").format(name=name))
        return self.raw[name]

    def key(self) -> str:
        value = self.needed("key")
        if not isinstance(value, str) or not _KEY.fullmatch(value):
            raise Flaw((*self.path, "key"), tr("a key has 2 to 40 small letters, digits and “_”"))
        return value

    def version(self) -> int:
        value = self.needed("version")
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= HIGHEST_VERSION:
            raise Flaw((*self.path, "version"), tr("a version is a whole number from 1 on"))
        return value

    def text(self, name: str, *, longest: int, needed: bool = True) -> str:
        value = self.needed(name) if needed else self.raw.get(name, "")
        if not isinstance(value, str) or (needed and not value.strip()) or len(value) > longest:
            sentence = tr("“{name}” is a text of at most {n} characters")
            raise Flaw((*self.path, name), sentence.format(name=name, n=longest))
        return value.strip()

    def name(self, name: str, *, longest: int) -> Name:
        both = Parts(self.needed(name), (*self.path, name), known=("zh", "en"))
        return Name(both.text("zh", longest=longest), both.text("en", longest=longest))

    def one_of(self, name: str, known: Collection[str]) -> str:
        value = self.needed(name)
        if value not in known:
            sentence = tr("“{name}” is one of: {known}")
            raise Flaw((*self.path, name), sentence.format(name=name, known=listed(known)))
        return str(value)

    def flag(self, name: str) -> bool:
        value = self.raw.get(name, False)
        if not isinstance(value, bool):
            raise Flaw((*self.path, name), tr("write yes or no"))
        return value
