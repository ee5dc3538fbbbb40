"""The line in the head of an incident that says what it was merged into, or what was merged into it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label, set_button_text, set_tooltip
from gridcenter.domain.incidents import IncidentDetail, IncidentLink
from gridcenter.language import tr

_SHOWN = 3
"""How many merged incidents stand in the line; the others are among the reports."""


class MergedLine(QWidget):
    """Hidden while an incident has nothing to do with a merge. Each number is a button to that incident."""

    pressed = Signal(int)
    """The id of the incident that is wanted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = label("", "caption", tone="secondary")
        self.links = [button("", "compact") for _ in range(_SHOWN)]
        self.more = label("", "caption", tone="tertiary")
        self._shown: tuple[IncidentLink, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in (self.words, *self.links, self.more):
            self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        for place, link in enumerate(self.links):
            link.clicked.connect(lambda _on=False, place=place: self.pressed.emit(self._shown[place].id))
        theme.changed.connect(self._space)
        self._space()
        self.hide()

    def show_incident(self, detail: IncidentDetail) -> None:
        into = detail.merged_into
        self._shown = (into,) if into is not None else detail.merged_here[-_SHOWN:][::-1]
        self.setVisible(bool(self._shown))
        words = tr("Merged into") if into is not None else tr("Merged into this one")
        self.words.setText(words)
        key = "Alt+→" if into is not None else "Alt+←"
        for place, link in enumerate(self.links):
            link.setVisible(place < len(self._shown))
            if place < len(self._shown):
                number = self._shown[place].number
                set_button_text(link, number if place else f"{number}  {key}")
                link.setAccessibleName(f"{words} {number}")
                set_tooltip(link, tr("Go to {number}").format(number=number))
        left = len(detail.merged_here) - _SHOWN if into is None else 0
        self.more.setVisible(left > 0)
        self.more.setText(tr("{n} more among the reports (Ctrl+B)").format(n=left) if left > 0 else "")

    def _space(self) -> None:
        self._row.setSpacing(self._theme.px(8))
