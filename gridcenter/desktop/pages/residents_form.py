"""The look-up panel of the residents page: number or words, purpose, ground, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.lookup_ground import GroundFields
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.resident_box import ResidentField, ResidentVerdict
from gridcenter.desktop.widgets.text import button, label, set_button_text, set_tone
from gridcenter.domain.errors import BadInput, Refusal
from gridcenter.domain.identity import CodeError
from gridcenter.domain.names import Name
from gridcenter.domain.people import EVERY_PURPOSE, LookupRequest, Purpose
from gridcenter.language import tr


class LookupForm(Panel):
    """Emits `requested` or `search_wanted` with a LookupRequest; a button that does nothing yet says why beside it."""

    requested = Signal(object)
    """An ID number."""
    search_wanted = Signal(object)
    """A name, pinyin, phone number or address."""
    cleared = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        purposes: Mapping[Purpose, Name] = EVERY_PURPOSE,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._number_word = label("", "caption", tone="secondary")
        self.field = ResidentField(theme)
        self.verdict = ResidentVerdict(theme, self.field)
        self.ground = GroundFields(theme, purposes=purposes)
        self.notice = label("", "caption", tone="tertiary", wrap=True)
        self.go = button("", "primary")
        self.clear_button = button("")
        self._refusal = ""
        self._busy = False
        self.set_body(self._arranged())
        self._connect()
        self.retranslate()

    def _arranged(self) -> QWidget:
        px = self.theme.px
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(4))
        column.addWidget(self._number_word)
        column.addWidget(self.field)
        column.addSpacing(px(4))
        column.addWidget(self.verdict)
        column.addStretch(1)
        column.addWidget(self.ground)
        column.addWidget(self.notice)
        column.addSpacing(px(8))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.go, 1)
        row.addWidget(self.clear_button)
        column.addLayout(row)
        self.verdict.setMinimumHeight(px(66))
        self.notice.setMinimumHeight(px(36))
        return body

    def _connect(self) -> None:
        self.field.judged.connect(self._edited)
        self.ground.changed.connect(self._edited)
        self.field.returnPressed.connect(self.submit)
        self.ground.submitted.connect(self.submit)
        self.go.clicked.connect(self.submit)
        self.clear_button.clicked.connect(self.clear)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep room for the longest sentences, so that nothing moves while one types."""
        super().showEvent(event)
        self.setFixedHeight(self.sizeHint().height())

    def submit(self) -> None:
        """Request the look-up or the search when nothing is missing."""
        if not self._busy and not self._missing():
            wanted = self.search_wanted if self.field.asks_search else self.requested
            wanted.emit(self.ground.request(self.field.text()))

    def fill(self, request: LookupRequest) -> None:
        """Take over a request made elsewhere (the tile of the Overview)."""
        self.field.start_afresh()
        self.field.setText(request.id_text)
        self.ground.show_request(request)

    def clear(self) -> None:
        self.field.start_afresh()
        self.ground.clear()
        self.field.setFocus()
        self.cleared.emit()

    def await_answer(self, waiting: bool) -> None:
        self._busy = waiting
        self._weigh()

    def answered(self) -> None:
        """A card was opened: forget the number, keep the ground."""
        self._busy = False
        self._refusal = ""
        self.field.conceal()

    def stand_for(self, masked_number: str) -> None:
        """Show the last four of the card on show, however it was opened; what is being typed stays."""
        if not self.field.text():
            self.field.stand_for(masked_number[-4:])

    def listed(self) -> None:
        """A list was given: what was typed stays, so that it can be narrowed."""
        self._busy = False
        self._refusal = ""
        self._weigh()

    def refused(self, refusal: Refusal) -> None:
        self._busy = False
        if isinstance(refusal, CodeError):
            self.field.mark(refusal)
        self._refusal = str(refusal)
        self._weigh()

    def retranslate(self) -> None:
        self.set_title(tr("Resident look-up"), tr("only with a purpose"))
        words = tr("ID number, name, pinyin, phone or address")
        self._number_word.setText(words)
        self.field.setAccessibleName(words)
        self.ground.retranslate()
        self.field.setPlaceholderText(tr("18 characters, or a name"))
        self.verdict.hint = tr(
            "A number is checked while you type. A search gives a masked list of your area."
        )
        self.verdict.tell()
        set_button_text(self.clear_button, tr("Clear"))
        self._weigh()

    def _edited(self) -> None:
        self._refusal = ""
        self._weigh()

    def _missing(self) -> str:
        if self.field.asks_search:
            return self._unsearchable() or self.ground.missing()
        if self.field.fault is not None:
            return tr("Correct the marked digits.")
        if not self.field.text():
            return tr("Type an ID number, name, pinyin, phone number or address.")
        if self.field.number() is None:
            return tr("{n} characters so far: an ID number has 18, on old cards 15.").format(
                n=len(self.field.text())
            )
        return self.ground.missing()

    def _unsearchable(self) -> str:
        try:
            fields = self.field.fields()
        except BadInput as refusal:
            return str(refusal)
        return "" if fields else tr("Type a name, pinyin, phone number or address.")

    def _weigh(self) -> None:
        """Say what is missing, or what the audit will hold."""
        set_button_text(self.go, tr("Search") if self.field.asks_search else tr("Look up"))
        missing = self._missing()
        self.go.setEnabled(not missing and not self._busy)
        standing = tr("Purpose, incident and every value shown are written to the audit first.")
        self.notice.setText(self._refusal or (missing if not self.field.concealed else standing) or standing)
        set_tone(self.notice, "red" if self._refusal else "tertiary")
