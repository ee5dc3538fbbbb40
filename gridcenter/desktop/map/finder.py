"""The find box of the map page: places by address, building, grid code, coordinates or component code."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.errors import Refusal
from gridcenter.domain.places import FoundPlace
from gridcenter.language import pick, tr

TYPING_PAUSE_MS = 200

FindPlace = Callable[[str], Sequence[FoundPlace]]


def place_kind(place: FoundPlace) -> str:
    """Return the word for the kind of a place."""
    words = {
        "grid": tr("Grid"),
        "division": tr("Division"),
        "building": tr("Building"),
        "component": tr("Component"),
        "coordinates": tr("Coordinates"),
    }
    return words.get(place.kind, place.kind)


_COLUMNS: tuple[Column[FoundPlace], ...] = (
    Column("name", lambda: tr("Place"), lambda place: pick(place.name), lambda place: place.name.zh, 0),
    Column(
        "kind",
        lambda: tr("Kind"),
        place_kind,
        lambda place: place.kind,
        84,
        CellStyle("caption", "text.tertiary", right=True),
    ),
)


class FindPanel(Panel):
    """Asks while one types; Enter or a click takes a place."""

    taken = Signal(object)
    """A `FoundPlace`."""

    def __init__(
        self, find_place: FindPlace, background: Background, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent=parent)
        self._find_place = find_place
        self._background = background
        self.box = QLineEdit()
        self.model = LinesModel(_COLUMNS, parent=self)
        self.table = RowTable(theme, row_height="row.compact")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths)
        self.states = StateStack(theme, self.table)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        px = self.theme.px
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(8))
        edge = QVBoxLayout()
        edge.setContentsMargins(px(16), 0, px(16), 0)
        edge.addWidget(self.box)
        column.addLayout(edge)
        column.addWidget(self.states, 1)
        self.set_body(body)
        self.box.setClearButtonEnabled(False)

    def _listen(self) -> None:
        self.box.textChanged.connect(self._typed)
        self.box.returnPressed.connect(self._take_first)
        self._pause.timeout.connect(self._ask)
        self.table.opened.connect(self._take)
        self.table.clicked.connect(lambda index: self._take(index.row()))

    def retranslate(self) -> None:
        self.set_title(tr("Find a place"))
        self.box.setPlaceholderText(tr("Address, grid or code"))
        self.box.setAccessibleName(tr("Find a place"))
        self.model.retranslate()
        if not self.model.rows:
            self._show_hint()

    def _typed(self, text: str) -> None:
        self._pause.start()
        if not text.strip():
            self.model.show_rows(())
            self._show_hint()

    def _show_hint(self) -> None:
        self.states.empty(
            tr("Nothing searched yet"), tr("Works without a network: places come from the store.")
        )

    def _ask(self) -> None:
        text = self.box.text().strip()
        if text:
            self.states.loading()
            self._background.read(
                self, lambda: self._find_place(text), self._show, self._refused, topic="find"
            )

    def _show(self, places: Sequence[FoundPlace]) -> None:
        self.model.show_rows(places if self.box.text().strip() else ())
        if self.model.rows:
            self.states.show_content()
        else:
            self.states.empty(
                tr("No such place"), tr("Looked for: {text}").format(text=self.box.text().strip())
            )

    def _refused(self, refusal: Refusal) -> None:
        self.states.broken(tr("Could not search"), str(refusal), self._ask)

    def _take_first(self) -> None:
        if self.model.rows:
            self._take(0)

    def _take(self, row: object) -> None:
        if isinstance(row, int) and 0 <= row < len(self.model.rows):
            self.taken.emit(self.model.rows[row])
