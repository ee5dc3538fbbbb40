"""Lines of the responsibility list and rulings as rows of tables."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.domain.routing import Precedent, RuleRow
from gridcenter.language import pick, tr

_SMALL = CellStyle("caption", "text.secondary")
_FIGURE = CellStyle("body_strong", right=True)
_COUNT = CellStyle("body", right=True)


class RulesModel(FigureLinesModel[RuleRow]):
    """Lines in the order given; counts stand behind the rates. The id of a row is the line's."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[RuleRow], ...] = (
            Column("subject", lambda: tr("Matter and place"), lambda row: row.subject, lambda row: row.subject, 0,
                   CellStyle("body_strong")),
            Column("unit", lambda: tr("Unit"), lambda row: pick(row.unit), lambda row: row.unit_code, 184,
                   CellStyle(wraps=True)),
            Column("rate", lambda: tr("Hit rate"), lambda row: row.hits.text, lambda row: row.hits.rate or 0, 84,
                   _FIGURE),
            Column("taken", lambda: tr("Taken"), lambda row: f"{row.hits.taken} / {row.hits.proposed}",
                   lambda row: row.hits.proposed, 84, _COUNT),
            Column("kept", lambda: tr("Not returned"), lambda row: row.hits.kept_text,
                   lambda row: row.hits.kept, 110, _COUNT),
            Column("basis", lambda: tr("Legal basis"), lambda row: row.basis, lambda row: row.basis, 264,
                   replace(_SMALL, wraps=True), yields=1),
            Column("holds", lambda: tr("Holds"), _holds, lambda row: row.valid_from, 184, _SMALL, yields=3),
            Column("enterer", lambda: tr("Entered by"), lambda row: row.enterer, lambda row: row.enterer, 100,
                   _SMALL, yields=2),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.id, parent)


class RulingsModel(FigureLinesModel[Precedent]):
    """Rulings in the order given; the id of a row is the ruling's."""

    def __init__(self, zone: ZoneInfo, parent: QObject | None = None) -> None:
        self._zone = zone
        columns: tuple[Column[Precedent], ...] = (
            Column("ruled_at", lambda: tr("Ruled on"), self._day, lambda row: row.ruled_at, 104, _SMALL),
            Column("subject", lambda: tr("Matter and place"), _ruled_for, lambda row: row.category_code, 0,
                   CellStyle("body_strong")),
            Column("unit", lambda: tr("Unit"), lambda row: pick(row.unit), lambda row: row.unit_id, 184,
                   CellStyle(wraps=True)),
            Column("reason", lambda: tr("Reason"), lambda row: row.reason, lambda row: row.reason, 240,
                   replace(_SMALL, wraps=True), yields=2),
            Column("ruler", lambda: tr("Ruled by"), lambda row: row.ruler, lambda row: row.ruler, 100, _SMALL,
                   yields=1),
            Column("followed", lambda: tr("Offered next time"), _followed, lambda row: bool(row.dismissal), 264,
                   replace(_SMALL, wraps=True)),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.id, parent)

    def _day(self, row: Precedent) -> str:
        return f"{row.ruled_at.astimezone(self._zone):%Y-%m-%d}"


def _holds(row: RuleRow) -> str:
    if row.ended_at is not None:
        return tr("ended {day} by {who}").format(day=row.valid_until, who=row.ender)
    if row.valid_until is not None:
        return tr("{day} until {last}").format(day=row.valid_from, last=row.valid_until)
    return tr("from {day} on").format(day=row.valid_from)


def _ruled_for(row: Precedent) -> str:
    return f"{row.category_code} {pick(row.category)} × {pick(row.place)}"


def _followed(row: Precedent) -> str:
    if row.dismissed_at is not None:
        return tr("no: {reason} ({who})").format(reason=row.dismissal, who=row.dismisser)
    return tr("a line of the list") if row.rule_id is not None else tr("yes")
