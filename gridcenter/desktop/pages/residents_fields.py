"""Rows of a resident's card: one masked value each, shown for a minute at a time and only one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gridcenter.desktop.pages.residents_rows import WIDE, CardRow, RowStock, Widths
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import (
    button,
    label,
    set_button_text,
    set_look,
    set_tone,
    set_tooltip,
)
from gridcenter.desktop.widgets.wrapped_label import WrappedLabel
from gridcenter.domain.freshness import STALE_MARK, verified_words
from gridcenter.domain.names import Name
from gridcenter.domain.people import GROUP_NAMES, CardGroup, CardItem
from gridcenter.language import by_count, pick, tr

ROW_HEIGHT, HEIGHT_WITH_OTHERS = 45, 53
NOTHING = "—"
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_NO_ITEM = CardItem(CardGroup.RELATIONS, "", Name(""), "", "", None, masked=False, revealable=False)


class FieldRow(CardRow):
    """One item: word, value, when it was verified, source, date, and the button that has it shown or masked again.

    Where sources differ, the value that comes first has a button that opens and closes the others.
    """

    reveal_wanted = Signal(str)
    mask_wanted = Signal()
    others_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = _NO_ITEM
        self._theme = theme
        self._shown = False
        self._stacked = False
        self._opened = False
        self._widths = WIDE
        self._waiting = False
        self.word = WrappedLabel("", "body", tone="secondary")
        self.value = WrappedLabel("", "body")
        self.note = WrappedLabel("", "caption", tone="tertiary")
        self.more = button("", "link")
        self.source = WrappedLabel("", "caption", tone="tertiary")
        self.date = label("", "caption", tone="tertiary")
        self.action = button("", "compact")
        self.denied = WrappedLabel("", "caption", tone="tertiary", follows=True)
        self.denied.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._arrange()
        self.action.clicked.connect(self._act)
        self.more.clicked.connect(self._turn)

    def _arrange(self) -> None:
        px = self._theme.px
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(8), 0, px(16), 0)
        self._row.setSpacing(px(8))
        self._middle = QBoxLayout(_ACROSS)
        self._middle.addWidget(self.value)
        self._middle.addWidget(self.note)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._origin = QBoxLayout(_ACROSS)
        self._origin.addWidget(self.source)
        self._origin.addWidget(self.date)
        self._row.addWidget(self._named())
        self._row.addLayout(self._middle, 1)
        self._row.addLayout(self._origin)
        for layout in (self._middle, self._origin):
            self._row.setAlignment(layout, Qt.AlignmentFlag.AlignVCenter)
        self._end = QWidget()
        end = QHBoxLayout(self._end)
        end.setContentsMargins(0, 0, 0, 0)
        end.addWidget(self.denied, 1)
        end.addWidget(self.action, 0, Qt.AlignmentFlag.AlignRight)
        self._row.addWidget(self._end)

    def _named(self) -> QWidget:
        """Return the word of the item, above the button that opens the other sources."""
        self._name = QWidget()
        column = QVBoxLayout(self._name)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.word)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.more.setProperty("slim", True)
        return self._name

    def fill(self, item: CardItem) -> None:
        """Show an item; one that stands beside another only when somebody opens it."""
        self.item = item
        self._opened = False
        self.word.setText(pick(item.label))
        self.source.setText(item.source or NOTHING)
        self.date.setText(_day(item))
        self.denied.setText(tr("no right to show"))
        self.denied.setVisible(bool(item.value) and item.masked and not item.revealable)
        self.action.setVisible(item.revealable)
        self.more.setVisible(bool(item.others))
        set_tooltip(self.more, pick(item.why) if item.why is not None else "")
        self._write_more()
        self.conceal()
        self.setVisible(not item.beside)
        self._fit()
        self.update()

    def empty(self) -> None:
        self.item = _NO_ITEM
        self._shown = self._opened = False
        for words in (self.word, self.value, self.note, self.source, self.date):
            words.setText("")
        for made in (self.more, self.action):
            made.setAccessibleName("")
        self.more.setText("")
        set_tooltip(self.more, "")

    def set_widths(self, widths: Widths) -> None:
        self._widths, self._stacked = widths, not widths.date
        self._origin.setDirection(_DOWN if self._stacked else _ACROSS)
        self._origin.setSpacing(0 if self._stacked else self._theme.px(8))
        for widget, width in (
            (self._name, widths.item),
            (self.source, widths.source),
            (self.date, widths.date or widths.source),
            (self._end, widths.action),
        ):
            widget.setFixedWidth(self._theme.px(width))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Its labels have their fonts only now."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what stands in it: nothing is cut, and a note that has no room beside its value goes under."""
        px, widths = self._theme.px, self._widths
        origin = widths.source if self._stacked else widths.source + 8 + widths.date
        room = self.width() - px(8 + 16 + 3 * 8) - px(widths.item) - px(origin) - px(widths.action)
        middle = self._fit_middle(max(room, 1))
        base = px(HEIGHT_WITH_OTHERS if self.item.others else ROW_HEIGHT)
        highest = max(middle, self._fit_name(), self._fit_origin())
        self.setFixedHeight(base if highest + px(4) <= base else highest + px(12))

    def _fit_middle(self, room: int) -> int:
        value, note, gap = self.value, self.note, self._theme.px(8)
        wanted = value.sizeHint().width() + gap + note.sizeHint().width()
        down = bool(note.text()) and (self._stacked or wanted > room)
        self._middle.setDirection(_DOWN if down else _ACROSS)
        self._middle.setSpacing(0 if down else gap)
        alone = down or not note.text()
        policy = QSizePolicy.Policy.Expanding if alone else QSizePolicy.Policy.Maximum
        value.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        note.setVisible(bool(note.text()))
        value.setFixedHeight(value.height_in(room) if alone else value.sizeHint().height())
        note.setFixedHeight(note.height_in(room) if down else note.sizeHint().height())
        return value.height() + note.height() if down else value.height()

    def _fit_name(self) -> int:
        self.word.setFixedHeight(self.word.height_in(self._theme.px(self._widths.item)))
        return self.word.height() + (self.more.sizeHint().height() if self.item.others else 0)

    def _fit_origin(self) -> int:
        self.source.setFixedHeight(self.source.height_in(self._theme.px(self._widths.source)))
        return self.source.height() + (self.date.sizeHint().height() if self._stacked else 0)

    @property
    def shown(self) -> bool:
        return self._shown

    def reveal(self, value: str, seconds: int) -> None:
        self._shown = True
        self._write_value(value, "body_strong")
        self.count_down(seconds)
        self._write_action()

    def count_down(self, seconds: int) -> None:
        self.note.or_nothing = False
        self._write_note(tr("shown, masked in {n} s").format(n=seconds), "yellow")

    def conceal(self) -> None:
        self._shown = False
        self._write_value(
            self.item.value or tr("unknown"), "body", tone="" if self.item.value else "tertiary"
        )
        self.note.or_nothing = True
        self._write_note(_standing(self.item), _standing_tone(self.item))
        self._write_action()

    def wait(self, waiting: bool) -> None:
        """Let the button do nothing until the answer comes; disabled, it would hand the keyboard to the next row."""
        self._waiting = waiting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.item.conflict:
            painter.fillRect(self.rect(), self._theme.color("surface.stale"))
        hairline = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(hairline, self._theme.color("line.hair"))
        painter.end()

    def _write_value(self, value: str, role: str, *, tone: str = "") -> None:
        self.value.setText(value)
        set_look(self.value, role=role, tone=tone)
        self._fit()

    def _write_note(self, text: str, tone: str) -> None:
        self.note.setText(text)
        set_tone(self.note, tone)
        self._fit()

    def _write_action(self) -> None:
        set_button_text(self.action, tr("Mask now") if self._shown else tr("Show"))
        self.action.setAccessibleName(f"{self.action.text()} {pick(self.item.label)}")
        self._waiting = False

    def _write_more(self) -> None:
        text = tr("Hide the others") if self._opened else _others(self.item.others)
        set_button_text(self.more, text)
        self.more.setAccessibleName(f"{pick(self.item.label)}: {text}")

    def _turn(self) -> None:
        self._opened = not self._opened
        self._write_more()
        self.others_wanted.emit(self._opened)

    def _act(self) -> None:
        if self._shown:
            self.mask_wanted.emit()
        elif not self._waiting:
            self.reveal_wanted.emit(self.item.key)


