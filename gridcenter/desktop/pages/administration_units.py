"""The units at the desk: how available each is, what it has to do, and what was said about it.

Everything goes by one key: B busy, O off duty, F free, C how many tasks it may hold; U leaves those without room,
/ searches, Enter goes to the history of the unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from gridcenter.desktop.models.units import DutyModel, UnitsModel
from gridcenter.desktop.pages.administration_forms import form_choice, reason_field, sending
from gridcenter.desktop.pages.list_tab import ListTab, TabGround
from gridcenter.desktop.unit_ports import UnitPorts
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.shown_list import ShownList
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
from gridcenter.language import pick, tr

_LEAST = 240
"""px at 100 % below which the name of a unit has too little room."""
_COUNTED_AGAIN = 10
"""Seconds between two countings of the tasks while incidents change."""
_SAID = {"B": Availability.BUSY, "O": Availability.OFF_DUTY, "F": Availability.FREE}


class UnitsTab(ListTab):
    """Reads when it is shown, when somebody said something of a unit, and while incidents change now and then."""

    search_words = "units availability busy duty 单位 忙闲 值守"
    kinds = frozenset({"unit"})

    def __init__(self, ports: UnitPorts, ground: TabGround, parent: QWidget | None = None) -> None:
        super().__init__(ground, "BOFC", parent)
        theme, self._ports = ground.theme, ports
        self._known: Sequence[UnitStanding] = ()
        self._told_of: object = None
        self.engaged = Chip(theme)
        self.units = ShownList(theme, UnitsModel(ground.now, ground.zone, self), least=_LEAST)
        self.history = ShownList(theme, DutyModel(ground.zone, self), least=_LEAST)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(self.units.states)
        lower.set_body(self.history.states)
        for part in (self.search, self.engaged, *self.buttons.values()):
            upper.header_right.addWidget(part)

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.units.table.setFocus)
        self.engaged.clicked.connect(lambda _on=False: self._show())
        self.units.table.chosen.connect(lambda _key: self._tell_history())
        self.units.table.opened.connect(lambda _key: self.history.table.setFocus())
        self.bind(self._acts())

    def _acts(self) -> dict[str, Callable[[], object]]:
        said = {key: partial(self._with_unit, partial(self._say, one)) for key, one in _SAID.items()}
        return {
            **said,
            "C": partial(self._with_unit, self._let_hold),
            "U": self._toggle_engaged,
            "/": self.search.setFocus,
        }

    def _command_words(self) -> Mapping[str, str]:
        return {
            "B": tr("Say that the unit is busy"),
            "O": tr("Say that the unit is off duty"),
            "F": tr("Say that the unit is free again"),
            "C": tr("Say how many tasks the unit may hold"),
            "U": tr("Only the units without room"),
        }

    # Reading

    def apply_subject(self, kind: str, *, anything: str) -> None:
        if kind in self.kinds or kind == anything:
            self._told_of = None
        super().apply_subject(kind, anything=anything)

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
        self.units.loading()
        self._background.read(self, self._ports.read, self._take, self._failed, topic="units")

    def _take(self, found: Sequence[UnitStanding]) -> None:
        self._known, self._stale = found, False
        self._show()

    def _failed(self, refusal: Refusal) -> None:
        self.units.broken(refusal, self.ask)

    def _tell_history(self) -> None:
        """Read what was said about the current unit, unless it is on show already."""
        unit = self.units.marked
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
        self.history.broken(refusal, self._tell_history)

    # Showing

    def _show(self) -> None:
        now = self._now()
        rows = [row for row in self._known if self._wanted(row, now)]
        if self.units.show(rows):
            self._tell_history()
            return
        if self._known:
            self.units.states.empty(tr("No unit fits"), tr("Search for something else, or press U for all."))
        elif not self._stale:
            self.units.states.empty(tr("No units"), tr("Import the units of the district first."))
        self._tell_history()

    def _show_sub(self, sentence: str) -> None:
        """Count the units, once they were read."""
        if self._stale and not self._known:
            return
        now = self._now()
        counts = tr("{n} of {all} · {engaged} without room").format(
            n=len(self.units.rows),
            all=len(self._known),
            engaged=sum(row.load.engaged(now) for row in self._known),
        )
        self.panels[0].set_sub(" · ".join(part for part in (counts, sentence) if part))

    def _show_history(self, said: Sequence[DutyEntry], name: str) -> None:
        self.panels[1].set_sub(name)
        if not self.history.show(said):
            self.history.states.empty(
                tr("Nothing was said yet"), tr("A unit of which nothing was said is free.")
            )

    def _wanted(self, row: UnitStanding, now: datetime) -> bool:
        if self.engaged.isChecked() and not row.load.engaged(now):
            return False
        load = row.load
        return self.searched(load.code, load.unit.zh, load.unit.en, unit_kind_text(load.kind))

    # Acting

    def _toggle_engaged(self) -> None:
        self.engaged.setChecked(not self.engaged.isChecked())
        self._show()

    def _with_unit(self, act: Callable[[UnitLoad], object]) -> None:
        unit = self.units.marked
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
        super()._done(choice, _answer)

    # Look and language

    def title(self) -> str:
        return tr("Units")

    def take_keyboard(self) -> None:
        self.units.take_keyboard(self)

    def retranslate(self) -> None:
        self.panels[0].title.setText(tr("Units"))
        self.panels[1].title.setText(tr("History of the unit"))
        self.name_search(tr("Search the units"))
        self.engaged.set_word(tr("Without room (U)"))
        self.units.name(tr("Units"))
        self.history.name(tr("History of the unit"))
        self.name_buttons(self._button_words())
        self._told_of = None
        self._show()

    def _button_words(self) -> dict[str, str]:
        return {"B": tr("Busy"), "O": tr("Off duty"), "F": tr("Free"), "C": tr("Capacity")}
