"""Units, and what was said about one of them, as rows of tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo

from PySide6.QtCore import QObject

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.domain.duty import (
    Availability,
    DutyEntry,
    UnitStanding,
    availability_text,
    state_text,
    unit_kind_text,
)
from gridcenter.language import pick, tr

_SMALL = CellStyle("caption", "text.secondary")
_COUNT = CellStyle("body", right=True)


class UnitsModel(FigureLinesModel[UnitStanding]):
    """Units in the order given; the id of a row is the unit's. `now` is the store's time."""

    def __init__(self, now: Callable[[], datetime], zone: tzinfo, parent: QObject | None = None) -> None:
        self._now, self._zone = now, zone
        columns: tuple[Column[UnitStanding], ...] = (
            Column("unit", lambda: tr("Unit"), lambda row: pick(row.load.unit), lambda row: row.load.code, 0,
                   CellStyle("body_strong")),
            Column("kind", lambda: tr("Kind"), lambda row: unit_kind_text(row.load.kind),
                   lambda row: row.load.kind, 110, _SMALL, yields=2),
            Column("state", lambda: tr("Availability"), self._state, self._state, 176),
            Column("tasks", lambda: tr("Open tasks"), lambda row: str(row.load.tasks),
                   lambda row: row.load.tasks, 100, CellStyle("body_strong", right=True)),
            Column("capacity", lambda: tr("May hold"), _capacity, lambda row: row.load.capacity or 0, 100,
                   _COUNT),
            Column("since", lambda: tr("Since when"), self._since, lambda row: row.load.since, 116, _SMALL),
            Column("setter", lambda: tr("Said by"), lambda row: row.said.setter if row.said else "",
                   lambda row: row.said.setter if row.said else "", 110, _SMALL),
            Column("reason", lambda: tr("Reason"), lambda row: row.said.reason if row.said else "",
                   lambda row: row.said.reason if row.said else "", 220,
                   replace(_SMALL, wraps=True), yields=1),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.load.unit_id, parent)

    def _state(self, row: UnitStanding) -> str:
        return state_text(row.load, self._now(), self._zone)

    def _since(self, row: UnitStanding) -> str:
        """A time that was said and has passed made the unit free: it is so since then."""
        load, now = row.load, self._now()
        over = load.until is not None and load.state(now) is not load.availability
        return _moment(load.until if over else load.since, self._zone)


class DutyModel(FigureLinesModel[DutyEntry]):
    """What was said about a unit, in the order given."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        columns: tuple[Column[DutyEntry], ...] = (
            Column("at", lambda: tr("When"), lambda row: f"{row.at.astimezone(zone):%Y-%m-%d %H:%M}",
                   lambda row: row.at, 150, _SMALL),
            Column("availability", lambda: tr("Availability"), lambda row: availability_text(row.availability),
                   lambda row: row.availability.value, 110, CellStyle("body_strong")),
            Column("until", lambda: tr("Until"), lambda row: _until(row, zone), lambda row: row.until, 116,
                   _SMALL),
            Column("capacity", lambda: tr("May hold"), _said_capacity, lambda row: row.capacity or 0, 116,
                   _COUNT),
            Column("reason", lambda: tr("Reason"), lambda row: row.reason, lambda row: row.reason, 0),
            Column("setter", lambda: tr("Said by"), lambda row: row.setter, lambda row: row.setter, 120, _SMALL),
        )  # fmt: skip
        super().__init__(columns, None, parent)


def _capacity(row: UnitStanding) -> str:
    return tr("any number") if row.load.capacity is None else str(row.load.capacity)


def _said_capacity(row: DutyEntry) -> str:
    return tr("as its kind") if row.capacity is None else str(row.capacity)


def _until(row: DutyEntry, zone: tzinfo) -> str:
    return "" if row.availability is Availability.FREE else _moment(row.until, zone)


def _moment(moment: datetime | None, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%m-%d %H:%M}" if moment else ""