class FieldGroup(QWidget):
    """One of the five groups: its name at the left on a sunken ground, its rows at the right."""

    reveal_wanted = Signal(str)
    mask_wanted = Signal()

    def __init__(self, theme: Theme, group: CardGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.group = group
        self.name: QLabel = label("", "body_strong", wrap=True)
        self.name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.name.setContentsMargins(theme.px(16), theme.px(12), theme.px(8), 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.name)
        column = QVBoxLayout()
        column.setSpacing(0)
        row.addLayout(column, 1)
        self.stock = RowStock(column, self._make_row)

    def _make_row(self) -> FieldRow:
        row = FieldRow(self._theme)
        row.reveal_wanted.connect(self.reveal_wanted)
        row.mask_wanted.connect(self.mask_wanted)
        row.others_wanted.connect(partial(self._show_others, row))
        return row

    @property
    def rows(self) -> list[FieldRow]:
        return self.stock.rows

    def fill(self, items: Sequence[CardItem]) -> None:
        """Show all items of the group; one without any is not there."""
        self.name.setText(pick(GROUP_NAMES[self.group]))
        for row, item in zip(self.stock.take(len(items)), items, strict=True):
            row.fill(item)
        self.setVisible(bool(items))

    def _show_others(self, first: FieldRow, shown: bool) -> None:
        """Open or close what stands beside a value; a revealed one is masked before it is closed."""
        start = self.rows.index(first) + 1
        for row in self.rows[start : start + first.item.others]:
            if row.shown and not shown:
                row.mask_wanted.emit()
            row.setVisible(shown)

    def set_widths(self, widths: Widths) -> None:
        self.name.setFixedWidth(self._theme.px(widths.group))
        self.stock.set_widths(widths)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = QRectF(0, 0, self.name.width(), self.height())
        painter.fillRect(ground, self._theme.color("surface.sunken"))
        line = self._theme.color("line.normal")
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), line)
        painter.fillRect(QRectF(self.name.width() - 1, 0, 1, self.height()), self._theme.color("line.hair"))
        painter.end()


def _others(count: int) -> str:
    return by_count(count, tr("{n} other source"), tr("{n} other sources")).format(n=count)


def _standing(item: CardItem) -> str:
    """Say whether the value is stale, who verified it when, and how many sources differ."""
    if not item.value:
        return ""
    verified = verified_words(item.verified_on, by=item.verified_by, stale=item.stale)
    return f"{verified} · {_differing(item)}" if item.conflict else verified


def _differing(item: CardItem) -> str:
    if item.sources == item.values:
        return tr("{n} sources differ").format(n=item.sources)
    if item.sources < item.values:
        return tr("{n} different values").format(n=item.values)
    return tr("{n} different values from {sources} sources").format(n=item.values, sources=item.sources)


def _standing_tone(item: CardItem) -> str:
    return "on_stale" if item.conflict else "tertiary"


def _day(item: CardItem) -> str:
    """Return when the value was recorded; what is stale has its mark here too: the note gives way to a long value."""
    day = item.recorded_on.isoformat() if item.recorded_on is not None else NOTHING
    return f"{STALE_MARK} {day}" if item.stale and item.value else day
