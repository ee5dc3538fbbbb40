"""What stands on a resident's card under its five groups: the line of a life, and the organisations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gridcenter.desktop.pages.residents_fields import NOTHING
from gridcenter.desktop.pages.residents_rows import WIDE, CardRow, RowStock, Widths
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import (
    button,
    label,
    set_button_text,
    set_look,
    set_tone,
    set_tooltip,
    unmarked,
)
from gridcenter.desktop.widgets.wrapped_label import WrappedLabel
from gridcenter.domain.life_cycle import LIFE_NAMES, LifeEvent, LifeKind
from gridcenter.domain.linked_cards import LinkKind
from gridcenter.domain.names import Name
from gridcenter.domain.organisations import OrganisationLink
from gridcenter.language import pick, tr

LIFE_ROW, TIE_ROW = 32, 40
_DAY = 92
"""Width of the day of an event, px at 100 %."""
_LEAST_LINK = 64
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_DOT = 4
_LINE_AT = 14
"""Where the line of a life runs, px from the left of its rows."""


_NO_EVENT = LifeEvent(LifeKind.BIRTH, None, "", "", "", None)
_NO_LINK = OrganisationLink(0, "", masked=True, tie=Name(""), since=None, until=None, source="")


class NamedSection(QWidget):
    """A name at the left on a sunken ground, rows or a word that there are none at the right; as `FieldGroup` looks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = label("", "body_strong", wrap=True)
        self.name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.name.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.name)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        self.column.setSpacing(0)
        row.addLayout(self.column, 1)
        self._nothing = label("", "body", tone="tertiary")
        self._nothing.setContentsMargins(theme.px(8), 0, 0, 0)
        self._nothing.setFixedHeight(theme.px(TIE_ROW))
        self._nothing.hide()
        self.column.addWidget(self._nothing)

    def tell(self, name: str, nothing: str) -> None:
        """Name the section; where it has no rows it says `nothing`."""
        self.name.setText(name)
        self._nothing.setText(nothing)
        self._nothing.setVisible(bool(nothing))

    def set_widths(self, widths: Widths) -> None:
        self.name.setFixedWidth(self._theme.px(widths.group))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        painter.fillRect(QRectF(0, 0, self.name.width(), self.height()), color("surface.sunken"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), color("line.normal"))
        painter.fillRect(QRectF(self.name.width() - 1, 0, 1, self.height()), color("line.hair"))
        painter.end()


