"""Import batches (导入批次): one import of one file, staged or written at once, and undone when it was wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from gridcenter.domain.names import Name


class BatchState(StrEnum):
    STAGED = "staged"
    APPLIED = "applied"
    DROPPED = "dropped"
    UNDONE = "undone"


STATE_NAMES: dict[BatchState, Name] = {
    BatchState.STAGED: Name("待入库", "staged"),
    BatchState.APPLIED: Name("已入库", "applied"),
    BatchState.DROPPED: Name("已放弃", "dropped"),
    BatchState.UNDONE: Name("已撤销", "undone"),
}


class RowOutcome(StrEnum):
    """What a staged row is beside the registers: only the first three are written."""

    NEW = "new"
    DIFFERS = "differs"
    AGREES = "agrees"
    CONFLICT = "conflict"
    """The number is held by somebody of another name, sex or birth, or by two people."""
    TWIN = "twin"
    REFUSED = "refused"


OUTCOME_NAMES: dict[RowOutcome, Name] = {
    RowOutcome.NEW: Name("新增", "new"),
    RowOutcome.DIFFERS: Name("不一致", "differs"),
    RowOutcome.AGREES: Name("一致", "agrees"),
    RowOutcome.CONFLICT: Name("一号两人", "two people under one number"),
    RowOutcome.TWIN: Name("文件内重复", "twin"),
    RowOutcome.REFUSED: Name("未通过校验", "refused"),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """One import. `file_name` is without its folder; counts are None while the import is under way."""

    id: int
    kind: str
    at: datetime
    actor: str
    file_name: str
    sha256: str
    source: str
    preset: str
    encoding: str
    state: BatchState
    rows: int
    accepted: int
    unchanged: int
    twins: int
    refused: int
    applied_at: datetime | None
    applier: str
    ended_at: datetime | None
    ender: str
    end_reason: str
    outcomes: Mapping[RowOutcome, int] = field(default_factory=dict)
    """How many staged rows there are of each outcome; empty unless the batch is staged."""


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """A value that a row says otherwise, both masked by the rule of the field."""

    field: str
    title: Name
    old: str
    new: str


@dataclass(frozen=True, slots=True, repr=False)
class StagedLine:
    """A row of the file; `key` (masked for persons) tells whose it is, `reason` why it will not be written.

    `same` and `other`: somebody said that a row in conflict is about whoever holds the number, or about another person.
    """

    line: int
    outcome: RowOutcome
    key: str
    evidence: tuple[Evidence, ...] = ()
    field: str = ""
    value: str = ""
    reason: str = ""
    same: bool = False
    other: bool = False


@dataclass(slots=True)
class Undone:
    """What became of a batch that was undone: how many rows of which table went, and how many stay."""

    batch_id: int
    removed: Counter[str] = field(default_factory=Counter)
    withdrawn: int = 0
    put_back: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    kept_path: Path | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SharedNumber:
    """Two people under one number: masked, with the ids for whoever merges or corrects them.

    `kind` is register where two persons have the number, said where one has it under several names, births or sexes.
    `said` are the differing values, masked, of the field named. `apart`: when and why somebody said that they are two
    people, and who.
    """

    kind: str
    number: str
    person_ids: tuple[int, ...]
    field: str
    said: tuple[str, ...]
    place: str
    apart: str = ""
