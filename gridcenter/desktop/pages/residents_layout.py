"""Where the panels of the residents page stand: beside each other, or the lists under the card in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

if TYPE_CHECKING:
    from gridcenter.desktop.pages.residents import ResidentsPage

_WIDE_FROM = 1500
_DRAWN_FOR = 1856
"""The page on a screen of 1920; on a wider one the lists at the sides grow too."""

_STACKED_BELOW = 1160
_STACKED_HEIGHT = 224
_UNBOUND = 16_777_215
_SMALLEST = (928, 484)
"""Room in the smallest window beside the rail, between the bars, under the tabs and over a reminder."""
_ONE_GENERATION = 214
"""Height in which the household's head and the first line of its members are seen."""
_ROOMY = 600
"""From this height on there is room for it above the other lists."""
_TALL, _FLAT = (36, 20, 36), (30, 36, 34)
"""How the lists share the height beside the card, and the width under it."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class ResidentsLayout:
    """Made by the page when its panels are there."""

    def __init__(self, page: ResidentsPage) -> None:
        self._page = page
        self._px = page.theme.px
        self._stacked = False
        self._left, self._right = QWidget(), QWidget()
        self._row = QHBoxLayout(page)
        self._row.addWidget(self._left)
        self._rest = QBoxLayout(_ACROSS)
        self._middle = QStackedWidget()
        for middle in (page.card, page.found):
            self._middle.addWidget(middle)
        self._rest.addWidget(self._middle, 1)
        self._rest.addWidget(self._right)
        self._row.addLayout(self._rest, 1)
        beside = tuple(zip((page.household, page.residences, page.neighbours), _TALL, strict=True))
        self._columns = [
            _column(self._left, ((page.form, 0), (page.audit, 1))),
            _column(self._right, beside),
        ]
        if page.subjects is not None:
            self._columns[0].addWidget(page.subjects.button)
        self._columns[0].setAlignment(page.form, Qt.AlignmentFlag.AlignTop)
        page.residences.setMinimumHeight(self._px(128))
        # Said here, because the side columns are fixed to the present width and would not let the window shrink.
        page.setMinimumSize(self._px(_SMALLEST[0]), self._px(_SMALLEST[1]))
        self.fit()

    def show_middle(self, panel: QWidget) -> None:
        """Show the card, the list of a search, or what was opened from a card."""
        if self._middle.indexOf(panel) < 0:
            self._middle.addWidget(panel)
        self._middle.setCurrentWidget(panel)
        self.show_beside(self._page.card.card is not None)

    def show_card(self) -> None:
        """Show the card, and give it the keyboard where it was on what it takes the place of."""
        focused = QApplication.focusWidget()
        replaced = focused is not None and self._middle.isAncestorOf(focused)
        self.show_middle(self._page.card)
        if replaced:
            self._page.card.setFocus()

    def turn_card(self, key: Qt.Key) -> bool:
        """Scroll the card by a page or to an end of it; tell whether the key does so."""
        steps = QAbstractSlider.SliderAction
        found = {
            Qt.Key.Key_PageDown: steps.SliderPageStepAdd,
            Qt.Key.Key_PageUp: steps.SliderPageStepSub,
            Qt.Key.Key_Home: steps.SliderToMinimum,
            Qt.Key.Key_End: steps.SliderToMaximum,
        }.get(key)
        areas = [area for area in self._page.card.findChildren(QScrollArea) if area.isVisible()]
        if found is None or not areas:
            return False
        areas[0].verticalScrollBar().triggerAction(found)
        return True

    def showing(self, panel: QWidget) -> bool:
        return self._middle.currentWidget() is panel

    def show_beside(self, opened: bool) -> None:
        """Where the lists stand under the card they are there only with it; who may open none needs none."""
        under = opened and self._middle.currentWidget() is self._page.card
        self._right.setVisible(not self._page.denied and (under or not self._stacked))

    def fit(self) -> None:
        """Take over gaps and widths for the size of the moment."""
        page, px = self._page, self._px
        wide = page.width() >= px(_WIDE_FROM)
        gap = px(16 if wide else 8)
        self._row.setContentsMargins(gap, gap, gap, gap)
        for layout in (self._row, self._rest, *self._columns):
            layout.setSpacing(gap)
        spare = max(page.width() - px(_DRAWN_FOR), 0)
        self._left.setFixedWidth(px(368 if wide else 304) + spare // 10)
        self._stack(page.width() < px(_STACKED_BELOW))
        form = max(page.form.minimumHeight(), page.form.sizeHint().height())
        below = page.subjects.button.sizeHint().height() + gap if page.subjects is not None else 0
        page.audit.fit(page.height() - form - below - 3 * gap)
        if not self._stacked:
            self._right.setFixedWidth(px(472 if wide else 320) + 4 * spare // 10)
        for panel in (page.residences, page.neighbours):
            panel.set_narrow(not wide, stacked=self._stacked)

    def _stack(self, stacked: bool) -> None:
        """In a narrow window the lists stand side by side under an open card, instead of at its right."""
        self._stacked = stacked
        self._rest.setDirection(_DOWN if stacked else _ACROSS)
        self._columns[1].setDirection(_ACROSS if stacked else _DOWN)
        for place, share in enumerate(_FLAT if stacked else _TALL):
            self._columns[1].setStretch(place, share)
        roomy = not stacked and self._page.height() >= self._px(_ROOMY)
        self._page.household.setMinimumHeight(self._px(_ONE_GENERATION) if roomy else 0)
        self._right.setMinimumSize(0, 0)
        self._right.setMaximumSize(_UNBOUND, _UNBOUND)
        if stacked:
            self._right.setFixedHeight(self._px(_STACKED_HEIGHT))
        self.show_beside(self._page.card.card is not None)


def _column(side: QWidget, panels: tuple[tuple[QWidget, int], ...]) -> QBoxLayout:
    column = QBoxLayout(_DOWN, side)
    column.setContentsMargins(0, 0, 0, 0)
    for panel, stretch in panels:
        column.addWidget(panel, stretch)
    return column
