"""A tab of the residents page with two sides: the reason and a list at the left, what it opens at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import Column
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.desktop.pages.keyed_tab import KeyedTab
from gridcenter.desktop.pages.residents_found import UncopiedTable
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.flow_layout import FlowLayout
from gridcenter.desktop.widgets.lookup_ground import GroundFields
from gridcenter.desktop.widgets.panel import Panel, hair, page_gap
from gridcenter.desktop.widgets.shown_list import ShownList
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.people import LookupRequest
from gridcenter.language import tr

_LEFT = (320, 440)
_WIDE_FROM = 1500


class TwoSides(KeyedTab):
    """Holds the panels; what stands in them and what the keys do is the tab's. GUI thread only."""

    resident_wanted = Signal(object, object)
    """A request, and the work that audits it and gives the card."""

    def __init__(
        self,
        theme: Theme,
        keys: Iterable[str],
        columns: Iterable[Column[Any]],
        parent: QWidget | None = None,
        *,
        row_height: str = "row.compact",
    ) -> None:
        """`keys` have a button each; `columns` are those of the list at the left, `row_height` its size token."""
        super().__init__(theme, keys, parent)
        self.ground = GroundFields(theme)
        self.why, self.listing, self.shown = Panel(theme), Panel(theme), Panel(theme)
        self.lines: FigureLinesModel[Any] = FigureLinesModel(tuple(columns), key=self.key_of, parent=self)
        made = partial(UncopiedTable, row_height=row_height)
        self.listed: ShownList[Any] = ShownList(theme, self.lines, least=120, make=made)
        self.listed.table.horizontalHeader().hide()
        self.list_table, self.list_states = self.listed.table, self.listed.states
        self.listing.set_body(self.list_states)
        self.ground.submitted.connect(self._go_on)
        self.foot = label("", "caption", tone="tertiary", wrap=True)
        self.table = UncopiedTable(theme)
        self.states = StateStack(theme, self.table)
        self._row = QHBoxLayout(self)
        self._left = QWidget()
        self._rows: QVBoxLayout
        self._arrange()
        self.fit()

    def key_of(self, row: Any) -> Any:
        """Return the id of a row of the list at the left."""
        raise NotImplementedError

    def _arrange(self) -> None:
        px = self._theme.px
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(8), px(16), px(12))
        column.addWidget(self.ground)
        self.why.set_body(inside)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.why)
        left.addWidget(self.listing, 1)
        self._row.addWidget(self._left)
        self._row.addWidget(self.shown, 1)
        body, below = QWidget(), QWidget()
        self._rows = rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.states, 1)
        rows.addWidget(hair())
        under = QVBoxLayout(below)
        under.setContentsMargins(px(16), px(8), px(16), px(8))
        under.setSpacing(px(8))
        under.addWidget(self.foot)
        flow = QWidget()
        made = FlowLayout(flow, gap=px(8))
        for one in self.buttons.values():
            made.addWidget(one)
        under.addWidget(flow)
        rows.addWidget(below)
        self.shown.set_body(body)

    def over_rows(self, strip: QWidget) -> None:
        """Put a strip over what is shown at the right."""
        self._rows.insertWidget(0, strip)

    def request(self) -> LookupRequest | None:
        """Return why something is shown, None with a sentence in the status bar while that is not said."""
        missing = self.ground.missing()
        if missing:
            self.notice.emit(missing)
            self.ground.purpose.setFocus()
            return None
        return self.ground.request("")

    def _go_on(self) -> None:
        """Enter behind the reason goes to what is opened for it, as soon as nothing is missing."""
        if self.request() is not None:
            (self.table if self.states.showing_content() else self.list_table).setFocus()

    def show_table(
        self, columns: Iterable[Column[Any]], rows: Iterable[Any], key: Callable[[Any], Any]
    ) -> None:
        """Show other rows with columns of their own at the right."""
        model: FigureLinesModel[Any] = FigureLinesModel(tuple(columns), key=key, parent=self)
        before = self.table.model()
        self.table.setModel(model)
        self.table.set_widths(model.widths, model.yields, least=120)
        self.table.show_header("table_header.normal")
        if before is not None:
            before.deleteLater()
        model.show_rows(tuple(rows))
        if model.rows:
            self.table.setCurrentIndex(model.index(0, 0))

    def take_keyboard(self) -> None:
        """Put the keyboard into the list at the left, as soon as there are rows in it."""
        self.listed.take_keyboard(self)

    def fit(self) -> None:
        gap = page_gap(self._theme, self.width())
        self._row.setContentsMargins(gap, gap, gap, gap)
        self._row.setSpacing(gap)
        layout = self._left.layout()
        if layout is not None:
            layout.setSpacing(gap)
        wide = self.width() >= self._theme.px(_WIDE_FROM)
        self._left.setFixedWidth(self._theme.px(_LEFT[wide]))

    def retranslate(self) -> None:
        self.ground.retranslate()
        self.why.set_title(tr("Why"), tr("for whatever names residents"))
        self.lines.retranslate()
