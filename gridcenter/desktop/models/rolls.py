"""Rolls and the files written of one, as rows of tables; nobody in a roll is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo

from PySide6.QtCore import QObject

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.domain.indicators import thousands
from gridcenter.domain.rolls import STATE_NAMES, FileOutcome, RollFileLine, RollLine
from gridcenter.language import pick, tr

_SMALL = CellStyle("caption", "text.secondary")
_COUNT = CellStyle("body", right=True)


class RollsModel(FigureLinesModel[RollLine]):
    """Rolls in the order given; the id of a row is the roll's number."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        columns: tuple[Column[RollLine], ...] = (
            Column("id", lambda: tr("Roll no."), lambda row: str(row.id), lambda row: row.id, 80, _SMALL),
            Column("name", lambda: tr("Roll"), lambda row: pick(row.name), lambda row: row.key, 0,
                   CellStyle("body_strong")),
            Column("day", lambda: tr("For the day"), lambda row: row.day.isoformat(), lambda row: row.day, 116),
            Column("rows", lambda: tr("Rows"), lambda row: thousands(row.expected), lambda row: row.expected, 90,
                   _COUNT),
            Column("masks", lambda: tr("Columns"), _masks, lambda row: row.open_columns, 130, _SMALL, yields=3),
            Column("state", lambda: tr("State"), lambda row: pick(STATE_NAMES[row.state]),
                   lambda row: row.state, 150),
            Column("purpose", lambda: tr("Purpose"), lambda row: row.purpose, lambda row: row.purpose, 250,
                   replace(_SMALL, wraps=True), yields=1),
            Column("asker", lambda: tr("Asked by"), lambda row: _by(row.asker, row.asked_at, zone),
                   lambda row: row.asked_at, 180, _SMALL, yields=4),
            Column("decider", lambda: tr("Decided by"), lambda row: _by(row.decider, row.decided_at, zone),
                   lambda row: row.decider, 180, _SMALL, yields=2),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.id, parent)


class RollFilesModel(FigureLinesModel[RollFileLine]):
    """Files in the order given, begun ones that never ended too; the id of a row is its export id."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        columns: tuple[Column[RollFileLine], ...] = (
            Column("export", lambda: tr("Export"), lambda row: row.export_id, lambda row: row.export_id, 230,
                   CellStyle("body_strong")),
            Column("form", lambda: tr("Form"), lambda row: f".{row.form}", lambda row: row.form, 70, _SMALL),
            Column("outcome", lambda: tr("Outcome"), _outcome, lambda row: row.outcome, 110),
            Column("rows", lambda: tr("Rows"), lambda row: "" if row.rows is None else thousands(row.rows),
                   lambda row: row.rows or 0, 90, _COUNT),
            Column("differs", lambda: tr("Since the roll before"), _differs, _differs, 0),
            Column("writer", lambda: tr("Written by"), lambda row: _by(row.writer, row.begun_at, zone),
                   lambda row: row.begun_at, 180, _SMALL),
            Column("hash", lambda: tr("Content"), lambda row: row.content_hash[:16],
                   lambda row: row.content_hash, 170, _SMALL, yields=1),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.export_id, parent)


def _masks(row: RollLine) -> str:
    if not row.open_columns:
        return tr("masked")
    if row.decided_at is None:
        return tr("without masks asked")
    return tr("without masks") if row.open_granted else tr("masked")


def _by(who: str, at: datetime | None, zone: tzinfo) -> str:
    return f"{who} · {at.astimezone(zone):%m-%d %H:%M}" if at is not None else ""


def _outcome(row: RollFileLine) -> str:
    words = {
        FileOutcome.BEGUN: tr("begun"),
        FileOutcome.WRITTEN: tr("written"),
        FileOutcome.CANCELLED: tr("stopped"),
        FileOutcome.FAILED: tr("failed"),
    }
    return words[row.outcome]


def _differs(row: RollFileLine) -> str:
    if row.differences is None:
        return ""
    words = tr("{added} came, {removed} went, {changed} changed")
    return words.format(
        added=thousands(row.differences.added),
        removed=thousands(row.differences.removed),
        changed=thousands(row.differences.changed),
    )
