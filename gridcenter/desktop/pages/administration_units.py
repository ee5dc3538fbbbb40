"""The units at the desk: how available each is, what it has to do, and what was said about it.

Everything goes by one key: B busy, O off duty, F free, C how many tasks it may hold; U leaves those without room,
/ searches, Enter goes to the history of the unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.models.units import DutyModel, UnitsModel
from gridcenter.desktop.pages.administration_forms import form_choice, reason_field, sending
from gridcenter.desktop.pages.administration_two_lists import TwoLists, table_of
from gridcenter.desktop.pages.one_form import OneForm, done_sentence
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.unit_ports import UnitPorts
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.duty import (
    Availability,
    DutyEntry,
    UnitLoad,
    UnitStanding,
    state_text,
    unit_kind_text,
    why_not_say,
)
from gridcenter.domain.errors import Refusal
from gridcenter.domain.move_choices import MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr

_LEAST = 240
"""px at 100 % below which the name of a unit has too little room."""
_COUNTED_AGAIN = 10
"""Seconds between two countings of the tasks while incidents change."""
_SAID = {"B": Availability.BUSY, "O": Availability.OFF_DUTY, "F": Availability.FREE}
KINDS = frozenset({"unit"})


class UnitsTab(TwoLists):
    """Reads when it is shown, when somebody said something of a unit, and while incidents change now and then."""

    search_words = "units availability busy duty 单位 忙闲 值守"

    def __init__(
        self, ports: UnitPorts, actor: Actor, background: Background, theme: Theme, zone: ZoneInfo,
        now: Callable[[], datetime], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, "BOFC", parent)
        self._ports, self._actor, self._background = ports, actor, background
        self._zone, self._now = zone, now
        self._known: Sequence[UnitStanding] = ()
        self._told_of: object = None
        self.engaged = Chip(theme)
        self.units, self.history = UnitsModel(now, zone, self), DutyModel(zone, self)
        self.units_table, self.history_table = (
            table_of(theme, model, least=_LEAST) for model in (self.units, self.history)
        )
        self.units_states, self.history_states = (
            StateStack(theme, table) for table in (self.units_table, self.history_table)
        )
        self.forms = OneForm(self, background, theme)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(self.units_states)
        lower.set_body(self.history_states)
        for part in (self.search, self.engaged, *self.buttons.values()):
            upper.header_right.addWidget(part)

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.units_table.setFocus)
        self.engaged.clicked.connect(lambda _on=False: self._show())
        self.units_table.chosen.connect(lambda _key: self._tell_history())
        self.units_table.opened.connect(lambda _key: self.history_table.setFocus())
        self.forms.taken.connect(self._done)
        self.forms.notice.connect(self.notice)
        self.bind(self._acts())

    def _acts(self) -> dict[str, Callable[[], object]]:
        said = {key: partial(self._with_unit, partial(self._say, one)) for key, one in _SAID.items()}
        return {
            **said,
            "C": partial(self._with_unit, self._let_hold),
            "U": self._toggle_engaged,
            "/": self.search.setFocus,
        }

    def commands(self) -> Iterator[Command]:
        """Return what the command bar offers while this tab is on show."""
        words = {
            "B": tr("Say that the unit is busy"),
            "O": tr("Say that the unit is off duty"),
            "F": tr("Say that the unit is free again"),
            "C": tr("Say how many tasks the unit may hold"),
            "U": tr("Only the units without room"),
        }
        for key, act in self._acts().items():
            if key in words:
                yield Command(words[key], tr("Units"), act, self.search_words, key)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.ask()

    def apply_subject(self, kind: str, *, anything: str) -> None:
        if kind in KINDS or kind == anything:
            self._stale = True
            self._told_of = None
            if self.isVisible():
                self.ask()

    def note_incidents(self) -> None:
        """Take in that incidents changed: the tasks of some unit may have, too."""
        self._stale = True

    def tick(self, now: datetime) -> None:
        """Let a second pass: count again where incidents changed, and let times that were said run out."""
        if not self.isVisible():
            return
        if self._stale and now.second % _COUNTED_AGAIN == 0:
            self.ask()
        elif now.second == 0:
            self._show()

    def ask(self) -> None:
        if not self._known:
            self.units_states.loading()
        self._background.read(self, self._ports.read, self._take, self._failed, topic="units")

    def _take(self, found: Sequence[UnitStanding]) -> None:
        self._known, self._stale = found, False
        self._show()

    def _failed(self, refusal: Refusal) -> None:
        self.units_states.broken(tr("The store did not answer"), str(refusal), self.ask)

    def _tell_history(self) -> None:
        """Read what was said about the current unit, unless it is on show already."""
        unit = self._current()
        sentence = self._why_not(unit.load) if unit is not None else ""
        self._show_sub(sentence)
        for made in self.buttons.values():
            made.setEnabled(unit is not None and not sentence)
        wanted = None if unit is None else (unit.load.unit_id, unit.said)
        if wanted == self._told_of:
            return
        self._told_of = wanted
        if unit is None:
            self._show_history((), "")
            return
        show = partial(self._show_history, name=pick(unit.load.unit))
        work = partial(self._ports.history, unit.load.unit_id)
        self._background.read(self, work, show, self._history_failed, topic="history")

    def _history_failed(self, refusal: Refusal) -> None:
        self._told_of = None
        self.history_states.broken(tr("The store did not answer"), str(refusal), self._tell_history)

    # Showing

    def _show(self) -> None:
        now = self._now()
        rows = [row for row in self._known if self._wanted(row, now)]
        self.units.show_rows(rows)
        if rows:
            self.units_states.show_content()
        elif self._known:
            self.units_states.empty(tr("No unit fits"), tr("Search for something else, or press U for all."))
        elif not self._stale:
            self.units_states.empty(tr("No units"), tr("Import the units of the district first."))
        if not self.units_table.currentIndex().isValid() and rows:
            self.units_table.setCurrentIndex(self.units.index(0, 0))
        self._tell_history()

    def _show_sub(self, sentence: str) -> None:
        now = self._now()
        counts = tr("{n} of {all} · {engaged} without room").format(
            n=len(self.units.rows),
            all=len(self._known),
            engaged=sum(row.load.engaged(now) for row in self._known),
        )
        self.panels[0].set_sub(" · ".join(part for part in (counts, sentence) if part))

    def _show_history(self, said: Sequence[DutyEntry], name: str) -> None:
        self.history.show_rows(said)
        self.panels[1].set_sub(name)
        if said:
            self.history_states.show_content()
        else:
            self.history_states.empty(
                tr("Nothing was said yet"), tr("A unit of which nothing was said is free.")
            )

    def _wanted(self, row: UnitStanding, now: datetime) -> bool:
        if self.engaged.isChecked() and not row.load.engaged(now):
            return False
        load = row.load
        text = f"{load.code} {load.unit.zh} {load.unit.en} {unit_kind_text(load.kind)}".casefold()
        return all(word in text for word in self.search.text().casefold().split())

    # Acting

    def _toggle_engaged(self) -> None:
        self.engaged.setChecked(not self.engaged.isChecked())
        self._show()

    def _current(self) -> UnitStanding | None:
        key = self.units_table.current_id()
        return next((row for row in self.units.rows if row.load.unit_id == key), None)

    def _with_unit(self, act: Callable[[UnitLoad], object]) -> None:
        unit = self._current()
        if unit is None:
            return
        sentence = self._why_not(unit.load)
        if sentence:
            self.notice.emit(sentence)
        else:
            act(unit.load)

    def _why_not(self, unit: UnitLoad) -> str:
        return why_not_say(self._actor, unit.unit_id, place=unit.division_code)

    def _say(self, one: Availability, unit: UnitLoad) -> None:
        name = {
            Availability.BUSY: Name("置忙", "Busy"),
            Availability.OFF_DUTY: Name("置离岗", "Off duty"),
            Availability.FREE: Name("置空闲", "Free"),
        }[one]
        until = MoveField("until", Name("至何时", "until when"), "moment", required=False)
        fields = [reason_field()] if one is Availability.FREE else [until, reason_field()]
        unit_id = unit.unit_id
        self.forms.open(
            form_choice(one.value, name, fields),
            self._about(unit),
            sending(lambda said: self._ports.say(unit_id, one, said.get("until", ""), said["reason"])),
        )

    def _let_hold(self, unit: UnitLoad) -> None:
        most = MoveField("most", Name("最多任务数", "tasks at most"), "line", required=False)
        name = Name("任务上限", "Capacity")
        unit_id = unit.unit_id
        about = tr("{unit}. Nothing written is the number of its kind.").format(unit=self._about(unit))
        dialog = self.forms.open(
            form_choice("capacity", name, [most, reason_field()]),
            about,
            sending(lambda said: self._ports.let_hold(unit_id, said["most"], said["reason"])),
        )
        editor = dialog.fields["most"] if dialog is not None else None
        if isinstance(editor, QLineEdit) and unit.own_capacity:
            editor.setText(str(unit.capacity))

    def _about(self, unit: UnitLoad) -> str:
        return tr("{unit}: {state}, open tasks: {n}").format(
            unit=pick(unit.unit), state=state_text(unit, self._now(), self._zone), n=unit.tasks
        )

    def _done(self, choice: MoveChoice, _answer: object) -> None:
        self._told_of = None
        self.notice.emit(done_sentence(choice))
        self.ask()

    # Look and language

    def title(self) -> str:
        return tr("Units")

    def take_keyboard(self) -> None:
        """Put the keyboard into the list, or where its keys work when there is none to show."""
        (self.units_table if self.units_states.showing_content() else self).setFocus()

    def retranslate(self) -> None:
        self.panels[0].title.setText(tr("Units"))
        self.panels[1].title.setText(tr("History of the unit"))
        self.search.setPlaceholderText(tr("Search (/)"))
        self.search.setAccessibleName(tr("Search the units"))
        self.engaged.set_word(tr("Without room (U)"))
        self.units_table.setAccessibleName(tr("Units"))
        self.history_table.setAccessibleName(tr("History of the unit"))
        self.name_buttons(self._button_words())
        self.units.retranslate()
        self.history.retranslate()
        self._told_of = None
        self._show()

    def _button_words(self) -> dict[str, str]:
        return {"B": tr("Busy"), "O": tr("Off duty"), "F": tr("Free"), "C": tr("Capacity")}
