"""The second step of bringing a file in: which of its columns is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label
from gridcenter.language import listed, pick, tr

if TYPE_CHECKING:
    from gridcenter.services.importing.columns import Field
    from gridcenter.services.importing.looking import FileLook
    from gridcenter.services.importing.preset_offers import OfferedPreset

_LEFT_OUT = ""
_NAMED = 12
"""Columns that a sentence names."""


class ColumnChooser(QWidget):
    """One line per field: its name, the column it is read from, and what stands in that column, masked."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look: FileLook | None = None
        self._rules: OfferedPreset | None = None
        self.touched = False
        """Whether a person has chosen a column since the file was opened."""
        self.boxes: dict[str, QComboBox] = {}
        self._examples: dict[str, QLabel] = {}
        self.missing = label("", "caption", tone="red", wrap=True)
        self.unused = label("", "caption", tone="tertiary", wrap=True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.area, 1)
        column.addWidget(self.missing)
        column.addWidget(self.unused)

    def show_look(self, look: FileLook) -> None:
        """Take a file: its columns with what is proposed for each field."""
        self._look = look
        self.boxes.clear()
        body = QWidget()
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(6))
        grid.setColumnStretch(2, 1)
        for row, field in enumerate(look.fields):
            self._add(grid, row, field)
        grid.setRowStretch(len(look.fields), 1)
        self.area.setWidget(body)
        self.choose(look.proposed)
        self.touched = False

    def _add(self, grid: QGridLayout, row: int, field: Field) -> None:
        words = pick(field.title)
        name = tr("{field} (needed)").format(field=words) if field.required else words
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMinimumWidth(self._theme.px(220))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(tr("— not in the file —"), _LEFT_OUT)
        for column in self._look.columns if self._look is not None else ():
            if column.kept:
                box.addItem(column.name, column.name)
        example = label("", "caption", tone="secondary", wrap=True)
        grid.addWidget(label(name, "body_strong" if field.required else "body"), row, 0)
        grid.addWidget(box, row, 1)
        grid.addWidget(example, row, 2)
        self.boxes[field.key] = box
        self._examples[field.key] = example
        box.currentIndexChanged.connect(lambda _place: self._touch())

    def _touch(self) -> None:
        self.touched = True
        self._tell()

    def choose(self, columns: Mapping[str, str], preset: OfferedPreset | None = None) -> None:
        """Let each field be read from the column that `columns` names; what it does not name is left out.

        A shipped `preset` makes some fields by its own rules: those cannot be chosen.
        """
        self._rules = preset if preset is not None and preset.shipped else None
        for key, box in self.boxes.items():
            box.blockSignals(True)
            made = self._rules is not None and key in self._rules.made
            box.setItemText(0, tr("— by the preset —") if made else tr("— not in the file —"))
            box.setCurrentIndex(max(box.findData(columns.get(key, _LEFT_OUT)), 0))
            box.setEnabled(self._rules is None or key in self._rules.columns)
            box.blockSignals(False)
        self._tell()

    def columns(self) -> dict[str, str]:
        """Return column by field, "" for a field that is left out; fields that a shipped preset makes are not named."""
        return {
            key: str(box.currentData() or _LEFT_OUT)
            for key, box in self.boxes.items()
            if self._rules is None or key in self._rules.columns
        }

    def complete(self) -> bool:
        """Whether every needed field has a column, and no column is read twice."""
        return self._look is not None and not self._flaw()

    def _flaw(self) -> str:
        look = self._look
        if look is None:
            return ""
        chosen = self.columns()
        lacking = [pick(field.title) for field in look.fields if field.required and not chosen.get(field.key)]
        if lacking:
            return tr("Needed, and not chosen yet: {fields}.").format(fields=listed(lacking))
        read = [column for column in chosen.values() if column]
        twice = sorted({column for column in read if read.count(column) > 1})
        return tr("Chosen for two fields: {columns}.").format(columns=listed(twice)) if twice else ""

    def _tell(self) -> None:
        look = self._look
        if look is None:
            return
        chosen = self.columns()
        examples = {column.name: column.examples for column in look.columns}
        for key, told in self._examples.items():
            told.setText(self._made_of(key) or listed(examples.get(chosen.get(key, ""), ())))
        flaw = self._flaw()
        self.missing.setText(flaw)
        self.missing.setVisible(bool(flaw))
        self.unused.setText(self._beside(look, set(chosen.values())))
        self.changed.emit()

    def _made_of(self, key: str) -> str:
        made = self._rules.made.get(key, ()) if self._rules is not None else ()
        return tr("made of {columns}").format(columns=listed(made)) if made else ""

    def _beside(self, look: FileLook, read: set[str]) -> str:
        if self._rules is not None:
            read = {*read, *self._rules.read}
        unused = [column.name for column in look.columns if column.kept and column.name not in read]
        left_out = [column.name for column in look.columns if not column.kept]
        sentences = []
        if unused:
            sentences.append(tr("Columns not used: {columns}.").format(columns=_few(unused)))
        if left_out:
            sentence = tr("Columns left out because this register does not keep such facts: {columns}.")
            sentences.append(sentence.format(columns=_few(left_out)))
        return " ".join(sentences)


def _few(columns: Sequence[str]) -> str:
    told = listed(columns[:_NAMED])
    more = len(columns) - _NAMED
    return told if more <= 0 else tr("{columns} and {n} more").format(columns=told, n=more)
