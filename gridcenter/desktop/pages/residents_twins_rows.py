"""The rows of the window of rows that are one person: which two, on what, and where."""

from __future__ import annotations

from dataclasses import dataclass

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.domain.person_merging import BASIS_NAMES, Basis, MergesFound, TwinRow, TwinsFound
from gridcenter.language import pick, tr

_SMALL = CellStyle("caption", "text.secondary")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of the list; `merged` where they are seen as one already: then the second is the merged one."""

    one: TwinRow
    other: TwinRow
    basis: Basis
    merged: bool = False
    reason: str = ""

    @property
    def key(self) -> tuple[int, int]:
        return self.one.person_id, self.other.person_id


def pairs_of(found: TwinsFound | MergesFound) -> list[Pair]:
    """Return what was merged, or every further row of a group beside the first one."""
    if isinstance(found, MergesFound):
        return [Pair(one.kept, one.merged, one.basis, merged=True, reason=one.reason) for one in found.pairs]
    return [Pair(one.rows[0], row, one.basis) for one in found.groups for row in one.rows[1:]]


PAIR_COLUMNS: tuple[Column[Pair], ...] = (
    Column("rows", lambda: tr("The two rows"), lambda line: _rows(line), lambda line: line.key, 150),
    Column("name", lambda: tr("Name"), lambda line: line.one.name, lambda line: line.one.name, 90),
    Column("number", lambda: tr("ID number"), lambda line: line.one.id_number[-8:], lambda line: line.one.id_number,
           110, _SMALL),
    Column("basis", lambda: tr("On what"), lambda line: pick(BASIS_NAMES[line.basis]), lambda line: line.basis,
           220, _SMALL),
    Column("grid", lambda: tr("Grid"), lambda line: pick(line.one.grid), lambda line: line.one.grid.zh, 0, _SMALL),
)  # fmt: skip


def _rows(line: Pair) -> str:
    arrow = "←" if line.merged else "·"
    return f"{line.one.person_id} {arrow} {line.other.person_id}"
