"""What of a resident's card scrolls: five groups of values, the line of a life, the organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.pages.residents_fields import FieldGroup, FieldRow
from gridcenter.desktop.pages.residents_rows import Widths
from gridcenter.desktop.pages.residents_sections import LifeRow, LifeSection, TieSection
from gridcenter.desktop.theme import Theme
from gridcenter.domain.people import CardGroup, PersonCard
from gridcenter.domain.record_items import Catalogue

_USUAL_EVENTS, _USUAL_TIES = 4, 2
"""For how many lines of a life and organisations rows are made before they are asked for."""


class CardBody(QWidget):
    """Made once and filled for each card. After `empty` nothing of the card is left in it."""

    reveal_wanted = Signal(str)
    mask_wanted = Signal()
    link_wanted = Signal(object, int)
    """A `LinkKind` and the id of what shall be opened."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scrolled")
        self._theme = theme
        self._widths: Widths | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._build()

    def _build(self) -> None:
        self._made_at = self._theme.px(_WHOLE)
        self._groups = [FieldGroup(self._theme, group) for group in CardGroup]
        self.life, self.ties = LifeSection(self._theme), TieSection(self._theme)
        for shown in self._parts():
            self._column.addWidget(shown)
        self._column.addStretch(1)
        hiding: list[FieldGroup | LifeSection] = [*self._groups, self.life]
        for part in hiding:
            part.reveal_wanted.connect(self.reveal_wanted)
            part.mask_wanted.connect(self.mask_wanted)
        self.ties.link_wanted.connect(self.link_wanted)

    def _build_anew(self) -> None:
        """Throw away what was made for another size of text and panels."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._build()
        widths, self._widths = self._widths, None
        if widths is not None:
            self.set_widths(widths)

    def _parts(self) -> tuple[FieldGroup | LifeSection | TieSection, ...]:
        return (*self._groups, self.life, self.ties)

    @property
    def groups(self) -> list[FieldGroup]:
        """Return the groups on show, in their order."""
        return [group for group in self._groups if group.rows]

    def rows(self) -> list[FieldRow]:
        return [row for group in self._groups for row in group.rows]

    def showing_rows(self) -> list[FieldRow | LifeRow]:
        """Return the rows of groups and life: a hidden value may stand in both."""
        return [*self.rows(), *self.life.rows]

    def fill(self, card: PersonCard) -> None:
        if self._made_at != self._theme.px(_WHOLE):
            self._build_anew()
        for group in self._groups:
            group.fill([item for item in card.items if item.group is group.group])
        self.life.fill(card.life)
        self.ties.fill(card.organisations)

    def empty(self) -> None:
        for part in self._parts():
            part.stock.empty()

    def set_widths(self, widths: Widths) -> None:
        if widths is self._widths:
            return
        self._widths = widths
        for part in self._parts():
            part.set_widths(widths)

    def reserve(self, catalogue: Catalogue) -> Iterator[QWidget]:
        """Make the rows that a usual card needs and yield each; whoever asks does so in turns that nobody notices."""
        usual = Counter(kind.group for kind in catalogue.listed)
        yield from chain.from_iterable(group.stock.reserve(usual[group.group]) for group in self._groups)
        yield from self.life.stock.reserve(_USUAL_EVENTS)
        yield from self.ties.stock.reserve(_USUAL_TIES)


_WHOLE = 1000
"""A length that tells one scale from another."""
