"""Opening an organisation by its credit code, without a resident's card: code, purpose and ground first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.card_ports import CardPorts
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.pages.residents_trail import CardTrail
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.lookup_ground import GroundFields
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.errors import Refusal
from gridcenter.domain.identity import LENGTH, UsccError, clean_id_text, parse_uscc
from gridcenter.domain.linked_cards import OrganisationCard
from gridcenter.domain.names import Name
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.language import tr

if TYPE_CHECKING:
    from gridcenter.desktop.pages.residents import ResidentsPage

KEY = "Ctrl+Shift+O"
_WIDTH, _LONGEST = 440, 40


class CodeDialog(QDialog):
    """Enter asks when nothing is missing, Esc leaves; a refusal stays in it with what was typed."""

    wanted = Signal(str, object)
    """The code and the `LookupRequest` that says why."""

    def __init__(self, theme: Theme, purposes: Mapping[Purpose, Name], *, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle(title())
        self.code = QLineEdit()
        self.code.setMaxLength(_LONGEST)
        self.code.setAccessibleName(tr("Credit code"))
        self.ground = GroundFields(theme, purposes=purposes)
        self.told = label("", "caption", tone="secondary", wrap=True)
        self.told.setMinimumHeight(px(36))
        self.go = button(tr("Open it"), "primary")
        self.leave = button(tr("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(4))
        column.addWidget(label(title(), "title"))
        column.addWidget(label(tr("Credit code"), "caption", tone="secondary"))
        for part in (self.code, self.ground, self.told):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        column.addLayout(row)
        self._connect()
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(px(_WIDTH))
        self.resize(px(_WIDTH), column.totalHeightForWidth(px(_WIDTH)))
        self._weigh()
        self.code.setFocus()

    def _connect(self) -> None:
        self.code.textChanged.connect(lambda _text: self._weigh())
        self.code.returnPressed.connect(self._send)
        self.ground.changed.connect(self._weigh)
        self.ground.submitted.connect(self._send)
        self.go.clicked.connect(self._send)
        self.leave.clicked.connect(self.reject)
        self.go.setDefault(True)

    def show_refusal(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.go.setEnabled(True)

    def _missing(self) -> str:
        text = self.code.text()
        if len(clean_id_text(text)) < LENGTH:
            return tr("Enter the whole credit code, {n} characters.").format(n=LENGTH)
        try:
            parse_uscc(text)
        except UsccError as fault:
            return str(fault)
        return self.ground.missing()

    def _weigh(self) -> None:
        missing = self._missing()
        self.told.setText(missing or tr("Purpose and ground stand in the audit before anything is shown."))
        self.go.setEnabled(not missing)

    def _send(self) -> None:
        if not self._missing():
            self.go.setEnabled(False)
            self.wanted.emit(self.code.text(), self.ground.request(""))


class OpeningByCode(QObject):
    """Made by the page, on the GUI thread."""

    def __init__(
        self, page: ResidentsPage, ports: CardPorts, background: Background, trail: CardTrail
    ) -> None:
        super().__init__(page)
        self._page = page
        self._ports = ports
        self._background = background
        self._trail = trail
        self.dialog: CodeDialog | None = None
        bind_key(page, KEY, self.open)

    def open(self) -> None:
        if self.dialog is None:
            self.dialog = CodeDialog(self._page.theme, self._page.form.ground.purposes, parent=self._page)
            if not self._page.form.ground.missing():
                self.dialog.ground.show_request(self._page.form.ground.request(""))
            self.dialog.wanted.connect(self._ask)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def _ask(self, code: str, request: LookupRequest) -> None:
        work = partial(self._ports.open_by_code, code, request)
        self._background.write(self, work, partial(self._opened, request), self._refused)

    def _opened(self, request: LookupRequest, card: OrganisationCard | None) -> None:
        if self.dialog is None:
            return  # it was left, or nobody is at the desk
        self.dialog.accept()
        self._trail.show_found(card, request)

    def _refused(self, refusal: Refusal) -> None:
        self._page.read_audit()
        if self.dialog is not None:
            self.dialog.show_refusal(str(refusal))

    def _closed(self, _result: int) -> None:
        self.dialog = None

    def commands(self) -> Iterator[Command]:
        words = "organisation uscc credit code 信用代码 组织 单位"
        yield Command(f"{title()}…", tr("Resident"), self.open, words, KEY)


def title() -> str:
    return tr("Open an organisation by its credit code")
