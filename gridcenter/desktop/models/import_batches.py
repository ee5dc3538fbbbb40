"""Import batches, and the rows of a staged one, as rows of tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo

from PySide6.QtCore import QObject

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.domain.import_batches import OUTCOME_NAMES, STATE_NAMES, Batch, StagedLine
from gridcenter.domain.indicators import thousands
from gridcenter.language import listed, pick, tr

_SMALL = CellStyle("caption", "text.secondary")
_COUNT = CellStyle("body", right=True)


class BatchesModel(FigureLinesModel[Batch]):
    """Batches in the order given; the id of a row is the batch's number."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        columns: tuple[Column[Batch], ...] = (
            Column("id", lambda: tr("No."), lambda row: str(row.id), lambda row: row.id, 64, _COUNT),
            Column("at", lambda: tr("When"), lambda row: f"{row.at.astimezone(zone):%Y-%m-%d %H:%M}",
                   lambda row: row.at, 150, _SMALL),
            Column("state", lambda: tr("State"), lambda row: pick(STATE_NAMES[row.state]),
                   lambda row: row.state.value, 84, CellStyle("body_strong")),
            Column("file", lambda: tr("File"), lambda row: row.file_name, lambda row: row.file_name, 0,
                   replace(CellStyle("body"), wraps=True)),
            Column("kind", lambda: tr("Kind"), lambda row: kind_word(row.kind), lambda row: row.kind, 84,
                   _SMALL, yields=2),
            Column("rows", lambda: tr("Rows"), lambda row: thousands(row.rows), lambda row: row.rows, 84,
                   _COUNT),
            Column("accepted", lambda: tr("Accepted"), lambda row: thousands(row.accepted),
                   lambda row: row.accepted, 84, _COUNT),
            Column("refused", lambda: tr("Refused"), lambda row: thousands(row.refused),
                   lambda row: row.refused, 84, _COUNT),
            Column("actor", lambda: tr("By"), lambda row: row.actor, lambda row: row.actor, 96, _SMALL,
                   yields=3),
            Column("reason", lambda: tr("Reason"), lambda row: row.end_reason, lambda row: row.end_reason, 180,
                   replace(_SMALL, wraps=True), yields=1),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.id, parent)


class StagedModel(FigureLinesModel[StagedLine]):
    """Rows of a staged file; the id of a row is its line in the file. What it says is masked."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[StagedLine], ...] = (
            Column("line", lambda: tr("Line"), lambda row: str(row.line), lambda row: row.line, 84, _COUNT),
            Column("outcome", lambda: tr("Matching"), outcome_word, lambda row: row.outcome.value, 190,
                   CellStyle("body_strong", wraps=True)),
            Column("key", lambda: tr("Whose"), lambda row: row.key, lambda row: row.key, 190),
            Column("evidence", lambda: tr("What differs"), evidence_words, evidence_words, 0,
                   replace(CellStyle("body"), wraps=True)),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.line, parent)


def kind_word(kind: str) -> str:
    words = {
        "persons": tr("persons"),
        "premises": tr("premises"),
        "organisations": tr("organisations"),
        "organisation_people": tr("people of organisations"),
        "incidents": tr("incidents"),
        "grids": tr("grids"),
        "divisions": tr("divisions"),
        "units": tr("units"),
        "categories": tr("categories"),
        "standards": tr("standards"),
    }
    return words.get(kind, kind)


def outcome_word(row: StagedLine) -> str:
    word = pick(OUTCOME_NAMES[row.outcome])
    if row.other:
        return tr("{outcome}: another person").format(outcome=word)
    return tr("{outcome}: the same person").format(outcome=word) if row.same else word


def evidence_words(row: StagedLine) -> str:
    """Return what the row says otherwise, old to new, both masked; else why it is not written."""
    told = [
        tr("{field}: {old} → {new}").format(field=pick(one.title), old=one.old or "—", new=one.new or "—")
        for one in row.evidence
    ]
    return listed(told) if told else row.reason
