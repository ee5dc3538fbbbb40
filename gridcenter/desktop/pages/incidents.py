"""The incidents page: the queue at the left, one incident with clocks, working, trace and moves at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.frame_pages import stands_behind
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.desktop.models.queue_columns import TWO_LINE_COLUMNS
from gridcenter.desktop.pages.incidents_correction_dialog import CorrectionDialog
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.incidents_head import HeadPanel
from gridcenter.desktop.pages.incidents_layout import IncidentsLayout
from gridcenter.desktop.pages.incidents_links import IncidentLinks
from gridcenter.desktop.pages.incidents_moves import MovesPanel, detail_and_moves
from gridcenter.desktop.pages.incidents_papers import KEY as PRINT_KEY
from gridcenter.desktop.pages.incidents_papers import IncidentPapers, Printable
from gridcenter.desktop.pages.incidents_place import PlacePanel
from gridcenter.desktop.pages.incidents_working import WorkingPanel
from gridcenter.desktop.pages.one_form import OneForm, about_incident, done_sentence
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.report_button import ReportButton
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.place_names import PlaceNames
from gridcenter.desktop.widgets.queue_view import QueuePanel
from gridcenter.desktop.widgets.trace import TraceArea, trace_lines
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.corrections import CORRECTION_NAMES
from gridcenter.domain.errors import Refusal
from gridcenter.domain.flow import REOPEN
from gridcenter.domain.incidents import ClockView, IncidentDetail
from gridcenter.domain.lights import Light
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.places import DistrictMap
from gridcenter.domain.typed_times import example_moment
from gridcenter.language import by_count, pick, tr

DISTRICT_ZONE = ZoneInfo("Asia/Shanghai")


class IncidentsPage(QWidget):
    """Shows the incident that is current in the queue, or one that was asked for; GUI thread only.

    What is shown is read anew when a commit touches it; the queue's selection and scroll are left alone.
    """

    notice = Signal(str)
    """A sentence for the status bar."""
    report_wanted = Signal()
    attachments_wanted = Signal(str)
    """The kind of attachment that a move asks for; '' where none is missing."""
    shown = Signal(int)
    """The incident that was read and stands there now."""
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
        self.detail: IncidentDetail | None = None
        self.names = PlaceNames()
        self.queue = QueuePanel(theme, calendar or WorkingCalendar(), now, TWO_LINE_COLUMNS)
        self._make_panels(zone)
        self.papers = IncidentPapers(
            self, ports, background, theme, on_show=self._printable, tell=self.notice.emit
        )
        self.papers.read()
        self.commands = self.papers.commands
        self.links = IncidentLinks(self)
        self._arrange()
        self._listen()
        self.retranslate()

    def _make_panels(self, zone: tzinfo) -> None:
        theme = self._theme
        self.head = HeadPanel(theme, zone)
        self.working = WorkingPanel(theme, zone)
        self.place = PlacePanel(theme)
        self.trace = Panel(theme)
        self.trace_area = TraceArea(theme, zone)
        self.moves = MovesPanel(theme, self, zone)
        self.form = OneForm(self, self._background, theme)

    def _arrange(self) -> None:
        self.trace.set_body(self.trace_area)
        self.queue.header_right.addWidget(ReportButton(self.report_wanted.emit))
        self._arrangement = IncidentsLayout(
            self,
            self._theme,
            queue=self.queue,
            head=self.head,
            left=(self.working, self.place),
            right=(self.trace, self.moves),
        )
        self.states = self._arrangement.states
        self._show_nothing()
        self._arrangement.fit()

    def _listen(self) -> None:
        self.filters.changed.connect(self._filter_changed)
        self.queue.light_pressed.connect(self._press_light)
        self.queue.part_pressed.connect(self.filters.clear)
        self.queue.clear_wanted.connect(self.filters.clear_all)
        self.queue.chosen.connect(self._chosen)
        self.head.clock_pressed.connect(self._show_working)
        self.head.print_pressed.connect(self.papers.choose)
        bind_key(self, PRINT_KEY, self.papers.choose)
        self.moves.pressed.connect(self.start_move)
        self.form.taken.connect(self._taken)
        self.form.refused.connect(self._read)
        self.form.notice.connect(self.notice)

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
        """Show an incident, open or closed; its row becomes the current one when the queue has it, else none does."""
        self._wanted = incident_id
        self.queue.table.choose(incident_id)
        self._read()

    def _printable(self) -> Printable | None:
        return Printable(self.detail.row.id, self.detail.row.number) if self.detail is not None else None

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
        self.queue.take_keyboard()

    def keys(self) -> str:
        """Return the page's keys for the status bar."""
        return tr("J/K rows · letters take a move · Ctrl+N new · Ctrl+P prints · Esc takes back one filter")

    # Filter

    def _filter_changed(self, chosen: Filter) -> None:
        if stands_behind(self):
            return
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

    def _chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._wanted:
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
        self.form.follow(detail.row.version)  # whoever asked for this reading: the feed may be first
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
        self.trace.set_title(
            tr("Trace"),
            by_count(
                len(detail.steps), tr("{n} step · only ever added to"), tr("{n} steps · only ever added to")
            ).format(n=len(detail.steps)),
        )
        self.trace_area.show_lines(trace_lines(detail, self._now), fresh=fresh)
        pending = [one for one in detail.adjustments if one.pending]
        self._arrangement.make_room(pending=bool(pending))
        self.moves.show_choices(choices, self._ports.actor.name, pick(detail.state_name), pending)
        self.shown.emit(detail.row.id)

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

    @property
    def dialog(self) -> MoveDialog | None:
        """Return the form of the move that is being taken."""
        return self.form.dialog

    def start_move(self, choice: MoveChoice) -> None:
        """Ask what the move requires, or for a confirming word where it requires nothing."""
        if self.detail is None:
            return
        row, actions = self.detail.row, self._ports.actions
        dialog = self.form.open(
            choice,
            about_incident(self.detail),
            lambda form, inputs: form.work(actions, row.id, inputs),
            version=row.version,
            example=example_moment(self._now, self._zone),
            make=self._form_for(choice, row.id),
        )
        if dialog is not None:
            dialog.attachments_wanted.connect(self.attachments_wanted)

    def _form_for(self, choice: MoveChoice, incident_id: int) -> Callable[..., MoveDialog]:
        if choice.action not in CORRECTION_NAMES:
            return MoveDialog
        return partial(
            CorrectionDialog,
            incident_id=incident_id,
            background=self._background,
            questions=self._ports.questions,
        )

    def _taken(self, choice: MoveChoice, made: int) -> None:
        self.notice.emit(done_sentence(choice))
        if choice.action == REOPEN:
            self.show_incident(made)
        else:
            self._read()

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
        self._arrangement.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrangement.fit()
