"""The one box for residents: an ID number in cells as everywhere, or a name, pinyin, phone or address as words."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.id_box import IdField, IdVerdict
from gridcenter.domain.contacts import phone_number
from gridcenter.domain.errors import BadInput
from gridcenter.domain.identity import (
    CodeError,
    IdNumberError,
    UsccError,
    clean_id_text,
    is_meant_as_number,
    parse_uscc,
)
from gridcenter.domain.people_search import FIELD_NAMES, LONGEST_QUERY, SearchField, asked_fields
from gridcenter.language import listed, pick, tr

_PHONE = re.compile(r"\d{1,4}|1[3-9]\d{0,9}|0\d{0,11}")
"""Its last four, a mobile number, or one with an area code, so far; whatever is longer can only become an ID number."""


class ResidentField(IdField):
    """`asks_search` tells whether Enter means a search; only an ID number is cleaned and judged while one types."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._composing = False
        self.setMaxLength(LONGEST_QUERY + 1)  # one more than is searched, so that a cut paste is refused
        self.setInputMethodHints(Qt.InputMethodHint.ImhNone)

    @property
    def asks_search(self) -> bool:
        digits = clean_id_text(self.text())
        return bool(digits) and (not self._is_number() or bool(_PHONE.fullmatch(digits)))

    def _is_number(self) -> bool:
        text = self.text()
        if len(text) > LONGEST_QUERY:
            return False  # it was cut: how long it is nobody knows any more
        return is_meant_as_number(text) and (clean_id_text(text).isalnum() or not phone_number(text))

    def fields(self) -> tuple[SearchField, ...]:
        """Return in which fields is searched.

        Raises:
            BadInput: The text asks for nothing yet.
        """
        return tuple(asked_fields(self.text()))

    def _shows_words(self) -> bool:
        return bool(self.text()) and not self._is_number()

    def _take(self, text: str) -> None:
        if self.asks_search:
            self._tail = ""
            self._judge(None)
            return
        super()._take(text)

    def _fault_of(self, text: str) -> CodeError | None:
        """Name an organisation's credit code as what it is, instead of the digit that no person's number has there."""
        fault = super()._fault_of(text)
        if fault is None or not _is_credit_code(text):
            return fault
        return IdNumberError(tr("this is the credit code of an organisation, which Ctrl+Shift+O opens"))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt names it
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words, and what an input method is composing, as any line does; cells are for digits."""
        if self._shows_words() or self._composing:
            QLineEdit.paintEvent(self, event)
        else:
            super().paintEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._shows_words():
            QLineEdit.mousePressEvent(self, event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._shows_words():
            QLineEdit.mouseMoveEvent(self, event)
        else:
            super().mouseMoveEvent(event)


def _is_credit_code(text: str) -> bool:
    try:
        parse_uscc(text)
    except UsccError:
        return False
    return True


class ResidentVerdict(IdVerdict):
    """Under the box: what is known of the number, or by what is searched."""

    def __init__(self, theme: Theme, field: ResidentField, parent: QWidget | None = None) -> None:
        self._box = field
        super().__init__(theme, field, parent)

    def sentences(self) -> list[str]:
        if not self._box.asks_search:
            return super().sentences()
        try:
            fields = self._box.fields()
        except BadInput:
            return []
        if not fields:
            return [tr("No name, number or address holds such a text.")]
        near = [pick(FIELD_NAMES[one]) for one in fields if one is not SearchField.ADDRESS]
        sentences = [tr("Search by {fields}, in your own area").format(fields=listed(near))]
        if SearchField.ADDRESS in fields:
            sentences.append(tr("by address where no name fits"))
        return sentences
