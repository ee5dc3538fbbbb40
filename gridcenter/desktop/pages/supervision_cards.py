"""The cards to which a reply is owed: asked for when the page is seen, and again whenever somebody wrote one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.models.cards import CardsModel
from gridcenter.desktop.pages.supervision_lists import say
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.cards import CardRow
from gridcenter.domain.errors import Refusal
from gridcenter.language import current_language, tr

_LEAST_INCIDENT = {"zh": 140, "en": 190}
"""The least width of the incidents in the list of cards, px at 100 %."""


class CardsList(QWidget):
    """Shows what the page gives it of what it has read; Enter opens the incident of a card."""

    incident_wanted = Signal(object)
    read = Signal()
    """Other cards were read than before."""

    def __init__(
        self, ports: DeskPorts, background: Background, theme: Theme, *, zone: ZoneInfo, now: datetime
    ) -> None:
        super().__init__()
        self._ports = ports
        self._background = background
        self.known: tuple[CardRow, ...] | None = None
        """None before the first answer."""
        self._due = True
        self.model = CardsModel(zone, now, self)
        self.table = RowTable(theme, row_height="row.compact")
        self.table.setModel(self.model)
        self.table.show_header("table_header.compact")
        self.table.opened.connect(self._open)
        self.states = StateStack(theme, self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)

    def ask(self, *, seen: bool) -> None:
        """Ask now, or when the page is next seen."""
        self._due = not seen
        if self._due:
            return
        if self.known is None:
            self.states.loading()
        self._background.read(self, self._ports.questions.cards, self._take, self._failed, topic="cards")

    def ask_if_due(self) -> None:
        if self._due:
            self.ask(seen=True)

    def _take(self, cards: Sequence[CardRow]) -> None:
        self.known = tuple(cards)
        self.read.emit()

    def _failed(self, refusal: Refusal) -> None:
        """Say so where no card was read before; cards on show stay, and the next minute asks again."""
        if self.known is None:
            again = lambda: self.ask(seen=True)  # noqa: E731
            self.states.broken(tr("The cards could not be read"), str(refusal), again)

    def narrowed(self, board: Board, chosen: Filter, now: datetime) -> list[CardRow]:
        """Return the cards about incidents that the filter shows; closed ones are no longer on the board."""

        def shown(card: CardRow) -> bool:
            row = board.rows.get(card.incident_id)
            return card.community_code.startswith(chosen.area) if row is None else chosen.admits(row, now)

        return [card for card in self.known or () if shown(card)]

    def show_cards(self, cards: Sequence[CardRow], now: datetime) -> None:
        """Show these cards; the same ones again only let time pass, so that selection and scroll stay."""
        if tuple(cards) != self.model.rows:
            self.model.show_rows(cards)
        self.model.tick(now)
        if self.known is not None:
            nobody = tr("Cards are issued by a person, on the page of an incident.")
            say(self.states, cards, tr("No card waits for a reply"), nobody)

    def retranslate(self) -> None:
        self.model.retranslate()
        least = _LEAST_INCIDENT[current_language()]
        self.table.set_widths(self.model.widths, self.model.yields, keeps_words=True, least=least)

    def _open(self, key: object) -> None:
        self.incident_wanted.emit(next(card.incident_id for card in self.model.rows if card.id == key))
