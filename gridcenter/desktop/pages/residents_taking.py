"""Copying and printing the card on show: as it is masked at that moment, and audited before anything leaves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.card_ports import CardPorts
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.saving_dialog import WIDTH, SavingDialog, documents_folder
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.errors import Refusal
from gridcenter.domain.papers import file_name
from gridcenter.domain.people import PersonCard
from gridcenter.language import by_count, tr

if TYPE_CHECKING:
    from gridcenter.desktop.pages.residents import ResidentsPage

COPY_KEY, PRINT_KEY = "Ctrl+C", "Ctrl+P"


class CardPaperDialog(SavingDialog):
    """Enter asks for the file, Esc leaves; it stays until the card is written."""

    wanted = Signal(object)
    """The `Path` of the file."""

    def __init__(self, theme: Theme, folder: Path, revealed: int, stamp: str, *, parent: QWidget) -> None:
        """`revealed` values stand revealed; `stamp` is the time in the offered name, which names nobody."""
        super().__init__(theme, tr("Print the card"), tr("Save as PDF…"), parent=parent)
        self._folder = folder
        self._stamp = stamp
        column = self.begin_layout(
            tr("The audit keeps who printed whose card, why, and what was not masked.")
        )
        masked = tr("Everything is masked as on the card.")
        shown = by_count(
            revealed,
            tr("{n} value stands revealed and is printed in plain; the rest is masked."),
            tr("{n} values stand revealed and are printed in plain; the rest is masked."),
        )
        column.addSpacing(theme.px(8))
        column.addWidget(label(shown.format(n=revealed) if revealed else masked, "body", wrap=True))
        self.close_layout(column)
        self.resize(theme.px(WIDTH), column.totalHeightForWidth(theme.px(WIDTH)))
        self.save.setFocus()

    def ask_file(self) -> None:
        offered = self._folder / file_name(tr("Resident card"), self._stamp)
        self.ask_name(tr("Save as PDF"), offered, (tr("PDF files (*.pdf)"),))

    def send(self, file: Path) -> None:
        self.wanted.emit(file)


class CardTaking(QObject):
    """Made by the page, on the GUI thread. What it put on the clipboard goes when the card closes."""

    def __init__(self, page: ResidentsPage, ports: CardPorts, background: Background) -> None:
        super().__init__(page)
        self._page = page
        self._ports = ports
        self._background = background
        self._folder = documents_folder()
        self._copied = ""
        self.dialog: CardPaperDialog | None = None
        bind_key(page, COPY_KEY, self.copy)
        page.form.field.installEventFilter(self)
        page.card.dropped.connect(self.clear_clipboard)
        program = QApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self.clear_clipboard)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+C reach the card from the number field when nothing is marked there."""
        field = self._page.form.field
        asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and watched is field and not field.hasSelectedText() and self._page.card.card is not None:
            assert isinstance(event, QKeyEvent)
            if event.matches(QKeySequence.StandardKey.Copy):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def copy(self) -> None:
        """Copy the rows of a list that has the keyboard, else the card."""
        focused = QApplication.focusWidget()
        card, request = self._page.card.card, self._page.request
        if isinstance(focused, RowTable) and self._page.isAncestorOf(focused):
            focused.copy_rows()
        elif card is None or request is None:
            self._page.notice.emit(tr("No card is open: look a resident up, then copy."))
        else:
            work = partial(self._ports.copy, card.person_id, self._page.card.revealed(), request)
            self._background.write(self, work, partial(self._put, card), self._refused)

    def _put(self, card: PersonCard, text: str) -> None:
        self._page.read_audit()
        if self._page.card.card is not card:
            return
        self._copied = text
        QGuiApplication.clipboard().setText(text)
        self._page.notice.emit(tr("Copied as it is masked; the clipboard is emptied when the card closes."))

    def clear_clipboard(self) -> None:
        """Empty the clipboard where it still holds what was copied from a card."""
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""

    def print_card(self) -> None:
        """Ask for a file for the card on show."""
        card, request = self._page.card.card, self._page.request
        if card is None or request is None:
            self._page.notice.emit(tr("No card is open: look a resident up, then print."))
        elif self.dialog is None:
            stamp = f"{self._page.now().astimezone(self._page.zone):%Y%m%d-%H%M%S}"
            revealed = len(self._page.card.revealed())
            self.dialog = CardPaperDialog(self._page.theme, self._folder, revealed, stamp, parent=self._page)
            self.dialog.wanted.connect(partial(self._print, card))
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def _print(self, card: PersonCard, out: Path) -> None:
        request = self._page.request
        self._folder = out.parent
        if self._page.card.card is not card or request is None:
            self._refused(Refusal(tr("The card was closed meanwhile: nothing was printed.")))
            return
        work = partial(self._ports.print, card.person_id, self._page.card.revealed(), request, out)
        self._background.write(self, work, self._written, self._refused)

    def _written(self, file: Path) -> None:
        self._page.read_audit()
        self._page.notice.emit(tr("Written: {file}").format(file=file))
        if self.dialog is not None:
            self.dialog.show_written(file)

    def _refused(self, refusal: Refusal) -> None:
        self._page.read_audit()
        if self.dialog is not None:
            self.dialog.show_refusal(str(refusal))
        else:
            self._page.notice.emit(str(refusal))

    def _closed(self, _result: int) -> None:
        self.dialog = None

    def commands(self) -> Iterator[Command]:
        if self._page.card.card is not None:
            group = tr("Resident")
            yield Command(tr("Copy the card"), group, self.copy, "copy 复制", COPY_KEY)
            yield Command(f"{tr('Print the card')}…", group, self.print_card, "print 打印", PRINT_KEY)
