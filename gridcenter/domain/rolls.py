"""Rolls (名册): a list of residents for one purpose, asked for by one person and approved by another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from gridcenter.domain.definitions import Flaw, Parts, Path, definition_text
from gridcenter.domain.integrity import LONGEST_NAME, LONGEST_TEXT
from gridcenter.domain.names import Name
from gridcenter.domain.register_conditions import PERSON, Condition, read_conditions
from gridcenter.language import listed, tr

EARLIEST, LATEST = date(1990, 1, 1), timedelta(days=3 * 366)
"""Days for which a roll can be asked for: from the first to so long after today."""
FORMS = (".csv", ".xlsx")


class RollState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    """Approved, and not written in time: it is asked for anew."""


STATE_NAMES: dict[RollState, Name] = {
    RollState.WAITING: Name("待批准", "awaits approval"),
    RollState.APPROVED: Name("已批准", "approved"),
    RollState.REFUSED: Name("已拒绝", "refused"),
    RollState.EXPIRED: Name("批准已过期", "approval expired"),
}


class FileOutcome(StrEnum):
    BEGUN = ""
    WRITTEN = "written"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RollColumn:
    """A field of the register; `open` where this roll may show it without its mask, when that is approved."""

    field: str
    open: bool


@dataclass(frozen=True, slots=True)
class RollDefinition:
    """Who stands in a roll, and which columns; `definition` is its whole text."""

    key: str
    version: int
    name: Name
    law: str
    when: Condition
    columns: tuple[RollColumn, ...]
    definition: str = field(repr=False)

    @property
    def opens_columns(self) -> bool:
        return any(column.open for column in self.columns)


@dataclass(frozen=True, slots=True)
class Differences:
    """What a roll says that the one before, made on `before`, did not; `changed` rows are of the same persons."""

    before: datetime
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class RollWritten:
    """What stands in the file; `differences` to the roll before, None where there was none."""

    export_id: str
    rows: int
    content_hash: str
    differences: Differences | None


@dataclass(frozen=True, slots=True)
class RollFileLine:
    export_id: str
    form: str
    begun_at: datetime
    writer: str
    outcome: FileOutcome
    rows: int | None
    content_hash: str
    differences: Differences | None


@dataclass(frozen=True, slots=True)
class RollLine:
    """A roll as it is listed; nobody in it is named. `version` guards the decision."""

    id: int
    key: str
    name: Name
    definition_version: int
    digest: str
    area: str
    day: date
    purpose: str
    open_columns: bool
    opens: tuple[str, ...]
    expected: int
    asked_at: datetime
    asker_id: int
    asker: str
    state: RollState
    decided_at: datetime | None
    decider: str
    decision_reason: str
    open_granted: bool
    valid_until: datetime | None
    files: tuple[RollFileLine, ...]
    version: int


@dataclass(frozen=True, slots=True)
class RollsPage:
    """Rolls in the order of the list; `total` and `waiting` count those of all pages."""

    rows: tuple[RollLine, ...]
    total: int
    waiting: int


def read_rolls(
    raw: object, *, fields: Collection[str], opened: Collection[str]
) -> tuple[RollDefinition, ...]:
    """Build the rolls of a file; `fields` can be columns, and `opened` can be shown without a mask.

    Raises:
        Flaw: The first flaw, with its place.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("rolls"), list) or not raw["rolls"]:
        raise Flaw((), tr("a list “rolls” with at least one roll is needed"))
    found: list[RollDefinition] = []
    for at, one in enumerate(raw["rolls"]):
        path: Path = ("rolls", at)
        made = read_roll(one, path, fields=fields, opened=opened)
        if made.key in {known.key for known in found}:
            raise Flaw((*path, "key"), tr("the roll “{key}” stands here twice").format(key=made.key))
        found.append(made)
    return tuple(found)


def read_roll(raw: object, path: Path, *, fields: Collection[str], opened: Collection[str]) -> RollDefinition:
    """Build one roll.

    Raises:
        Flaw: A part is missing, unknown or cannot be meant.
    """
    part = Parts(raw, path, known=("key", "version", "name", "law", "when", "columns"))
    return RollDefinition(
        key=part.key(),
        version=part.version(),
        name=part.name("name", longest=LONGEST_NAME),
        law=part.text("law", longest=LONGEST_TEXT, needed=False),
        when=read_conditions(part.needed("when"), PERSON, (*path, "when")),
        columns=_columns(part, fields, opened),
        definition=definition_text(part.raw),
    )


def _columns(part: Parts, fields: Collection[str], opened: Collection[str]) -> tuple[RollColumn, ...]:
    raw, path = part.needed("columns"), (*part.path, "columns")
    if not isinstance(raw, list) or not raw:
        raise Flaw(path, tr("a list of columns stands here, one to a line that begins with “-”"))
    columns = []
    for at, one in enumerate(raw):
        column = Parts(one, (*path, at), known=("field", "open"))
        name = column.one_of("field", fields)
        if column.flag("open") and name not in opened:
            sentence = tr("“{word}” is never shown without its mask; these can be: {known}")
            raise Flaw((*path, at, "open"), sentence.format(word=name, known=listed(opened)))
        columns.append(RollColumn(name, column.flag("open")))
    if len({column.field for column in columns}) < len(columns):
        raise Flaw(path, tr("a column stands here twice"))
    return tuple(columns)
