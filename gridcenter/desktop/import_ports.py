"""What the assistant of imports asks and does; every callable runs on a worker (see `ports`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gridcenter.domain.import_batches import Batch, StagedLine, Undone
from gridcenter.domain.names import Name

if TYPE_CHECKING:
    from gridcenter.services.importing.looking import FileLook
    from gridcenter.services.importing.own_presets import OwnPreset
    from gridcenter.services.importing.preset_offers import OfferedPreset
    from gridcenter.services.importing.problems import CheckedFile

Watch = Callable[[int, int], bool]
"""(rows done, rows in all or 0) -> whether to go on."""


@dataclass(frozen=True, slots=True)
class ImportKind:
    """What a file may hold; `placed` says that it may have coordinates, whose datum has to be known.

    Rows of a kind that is `staged` can wait beside the registers and be looked through before they are stored.
    """

    code: str
    name: Name
    placed: bool
    staged: bool = False


@dataclass(frozen=True, slots=True)
class ImportWish:
    """Which file to bring in, and how it is read; `columns` is column by field, "" for a field that is left out."""

    kind: str
    path: Path
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    datum: str = ""
    preset: str = ""
    checked: str = ""
    """SHA-256 of the file when it was checked: another one is not brought in."""


@dataclass(frozen=True, slots=True)
class ImportPorts:
    kinds: Sequence[ImportKind]
    look: Callable[[str, Path, str], FileLook]
    """(kind, file, encoding or "" to recognise it)"""
    presets: Callable[[], Sequence[OfferedPreset]]
    """The presets for files of any kind: the centre's own, and behind them those that ship with the program."""
    keep_preset: Callable[[str, ImportWish, bool], OwnPreset]
    """(name, how the file in hand is read, whether it may take the place of one of this name)"""
    drop_preset: Callable[[str], None]
    check: Callable[[ImportWish, Watch], CheckedFile | None]
    """Check every row and store nothing; None when it was stopped."""
    bring: Callable[[ImportWish, Watch], CheckedFile | None]
    """Bring the file in; None when it was stopped, and nothing of it is stored."""
    stage: Callable[[ImportWish, Watch], CheckedFile | None]
    """Let the rows wait beside the registers, each matched; None when it was stopped."""
    save_problems: Callable[[ImportWish, Path, Watch], Path | None]
    """Check again and write every refused row and twin to a file; None when there is none or it was stopped."""


@dataclass(frozen=True, slots=True)
class BatchPorts:
    """What the tab of the imports asks and does."""

    read: Callable[[], Sequence[Batch]]
    """The newest batches first."""
    rows: Callable[[int, int], tuple[tuple[StagedLine, ...], int | None]]
    """(batch, line behind which the page begins, -1 for the first) -> masked rows, where the next page begins;
    audited first."""
    apply: Callable[[int, Watch], Batch | None]
    """Write the staged rows into the registers, matched anew; None when it was stopped."""
    drop: Callable[[int, str], None]
    """(batch, reason)"""
    undo: Callable[[int, str, Watch], Undone | None]
    """(batch, reason): take back what the batch brought; None when it was stopped."""
    settle: Callable[[int, int], None]
    """(batch, line): the row is about the person who holds its number."""
    tell_apart: Callable[[int, int, str], None]
    """(batch, line, reason): the row is about another person under the same number."""
