"""A panel around one or more charts: the header says what the shown chart says, chips name the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gridcenter.desktop.charts.frame import ChartFrame
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.text import button, set_button_text


class ChartDeck(Panel):
    """Shows one chart at a time. Charts can be dealt anew when the page changes its arrangement."""

    note_pressed = Signal(object)
    """The `ChartFrame` whose note at the right was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._pile = QStackedWidget()
        self._charts: list[ChartFrame] = []
        self._chips: dict[ChartFrame, Chip] = {}
        self.note = button("", "quiet")
        self.note.clicked.connect(self._press_note)
        self.header_right.addWidget(self.note)
        self.set_body(self._pile)

    @property
    def charts(self) -> tuple[ChartFrame, ...]:
        return tuple(self._charts)

    def current(self) -> ChartFrame | None:
        chart = self._pile.currentWidget()
        return chart if isinstance(chart, ChartFrame) else None

    def deal(self, charts: Sequence[ChartFrame]) -> None:
        """Hold these charts from now on, the first one on top."""
        for chart in self._charts:
            chart.heading_changed.disconnect(self._write)
        for chip in self._chips.values():
            self.header_right.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        self._charts = list(charts)
        for place, chart in enumerate(charts):
            self._pile.insertWidget(place, chart)
            chart.heading_changed.connect(self._write)
            if len(charts) > 1:
                self._chips[chart] = self._chip_for(chart)
        if charts:
            self.choose(charts[0])

    def choose(self, chart: ChartFrame) -> None:
        self._pile.setCurrentWidget(chart)
        self._write()

    def _chip_for(self, chart: ChartFrame) -> Chip:
        chip = Chip(self.theme)
        chip.setCheckable(False)
        chip.clicked.connect(lambda _on=False, chart=chart: self.choose(chart))
        self.header_right.addWidget(chip)
        return chip

    def _write(self) -> None:
        chart = self.current()
        if chart is None:
            return
        heading = chart.heading()
        self.set_title(heading.title, heading.sub)
        set_button_text(self.note, heading.note)
        self.note.setVisible(bool(heading.note) and self.theme.hands_on)
        for other, chip in self._chips.items():
            chip.set_word(other.heading().title)
            chip.setVisible(other is not chart)

    def _press_note(self) -> None:
        self.note_pressed.emit(self.current())