class LifeRow(CardRow):
    """One event: a dot on the line, date, event, what, source. A hidden date has a button as a field has.

    `item` is the event; only its `key` is asked, as of the rows of the groups.
    """

    reveal_wanted = Signal(str)
    mask_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = _NO_EVENT
        self._theme = theme
        self._ends = (True, True)
        self._waiting = False
        self.shown = False
        self.day = label("", "body")
        self._widths = WIDE
        self.word = WrappedLabel("", "body", tone="secondary")
        self.detail = WrappedLabel("", "caption", tone="tertiary")
        self.source = WrappedLabel("", "caption", tone="tertiary")
        self.date = label("", "caption", tone="tertiary")
        self.action = button("", "compact")
        self.action.clicked.connect(self._act)
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(_LINE_AT + 14), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addWidget(self.day)
        row.addWidget(self.word)
        row.addWidget(self.detail, 1)
        row.addWidget(self.source)
        row.addWidget(self.date)
        self._end = QWidget()
        end = QHBoxLayout(self._end)
        end.setContentsMargins(0, 0, 0, 0)
        end.addStretch(1)
        end.addWidget(self.action)
        row.addWidget(self._end)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.day.setFixedWidth(px(_DAY))

    def fill(self, event: LifeEvent, *, first: bool, last: bool) -> None:
        self.item = event
        self._ends = (first, last)
        self.word.setText(pick(LIFE_NAMES[event.kind]))
        self.source.setText(event.source or NOTHING)
        recorded = event.recorded_on
        told = tr("recorded {day}").format(day=recorded) if recorded is not None else ""
        set_tooltip(self.source, told)
        self.date.setText(recorded.isoformat() if recorded is not None else NOTHING)
        self.action.setVisible(bool(event.key))
        self.conceal()
        self.show()
        self._fit()
        self.update()

    def empty(self) -> None:
        self.item = _NO_EVENT
        self.shown = False
        for words in (self.day, self.word, self.detail, self.source, self.date):
            words.setText("")
        self.action.setAccessibleName("")
        set_tooltip(self.source, "")

    def set_widths(self, widths: Widths) -> None:
        px = self._theme.px
        self._widths = widths
        self.word.setFixedWidth(px(widths.item - 48))
        self.source.setFixedWidth(px(widths.source))
        self.date.setFixedWidth(px(widths.date))
        self.date.setVisible(bool(widths.date))
        self._end.setFixedWidth(px(widths.action))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Its labels have their fonts only now."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what stands in it."""
        px, widths = self._theme.px, self._widths
        beside = 0 if self.source.isHidden() else px(widths.source) + px(8)
        beside += px(widths.date) + px(8) if widths.date else 0
        room = (
            self.width() - px(_LINE_AT + 14 + 16 + 3 * 8 + _DAY + widths.item - 48 + widths.action) - beside
        )
        for words, width in (
            (self.word, px(widths.item - 48)),
            (self.detail, max(room, 1)),
            (self.source, px(widths.source)),
        ):
            words.setFixedHeight(words.height_in(width))
        highest = max(words.height() for words in (self.word, self.detail, self.source))
        self.setFixedHeight(max(px(LIFE_ROW), highest + px(8)))

    def reveal(self, value: str, seconds: int) -> None:
        self.shown = True
        self._write(value, "body_strong")
        self.count_down(seconds)
        set_button_text(self.action, tr("Mask now"))
        self._name_action()

    def count_down(self, seconds: int) -> None:
        """Say so where the source stands: a narrow card has no room for both."""
        self.source.hide()
        self.detail.setText(tr("shown, masked in {n} s").format(n=seconds))
        set_tone(self.detail, "yellow")
        self._fit()

    def conceal(self) -> None:
        self.shown = False
        self._write(self.item.day, "body")
        self.detail.setText(self.item.detail)
        set_tone(self.detail, "tertiary")
        self.source.show()
        set_button_text(self.action, tr("Show"))
        self._name_action()
        self._fit()

    def wait(self, waiting: bool) -> None:
        self._waiting = waiting

    def _name_action(self) -> None:
        self.action.setAccessibleName(f"{self.action.text()} {self.word.text()}")
        self._waiting = False

    def _write(self, value: str, role: str) -> None:
        self.day.setText(value)
        set_look(self.day, role=role, tone="")

    def _act(self) -> None:
        if self.shown:
            self.mask_wanted.emit()
        elif not self._waiting:
            self.reveal_wanted.emit(self.item.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, first, last = self._theme.px, *self._ends
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(px(_LINE_AT), self.height() / 2)
        painter.setPen(QPen(self._theme.color("line.control"), 1))
        top = middle.y() if first else 0
        painter.drawLine(QPointF(middle.x(), top), QPointF(middle.x(), middle.y() if last else self.height()))
        hidden = self.item.masked and not self.shown
        painter.setPen(QPen(self._theme.color("accent.base"), 1.5))
        painter.setBrush(self._theme.color("surface.panel" if hidden else "accent.base"))
        painter.drawEllipse(middle, px(_DOT), px(_DOT))
        painter.end()


class LifeSection(NamedSection):
    """The events in their order on one line; what is unknown has no row."""

    reveal_wanted = Signal(str)
    mask_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.stock = RowStock(self.column, self._make_row)

    def _make_row(self) -> LifeRow:
        row = LifeRow(self._theme)
        row.reveal_wanted.connect(self.reveal_wanted)
        row.mask_wanted.connect(self.mask_wanted)
        return row

    @property
    def rows(self) -> list[LifeRow]:
        return self.stock.rows

    def fill(self, events: Sequence[LifeEvent]) -> None:
        self.tell(tr("Life"), "" if events else tr("Nothing is recorded"))
        most = len(events) - 1
        for place, (row, event) in enumerate(zip(self.stock.take(len(events)), events, strict=True)):
            row.fill(event, first=place == 0, last=place == most)

    def set_widths(self, widths: Widths) -> None:
        super().set_widths(widths)
        self.stock.set_widths(widths)


class TieRow(CardRow):
    """One organisation: how the person belongs to it, its name as a link, since when, by which source."""

    link_wanted = Signal(object, int)
    """A `LinkKind` and the id of what shall be opened."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.link = _NO_LINK
        self._widths = WIDE
        self.word = WrappedLabel("", "body", tone="secondary")
        self.open = button("", "link")
        self.span = label("", "caption", tone="tertiary")
        self.source = WrappedLabel("", "caption", tone="tertiary")
        self._date, self._end = QWidget(), QWidget()
        self.open.clicked.connect(self._open)
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addWidget(self.word)
        self._middle = QBoxLayout(_ACROSS)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self._middle.addStretch(1)
        self._middle.addWidget(self.span)
        row.addLayout(self._middle, 1)
        row.addWidget(self.source)
        row.addWidget(self._date)
        row.addWidget(self._end)

    def fill(self, link: OrganisationLink) -> None:
        self.link = link
        self.word.setText(pick(link.tie))
        self.open.setAccessibleName(tr("Open {what}").format(what=f"{pick(link.tie)} {link.name}"))
        self.span.setText(span_of(link))
        self.source.setText(link.source or NOTHING)
        self.show()
        self._fit()

    def empty(self) -> None:
        self.link = _NO_LINK
        for words in (self.word, self.span, self.source):
            words.setText("")
        set_button_text(self.open, "")
        set_tooltip(self.open, "")

    def _open(self) -> None:
        self.link_wanted.emit(LinkKind.ORGANISATION, self.link.organisation_id)

    def set_widths(self, widths: Widths) -> None:
        px = self._theme.px
        self._widths = widths
        self.word.setFixedWidth(px(widths.item))
        self.source.setFixedWidth(px(widths.source))
        self._date.setFixedWidth(px(widths.date))
        self._date.setVisible(bool(widths.date))
        self._end.setFixedWidth(px(widths.action))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Its labels have their fonts only now."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Cut a name that has no room: Enter opens the organisation, whose card shows it whole."""
        px, widths = self._theme.px, self._widths
        down = not widths.date
        self._middle.setDirection(_DOWN if down else _ACROSS)
        self._middle.setStretch(1, int(not down))
        room = self.width() - px(8 + 16 + 3 * 8) - px(widths.item + widths.source + widths.action)
        room -= px(widths.date) + px(8) if widths.date else 0
        self._write_link(max(room - (0 if down else px(16) + self.span.sizeHint().width()), px(_LEAST_LINK)))
        for words, width in ((self.word, widths.item), (self.source, widths.source)):
            words.setFixedHeight(words.height_in(px(width)))
        middle = self.open.sizeHint().height() + (self.span.sizeHint().height() if down else 0)
        self.setFixedHeight(max(px(TIE_ROW), max(self.word.height(), middle, self.source.height()) + px(8)))

    def _write_link(self, room: int) -> None:
        shown = self.open.fontMetrics().elidedText(self.link.name, Qt.TextElideMode.ElideRight, room)
        self.open.setText(unmarked(shown))
        set_tooltip(self.open, self.link.name if shown != self.link.name else "")


class TieSection(NamedSection):
    link_wanted = Signal(object, int)
    """A `LinkKind` and the id of what shall be opened."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.stock = RowStock(self.column, self._make_row)

    def _make_row(self) -> TieRow:
        row = TieRow(self._theme)
        row.link_wanted.connect(self.link_wanted)
        return row

    @property
    def rows(self) -> list[TieRow]:
        return self.stock.rows

    def fill(self, links: Sequence[OrganisationLink]) -> None:
        self.tell(tr("Belongs to"), "" if links else tr("No tie to an organisation is recorded"))
        for row, link in zip(self.stock.take(len(links)), links, strict=True):
            row.fill(link)

    def set_widths(self, widths: Widths) -> None:
        super().set_widths(widths)
        self.stock.set_widths(widths)


def span_of(link: OrganisationLink) -> str:
    """Return since when and until when, in months; unknown is unknown."""
    since = f"{link.since:%Y-%m}" if link.since is not None else tr("unknown")
    if link.until is None:
        return tr("{month} to now").format(month=since)
    return f"{since} — {link.until:%Y-%m}"
