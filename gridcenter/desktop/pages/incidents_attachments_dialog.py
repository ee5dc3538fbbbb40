"""The attachments of the incident on show: a list by keyboard, adding, opening, saving and removing."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from gridcenter.desktop.attachment_ports import AttachmentPorts, IncidentFiles
from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.models.attachments import attachment_columns
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.incidents_picture import PictureDialog, decoded
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.attachments import AttachmentRow, shown_name
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.language import listed, pick, tr


class AttachmentsDialog(QDialog):
    """A adds, Enter opens, S saves, Delete removes, Esc leaves; a long copying shows how far it is and can be stopped.

    What is done to files runs on workers, aside from the steps: a large file makes no step wait. GUI thread only.
    """

    progressed = Signal(int, int)
    """Bytes done and in all; sent by a worker."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        ports: AttachmentPorts,
        detail: IncidentDetail,
        zone: tzinfo,
        *,
        parent: QWidget,
        kind: str = "",
    ) -> None:
        """`kind`: what is most likely added, because a move asks for it."""
        super().__init__(parent)
        self._theme = theme
        self._background = background
        self._ports = ports
        self._incident_id = detail.row.id
        self._stop = Event()
        self._refusal = ""
        self._known = False
        """Whether the list was read, and with it whether this account may add."""
        self.files: QFileDialog | None = None
        self.picture: PictureDialog | None = None
        rules = ports.rules()
        self._rules = rules
        self.model = LinesModel(attachment_columns(rules, zone), key=lambda row: row.id, parent=self)
        self.table = RowTable(theme, row_height="row.two_line")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths)
        self.table.show_header("table_header.compact")
        self.states = StateStack(theme, self.table)
        self._make_parts()
        self._build(detail.row.number)
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))
        self._listen()
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._enable()
        self.read()

    def _make_parts(self) -> None:
        self.kind = QComboBox()
        self.add = button(tr("Add… (A)"), "primary")
        self.open_one = button(tr("Open (Enter)"))
        self.save = button(tr("Save as… (S)"))
        self.remove = button(tr("Remove… (Del)"))
        self.leave = button(tr("Close"))
        self.reason = QLineEdit()
        self.bar = QProgressBar()
        self.cancel = button(tr("Cancel"))
        self.told = label("", "caption", wrap=True, selectable=True)

    def _build(self, number: str) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Attachments"))
        self.table.setAccessibleName(self.windowTitle())
        for code, name in self._rules.kinds.items():
            self.kind.addItem(pick(name), code)
        self.kind.setAccessibleName(tr("Kind of what is added"))
        self.reason.setPlaceholderText(tr("Why is it removed? Enter removes, Esc leaves it"))
        self.reason.setAccessibleName(tr("Why it is removed"))
        self.bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Attachments"), "title"))
        about = tr("Incident {number} · the audit keeps who opened and saved what").format(number=number)
        column.addWidget(label(about, "caption", tone="tertiary", wrap=True))
        column.addWidget(self.states, 1)
        column.addWidget(self.reason)
        column.addLayout(_row(px(8), self.bar, self.cancel, stretch=0))
        column.addWidget(self.told)
        caption = label(tr("Added as"), "caption", tone="secondary")
        buttons = (caption, self.kind, self.add, self.open_one, self.save, self.remove, self.leave)
        column.addLayout(_row(px(8), *buttons))
        for widget in (self.reason, self.bar, self.cancel, self.told):
            widget.hide()
        for widget in (self.add, self.open_one, self.save, self.remove, self.leave, self.cancel):
            widget.setAutoDefault(False)  # Enter belongs to the list
        self.resize(px(860), px(480))

    def _listen(self) -> None:
        self.add.clicked.connect(self.ask_file)
        self.open_one.clicked.connect(self.open_chosen)
        self.save.clicked.connect(self.ask_place)
        self.remove.clicked.connect(self.ask_reason)
        self.leave.clicked.connect(self.reject)
        self.cancel.clicked.connect(self._stop.set)
        self.reason.returnPressed.connect(self._remove)
        self.table.opened.connect(lambda _key: self.open_chosen())
        self.table.chosen.connect(lambda _key: self._enable())
        self.progressed.connect(self._show_progress)
        for key, act in (("A", self.ask_file), ("S", self.ask_place), ("Delete", self.ask_reason)):
            bind_key(
                self, key, act
            )  # from every field but the line of the reason, which takes letters itself

    # The list

    def read(self) -> None:
        work = partial(self._ports.files, self._incident_id)
        self._background.read(self, work, self._take, self._read_failed, topic="attachments")

    def _take(self, found: IncidentFiles) -> None:
        self._refusal, self._known = found.refusal, True
        self.model.show_rows(found.rows)
        if found.rows:
            self.states.show_content()
            if self.table.current_id() is None:
                self.table.choose(found.rows[0].id)
            self.table.setFocus()
        else:
            types = listed(pick(one.name) for one in self._rules.types.values())
            self.states.empty(
                tr("No attachment yet"), found.refusal or tr("A adds one: {types}.").format(types=types)
            )
        self._enable()
        if not found.rows:
            (self.add if self.add.isEnabled() else self.leave).setFocus()

    def _read_failed(self, refusal: Refusal) -> None:
        self.states.broken(tr("The attachments could not be read"), str(refusal), self.read)

    def chosen(self) -> AttachmentRow | None:
        """Return the row under the keyboard if its content can be had."""
        key = self.table.current_id()
        return next((row for row in self.model.rows if row.id == key and row.removed_at is None), None)

    @property
    def busy(self) -> bool:
        return not self.bar.isHidden()

    def _enable(self) -> None:
        there = self.chosen() is not None and not self.busy
        for widget in (self.open_one, self.save, self.remove):
            widget.setEnabled(there)
        self.add.setEnabled(self._known and not self._refusal and not self.busy)
        self.kind.setEnabled(self.add.isEnabled())

    # Adding

    def ask_file(self) -> None:
        """Ask which file is added, or say why none may be."""
        if self._refusal:
            self.tell(self._refusal, bad=True)
        elif self._known and not self.busy:
            self.files = file_dialog(self, tr("Add an attachment"), str(Path.home()), self._add)
            endings = " ".join(f"*{one}" for kind in self._rules.types.values() for one in kind.endings)
            self.files.setNameFilters([f"{tr('Files that are taken')} ({endings})", f"{tr('All files')} (*)"])
            self.files.open()

    def _add(self, name: str) -> None:
        kind = str(self.kind.currentData())
        self._start(tr("The file is being copied…"))
        work = partial(self._ports.add, self._incident_id, kind, Path(name), self._watch)
        self._background.read(self, work, partial(self._added, Path(name).name), self._refused)

    def _added(self, name: str, key: int | None) -> None:
        self._end()
        if key is None:
            self.tell(tr("Cancelled: nothing was added."), bad=False)
            return
        self.tell(tr("Added: {name}").format(name=shown_name(name)), bad=False)
        self.table.choose(key)
        self.read()

    # Opening and saving

    def open_chosen(self) -> None:
        """Show a picture in a window, from memory; ask where anything else shall be saved."""
        row = self.chosen()
        if row is None or self.busy:
            return
        if not row.is_picture:
            self.ask_place()
            return
        self._start(tr("The picture is being read…"))
        work = partial(_picture, self._ports, row)
        self._background.read(self, work, partial(self._show_picture, row), self._refused)

    def _show_picture(self, row: AttachmentRow, image: object) -> None:
        self._end()
        self.told.hide()
        self.picture = PictureDialog(self._theme, shown_name(row.name), image, parent=self)
        self.picture.open()

    def ask_place(self) -> None:
        """Ask where a copy shall go; its name is offered."""
        row = self.chosen()
        if row is None or self.busy:
            return
        then = partial(self._save, row)
        self.files = file_dialog(self, tr("Save a copy"), str(Path.home()), then, offered=row.name)
        self.files.open()

    def _save(self, row: AttachmentRow, name: str) -> None:
        self._start(tr("The file is being copied…"))
        work = partial(self._ports.save, row.id, Path(name), self._watch)
        self._background.read(self, work, self._saved, self._refused)

    def _saved(self, file: Path | None) -> None:
        self._end()
        written = tr("Written: {file}").format(file=file)
        self.tell(written if file else tr("Cancelled: nothing was written."), bad=False)

    # Removing

    def ask_reason(self) -> None:
        if self.chosen() is not None and not self.busy:
            self.reason.show()
            self.reason.setFocus()

    def _remove(self) -> None:
        row = self.chosen()
        if row is None or self.busy:
            return
        work = partial(self._ports.remove, row.id, row.version, self.reason.text())
        self._background.write(self, work, self._removed, self._refused)

    def _removed(self, _version: int) -> None:
        self.reason.clear()
        self.reason.hide()
        self.tell(tr("Removed: file and trace stay, the content is not shown any more."), bad=False)
        self.read()

    # What is under way

    def _start(self, sentence: str) -> None:
        self._stop.clear()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.cancel.show()
        self.tell(sentence, bad=False)
        self._enable()

    def _end(self) -> None:
        self.bar.hide()
        self.cancel.hide()
        self._enable()

    def _watch(self, done: int, total: int) -> bool:
        """Tell how far a worker is, and whether it shall go on; runs on the worker's thread."""
        self.progressed.emit(done // 1024, total // 1024)
        return not self._stop.is_set()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _refused(self, refusal: Refusal) -> None:
        self._end()
        self.tell(str(refusal), bad=True)

    def tell(self, sentence: str, *, bad: bool) -> None:
        surface = self._theme.hex("surface.stale" if bad else "surface.selected")
        self.told.setStyleSheet(f"background: {surface}; padding: {self._theme.px(8)}px;")
        self.told.setText(sentence)
        self.told.show()

    # Leaving

    def reject(self) -> None:
        """Esc leaves the reason first; leaving stops a copying, which then leaves nothing."""
        if self.reason.isVisible() and self.reason.hasFocus():
            self.reason.hide()
            self.table.setFocus()
            return
        self._stop.set()
        super().reject()


def _picture(ports: AttachmentPorts, row: AttachmentRow) -> object:
    """Read and decode on the worker: a large picture takes its time."""
    return decoded(ports.read(row.id), row.content_type)


def _row(gap: int, *widgets: QWidget, stretch: int = 1) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(gap)
    made.addStretch(stretch)
    for widget in widgets:
        made.addWidget(widget, 0 if stretch else int(isinstance(widget, QProgressBar)))
    return made
