"""The problems of a file as rows of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.domain.indicators import thousands
from gridcenter.language import listed, tr

if TYPE_CHECKING:
    from gridcenter.services.importing.problems import Problem

_SMALL = CellStyle("caption", "text.secondary")
_NAMED = 8


class ProblemsModel(FigureLinesModel["Problem"]):
    """What is most frequent first; the id of a row is its place."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[Problem], ...] = (
            Column("count", lambda: tr("Rows"), lambda row: thousands(row.count), lambda row: row.count, 88,
                   CellStyle("body_strong", right=True)),
            Column("outcome", lambda: tr("Outcome"), lambda row: row.outcome, lambda row: row.outcome, 88,
                   _SMALL),
            Column("field", lambda: tr("Field"), lambda row: row.field, lambda row: row.field, 120),
            Column("reason", lambda: tr("Reason"), lambda row: row.reason, lambda row: row.reason, 0,
                   replace(CellStyle("body"), wraps=True)),
            Column("lines", lambda: tr("Lines"), first_lines, lambda row: row.lines[0][0], 240,
                   replace(_SMALL, wraps=True)),
        )  # fmt: skip
        super().__init__(columns, None, parent)


def all_lines(problem: Problem) -> str:
    """Return every line that is kept of the problem, as many as that are, and what stands there."""
    told = listed(f"{line}: {value}" if value else str(line) for line, value in problem.lines)
    more = problem.count - len(problem.lines)
    return tr("{lines} and {n} more").format(lines=told, n=thousands(more)) if more > 0 else told


def first_lines(problem: Problem) -> str:
    """Return the first lines of the file that have the problem, and what stands there, as it may be shown."""
    named = [f"{line}: {value}" if value else str(line) for line, value in problem.lines[:_NAMED]]
    told = listed(named)
    return told if problem.count <= len(named) else tr("{lines} and more").format(lines=told)
