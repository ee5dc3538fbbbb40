"""Attachments (附件) of incidents: kinds, types and names that will do. What is agreed is data (`db/attachments.yaml`).

Photographs before, during and after handling (处置前、处置中、处置后) are the proof a case is closed on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.language import listed, pick, tr

LONGEST_NAME = 200
MEGABYTE = 1024 * 1024
_SHOWN = 60
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?")
"""Names that Windows gives to devices, whatever ending stands behind them."""
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the direction of reading: the name of a program would look like that of a picture."""


@dataclass(frozen=True, slots=True)
class ContentType:
    """A type of content; `endings` are lower case with their dot, the usual one first."""

    code: str
    name: Name
    endings: tuple[str, ...]


@dataclass(frozen=True)
class AttachmentRules:
    """What a centre has agreed about attachments; kinds and types stand in the order in which they are offered."""

    largest_bytes: int
    most: int
    kinds: Mapping[str, Name]
    types: Mapping[str, ContentType]
    adders: frozenset[str]
    removers: frozenset[str]

    def check_kind(self, code: str) -> None:
        """Raise `BadInput` where there is no such kind."""
        if code not in self.kinds:
            known = listed(f"{one} ({pick(name)})" for one, name in self.kinds.items())
            raise BadInput(
                tr("there is no kind of attachment “{kind}”: choose {known}").format(kind=code, known=known)
            )

    def check_size(self, size: int) -> None:
        """Raise `BadInput` where a file of `size` bytes is too large, or has nothing in it."""
        if size > self.largest_bytes:
            raise BadInput(
                tr("the file has {size}; at most {largest} are taken. Make it smaller or split it").format(
                    size=size_text(size), largest=size_text(self.largest_bytes)
                )
            )
        if size == 0:
            raise BadInput(tr("the file is empty: copy it again from where it came"))

    def check_type(self, name: str, found: str) -> None:
        """Raise `BadInput` where content of this type is not taken, or the name claims another one."""
        if found not in self.types:
            known = listed(pick(one.name) for one in self.types.values())
            raise BadInput(tr("files of this type are not taken. Taken are: {known}").format(known=known))
        kind = self.types[found]
        if PurePosixPath(name.lower()).suffix not in kind.endings:
            raise BadInput(
                tr("the content of “{name}” is: {type}. Name it with the ending {endings}").format(
                    name=shown_name(name), type=pick(kind.name), endings=listed(kind.endings)
                )
            )

    def kind_name(self, code: str) -> Name:
        """Return what a kind is called; the bare code where the rules have dropped it since."""
        return self.kinds.get(code) or Name(code)

    def type_name(self, code: str) -> Name:
        return self.types[code].name if code in self.types else Name(code)


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One attachment as it is listed; `size` in bytes, `sha256` in hex. `name` is only ever shown."""

    id: int
    version: int
    incident_id: int
    incident_number: str
    kind: str
    name: str
    content_type: str
    size: int
    sha256: str
    added_at: datetime
    adder: str
    adder_role: str
    adder_id: int
    step_sequence: int | None
    removal: str
    remover: str
    removed_at: datetime | None

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")


def checked_name(name: str) -> str:
    """Return the name as it was given.

    Raises:
        BadInput: It is missing or too long, leads to another folder, or holds what no name of a file may hold.
    """
    if not name.strip() or name.strip(".") == "":
        raise BadInput(tr("the name of the file is missing"))
    if len(name) > LONGEST_NAME:
        raise BadInput(
            tr("the name of the file has {n} characters; shorten it to {longest}").format(
                n=len(name), longest=LONGEST_NAME
            )
        )
    if "/" in name or "\\" in name:
        raise BadInput(tr("“{name}” is a path: give the bare name of the file").format(name=shown_name(name)))
    if any(is_hidden(character) for character in name):
        raise BadInput(
            tr("the name “{name}” holds characters that cannot be seen: rename the file").format(
                name=shown_name(name)
            )
        )
    if _DEVICES.fullmatch(name):
        raise BadInput(tr("“{name}” is the name of a device: rename the file").format(name=shown_name(name)))
    return name


def shown_name(name: str) -> str:
    """Return a name as it may stand in a sentence: short, and without characters that steer a terminal."""
    seen = "".join("�" if is_hidden(character) else character for character in name[: _SHOWN + 1])
    return seen if len(name) <= _SHOWN else seen[:_SHOWN] + "…"


def size_text(size: int) -> str:
    """Return bytes as people read them; a begun tenth counts, so that what is too large never looks allowed."""
    for unit, scale in (("GB", 1024 * MEGABYTE), ("MB", MEGABYTE), ("kB", 1024)):
        if size >= scale:
            tenths = -(-size * 10 // scale)
            return f"{tenths // 10} {unit}" if tenths % 10 == 0 else f"{tenths / 10:.1f} {unit}"
    return f"{size} B"


def is_hidden(character: str) -> bool:
    """Tell whether a character cannot be seen, begins a line, or turns the direction of what stands behind it."""
    return character in _TURNING or unicodedata.category(character) in ("Cc", "Cs", "Co", "Zl", "Zp")


def read_attachment_rules(raw: Mapping[str, Any]) -> AttachmentRules:
    """Build the rules from parsed data and check them.

    Raises:
        BadInput: A part is missing or wrong; every flaw is named.
    """
    try:
        rules = _build(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(tr("the rules of attachments cannot be read: {what}").format(what=error)) from error
    found = list(_flaws(rules))
    if found:
        raise BadInput(tr("the rules of attachments have flaws: {flaws}").format(flaws=tr("; ").join(found)))
    return rules


def _build(raw: Mapping[str, Any]) -> AttachmentRules:
    types = [ContentType(one["code"], _name(one), tuple(one["endings"])) for one in raw["types"]]
    return AttachmentRules(
        largest_bytes=int(raw["largest_megabytes"] * MEGABYTE),
        most=int(raw["most_of_an_incident"]),
        kinds={one["code"]: _name(one) for one in raw["kinds"]},
        types={one.code: one for one in types},
        adders=frozenset(raw["adders"]),
        removers=frozenset(raw.get("removers", ())),
    )


def _name(raw: Mapping[str, Any]) -> Name:
    return Name(raw["zh"], raw.get("en", ""))


def _flaws(rules: AttachmentRules) -> Iterator[str]:
    if rules.largest_bytes < 1 or rules.most < 1:
        yield tr("no file is small enough, or no incident may have one")
    if not rules.kinds or not rules.types:
        yield tr("there is no kind of attachment, or no type that is taken")
    for kind in rules.types.values():
        if not kind.endings or not all(one == one.lower() and one.startswith(".") for one in kind.endings):
            yield tr("the endings of “{type}” must be lower case with a dot").format(type=kind.code)
    if not rules.adders:
        yield tr("nobody may add an attachment")
