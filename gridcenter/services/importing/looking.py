"""What a file holds before anything is brought in: its columns, and which of them are recognised as which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr
from gridcenter.services.importing.columns import (
    NOT_KEPT,
    Field,
    line_above,
    looks_like_a_row,
    recognised_columns,
    row_above_all,
)
from gridcenter.services.importing.kinds import TEMPLATES
from gridcenter.services.importing.opening import opened_source
from gridcenter.services.importing.rejects import shown_value
from gridcenter.services.importing.report import Kind

LOOKED_AT = 200
"""Rows that are read for examples."""
EXAMPLES = 3
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of the file; `examples` say what stands in it: masked, and of what is not recognised only the shape."""

    name: str
    examples: tuple[str, ...]
    kept: bool = True
    """False for what the register leaves out on purpose."""


@dataclass(frozen=True, slots=True)
class FileLook:
    """`proposed` maps the keys of `fields` to columns; `rows` is an estimate, None where nobody knows."""

    kind: Kind
    path: Path
    columns: tuple[FileColumn, ...]
    fields: tuple[Field, ...]
    proposed: Mapping[str, str]
    rows: int | None
    geographic: bool
    remarks: tuple[str, ...]


def look_at(kind: Kind, path: Path, *, encoding: str = "") -> FileLook:
    """Read the head of a file; nothing is stored.

    Raises:
        BadInput: It cannot be opened as a table, or its first line holds no names but a row.
    """
    fields = TEMPLATES[kind]
    with opened_source(path, encoding=encoding) as source:
        rows = [row.cells for row in islice(source.rows, LOOKED_AT)]
        proposed = recognised_columns(fields, source.columns)
        if looks_like_a_row(source.columns) and not _is_named(fields, proposed):
            raise BadInput(row_above_all())
        known = {column: field for field in fields if (column := proposed.get(field.key))}
        columns = tuple(_column(name, known.get(name), rows) for name in source.columns if name)
        above = "" if _is_named(fields, proposed) else line_above(proposed, source.columns)
        remarks = (*source.remarks, above) if above else source.remarks
        return FileLook(kind, path, columns, fields, proposed, source.total, source.geographic, remarks)


def _is_named(fields: Sequence[Field], proposed: Mapping[str, str]) -> bool:
    return all(field.key in proposed for field in fields if field.required)


def _column(name: str, field: Field | None, rows: Sequence[Mapping[str, Any]]) -> FileColumn:
    if NOT_KEPT.search(name):
        return FileColumn(name, (), kept=False)
    texts = dict.fromkeys(text for row in rows if (text := str(row.get(name) or "").strip()))
    shown = dict.fromkeys(_shown(field, text) for text in texts)
    return FileColumn(name, tuple(islice(shown, EXAMPLES)))


def _shown(field: Field | None, text: str) -> str:
    if field is not None:
        return shown_value(field, text)[:_LONGEST]
    if text.isdecimal():
        return tr("{n} figures").format(n=len(text))
    return tr("{n} characters").format(n=len(text))
