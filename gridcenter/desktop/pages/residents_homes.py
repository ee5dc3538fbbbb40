"""Keeping residences, households and tenures from the residents page: F4 and the command bar, on both cards.

By key, command and the menu that stands on the resident's card and on the card of premises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.home_ports import HomePorts
from gridcenter.desktop.pages.administration_forms import form_choice, sending
from gridcenter.desktop.pages.one_form import OneForm, done_sentence
from gridcenter.desktop.pages.residents_homes_forms import (
    Codes,
    Line,
    fields_of,
    home_lines,
    membership_lines,
    show_line,
    tenure_lines,
)
from gridcenter.desktop.pages.residents_homes_history import HomeHistory
from gridcenter.desktop.pages.residents_trail import CardTrail
from gridcenter.desktop.widgets.text import button, set_button_text, unmarked
from gridcenter.domain.home_keeping import HOME_DEED_NAMES, OF_TENURE, HomeDeed, KeptLine
from gridcenter.domain.linked_cards import LinkKind, PremisesCard
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.people import PersonCard
from gridcenter.language import pick, tr
from gridcenter.services.home_keeping import HomeKept

if TYPE_CHECKING:
    from gridcenter.desktop.pages.residents import ResidentsPage

KEY, HISTORY_KEY = "F4", "Shift+F4"
_SEARCH = "residence household tenure move 居住 住所 迁入 迁出 入户 离户 户主 房屋性质 自有 出租 无证"
_ON_PERSON = (
    HomeDeed.MOVED_IN,
    HomeDeed.MOVED_OUT,
    HomeDeed.HOME_CORRECTED,
    HomeDeed.JOINED,
    HomeDeed.LEFT,
    HomeDeed.MEMBER_CORRECTED,
)


class HomeKeeping(QObject):
    """One form at a time; made by the page, on the GUI thread."""

    def __init__(
        self, page: ResidentsPage, ports: HomePorts, background: Background, trail: CardTrail
    ) -> None:
        super().__init__(page)
        self._page, self._ports, self._background, self._trail = page, ports, background, trail
        self._told = False
        """Whether the form was refused: sent again, it is meant all the same."""
        self.forms = self._new_forms()
        self.history: HomeHistory | None = None
        self.menu: QMenu | None = None
        self.buttons = tuple(button("", "compact") for _ in range(2))
        page.card.foot.insertWidget(2, self.buttons[0])
        trail.linked.header_right.insertWidget(0, self.buttons[1])
        for made in self.buttons:
            made.clicked.connect(lambda _on=False: self.open_menu())
        bind_key(page, KEY, self.open_menu)
        bind_key(page, HISTORY_KEY, self.ask_history)
        self.retranslate()

    def retranslate(self) -> None:
        for made in self.buttons:
            set_button_text(made, tr("Home…"))
            made.setToolTip(KEY)

    def commands(self) -> Iterator[Command]:
        if not self._page.isVisible():
            return
        for deed in self.possible():
            title = f"{pick(HOME_DEED_NAMES[deed])}…"
            yield Command(title, tr("Resident"), partial(self.open, deed), _SEARCH, KEY)
        if self._person() is not None:
            words = tr("History of residences and households")
            yield Command(words, tr("Resident"), self.ask_history, _SEARCH, HISTORY_KEY)

    def forget(self) -> None:
        """Nobody is at the desk: leave the form and the history, and forget what was typed."""
        for dialog in (self.forms.dialog, self.history):
            if dialog is not None:
                dialog.reject()
        self.forms = self._new_forms()

    def possible(self) -> list[HomeDeed]:
        """Return what can be done with what is on show."""
        premises, person = self._premises(), self._person()
        if premises is not None:
            known = [HomeDeed.TENURE_ENDED] if premises.tenure.zh else []
            return [HomeDeed.TENURE_SET, *known, *([HomeDeed.TENURE_CORRECTED] if premises.tenures else [])]
        if person is None:
            return []
        needs = {
            HomeDeed.MOVED_OUT: home_lines(person, present=True),
            HomeDeed.HOME_CORRECTED: home_lines(person, present=False),
            HomeDeed.LEFT: membership_lines(person),
            HomeDeed.MEMBER_CORRECTED: membership_lines(person),
        }
        found = [deed for deed in _ON_PERSON if needs.get(deed, True)]
        return [*found, HomeDeed.TENURE_SET, HomeDeed.TENURE_ENDED]

    def open(self, deed: HomeDeed) -> None:
        if deed not in self.possible():
            self._page.notice.emit(tr("Open a resident or premises first."))
        elif self.forms.dialog is None:
            self._background.read(self, self._ports.relations, partial(self._ask, deed), self.forms.refuse)

    def _person(self) -> PersonCard | None:
        shown = self._page.layout_of.showing(self._trail.linked)
        return None if shown else self._page.card.card

    def _premises(self) -> PremisesCard | None:
        linked = self._trail.linked
        shown = self._page.layout_of.showing(linked)
        return linked.card if shown and isinstance(linked.card, PremisesCard) else None

    # The forms

    def _ask(self, deed: HomeDeed, relations: Codes) -> None:
        premises, person = self._premises(), self._person()
        if deed not in self.possible():
            return
        self._told = False
        lines = self._lines(deed, person, premises)
        code = premises.code if premises is not None else ""
        about = code or (f"{person.name} {person.id_number}" if person is not None else "")
        choice = form_choice(deed.value, HOME_DEED_NAMES[deed], fields_of(deed, lines, relations, code))
        form = self.forms.open(choice, f"{about}\n{_about(deed)}", sending(self._work(deed, lines, code)))
        if form is not None and not form.typed():
            show_line(form, lines)

    def _lines(self, deed: HomeDeed, person: PersonCard | None, premises: PremisesCard | None) -> list[Line]:
        if premises is not None:
            return tenure_lines(premises.tenures)
        if person is None:
            return []
        if deed in (HomeDeed.LEFT, HomeDeed.MEMBER_CORRECTED):
            return membership_lines(person)
        return home_lines(person, present=deed is HomeDeed.MOVED_OUT)

    def _work(self, deed: HomeDeed, lines: Sequence[Line], code: str) -> Callable[[dict[str, str]], object]:
        person, request = self._person(), self._page.request
        seals = {line.key: line.seal for line in lines}

        def send(said: dict[str, str]) -> object:
            wish = dict(said)
            if code:
                wish["premises_code"] = code
            if not self._told:
                wish["seen"] = seals.get(said.get("line", ""), "")
            if deed in OF_TENURE:
                return self._ports.tenure(deed, wish)
            assert person is not None
            assert request is not None
            return self._ports.keep(person.person_id, deed, wish, request)

        return send

    # What came of it

    def _new_forms(self) -> OneForm:
        forms = OneForm(self._page, self._background, self._page.theme)
        forms.taken.connect(self._taken)
        forms.notice.connect(self._page.notice)
        forms.refused.connect(self._refused)
        return forms

    def _refused(self) -> None:
        self._told = True
        self._page.read_audit()

    def _taken(self, choice: MoveChoice, answer: object) -> None:
        """Say that it is done and what else is to be seen to, and show the card as it is now."""
        self._page.read_audit()
        told = answer.told if isinstance(answer, HomeKept) else str(answer or "")
        self._page.notice.emit(" ".join(part for part in (done_sentence(choice), told) if part))
        premises = self._premises()
        if premises is not None:
            self._trail.open_link(LinkKind.PREMISES, premises.ticket.key)
        elif isinstance(answer, HomeKept) and answer.card is not None:
            self._show(answer.card)

    def _show(self, card: PersonCard) -> None:
        before = self._page.card.card
        if before is None or before.person_id != card.person_id:
            return
        self._page.card.show_again(card)
        for panel in (self._page.household, self._page.residences, self._page.neighbours):
            panel.show_card(card)
        self._page.household.home.setVisible(any(one.until is None for one in card.residences))

    def ask_history(self) -> None:
        person, request = self._person(), self._page.request
        if person is None or request is None:
            self._page.notice.emit(tr("Open a resident first."))
            return
        work = partial(self._ports.history, person.person_id, request)
        self._background.write(self, work, partial(self._show_history, person), self.forms.refuse)

    def _show_history(self, person: PersonCard, lines: Sequence[KeptLine]) -> None:
        self._page.read_audit()
        if self._person() is not person or self.history is not None:
            return
        about = f"{person.name} {person.id_number}"
        self.history = HomeHistory(self._page.theme, about, lines, self._page.zone, parent=self._page)
        self.history.finished.connect(self._history_closed)
        self.history.open()

    def _history_closed(self, _result: int) -> None:
        self.history = None

    # The menu of both cards

    def open_menu(self) -> None:
        deeds = self.possible()
        if not deeds:
            self._page.notice.emit(tr("Open a resident or premises first."))
            return
        on_person = self._premises() is None
        shown = self.buttons[0] if on_person else self.buttons[1]
        self.menu = QMenu(self._page)
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        for place, deed in enumerate(deeds, 1):
            words = unmarked(pick(HOME_DEED_NAMES[deed]))
            self.menu.addAction(f"&{place}  {words}…", partial(self.open, deed))
        if on_person:
            words = unmarked(tr("History of residences and households"))
            self.menu.addAction(f"{words}\t{HISTORY_KEY}", self.ask_history)
        corner = shown.mapToGlobal(shown.rect().bottomLeft())
        self.menu.popup(corner)
        self.menu.setActiveAction(self.menu.actions()[0])


def _about(deed: HomeDeed) -> str:
    if deed in (HomeDeed.HOME_CORRECTED, HomeDeed.MEMBER_CORRECTED, HomeDeed.TENURE_CORRECTED):
        return tr("How the line stood stays in the history with your reason.")
    if deed is HomeDeed.TENURE_SET:
        return tr("What goes on now ends on that day.")
    return tr("It stays in the register with its days: nothing is written over.")
