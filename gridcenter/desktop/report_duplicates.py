"""Beside the form: incidents that the report in hand may repeat, asked anew while it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.models.columns import Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.errors import Refusal
from gridcenter.language import pick, tr
from gridcenter.services.duplicates import Duplicate
from gridcenter.services.intake import IncidentDraft

_PAUSE_MS = 150

_COLUMNS: tuple[Column[Duplicate], ...] = (
    Column(
        "incident",
        lambda: tr("Incident"),
        lambda one: f"{one.number} · {pick(one.state)} · {pick(one.category)}",
        lambda one: one.number,
        0,
        second=lambda one: one.why,
    ),
)


class DuplicatesPanel(Panel):
    """Asks for what is near, recent and alike; Enter or a double click opens one."""

    opened = Signal(object)
    """The id of an incident."""

    def __init__(
        self,
        ask: Callable[[IncidentDraft], Sequence[Duplicate]],
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._ask_for = ask
        self._background = background
        self._draft: IncidentDraft | None = None
        self.model = LinesModel(_COLUMNS, lambda one: one.incident_id, self)
        self.table = RowTable(theme, row_height="row.two_line")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths)
        self.states = StateStack(theme, self.table)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.table.opened.connect(self.opened)
        self.set_body(self.states)
        self.retranslate()

    def follow(self, draft: IncidentDraft) -> None:
        """Look for what this report may repeat; only category and place count."""
        self._draft = draft
        if self._askable():
            self._pause.start()
        else:
            self._pause.stop()
            self.model.show_rows(())
            self._hint()

    def retranslate(self) -> None:
        self.set_title(tr("Known already?"))
        self.table.setAccessibleName(tr("Known already?"))
        self.model.retranslate()
        if not self.model.rows:
            self._hint()

    def _askable(self) -> bool:
        draft = self._draft
        return draft is not None and bool(
            draft.category_code and (draft.grid_code or draft.longitude is not None)
        )

    def _hint(self) -> None:
        self.set_sub("")
        self.states.empty(
            tr("Nothing compared yet"),
            tr("As soon as category and place are chosen, incidents that are alike stand here."),
        )

    def _ask(self) -> None:
        draft = self._draft
        if draft is None or not self._askable():
            return
        self.states.loading()
        self._background.read(self, lambda: self._ask_for(draft), self._show, self._refused, topic="alike")

    def _show(self, found: Sequence[Duplicate]) -> None:
        if not self._askable():
            return
        self.model.show_rows(found)
        if found:
            self.set_sub(tr("{n} alike · Enter opens one").format(n=len(found)))
            self.states.show_content()
        else:
            self.set_sub("")
            self.states.empty(
                tr("Nothing like it is known"), tr("No incident of this kind is near and recent.")
            )

    def _refused(self, refusal: Refusal) -> None:
        self.states.broken(tr("Could not compare"), str(refusal), self._ask)
