"""The residents page: look up by number or search by name, the masked card and what stands beside it, the own audit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gridcenter.clock import Clock, utc_now
from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.idle_turns import IdleTurns, polished
from gridcenter.desktop.pages.residents_again import AskingAgain
from gridcenter.desktop.pages.residents_card import CardPanel
from gridcenter.desktop.pages.residents_extras import CardExtras
from gridcenter.desktop.pages.residents_family import HouseholdPanel
from gridcenter.desktop.pages.residents_form import LookupForm
from gridcenter.desktop.pages.residents_found import FoundPanel
from gridcenter.desktop.pages.residents_intro import denied_words
from gridcenter.desktop.pages.residents_layout import ResidentsLayout
from gridcenter.desktop.pages.residents_lists import AuditPanel, NeighbourPanel, ResidencePanel
from gridcenter.desktop.pages.residents_subject import subject_reporting
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import Refusal
from gridcenter.domain.people import NOT_LOOKING_UP, AskedAgain, LookupRequest, PersonCard
from gridcenter.domain.people_search import PeopleFound
from gridcenter.language import tr

CARD_MINUTES = 15
"""How long a card stays open; the store allows reveals no longer than that."""

DISTRICT_ZONE = ZoneInfo("Asia/Shanghai")


class ResidentsPage(QWidget):
    """Shows at most one resident. The number of an opened card is kept only as long as the card is open."""

    notice = Signal(str)
    """A sentence for the status bar."""
    opened = Signal(object, object)
    """The card of a person and its request: a look-up or a return has opened it."""

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
        self.theme = theme
        self._clock = clock
        self.zone = zone
        self._asked: LookupRequest | None = None
        self.request: LookupRequest | None = None
        self._listing: LookupRequest | None = None
        self.closes = clock()
        self.asking: AskingAgain | None = None
        self.denied = ports.actor.role in NOT_LOOKING_UP
        self._make_panels()
        self.subjects = subject_reporting(self, ports, background, theme, tell=self.notice.emit)
        self.layout_of = ResidentsLayout(self)
        self._closing = self._timer_of_a_card(self._expire)
        self._list_closing = self._timer_of_a_card(self.close_list)
        self._connect()
        self.extras = CardExtras(self, ports.cards, background)
        self.ready = IdleTurns(self._make_ready(), lambda: background.busy, self)
        self.retranslate()
        self.close_card()

    def _make_panels(self) -> None:
        theme, catalogue = self.theme, self._ports.catalogue
        self.form = LookupForm(theme, purposes=self._ports.purposes)
        self.audit = AuditPanel(theme, self.zone, catalogue)
        self.card = CardPanel(theme, catalogue)
        self.found = FoundPanel(theme)
        self.household = HouseholdPanel(theme)
        self.tree = self.household.tree
        self.residences = ResidencePanel(theme)
        self.neighbours = NeighbourPanel(theme)

    def _timer_of_a_card(self, close: Callable[[], None]) -> QTimer:
        """Return what closes a card or list when its time is over."""
        made = QTimer(self, singleShot=True, interval=CARD_MINUTES * 60 * 1000)
        made.timeout.connect(close)
        return made

    def _connect(self) -> None:
        self.form.requested.connect(self._ask)
        self.form.search_wanted.connect(self._search)
        self.form.cleared.connect(self.close_list)
        self.found.chosen.connect(self._open_listed)
        self.card.reveal_wanted.connect(self._reveal)
        self.card.number_wanted.connect(self.form.field.setFocus)

    def _make_ready(self) -> Iterator[object]:
        """Make what the first card needs; a role that looks nobody up has none."""
        if not self.denied:
            yield from self.card.make_ready()
            yield from polished(iter((self.household, self.residences, self.neighbours)))

    def commands(self) -> Iterator[Command]:
        if self.subjects is not None:
            yield from self.subjects.commands()
        yield from self.extras.commands()

    def now(self) -> datetime:
        return self._clock()

    def look_up(self, request: LookupRequest) -> None:
        """Open the resident of a request made elsewhere, as if it had been typed here."""
        self.form.fill(request)
        self._ask(request)

    def open_listed(
        self, request: LookupRequest, work: Callable[[LookupRequest], PersonCard | PeopleFound | None]
    ) -> None:
        """Open somebody of a list kept elsewhere; `work` audits the request first, on the writer's lane."""
        self.close_list()
        self.open_from(request, work)

    def open_from(
        self, request: LookupRequest, work: Callable[[LookupRequest], PersonCard | PeopleFound | None]
    ) -> None:
        """Open somebody named on what is open here, which stays what one goes back to."""
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
        self._asked = self.request = None
        with self.layout_of.at_once():
            self._show_closed()

    def _show_closed(self) -> None:
        self.layout_of.show_middle(self.card if self.found.found is None else self.found)
        if self.denied:
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
        self.household.retranslate()
        self.extras.retranslate()
        card, request = self.card.card, self.request
        if card is not None and request is not None:
            self._show(card, request)
        else:
            self.close_card()

    def apply_theme(self) -> None:
        """Repaint what is painted by hand; the parts listen to the theme themselves."""
        self.layout_of.fit()
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
            self.open_from(request, work)

    def _start(
        self,
        request: LookupRequest,
        work: Callable[[LookupRequest], Any],
        done: Callable[[LookupRequest, Any], None],
    ) -> None:
        """Ask on the writer's lane; one look-up in many is asked again for its reason and goes on with the answer."""
        if self.denied:
            return
        self._asked = request
        self.extras.look_up_begun()
        self.form.await_answer(True)
        self.layout_of.show_card()
        self.card.states.loading()

        def again(words: str) -> None:
            self._start(replace(request, again=words), work, done)

        failed = partial(self._refused, request, again)
        self._background.write(self, partial(work, request), partial(done, request), failed)

    def _listed(self, request: LookupRequest, found: PeopleFound) -> None:
        self.read_audit()
        if request is not self._asked:
            return
        self.form.listed()
        self._listing = request
        self.found.show_found(found)
        self.close_card()
        self._list_closing.start()
        (self.found.table if found.rows else self.form.field).setFocus()

    def _answered(self, request: LookupRequest, card: PersonCard | PeopleFound | None) -> None:
        self.read_audit()
        if isinstance(card, PeopleFound):  # several persons stand under the number
            self._listed(request, card)
            return
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
        self.show_again(card, request, self.now() + timedelta(minutes=CARD_MINUTES))

    def show_again(self, card: PersonCard, request: LookupRequest, closes: datetime) -> None:
        """Show a card that an audited look-up or return gave, until the moment at which it closes."""
        self._asked = self.request = request
        self.closes = closes
        self._show(card, request)
        self.layout_of.show_card()
        self.form.stand_for(card.id_number)
        self._closing.start(max(int((closes - self.now()).total_seconds() * 1000), 0))
        self.opened.emit(card, request)

    def _refused(self, request: LookupRequest, again: Callable[[str], None], refusal: Refusal) -> None:
        self.read_audit()
        if request is not self._asked:
            return
        self.form.refused(refusal)
        self.card.show_nobody(tr("Nothing is shown"), str(refusal))
        if isinstance(refusal, AskedAgain):
            self.asking = AskingAgain(self.theme, str(refusal), parent=self)
            self.asking.answered.connect(again)
            self.asking.open()

    def _show(self, card: PersonCard, request: LookupRequest) -> None:
        closes = self.closes.astimezone(self.zone)
        opened = closes - timedelta(minutes=CARD_MINUTES)
        seal = f"{self._ports.actor.login} {opened:%Y-%m-%d %H:%M:%S}"
        with self.layout_of.at_once():
            self.card.show_card(card, request, closes_at=f"{closes:%H:%M:%S}", seal=seal)
            self._show_beside(card)

    def _show_beside(self, card: PersonCard | None) -> None:
        self.layout_of.show_beside(card is not None)
        for panel in (self.household, self.residences, self.neighbours):
            panel.show_card(card)

    def _expire(self) -> None:
        self.close_card()
        self.card.show_nobody(
            tr("The card was closed"),
            tr("It was open for {n} minutes. Look up again.").format(n=CARD_MINUTES),
        )

    def close_idle(self, why: str) -> bool:
        """Close list, card and the number that was typed; purpose and incident stay for the next one."""
        shown = self.extras.forget() or self.found.found is not None or self.card.card is not None
        shown = shown or bool(self.form.field.text())
        if shown and not self.denied:
            self.close_list()
            self.form.field.start_afresh()
            self.form.await_answer(False)
            self.card.show_nobody(tr("What was shown is closed"), why)
        return shown

    def _reveal(self, key: str) -> None:
        card, request = self.card.card, self.request
        if card is None or request is None:
            return
        work = partial(self._ports.actions.reveal, card.person_id, key, request)
        failed = partial(self._not_revealed, card)
        self._background.write(self, work, partial(self._revealed, card, key), failed)

    def _revealed(self, card: PersonCard, key: str, value: str) -> None:
        self.read_audit()
        if self.card.card is card and self.isVisible():
            self.card.reveal(key, value)
            self.notice.emit(tr("Shown for a minute. Passing it on is an offence (ID Card Law 19, PIPL 10)."))

    def _not_revealed(self, card: PersonCard, refusal: Refusal) -> None:
        self.read_audit()
        if self.card.card is card:
            self.card.conceal()
            for row in self.card.showing_rows():
                row.wait(False)
        self.notice.emit(str(refusal))
        self.form.refused(refusal)

    def read_audit(self) -> None:
        def show(lines: object) -> None:
            self.audit.show_lines(lines, now=self.now())  # type: ignore[arg-type]

        self._background.read(self, self._ports.questions.my_lookups, show, self._audit_unread, topic="audit")

    def _audit_unread(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))
        self.audit.show_broken(str(refusal), self.read_audit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.layout_of.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.layout_of.fit()
        self.read_audit()
        self.form.field.setFocus()
        self.ready.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was shown does not wait behind another page."""
        super().hideEvent(event)
        self.ready.stop()
        self.card.conceal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        listed, opened = self.found.found is not None, self.card.card is not None
        if event.key() == Qt.Key.Key_Escape and self.extras.escape():
            return
        if event.key() == Qt.Key.Key_Escape and listed and self.layout_of.showing(self.card):
            self.close_card()
            self.found.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape and (listed or opened):
            self.form.clear()
        elif not (opened and self.layout_of.turn_card(Qt.Key(event.key()))):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
