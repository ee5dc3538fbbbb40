"""What sources say of an organisation (组织信息多源并存), and which of it stands: cards and columns go by this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gridcenter.domain.record_values import Statement, winning_value

PLACE = "place"
"""The item that tells where an organisation is: a `PlaceSaid`."""
REF_MARK = "@"
_PARTS = "|"


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """Where a source says that an organisation is, by codes; a part is empty where it does not say."""

    premises: str = ""
    grid: str = ""
    community: str = ""

    def text(self) -> str:
        """Return the place as a statement keeps it, "" where nothing is said."""
        parts = (self.premises, self.grid, self.community)
        return _PARTS.join(parts) if any(parts) else ""

    def is_within(self, other: PlaceSaid) -> bool:
        """Tell whether everything said here is said there, too: a community alone takes nobody out of a grid of it."""
        pairs = (
            (self.premises, other.premises),
            (self.grid, other.grid),
            (self.community, other.community),
        )
        return all(mine in ("", theirs) for mine, theirs in pairs)


def place_said(text: str) -> PlaceSaid:
    return PlaceSaid(*text.rsplit(_PARTS, 2)) if text else PlaceSaid()


@dataclass(frozen=True, slots=True)
class OwnValues:
    """The columns of an organisation as texts by item; `source` and `recorded_on` belong to the first source."""

    values: Mapping[str, str]
    source: str
    recorded_on: date | None
    batch_id: int | None


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A statement as it is kept; `base`: it is what the columns held before anything else was said of the item."""

    id: int
    key: str
    value: str
    source: str
    recorded_on: date | None
    verified_on: date | None
    verified_by: str
    base: bool
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str

    @property
    def ref(self) -> str:
        return f"{self.key}{REF_MARK}{self.id}"


def standing_values(rows: Sequence[SaidRow]) -> dict[str, str]:
    """Return what stands about every item that a row speaks of, "" where all of it was taken back.

    Items of which no row speaks are as the first source said: their columns are not told here.
    """
    found: dict[str, str] = {}
    for key in {row.key for row in rows}:
        choice = winning_value(_standing(rows, key))
        found[key] = choice.winner.text if choice is not None else ""
    return found


def statements_of(own: OwnValues, rows: Sequence[SaidRow], key: str) -> list[Statement]:
    """Return what stands about one item, the newest row first; the column where no row speaks of the item."""
    if any(row.key == key for row in rows):
        return _standing(rows, key)
    text = own.values.get(key, "")
    return [Statement(key, text, own.source, own.recorded_on, base=True)] if text else []


def _standing(rows: Iterable[SaidRow], key: str) -> list[Statement]:
    return [
        Statement(
            row.ref,
            row.value,
            row.source,
            row.recorded_on,
            row.verified_on,
            row.verified_by,
            base=row.base,
        )
        for row in rows
        if row.key == key and row.withdrawn_at is None
    ]
