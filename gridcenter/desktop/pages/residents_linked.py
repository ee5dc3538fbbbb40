"""An organisation or premises opened from a resident's card: what it is, what is in it, and its people, masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.residents_fields import NOTHING
from gridcenter.desktop.pages.residents_found import UncopiedTable
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel, hair
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import ElidedLabel, button, label
from gridcenter.domain.freshness import verified_words
from gridcenter.domain.home_keeping import TENURE_NAMES, TenureLine, days_of
from gridcenter.domain.indicators import thousands
from gridcenter.domain.linked_cards import (
    PREMISES_KIND_NAMES,
    LinkedCard,
    LinkedPerson,
    LinkKind,
    OrganisationCard,
    PremisesCard,
)
from gridcenter.domain.organisations import SaidOf, TakenBack
from gridcenter.language import by_count, pick, tr

_CAPTION = CellStyle("caption", "text.secondary")
_LINK = CellStyle("body", "text.link", middle=True)
_HEADS = 112
_PARTS_SHOWN = 5
_SAID_SHOWN, _GONE_SHOWN = 8, 3
"""Lines of a card about what sources say and what was taken back; the list of people has the rest."""


@dataclass(frozen=True, slots=True)
class _There:
    """A part of premises, or an organisation in them."""

    kind: LinkKind
    id: int
    name: str
    what: str
    tenure: str
    people: str


THERE_COLUMNS: tuple[Column[_There], ...] = (
    Column("name", lambda: tr("In it"), lambda row: row.name, lambda row: row.name, 0, _LINK),
    Column("what", lambda: tr("Kind"), lambda row: row.what, lambda row: row.what, 96, _CAPTION),
    Column("tenure", lambda: tr("Tenure"), lambda row: row.tenure, lambda row: row.tenure, 88, _CAPTION),
    Column("people", lambda: tr("Residents"), lambda row: row.people, lambda row: row.people, 196, _CAPTION),
)

_PEOPLE: tuple[Column[LinkedPerson], ...] = (
    Column("room", lambda: tr("Room"), lambda row: row.room or NOTHING, lambda row: row.room, 72),
    Column("name", lambda: tr("Name"), lambda row: row.name, lambda row: row.name, 0),
    Column("sex", lambda: tr("Sex"), lambda row: pick(row.sex), lambda row: row.sex.zh, 72, _CAPTION),
    Column(
        "age",
        lambda: tr("Age"),
        lambda row: row.age_band or NOTHING,
        lambda row: row.age_band,
        72,
        _CAPTION,
    ),
    Column("tie", lambda: tr("Tie"), lambda row: pick(row.tie), lambda row: row.tie.zh, 136, _CAPTION),
    Column(
        "household",
        lambda: tr("Household"),
        lambda row: row.household or NOTHING,
        lambda row: row.household,
        176,
        CellStyle("caption", "text.secondary", middle=True),
    ),
    Column("span", lambda: tr("From – to"), lambda row: _span(row), lambda row: row.since, 148, _CAPTION),
    Column(
        "source",
        lambda: tr("Source"),
        lambda row: row.source or NOTHING,
        lambda row: row.source,
        88,
        _CAPTION,
    ),
)
PREMISES_COLUMNS = _PEOPLE
ORGANISATION_COLUMNS = tuple(column for column in _PEOPLE if column.key not in {"room", "household"})
_YIELDS = {"sex": 3, "household": 2, "source": 1}


class LinkedPanel(Panel):
    """Enter opens the marked row: a part or an organisation as a further card, a person by a look-up."""

    link_wanted = Signal(object, int)
    """A `LinkKind` and the id of what shall be opened."""
    person_wanted = Signal(object, int)
    """The `LinkTicket` of the list and the id of the person."""
    left = Signal()
    """Back to the resident's card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.card: LinkedCard | None = None
        self.back = button("", "compact")
        self.header_right.addWidget(self.back)
        self.back.clicked.connect(self.left)
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self.there = LinesModel(THERE_COLUMNS, key=lambda row: (row.kind, row.id), parent=self)
        self.of_premises = LinesModel(PREMISES_COLUMNS, key=lambda row: row.person_id, parent=self)
        self.of_organisation = LinesModel(ORGANISATION_COLUMNS, key=lambda row: row.person_id, parent=self)
        self.people = self.of_premises
        self.there_table = UncopiedTable(theme, row_height="row.compact")
        self.people_table = UncopiedTable(theme, row_height="row.comfortable")
        self.counted = label("", "caption", tone="secondary")
        self.foot = label("", "caption", tone="tertiary", wrap=True)
        self.states = StateStack(theme, self._arranged())
        self.set_body(self.states)
        self.setMinimumWidth(theme.px(520))
        self.there_table.opened.connect(self._open_there)
        self.people_table.opened.connect(self._open_person)
        self.retranslate()

    def _arranged(self) -> QWidget:
        px = self.theme.px
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._grid.setContentsMargins(px(16), px(12), px(16), px(12))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(6))
        self.there_table.setModel(self.there)
        self.there_table.set_widths(self.there.widths, least=96)
        for table in (self.there_table, self.people_table):
            table.show_header("table_header.compact")
        for words in (self.counted, self.foot):
            words.setContentsMargins(px(16), px(10), px(16), px(10))
        for part in (self._facts, hair(), self.there_table, self.counted):
            column.addWidget(part)
        column.addWidget(self.people_table, 1)
        column.addWidget(hair())
        column.addWidget(self.foot)
        return body

    def show_card(self, card: LinkedCard) -> None:
        self.card = card
        self._write()
        self.states.show_content()
        first = self.people.rows[0].person_id if self.people.rows else None
        self.people_table.choose(first)
        (self.people_table if self.people.rows or not self.there.rows else self.there_table).setFocus()

    def show_outside(self, kind: LinkKind) -> None:
        """Say that it lies outside the area: an audited miss."""
        self.forget()
        self.set_title(title_of(kind))
        self.states.empty(tr("Not in your area"), tr("The question stands in the audit."))
        self.back.setFocus()

    def forget(self) -> None:
        self.card = None
        for model in (self.there, self.of_premises, self.of_organisation):
            model.show_rows(())
        self._clear_facts()

    def panel_words(self) -> tuple[str, str]:
        """Return the title of the panel and what stands beside it."""
        return self.title.text(), self.sub.text()

    def links(self) -> list[tuple[LinkKind, int, str]]:
        """Return what can be opened from here besides the tables: premises and what they stand in."""
        card = self.card
        if isinstance(card, OrganisationCard) and card.facts.premises_id is not None:
            return [(LinkKind.PREMISES, card.facts.premises_id, card.facts.premises)]
        if isinstance(card, PremisesCard) and card.above is not None:
            return [(LinkKind.PREMISES, card.above, " / ".join(card.path[:-1]))]
        return []

    def retranslate(self) -> None:
        self.back.setText(tr("Back to the card"))
        self.foot.setText(
            tr("Names and ages are masked, people of other areas are left out. Enter opens the marked row.")
        )
        for model in (self.there, self.of_premises, self.of_organisation):
            model.retranslate()
        if self.card is not None:
            self._write()

    def _write(self) -> None:
        card = self.card
        if card is None:
            return
        premises = isinstance(card, PremisesCard)
        self.set_title(title_of(card.ticket.kind), name_of(card))
        self._clear_facts()
        for place, (word, value) in enumerate(facts_of(card)):
            self._add_fact(place, word, value)
        if isinstance(card, OrganisationCard):
            self._add_sources(card)
        else:
            self._add_tenures(card)
        self.there.show_rows(_there(card))
        self._list_people(premises=premises)
        self.people.show_rows(card.people.rows)
        self._fit_there()
        self.counted.setText(_counted(card))

    def _list_people(self, *, premises: bool) -> None:
        """Show the columns of premises, or those of an organisation, where nobody has a room."""
        self.people = self.of_premises if premises else self.of_organisation
        columns = PREMISES_COLUMNS if premises else ORGANISATION_COLUMNS
        if self.people_table.model() is not self.people:
            self.people_table.setModel(self.people)
            yields = tuple(_YIELDS.get(column.key, 0) for column in columns)
            self.people_table.set_widths(self.people.widths, yields, least=96)

    def _clear_facts(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

    def _add_fact(self, place: int, word: str, value: str) -> None:
        row, side = divmod(place, 2)
        head = ElidedLabel(word, "caption", tone="tertiary")
        head.setFixedWidth(self.theme.px(_HEADS))
        self._grid.addWidget(head, row, 2 * side)
        shown = self._value(word, value)
        self._grid.addWidget(shown, row, 2 * side + 1)
        if not isinstance(shown, ElidedLabel):
            self._grid.setAlignment(shown, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(2 * side + 1, 1)

    def _add_sources(self, card: OrganisationCard) -> None:
        """Let what further sources say stand below, each over the whole width."""
        said = _shortened(
            [(said_words(one), "" if one.first else "secondary") for one in card.facts.beside],
            _SAID_SHOWN,
        )
        gone = _shortened(
            [(taken_back_words(one), "tertiary") for one in card.facts.taken_back],
            _GONE_SHOWN,
        )
        row = (len(facts_of(card)) + 1) // 2
        row = self._add_lines(row, tr("Sources"), said)
        self._add_lines(row, tr("Taken back"), gone)

    def _add_tenures(self, card: PremisesCard) -> None:
        held = [(_held(one), "" if one.until is None else "secondary") for one in card.tenures]
        self._add_lines((len(facts_of(card)) + 1) // 2, tr("Held as"), held)

    def _add_lines(self, row: int, word: str, lines: Sequence[tuple[str, str]]) -> int:
        """Let (words, tone) stand from this row on, each over the whole width, and return the row behind them."""
        for place, (words, tone) in enumerate(lines, row):
            head = ElidedLabel(word if place == row else "", "caption", tone="tertiary")
            self._grid.addWidget(head, place, 0)
            self._grid.addWidget(ElidedLabel(words, "caption", tone=tone), place, 1, 1, 3)
        return row + len(lines)

    def _value(self, word: str, value: str) -> QWidget:
        """Return the words, or a link where they name what can be opened."""
        for kind, key, name in self.links():
            if value and value == name:
                made = button(value, "link")
                made.setAccessibleName(tr("Open {what}").format(what=f"{word} {value}"))
                made.clicked.connect(lambda _on=False, kind=kind, key=key: self.link_wanted.emit(kind, key))
                return made
        return ElidedLabel(value or tr("unknown"), "body", tone="" if value else "tertiary")

    def _fit_there(self) -> None:
        """Give the parts room for a few rows; the people have the rest."""
        rows = min(len(self.there.rows), _PARTS_SHOWN)
        self.there_table.setVisible(bool(rows))
        heads = self.theme.size("table_header.compact")
        self.there_table.setFixedHeight(heads + rows * self.theme.size("row.compact") + self.theme.px(2))

    def _open_there(self, key: object) -> None:
        if isinstance(key, tuple):
            self.link_wanted.emit(*key)

    def _open_person(self, key: object) -> None:
        if isinstance(key, int) and self.card is not None:
            self.person_wanted.emit(self.card.ticket, key)


def title_of(kind: LinkKind) -> str:
    return tr("Organisation") if kind is LinkKind.ORGANISATION else tr("Premises")


def name_of(card: LinkedCard) -> str:
    """Return what an opened card is called on a button; no person is named by it."""
    if isinstance(card, OrganisationCard):
        return card.facts.name or card.facts.uscc
    return card.code


def facts_of(card: LinkedCard) -> list[tuple[str, str]]:
    if isinstance(card, PremisesCard):
        return [
            (tr("Premises"), card.code),
            (tr("Kind"), pick(card.kind)),
            (tr("Stands in"), " / ".join(card.path[:-1]) or NOTHING),
            (tr("Called"), card.path[-1]),
            (tr("Tenure"), _tenure(card)),
            (tr("Grid"), pick(card.grid)),
            (tr("Address"), card.address),
        ]
    facts = card.facts
    recorded = " · ".join(part for part in (facts.source, _day(facts.recorded_on)) if part)
    return [
        (tr("Credit code"), facts.uscc),
        (tr("Kind"), pick(facts.kind)),
        (tr("Standing"), pick(facts.status)),
        (tr("Founded"), _day(facts.founded_on)),
        (tr("Premises"), facts.premises),
        (tr("Ended"), _day(facts.ended_on) or NOTHING),
        (tr("Grid"), pick(facts.grid)),
        (tr("First source") if facts.beside else tr("Source"), recorded),
    ]


def said_words(one: SaidOf) -> str:
    """Return what a source says, with source, day and verification."""
    words = tr("{item}: {value}, stands above") if one.first else tr("{item}: {value}")
    value = words.format(item=pick(one.item), value=pick(one.value))
    verified = verified_words(one.verified_on, by=one.verified_by) if one.verified_on else ""
    return " · ".join(part for part in (value, one.source, _day(one.recorded_on), verified) if part)


def taken_back_words(one: TakenBack) -> str:
    """Return what somebody took back, with who, when and why."""
    value = tr("{item}: {value}").format(item=pick(one.item), value=pick(one.value))
    taken = tr("taken back by {who}, {day}").format(who=one.by or NOTHING, day=f"{one.at:%Y-%m-%d}")
    return " · ".join(part for part in (value, one.source, taken, one.why) if part)


def _shortened(lines: list[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """Return at most so many (words, tone), the last of which tells how many are left out."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], (tr("… and {n} more").format(n=len(lines) - most + 1), "tertiary")]


def _held(one: TenureLine) -> str:
    """Return a tenure with its days, and who said so."""
    return " · ".join(part for part in (pick(TENURE_NAMES[one.tenure]), days_of(one), one.source) if part)


def _tenure(card: PremisesCard) -> str:
    """Return the tenure, "" where it is unknown; only a room has one."""
    return pick(card.tenure) or ("" if card.kind == PREMISES_KIND_NAMES["room"] else NOTHING)


def _there(card: LinkedCard) -> list[_There]:
    if isinstance(card, OrganisationCard):
        return []
    parts = [
        _There(
            LinkKind.PREMISES,
            part.premises_id,
            part.name,
            pick(part.kind),
            pick(part.tenure) or NOTHING,
            _peopled(part.residents, part.households),
        )
        for part in card.parts
    ]
    shops = (
        _There(LinkKind.ORGANISATION, one.organisation_id, one.name, pick(one.kind), NOTHING, NOTHING)
        for one in card.organisations
    )
    return [*parts, *shops]


def _peopled(residents: int, households: int) -> str:
    persons = by_count(residents, tr("{n} person"), tr("{n} persons")).format(n=residents)
    homes = by_count(households, tr("{n} household"), tr("{n} households")).format(n=households)
    return f"{persons} · {homes}" if residents or households else NOTHING


def _counted(card: LinkedCard) -> str:
    people = card.people
    if isinstance(card, PremisesCard):
        words = by_count(people.present, tr("{n} lives here now"), tr("{n} live here now"))
    else:
        words = by_count(people.present, tr("{n} belongs to it now"), tr("{n} belong to it now"))
    told = words.format(n=people.present)
    if people.beyond:
        more = by_count(people.beyond, tr("{n} is not listed"), tr("{n} are not listed"))
        told = f"{told} · {more.format(n=people.beyond)}"
    if isinstance(card, PremisesCard) and card.unlisted:
        further = tr("further parts and organisations, in what is opened above: {n}")
        told = f"{told} · {further.format(n=thousands(card.unlisted))}"
    return told


def _span(row: LinkedPerson) -> str:
    since = f"{row.since:%Y-%m}" if row.since is not None else tr("unknown")
    if row.until is None:
        return tr("{month} to now").format(month=since)
    return f"{since} — {row.until:%Y-%m}"


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
