"""Population changes, their tasks, the completion board and a trial, as rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from gridcenter.desktop.models.columns import CellStyle, Column, Role
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.domain.indicators import thousands
from gridcenter.domain.lights import LIGHT_NAMES, Light
from gridcenter.domain.population_rules import PART_NAMES
from gridcenter.domain.population_tasks import (
    FIGURE_NAMES,
    WITHDRAWN,
    BoardLine,
    ChangeRow,
    Figure,
    MaskedChange,
    TaskRow,
    UnitLoad,
    change_text,
)
from gridcenter.language import pick, tr

Index = QModelIndex | QPersistentModelIndex
_SMALL = CellStyle("caption", "text.secondary")
_COUNT = CellStyle("body", right=True)
_STRONG = CellStyle("body_strong")
_WRAPPED = CellStyle("body_strong", wraps=True)
_PRESSING = (Light.RED, Light.YELLOW, Light.GREY, Light.GREEN)


class _Lit(FigureLinesModel[Any]):
    """Rows with a light that depends on the moment, and with a resident who is shown only after the audit."""

    masked: Mapping[int, MaskedChange] = {}

    def __init__(
        self,
        columns: tuple[Column[Any], ...],
        now: Callable[[], datetime],
        light: Callable[[Any, datetime], Light | None],
        parent: QObject | None,
    ) -> None:
        self._now, self._light = now, light
        super().__init__(columns, lambda row: row.id, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Role.LIGHT and index.isValid() and index.row() < len(self.rows):
            return self._light(self.rows[index.row()], self._now())
        return super().data(index, role)

    def resident(self, change_id: int) -> str:
        one = self.masked.get(change_id)
        return "" if one is None else resident_text(one)

    def show_masked(self, masked: Mapping[int, MaskedChange]) -> None:
        self.masked = masked
        self.show_rows(self.rows)


class ChangesModel(_Lit):
    """Changes in the order given; the light is that of the task that presses most."""

    def __init__(self, now: Callable[[], datetime], zone: tzinfo, parent: QObject | None = None) -> None:
        def found(row: ChangeRow) -> str:
            return f"{row.found_at.astimezone(zone):%m-%d %H:%M}"

        columns: tuple[Column[ChangeRow], ...] = (
            Column("light", lambda: "", lambda _row: "", lambda row: row.id, 36, CellStyle(glyph=True)),
            Column("day", lambda: tr("Day"), lambda row: f"{row.day}", lambda row: row.day, 116),
            Column("kind", lambda: tr("What changed"), lambda row: change_text(row.kind, row.ref),
                   lambda row: row.kind.value, 190, _STRONG),
            Column("place", lambda: tr("Place"), lambda row: pick(row.place), lambda row: row.place.zh, 0),
            Column("resident", lambda: tr("Resident"), lambda row: self.resident(row.id),
                   lambda row: row.id, 176),
            Column("tasks", lambda: tr("Unit tasks"), lambda row: tasks_text(row), lambda row: len(row.tasks), 216),
            Column("found", lambda: tr("Found at"), found, lambda row: row.found_at, 116, _SMALL, yields=2),
            Column("source", lambda: tr("Source"), lambda row: row.source, lambda row: row.source, 116, _SMALL,
                   yields=1),
        )  # fmt: skip
        super().__init__(columns, now, pressing_light, parent)


class TasksModel(_Lit):
    """Tasks in the order given."""

    def __init__(self, now: Callable[[], datetime], zone: tzinfo, parent: QObject | None = None) -> None:
        def due(row: TaskRow) -> str:
            return f"{row.due_at.astimezone(zone):%m-%d %H:%M}"

        columns: tuple[Column[TaskRow], ...] = (
            Column("light", lambda: "", lambda _row: "", lambda row: row.due_at, 36, CellStyle(glyph=True)),
            Column("unit", lambda: tr("Unit"), lambda row: pick(row.unit) or tr("no unit"),
                   lambda row: row.unit.zh, 190, _WRAPPED),
            Column("part", lambda: tr("Part"), lambda row: pick(PART_NAMES[row.part]),
                   lambda row: row.serial, 84, _SMALL, yields=2),
            Column("what", lambda: tr("To do"), lambda row: pick(row.what), lambda row: row.what.zh, 0,
                   CellStyle(wraps=True)),
            Column("resident", lambda: tr("Resident"), lambda row: self.resident(row.change_id),
                   lambda row: row.change_id, 176),
            Column("due", lambda: tr("Due"), due, lambda row: row.due_at, 116),
            Column("state", lambda: tr("State"), lambda row: state_text(row, now()),
                   lambda row: row.outcome, 150),
            Column("reason", lambda: tr("Reason"), lambda row: row.reason if row.outcome != WITHDRAWN else "",
                   lambda row: row.reason, 150, _SMALL, yields=1),
        )  # fmt: skip
        super().__init__(columns, now, lambda row, moment: row.light(moment), parent)


class BoardModel(FigureLinesModel[BoardLine]):
    """Units and rules with what they have completed; the id of a row is (unit, rule)."""

    FIRST = 2
    """Place of the first column that is a figure."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[BoardLine], ...] = (
            Column("unit", lambda: tr("Unit"), lambda row: pick(row.unit) or tr("no unit"),
                   lambda row: row.unit.zh, 0, _STRONG),
            Column("rule", lambda: tr("Rule"), lambda row: pick(row.rule_name), lambda row: row.rule, 176),
            *(_figure_column(figure) for figure in Figure),
        )  # fmt: skip
        super().__init__(columns, lambda row: (row.unit_id, row.rule), parent)


