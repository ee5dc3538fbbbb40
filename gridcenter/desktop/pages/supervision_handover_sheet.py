"""One shift handover to read, to sign, to copy and to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.models.columns import CellStyle, Column, Role
from gridcenter.desktop.models.lines import Index, LinesModel
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.long_text import LongText
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.handover import Handover, WatchedIncident
from gridcenter.domain.lights import LIGHT_NAMES, Light
from gridcenter.domain.papers import ENDING, file_name
from gridcenter.language import by_count, pick, tr

_SMALL = CellStyle("caption", "text.secondary")
_COLUMNS: tuple[Column[WatchedIncident], ...] = (
    Column(
        "light",
        str,
        lambda one: pick(LIGHT_NAMES[one.light]),
        lambda one: one.light,
        width=36,
        style=CellStyle(glyph=True),
    ),
    Column(
        "category",
        lambda: tr("To watch"),
        lambda one: pick(one.category),
        lambda one: one.number,
        style=CellStyle("body_strong"),
    ),
    Column(
        "place",
        lambda: tr("Grid"),
        lambda one: pick(one.place),
        lambda one: one.place,
        width=132,
        style=_SMALL,
    ),
    Column(
        "unit", lambda: tr("Unit"), lambda one: pick(one.unit), lambda one: one.unit, width=148, style=_SMALL
    ),
    Column(
        "number",
        lambda: tr("Number"),
        lambda one: one.number,
        lambda one: one.number,
        width=160,
        style=_SMALL,
    ),
)


class _Watched(LinesModel[WatchedIncident]):
    """Shows the light that each incident had when the handover was written."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Role.LIGHT and index.isValid() and index.row() < len(self._rows):
            return self._rows[index.row()].light
        return super().data(index, role)


