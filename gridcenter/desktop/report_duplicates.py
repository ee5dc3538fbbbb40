"""Beside the form: what the report in hand may repeat, and what its caller and its place are known for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.merging_ports import MergingPorts
from gridcenter.desktop.models.columns import Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.contacts import complete_number
from gridcenter.domain.errors import Refusal
from gridcenter.language import pick, tr
from gridcenter.services.duplicates import Duplicate
from gridcenter.services.incident_draft import IncidentDraft

SAME_KEY = "Ctrl+M"
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


@dataclass
class _Source:
    """One kind of question: what of a draft it depends on (None: nothing to ask yet), and what was answered last."""

    subject: Callable[[IncidentDraft], object]
    ask: Callable[[IncidentDraft], Sequence[Duplicate]]
    asked: object = None
    found: Sequence[Duplicate] = field(default_factory=tuple)


class DuplicatesPanel(Panel):
    """One list: the caller's own matters first, then what is near, recent and alike, then the history of the place.

    Each is asked anew only when what it depends on has changed; a caller's number once it is complete, since the
    look is audited. Enter or a double click opens an incident, Ctrl+M says that the report is the same matter.
    """

    opened = Signal(object)
    """The id of an incident."""
    same = Signal(object)
    """The id of the incident to which the report belongs."""

    def __init__(
        self,
        ask: Callable[[IncidentDraft], Sequence[Duplicate]],
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        merging: MergingPorts | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._background = background
        self._draft: IncidentDraft | None = None
        self._sources = _sources(ask, merging)
        self._refusal = ""
        self.model = LinesModel(_COLUMNS, lambda one: one.incident_id, self)
        self.table = RowTable(theme, row_height="row.two_line")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths)
        self.states = StateStack(theme, self.table)
        self.note = label("", "caption", tone="red", wrap=True)
        self.add = button("", "normal")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda _on=False: self.take_same())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.table.opened.connect(self.opened)
        self.set_body(self._arranged(theme))
        self.retranslate()

    def _arranged(self, theme: Theme) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.states, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(12))
        foot.addWidget(self.note)
        foot.addWidget(self.add)
        column.addLayout(foot)
        self.note.hide()
        self.add.hide()
        return body

    def follow(self, draft: IncidentDraft) -> None:
        """Look for what is known of this report, its caller and its place."""
        self._draft = draft
        for source in self._sources.values():
            if source.subject(draft) is None:
                source.asked, source.found = None, ()
        self._show()
        if self._wanted():
            self._pause.start()
        else:
            self._pause.stop()

    def take_same(self) -> None:
        """Say that the report belongs to the current incident; where none is current, put the keyboard to the first."""
        key = self.table.current_id()
        if key is not None:
            self.same.emit(key)
        elif self.model.rows:
            self.table.choose(self.model.rows[0].incident_id)
            self.table.setFocus()

    def retranslate(self) -> None:
        self.set_title(tr("Known already?"))
        self.table.setAccessibleName(tr("Known already?"))
        set_button_text(self.add, tr("The same matter: add this report ({key})").format(key=SAME_KEY))
        self.model.retranslate()
        self._show()

    def _wanted(self) -> list[str]:
        draft = self._draft
        if draft is None:
            return []
        subjects = {key: source.subject(draft) for key, source in self._sources.items()}
        return [key for key, subject in subjects.items() if subject not in (None, self._sources[key].asked)]

    def _ask(self) -> None:
        draft = self._draft
        if draft is None:
            return
        for key in self._wanted():
            source = self._sources[key]
            source.asked = source.subject(draft)
            work = partial(source.ask, draft)
            self._background.read(
                self, work, partial(self._take, key), partial(self._refused, key), topic=key
            )
        if not self.model.rows:
            self.states.loading()

    def _take(self, key: str, found: Sequence[Duplicate]) -> None:
        source = self._sources[key]
        if source.asked is not None:
            source.found = found
        self._refusal = ""
        self._show()

    def _show(self) -> None:
        rows = _joined([source.found for source in self._sources.values()])
        if tuple(rows) != self.model.rows:
            self.model.show_rows(rows)
        self.note.setText(self._refusal)
        self.note.setVisible(bool(self._refusal))
        self.add.setVisible(bool(rows) and len(self._sources) > 1)
        if rows:
            self.set_sub(tr("{n} alike · Enter opens one").format(n=len(rows)))
            self.states.show_content()
            return
        self.set_sub("")
        if any(source.asked is not None for source in self._sources.values()):
            self.states.empty(
                tr("Nothing like it is known"), tr("No incident of this kind is near and recent.")
            )
        else:
            self.states.empty(
                tr("Nothing compared yet"),
                tr("As soon as category and place are chosen, incidents that are alike stand here."),
            )

    def _refused(self, key: str, refusal: Refusal) -> None:
        source = self._sources[key]
        source.found = ()
        if key == "alike":
            source.asked = None
            self.states.broken(tr("Could not compare"), str(refusal), self._ask)
            return
        self._refusal = str(refusal)
        self._show()


def _sources(
    ask: Callable[[IncidentDraft], Sequence[Duplicate]], merging: MergingPorts | None
) -> dict[str, _Source]:
    alike = _Source(_what_and_where, ask)
    if merging is None:
        return {"alike": alike}
    callers, places = merging.caller_history, merging.place_history
    return {
        "caller": _Source(lambda draft: complete_number(draft.phone) or None, lambda one: callers(one.phone)),
        "alike": alike,
        "place": _Source(_address, places),
    }


def _what_and_where(draft: IncidentDraft) -> object:
    if not (draft.category_code and (draft.grid_code or draft.longitude is not None)):
        return None
    spot = (draft.grid_code, draft.longitude, draft.latitude)
    return (draft.category_set, draft.category_code, *spot)


def _address(draft: IncidentDraft) -> object:
    if not (draft.grid_code and (draft.address.strip() or draft.longitude is not None)):
        return None
    return (draft.grid_code, draft.address.strip(), draft.longitude, draft.latitude)


def _joined(answers: Sequence[Sequence[Duplicate]]) -> list[Duplicate]:
    """Return every incident once, in the order of the answers; one of several answers says why by two of them."""
    rows: dict[int, Duplicate] = {}
    joined: set[int] = set()
    for one in chain.from_iterable(answers):
        known = rows.get(one.incident_id)
        if known is None:
            rows[one.incident_id] = one
        elif one.incident_id not in joined:  # a third reason has no room
            rows[one.incident_id] = _both(known, one)
            joined.add(one.incident_id)
    return list(rows.values())


def _both(one: Duplicate, other: Duplicate) -> Duplicate:
    """Return what tells more, with the first word of the other before its own."""
    less, more = sorted((one, other), key=lambda found: found.score)
    return replace(more, why=f"{less.why.partition(' · ')[0]} · {more.why}")
