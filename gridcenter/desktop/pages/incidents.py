"""The incidents page: the queue at the left, one incident with clocks, working, trace and moves at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.desktop.models.queue import TWO_LINE_COLUMNS
from gridcenter.desktop.pages.incidents_awaiting import AwaitingDecisions
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.incidents_head import HeadPanel
from gridcenter.desktop.pages.incidents_links import IncidentLinks
from gridcenter.desktop.pages.incidents_moves import MovesPanel, detail_and_moves
from gridcenter.desktop.pages.incidents_papers import IncidentPapers
from gridcenter.desktop.pages.incidents_place import PlacePanel
from gridcenter.desktop.pages.incidents_working import WorkingPanel
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.report_button import ReportButton
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.place_names import PlaceNames
from gridcenter.desktop.widgets.queue_view import QueuePanel
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.trace import TraceArea, trace_lines
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.errors import Refusal
from gridcenter.domain.flow import REOPEN
from gridcenter.domain.incidents import ClockView, IncidentDetail
from gridcenter.domain.lights import Light
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.places import DistrictMap
from gridcenter.language import pick, tr

DISTRICT_ZONE = ZoneInfo("Asia/Shanghai")
_NORMAL_FROM = 1500
_QUEUE_WIDTH = {True: 544, False: 384}
_TIGHT_QUEUE, _TIGHT_BELOW = 312, 1100


class IncidentsPage(QWidget):
    """Shows the incident that is current in the queue, or one that was asked for; GUI thread only.

    What is shown is read anew when a commit touches it; the queue's selection and scroll are left alone.
    """

    notice = Signal(str)
    """A sentence for the status bar."""
    report_wanted = Signal()
    attachments_wanted = Signal()
    shows_first_rows = True

    def __init__(
        self,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        filters: FilterState | None = None,
        calendar: Calendar | None = None,
        now: datetime,
        zone: tzinfo = DISTRICT_ZONE,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ports = ports
        self._background = background
        self._theme = theme
        self.filters = filters or FilterState(self)
        self._board = Board()
        self._now = now
        self._zone = zone
        self._wanted: int | None = None
        self._stale = False
        self._moving = False
        self._roomy: bool | None = None
        self._pending = False
        self.detail: IncidentDetail | None = None
        self.dialog: MoveDialog | None = None
        self.names = PlaceNames()
        self.queue = QueuePanel(theme, calendar or WorkingCalendar(), now, TWO_LINE_COLUMNS)
        self.head = HeadPanel(theme, zone)
        self.working = WorkingPanel(theme, zone)
        self.place = PlacePanel(theme)
        self.trace = Panel(theme)
        self.trace_area = TraceArea(theme, zone)
        self.moves = MovesPanel(theme, self, zone)
        shown, tell = (lambda: self.detail), self.notice.emit
        self.papers = IncidentPapers(self, ports, background, theme, on_show=shown, tell=tell)
        self.commands = self.papers.commands
        self.links = IncidentLinks(self)
        self.awaiting = AwaitingDecisions(self, ports, background, theme, zone)
        self._arrange()
        self._listen()
        self.retranslate()

    def _arrange(self) -> None:
        self.trace.set_body(self.trace_area)
        self.queue.header_right.addWidget(ReportButton(self.report_wanted.emit))
        self._left = _stack(self.working, self.place)
        self._right = _stack(self.trace, self.moves)
        incident = QWidget()
        self._grid = QGridLayout(incident)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self.head, 0, 0, 1, 2)
        self._grid.addWidget(self._left, 1, 0)
        self._grid.addWidget(self._right, 1, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(1, 1)
        self.states = StateStack(self._theme, incident, framed=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.queue)
        self._row.addWidget(self.states, 1)
        self._show_nothing()
        self._space()

    def _listen(self) -> None:
        self.filters.changed.connect(self._filter_changed)
        self.queue.light_pressed.connect(self._press_light)
        self.queue.part_pressed.connect(self.filters.clear)
        self.queue.clear_wanted.connect(self.filters.clear_all)
        self.queue.chosen.connect(self._chosen)
        self.head.clock_pressed.connect(self._show_working)
        self.head.print_pressed.connect(self.papers.choose)
        self.moves.pressed.connect(self.start_move)

    # What the window tells

    def show_district(self, district: DistrictMap) -> None:
        self.names = PlaceNames(district)
        self.place.inset.show_district(district)
        self._show_counts()

    def apply_board(
        self,
        board: Board,
        change: BoardChange | None,
        chosen: Filter | None = None,
        now: datetime | None = None,
    ) -> None:
        """Follow the board; the incident on show is read again when the change names it."""
        self._board, self._now = board, now or self._now
        with self._queue_moving():
            self.queue.apply_board(board, change, chosen or self.filters.current, self._now)
        self._show_counts()
        if self._touched(change):
            self._read_again()
        if self._wanted is None and self.queue.model.rowCount():
            self.queue.table.choose(self.queue.model.rows()[0].id)

    def apply_subject(self, kind: str) -> None:
        """Read the incident again when cards were issued, replied to or withdrawn, a unit became busy or free,
        somebody took note, or the form on show may wait for an attachment.

        After the store was away what could not be read is asked for by its own state.
        """
        proof = kind == "attachment" and self.dialog is not None
        if (
            kind in ("card", "unit", "acknowledgement")
            or proof
            or (kind == ANYTHING and self.states.showing_content())
        ):
            self._read_again()

    def show_incident(self, incident_id: int) -> None:
        """Show an incident, open or closed; its row becomes the current one where the queue has it."""
        self._wanted = incident_id
        self.queue.table.choose(incident_id)
        self._read()

    def incident_on_show(self) -> int | None:
        return self._wanted

    def tick(self, now: datetime) -> None:
        """Let a second pass."""
        before, self._now = self._now, now
        self.queue.tick(self._board, now)
        if self.detail is None or not self.isVisible():
            return
        self.head.tick(now)
        if before.replace(second=0, microsecond=0) != now.replace(second=0, microsecond=0):
            self._show_passing()
        elif self.working.behind(now):
            self.working.tick(now)

    def take_keyboard(self) -> None:
        """Put the keyboard into the queue."""
        self.queue.table.setFocus()

    def keys(self) -> str:
        """Return the page's keys for the status bar."""
        return tr("J/K rows · letters take a move · Ctrl+N new · Ctrl+P prints · Esc takes back one filter")

    # Filter

    def _filter_changed(self, chosen: Filter) -> None:
        with self._queue_moving():
            self.queue.apply_board(self._board, None, chosen, self._now)
        self._show_counts()

    def _press_light(self, light: Light | None) -> None:
        if light is None:
            self.filters.clear("lights")
        else:
            self.filters.toggle_lights(light)

    def _show_counts(self) -> None:
        chosen = self.filters.current
        words = self.names.words(chosen, self._board.rows.values())
        self.queue.show_counts(self._board, chosen, self._now, words)

    # The incident on show

    @contextmanager
    def _queue_moving(self) -> Iterator[None]:
        """Rows that leave must not take the incident on show with them: only the operator changes it."""
        self._moving = True
        yield
        if self.queue.table.current_id() != self._wanted:
            self.queue.table.setCurrentIndex(QModelIndex())
        self._moving = False

    def _chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._wanted and not self._moving:
            self._wanted = key
            self._read()

    def _touched(self, change: BoardChange | None) -> bool:
        if self._wanted is None:
            return False
        if change is None:
            held, row = self.detail, self._board.rows.get(self._wanted)
            return held is None or held.row.version != (row.version if row else held.row.version)
        return self._wanted in {row.id for row in (*change.arrived, *change.changed)} | set(change.removed)

    def _read_again(self) -> None:
        """Read now, or when the page is next seen."""
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._read()

    def _read(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        if self.detail is None or self.detail.row.id != wanted:
            self.states.loading()
        questions = self._ports.questions
        work = partial(detail_and_moves, questions.incident, questions.moves, wanted)
        self._background.read(self, work, self._take, self._read_failed, topic="incident")

    def _take(self, found: tuple[IncidentDetail | None, Sequence[MoveChoice]]) -> None:
        detail, choices = found
        if detail is None:
            self.detail = None
            self.states.denied(
                tr(
                    "It was moved out of it, or it does not exist. Choose another one in the queue at the left."
                ),
                headline=tr("This incident is not in your area"),
            )
            return
        fresh = self.detail is None or self.detail.row.id != detail.row.id
        self.detail = detail
        if self.dialog is not None and self.dialog.refused:
            self.dialog.version = detail.row.version  # whoever asked for this reading: the feed may be first
        self._now = max(self._now, detail.as_of)
        if self.dialog is not None:
            self.dialog.show_proof(choices)
        self._show(choices, fresh=fresh)

    def _show(self, choices: Sequence[MoveChoice], *, fresh: bool) -> None:
        detail = self.detail
        if detail is None:
            return
        self.states.show_content()
        self.head.show_incident(detail, self._now)
        self.working.show_incident(detail, self._now)
        self._mark_clock()
        self.place.show_incident(detail, detail.row.light(self._now))
        self.trace.set_title(tr("Trace"), tr("{n} steps · only ever added to").format(n=len(detail.steps)))
        self.trace_area.show_lines(trace_lines(detail, self._now), fresh=fresh)
        pending = [one for one in detail.adjustments if one.pending]
        if bool(pending) != self._pending:
            self._pending = bool(pending)
            self._share_right()
        self.moves.show_choices(choices, self._ports.actor.name, pick(detail.state_name), pending)

    def _show_passing(self) -> None:
        """Write what changes with the minute: working, turned-red lines, the map's light."""
        if self.detail is None:
            return
        self.working.tick(self._now)
        self.trace_area.show_lines(trace_lines(self.detail, self._now), fresh=False)
        self.place.show_incident(self.detail, self.detail.row.light(self._now))

    def _read_failed(self, refusal: Refusal) -> None:
        if self.detail is not None and self.detail.row.id == self._wanted:
            self.notice.emit(str(refusal))
            return
        self.states.broken(tr("The incident could not be read"), str(refusal), self._read)

    def _show_nothing(self) -> None:
        self.states.empty(tr("No incident is open"), tr("Choose one in the queue at the left."))

    def _show_working(self, kind: ClockKind | ClockView) -> None:
        self.working.ask(kind, self._now)
        self._mark_clock()

    def _mark_clock(self) -> None:
        if clock := self.working.clock():
            self.head.choose_clock(clock.kind)

    # Moves

    def start_move(self, choice: MoveChoice) -> None:
        """Ask what the move requires, or for a confirming word where it requires nothing."""
        if self.detail is None or self.dialog is not None:
            return
        row = self.detail.row
        about = tr("{number} · {category} · {state}").format(
            number=row.number, category=pick(row.category), state=pick(self.detail.state_name)
        )
        self.dialog = MoveDialog(self._theme, choice, about, version=row.version, parent=self)
        self.dialog.sent.connect(partial(self._send, row.id))
        self.dialog.attachments_wanted.connect(self.attachments_wanted)
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _send(self, incident_id: int, choice: MoveChoice, inputs: dict[str, str]) -> None:
        if self.dialog is not None:
            work = self.dialog.work(self._ports.actions, incident_id, inputs)
            self._background.write(self, work, partial(self._taken, choice), self._refused)

    def _taken(self, choice: MoveChoice, made: int) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.notice.emit(tr("“{move}” is done").format(move=pick(choice.name)))
        if choice.action == REOPEN:
            self._wanted = made
        self._read()

    def _refused(self, refusal: Refusal) -> None:
        """Keep the window and the text; the next sending carries the version that is read now."""
        if self.dialog is None:
            self.notice.emit(str(refusal))
            return
        self.dialog.show_refusal(str(refusal))
        self._read()

    def _dialog_closed(self, _result: int) -> None:
        self.dialog = None

    # Look and language

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        self.queue.retranslate()
        self.working.retranslate(self._now)
        self.trace.title.setText(tr("Trace"))
        self.moves.retranslate()
        if self.detail is None:
            self._show_nothing()
        self._read()

    def apply_theme(self) -> None:
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        """Fit gaps and widths to the page: as pictured from 1500 px on, denser below."""
        px = self._theme.px
        roomy = self.width() / self._theme.look.scale >= _NORMAL_FROM
        gap = px(16 if roomy else 8)
        self._row.setContentsMargins(gap, gap, gap, gap)
        self._row.setSpacing(gap)
        self._grid.setSpacing(gap)
        tight = self.width() < px(_TIGHT_BELOW)
        self.queue.setFixedWidth(px(_TIGHT_QUEUE if tight else _QUEUE_WIDTH[roomy]))
        for part in (self._left, self._right):
            part.setHandleWidth(gap)
        if roomy != self._roomy:
            self._roomy = roomy
            self._left.setSizes([4000, 3200] if roomy else [6500, 3500])
            self._share_right()

    def _share_right(self) -> None:
        """Share the right side between trace and moves: an application that awaits a decision needs room for both
        its words and the buttons below them."""
        if self._pending:
            self._right.setSizes([4200, 3000] if self._roomy else [3600, 6400])
        else:
            self._right.setSizes([4880, 2320] if self._roomy else [5600, 4400])


def _stack(upper: QWidget, lower: QWidget) -> QSplitter:
    made = QSplitter(Qt.Orientation.Vertical)
    made.setChildrenCollapsible(False)
    for place, part in enumerate((upper, lower)):
        made.addWidget(part)
        made.setStretchFactor(place, 1)
    return made
