"""Bringing a file in, step by step: the file, its columns, a check of every row, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.import_ports import ImportPorts, ImportWish
from gridcenter.desktop.pages.administration_import_check import CheckView
from gridcenter.desktop.pages.administration_import_columns import ColumnChooser
from gridcenter.desktop.pages.administration_import_file import FileChoice
from gridcenter.desktop.pages.administration_import_presets import PresetChooser
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

if TYPE_CHECKING:
    from gridcenter.services.importing.looking import FileLook
    from gridcenter.services.importing.problems import CheckedFile

FILE, COLUMNS, CHECK, DONE = range(4)
_SIZE = 940, 620


class ImportAssistant(QDialog):
    """Enter goes on, Alt+Left goes back, Esc leaves; leaving stops what is under way. GUI thread only."""

    brought = Signal()
    """A file was brought in."""
    progressed = Signal(int, int)
    """Rows done and in all; sent by a worker."""

    def __init__(
        self, ports: ImportPorts, background: Background, theme: Theme, folder: Path, *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._ports, self._background, self._theme = ports, background, theme
        self._stop = Event()
        self._busy = False
        self._look: FileLook | None = None
        self._done = False
        self.files: QFileDialog | None = None
        self.checked: CheckedFile | None = None
        self.file = FileChoice(ports, theme, folder)
        self.chooser = ColumnChooser(theme)
        self.presets = PresetChooser(ports, background, theme, self.chooser, self.wish)
        self.check = CheckView(theme)
        self.bar, self.cancel = QProgressBar(), button(tr("Stop"))
        self.told = label("", "caption", wrap=True, selectable=True)
        self.steps = label("", "caption", tone="secondary")
        self.back, self.leave, self.next = button(""), button(tr("Cancel")), button("", "primary")
        self.stage = button(tr("Put aside and match (Ctrl+M)"))
        self.pages = QStackedWidget()
        self._build()
        self._listen()
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._show_step(FILE)

    # Building

    def _build(self) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Bring a file in"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Bring a file in"), "title"))
        column.addWidget(self.steps)
        for page in (self.file, self._columns_page(), self.check):
            self.pages.addWidget(page)
        column.addWidget(self.pages, 1)
        going = QHBoxLayout()
        going.addWidget(self.bar, 1)
        going.addWidget(self.cancel)
        column.addLayout(going)
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        for made in (self.back, self.leave, self.stage, self.next):
            row.addWidget(made)
        column.addLayout(row)
        for made in (self.back, self.leave, self.stage, self.cancel):
            made.setAutoDefault(False)
        self.next.setDefault(True)
        self.bar.setTextVisible(False)
        for hidden in (self.bar, self.cancel, self.told):
            hidden.hide()
        self.resize(*(px(side) for side in _SIZE))

    def _columns_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.presets)
        column.addWidget(self.chooser, 1)
        return page

    def _listen(self) -> None:
        self.file.changed.connect(self._weigh)
        self.file.taken.connect(lambda: QTimer.singleShot(0, self.next, self.next.setFocus))
        self.chooser.changed.connect(self._weigh)
        self.presets.told.connect(partial(self.tell, bad=True))
        self.check.save.clicked.connect(self.ask_place)
        self.cancel.clicked.connect(self._stop.set)
        self.back.clicked.connect(self.go_back)
        self.leave.clicked.connect(self.reject)
        self.next.clicked.connect(self.go_on)
        self.stage.clicked.connect(self.put_aside)
        self.progressed.connect(self._show_progress)
        for key, act in (
            ("Ctrl+O", self.ask_file),
            ("Ctrl+S", self.ask_place),
            ("Ctrl+M", self.put_aside),
            ("Alt+Left", self.go_back),
        ):
            bind_key(self, key, act)

    @property
    def at_work(self) -> bool:
        """Whether a file is being read or brought in, which leaving would stop."""
        return self._busy

    # The steps

    @property
    def step(self) -> int:
        return DONE if self._done else self.pages.currentIndex()

    def go_on(self) -> None:
        """Do what the step on show is for, and show the next one when it is done."""
        if self._busy or not self.next.isEnabled():
            return
        (self._read_file, self._check, self._bring, self.accept)[self.step]()

    def go_back(self) -> None:
        if not self._busy and self.step in (COLUMNS, CHECK):
            self._show_step(self.step - 1)

    def _show_step(self, step: int) -> None:
        self.pages.setCurrentIndex(min(step, CHECK))
        words = (tr("File"), tr("Columns"), tr("Check"), tr("Done"))
        marked = [f"{place}. {word}" for place, word in enumerate(words, start=1)]
        marked[step] = f"▸ {marked[step]}"
        self.steps.setText("   ".join(marked))
        self.told.hide()
        self.back.setVisible(step in (COLUMNS, CHECK))
        set_button_text(self.back, tr("Back"))
        set_button_text(self.next, (tr("Next"), tr("Check every row"), tr("Bring in"), tr("Close"))[step])
        self.leave.setVisible(step != DONE)
        self.stage.setVisible(step == CHECK and self.file.chosen_kind().staged)
        self._weigh()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        """Put the keyboard where the step begins, once what was under way is put away."""
        forward = self.next if self.next.isEnabled() else self.back
        first = (self.file.choose, self.presets.box, forward, forward)[self.step]
        QTimer.singleShot(0, first, first.setFocus)

    def _weigh(self) -> None:
        """Let the keys do only what the step has everything for."""
        ready = (
            self.file.path is not None,
            self.chooser.complete(),
            self.checked is not None and bool(self.checked.report.accepted),
            True,
        )
        self.next.setEnabled(not self._busy and ready[self.step])
        self.check.save.setEnabled(
            not self._busy and self.checked is not None and bool(self.checked.problems)
        )
        for widget in (self.back, self.stage, self.pages):
            widget.setEnabled(not self._busy)

    def wish(self) -> ImportWish:
        """Return how the file in hand is to be read."""
        file, preset = self.file, self.presets.chosen
        return ImportWish(
            file.chosen_kind().code,
            file.path or Path(),
            self.chooser.columns(),
            str(file.encoding.currentData()),
            file.chosen_datum(),
            preset.name if preset is not None else "",
        )

    def _checked_wish(self) -> ImportWish:
        """Return how the very file that was checked is to be read."""
        return replace(self.wish(), checked=self.checked.report.sha256 if self.checked is not None else "")

    # The file

    def ask_file(self) -> None:
        if self._busy or self.step != FILE:
            return
        self.file.ask()

    def _read_file(self) -> None:
        wish = self.wish()
        self._start(tr("The file is being opened…"))
        work = partial(self._ports.look, wish.kind, wish.path, wish.encoding)
        self._background.read(self, work, self._looked, self._refused)

    def _looked(self, look: FileLook) -> None:
        self._end()
        self._look = look
        self.chooser.show_look(look)
        self.presets.offer(look)
        self._show_step(COLUMNS)
        if look.remarks:
            self.tell(" ".join(look.remarks), bad=False)

    # The check, and bringing in

    def _check(self) -> None:
        self.checked = None
        self._start(tr("Every row is checked; nothing is stored…"))
        self._background.read(
            self, partial(self._ports.check, self.wish(), self._watch), self._took_check, self._refused
        )

    def _took_check(self, checked: CheckedFile | None) -> None:
        self._end()
        if checked is None:
            self.tell(tr("Stopped. Nothing was stored."), bad=False)
            return
        self.checked = checked
        self.check.show_checked(checked, tr("Would be stored"))
        self._show_step(CHECK)
        if not checked.report.accepted:
            self.tell(
                tr("There is nothing in this file to bring in. Go back, or choose another file."), bad=True
            )

    def _bring(self) -> None:
        self._start(tr("The file is being brought in: all of it, or nothing…"))
        work = partial(self._ports.bring, self._checked_wish(), self._watch)
        self._background.write(self, work, self._took, self._refused)

    def put_aside(self) -> None:
        """Let the rows wait beside the registers, each matched, to be looked through in the list of imports."""
        if self._busy or not self.stage.isVisible():
            return
        self._start(tr("Every row is matched and put aside; the registers stay as they are…"))
        work = partial(self._ports.stage, self._checked_wish(), self._watch)
        self._background.write(self, work, self._staged, self._refused)

    def _staged(self, checked: CheckedFile | None) -> None:
        self._end()
        if checked is None:
            self.tell(tr("Stopped. Nothing was stored."), bad=False)
            return
        self._done = True
        found = self.checked  # the problems of the check: they stand among the rows that wait, too
        problems, beyond = (found.problems, found.beyond) if found is not None else ((), 0)
        self.check.show_checked(replace(checked, problems=problems, beyond=beyond), tr("Put aside"))
        self._show_step(DONE)
        self.tell(tr("The rows wait in the list of imports: look through them there, then apply."), bad=False)
        self.brought.emit()

    def _took(self, checked: CheckedFile | None) -> None:
        self._end()
        if checked is None:
            self.tell(tr("Stopped. Nothing was stored."), bad=False)
            return
        self.checked = checked
        self._done = True
        self.check.show_checked(checked, tr("Stored"))
        self._show_step(DONE)
        self.tell(tr("The file is brought in."), bad=False)
        self.brought.emit()

    # The list of problems

    def ask_place(self) -> None:
        path = self.file.path
        if not self.check.save.isEnabled() or path is None or self.step not in (CHECK, DONE):
            return
        offered = path.with_name(f"{path.name.partition('.')[0]}.rejects.csv")
        self.files = file_dialog(
            self, tr("Save the refused rows"), str(self.file.folder), self._save_to, offered=str(offered)
        )
        self.files.setNameFilters([tr("Tables (*.csv)")])
        self.files.setDefaultSuffix("csv")
        self.files.open()

    def _save_to(self, name: str) -> None:
        out = Path(name)
        if self.file.path is not None and out.resolve() == self.file.path.resolve():
            self.tell(
                tr("{file} is to be imported: name another for the refused rows.").format(file=out.name),
                bad=True,
            )
            return
        self._start(tr("The list is being written…"))
        work = partial(self._ports.save_problems, self.wish(), out, self._watch)
        self._background.read(self, work, self._saved, self._refused)

    def _saved(self, written: Path | None) -> None:
        self._end()
        if written is None:
            self.tell(tr("No list was written."), bad=False)
        else:
            self.tell(tr("Written: {file}").format(file=written), bad=False)

    # What is under way

    def _start(self, sentence: str) -> None:
        self._busy = True
        self._stop.clear()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.cancel.show()
        self.tell(sentence, bad=False)
        self._weigh()
        self.cancel.setFocus()

    def _end(self) -> None:
        self._busy = False
        self.bar.hide()
        self.cancel.hide()
        self._weigh()

    def _watch(self, done: int, total: int) -> bool:
        """Tell how far a worker is, and whether it shall go on; runs on the worker's thread."""
        self.progressed.emit(done, total)
        return not self._stop.is_set()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _refused(self, refusal: Refusal) -> None:
        self._end()
        self._take_keyboard()
        self.tell(str(refusal), bad=True)

    def tell(self, sentence: str, *, bad: bool) -> None:
        surface = self._theme.hex("surface.stale" if bad else "surface.selected")
        self.told.setStyleSheet(f"background: {surface}; padding: {self._theme.px(8)}px;")
        self.told.setText(sentence)
        self.told.show()

    def reject(self) -> None:
        """Leaving stops what is under way, which then leaves nothing."""
        self._stop.set()
        super().reject()
