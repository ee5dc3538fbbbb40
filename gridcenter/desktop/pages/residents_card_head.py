"""The head of a resident's card: whose it is, masked, why it is open and until when; and the heads of its columns."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gridcenter.desktop.pages.residents_rows import Widths
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import ElidedLabel, label
from gridcenter.desktop.widgets.wrapped_label import WrappedLabel
from gridcenter.domain.people import PURPOSE_NAMES, LookupRequest, PersonCard
from gridcenter.language import pick, tr


class CardHead(QWidget):
    """Initial, masked name, sex and age band; number, place; purpose and end of this viewing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ("", "", "")
        self._narrow = False
        self.initial = Initial(theme)
        self.name = ElidedLabel("", "title")
        self.about = label("", "body", tone="secondary")
        self.mark = Mark(theme)
        self.place = WrappedLabel("", "caption", tone="secondary", follows=True)
        self.why = WrappedLabel("", "caption", tone="secondary", follows=True)
        self.until = WrappedLabel("", "caption", tone="tertiary", follows=True)
        for words in (self.why, self.until):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        self.setMinimumHeight(px(80))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(16))
        row.addWidget(self.initial)
        left, top = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(px(2))
        top.setSpacing(px(12))
        for widget in (self.name, self.about, self.mark):
            top.addWidget(widget)
        top.addStretch(1)
        left.addStretch(1)
        left.addLayout(top)
        left.addWidget(self.place)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(px(2))
        right.addStretch(1)
        right.addWidget(self.why)
        right.addWidget(self.until)
        right.addStretch(1)
        row.addLayout(left, 3)
        row.addLayout(right, 2)

    def show_card(self, card: PersonCard, request: LookupRequest, closes_at: str) -> None:
        self.initial.tell(card.name[:1])
        self.name.setText(card.name)
        age = tr("aged {band}").format(band=card.age_band) if card.age_band else ""
        merged = tr("{n} rows as one").format(n=card.merged + 1) if card.merged else ""
        shared = tr("others under this number: {n}").format(n=card.sharing) if card.sharing else ""
        self.about.setText(" · ".join(part for part in (pick(card.sex), age, merged, shared) if part))
        self.mark.tell(tr("demo · synthetic") if card.synthetic else "")
        self._words = (tr("Citizen ID number"), card.id_number, pick(card.grid))
        self._write_place()
        ground = request.incident_number or request.reason
        self.why.setText(
            tr("Purpose: {purpose} · {ground}").format(
                purpose=pick(PURPOSE_NAMES[request.purpose]), ground=ground
            )
        )
        self.until.setText(tr("open until {time}").format(time=closes_at))

    def empty(self) -> None:
        """Forget whose card it was."""
        self._words = ("", "", "")
        self.initial.tell("")
        self.mark.tell("")
        for words in (self.name, self.about, self.place, self.why, self.until):
            words.setText("")

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the word before the number where there is no room for it, and leave the name its line."""
        self._narrow = narrow
        self._write_place()

    def _write_place(self) -> None:
        """Say number and place; in a narrow head sex and age stand there too, where they can be broken."""
        word, number, place = self._words
        self.about.setVisible(not self._narrow)
        parts = (self.about.text(), number, place) if self._narrow else (f"{word} {number}".strip(), place)
        self.place.setText(" · ".join(part for part in parts if part))


class Initial(QWidget):
    """The surname in a round field, 48 px."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self.setFixedSize(QSize(theme.px(48), theme.px(48)))
        theme.changed.connect(self.update)

    def tell(self, text: str) -> None:
        self._text = text
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent.tint"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(self._theme.color("accent.on_tint"))
        painter.setFont(self._theme.font("title"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class Mark(QWidget):
    """A word in a thin frame, hidden while it has none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        theme.changed.connect(self.update)

    def tell(self, text: str) -> None:
        self._text = text
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        width = self._theme.metrics("caption").horizontalAdvance(text)
        self.setFixedSize(width + self._theme.px(16), self._theme.px(22))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("line.control"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._theme.color("text.secondary"))
        painter.setFont(self._theme.font("caption"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class ColumnTitles(QWidget):
    """The heads of the card's columns, on the sunken ground."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._words: list[QLabel] = [label("", "caption", tone="tertiary") for _ in range(6)]
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        for place, word in enumerate(self._words):
            row.addWidget(word, int(place == 2))
        self._words[0].setContentsMargins(theme.px(16), 0, 0, 0)
        self.setFixedHeight(theme.size("table_header.normal"))
        self.retranslate()

    def set_widths(self, widths: Widths) -> None:
        fixed = (widths.group, widths.item, None, widths.source, widths.date, widths.action)
        for word, width in zip(self._words, fixed, strict=True):
            if width is not None:
                word.setFixedWidth(self._theme.px(width))
                word.setVisible(bool(width))

    def keep_clear(self, width: int) -> None:
        """Stay in line with the rows when a scroll bar takes `width` px of them."""
        self._row.setContentsMargins(0, 0, self._theme.px(16) + width, 0)

    def retranslate(self) -> None:
        texts = (tr("Group"), tr("Item"), tr("Value"), tr("Source"), tr("Recorded"), "")
        for word, text in zip(self._words, texts, strict=True):
            word.setText(text)
