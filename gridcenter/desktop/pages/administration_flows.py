"""The button of Administration that opens the flows of the store."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.flow_ports import FlowPorts
from gridcenter.desktop.flows_window import FlowsWindow
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, set_button_text
from gridcenter.language import tr


class FlowsOpener(QObject):
    """Makes the window on demand and lets it read again when a flow was changed somewhere."""

    def __init__(
        self, ports: FlowPorts | None, background: Background, theme: Theme, zone: ZoneInfo, page: QWidget
    ) -> None:
        super().__init__(page)
        self._ports = ports
        self._background = background
        self._theme = theme
        self._zone = zone
        self._page = page
        self.window: FlowsWindow | None = None
        self.button = button("", "compact")
        if ports is None:
            self.button.hide()
        self.button.clicked.connect(self.open)

    def open(self) -> None:
        if self._ports is None or self.window is not None:
            return
        made = FlowsWindow(self._ports, self._background, self._theme, zone=self._zone, parent=self._page)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.finished.connect(self._forget)
        self.window = made
        made.open()

    def _forget(self) -> None:
        self.window = None

    def apply_subject(self, kind: str) -> None:
        if kind in ("flow", ANYTHING) and self.window is not None:
            self.window.ask()

    def commands(self) -> Iterator[Command]:
        if self._ports is not None:
            yield Command(
                tr("Flows and their versions"), tr("Admin"), self.open, "flows versions template 流程 版本"
            )

    def retranslate(self) -> None:
        set_button_text(self.button, tr("Flows…"))