class LoadsModel(FigureLinesModel[UnitLoad]):
    """What a trial would have given to units; `days` of the month are for the daily mean."""

    days = 1

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[UnitLoad], ...] = (
            Column("unit", lambda: tr("Unit"), lambda row: pick(row.unit), lambda row: row.unit.zh, 220, _WRAPPED),
            Column("what", lambda: tr("To do"), lambda row: pick(row.what), lambda row: row.what.zh, 0),
            Column("tasks", lambda: tr("Unit tasks"), lambda row: thousands(row.tasks), lambda row: row.tasks, 84,
                   _COUNT),
            Column("daily", lambda: tr("Per day"), lambda row: f"{row.tasks / self.days:.2f}",
                   lambda row: row.tasks, 96, _COUNT),
            Column("busiest", lambda: tr("Busiest day"),
                   lambda row: f"{row.busiest} ({row.busiest_day:%m-%d})", lambda row: row.busiest, 128, _COUNT),
        )  # fmt: skip
        super().__init__(columns, None, parent)


class SampleModel(FigureLinesModel[MaskedChange]):
    """Some of the changes of a trial, masked."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[MaskedChange], ...] = (
            Column("day", lambda: tr("Day"), lambda row: f"{row.day:%m-%d}", lambda row: row.day, 72),
            Column("kind", lambda: tr("What changed"), lambda row: change_text(row.kind, row.ref),
                   lambda row: row.kind.value, 0),
            Column("resident", lambda: tr("Resident"), resident_text, lambda row: row.name, 168),
        )  # fmt: skip
        super().__init__(columns, None, parent)


def resident_text(one: MaskedChange) -> str:
    return " ".join(part for part in (one.name, pick(one.sex), one.age_band) if part)


def _figure_column(figure: Figure) -> Column[BoardLine]:
    return Column(
        figure.value,
        lambda: _title(figure),
        lambda row: thousands(row.count(figure)),
        lambda row: row.count(figure),
        112,
        _COUNT,
    )


def _title(figure: Figure) -> str:
    word = pick(FIGURE_NAMES[figure])
    return word[:1].upper() + word[1:]


def pressing_light(row: ChangeRow, now: datetime) -> Light | None:
    """Return the light of the open task that presses most; None where nothing is owed."""
    lights = {task.light(now) for task in row.tasks if task.ended_at is None}
    return next((light for light in _PRESSING if light in lights), None)


def tasks_text(row: ChangeRow) -> str:
    if not row.tasks:
        return tr("known from the baseline") if row.initial else tr("no rule asks for one")
    done = sum(task.ended_at is not None for task in row.tasks)
    return tr("{done} of {all} done").format(done=done, all=len(row.tasks))


def state_text(row: TaskRow, now: datetime) -> str:
    """Return the outcome of a task, or its light in words."""
    if row.outcome == WITHDRAWN:
        return tr("fell away")
    light = row.light(now)
    word = pick(LIGHT_NAMES[light]) if light is not None else ""
    return (
        pick(row.outcome_name)
        if row.ended_at is not None and light is Light.GREEN
        else (f"{pick(row.outcome_name)} · {word}" if row.ended_at is not None else word)
    )
