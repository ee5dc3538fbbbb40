"""Reporting at a desk: the form that Ctrl+N opens, its draft in the store, and the incident it becomes."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.live_feed import ANYTHING, LiveFeed
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.report_content import ReportContent, as_text, from_text
from gridcenter.desktop.report_form import ReportForm
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import ask
from gridcenter.domain.errors import Refusal
from gridcenter.domain.places import LEVEL_BY_LENGTH
from gridcenter.language import tr
from gridcenter.services.drafts import KeptDraft

if TYPE_CHECKING:
    from gridcenter.desktop.report_map import PlaceOnMap

KEEP_AFTER_MS = 700
"""So long after a change at the latest the draft is on its way to the store."""
KEEP_AGAIN_MS = 5000
_WORDS_SHOWN = 40

KEY = "Ctrl+N"


class Reporting(QObject):
    """Owns the one form of a window. What is typed goes to the store and to no file: it may name people.

    A form that was left is shown again with all that stood in it. The draft of a desk that crashed is offered in
    the next form of its account.
    """

    incident_wanted = Signal(int)
    notice = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        window: QWidget,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        live: LiveFeed,
        filters: FilterState,
        zone: tzinfo,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._ports = ports
        self._background = background
        self._theme = theme
        self._filters = filters
        self._zone = zone
        self.form: ReportForm | None = None
        self.chooser: PlaceOnMap | None = None
        self._offered: KeptDraft | None = None
        self._kept = ReportContent()
        """What the store holds of the form."""
        self._touched = False
        """Whether the operator has typed or chosen anything in this form."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.flush)
        bind_key(window, KEY, self.open)
        live.subject_changed.connect(self._subject_changed)

    def command(self) -> Command:
        return Command(
            tr("New incident"), tr("Incident"), self.open, "new incident report 报件 新建事件", KEY
        )

    def open(self) -> None:
        """Show the form; a new one starts at the grid to which the window is narrowed, if it is one."""
        if self.form is None:
            self.form = self._made()
            self._look_for_draft()
            area = self._filters.current.area
            if LEVEL_BY_LENGTH.get(len(area)) == "grid":
                self.form.start_at(area)
        if self.form.content().empty:
            self.form.category.setFocus()
        self.form.open()

    def flush(self) -> None:
        """Send what was typed to the store now."""
        self._later.stop()
        if self.form is None or not self._touched:
            return
        content = self.form.content()
        if content == self._kept:
            return
        if content.empty:
            self._write_draft(content, partial(self._ports.actions.drop_draft, self.form.key))
        else:
            self._write_draft(content, partial(self._save, self.form.key, content))

    # The form

    def _made(self) -> ReportForm:
        ports = self._ports
        form = ReportForm(self._theme, ports.questions, self._background, self._window, merging=ports.merging)
        form.edited.connect(self._edited)
        form.sent.connect(self._send)
        form.incident_wanted.connect(self._show_alike)
        form.same_wanted.connect(self._add_to)
        form.map_wanted.connect(self._choose_on_map)
        form.draft_wanted.connect(self._take_back)
        form.fresh_wanted.connect(self._throw_away)
        form.finished.connect(lambda _result: self.flush())
        self._kept, self._touched = ReportContent(), False
        self._background.read(
            self, self._ports.questions.sources, form.show_sources, _unheard, topic="sources"
        )
        self._background.read(
            self, self._ports.questions.chosen_flows, form.show_flows, _unheard, topic="chosen flows"
        )
        return form

    def _show_alike(self, incident_id: int) -> None:
        """Leave the form as it is and show the incident; Ctrl+N comes back to it."""
        if self.form is not None:
            self.form.reject()
            self.notice.emit(tr("The form waits: Ctrl+N goes on with it"))
        self.incident_wanted.emit(incident_id)

    def _choose_on_map(self) -> None:
        """Let the place be pointed at; it comes into the form as coordinates, which find their grid."""
        form = self.form
        if form is None:
            return
        chooser = import_module("gridcenter.desktop.report_map").PlaceOnMap  # heavy: no form waits for it
        self.chooser = chooser(
            self._theme,
            self._background,
            self._ports.questions.district,
            room=self._window.size(),
            parent=form,
        )
        self.chooser.place_taken.connect(self._point_taken)
        self.chooser.finished.connect(self._chooser_closed)
        self.chooser.open()

    def _point_taken(self, longitude: float, latitude: float) -> None:
        if self.form is not None:
            self.form.place.look_for(f"{longitude:.6f}, {latitude:.6f}")

    def _chooser_closed(self, _result: int) -> None:
        self.chooser = None
        if self.form is not None:
            self.form.place.setFocus()

    # Draft

    def _edited(self) -> None:
        self._touched = True
        if not self._later.isActive():
            self._later.start(KEEP_AFTER_MS)

    def _save(self, key: str, content: ReportContent) -> bool:
        """Runs on the writer: a megabyte of text is not made to JSON on the GUI thread."""
        return self._ports.actions.keep_draft(key, as_text(content))

    def _write_draft(self, content: ReportContent, work: partial[bool] | partial[None]) -> None:
        before, self._kept = self._kept, content
        self._background.write(
            self, work, partial(self._draft_written, content), partial(self._draft_refused, before)
        )

    def _draft_written(self, content: ReportContent, _kept: bool | None) -> None:
        if self.form is not None:
            self.form.show_kept("" if content.empty else tr("Kept as a draft"))

    def _draft_refused(self, before: ReportContent, refusal: Refusal) -> None:
        """Say that the text stands here only, and try again."""
        self._kept = before
        if self.form is not None:
            self.form.show_kept(tr("Not kept yet: {reason}").format(reason=refusal), failed=True)
            self._later.start(KEEP_AGAIN_MS)

    def _look_for_draft(self) -> None:
        self._background.read(
            self, self._ports.questions.kept_draft, self._offer, self._cannot_look, topic="draft"
        )

    def _cannot_look(self, refusal: Refusal) -> None:
        if self.form is not None:
            self.form.show_kept(str(refusal), failed=True)

    def _offer(self, draft: KeptDraft | None) -> None:
        if not draft or self.form is None or draft.key == self.form.key:
            return
        self._offered = draft
        first = from_text(draft.content).first_words()
        written = draft.updated_at.astimezone(self._zone)
        self.form.offer.show_draft(f"{written:%Y-%m-%d %H:%M}", first[:_WORDS_SHOWN])

    def _take_back(self) -> None:
        """Hand the offered draft to a form of its own; what was typed meanwhile stays a draft."""
        if self._offered is None:
            return
        self.flush()
        wanted, into = self._offered.key, uuid4().hex
        self._background.write(
            self, partial(self._ports.actions.take_draft, wanted, into), self._taken_back, self._not_taken
        )

    def _taken_back(self, draft: KeptDraft | None) -> None:
        self._offered = None
        if self.form is None:
            return
        self.form.offer.hide()
        if draft is None:
            self.form.show_kept(tr("The draft was sent or taken over at another desk"), failed=True)
            return
        self.form.key = draft.key
        self.form.fill(from_text(draft.content))
        self._kept = self.form.content()
        self.form.show_kept(tr("Kept as a draft"))

    def _not_taken(self, refusal: Refusal) -> None:
        if self.form is not None:
            self.form.show_kept(str(refusal), failed=True)

    def _throw_away(self) -> None:
        """Drop what stands in the form, or in an empty form the draft that is offered; after asking."""
        form = self.form
        if form is None:
            return
        gone = form.key
        if form.content().empty:
            if self._offered is None:
                return
            gone = self._offered.key
        sentence = tr("What was typed will be gone for good.")
        if not ask(form, tr("Throw the draft away?"), sentence, yes=tr("Throw away")):
            return
        self._later.stop()
        self._offered = None
        form.offer.hide()
        form.key = uuid4().hex
        form.fill(ReportContent())
        form.show_kept("")
        form.category.setFocus()
        self._kept, self._touched = form.content(), False
        drop = partial(self._ports.actions.drop_draft, gone)
        self._background.write(self, drop, lambda _gone: self._look_for_draft(), self._not_taken)

    # Reporting

    def _send(self) -> None:
        form = self.form
        if form is None:
            return
        missing = form.missing()
        if missing is not None:
            form.show_refusal(missing[1])
            missing[0].setFocus()
            return
        self.flush()
        work = partial(self._ports.actions.report, form.content().report(), form.key)
        self._background.write(self, work, self._reported, self._refused)

    def _add_to(self, incident_id: int) -> None:
        """Add what stands in the form to an incident that is known, instead of making a second one."""
        form, merging = self.form, self._ports.merging
        if form is None or merging is None or not form.send.isEnabled():
            return
        form.send.setEnabled(False)
        form.refusal.hide()
        self.flush()
        work = partial(merging.add_report, incident_id, form.content().report(), form.key)
        self._background.write(self, work, self._added, self._refused)

    def _added(self, incident_id: int) -> None:
        pressing = self.form is not None and self.form.content().presses
        plain = tr("The report is added to the incident")
        raised = tr("The report is added to the incident; its urgency raises nothing by itself: 5 adjusts it")
        self._leave(incident_id, raised if pressing else plain)

    def _reported(self, incident_id: int) -> None:
        self._leave(incident_id, tr("The incident is reported"))

    def _leave(self, incident_id: int, sentence: str) -> None:
        form, self.form = self.form, None
        self._later.stop()
        self._offered = None
        if form is not None:
            form.accept()
            form.deleteLater()
        self.notice.emit(sentence)
        self.incident_wanted.emit(incident_id)

    def _refused(self, refusal: Refusal) -> None:
        """Keep the form and the text; the same key is sent again."""
        if self.form is not None:
            self.form.show_refusal(str(refusal))
            if not self.form.isVisible():
                self.form.open()

    def _subject_changed(self, kind: str) -> None:
        if kind in ("category", ANYTHING):
            self._background.read(self, self._load_anew, _unheard, _unheard, topic="categories")

    def load_categories(self) -> None:
        """Make the index of categories ready, so that the first letter typed does not wait for it. On a worker."""
        self._ports.questions.find_category("")

    def _load_anew(self) -> None:
        self._ports.questions.read_categories_anew()
        self.load_categories()


def _unheard(_answer: object) -> None:
    """The form works without it: channel and flow are left open, categories are read with the next question."""
