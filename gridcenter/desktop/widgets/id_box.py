"""The box for an identity number: cleans while one types, and says at once which digit is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)

from gridcenter.desktop.glyphs import LightGlyph
from gridcenter.desktop.icons import icon_pixmap
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label, repolish
from gridcenter.domain.identity import (
    LENGTH,
    CodeError,
    IdNumber,
    IdNumberError,
    check_typed,
    clean_id_text,
    parse_id_number,
)
from gridcenter.domain.lights import Light
from gridcenter.language import tr

_CELL, _GAP, _EDGE = 15, 8, 12
_GAPS_AFTER = (6, 14)
_TAIL = 4
_MOST = 40
"""Longer pastes are cut: no number with its fillers is longer."""


class IdField(QLineEdit):
    """A line in which every digit has a cell, with gaps after the 6th and the 14th; the wrong ones are marked.

    `text()` is always the cleaned number. After `conceal` only the last four are left, on screen and in memory;
    the next key starts afresh.
    """

    judged = Signal()
    """The text or what is known to be wrong with it has changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fault: CodeError | None = None
        self._tail = ""
        self.setMaxLength(_MOST)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferUppercase | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textChanged.connect(self._take)
        theme.changed.connect(self.update)

    @property
    def fault(self) -> CodeError | None:
        """What is wrong with the text so far; an unfinished number is not wrong."""
        return self._fault

    @property
    def concealed(self) -> bool:
        return bool(self._tail)

    def number(self) -> IdNumber | None:
        """Return the number when it is complete and right."""
        try:
            return parse_id_number(self.text())
        except IdNumberError:
            return None

    def mark(self, fault: CodeError | None) -> None:
        """Show a fault that was found elsewhere (a birth in the future, say)."""
        self._judge(fault)

    @property
    def tail(self) -> str:
        """Return the last four of the number in its stored form: 15 digits end otherwise once they are 18."""
        number = self.number() if self.text() else None
        return (number.number if number is not None else self.text())[-_TAIL:] or self._tail

    def conceal(self) -> None:
        """Forget all but the last four."""
        self.stand_for(self.tail)

    def stand_for(self, tail: str) -> None:
        """Show no more than the last four of a number, which need not be the one that was typed."""
        self._forget()
        self._tail = tail
        self.judged.emit()
        self.update()

    def start_afresh(self) -> None:
        self._tail = ""
        self._forget()
        self._judge(None)

    def _forget(self) -> None:
        """Empty the line together with its history: after `clear`, Ctrl+Z would bring the number back."""
        self.setText("")

    def _take(self, text: str) -> None:
        cleaned = clean_id_text(text)
        if cleaned != text:
            place = len(clean_id_text(text[: self.cursorPosition()]))
            self.setText(cleaned)
            self.setCursorPosition(place)
            return
        if text:
            self._tail = ""
        self._judge(self._fault_of(text))

    def _fault_of(self, text: str) -> CodeError | None:
        """Return what is wrong with a text; one that fills the line was cut, so that its length is not told."""
        if len(text) < self.maxLength():
            return check_typed(text)
        reason = tr("longer than {n} characters: a number has 18, on old cards 15")
        return CodeError(reason.format(n=self.maxLength() - 1), (LENGTH + 1, len(text)))

    def _judge(self, fault: CodeError | None) -> None:
        self._fault = fault
        wrong = "true" if fault is not None else "false"
        if self.property("wrong") != wrong:
            self.setProperty("wrong", wrong)
            repolish(self)
        self.setAccessibleDescription(str(fault) if fault is not None else "")
        self.judged.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._tail and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.start_afresh()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setCursorPosition(self._place_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        end = self._place_at(event.position().x())
        if end != start:
            self.setSelection(start, end - start)

    def sizeHint(self) -> QSize:
        cells = LENGTH * _CELL + len(_GAPS_AFTER) * _GAP + 2 * _EDGE
        return QSize(self._theme.px(cells), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(170), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setFont(self._theme.font("body"))
        shown = "•" * (LENGTH - _TAIL) + self._tail if self._tail else self.text()
        if not shown:
            self._paint_placeholder(painter)
        for place, char in enumerate(shown):
            self._paint_cell(painter, place, char)
        if self.hasFocus() and not self._tail:
            self._paint_caret(painter)
        painter.end()

    def _paint_placeholder(self, painter: QPainter) -> None:
        painter.setPen(self._theme.color("text.tertiary"))
        room = self.rect().adjusted(self._theme.px(_EDGE), 0, -self._theme.px(_EDGE), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.placeholderText())

    def _paint_cell(self, painter: QPainter, place: int, char: str) -> None:
        box = self._cell(place)
        wrong = self._is_wrong(place)
        if wrong:
            painter.fillRect(box, self._theme.color("lights.red.tint"))
            under = QRectF(box.left(), box.bottom() - self._theme.px(2), box.width(), self._theme.px(2))
            painter.fillRect(under, self._theme.color("lights.red.fill"))
        selected = self._is_selected(place)
        if selected:
            painter.fillRect(box, self._theme.color("accent.base"))
        painter.setFont(self._theme.font("body_strong" if wrong else "body"))
        painter.setPen(self._ink(wrong=wrong, selected=selected))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, char)

    def _ink(self, *, wrong: bool, selected: bool) -> QColor:
        if selected:
            return self._theme.color("text.on_accent")
        return self._theme.color("lights.red.text" if wrong else "text.primary")

    def _paint_caret(self, painter: QPainter) -> None:
        box = self._cell(self.cursorPosition())
        painter.setPen(QPen(self._theme.color("text.primary"), self._theme.px(1)))
        painter.drawLine(box.topLeft(), box.bottomLeft())

    def _is_wrong(self, place: int) -> bool:
        positions = self._fault.positions if self._fault is not None else None
        return positions is not None and positions[0] <= place + 1 <= positions[1]

    def _is_selected(self, place: int) -> bool:
        start = self.selectionStart()
        return start >= 0 and start <= place < start + self.selectionLength()

    def _cell(self, place: int) -> QRectF:
        """Return the cell of a 0-based place; in a narrow field, or for a long text, cells shrink."""
        edge, gap = self._theme.px(_EDGE), self._theme.px(_GAP)
        cells = max(LENGTH, len(self.text()))
        width = min(self._theme.px(_CELL), (self.width() - 2 * edge - 2 * gap) / cells)
        gaps = sum(place >= after for after in _GAPS_AFTER)
        height = self._theme.px(24)
        return QRectF(edge + place * width + gaps * gap, (self.height() - height) / 2, width, height)

    def _place_at(self, x: float) -> int:
        for place in range(len(self.text())):
            if x < self._cell(place).center().x():
                return place
        return len(self.text())


class IdVerdict(QWidget):
    """The sentences under an `IdField`: what is wrong, or what has been checked."""

    def __init__(self, theme: Theme, field: IdField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = field
        self._checked: list[str] = []
        self._checked_tail = ""
        self.hint = ""
        """Said while nothing has been entered."""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(4))
        field.judged.connect(self.tell)
        theme.changed.connect(self.tell)
        self.tell()

    def sentences(self) -> list[str]:
        """Return what is told just now: the fault alone when there is one; of a concealed number what was checked."""
        field = self._field
        if field.concealed:
            return self._checked if field.tail == self._checked_tail else []
        if field.fault is not None:
            return [str(field.fault)]
        number = field.number()
        if number is None:
            return []
        checked = [tr("{n} characters, check digit right").format(n=len(field.text()))]
        if number.birth is not None:
            checked.append(tr("date of birth possible"))
        return [*checked, *number.remarks]

    def tell(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        sentences = self.sentences()
        if self._field.text():
            self._checked, self._checked_tail = sentences, self._field.tail
        for sentence in sentences:
            self._lines.addWidget(self._line(sentence))
        if self.hint and not sentences and not self._field.text():
            self._lines.addWidget(label(self.hint, "caption", tone="tertiary", wrap=True))
        self._lines.addStretch(1)

    def _line(self, sentence: str) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        wrong = self._field.fault is not None
        sign = LightGlyph(Light.RED, self._theme, 13) if wrong else self._tick()
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(sentence, "caption", tone="red" if wrong else "secondary", wrap=True), 1)
        return line

    def _tick(self) -> QWidget:
        tick = label()
        tick.setPixmap(icon_pixmap("check", self._theme.px(16), self._theme.color("lights.green.fill"), 2.0))
        tick.setFixedWidth(self._theme.px(16))
        return tick

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._checked = []  # cannot be said again in another language: the number may be forgotten
            self.tell()
