"""The responsibility list at the desk: lines with their hit rate, and the rulings that are offered next time.

Everything goes by one key: N a new line, E change, D end, Enter the incidents behind the figures; R makes a line of
a ruling, X marks it as not to be followed; M puts those that miss first, / searches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.models.routing import RulesModel, RulingsModel
from gridcenter.desktop.pages.administration_routing_forms import RoutingForms
from gridcenter.desktop.pages.list_tab import ListTab, TabGround
from gridcenter.desktop.pages.supervision_behind import BehindDialog
from gridcenter.desktop.routing_ports import Behind, RoutingList, RoutingPorts
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.shown_list import ShownList
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.routing import EDITORS, Precedent, RuleRow, misses_first
from gridcenter.language import by_count, tr

_LEAST = 380
"""px at 100 % below which what a line is for has too little room."""


class RoutingTab(ListTab):
    """Reads when it is shown and when somebody changed the list; GUI thread only."""

    incident_wanted = Signal(object)
    search_words = "responsibility routing 权责清单"
    kinds = frozenset({"responsibility", "ruling"})

    def __init__(self, ports: RoutingPorts, ground: TabGround, parent: QWidget | None = None) -> None:
        super().__init__(ground, "NEDRX", parent)
        theme, self._ports = ground.theme, ports
        self._may = ground.actor.role in EDITORS
        self._known = RoutingList((), ())
        self.behind: BehindDialog | None = None
        self.misses, self.ended = Chip(theme), Chip(theme)
        self.rules = ShownList(theme, RulesModel(self), least=_LEAST)
        self.rulings = ShownList(theme, RulingsModel(ground.zone, self), least=_LEAST)
        self._entering = RoutingForms(
            self.forms, self, ports, ground.background, zone=ground.zone, now=ground.now
        )
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(self.rules.states)
        lower.set_body(self.rulings.states)
        for part in (self.search, self.misses, self.ended, *(self.buttons[key] for key in "NED")):
            upper.header_right.addWidget(part)
        for key in "RX":
            lower.header_right.addWidget(self.buttons[key])

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.rules.table.setFocus)
        for chip in (self.misses, self.ended):
            chip.clicked.connect(lambda _on=False: self._show_from_the_top())
        for one in (self.rules, self.rulings):
            one.table.chosen.connect(lambda _key: self._weigh())
        self.rules.table.opened.connect(lambda _key: self.open_behind())
        self.rulings.table.opened.connect(lambda _key: self._open_ruled())
        self.bind(self._acts())

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "N": partial(self._keep, self._entering.enter),
            "E": partial(self._with_rule, self._entering.change),
            "D": partial(self._with_rule, self._entering.end),
            "R": partial(self._with_ruling, self._entering.make_rule),
            "X": partial(self._with_ruling, self._entering.dismiss),
            "M": self._toggle_misses,
            "/": self.search.setFocus,
        }

    def _command_words(self) -> Mapping[str, str]:
        kept = self._button_words() if self._may else {}
        return {**kept, "M": tr("Put those first that miss most often")}

    # Reading

    def ask(self) -> None:
        for one in (self.rules, self.rulings):
            one.loading()
        self._background.read(self, self._ports.read, self._take, self._failed, topic="routing")

    def _take(self, found: RoutingList) -> None:
        self._known, self._stale = found, False
        self._show()

    def _failed(self, refusal: Refusal) -> None:
        for one in (self.rules, self.rulings):
            one.broken(refusal, self.ask)
        self._weigh()

    # Showing

    def _show(self) -> None:
        today = self._now().astimezone(self._zone).date()
        living = sum(not row.ends_by(today) for row in self._known.rules)
        self._show_rules(self._shown_rules(today), living)
        self._show_rulings([row for row in self._known.rulings if self.searched(_ruling_text(row))])
        self._weigh()

    def _show_rules(self, rules: Sequence[RuleRow], living: int) -> None:
        """Show lines, of which `living` are in force."""
        self.panels[0].set_sub(
            by_count(living, tr("{n} of {all} line in force"), tr("{n} of {all} lines in force")).format(
                n=len(rules), all=living
            )
        )
        if self.rules.show(rules):
            return
        if self._known.rules:
            self.rules.states.empty(
                tr("No line fits"), tr("Search for something else, or show those that ended too.")
            )
        elif not self._stale:
            self.rules.states.empty(
                tr("The list is empty"), tr("Press N to enter the first line, or import a table.")
            )

    def _show_rulings(self, rulings: Sequence[Precedent]) -> None:
        self.panels[1].set_sub(
            by_count(
                len(rulings),
                tr("{n} ruling · offered next time, never applied by itself"),
                tr("{n} rulings · offered next time, never applied by themselves"),
            ).format(n=len(rulings))
        )
        if not self.rulings.show(rulings) and not self._stale:
            self.rulings.states.empty(
                tr("No rulings"), tr("The centre has not ruled yet on who is responsible.")
            )

    def _shown_rules(self, today: date) -> Sequence[RuleRow]:
        rows = [row for row in self._known.rules if self.ended.isChecked() or not row.ends_by(today)]
        found = [row for row in rows if self.searched(_rule_text(row))]
        return misses_first(found) if self.misses.isChecked() else found

    def _weigh(self) -> None:
        """Let the buttons of a line act only where one is marked."""
        for keys, there in (("N", True), ("ED", self.rules.marked), ("RX", self.rulings.marked)):
            for key in keys:
                self.buttons[key].setEnabled(self._may and bool(there))

    # Acting

    def _toggle_misses(self) -> None:
        self.misses.setChecked(not self.misses.isChecked())
        self._show_from_the_top()

    def _show_from_the_top(self) -> None:
        self._show()
        self.rules.mark(0)
        self.rules.table.scrollToTop()

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
        row = self.rules.marked
        if row is not None:
            self._keep(partial(act, row))

    def _with_ruling(self, act: Callable[[Precedent], object]) -> None:
        row = self.rulings.marked
        if row is not None:
            self._keep(partial(act, row))

    def open_behind(self) -> None:
        """Show the incidents behind the figures of the marked line."""
        row = self.rules.marked
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

    def _open_ruled(self) -> None:
        row = self.rulings.marked
        if row is not None:
            self.incident_wanted.emit(row.incident_id)

    # Look and language

    def title(self) -> str:
        return tr("Responsibility list")

    def take_keyboard(self) -> None:
        self.rules.take_keyboard(self)

    def retranslate(self) -> None:
        self.panels[0].set_title(tr("Responsibility list"))
        self.panels[1].set_title(tr("Rulings"))
        self.name_search(tr("Search the responsibility list"))
        self.misses.set_word(tr("Misses first (M)"))
        self.ended.set_word(tr("Ended too"))
        self.rules.name(tr("Responsibility list"))
        self.rulings.name(tr("Rulings"))
        self.name_buttons(self._button_words())
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
