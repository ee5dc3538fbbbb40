"""What an import is asked to do, what it answers, and how its caller watches and stops it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from gridcenter.domain.datum import Datum


class Kind(StrEnum):
    """What a file holds; also the first word of `gridcenter import` and `gridcenter export`."""

    DIVISIONS = "divisions"
    GRIDS = "grids"
    UNITS = "units"
    CATEGORIES = "categories"
    STANDARDS = "standards"
    INCIDENTS = "incidents"
    PERSONS = "persons"
    PREMISES = "premises"
    ORGANISATIONS = "organisations"
    ORGANISATION_PEOPLE = "organisation_people"
    RESPONSIBILITY = "responsibility"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`datum` None means: as the preset or the format says. `rejects` None writes no rejects file.

    `columns` names the file's column by the field, "" for none, as a person has said; it goes before the preset's.
    """

    preset: str = ""
    datum: Datum | None = None
    encoding: str = ""
    rejects: Path | None = None
    time_zone: str = "Asia/Shanghai"
    """Zone of moments that the file writes without one; a preset may name another."""
    source: str = ""
    """Where the file comes from; stands with every value whose row names no source."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Which column of the file is which field; for fields that it does not name as the headers say."""
    sha256: str = ""
    """Of the file that was checked before; another one is refused. Empty: whatever it is."""


@dataclass(slots=True)
class ImportReport:
    """What became of every row: `rows` is the sum of `accepted`, `unchanged`, `twins` and `refused`."""

    kind: Kind
    path: Path
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    twins: int = 0
    refused: int = 0
    stored: Counter[str] = field(default_factory=Counter)
    """Records written by table: one row may make several, and several polygons make one grid."""
    warnings: list[str] = field(default_factory=list)
    rejects_path: Path | None = None
    batch_id: int | None = None
    sha256: str = ""
    """Of the file as it was read."""

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "file": str(self.path),
            "rows": self.rows,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "twins": self.twins,
            "refused": self.refused,
            "stored": dict(self.stored),
            "warnings": list(self.warnings),
            "rejects": str(self.rejects_path) if self.rejects_path else None,
            "batch": self.batch_id,
        }
