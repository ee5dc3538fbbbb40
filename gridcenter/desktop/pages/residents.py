"""The residents page: look up by number or search by name, the masked card and what stands beside it, the own audit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta, tzinfo
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from gridcenter.clock import Clock, utc_now
from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.pages.residents_again import AskingAgain
from gridcenter.desktop.pages.residents_card import CardPanel
from gridcenter.desktop.pages.residents_family import HouseholdTree, household_words, scrolled
from gridcenter.desktop.pages.residents_form import LookupForm
from gridcenter.desktop.pages.residents_found import FoundPanel
from gridcenter.desktop.pages.residents_intro import denied_words
from gridcenter.desktop.pages.residents_lists import AuditPanel, NeighbourPanel, ResidencePanel
from gridcenter.desktop.pages.residents_subject import subject_reporting
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.errors import Refusal
from gridcenter.domain.people import NOT_LOOKING_UP, AskedAgain, LookupRequest, PersonCard
from gridcenter.domain.people_search import PeopleFound
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
        self._listing: LookupRequest | None = None
        self._stamps = ("", "")
        self._stacked = False
        self.asking: AskingAgain | None = None
        self._denied = ports.actor.role in NOT_LOOKING_UP
        self.form = LookupForm(theme)
        self.audit = AuditPanel(theme, zone, ports.catalogue)
        self.card = CardPanel(theme, ports.catalogue)
        self.found = FoundPanel(theme)
        self.tree = HouseholdTree(theme)
        self.household = Panel(theme)
        self.residences = ResidencePanel(theme)
        self.neighbours = NeighbourPanel(theme)
        self.subjects = subject_reporting(self, ports, background, theme, tell=self.notice.emit)
        self._arrange()
        open_ms = CARD_MINUTES * 60 * 1000
        self._closing = QTimer(self, singleShot=True, interval=open_ms)
        self._closing.timeout.connect(self._expire)
        self._list_closing = QTimer(self, singleShot=True, interval=open_ms)
        self._list_closing.timeout.connect(self.close_list)
        self.form.requested.connect(self._ask)
        self.form.search_wanted.connect(self._search)
        self.form.cleared.connect(self.close_list)
        self.found.chosen.connect(self._open_listed)
        self.card.reveal_wanted.connect(self._reveal)
        self.card.number_wanted.connect(self.form.field.setFocus)
        self.retranslate()
        self.close_card()

    def _arrange(self) -> None:
        px = self._theme.px
        self._household_states = StateStack(self._theme, scrolled(self.tree))
        self.household.set_body(self._household_states)
        self._left, self._right = QWidget(), QWidget()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._left)
        self._rest = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle = QStackedWidget()
        for middle in (self.card, self.found):
            self._middle.addWidget(middle)
        self._rest.addWidget(self._middle, 1)
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
        if self.subjects is not None:
            self._columns[0].addWidget(self.subjects.button)
        self._columns[0].setAlignment(self.form, Qt.AlignmentFlag.AlignTop)
        self.residences.setMinimumHeight(px(128))
        # Said here, because the side columns are fixed to the present width and would not let the window shrink.
        self.setMinimumSize(px(_SMALLEST[0]), px(_SMALLEST[1]))
        self._fit()

    def commands(self) -> Iterator[Command]:
        if self.subjects is not None:
            yield from self.subjects.commands()

    def look_up(self, request: LookupRequest) -> None:
        """Open the resident of a request made elsewhere, as if it had been typed here."""
        self.form.fill(request)
        self._ask(request)

    def open_listed(self, request: LookupRequest, work: Callable[[LookupRequest], PersonCard | None]) -> None:
        """Open somebody of a list kept elsewhere; `work` audits the request first, on the writer's lane."""
        self.close_list()
        self._start(request, work, self._answered)

    def close_list(self) -> None:
        """Forget the list, and the card if one was opened."""
        self._list_closing.stop()
        self._listing = None
        self.found.forget()
        self.close_card()

    def close_card(self) -> None:
        """Forget the card and its request; the list it was opened from comes back."""
        self._closing.stop()
        self._asked = self._request = None
        self._middle.setCurrentWidget(self.card if self.found.found is None else self.found)
        if self._denied:
            self._show_denied()
            return
        self.card.show_nobody(
            tr("Nobody is open"),
            tr("Enter an ID number or a name at the left; purpose and incident come first."),
        )
        self._show_beside(None)

    def _show_denied(self) -> None:
        self.form.setEnabled(False)
        self.card.show_denied(*denied_words(self._ports.actor))
        self._show_beside(None)

    def retranslate(self) -> None:
        self.form.retranslate()
        self.audit.retranslate()
        if self.subjects is not None:
            self.subjects.retranslate()
        self.found.retranslate()
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
        self.open_listed(request, self._ports.actions.look_up)

    def _search(self, request: LookupRequest) -> None:
        self.close_list()
        self._start(request, self._ports.actions.search_people, self._listed)

    def _open_listed(self, person_id: int) -> None:
        """Look up somebody on the list for the purpose and incident of the search."""
        found, request = self.found.found, self._listing
        if found is not None and request is not None:
            work = partial(self._ports.actions.look_up_listed, found.ticket, person_id)
            self._start(request, work, self._answered)

    def _start(
        self,
        request: LookupRequest,
        work: Callable[[LookupRequest], Any],
        done: Callable[[LookupRequest, Any], None],
    ) -> None:
        """Ask on the writer's lane; one look-up in many is asked again for its reason and goes on with the answer."""
        if self._denied:
            return
        self._asked = request
        self.form.await_answer(True)
        self._middle.setCurrentWidget(self.card)
        self.card.states.loading()

        def again(words: str) -> None:
            self._start(replace(request, again=words), work, done)

        failed = partial(self._refused, request, again)
        self._background.write(self, partial(work, request), partial(done, request), failed)

    def _listed(self, request: LookupRequest, found: PeopleFound) -> None:
        self._read_audit()
        if request is not self._asked:
            return
        self.form.listed()
        self._listing = request
        self.found.show_found(found)
        self.close_card()
        self._list_closing.start()
        self.found.table.setFocus()

    def _answered(self, request: LookupRequest, card: PersonCard | None) -> None:
        self._read_audit()
        if request is not self._asked:
            return
        if self.found.found is None:
            self.form.answered()
        else:
            self.form.listed()
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

    def _refused(self, request: LookupRequest, again: Callable[[str], None], refusal: Refusal) -> None:
        self._read_audit()
        if request is not self._asked:
            return
        self.form.refused(refusal)
        self.card.show_nobody(tr("Nothing is shown"), str(refusal))
        if isinstance(refusal, AskedAgain):
            self.asking = AskingAgain(self._theme, str(refusal), parent=self)
            self.asking.answered.connect(again)
            self.asking.open()

    def _show(self, card: PersonCard, request: LookupRequest) -> None:
        closes_at, seal = self._stamps
        self.card.show_card(card, request, closes_at=closes_at, seal=seal)
        self._show_beside(card)

    def _show_beside(self, card: PersonCard | None) -> None:
        self._right.setVisible(not self._stacked or card is not None)
        self.household.set_title(tr("Household"), household_words(card))
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

    def close_idle(self, why: str) -> bool:
        """Close list, card and the number that was typed; purpose and incident stay for the next one."""
        shown = self.found.found is not None or self.card.card is not None or bool(self.form.field.text())
        if shown and not self._denied:
            self.close_list()
            self.form.field.start_afresh()
            self.form.await_answer(False)
            self.card.show_nobody(tr("Closed, nobody was here"), why)
        return shown

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
        below = self.subjects.button.sizeHint().height() + gap if self.subjects is not None else 0
        self.audit.fit(self.height() - form - below - 3 * gap)
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
        listed, opened = self.found.found is not None, self.card.card is not None
        if event.key() == Qt.Key.Key_Escape and listed and self._middle.currentWidget() is self.card:
            self.close_card()
            self.found.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape and (listed or opened):
            self.form.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
