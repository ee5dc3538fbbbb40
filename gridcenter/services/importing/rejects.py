"""The rejects file: every row that was refused or is a twin, with its line, field and reason."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Protocol

from gridcenter.domain.errors import BadInput, reason_of
from gridcenter.domain.masking import mask_address, mask_id_number, mask_name, mask_phone
from gridcenter.language import tr
from gridcenter.services.cell_safety import as_text_cell
from gridcenter.services.importing.columns import Field
from gridcenter.services.unfinished_files import PART, drop_unfinished, note_unfinished

MAX_SHOWN = 200
_MASKS: dict[str, Callable[[str], str]] = {
    "id_number": mask_id_number,
    "name": mask_name,
    "phone": mask_phone,
    "address": mask_address,
    "register_address": mask_address,
}


def shown_value(field: Field | None, value: str) -> str:
    """Return the value as it may stand in a file: personal ones masked by the rule of their field."""
    if field is None or not field.personal or not value:
        return value
    return _MASKS.get(field.key, _starred)(value)


def _starred(value: str) -> str:
    return "*" * min(len(value), 8)


def _unwritable(path: Path, error: OSError) -> BadInput:
    sentence = tr(
        "The list of refused rows {file} cannot be written: {why}. Choose another place for it "
        "(on the command line with --rejects)."
    )
    return BadInput(sentence.format(file=path, why=reason_of(error)))


class Problems(Protocol):
    """Takes what is said of rows that are not written."""

    def add(self, line: int, field: str, value: str, outcome: str, reason: str) -> None: ...


class RejectsFile:
    """Written beside its final name and renamed by `keep`, so that a stopped import leaves none.

    CSV in UTF-8 with a byte order mark, because spreadsheets take it for a local encoding otherwise.
    """

    def __init__(self, path: Path | None, *, first: str = "") -> None:
        """Say what the first column is, where it is no line of a file."""
        self._path = path
        self._first = first
        self._file: IO[str] | None = None
        self._writer: Any = None
        self._forget: Callable[[], None] = _nothing

    def add(self, line: int, field: str, value: str, outcome: str, reason: str) -> None:
        if self._path is None:
            return
        if self._writer is None:
            self._open(self._path)
        cells = (str(line), field, value[:MAX_SHOWN], outcome, reason)
        try:
            self._writer.writerow([as_text_cell(cell) for cell in cells])
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def keep(self) -> Path | None:
        """Finish and return the file's path, or None when there was nothing to say: an older file is removed."""
        if self._path is None:
            return None
        try:
            if self._file is None:
                self._path.unlink(missing_ok=True)
                return None
            self._file.close()
            kept = self._part(self._path).replace(self._path)
        except OSError as error:
            raise _unwritable(self._path, error) from error
        self._file = None
        self._forget()
        return kept

    def drop(self) -> None:
        """Remove what was written, unless `keep` was called."""
        if self._file is not None and self._path is not None:
            with suppress(OSError):  # what it still holds finds no room, and is not wanted
                self._file.close()
            self._part(self._path).unlink(missing_ok=True)
            self._file = None
            self._forget()

    def _open(self, path: Path) -> None:
        drop_unfinished()
        self._forget = note_unfinished(self._part(path))
        try:
            self._file = self._part(path).open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            self._forget()
            raise _unwritable(path, error) from error
        self._writer = csv.writer(self._file)
        self._writer.writerow(
            [self._first or tr("line"), tr("field"), tr("value"), tr("outcome"), tr("reason")]
        )

    @staticmethod
    def _part(path: Path) -> Path:
        return path.with_name(path.name + PART)


def _nothing() -> None:
    """No file was begun."""
