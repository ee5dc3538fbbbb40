"""The board of returns: who passed a task to whom and when, how long it has had no worker, who must rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.supervision_lists import say
from gridcenter.desktop.supervision_ports import SupervisionPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.board import Filter
from gridcenter.domain.errors import Refusal
from gridcenter.domain.returns import PassedIncident
from gridcenter.language import current_language, pick, tr

_WIDTHS = {"zh": (0, 56, 0, 112, 120), "en": (0, 72, 0, 124, 150)}


class ReturnsList(QWidget):
    """Enter opens the incident; the chain of units stands in the row."""

    incident_wanted = Signal(object)
    read = Signal()

    def __init__(
        self, ports: SupervisionPorts, background: Background, theme: Theme, *, zone: ZoneInfo, now: datetime
    ) -> None:
        super().__init__()
        self._ports = ports
        self._background = background
        self._zone = zone
        self._now = now
        self._due = True
        self.known: tuple[PassedIncident, ...] | None = None
        self.model = LinesModel(self._columns(), lambda one: one.row.id, self)
        self.table = RowTable(theme, row_height="row.queue")
        self.table.setModel(self.model)
        self.table.show_header("table_header.compact")
        self._spread()
        self.table.opened.connect(self.incident_wanted)
        self.states = StateStack(theme, self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)

    def _columns(self) -> tuple[Column[PassedIncident], ...]:
        return (
            Column(
                "category",
                lambda: tr("Incident"),
                lambda one: pick(one.row.category),
                lambda one: one.row.number,
                style=CellStyle("body_strong"),
            ),
            Column(
                "returns",
                lambda: tr("Returns"),
                lambda one: str(one.returns),
                lambda one: one.returns,
            ),
            Column(
                "chain",
                lambda: tr("Passed from unit to unit"),
                lambda one: chain_words(one, self._zone),
                lambda one: len(one.chain),
                style=CellStyle("body", wraps=True),
            ),
            Column(
                "idle",
                lambda: tr("No worker for"),
                lambda one: idle_words(one, self._now),
                lambda one: one.idle_since or self._now,
                style=CellStyle("body", "text.secondary"),
                yields=1,
            ),
            Column(
                "rules",
                lambda: tr("Who decides"),
                decider_words,
                lambda one: one.must_rule,
                style=CellStyle("body", "text.primary", wraps=True),
                yields=2,
            ),
        )

    def _spread(self) -> None:
        widths = _WIDTHS[current_language()]
        self.table.set_widths(widths, (0, 0, 0, 1, 2), keeps_words=True, least=150)

    def ask(self, *, seen: bool) -> None:
        """Ask now, or when the page is next seen."""
        self._due = not seen
        if seen:
            if self.known is None:
                self.states.loading()
            self._background.read(self, self._ports.returns, self._take, self._failed, topic="returns")

    def ask_if_due(self) -> None:
        if self._due:
            self.ask(seen=True)

    def _take(self, found: Sequence[PassedIncident]) -> None:
        self.known = tuple(found)
        self.read.emit()

    def _failed(self, refusal: Refusal) -> None:
        if self.known is None:
            again = partial(self.ask, seen=True)
            self.states.broken(tr("The returns could not be read"), str(refusal), again)

    def show_returns(self, chosen: Filter, now: datetime) -> int:
        """Show those of what was read that the filter admits, lights aside, and return how many they are."""
        self._now = now
        admitted = chosen.without("lights")
        shown = tuple(one for one in self.known or () if admitted.admits(one.row, now))
        if shown != self.model.rows:
            self.model.show_rows(shown)
        if self.known is not None:
            rule = tr("Here stands what was returned twice, or came again to a unit that had it before.")
            say(self.states, shown, tr("Nothing is passed back and forth"), rule)
        return len(shown)

    def retranslate(self) -> None:
        self._spread()
        self.model.retranslate()


def chain_words(one: PassedIncident, zone: ZoneInfo) -> str:
    """Return the units in their order, each with the day it got the task: A 11-16 → B 11-17 → A 11-18."""
    return " → ".join(f"{pick(link.unit)} {link.at.astimezone(zone):%m-%d}" for link in one.chain)


def idle_words(one: PassedIncident, now: datetime) -> str:
    if one.idle_since is None:
        return tr("in hand")
    minutes = max(int((now - one.idle_since).total_seconds()) // 60, 0)
    days, hours = minutes // 1440, minutes // 60 % 24
    return (
        tr("{d} d {h} h").format(d=days, h=hours)
        if days
        else tr("{h} h {m:02} min").format(h=hours, m=minutes % 60)
    )


def decider_words(one: PassedIncident) -> str:
    roles = tr(", ").join(pick(role) for role in one.deciders)
    return tr("{who} must rule").format(who=roles) if one.must_rule else roles
