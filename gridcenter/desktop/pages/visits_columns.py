"""The columns of the visit lists: who is due and why, and what visits came to; masked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.domain.visits import NOTED_NAMES, DueVisit, PastVisit, due_words
from gridcenter.language import listed, pick, tr

_CAPTION = CellStyle("caption", "text.secondary")
NOTHING = "—"


def due_columns(today: Callable[[], date]) -> tuple[Column[DueVisit], ...]:
    def due(row: DueVisit) -> str:
        return due_words(row, today())

    return (
        Column("door", lambda: tr("Door"), lambda row: row.place or NOTHING, lambda row: row.place, 0),
        Column("name", lambda: tr("Ask for"), lambda row: row.name, lambda row: row.name, 120),
        Column("members", lambda: tr("Persons"), lambda row: str(row.members), lambda row: row.members, 76,
               CellStyle("caption", "text.secondary", right=True), yields=3),
        Column("why", lambda: tr("Why"), why, why, 280, CellStyle(wraps=True)),
        Column("met", lambda: tr("Last met"), _met, lambda row: row.met_on or date.min, 120, _CAPTION, yields=2),
        Column("due", lambda: tr("Due"), due, lambda row: row.due_on or date.min, 280, yields=1),
    )  # fmt: skip


def past_columns() -> tuple[Column[PastVisit], ...]:
    return (
        Column("day", lambda: tr("Day"), lambda line: line.day.isoformat(), lambda line: line.day, 120),
        Column("whom", lambda: tr("Ask for"), lambda line: line.whom or NOTHING, lambda line: line.whom, 240,
               yields=1),
        Column("outcome", lambda: tr("Outcome"), outcome_words, lambda line: line.outcome, 250,
               CellStyle(wraps=True)),
        Column("who", lambda: tr("Who"), lambda line: line.who, lambda line: line.who, 120, _CAPTION, yields=2),
        Column("note", lambda: tr("Note"), _note, lambda line: line.note, 0, CellStyle(wraps=True)),
    )  # fmt: skip


def why(row: DueVisit) -> str:
    return listed(pick(name) for name in row.reasons)


def outcome_words(line: PastVisit) -> str:
    """Say what a visit came to; a line that was replaced says that it counts no more."""
    words = pick(NOTED_NAMES[line.outcome])
    return tr("{outcome} (replaced)").format(outcome=words) if line.replaced else words


def _note(line: PastVisit) -> str:
    corrected = tr("corrected: {why}").format(why=line.reason) if line.reason else ""
    return " · ".join(part for part in (line.note, corrected) if part)


def _met(row: DueVisit) -> str:
    return row.met_on.isoformat() if row.met_on is not None else NOTHING


def words_of(row: DueVisit) -> str:
    """Return what the search of the list looks through."""
    return " ".join((row.name, row.place, why(row)))