class HandoverSheet(QDialog):
    """Chips open what stood behind the counts; an unsigned handover of somebody else has a line to sign."""

    signed = Signal(str)
    """The remarks with which it is signed."""
    print_wanted = Signal(object)
    ids_wanted = Signal(str, object)
    incident_wanted = Signal(object)

    def __init__(self, theme: Theme, found: Handover, *, zone: tzinfo, mine: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found = found
        self._zone = zone
        self.files: QFileDialog | None = None
        self.chips: dict[str, Chip] = {}
        self.watched = _Watched(_COLUMNS, lambda one: one.id, self)
        self.table = RowTable(theme, row_height="row.compact")
        self.remarks = LongText()
        self.told = label("", "caption", tone="on_stale", wrap=True, selectable=True)
        self.told.setStyleSheet(f"background: {theme.hex('surface.stale')}; padding: {theme.px(8)}px;")
        self.told.hide()
        self.sign = button(tr("Sign and take over (Ctrl+Enter)"), "primary")
        self.copy = button(tr("Copy"))
        self.print = button(tr("Print (Ctrl+P)"))
        self.leave = button(tr("Close"))
        self.may_sign = not found.signed and not mine
        self._build(mine)
        self._listen()
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self, mine: bool) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Shift handover"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Shift handover"), "title"))
        column.addWidget(label(self._written(), "caption", tone="tertiary", wrap=True))
        column.addLayout(self._counts())
        text = QPlainTextEdit(self._found.pending or tr("No pending matters were written down."))
        text.setReadOnly(True)
        text.setAccessibleName(tr("Pending matters"))
        column.addWidget(label(tr("Pending matters"), "caption", tone="secondary"))
        column.addWidget(text, 2)
        self.table.setModel(self.watched)
        self.table.setAccessibleName(tr("To watch"))
        self.table.show_header("table_header.compact")
        self.table.set_widths([one.width for one in _COLUMNS], (0, 0, 2, 3, 1), keeps_words=True, least=140)
        self.watched.show_rows(self._found.figures.watched)
        self.table.setVisible(bool(self._found.figures.watched))
        column.addWidget(self.table, 2)
        self._add_signature(column, mine)
        column.addWidget(self.told)
        row = QHBoxLayout()
        for widget in (self.copy, self.print):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.sign)
        column.addLayout(row)
        for widget in (self.copy, self.print, self.leave, self.sign):
            widget.setAutoDefault(False)
        self.resize(px(820), px(540))

    def _add_signature(self, column: QVBoxLayout, mine: bool) -> None:
        self.remarks.setVisible(self.may_sign)
        self.sign.setVisible(self.may_sign)
        if self.may_sign:
            column.addWidget(label(tr("Remarks of the incoming shift"), "caption", tone="secondary"))
            self.remarks.setAccessibleName(tr("Remarks of the incoming shift"))
            self.remarks.setTabChangesFocus(True)
            self.remarks.setFixedHeight(self._theme.px(60))
            column.addWidget(self.remarks)
            self.remarks.setFocus()
            return
        words = self._signature() if self._found.signed else tr("You wrote it: the incoming shift signs it.")
        column.addWidget(label(words, "body", tone="secondary" if mine else "primary", wrap=True))

    def _listen(self) -> None:
        self.sign.clicked.connect(self.submit)
        self.copy.clicked.connect(self._copy)
        self.print.clicked.connect(self.ask_file)
        self.leave.clicked.connect(self.reject)
        self.table.opened.connect(self._open)
        bind_key(self, "Ctrl+Return", self.submit)
        bind_key(self, "Ctrl+P", self.ask_file)

    def _moment(self, at: object) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"  # type: ignore[attr-defined]

    def _written(self) -> str:
        found = self._found
        return tr("Written {time} by {who} ({role}) · frozen as it stood then").format(
            time=self._moment(found.written_at), who=found.author, role=role_word(found.author_role)
        )

    def _signature(self) -> str:
        found = self._found
        words = tr("Signed {time} by {who} ({role})").format(
            time=self._moment(found.signed_at), who=found.signer, role=role_word(found.signer_role)
        )
        return f"{words}\n{found.remarks}" if found.remarks else words

    def _counts(self) -> QHBoxLayout:
        figures = self._found.figures
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addWidget(label(tr("On hand {n}").format(n=figures.open), "body_strong"))
        groups: tuple[tuple[str, Light | None, str, Sequence[int], int], ...] = (
            ("red", Light.RED, tr("Red"), figures.red, len(figures.red)),
            ("yellow", Light.YELLOW, tr("Yellow"), figures.yellow, len(figures.yellow)),
            ("parked", Light.GREY, tr("Parked"), figures.parked, len(figures.parked)),
            ("cards", None, tr("Cards due"), [one.incident_id for one in figures.cards], len(figures.cards)),
        )
        for key, light, word, ids, count in groups:
            chip = self.chips[key] = Chip(self._theme, word, light=light)
            chip.setCheckable(False)
            chip.set_count(count)
            chip.setEnabled(bool(count))
            chip.clicked.connect(partial(self._want_ids, word, tuple(dict.fromkeys(ids))))
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def _want_ids(self, word: str, ids: Sequence[int], _on: bool = False) -> None:
        heading = tr("{what} · handover {time}").format(what=word, time=self._moment(self._found.written_at))
        self.ids_wanted.emit(heading, ids)

    def submit(self) -> None:
        if self.may_sign and self.sign.isEnabled():
            self.sign.setEnabled(False)
            self.told.hide()
            self.signed.emit(self.remarks.toPlainText())

    def show_refusal(self, sentence: str) -> None:
        """Say why it was not signed or printed; the remarks stay."""
        self.sign.setEnabled(True)
        self.tell(sentence)

    def tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()

    def _open(self, key: object) -> None:
        self.accept()
        self.incident_wanted.emit(key)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._lines()))
        self.tell(tr("Copied"))

    def _lines(self) -> Iterator[str]:
        yield tr("Shift handover")
        yield self._written()
        figures = self._found.figures
        yield tr("On hand {n} · red {red} · yellow {yellow} · parked {parked}").format(
            n=figures.open, red=len(figures.red), yellow=len(figures.yellow), parked=len(figures.parked)
        )
        yield by_count(
            len(figures.cards), tr("{n} reply to a card is owed"), tr("{n} replies to cards are owed")
        ).format(n=len(figures.cards))
        for one in figures.watched:
            cells = (
                pick(LIGHT_NAMES[one.light]),
                pick(one.category),
                pick(one.place),
                pick(one.unit),
                one.number,
            )
            yield "\t".join(cells)
        yield self._found.pending
        yield self._signature() if self._found.signed else tr("awaits a signature")

    def ask_file(self) -> None:
        """Ask where the paper shall go."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        offered = file_name(
            f"{self._found.written_at.astimezone(self._zone):%Y%m%d-%H%M}", tr("Shift handover")
        )
        self.files = file_dialog(
            self,
            tr("Save as PDF"),
            folder,
            lambda name: self.print_wanted.emit(Path(name)),
            offered=offered,
        )
        self.files.setNameFilter(tr("PDF files (*.pdf)"))
        self.files.setDefaultSuffix(ENDING[1:])
        self.files.open()
