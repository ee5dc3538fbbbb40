"""Keeping organisations from the residents page: entering one, saying what a source says, tying persons, ending ties.

By key, command and the menu that stands on the resident's card and on the card of an organisation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.organisation_ports import OrganisationPorts
from gridcenter.desktop.pages.administration_forms import form_choice, reason_field, sending
from gridcenter.desktop.pages.one_form import OneForm, done_sentence
from gridcenter.desktop.pages.residents_linked import said_words
from gridcenter.desktop.pages.residents_trail import CardTrail
from gridcenter.desktop.widgets.text import button, set_button_text, unmarked
from gridcenter.domain.linked_cards import LinkKind, OrganisationCard
from gridcenter.domain.move_choices import FieldChoice, MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.organisations import (
    CODED_ITEMS,
    DEED_NAMES,
    ITEMS,
    TIE_NAMES,
    OrganisationDeed,
    SaidOf,
)
from gridcenter.domain.people import PersonCard
from gridcenter.domain.record_keeping import Keeping
from gridcenter.language import pick, tr

if TYPE_CHECKING:
    from gridcenter.desktop.pages.residents import ResidentsPage

KEYS = {
    OrganisationDeed.ENTERED: "Shift+F2",
    OrganisationDeed.STATED: "F2",
    OrganisationDeed.VERIFIED: "Ctrl+Shift+V",
    OrganisationDeed.WITHDRAWN: "Ctrl+Shift+W",
    OrganisationDeed.TIED: "F3",
    OrganisationDeed.TIE_ENDED: "Shift+F3",
}
SHARED = {
    Keeping.VERIFY: OrganisationDeed.VERIFIED,
    Keeping.WITHDRAW: OrganisationDeed.WITHDRAWN,
    Keeping.STATE: OrganisationDeed.STATED,
}
"""By the keys that keep the values of a resident, what they do while an organisation is on show."""
_SEARCH = "organisation tie verify withdraw 组织 任职 单位 登记 终止 核实 撤回"
_UNKNOWN = FieldChoice("", Name("未知", "unknown"))
Codes = Mapping[str, Sequence[tuple[str, Name]]]


class OrganisationKeeping(QObject):
    """One form at a time; made by the page, on the GUI thread."""

    def __init__(
        self, page: ResidentsPage, ports: OrganisationPorts, background: Background, trail: CardTrail
    ) -> None:
        super().__init__(page)
        self._page, self._ports, self._background, self._trail = page, ports, background, trail
        self.forms = self._new_forms()
        self.menu: QMenu | None = None
        self.buttons = tuple(button("", "compact") for _ in range(2))
        page.card.foot.setSpacing(page.theme.px(16))
        page.card.foot.insertWidget(2, self.buttons[0])
        trail.linked.header_right.insertWidget(0, self.buttons[1])
        for made in self.buttons:
            made.clicked.connect(lambda _on=False, made=made: self._open_menu(made))
        for deed, key in KEYS.items():
            if deed not in SHARED.values() or deed is OrganisationDeed.STATED:
                bind_key(page, key, partial(self.open, deed))
        self.retranslate()

    def bind_shared(self) -> None:
        """Let the keys act here that nothing else on the page answers to."""
        for deed in (OrganisationDeed.VERIFIED, OrganisationDeed.WITHDRAWN):
            bind_key(self._page, KEYS[deed], partial(self.open, deed))

    def answers(self, deed: Keeping) -> bool:
        """Do for the organisation on show what a key does for a resident; tell whether one is on show."""
        if self._organisation() is None:
            return False
        self.open(SHARED[deed])
        return True

    def retranslate(self) -> None:
        for made in self.buttons:
            set_button_text(made, tr("Organisation…"))
            made.setToolTip("  ".join(KEYS.values()))

    def commands(self) -> Iterator[Command]:
        if self._page.isVisible():
            for deed in self._possible():
                yield Command(
                    f"{pick(DEED_NAMES[deed])}…",
                    tr("Resident"),
                    partial(self.open, deed),
                    _SEARCH,
                    KEYS[deed],
                )

    def forget(self) -> None:
        """Nobody is at the desk: leave the form, and forget what was typed into it."""
        if self.forms.dialog is not None:
            self.forms.dialog.reject()
        self.forms = self._new_forms()

    def open(self, deed: OrganisationDeed) -> None:
        if deed not in self._possible():
            self._page.notice.emit(_not_now(deed))
        elif self.forms.dialog is None:
            self._background.read(self, self._ports.codes, partial(self._ask, deed), self.forms.refuse)

    def _possible(self) -> list[OrganisationDeed]:
        """Return what can be done with what is on show."""
        person, organisation = self._person(), self._organisation()
        found = [OrganisationDeed.ENTERED]
        if organisation is not None:
            found += [OrganisationDeed.STATED, OrganisationDeed.VERIFIED, OrganisationDeed.WITHDRAWN]
        if person is not None or organisation is not None:
            found.append(OrganisationDeed.TIED)
        if self._ties():
            found.append(OrganisationDeed.TIE_ENDED)
        return found

    def _person(self) -> PersonCard | None:
        return self._page.card.card if self._organisation() is None else None

    def _organisation(self) -> OrganisationCard | None:
        linked = self._trail.linked
        shown = self._page.layout_of.showing(linked)
        return linked.card if shown and isinstance(linked.card, OrganisationCard) else None

    def _ties(self) -> list[tuple[int, int, str]]:
        """Return (tie, person, words) of the ties on show that go on; the marked person's come first."""
        person, organisation = self._person(), self._organisation()
        if organisation is not None:
            marked = self._trail.linked.people_table.current_id()
            rows = sorted(organisation.people.rows, key=lambda row: row.person_id != marked)
            return [
                (row.tie_id, row.person_id, " · ".join((row.name, pick(row.tie), row.age_band)))
                for row in rows
                if row.until is None
            ]
        links = person.organisations if person is not None else ()
        return [
            (link.tie_id, person.person_id, f"{pick(link.tie)} · {link.name}")
            for link in links
            if link.until is None and person is not None
        ]

    # The forms

    def _ask(self, deed: OrganisationDeed, codes: Codes) -> None:
        forms: Mapping[OrganisationDeed, Callable[[Codes], None]] = {
            OrganisationDeed.ENTERED: self._enter,
            OrganisationDeed.STATED: self._state,
            OrganisationDeed.VERIFIED: self._verify,
            OrganisationDeed.WITHDRAWN: self._withdraw,
            OrganisationDeed.TIED: self._tie,
            OrganisationDeed.TIE_ENDED: self._end,
        }
        if deed in self._possible():
            forms[deed](codes)

    def _enter(self, codes: Codes) -> None:
        fields = [
            MoveField("uscc", Name("统一社会信用代码", "unified social credit code"), "line"),
            *(_item_field(key, codes, required=key == "name") for key in ITEMS if key != "ended_on"),
            MoveField("premises_code", Name("房屋编码", "premises code"), "line", required=False),
            *_origin(),
        ]
        about = tr("The code is checked: a wrong position is named. Without premises its place is unknown.")
        self._open(OrganisationDeed.ENTERED, fields, about, self._ports.enter)

    def _state(self, _codes: Codes) -> None:
        card = self._organisation()
        if card is None:
            return
        items = tuple(FieldChoice(key, name) for key, name in ITEMS.items())
        fields = [
            MoveField("item", Name("信息项", "item"), "choice", items),
            MoveField("value", Name("值", "value"), "line", note=tr("Of a place the code of its premises.")),
            *_origin(),
        ]
        about = tr("{name}: it stands beside what other sources say; nothing is written over.")
        work = partial(self._ports.state, card.facts.organisation_id)
        self._open(OrganisationDeed.STATED, fields, about.format(name=card.facts.name), work)

    def _verify(self, _codes: Codes) -> None:
        about = tr("{name}: with today's date and your name; what was verified last stands on the card.")
        self._judge(OrganisationDeed.VERIFIED, about, self._ports.verify)

    def _withdraw(self, _codes: Codes) -> None:
        about = tr("{name}: it leaves the card, whoever said it, and stays in the register with your reason.")
        self._judge(OrganisationDeed.WITHDRAWN, about, self._ports.withdraw, reason_field())

    def _judge(
        self,
        deed: OrganisationDeed,
        about: str,
        work: Callable[[int, Mapping[str, str]], None],
        *more: MoveField,
    ) -> None:
        """Ask which of the statements about the organisation on show is meant."""
        card = self._organisation()
        if card is None:
            return
        choices = tuple(FieldChoice(one.ref, _in_words(one)) for one in card.facts.said)
        fields = [MoveField("which", Name("信息", "statement"), "choice", choices, open=True), *more]
        facts = card.facts
        self._open(
            deed, fields, about.format(name=facts.name or facts.uscc), partial(work, facts.organisation_id)
        )

    def _tie(self, _codes: Codes) -> None:
        person, organisation, request = self._person(), self._organisation(), self._trail.ground()
        if request is None:
            self._page.notice.emit(_not_now(OrganisationDeed.TIED))
            return
        ties = tuple(FieldChoice(tie.value, name) for tie, name in TIE_NAMES.items())
        fields = [
            MoveField("tie", Name("任职关系", "tie"), "choice", ties),
            MoveField("since", Name("开始日期", "since"), "line", required=False),
            *_origin(),
        ]
        if organisation is not None:
            number = MoveField("id_number", Name("公民身份号码", "ID number"), "line")
            uscc = {"uscc": organisation.facts.uscc}
            self._open(
                OrganisationDeed.TIED,
                [number, *fields],
                tr("{name}: the person is looked up, which stands in the audit.").format(
                    name=organisation.facts.name
                ),
                lambda said: self._ports.tie_by_number({**said, **uscc}, request),
            )
        elif person is not None:
            code = MoveField("uscc", Name("统一社会信用代码", "unified social credit code"), "line")
            about = f"{person.name} {person.id_number}"
            work = partial(self._ports.tie, person.person_id)
            self._open(OrganisationDeed.TIED, [code, *fields], about, lambda said: work(said, request))

    def _end(self, _codes: Codes) -> None:
        organisation, request, ties = self._organisation(), self._trail.ground(), self._ties()
        if request is None or not ties:
            return
        owners = {str(tie): person for tie, person, _ in ties}
        choices = tuple(FieldChoice(str(tie), Name(words, words)) for tie, _, words in ties)
        fields = [
            MoveField("which", Name("任职关系", "tie"), "choice", choices),
            MoveField("until", Name("结束日期", "until"), "line"),
        ]
        about = tr("It stays in the register with its end: nothing is written over.")

        def end(said: Mapping[str, str]) -> object:
            tie, person = int(said["which"]), owners[said["which"]]
            if organisation is None:
                return self._ports.end_tie(person, tie, said, request)
            self._ports.end_listed(organisation.ticket, person, tie, said, request)
            return None

        self._open(OrganisationDeed.TIE_ENDED, fields, about, end)

    def _open(
        self,
        deed: OrganisationDeed,
        fields: Sequence[MoveField],
        about: str,
        work: Callable[[dict[str, str]], object],
    ) -> None:
        self.forms.open(form_choice(deed.value, DEED_NAMES[deed], fields), about, sending(work))

    # What came of it

    def _new_forms(self) -> OneForm:
        forms = OneForm(self._page, self._background, self._page.theme)
        forms.taken.connect(self._taken)
        forms.notice.connect(self._page.notice)
        forms.refused.connect(self._page.read_audit)
        return forms

    def _taken(self, choice: MoveChoice, answer: object) -> None:
        """Say that it is done, and show the card as it is now."""
        self._page.read_audit()
        self._page.notice.emit(done_sentence(choice))
        organisation = self._organisation()
        if choice.action == OrganisationDeed.ENTERED:
            if isinstance(answer, int) and self._trail.ground() is not None:
                self._trail.open_link(LinkKind.ORGANISATION, answer)
        elif organisation is not None:
            self._trail.open_link(LinkKind.ORGANISATION, organisation.facts.organisation_id)
        elif isinstance(answer, PersonCard):
            before = self._page.card.card
            if before is not None and before.person_id == answer.person_id:
                self._page.card.show_again(answer)

    # The menu of both cards

    def _open_menu(self, made: object) -> None:
        corner = self.buttons[0] if made is self.buttons[0] else self.buttons[1]
        self.menu = QMenu(self._page)
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        for deed in self._possible():
            self.menu.addAction(
                f"{unmarked(pick(DEED_NAMES[deed]))}…\t{KEYS[deed]}", partial(self.open, deed)
            )
        self.menu.popup(corner.mapToGlobal(corner.rect().bottomLeft()))


