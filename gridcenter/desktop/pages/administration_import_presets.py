"""Presets of imports at the desk: one is chosen, kept under a name, or removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.import_ports import ImportPorts, ImportWish
from gridcenter.desktop.pages.administration_import_columns import ColumnChooser
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

if TYPE_CHECKING:
    from gridcenter.services.importing.looking import FileLook
    from gridcenter.services.importing.own_presets import OwnPreset


class _NameLine(QLineEdit):
    """Keeps Enter for itself: it must not go on to the next step."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class PresetChooser(QWidget):
    """A file whose columns a preset names gets that preset by itself; the chooser below follows what is chosen."""

    told = Signal(str)
    """Why something was refused."""

    def __init__(
        self,
        ports: ImportPorts,
        background: Background,
        theme: Theme,
        columns: ColumnChooser,
        wish: Callable[[], ImportWish],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ports, self._background, self._columns, self._wish = ports, background, columns, wish
        self._look: FileLook | None = None
        self.box = QComboBox()
        self.box.setAccessibleName(tr("Preset"))
        self.name = _NameLine()
        self.name.setPlaceholderText(tr("a name to keep this choice under"))
        self.name.setAccessibleName(tr("Name of the preset"))
        self.keep, self.drop = button(tr("Keep"), "compact"), button(tr("Remove"), "compact")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(label(tr("Preset")))
        row.addWidget(self.box, 1)
        row.addWidget(self.drop)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        for made in (self.keep, self.drop):
            made.setAutoDefault(False)
        self.box.activated.connect(lambda _place: self._apply())
        self.keep.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)
        self.drop.clicked.connect(self._drop)

    def offer(self, look: FileLook) -> None:
        """Read the presets for a file that was opened."""
        self._look = look
        self._read(partial(self._take, look, ""))

    def _read(self, done: Callable[[Sequence[OwnPreset]], None]) -> None:
        look = self._look
        if look is not None:
            work = partial(self._ports.presets, look.kind.value)
            self._background.read(self, work, done, self._refused, topic="presets")

    def _take(self, look: FileLook, wished: str, known: Sequence[OwnPreset]) -> None:
        """Show the presets with `wished` chosen; without one that which fits, unless a column was chosen meanwhile."""
        self.box.clear()
        self.box.addItem(tr("as recognised"), None)
        for one in known:
            self.box.addItem(one.name, one)
        columns = tuple(column.name for column in look.columns)
        fitting = next((place for place, one in enumerate(known, start=1) if one.fits(columns)), 0)
        if wished:
            self.box.setCurrentIndex(max(self.box.findText(wished), 0))
        elif fitting and not self._columns.touched:
            self.box.setCurrentIndex(fitting)
            self._apply()
        self._weigh()

    def _apply(self) -> None:
        chosen: OwnPreset | None = self.box.currentData()
        look = self._look
        if look is not None:
            self._columns.choose(look.proposed if chosen is None else chosen.columns)
        if chosen is not None:
            self.name.setText(chosen.name)
        self._weigh()

    def _weigh(self) -> None:
        self.drop.setEnabled(self.box.currentData() is not None)

    def _keep(self) -> None:
        """Keep the choice; under the name of the preset that is chosen it takes its place."""
        chosen: OwnPreset | None = self.box.currentData()
        name = self.name.text()
        replace = chosen is not None and chosen.name == " ".join(name.split())
        work = partial(self._ports.keep_preset, name, self._wish(), replace)
        self._background.write(self, work, self._kept, self._refused)

    def _kept(self, kept: OwnPreset) -> None:
        if self._look is not None:
            self._read(partial(self._take, self._look, kept.name))

    def _drop(self) -> None:
        chosen: OwnPreset | None = self.box.currentData()
        if chosen is not None:
            self._background.write(
                self, partial(self._ports.drop_preset, chosen.name), self._dropped, self._refused
            )

    def _dropped(self, _none: None) -> None:
        if self._look is not None:
            self._read(partial(self._take, self._look, self.box.itemText(0)))

    def _refused(self, refusal: Refusal) -> None:
        self.told.emit(str(refusal))
