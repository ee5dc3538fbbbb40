"""Below the line of the place: what was found, what may be typed, and the way to the map."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridcenter.desktop.report_words import where
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label, set_button_text, set_tone
from gridcenter.domain.places import FoundPlace
from gridcenter.language import tr

MAP_KEY = "Ctrl+G"


class PlaceNote(QWidget):
    """Red where the place lies in no grid or community, and where a search failed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.note = label("", "caption", tone="tertiary", wrap=True)
        self.on_map = button("", "link")
        self.on_map.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it has a key: Enter goes from field to field
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.note, 1)
        row.addWidget(self.on_map, 0, Qt.AlignmentFlag.AlignTop)

    def text(self) -> str:
        return self.note.text()

    def show_place(self, place: FoundPlace | None) -> None:
        lost = place is not None and not (place.grid_code or place.community_code)
        self.note.setText(_hint() if place is None else where(place))
        set_tone(self.note, "red" if lost else "tertiary")

    def tell(self, sentence: str) -> None:
        """Say what became of a search; without a sentence what may be typed."""
        self.note.setText(sentence or _hint())
        set_tone(self.note, "red" if sentence else "tertiary")

    def retranslate(self) -> None:
        set_button_text(self.on_map, tr("On the map ({key})").format(key=MAP_KEY))


def _hint() -> str:
    return tr("Grid code, address, building, community, or coordinates: longitude, latitude")