def _item_field(key: str, codes: Codes, *, required: bool) -> MoveField:
    if key in CODED_ITEMS:
        known = (FieldChoice(code, name) for code, name in codes.get(key, ()))
        return MoveField(key, ITEMS[key], "choice", (_UNKNOWN, *known), required=False)
    return MoveField(key, ITEMS[key], "line", required=required)


def _in_words(one: SaidOf) -> Name:
    """Return item, value, source and days of a statement in one line, as the language of the moment says it."""
    words = said_words(one)
    return Name(words, words)


def _origin() -> tuple[MoveField, MoveField]:
    return (
        MoveField("source", Name("来源", "source"), "line"),
        MoveField("recorded_on", Name("登记日期", "recorded on"), "line"),
    )


def _not_now(deed: OrganisationDeed) -> str:
    words = {
        OrganisationDeed.STATED: tr(
            "Open an organisation first: Ctrl+O on a card, or Ctrl+Shift+O by its code."
        ),
        OrganisationDeed.VERIFIED: tr(
            "Open an organisation first: Ctrl+O on a card, or Ctrl+Shift+O by its code."
        ),
        OrganisationDeed.WITHDRAWN: tr(
            "Open an organisation first: Ctrl+O on a card, or Ctrl+Shift+O by its code."
        ),
        OrganisationDeed.TIED: tr("Open a resident or an organisation first."),
        OrganisationDeed.TIE_ENDED: tr("On this card no tie goes on that could be ended."),
    }
    return words.get(deed, "")
