"""The card of one resident: head, five groups of masked values, and the seconds that are left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gridcenter.desktop.pages.residents_fields import NARROW, WIDE, FieldGroup, FieldRow, Widths, groups_of
from gridcenter.desktop.pages.residents_intro import LookupIntro
from gridcenter.desktop.pages.residents_sections import LifeRow, LifeSection, TieSection
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import hair
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import ElidedLabel, label
from gridcenter.domain.people import PURPOSE_NAMES, LookupRequest, PersonCard
from gridcenter.domain.record_items import Catalogue
from gridcenter.language import by_count, pick, tr

_WIDE_FROM = 840
_SECOND = 1000
_MOBILE = 11
_ABOVE_INTRO = 160


class CardPanel(QFrame):
    """Shows one card. `reveal_wanted` carries an item's key; whoever got the value calls `reveal`.

    Only one value is shown at a time; it is masked after the token `duration_ms.reveal`, and when the panel hides.
    """

    reveal_wanted = Signal(str)
    number_wanted = Signal()
    """Somebody wants to enter a number."""
    link_wanted = Signal(object, int)
    """A `LinkKind` and the id of what shall be opened."""
    dropped = Signal()
    """The card that was on show is no longer open."""

    def __init__(self, theme: Theme, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._theme = theme
        self._card: PersonCard | None = None
        self._shown_for: tuple[LookupRequest, str, str] | None = None
        self._left = 0
        self.groups: list[FieldGroup] = []
        self.life: LifeSection | None = None
        self.ties: TieSection | None = None
        self.head = CardHead(theme)
        self._titles = ColumnTitles(theme)
        self._foot = ElidedLabel("", "caption", tone="tertiary")
        self._foot_right = label("", "caption", tone="tertiary")
        self._scrolled = QWidget()
        self._scrolled.setObjectName("scrolled")
        self._column = QVBoxLayout(self._scrolled)
        self.states = StateStack(theme, self._arranged())
        self.intro = LookupIntro(theme, catalogue)
        self.states.state.explain(self.intro)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self.states)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(lambda: self.pass_time(1))
        self.setMinimumWidth(theme.px(520))

    def _arranged(self) -> QWidget:
        px = self._theme.px
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        area = QScrollArea()
        area.setWidget(self._scrolled)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _low, high: self._titles.keep_clear(bar.sizeHint().width() if high else 0)
        )
        self.foot = foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(10), px(16), px(10))
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._foot_right)
        column.addWidget(self.head)
        column.addWidget(hair())
        column.addWidget(self._titles)
        column.addWidget(area, 1)
        column.addWidget(hair())
        column.addLayout(foot)
        return content

    @property
    def card(self) -> PersonCard | None:
        return self._card

    @property
    def request(self) -> LookupRequest | None:
        """For what the card was opened; None while none is open."""
        return self._shown_for[0] if self._shown_for is not None and self._card is not None else None

    def show_again(self, card: PersonCard) -> None:
        """Show the open card as it is now: it closes when it would have closed."""
        if self._shown_for is not None and self._card is not None:
            self.show_card(card, self._shown_for[0], closes_at=self._shown_for[1], seal=self._shown_for[2])

    def rows(self) -> list[FieldRow]:
        return [row for group in self.groups for row in group.rows]

    def showing_rows(self) -> list[FieldRow | LifeRow]:
        """Return the rows of groups and life: a hidden value may stand in both."""
        return [*self.rows(), *(self.life.rows if self.life is not None else ())]

    def revealed(self) -> tuple[str, ...]:
        """Return the keys of what stands revealed at this moment."""
        return tuple(dict.fromkeys(row.item.key for row in self.showing_rows() if row.shown))

    def row(self, key: str) -> FieldRow:
        """Return the row of an item.

        Raises:
            KeyError: The card has no such item.
        """
        for row in self.rows():
            if row.item.key == key:
                return row
        raise KeyError(key)

    def show_card(self, card: PersonCard, request: LookupRequest, *, closes_at: str, seal: str) -> None:
        """Show a card; `closes_at` is a local time, `seal` names login and time of the look-up."""
        self._drop(before=card)
        self._card, self._shown_for = card, (request, closes_at, seal)
        self.head.show_card(card, request, closes_at)
        for group in groups_of(self._theme, card.items):
            self.groups.append(group)
            self._column.addWidget(group)
        self.life, self.ties = LifeSection(self._theme, card), TieSection(self._theme, card)
        for section in (self.life, self.ties):
            self._column.addWidget(section)
        self._column.addStretch(1)
        for row in self.showing_rows():
            row.reveal_wanted.connect(self._ask)
            row.mask_wanted.connect(self.conceal)
        for tie in self.ties.rows:
            tie.link_wanted.connect(self.link_wanted)
        count = sum(not item.beside for item in card.items)
        listed = by_count(
            count,
            tr("{n} item; what is unknown or not permitted is not listed beyond it."),
            tr("{n} items; what is unknown or not permitted is not listed beyond these."),
        )
        self._foot.setText(listed.format(n=count))
        self._foot_right.setText(f"{seal} · {tr('masked fields cannot be searched')}")
        self._titles.retranslate()
        self._spread()
        self.states.show_content()

    def show_nobody(self, headline: str, sentence: str = "") -> None:
        self._drop()
        self.intro.retranslate()
        self.states.empty(headline, sentence, (tr("Enter an ID number"), self.number_wanted.emit))

    def show_denied(self, sentence: str, ask_for: str) -> None:
        """Say why this account looks nobody up; there is nothing to explain then."""
        self._drop()
        self.intro.hide()
        self.states.denied(sentence, headline=tr("This account looks nobody up"), ask_for=ask_for)

    def reveal(self, key: str, value: str) -> None:
        """Show one value for a minute; the one shown before is masked."""
        self.conceal()
        self._left = int(self._theme.token("duration_ms.reveal")) // _SECOND
        for row in self.showing_rows():
            if row.item.key == key:
                row.reveal(spaced(value), self._left)
        self._timer.start()

    def conceal(self) -> None:
        """Mask whatever is shown."""
        self._timer.stop()
        for row in self.showing_rows():
            if row.shown:
                row.conceal()

    def pass_time(self, seconds: int) -> None:
        """Count down what is shown; the timer calls this every second."""
        self._left -= seconds
        if self._left <= 0:
            self.conceal()
            return
        for row in self.showing_rows():
            if row.shown:
                row.count_down(self._left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()
        px = self._theme.px
        self.intro.fit(self.width() - px(32), self.height() - px(_ABOVE_INTRO))

    def _ask(self, key: str) -> None:
        for row in self.showing_rows():
            row.wait(row.item.key == key)
        self.reveal_wanted.emit(key)

    def _spread(self) -> None:
        widths = WIDE if self.width() >= self._theme.px(_WIDE_FROM) else NARROW
        self.head.set_narrow(widths is NARROW)
        self._titles.set_widths(widths)
        for group in (*self.groups, *(one for one in (self.life, self.ties) if one is not None)):
            group.set_widths(widths)

    def _drop(self, *, before: PersonCard | None = None) -> None:
        """Take the card away; `before` is the one that comes instead, which may be the same again."""
        self._timer.stop()
        closed = self._card is not None and self._card is not before
        self._card = None
        if closed:
            self.dropped.emit()
        self.groups = []
        self.life = self.ties = None
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()


def spaced(value: str) -> str:
    """Return a mobile number in groups of 3, 4 and 4 digits; anything else as it is."""
    if len(value) != _MOBILE or not value.isascii() or not value.isdigit():
        return value
    return f"{value[:3]} {value[3:7]} {value[7:]}"


class CardHead(QWidget):
    """Initial, masked name, sex and age band; number, place; purpose and end of this viewing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ("", "", "")
        self._narrow = False
        self.initial = Initial(theme)
        self.name = label("", "title")
        self.about = label("", "body", tone="secondary")
        self.mark = Mark(theme)
        self.place = ElidedLabel("", "caption", tone="secondary")
        self.why = ElidedLabel("", "caption", tone="secondary")
        self.until = ElidedLabel("", "caption", tone="tertiary")
        for words in (self.why, self.until):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(80))
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
        self.why.setText(
            tr("Purpose: {purpose} · {ground}").format(
                purpose=pick(PURPOSE_NAMES[request.purpose]), ground=request.incident_number or request.reason
            )
        )
        self.until.setText(tr("open until {time}").format(time=closes_at))

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the word before the number where there is no room for it."""
        self._narrow = narrow
        self._write_place()

    def _write_place(self) -> None:
        word, number, place = self._words
        line = number if self._narrow else f"{word} {number}"
        self.place.setText(" · ".join(part for part in (line, place) if part))


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
