"""Back and forward through the cards one opened, and what is opened from a card: organisations and premises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu

from gridcenter.desktop.background import Background
from gridcenter.desktop.card_ports import CardPorts
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.pages.residents_linked import LinkedPanel, name_of, title_of
from gridcenter.desktop.widgets.text import unmarked
from gridcenter.domain.errors import Refusal
from gridcenter.domain.linked_cards import LinkedCard, LinkKind, LinkTicket, OrganisationCard
from gridcenter.domain.people import LookupRequest, PersonCard
from gridcenter.language import pick, tr

if TYPE_CHECKING:
    from gridcenter.desktop.pages.residents import ResidentsPage

KEYS = ("Alt+Left", "Alt+Right")
"""To the card before, and to the one after it."""
LINK_KEY = "Ctrl+O"
OPEN_MINUTES = 15
"""How long the store lets a list or card be used (`services.lookup.CARD_MINUTES`)."""
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A card that was opened: of a person, or (with a kind) of an organisation or premises.

    `owner` is the person from whose card it was opened, None for one found by its code; `closes` is when the card
    of the person does.
    """

    key: int
    title: str
    request: LookupRequest
    closes: datetime
    owner: int | None
    kind: LinkKind | None = None


class CardTrail(QObject):
    """Made by the page, on the GUI thread. It keeps masked names and ids, and nothing once the desk is idle."""

    def __init__(self, page: ResidentsPage, ports: CardPorts, background: Background) -> None:
        super().__init__(page)
        self._page = page
        self._ports = ports
        self._background = background
        self.steps: list[Step] = []
        self.place = -1
        self._moving: int | None = None
        self._grounds: LookupRequest | None = None
        """For what the organisation or premises on show were opened."""
        self._awaited: object = None
        """The link whose answer is awaited."""
        self._closing = QTimer(self, singleShot=True, interval=OPEN_MINUTES * 60 * 1000)
        self._closing.timeout.connect(self.leave_linked)
        self.linked = LinkedPanel(page.theme)
        self.linked.link_wanted.connect(self.open_link)
        self.linked.person_wanted.connect(self._open_person)
        self.linked.left.connect(self.leave_linked)
        page.card.link_wanted.connect(self.open_link)
        page.card.dropped.connect(self._dropped)
        page.opened.connect(self._opened)
        page.household.home.clicked.connect(lambda _on=False: self._open_home())
        page.residences.table.opened.connect(self._open_residence)
        page.neighbours.table.opened.connect(self._open_building)
        for key, by in zip(KEYS, (-1, 1), strict=True):
            bind_key(page, key, partial(self.go, by))
        bind_key(page, LINK_KEY, self.choose_link)

    # Links

    def open_link(self, kind: LinkKind, key: int) -> None:
        """Open an organisation or premises for the purpose of the card on show, audited first."""
        request = self.ground()
        if request is None:
            self._page.notice.emit(tr("Open a resident first: what is opened from there has its purpose."))
            return
        self._ask_link(kind, key, request, None)

    def ground(self) -> LookupRequest | None:
        """Return for what the open card was opened, or what is on show without one."""
        if self._shown() is not None:
            return self._page.request
        return self._grounds if self._page.layout_of.showing(self.linked) else None

    def _shown(self) -> int | None:
        """Return whose card is open."""
        card = self._page.card.card
        return card.person_id if card is not None else None

    def _ask_link(self, kind: LinkKind, key: int, request: LookupRequest, place: int | None) -> None:
        ask: Callable[[int, LookupRequest, int | None], LinkedCard | None] = (
            self._ports.open_organisation if kind is LinkKind.ORGANISATION else self._ports.open_premises
        )
        self._awaited = step = Step(key, "", request, self._page.closes, self._shown(), kind)
        done = partial(self._link_opened, step, place)
        self._background.write(self, partial(ask, key, request, step.owner), done, self._refused)

    def _link_opened(self, step: Step, place: int | None, card: LinkedCard | None) -> None:
        self._page.read_audit()
        if self._awaited is step:  # else something else was opened meanwhile
            self._show_linked(step, place, card)

    def _show_linked(self, step: Step, place: int | None, card: LinkedCard | None) -> None:
        assert step.kind is not None
        self._awaited, self._grounds = None, step.request
        self._page.layout_of.show_middle(self.linked)
        self._closing.start()
        if card is None:
            self.linked.show_outside(step.kind)
            return
        self.linked.show_card(card)
        if place is not None:
            self.place = place
        else:
            self._visit(replace(step, key=card.ticket.key, title=name_of(card)))

    def show_found(self, card: OrganisationCard | None, request: LookupRequest) -> None:
        """Show an organisation that was found by its code; a resident's card that was open is closed."""
        self._page.read_audit()
        self._page.close_list()
        step = Step(0, "", request, self._page.closes, None, LinkKind.ORGANISATION)
        self._show_linked(step, None, card)

    def _open_person(self, ticket: LinkTicket, person_id: int) -> None:
        request = self.ground()
        if request is not None:
            self._page.open_from(request, partial(self._ports.look_up_linked, ticket, person_id))

    def _open_residence(self, row: object) -> None:
        line = self._page.residences.model.rows[row] if isinstance(row, int) else None
        if line is not None and line.premises_id is not None:
            self.open_link(LinkKind.PREMISES, line.premises_id)

    def _home(self) -> int | None:
        """Return the premises in which the person on show lives."""
        card = self._page.card.card
        homes = card.residences if card is not None else ()
        return next((one.premises_id for one in homes if one.until is None), None)

    def _open_home(self) -> None:
        home = self._home()
        if home is not None:
            self.open_link(LinkKind.PREMISES, home)

    def _open_building(self, _row: object) -> None:
        card = self._page.card.card
        found = card.neighbours if card is not None else None
        if found is not None and found.premises_id is not None:
            self.open_link(LinkKind.PREMISES, found.premises_id)

    def leave_linked(self) -> bool:
        """Go back from an organisation or premises to the card; tell whether there was one to leave."""
        if not self._page.layout_of.showing(self.linked):
            return False
        self._forget_linked()
        self._page.layout_of.show_middle(self._page.card)
        self._page.card.setFocus()
        self.place = next(
            (place for place in range(self.place, -1, -1) if self.steps[place].kind is None), -1
        )
        return True

    def links(self) -> list[tuple[LinkKind, int, str]]:
        """Return what can be opened from what is on show."""
        if self._page.layout_of.showing(self.linked):
            return self.linked.links()
        card = self._page.card.card
        if card is None:
            return []
        ties = [
            (LinkKind.ORGANISATION, one.organisation_id, f"{pick(one.tie)} · {one.name}")
            for one in card.organisations
        ]
        homes = [
            (LinkKind.PREMISES, one.premises_id, f"{pick(one.kind)} · {one.premises}")
            for one in card.residences
            if one.premises_id is not None
        ]
        found = card.neighbours
        around = [(LinkKind.PREMISES, found.premises_id, found.place)] if found and found.premises_id else []
        return [*ties, *homes, *around]

    def choose_link(self) -> None:
        """Offer what can be opened as a menu; where there is only one it is opened at once."""
        links = self.links()
        if not links:
            self._page.notice.emit(tr("No organisation and no premises lead on from here."))
        elif len(links) == 1:
            self.open_link(*links[0][:2])
        else:
            menu = self.menu(links)
            menu.popup(self._page.card.mapToGlobal(self._page.card.rect().center()))
            menu.setActiveAction(menu.actions()[0])

    def menu(self, links: list[tuple[LinkKind, int, str]]) -> QMenu:
        made = QMenu(self._page)
        for kind, key, name in links:
            action = made.addAction(unmarked(f"{title_of(kind)} · {name}"))
            action.triggered.connect(lambda _on=False, kind=kind, key=key: self.open_link(kind, key))
        made.aboutToHide.connect(made.deleteLater)
        return made

    # Back and forward

    def _opened(self, card: PersonCard, request: LookupRequest) -> None:
        """Take in that a person's card was opened by a look-up, or by a return that is on its way."""
        self._forget_linked()
        self._page.household.home.setVisible(self._home() is not None)
        place, self._moving = self._moving, None
        if place is not None and self.steps[place].key == card.person_id:
            self.place = place
        else:
            self._visit(Step(card.person_id, card.name, request, self._page.closes, card.person_id))

    def stop_returning(self) -> None:
        """A look-up was begun: what is on its way comes too late."""
        self._moving = self._awaited = None

    def _dropped(self) -> None:
        """What was opened from a card goes with it."""
        self._forget_linked()
        self._page.household.home.hide()

    def _forget_linked(self) -> None:
        self._closing.stop()
        self._grounds = self._awaited = None
        self.linked.forget()

    def _visit(self, step: Step) -> None:
        here = self.steps[self.place] if 0 <= self.place < len(self.steps) else None
        self._moving = None
        kept = self.steps[: self.place + 1]
        if here is not None and (here.kind, here.key) == (step.kind, step.key):
            kept.pop()
        self.steps = [*kept, step][-_LONGEST:]
        self.place = len(self.steps) - 1

    def go(self, by: int) -> None:
        """Return to the card before (-1) or after (1); a person's card only as long as it is open."""
        if self._moving is not None:
            return  # the one asked for before is on its way
        closed = self._shown() is None and not self._page.layout_of.showing(self.linked)
        here = by < 0 and closed and 0 <= self.place < len(self.steps)  # back to the one that was on show
        place = self.place if here else self.place + by
        if not 0 <= place < len(self.steps):
            words = (
                tr("No card was opened before this one.") if by < 0 else tr("No card stands after this one.")
            )
            self._page.notice.emit(words)
            return
        step = self.steps[place]
        if step.kind is not None:
            self._return_to_link(step, place)
        else:
            self._return_to_person(step, place)

    def _return_to_link(self, step: Step, place: int) -> None:
        """Open an organisation or premises again: for the card from which it was opened, which comes first."""
        assert step.kind is not None
        if step.owner is None and self._shown() is not None:
            self._page.close_list()
        if self._shown() == step.owner:
            self._ask_link(step.kind, step.key, step.request, place)
            return
        before = next((at for at in range(place, -1, -1) if self.steps[at].kind is None), None)
        if before is not None:
            self._return_to_person(self.steps[before], before)

    def _return_to_person(self, step: Step, place: int) -> None:
        if self._shown() == step.key:
            self.place = place
            self.leave_linked()
            return
        if self._page.now() >= step.closes:
            self._page.notice.emit(
                tr("{name}: the card was closed after {n} minutes. Look the resident up again.").format(
                    name=step.title, n=OPEN_MINUTES
                )
            )
            self._page.form.field.setFocus()
            return
        self._moving = place
        work = partial(self._ports.return_to, step.key, step.request)
        self._background.write(self, work, partial(self._returned, step, place), self._refused)

    def _returned(self, step: Step, place: int, card: PersonCard | None) -> None:
        self._page.read_audit()
        if self._moving != place:
            return
        if card is None:
            self._moving = None
            self._page.notice.emit(tr("This person is no longer in the register."))
            return
        self._page.show_again(card, step.request, step.closes)

    def _refused(self, refusal: Refusal) -> None:
        self._moving = None
        self._page.read_audit()
        self._page.notice.emit(str(refusal))

    def forget(self) -> bool:
        """Forget every card, nobody is at the desk; tell whether anything opened from one was on show."""
        self.steps, self.place = [], -1
        self.stop_returning()
        return self.leave_linked()

    def commands(self) -> Iterator[Command]:
        group = tr("Resident")
        for kind, key, name in self.links():
            title = tr("Open {what}").format(what=f"{title_of(kind)} · {name}")
            run = partial(self.open_link, kind, key)
            yield Command(title, group, run, "organisation premises 组织 单位 房屋", LINK_KEY)
        words = (tr("Back to {name}"), tr("Forward to {name}"))
        for by, keys, sentence in zip((-1, 1), KEYS, words, strict=True):
            place = self.place + by
            if 0 <= place < len(self.steps):
                title = sentence.format(name=self.steps[place].title)
                yield Command(title, group, partial(self.go, by), "back forward 返回 前进", keys)
