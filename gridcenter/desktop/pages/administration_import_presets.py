"""Presets of imports at the desk: one is chosen, kept under a name, or removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.import_ports import ImportPorts, ImportWish
from gridcenter.desktop.models.import_batches import kind_word
from gridcenter.desktop.pages.administration_import_columns import ColumnChooser
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.errors import Refusal
from gridcenter.language import pick, tr

if TYPE_CHECKING:
    from gridcenter.services.importing.looking import FileLook
    from gridcenter.services.importing.own_presets import OwnPreset
    from gridcenter.services.importing.preset_offers import OfferedPreset


class _NameLine(QLineEdit):
    """Keeps Enter for itself: it must not go on to the next step."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class PresetChooser(QWidget):
    """A file whose columns a preset names gets that preset by itself; the chooser below follows what is chosen.

    Those of the centre come first; those that ship with the program say so, and can be neither kept nor removed.
    """

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
        self.about = label("", "caption", tone="secondary", wrap=True)
        self._arrange(theme)
        self.box.activated.connect(lambda _place: self._apply())
        self.keep.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)
        self.drop.clicked.connect(self._drop)

    def _arrange(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(label(tr("Preset")))
        row.addWidget(self.box, 1)
        row.addWidget(self.drop)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        for made in (self.keep, self.drop):
            made.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(row)
        column.addWidget(self.about)

    @property
    def chosen(self) -> OfferedPreset | None:
        found: OfferedPreset | None = self.box.currentData()
        return found

    def offer(self, look: FileLook) -> None:
        """Read the presets for a file that was opened; until they are there it is as recognised."""
        self._look = look
        self._fill(())
        self._weigh()
        self._read(partial(self._take, look, ""))

    def _read(self, done: Callable[[Sequence[OfferedPreset]], None]) -> None:
        self._background.read(self, self._ports.presets, done, self._refused, topic="presets")

    def _take(self, look: FileLook, wished: str, known: Sequence[OfferedPreset]) -> None:
        """Show the presets with `wished` chosen; without one that which fits, unless a column was chosen meanwhile."""
        offered = [one for one in known if one.kind is look.kind]
        self._fill(offered)
        columns = tuple(column.name for column in look.columns)
        fitting = next((one for one in offered if one.fits(columns)), None)
        if wished:
            self._choose(next((one for one in offered if one.name == wished), None))
        elif fitting is not None and not self._columns.touched:
            self._choose(fitting)
            self._apply()
        elif fitting is None:
            self._point_elsewhere(next((one for one in known if one.fits(columns)), None))
        self._weigh()

    def _fill(self, offered: Sequence[OfferedPreset]) -> None:
        self.box.clear()
        self.box.addItem(tr("as recognised"), None)
        for one in offered:
            words = tr("{name} (ships with the program)").format(name=pick(one.title))
            self.box.addItem(words if one.shipped else one.name, one)

    def _choose(self, wanted: OfferedPreset | None) -> None:
        places = range(self.box.count())
        self.box.setCurrentIndex(next((at for at in places if self.box.itemData(at) is wanted), 0))

    def _point_elsewhere(self, other: OfferedPreset | None) -> None:
        """Say of what kind a file is whose columns are those of a preset for another kind."""
        if other is not None:
            sentence = tr("These are the columns of “{name}”, for {kind}: go back and choose {kind} there.")
            self.told.emit(sentence.format(name=pick(other.title), kind=kind_word(other.kind.value)))

    def _apply(self) -> None:
        chosen, look = self.chosen, self._look
        if look is not None:
            self._columns.choose(look.proposed if chosen is None else chosen.columns, chosen)
        self.name.setText("" if chosen is None or chosen.shipped else chosen.name)
        self._weigh()

    def _weigh(self) -> None:
        chosen = self.chosen
        shipped = chosen is not None and chosen.shipped
        self.drop.setEnabled(chosen is not None and not shipped)
        self.keep.setEnabled(not shipped)
        self.name.setEnabled(not shipped)
        self.about.setText(_about(chosen))
        self.about.setVisible(chosen is not None)

    def _keep(self) -> None:
        """Keep the choice; under the name of the preset that is chosen it takes its place."""
        chosen, name = self.chosen, self.name.text()
        replace = chosen is not None and chosen.name == " ".join(name.split())
        work = partial(self._ports.keep_preset, name, self._wish(), replace)
        self._background.write(self, work, self._kept, self._refused)

    def _kept(self, kept: OwnPreset) -> None:
        if self._look is not None:
            self._read(partial(self._take, self._look, kept.name))

    def _drop(self) -> None:
        chosen = self.chosen
        if chosen is not None and not chosen.shipped:
            self._background.write(
                self, partial(self._ports.drop_preset, chosen.name), self._dropped, self._refused
            )

    def _dropped(self, _none: None) -> None:
        if self._look is not None:
            self._read(partial(self._take, self._look, self.box.itemText(0)))

    def _refused(self, refusal: Refusal) -> None:
        self.told.emit(str(refusal))


def _about(chosen: OfferedPreset | None) -> str:
    if chosen is None:
        return ""
    if chosen.shipped:
        return pick(chosen.about)
    return tr("Kept by {who}.").format(who=chosen.saved_by)
