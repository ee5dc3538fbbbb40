"""Finding what changed, from the tab of population changes: long work on its strip, and what many new rows are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.administration_forms import form_choice, sending
from gridcenter.desktop.pages.one_form import OneForm
from gridcenter.desktop.population_ports import ALL_KNOWN, ALL_NEW, PopulationPorts
from gridcenter.desktop.widgets.work_strip import WorkStrip
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.domain.move_choices import FieldChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.population_tasks import Detected, InitialFill
from gridcenter.language import tr

FILL = "initial_fill"
"""Action of the form that asks what many new rows are."""


class ChangeFinding(QObject):
    """Runs one pass at a time beside the writer's lane: each portion has a transaction of its own. GUI thread only."""

    notice = Signal(str)
    found = Signal()
    """A pass came to its end or was stopped: what it wrote is to be read."""

    def __init__(
        self,
        ports: PopulationPorts,
        strip: WorkStrip,
        forms: OneForm,
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._ports, self._strip, self._forms, self._background = ports, strip, forms, background
        self.waiting = 0
        """Rows that came since the last pass, where the rules say that a pass is offered for them."""

    def count(self, told: Callable[[], None]) -> None:
        """Ask how many rows wait for a pass, and tell when that is known."""
        if self._ports.waiting is not None:
            self._background.read(self, self._ports.waiting, partial(self._counted, told), topic="waiting")

    def _counted(self, told: Callable[[], None], waiting: int) -> None:
        self.waiting = waiting
        told()

    def find(self, fill: str = "") -> None:
        """Look through the registers; `fill` says what many new rows are, where that was asked."""
        if self._ports.detect is None:
            self.notice.emit(tr("your role does not detect population changes"))
        elif not self._strip.running:
            self._strip.begin(tr("Looking through the registers …"))
            work = partial(self._ports.detect, fill, self._strip.watch)
            self._background.read(self, work, self._ended, self._refused)

    def _ended(self, made: Detected | None) -> None:
        self._strip.end()
        if made is None:
            self.notice.emit(tr("Stopped. What was found so far is kept; the next pass finds the rest."))
        else:
            told = tr("Changes found: {found}, withdrawn: {withdrawn}, tasks made: {tasks}.")
            counts = {"found": made.found, "withdrawn": made.withdrawn, "tasks": made.tasks}
            self.notice.emit(told.format(**{key: thousands(count) for key, count in counts.items()}))
        self.found.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._strip.end()
        if isinstance(refusal, InitialFill):
            self._ask_what_they_are(refusal.rows)
        else:
            self.notice.emit(str(refusal))

    def _ask_what_they_are(self, rows: int) -> None:
        """So many new rows may be an initial fill: whoever asked says so, nobody presets it."""
        choices = (
            FieldChoice(
                ALL_KNOWN, Name("初次建档：视为已知，不生成任务", "an initial fill: known, no tasks")
            ),
            FieldChoice(
                ALL_NEW, Name("确为变动：生成变动和任务", "real changes: record them and make tasks")
            ),
        )
        asked = MoveField("fill", Name("这些新数据是", "these rows are"), "choice", choices, open=True)
        about = tr("{n} rows are new since the last pass: more than a few days of changes bring.")
        self._forms.open(
            form_choice(FILL, Name("查找变动", "Find changes"), [asked]),
            about.format(n=thousands(rows)),
            sending(lambda said: said["fill"]),
        )
