"""Rows of a resident's card: one masked value each, shown for a minute at a time and only one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import (
    ElidedLabel,
    button,
    label,
    repolish,
    set_button_text,
    set_tone,
    set_tooltip,
)
from gridcenter.domain.freshness import STALE_MARK, verified_words
from gridcenter.domain.people import GROUP_NAMES, CardItem
from gridcenter.language import by_count, pick, tr

ROW_HEIGHT, HEIGHT_WITH_OTHERS = 45, 53
NOTHING = "—"
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


@dataclass(frozen=True, slots=True)
class Widths:
    """Columns of the card in px at 100 %; the value takes what is left.

    Without a column of its own (`date` 0) the date stands under the source, and a note under the value.
    """

    group: int
    item: int
    source: int
    date: int
    action: int


WIDE = Widths(group=136, item=168, source=104, date=100, action=104)
NARROW = Widths(group=112, item=144, source=84, date=0, action=104)


class FieldRow(QWidget):
    """One item: word, value, when it was verified, source, date, and the button that has it shown or masked again.

    Where sources differ, the value that comes first has a button that opens and closes the others.
    """

    reveal_wanted = Signal(str)
    mask_wanted = Signal()
    others_wanted = Signal(bool)

    def __init__(self, theme: Theme, item: CardItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._theme = theme
        self._shown = False
        self._stacked = False
        self._opened = False
        self.word = ElidedLabel(pick(item.label), "body", tone="secondary")
        self.value = ElidedLabel(item.value or tr("unknown"), "body", tone="" if item.value else "tertiary")
        self.note = ElidedLabel(_standing(item), "caption", tone=_standing_tone(item))
        self.more = button("", "link")
        self.source = ElidedLabel(item.source or NOTHING, "caption", tone="tertiary")
        self.date = label(_day(item), "caption", tone="tertiary")
        self.action = button("", "compact")
        self.denied = label(tr("no right to show"), "caption", tone="tertiary")
        self._arrange()
        self.action.clicked.connect(self._act)
        self.more.clicked.connect(self._turn)
        self._write_action()
        self._write_more()

    def _arrange(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(HEIGHT_WITH_OTHERS if self.item.others else ROW_HEIGHT))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(8), 0, px(16), 0)
        self._row.setSpacing(px(8))
        self._middle = QBoxLayout(_ACROSS)
        self._middle.addWidget(self.value)
        self._middle.addWidget(self.note)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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
        end.addStretch(1)
        end.addWidget(self.denied)
        end.addWidget(self.action)
        self._row.addWidget(self._end)
        self.action.setVisible(self.item.revealable)
        self.denied.setVisible(bool(self.item.value) and self.item.masked and not self.item.revealable)

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
        self.more.setVisible(bool(self.item.others))
        if self.item.why is not None:
            set_tooltip(self.more, pick(self.item.why))
        return self._name

    def set_widths(self, widths: Widths) -> None:
        stacked = not widths.date
        self.note.setVisible(bool(self.note.text()) or not stacked)
        for layout in (self._middle, self._origin):
            layout.setDirection(_DOWN if stacked else _ACROSS)
            layout.setSpacing(0 if stacked else self._theme.px(8))
        self._stacked = stacked
        policy = QSizePolicy.Policy.Expanding if stacked else QSizePolicy.Policy.Maximum
        self.value.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        for widget, width in (
            (self._name, widths.item),
            (self.source, widths.source),
            (self.date, widths.date or widths.source),
            (self._end, widths.action),
        ):
            widget.setFixedWidth(self._theme.px(width))

    @property
    def shown(self) -> bool:
        return self._shown

    def reveal(self, value: str, seconds: int) -> None:
        self._shown = True
        self._write_value(value, "body_strong")
        self.count_down(seconds)
        self._write_action()

    def count_down(self, seconds: int) -> None:
        self._write_note(tr("shown, masked in {n} s").format(n=seconds), "yellow")

    def conceal(self) -> None:
        self._shown = False
        self._write_value(self.item.value, "body")
        self._write_note(_standing(self.item), _standing_tone(self.item))
        self._write_action()

    def wait(self, waiting: bool) -> None:
        self.action.setEnabled(not waiting)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.item.conflict:
            painter.fillRect(self.rect(), self._theme.color("surface.stale"))
        hairline = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(hairline, self._theme.color("line.hair"))
        painter.end()

    def _write_value(self, value: str, role: str) -> None:
        self.value.setText(value)
        self.value.setProperty("role", role)
        repolish(self.value)

    def _write_note(self, text: str, tone: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text) or not self._stacked)
        set_tone(self.note, tone)

    def _write_action(self) -> None:
        set_button_text(self.action, tr("Mask now") if self._shown else tr("Show"))
        self.action.setAccessibleName(f"{self.action.text()} {pick(self.item.label)}")
        self.action.setEnabled(True)

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
        else:
            self.reveal_wanted.emit(self.item.key)


class FieldGroup(QWidget):
    """One of the five groups: its name at the left on a sunken ground, its rows at the right."""

    def __init__(self, theme: Theme, items: Sequence[CardItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name: QLabel = label(pick(GROUP_NAMES[items[0].group]), "body_strong", wrap=True)
        self.name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.name.setContentsMargins(theme.px(16), theme.px(12), theme.px(8), 0)
        self.rows = [FieldRow(theme, item) for item in items]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.name)
        column = QVBoxLayout()
        column.setSpacing(0)
        for line in self.rows:
            column.addWidget(line)
            if line.item.beside:
                line.hide()
            if line.item.others:
                line.others_wanted.connect(partial(self._show_others, line))
        row.addLayout(column, 1)

    def _show_others(self, first: FieldRow, shown: bool) -> None:
        """Open or close what stands beside a value; a revealed one is masked before it is closed."""
        start = self.rows.index(first) + 1
        for row in self.rows[start : start + first.item.others]:
            if row.shown and not shown:
                row.mask_wanted.emit()
            row.setVisible(shown)

    def set_widths(self, widths: Widths) -> None:
        self.name.setFixedWidth(self._theme.px(widths.group))
        for row in self.rows:
            row.set_widths(widths)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = QRectF(0, 0, self.name.width(), self.height())
        painter.fillRect(ground, self._theme.color("surface.sunken"))
        line = self._theme.color("line.normal")
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), line)
        painter.fillRect(QRectF(self.name.width() - 1, 0, 1, self.height()), self._theme.color("line.hair"))
        painter.end()


def groups_of(theme: Theme, items: Sequence[CardItem]) -> Iterator[FieldGroup]:
    """Yield the groups in their order, each with all its items."""
    order = list(GROUP_NAMES)
    ordered = sorted(items, key=lambda item: order.index(item.group))
    for _, members in groupby(ordered, key=lambda item: item.group):
        yield FieldGroup(theme, list(members))


def _others(count: int) -> str:
    return by_count(count, tr("{n} other source"), tr("{n} other sources")).format(n=count)


def _standing(item: CardItem) -> str:
    """Say whether the value is stale, who verified it when, and whether the sources differ."""
    if not item.value:
        return ""
    verified = verified_words(item.verified_on, by=item.verified_by, stale=item.stale)
    return f"{verified} · {tr('sources differ')}" if item.conflict else verified


def _standing_tone(item: CardItem) -> str:
    return "on_stale" if item.conflict else "tertiary"


def _day(item: CardItem) -> str:
    """Return when the value was recorded; what is stale has its mark here too: the note gives way to a long value."""
    day = item.recorded_on.isoformat() if item.recorded_on is not None else NOTHING
    return f"{STALE_MARK} {day}" if item.stale and item.value else day
