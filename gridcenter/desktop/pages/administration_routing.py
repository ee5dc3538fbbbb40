"""The responsibility list at the desk: lines with their hit rate, and the rulings that are offered next time.

Everything goes by one key: N a new line, E change, D end, Enter the incidents behind the figures; R makes a line of
a ruling, X marks it as not to be followed; M puts those that miss first, / searches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.models.routing import RulesModel, RulingsModel
from gridcenter.desktop.pages.administration_routing_forms import RoutingForms
from gridcenter.desktop.pages.administration_two_lists import TwoLists, table_of
from gridcenter.desktop.pages.one_form import done_sentence
from gridcenter.desktop.pages.supervision_behind import BehindDialog
from gridcenter.desktop.routing_ports import Behind, RoutingList, RoutingPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.people import Actor
from gridcenter.domain.routing import EDITORS, Precedent, RuleRow, misses_first
from gridcenter.language import by_count, tr

_LEAST = 380
"""px at 100 % below which what a line is for has too little room."""
KINDS = frozenset({"responsibility", "ruling"})
"""Kinds of changes after which the list is read again."""


class RoutingTab(TwoLists):
    """Reads when it is shown and when somebody changed the list; GUI thread only."""

    incident_wanted = Signal(object)
    search_words = "responsibility routing 权责清单"

    def __init__(
        self, ports: RoutingPorts, actor: Actor, background: Background, theme: Theme, zone: ZoneInfo,
        now: Callable[[], datetime], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, "NEDRX", parent)
        self._ports, self._background = ports, background
        self._zone, self._now = zone, now
        self._may = actor.role in EDITORS
        self._known = RoutingList((), ())
        self.behind: BehindDialog | None = None
        self.misses, self.ended = Chip(theme), Chip(theme)
        self.rules, self.rulings = RulesModel(self), RulingsModel(zone, self)
        self.rules_table, self.rulings_table = (
            table_of(theme, model, least=_LEAST) for model in (self.rules, self.rulings)
        )
        self.rules_states, self.rulings_states = (
            StateStack(theme, table) for table in (self.rules_table, self.rulings_table)
        )
        self.forms = RoutingForms(self, ports, background, theme, zone=zone, now=now)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(self.rules_states)
        lower.set_body(self.rulings_states)
        for part in (self.search, self.misses, self.ended, *(self.buttons[key] for key in "NED")):
            upper.header_right.addWidget(part)
        for key in "RX":
            lower.header_right.addWidget(self.buttons[key])
        for made in self.buttons.values():
            made.setEnabled(self._may)

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.rules_table.setFocus)
        for chip in (self.misses, self.ended):
            chip.clicked.connect(lambda _on=False: self._show_from_the_top())
        self.rules_table.opened.connect(self.open_behind)
        self.rulings_table.opened.connect(self._open_ruled)
        self.forms.taken.connect(self._done)
        self.forms.notice.connect(self.notice)
        self.bind(self._acts())

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "N": partial(self._keep, lambda: self.forms.enter()),
            "E": partial(self._with_rule, self.forms.change),
            "D": partial(self._with_rule, self.forms.end),
            "R": partial(self._with_ruling, self.forms.make_rule),
            "X": partial(self._with_ruling, self.forms.dismiss),
            "M": self._toggle_misses,
            "/": self.search.setFocus,
        }

    def commands(self) -> Iterator[Command]:
        """Return what the command bar offers while this tab is on show."""
        words = {**self._button_words(), "M": tr("Put those first that miss most often")}
        for key, act in self._acts().items():
            if key in words and (key == "M" or self._may):
                yield Command(words[key], tr("Responsibility list"), act, "responsibility routing 权责", key)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.ask()

    def apply_subject(self, kind: str, *, anything: str) -> None:
        if kind in KINDS or kind == anything:
            self._stale = True
            if self.isVisible():
                self.ask()

    def ask(self) -> None:
        if not self._known.rules:
            self.rules_states.loading()
            self.rulings_states.loading()
        self._background.read(self, self._ports.read, self._take, self._failed, topic="routing")

    def _take(self, found: RoutingList) -> None:
        self._known, self._stale = found, False
        self._show()

    def _failed(self, refusal: Refusal) -> None:
        for states in (self.rules_states, self.rulings_states):
            states.broken(tr("The store did not answer"), str(refusal), self.ask)

    # Showing

    def _show(self) -> None:
        today = self._now().astimezone(self._zone).date()
        rules, rulings = self._shown_rules(today), self._found(self._known.rulings, _ruling_text)
        self.rules.show_rows(rules)
        self.rulings.show_rows(rulings)
        living = sum(not row.ends_by(today) for row in self._known.rules)
        self.panels[0].set_sub(
            by_count(living, tr("{n} of {all} line in force"), tr("{n} of {all} lines in force")).format(
                n=len(rules), all=living
            )
        )
        self.panels[1].set_sub(
            by_count(
                len(rulings),
                tr("{n} ruling · offered next time, never applied by itself"),
                tr("{n} rulings · offered next time, never applied by themselves"),
            ).format(n=len(rulings))
        )
        if rules:
            self.rules_states.show_content()
        elif self._known.rules:
            self.rules_states.empty(
                tr("No line fits"), tr("Search for something else, or show those that ended too.")
            )
        else:
            self.rules_states.empty(
                tr("The list is empty"), tr("Press N to enter the first line, or import a table.")
            )
        if rulings:
            self.rulings_states.show_content()
        else:
            self.rulings_states.empty(
                tr("No rulings"), tr("The centre has not ruled yet on who is responsible.")
            )
        for table in (self.rules_table, self.rulings_table):
            if not table.currentIndex().isValid() and table.model().rowCount():
                table.setCurrentIndex(table.model().index(0, 0))

    def _shown_rules(self, today: date) -> Sequence[RuleRow]:
        rows = [row for row in self._known.rules if self.ended.isChecked() or not row.ends_by(today)]
        found = self._found(rows, _rule_text)
        return misses_first(found) if self.misses.isChecked() else found

    def _found(self, rows: Sequence[Any], text: Callable[[Any], str]) -> list[Any]:
        wanted = self.search.text().casefold().split()
        return [row for row in rows if all(word in text(row).casefold() for word in wanted)]

    # Acting

    def _toggle_misses(self) -> None:
        self.misses.setChecked(not self.misses.isChecked())
        self._show_from_the_top()

    def _show_from_the_top(self) -> None:
        self._show()
        self.rules_table.setCurrentIndex(self.rules.index(0, 0))
        self.rules_table.scrollToTop()

    def _keep(self, act: Callable[[], object]) -> None:
        if self._may:
            act()
        else:
            self.notice.emit(
                tr(
                    "The responsibility list is kept by the shift supervisor, the leader or the administrator."
                )
            )

    def _with_rule(self, act: Callable[[RuleRow], object]) -> None:
        key = self.rules_table.current_id() if self.rules_states.showing_content() else None
        row = next((one for one in self.rules.rows if one.id == key), None)
        if row is not None:
            self._keep(partial(act, row))

    def _with_ruling(self, act: Callable[[Precedent], object]) -> None:
        key = self.rulings_table.current_id() if self.rulings_states.showing_content() else None
        row = next((one for one in self.rulings.rows if one.id == key), None)
        if row is not None:
            self._keep(partial(act, row))

    def _done(self, choice: MoveChoice, _answer: object) -> None:
        self.notice.emit(done_sentence(choice))
        self.ask()

    def open_behind(self, key: object) -> None:
        """Show the incidents behind the figures of a line."""
        row = next((one for one in self.rules.rows if one.id == key), None)
        if row is None or self.behind is not None:
            return
        show = partial(self._show_behind, row)
        self._background.read(self, partial(self._ports.behind, row.id), show, self._told, topic="behind")

    def _show_behind(self, row: RuleRow, found: Behind) -> None:
        dialog = self.behind = BehindDialog(
            self._theme, self._background, WorkingCalendar(), self._now(), parent=self, cards=False
        )
        parts = [
            (tr("proposed: {n}").format(n=len(found.proposed)), found.proposed),
            (tr("taken: {n}").format(n=len(found.taken)), found.taken),
            (tr("passed over: {n}").format(n=len(found.passed_over)), found.passed_over),
            (tr("returned afterwards: {n}").format(n=len(found.returned)), found.returned),
        ]
        dialog.incident_wanted.connect(self.incident_wanted)
        dialog.finished.connect(self._closed)
        dialog.show_days(row.subject, row.hits.sentence, parts, self._ports.incidents, chosen=0)
        dialog.open()

    def _closed(self, _result: int) -> None:
        self.behind = None

    def _told(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    def _open_ruled(self, key: object) -> None:
        row = next((one for one in self.rulings.rows if one.id == key), None)
        if row is not None:
            self.incident_wanted.emit(row.incident_id)

    # Look and language

    def title(self) -> str:
        return tr("Responsibility list")

    def take_keyboard(self) -> None:
        """Put the keyboard into the list, or where its keys work when there is none to show."""
        (self.rules_table if self.rules_states.showing_content() else self).setFocus()

    def retranslate(self) -> None:
        self.panels[0].title.setText(tr("Responsibility list"))
        self.panels[1].title.setText(tr("Rulings"))
        self.search.setPlaceholderText(tr("Search (/)"))
        self.search.setAccessibleName(tr("Search the responsibility list"))
        self.misses.set_word(tr("Misses first (M)"))
        self.ended.set_word(tr("Ended too"))
        self.rules_table.setAccessibleName(tr("Responsibility list"))
        self.rulings_table.setAccessibleName(tr("Rulings"))
        self.name_buttons(self._button_words())
        self.rules.retranslate()
        self.rulings.retranslate()
        self._show()

    def _button_words(self) -> dict[str, str]:
        return {
            "N": tr("New line"),
            "E": tr("Change"),
            "D": tr("End"),
            "R": tr("Make a rule of it"),
            "X": tr("Not to be followed"),
        }


def _rule_text(row: RuleRow) -> str:
    names = (row.category, row.place, row.unit, row.source)
    words = [row.subject, row.unit_code, row.basis, row.enterer, row.cell.place_code]
    return " ".join([*words, *(f"{name.zh} {name.en}" for name in names)])


def _ruling_text(row: Precedent) -> str:
    names = (row.category, row.place, row.unit)
    words = [row.category_code, row.incident_number, row.reason, row.ruler]
    return " ".join([*words, *(f"{name.zh} {name.en}" for name in names)])
