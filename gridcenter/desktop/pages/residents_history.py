"""The history of one's own look-ups as a tab: by day, with purpose and ground, and what was shown; no number in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.card_ports import CardPorts
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.residents_found import UncopiedTable
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel, hair, page_gap
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.errors import Refusal
from gridcenter.domain.own_history import COPY, KEEP, LOOKUP, PRINT, RETURN, HistoryEntry, OwnHistory
from gridcenter.domain.people import AuditLine, LookupRequest, Purpose
from gridcenter.domain.record_items import Catalogue
from gridcenter.language import by_count, listed, pick, tr
from gridcenter.services.own_deeds import deed_words, outcome_words, purpose_words

_CAPTION = CellStyle("caption", "text.secondary")
_NOTHING = "—"
_TOPIC = "history"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table; `day` stands only on the first row of its day."""

    entry: HistoryEntry
    day: str
    time: str


class HistoryTab(QWidget):
    """Reads when it is shown. Enter opens the resident of a line again, by a new audited look-up."""

    notice = Signal(str)
    resident_wanted = Signal(object, object)
    """The request, and the work that audits it and gives the card."""
    search_words = "own look-ups history audit 查询记录 历史 审计"

    def __init__(
        self,
        ports: CardPorts,
        catalogue: Catalogue,
        background: Background,
        theme: Theme,
        zone: tzinfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._ports = ports
        self._catalogue = catalogue
        self._background = background
        self._theme = theme
        self._zone = zone
        self._wanted = 0
        self._known: OwnHistory | None = None
        self.panel = Panel(theme)
        self.model = LinesModel(self._columns(), key=lambda line: line.entry.audit_id, parent=self)
        self.table = UncopiedTable(theme, row_height="row.comfortable")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths, (0, 0, 0, 4, 0, 3, 0), least=120)
        self.table.show_header("table_header.normal")
        self.table.opened.connect(self._again)
        self.foot = label("", "caption", tone="tertiary", wrap=True)
        self._arrange()
        self.retranslate()

    def _arrange(self) -> None:
        px = self._theme.px
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(hair())
        column.addWidget(self.foot)
        self.foot.setContentsMargins(px(16), px(10), px(16), px(10))
        self.states = StateStack(self._theme, body)
        self.panel.set_body(self.states)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.panel)
        self.fit()

    def _columns(self) -> tuple[Column[_Line], ...]:
        return (
            Column("day", lambda: tr("Day"), lambda row: row.day, lambda row: row.entry.at, 104),
            Column("time", lambda: tr("Time"), lambda row: row.time, lambda row: row.entry.at, 84, _CAPTION),
            Column("what", lambda: tr("What"), self._what, lambda row: row.entry.action, 220),
            Column("purpose", lambda: tr("Purpose"), _purpose, lambda row: row.entry.purpose, 168, _CAPTION),
            Column("ground", lambda: tr("Incident or reason"), _ground, lambda row: _ground(row), 0),
            Column("outcome", lambda: tr("Outcome"), _outcome, lambda row: row.entry.outcome, 104, _CAPTION),
            Column("shown", lambda: tr("Shown"), self._shown, lambda row: len(row.entry.shown), 0, _CAPTION),
        )

    def title(self) -> str:
        return tr("My look-ups")

    def keys(self) -> str:
        return tr("J K rows · Enter looks the resident up again")

    def take_keyboard(self) -> None:
        self.table.setFocus()

    def commands(self) -> Iterable[Command]:
        return ()

    def apply_subject(self, kind: str, *, anything: str) -> None:
        """Nothing here follows what others do."""

    def fit(self) -> None:
        gap = page_gap(self._theme, self.width())
        self._outer.setContentsMargins(gap, gap, gap, gap)

    def retranslate(self) -> None:
        self.foot.setText(
            tr(
                "Enter looks the resident of the marked line up again, for its purpose and incident: a look-up of its "
                "own, audited as one."
            )
        )
        self.model.retranslate()
        self._show()

    def show_line(self, audit_id: int) -> None:
        """Mark the line of a look-up as soon as it has been read."""
        self._wanted = audit_id
        if self._known is not None:
            self._choose()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_again()

    def close_idle(self, why: str) -> bool:
        """Forget what was read: grounds may name people."""
        known = self._known is not None and bool(self._known.entries)
        self._background.forget(self, _TOPIC)
        self._known = None
        self.model.show_rows(())
        self._show()
        self.states.empty(tr("What was shown is closed"), why, (tr("Show the list"), self._read_again))
        return known and self.isVisible()

    def _take(self, found: OwnHistory) -> None:
        self._known = found
        self._show()
        self._choose()

    def _choose(self) -> None:
        holding = (line.entry.audit_id for line in self.model.rows if line.entry.audit_id <= self._wanted)
        first = self.model.rows[0].entry.audit_id if self.model.rows else 0
        self.table.choose(next(holding, first) if self._wanted else first)
        self._wanted = 0

    def _unread(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))
        self.states.broken(tr("Not read"), str(refusal), self._read_again)

    def _read_again(self) -> None:
        self.states.loading()
        self._background.read(self, self._ports.history, self._take, self._unread, topic=_TOPIC)

    def _show(self) -> None:
        found = self._known
        if found is None:
            self.panel.set_title(tr("My look-ups"))
            return
        self.model.show_rows(list(self._lines(found)))
        count = len(found.entries)
        told = by_count(count, tr("{n} line"), tr("{n} lines")).format(n=count)
        self.panel.set_title(
            tr("My look-ups"),
            tr("{lines}, older ones in the audit").format(lines=told) if found.more else told,
        )
        if count:
            self.states.show_content()
        else:
            self.states.empty(tr("No look-ups by you yet"))

    def _lines(self, found: OwnHistory) -> Iterator[_Line]:
        last = ""
        for entry in found.entries:
            local = entry.at.astimezone(self._zone)
            day = f"{local:%Y-%m-%d}"
            yield _Line(entry, "" if day == last else day, f"{local:%H:%M:%S}")
            last = day

    def _what(self, line: _Line) -> str:
        entry = line.entry
        return deed_words(AuditLine(entry.at, entry.action, entry.outcome, entry.item), self._catalogue)

    def _shown(self, line: _Line) -> str:
        entry = line.entry
        values = [pick(self._catalogue.label(key.partition("@")[0])) for key in dict.fromkeys(entry.shown)]
        done = [_DONE[action]() for action in entry.done if action in _DONE]
        if values or done:
            return " · ".join(part for part in (listed(dict.fromkeys(values)), *done) if part)
        return tr("masked card only") if entry.again else _NOTHING

    def _again(self, key: object) -> None:
        line = next((one for one in self.model.rows if one.entry.audit_id == key), None)
        if line is None or not line.entry.again or line.entry.action != LOOKUP:
            self.notice.emit(tr("This line opened nobody: choose a look-up that showed a card."))
            return
        entry = line.entry
        request = LookupRequest("", Purpose(entry.purpose), entry.incident_number, entry.reason)
        self.resident_wanted.emit(request, partial(self._ports.look_up_again, entry.audit_id))


_DONE: dict[str, Callable[[], str]] = {
    RETURN: lambda: tr("returned to"),
    COPY: lambda: tr("copied"),
    PRINT: lambda: tr("printed"),
    KEEP: lambda: tr("values kept"),
}


def _purpose(line: _Line) -> str:
    return purpose_words(line.entry.purpose)


def _ground(line: _Line) -> str:
    return line.entry.incident_number or line.entry.reason or _NOTHING


def _outcome(line: _Line) -> str:
    entry = line.entry
    return outcome_words(AuditLine(entry.at, entry.action, entry.outcome, entry.item))
