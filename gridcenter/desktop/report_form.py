"""The form of a new incident: by keyboard alone, similar incidents beside it, nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from gridcenter.desktop.background import Background
from gridcenter.desktop.merging_ports import MergingPorts
from gridcenter.desktop.ports import Questions
from gridcenter.desktop.report_caller import PHONE_KEY, CallerFields
from gridcenter.desktop.report_chooser import Chooser
from gridcenter.desktop.report_content import ChosenCategory, ReportContent
from gridcenter.desktop.report_duplicates import SAME_KEY, DuplicatesPanel
from gridcenter.desktop.report_layout import arrange
from gridcenter.desktop.report_offer import TAKE_BACK_KEY, DraftOffer
from gridcenter.desktop.report_place import MAP_KEY, PlaceNote
from gridcenter.desktop.report_stated import GradeBox, StatedBox
from gridcenter.desktop.report_unit import UnitPanel
from gridcenter.desktop.report_words import category_line, no_category, no_place, place_line
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.long_text import LongText
from gridcenter.desktop.widgets.text import button, label, set_button_text, set_tone, tool_button
from gridcenter.domain.names import Name
from gridcenter.domain.places import FoundPlace
from gridcenter.language import pick, tr

START_AFRESH_KEY = "Ctrl+D"


class ReportForm(QDialog):
    """Ctrl+Enter reports from anywhere, Enter goes on and reports in the last field, Esc leaves; GUI thread only."""

    sent = Signal()
    edited = Signal()
    """Something was typed or chosen by the operator."""
    incident_wanted = Signal(object)
    """The id of an incident that stands beside the form."""
    same_wanted = Signal(object)
    """The id of an incident to which the report in hand belongs."""
    map_wanted = Signal()
    draft_wanted = Signal()
    fresh_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        questions: Questions,
        background: Background,
        parent: QWidget,
        *,
        merging: MergingPorts | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = uuid4().hex
        """Made once per form: what is sent twice is one incident."""
        self._theme = theme
        self._filling = False
        self._started_at_place = False
        self._address_given = ""
        self._address_grid = ""
        self.category = Chooser(
            theme,
            background,
            questions.find_category,
            category_line,
            no_category,
            self,
            offers_unasked=True,
        )
        self.place = Chooser(theme, background, questions.find_place, place_line, no_place, self)
        self.address = QLineEdit()
        self.description = LongText()
        self.source = StatedBox(lambda: tr("not stated"), coded=True)
        self.severity = GradeBox()
        self.flow = StatedBox(lambda: tr("by category"), coded=False)
        self.urgent = tool_button("", "chip")
        self.vulnerable = tool_button("", "chip")
        self.captions: dict[QWidget, QLabel] = {}
        self.caller = CallerFields(theme, self.captions)
        self.title = label("", "title")
        self.category_note = label("", "caption", tone="red", wrap=True)
        self.place_note = PlaceNote(theme)
        self.offer = DraftOffer(theme)
        self.refusal = label("", "caption", tone="on_stale", wrap=True)
        self.kept = label("", "caption", tone="tertiary")
        self.fresh = button("", "link")
        self.leave = button("")
        self.send = button("", "primary")
        self.alike = DuplicatesPanel(questions.duplicates, background, theme, merging=merging)
        self.unit = UnitPanel(questions.unit_preview, background, theme)
        self.setModal(True)
        arrange(self, theme, parent.size())
        self._listen()
        self.retranslate()

    # Wiring

    def _listen(self) -> None:
        self.category.taken.connect(self._category_taken)
        self.category.told.connect(self._category_told)
        self.place.taken.connect(self._place_taken)
        self.place.told.connect(self._place_told)
        caller = (self.caller.reporter, self.caller.phone)
        for line in (self.category, self.place, self.address, *caller):
            line.textEdited.connect(self._edited)
        for line in (self.address, self.caller.phone):
            line.textEdited.connect(self._compare)
        self.description.textChanged.connect(self._edited)
        for box in (self.source, self.severity, self.flow):
            box.activated.connect(self._edited)
        for box in (self.source, self.flow):
            box.activated.connect(self._compare)
        for mark in (self.urgent, self.vulnerable):
            mark.clicked.connect(self._edited)
        self.alike.opened.connect(self.incident_wanted)
        self.alike.same.connect(self.same_wanted)
        self.offer.wanted.connect(self.draft_wanted)
        self.fresh.clicked.connect(self.fresh_wanted)
        self.place_note.on_map.clicked.connect(self.map_wanted)
        self.leave.clicked.connect(self.reject)
        self.send.clicked.connect(self.submit)
        QShortcut(QKeySequence(TAKE_BACK_KEY), self).activated.connect(self.offer.take)
        QShortcut(QKeySequence(START_AFRESH_KEY), self).activated.connect(self.fresh_wanted)
        QShortcut(QKeySequence(PHONE_KEY), self).activated.connect(self.caller.phone.setFocus)
        QShortcut(QKeySequence(MAP_KEY), self).activated.connect(self.map_wanted)
        QShortcut(QKeySequence(SAME_KEY), self).activated.connect(self.alike.take_same)

    # What stands in the form

    def content(self) -> ReportContent:
        category: ChosenCategory | None = self.category.choice
        place: FoundPlace | None = self.place.choice
        return ReportContent(
            category=category,
            category_text="" if category else self.category.text(),
            place=place,
            place_text="" if place else self.place.text(),
            address=self.address.text(),
            description=self.description.toPlainText(),
            source=self.source.stated(),
            flow=self.flow.stated(),
            severity=self.severity.grade(),
            urgent=self.urgent.isChecked(),
            vulnerable=self.vulnerable.isChecked(),
            reporter=self.caller.reporter.text(),
            phone=self.caller.phone.text(),
        )

    def fill(self, content: ReportContent) -> None:
        """Put a draft into the form, without telling that anything was edited."""
        with self._quietly():
            category, place = content.category, content.place
            self.category.choose(category, pick(category.name) if category else content.category_text)
            self.place.choose(place, pick(place.name) if place else content.place_text)
            self.address.setText(content.address)
            self.description.setPlainText(content.description)
            self.caller.fill(content.reporter, content.phone)
            self.source.choose(content.source)
            self.flow.choose(content.flow)
            self.severity.choose(content.severity)
            self.urgent.setChecked(content.urgent)
            self.vulnerable.setChecked(content.vulnerable)
            self._note_place()
            self._category_told("")
        self._compare()

    def start_at(self, grid_code: str) -> None:
        """Begin at a grid that was chosen before, on the map for instance: this alone is nothing typed."""
        self._started_at_place = True
        self.place.look_for(grid_code)

    def show_sources(self, sources: Sequence[tuple[str, Name]]) -> None:
        """Offer where the incident may come from; what is chosen stays."""
        with self._quietly():
            self.source.offer(sources)

    def show_flows(self, flows: Sequence[tuple[str, Name]]) -> None:
        """Offer the flows that no category leads to; without any, nothing is asked."""
        with self._quietly():
            self.flow.offer(flows)
        for part in (self.flow, self.captions[self.flow]):
            part.setVisible(bool(flows))

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._filling = self._filling, True
        yield
        self._filling = before

    def _edited(self, *_what: object) -> None:
        if not self._filling:
            self.edited.emit()

    def _category_taken(self, found: object) -> None:
        if isinstance(found, ChosenCategory):
            self._category_told("")
        self._compare()
        self._edited()

    def _compare(self, *_what: object) -> None:
        """Ask what is known of what stands here."""
        draft = self.content().report()
        self.alike.follow(draft)
        self.unit.follow(draft)

    def _category_told(self, sentence: str) -> None:
        self.category_note.setText(sentence)
        self.category_note.setVisible(bool(sentence))

    def _place_taken(self, found: object) -> None:
        if isinstance(found, FoundPlace) and self.address.text() in ("", self._address_given):
            self._give_address(found)
        self._note_place()
        self._compare()
        if not self._started_at_place:
            self._edited()
        self._started_at_place = False

    def _give_address(self, found: FoundPlace) -> None:
        """Take the address from a building; one that was given goes with the grid in which it lies."""
        if found.kind == "building":
            self._address_given = _said_of(pick(found.name), self.place.asked)
            self._address_grid = found.grid_code
            self.address.setText(self._address_given)
        elif self._address_given and found.grid_code != self._address_grid:
            self._address_given = ""
            self.address.clear()

    def _place_told(self, sentence: str) -> None:
        if sentence or self.place.choice is None:
            self.place_note.tell(sentence)

    def _note_place(self) -> None:
        self.place_note.show_place(self.place.choice)

    # Draft, sending, refusal

    def show_kept(self, sentence: str, *, failed: bool = False) -> None:
        self.kept.setText(sentence)
        set_tone(self.kept, "red" if failed else "tertiary")

    def submit(self) -> None:
        """Send once; while it is under way nothing is sent again."""
        if not self.send.isEnabled():
            return
        self.send.setEnabled(False)
        self.refusal.hide()
        self.sent.emit()

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was reported; what was typed stays."""
        self.refusal.setText(sentence)
        self.refusal.setStyleSheet(
            f"background: {self._theme.hex('surface.stale')}; padding: {self._theme.px(8)}px;"
        )
        self.refusal.show()
        self.send.setEnabled(True)

    def missing(self) -> tuple[QWidget, str] | None:
        """Return the first field that must be filled and what to say about it."""
        if self.category.choice is None:
            return self.category, tr("Choose a category: type its name, pinyin, initials or code.")
        if self.place.choice is None:
            return self.place, tr("Choose a place: type a grid, an address, a building or coordinates.")
        return None

    # Keys, look and language

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        else:
            self._enter()

    def _enter(self) -> None:
        here = self.focusWidget()
        if isinstance(here, QPushButton):
            here.click()
        elif here is self.vulnerable:
            self.submit()
        else:
            self.focusNextChild()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(tr("New incident"))
        self.title.setText(tr("New incident"))
        words: dict[QWidget, str] = {
            self.category: tr("Category (required)"),
            self.place: tr("Place (required)"),
            self.address: tr("Address in words"),
            self.description: tr("What was seen or said"),
            self.source: tr("Channel"),
            self.severity: tr("Grade"),
            self.flow: tr("Flow"),
            **self.caller.words(),
        }
        for editor, word in words.items():
            self.captions[editor].setText(word)
            editor.setAccessibleName(word)
        self._retranslate_choices()
        for made, word in (
            (self.fresh, tr("Throw away (Ctrl+D)")),
            (self.leave, tr("Close (Esc)")),
            (self.send, tr("Report (Ctrl+Enter)")),
            (self.urgent, tr("urgent")),
            (self.vulnerable, tr("concerns a vulnerable person")),
        ):
            set_button_text(made, word)
        self.category.setPlaceholderText(tr("Name, pinyin, initials or code"))
        for part in (self.offer, self.alike, self.unit):
            part.retranslate()
        self.place_note.retranslate()
        self._note_place()

    def _retranslate_choices(self) -> None:
        with self._quietly():
            self.source.offer()
            self.flow.offer()
            self.severity.offer()


def _said_of(name: str, asked: str) -> str:
    """Return the address as it was said where more than the name of the building was: the floor, the side."""
    plain, said = ("".join(text.split()).lower() for text in (name, asked))
    return asked if plain and said.startswith(plain) else name
