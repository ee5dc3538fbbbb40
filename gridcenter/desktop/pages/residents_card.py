"""The card of one resident: head, five groups of masked values, and the seconds that are left."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridcenter.desktop.idle_turns import polished
from gridcenter.desktop.pages.residents_body import CardBody
from gridcenter.desktop.pages.residents_card_head import CardHead, ColumnTitles
from gridcenter.desktop.pages.residents_fields import FieldGroup, FieldRow
from gridcenter.desktop.pages.residents_intro import LookupIntro
from gridcenter.desktop.pages.residents_rows import NARROW, WIDE
from gridcenter.desktop.pages.residents_sections import LifeRow, LifeSection, TieSection
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import hair
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.wrapped_label import WrappedLabel
from gridcenter.domain.people import LookupRequest, PersonCard
from gridcenter.domain.record_items import Catalogue
from gridcenter.language import by_count, tr

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
        self._catalogue = catalogue
        self._card: PersonCard | None = None
        self._shown_for: tuple[LookupRequest, str, str] | None = None
        self._left = 0
        self.head = CardHead(theme)
        self._titles = ColumnTitles(theme)
        self._foot = WrappedLabel("", "caption", tone="tertiary", follows=True)
        self._foot_right = WrappedLabel("", "caption", tone="tertiary", follows=True)
        self._foot_right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.body = CardBody(theme)
        self.body.reveal_wanted.connect(self._ask)
        self.body.mask_wanted.connect(self.conceal)
        self.body.link_wanted.connect(self.link_wanted)
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
        area = self._area = QScrollArea()
        area.setWidget(self.body)
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
        foot.setSpacing(px(16))
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._foot_right, 1)
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

    def make_ready(self) -> Iterator[object]:
        """Make what the first card needs, a few ms of work at a time."""
        yield from polished(self.body.reserve(self._catalogue))
        content = self.states.content
        yield from polished(iter((content,)))
        content.resize(self.states.size())
        yield content.grab()

    def show_again(self, card: PersonCard) -> None:
        """Show the open card as it is now: it closes when it would have closed."""
        if self._shown_for is not None and self._card is not None:
            self.show_card(card, self._shown_for[0], closes_at=self._shown_for[1], seal=self._shown_for[2])

    @property
    def groups(self) -> list[FieldGroup]:
        """Return the groups on show, in their order."""
        return self.body.groups

    @property
    def life(self) -> LifeSection:
        return self.body.life

    @property
    def ties(self) -> TieSection:
        return self.body.ties

    def rows(self) -> list[FieldRow]:
        return self.body.rows()

    def showing_rows(self) -> list[FieldRow | LifeRow]:
        """Return the rows of groups and life: a hidden value may stand in both."""
        return self.body.showing_rows()

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
        self.body.fill(card)
        count = sum(not item.beside for item in card.items)
        told = (
            by_count(count, tr("{n} item"), tr("{n} items")).format(n=count),
            tr("what is unknown or not permitted is not listed"),
            tr("masked fields cannot be searched"),
        )
        self._foot.setText(" · ".join(told))
        self._foot_right.setText(seal)
        self._titles.retranslate()
        self.setAccessibleName(tr("Card of a resident"))
        self._spread()
        self.states.show_content()

    def show_nobody(self, headline: str, sentence: str = "") -> None:
        self._drop()
        self._forget()
        self.intro.retranslate()
        self.states.empty(headline, sentence, (tr("Enter an ID number"), self.number_wanted.emit))

    def show_denied(self, sentence: str, ask_for: str) -> None:
        """Say why this account looks nobody up; there is nothing to explain then."""
        self._drop()
        self._forget()
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

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt names it
        """From the card as a whole Tab goes to the first value that can be shown: rows are made late, and come last."""
        shown = (row.action for row in self.showing_rows() if row.action.isVisibleTo(self))
        first = next(shown, None) if forward and self.hasFocus() else None
        if first is None:
            return super().focusNextPrevChild(forward)
        first.setFocus(Qt.FocusReason.TabFocusReason)
        return True

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
        self.body.set_widths(widths)

    def _drop(self, *, before: PersonCard | None = None) -> None:
        """Close the card; `before` is the one that comes instead, which may be the same again."""
        self._timer.stop()
        closed = self._card is not None and self._card is not before
        self._card = None
        if not closed:
            return
        self.dropped.emit()
        self._area.verticalScrollBar().setValue(0)
        keyboard = QApplication.focusWidget()
        if keyboard is not None and self.body.isAncestorOf(keyboard):
            self.setFocus()  # a key meant for the one before must not show a value of the one who comes

    def _forget(self) -> None:
        """Leave nothing of the last card in what waits for the next one."""
        self._shown_for = None
        self.head.empty()
        self.body.empty()
        self._foot_right.setText("")


def spaced(value: str) -> str:
    """Return a mobile number in groups of 3, 4 and 4 digits; anything else as it is."""
    if len(value) != _MOBILE or not value.isascii() or not value.isdigit():
        return value
    return f"{value[:3]} {value[3:7]} {value[7:]}"
