"""The residents page: look up by ID number, the masked card, household, residences, neighbours, the own audit."""

from __future__ import annotations

from datetime import timedelta, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QWidget

from gridcenter.clock import Clock, utc_now
from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.residents_card import CardPanel
from gridcenter.desktop.pages.residents_family import HouseholdTree
from gridcenter.desktop.pages.residents_form import LookupForm
from gridcenter.desktop.pages.residents_lists import AuditPanel, NeighbourPanel, ResidencePanel
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.errors import Refusal
from gridcenter.domain.people import NOT_LOOKING_UP, LookupRequest, PersonCard
from gridcenter.language import tr

CARD_MINUTES = 15
"""How long a card stays open; the store allows reveals no longer than that."""

DISTRICT_ZONE = ZoneInfo("Asia/Shanghai")
_WIDE_FROM = 1500
_DRAWN_FOR = 1856
"""The page on a screen of 1920; on a wider one the lists at the sides grow too."""

_STACKED_BELOW = 1160
_STACKED_HEIGHT = 224
_UNBOUND = 16_777_215
_SMALLEST = (928, 560)
"""Room in the smallest window beside the rail and between the bars."""


class ResidentsPage(QWidget):
    """Shows at most one resident. The number of an opened card is kept only as long as the card is open."""

    notice = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        clock: Clock = utc_now,
        zone: tzinfo = DISTRICT_ZONE,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._ports = ports
        self._background = background
        self._theme = theme
        self._clock = clock
        self._zone = zone
        self._asked: LookupRequest | None = None
        self._request: LookupRequest | None = None
        self._stamps = ("", "")
        self._stacked = False
        self._denied = ports.actor.role in NOT_LOOKING_UP
        self.form = LookupForm(theme)
        self.audit = AuditPanel(theme, zone)
        self.card = CardPanel(theme)
        self.tree = HouseholdTree(theme)
        self.household = Panel(theme)
        self.residences = ResidencePanel(theme)
        self.neighbours = NeighbourPanel(theme)
        self._arrange()
        self._closing = QTimer(self)
        self._closing.setSingleShot(True)
        self._closing.setInterval(CARD_MINUTES * 60 * 1000)
        self._closing.timeout.connect(self._expire)
        self.form.requested.connect(self._ask)
        self.form.cleared.connect(self.close_card)
        self.card.reveal_wanted.connect(self._reveal)
        self.card.number_wanted.connect(self.form.field.setFocus)
        self.retranslate()
        self.close_card()

    def _arrange(self) -> None:
        px = self._theme.px
        self._household_states = StateStack(self._theme, self._scrolled(self.tree))
        self.household.set_body(self._household_states)
        self._left, self._right = QWidget(), QWidget()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._left)
        self._rest = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest.addWidget(self.card, 1)
        self._rest.addWidget(self._right)
        self._row.addLayout(self._rest, 1)
        self._columns = []
        for side, panels in (
            (self._left, ((self.form, 0), (self.audit, 1))),
            (self._right, ((self.household, 36), (self.residences, 20), (self.neighbours, 36))),
        ):
            column = QBoxLayout(QBoxLayout.Direction.TopToBottom, side)
            column.setContentsMargins(0, 0, 0, 0)
            for panel, stretch in panels:
                column.addWidget(panel, stretch)
            self._columns.append(column)
        self._columns[0].setAlignment(self.form, Qt.AlignmentFlag.AlignTop)
        self.residences.setMinimumHeight(px(128))
        # Said here, because the side columns are fixed to the present width and would not let the window shrink.
        self.setMinimumSize(px(_SMALLEST[0]), px(_SMALLEST[1]))
        self._fit()

    def _scrolled(self, content: QWidget) -> QScrollArea:
        content.setObjectName("scrolled")
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(self.focusPolicy())
        return area

    def look_up(self, request: LookupRequest) -> None:
        """Open the resident of a request made elsewhere, as if it had been typed here."""
        self.form.fill(request)
        self._ask(request)

    def close_card(self) -> None:
        """Forget the card and its request."""
        self._closing.stop()
        self._asked = self._request = None
        if self._denied:
            self._show_denied()
            return
        self.card.show_nobody(
            tr("Nobody is open"), tr("Enter an ID number at the left; purpose and incident come first.")
        )
        self._show_beside(None)

    def _show_denied(self) -> None:
        actor = self._ports.actor
        self.form.setEnabled(False)
        self.card.show_denied(
            tr(
                "The role “{role}” keeps accounts or reads the audit, so it does not read the register: "
                "duties are kept apart. A desk account gets the right from the administrator."
            ).format(role=role_word(actor.role)),
            tr("Please give the account {login} ({role}) a desk role that may look residents up.").format(
                login=actor.login, role=role_word(actor.role)
            ),
        )
        self._show_beside(None)

    def retranslate(self) -> None:
        self.form.retranslate()
        self.audit.retranslate()
        self.household.set_title(tr("Household"), tr("as registered"))
        card, request = self.card.card, self._request
        if card is not None and request is not None:
            self._show(card, request)
        else:
            self.close_card()

    def apply_theme(self) -> None:
        """Repaint what is painted by hand; the parts listen to the theme themselves."""
        self._fit()
        self.update()

    def _ask(self, request: LookupRequest) -> None:
        """Look up on the writer's lane: the audit is a write, and it comes first."""
        self.close_card()
        if self._denied:
            return
        self._asked = request
        self.form.await_answer(True)
        self.card.states.loading()
        work = partial(self._ports.actions.look_up, request)
        self._background.write(self, work, partial(self._answered, request), partial(self._refused, request))

    def _answered(self, request: LookupRequest, card: PersonCard | None) -> None:
        self._read_audit()
        if request is not self._asked:
            return
        self.form.answered()
        if card is None:
            self.card.show_nobody(
                tr("Nobody with this number in your area"),
                tr("The question stands in the audit. Check the number, or ask the neighbouring area."),
            )
            return
        now = self._clock().astimezone(self._zone)
        closes = now + timedelta(minutes=CARD_MINUTES)
        self._request = request
        self._stamps = (f"{closes:%H:%M:%S}", f"{self._ports.actor.login} {now:%Y-%m-%d %H:%M:%S}")
        self._show(card, request)
        self._closing.start()

    def _refused(self, request: LookupRequest, refusal: Refusal) -> None:
        self._read_audit()
        if request is not self._asked:
            return
        self.form.refused(refusal)
        self.card.show_nobody(tr("Nothing is shown"), str(refusal))

    def _show(self, card: PersonCard, request: LookupRequest) -> None:
        closes_at, seal = self._stamps
        self.card.show_card(card, request, closes_at=closes_at, seal=seal)
        self._show_beside(card)

    def _show_beside(self, card: PersonCard | None) -> None:
        self._right.setVisible(not self._stacked or card is not None)
        self.tree.show_card(card)
        self.residences.show_card(card)
        self.neighbours.show_card(card)
        if card is not None and card.household:
            self._household_states.show_content()
        elif card is not None:
            self._household_states.empty(tr("No household is recorded"))
        else:
            self._household_states.empty(
                tr("Nobody is open"),
                tr("Who is registered together, and how they are related, stands here after a look-up."),
            )

    def _expire(self) -> None:
        self.close_card()
        self.card.show_nobody(
            tr("The card was closed"),
            tr("It was open for {n} minutes. Look up again.").format(n=CARD_MINUTES),
        )

    def _reveal(self, key: str) -> None:
        card, request = self.card.card, self._request
        if card is None or request is None:
            return
        work = partial(self._ports.actions.reveal, card.person_id, key, request)
        failed = partial(self._not_revealed, card)
        self._background.write(self, work, partial(self._revealed, card, key), failed)

    def _revealed(self, card: PersonCard, key: str, value: str) -> None:
        self._read_audit()
        if self.card.card is card and self.isVisible():
            self.card.reveal(key, value)

    def _not_revealed(self, card: PersonCard, refusal: Refusal) -> None:
        self._read_audit()
        if self.card.card is card:
            self.card.conceal()
            for row in self.card.rows():
                row.wait(False)
        self.notice.emit(str(refusal))
        self.form.refused(refusal)

    def _read_audit(self) -> None:
        def show(lines: object) -> None:
            self.audit.show_lines(lines, now=self._clock())  # type: ignore[arg-type]

        self._background.read(self, self._ports.questions.my_lookups, show, self._audit_unread, topic="audit")

    def _audit_unread(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))
        self.audit.show_broken(str(refusal), self._read_audit)

    def _fit(self) -> None:
        px = self._theme.px
        wide = self.width() >= px(_WIDE_FROM)
        gap = px(16 if wide else 8)
        self._row.setContentsMargins(gap, gap, gap, gap)
        for layout in (self._row, self._rest, *self._columns):
            layout.setSpacing(gap)
        spare = max(self.width() - px(_DRAWN_FOR), 0)
        self._left.setFixedWidth(px(368 if wide else 304) + spare // 10)
        self._stack(self.width() < px(_STACKED_BELOW))
        form = max(self.form.minimumHeight(), self.form.sizeHint().height())
        self.audit.fit(self.height() - form - 3 * gap)
        if not self._stacked:
            self._right.setFixedWidth(px(472 if wide else 320) + 4 * spare // 10)
        self.residences.set_narrow(not wide)
        self.neighbours.set_narrow(not wide)

    def _stack(self, stacked: bool) -> None:
        """In a narrow window the lists stand side by side under an open card, instead of at its right."""
        self._stacked = stacked
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._rest.setDirection(down if stacked else across)
        self._columns[1].setDirection(across if stacked else down)
        self._right.setMinimumSize(0, 0)
        self._right.setMaximumSize(_UNBOUND, _UNBOUND)
        if stacked:
            self._right.setFixedHeight(self._theme.px(_STACKED_HEIGHT))
        self._right.setVisible(not stacked or self.card.card is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._read_audit()
        self.form.field.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was shown does not wait behind another page."""
        super().hideEvent(event)
        self.card.conceal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.card.card is not None:
            self.form.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
