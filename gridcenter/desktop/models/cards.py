"""Cards as rows of a table, and the words for a reply clock that every page uses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import QObject, Qt

from gridcenter.desktop.models.columns import CellStyle, Column, Role
from gridcenter.desktop.models.lines import Index, LinesModel
from gridcenter.domain.cards import CardRow
from gridcenter.domain.lights import Light
from gridcenter.domain.queue import duration
from gridcenter.language import current_language, pick, tr

_WIDTHS = {"zh": (84, 132, 0, 100, 58, 92, 176), "en": (108, 216, 0, 104, 78, 96, 196)}


def clock_words(card: CardRow, now: datetime) -> str:
    """Say how the reply clock of a card stands, or how the card ended."""
    if card.withdrawn_at is not None:
        return tr("withdrawn")
    light = card.light(now)
    if not card.awaited:
        return tr("replied late") if light is Light.BLACK else tr("replied in time")
    time = duration(abs(card.minutes_left(now)), card.limit.mode, card.calendar)
    return (tr("{time} late") if light is Light.RED else tr("{time} left")).format(time=time)


_SMALL = CellStyle("caption", "text.secondary")
_FIXED: tuple[Column[CardRow], ...] = (
    Column(
        "kind",
        lambda: tr("Card"),
        lambda card: pick(card.name),
        lambda card: card.kind,
        style=CellStyle(mark=True),
    ),
    Column(
        "unit",
        lambda: tr("Addressed to"),
        lambda card: pick(card.unit),
        lambda card: card.unit_id,
        style=CellStyle(wraps=True),
    ),
    Column(
        "category",
        lambda: tr("Incident"),
        lambda card: pick(card.category),
        lambda card: card.incident_number,
        style=CellStyle("body_strong"),
    ),
    Column(
        "place",
        lambda: tr("Grid"),
        lambda card: pick(card.place),
        lambda card: card.community_code,
        style=replace(_SMALL, middle=True),
        yields=3,
    ),
    Column(
        "issuer",
        lambda: tr("Issued by"),
        lambda card: card.issuer,
        lambda card: card.issuer,
        style=_SMALL,
        yields=2,
    ),
)


class CardsModel(LinesModel[CardRow]):
    """Cards in the order given; the clock column counts on with `tick`. The id of a row is the card's."""

    def __init__(self, zone: tzinfo, now: datetime, parent: QObject | None = None) -> None:
        self._zone = zone
        self._now = now
        moment = Column[CardRow](
            "issued_at",
            lambda: tr("Issued at"),
            self._issued_at,
            lambda card: card.issued_at,
            style=_SMALL,
            yields=1,
        )
        clock = Column[CardRow](
            "clock",
            lambda: tr("Reply clock"),
            lambda card: clock_words(card, self._now),
            lambda card: card.due_at,
            style=CellStyle("body_strong", "light", right=True, lit=True),
        )
        super().__init__((*_FIXED, moment, clock), lambda card: card.id, parent)

    def _issued_at(self, card: CardRow) -> str:
        return f"{card.issued_at.astimezone(self._zone):%m-%d %H:%M}"

    @property
    def widths(self) -> tuple[int, ...]:
        """Return widths in px at 100 %: names are longer in English."""
        return _WIDTHS[current_language()]

    @property
    def yields(self) -> tuple[int, ...]:
        return tuple(column.yields for column in self._columns)

    def tick(self, now: datetime) -> None:
        """Let time pass; only the clocks are written anew."""
        self._now = now
        if self._rows:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(0, last), self.index(len(self._rows) - 1, last))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Let the title of the clock stand at the right, above the times."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == len(self._columns) - 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and index.row() < len(self._rows):
            card = self._rows[index.row()]
            if role == Role.LIGHT:
                return card.light(self._now)
            if role == Role.MARK:
                return card.kind
        return super().data(index, role)
