"""What a move asks, in one small window that stays open with everything typed until the step is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gridcenter.desktop.ports import Actions
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.long_text import LongText
from gridcenter.desktop.widgets.offer_box import OfferBox
from gridcenter.desktop.widgets.proof_line import ProofLine
from gridcenter.desktop.widgets.text import button, label
from gridcenter.desktop.widgets.worker_box import WorkerBox
from gridcenter.domain.adjustments import DECISIONS
from gridcenter.domain.cards import CARD_ACTIONS
from gridcenter.domain.flow import PROOF, REOPEN, WORKER
from gridcenter.domain.move_choices import MoveChoice, MoveField
from gridcenter.language import pick, tr

OPINION = "opinion"
_LISTED = 12


class MoveDialog(QDialog):
    """One field per input, and one for an opinion where the choice takes it; Ctrl+Enter sends, Esc leaves.

    A proof is a line that says whether it is there; Ctrl+E asks for the attachments.
    """

    sent = Signal(object, object)
    """The `MoveChoice` and the inputs by code."""
    attachments_wanted = Signal(str)
    """The kind of attachment that is missing ('' for any); what was typed stays."""

    def __init__(
        self,
        theme: Theme,
        choice: MoveChoice,
        about: str,
        *,
        version: int,
        parent: QWidget,
        example: str = "",
    ) -> None:
        """`example` is a moment as it may be typed, in the district's time."""
        super().__init__(parent)
        self._example = example
        self.choice = choice
        self.version = version
        """The revision the operator has seen; raised after a refusal, when the newest has been shown."""
        self.refused = False
        """Whether a sending was refused: what was read after it has been shown to the operator."""
        self.key = uuid4().hex
        """Made once per form: what is sent twice is done once."""
        self._theme = theme
        self.fields: dict[str, QWidget] = {}
        self._warned: dict[str, WarnedPart] = {}
        self.proofs: dict[str, ProofLine] = {}
        self._captions: dict[str, QWidget] = {}
        self.refusal = label("", "caption", tone="on_stale", wrap=True)
        self.refusal.setStyleSheet(f"background: {theme.hex('surface.stale')}; padding: {theme.px(8)}px;")
        self.refusal.hide()
        self.hint = label(tr("Ctrl+Enter sends"), "caption", tone="tertiary")
        self.send = button(pick(choice.name), "primary")
        self.leave = button(tr("Cancel"))
        self._build(about)
        self.send.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self, about: str) -> None:
        px = self._theme.px
        self.setWindowTitle(pick(self.choice.name))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(6))
        column.addWidget(label(pick(self.choice.name), "title"))
        column.addWidget(label(about, "caption", tone="tertiary", wrap=True))
        for field in self.choice.fields:
            words = tr("{field} (required)") if field.required else "{field}"
            asked = words.format(field=pick(field.name))
            if field.warns or field.warning is not None:
                self._add_warned(column, field, asked)
            else:
                self._add(column, field.code, asked, self._editor(field))
                if field.note:
                    column.addWidget(label(field.note, "caption", tone="secondary", wrap=True))
                    self.fields[field.code].setAccessibleDescription(field.note)
        if self.choice.opinion:
            self._add(column, OPINION, tr("Opinion"), self._text())
        column.addSpacing(px(8))
        column.addWidget(self.refusal)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.hint)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.send)
        column.addSpacing(px(8))
        column.addLayout(row)
        self.setMinimumWidth(max(px(440), row.sizeHint().width() + 2 * px(20)))
        self.send.setDefault(True)
        self._begin()
        self.setTabOrder(self.send, self.leave)  # from the last field to what is meant, not out of the form
        self._listen_for_proof()

    def _begin(self) -> None:
        """Put the keyboard where something is to be said, and never on the button that sends."""
        for editor in self.fields.values():
            answered = (isinstance(editor, ProofLine) and editor.proved) or (
                isinstance(editor, QComboBox) and editor.count() == 1 and editor.currentIndex() == 0
            )
            if not answered:
                editor.setFocus()
                return

    def _make_room(self) -> None:
        """Be as high as what stands in the form now: by itself a layout gives lines that break too little height."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def event(self, event: QEvent) -> bool:
        """Follow what came into the form or went out of it."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return done

    def _listen_for_proof(self) -> None:
        """Ctrl+E opens the attachments from every field, also where it would go to the end of a line."""
        if not self.proofs:
            return
        for editor in self.fields.values():
            editor.installEventFilter(self)
            if isinstance(editor, QComboBox):
                editor.currentIndexChanged.connect(self._ask_proof)
        self._ask_proof()

    def _ask_proof(self, _index: int = 0) -> None:
        """Show a proof only while the other fields are such that it is asked for."""
        said = self.inputs()
        for field in self.choice.fields:
            if field.code in self.proofs:
                asked = all(said.get(code, "") in values for code, values in field.when.items())
                for part in (self._captions[field.code], self.proofs[field.code]):
                    part.setVisible(asked)

    def ask_attachment(self) -> None:
        """Ask for the attachments, and say which kind is still missing."""
        missing = (
            field.attachment
            for field in self.choice.fields
            if field.code in self.proofs and not self.proofs[field.code].proved
        )
        self.attachments_wanted.emit(next(filter(None, missing), ""))

    def show_proof(self, choices: Sequence[MoveChoice]) -> None:
        """Follow what was attached or removed meanwhile."""
        for choice in choices:
            for field in choice.fields if choice.action == self.choice.action else ():
                if field.code in self.proofs:
                    self.proofs[field.code].show_proved(field.proved)

    def _add(self, column: QVBoxLayout, code: str, words: str, editor: QWidget) -> None:
        caption = label(words, "caption", tone="secondary")
        for one in (editor, editor.line) if isinstance(editor, WorkerBox) else (editor,):
            one.setAccessibleName(words)
        column.addSpacing(self._theme.px(4))
        column.addWidget(caption)
        column.addWidget(editor)
        if isinstance(editor, ProofLine):
            self.proofs[code] = editor
        self._captions[code] = caption
        self.fields[code] = editor
        if isinstance(editor, OfferBox):
            column.addWidget(editor.ground)

    def _add_warned(self, column: QVBoxLayout, field: MoveField, words: str) -> None:
        """Add what is asked only while a unit is busy, off duty or full, below the sentence that says so."""
        about = next((one for one in self.choice.fields if one.code == field.warns), None)
        choices = () if about is None else about.choices
        part = WarnedPart(
            self._theme, {one.value: one.warning for one in choices} | {"": field.warning or ""}
        )
        inner = QVBoxLayout(part)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(self._theme.px(6))
        inner.addWidget(part.warning)
        self._add(inner, field.code, words, self._editor(field))
        column.addWidget(part)
        self._warned[field.code] = part
        box = self.fields.get(field.warns)
        if box is None:
            part.tell("")
        elif isinstance(box, QComboBox):
            box.currentIndexChanged.connect(lambda _place: part.tell(_typed(box)))
            part.tell(_typed(box))

    def _editor(self, field: MoveField) -> QWidget:
        if field.kind == "unit" or any(choice.ground for choice in field.choices):
            return OfferBox(self._theme, field.choices)
        if field.kind == WORKER and field.choices:
            return WorkerBox(field.choices)
        if field.choices:
            box = QComboBox()
            box.setMaxVisibleItems(_LISTED)
            for choice in field.choices:
                box.addItem(
                    " · ".join(part for part in (pick(choice.name), choice.note) if part), choice.value
                )
            if field.open:
                box.setPlaceholderText(tr("please choose"))
                box.setCurrentIndex(-1)
            return box
        if field.kind == "text":
            return self._text()
        if field.kind == PROOF:
            proof = ProofLine(self._theme, proved=field.proved)
            proof.wanted.connect(self.ask_attachment)
            return proof
        line = QLineEdit()
        if field.kind == "moment":
            line.setPlaceholderText(
                tr("such as {example}").format(example=self._example)
                if self._example
                else tr("year-month-day hour:minute")
            )
        return line

    def _text(self) -> QPlainTextEdit:
        made = LongText()
        made.too_long.connect(self._show_refusal)
        made.setTabChangesFocus(True)
        made.setFixedHeight(self._theme.px(72))
        return made

    def inputs(self) -> dict[str, str]:
        left_out = {code for code, part in self._warned.items() if part.isHidden()} | self.proofs.keys()
        return {code: _typed(editor) for code, editor in self.fields.items() if code not in left_out}

    def typed(self) -> dict[str, str]:
        """Return the fields by code where a text was typed; an untouched form has nothing to keep."""
        said = self.inputs()
        free = (code for code, editor in self.fields.items() if not _is_list(editor))
        return said if any(said.get(code, "").strip() for code in free) else {}

    def fill(self, said: Mapping[str, str]) -> None:
        """Let stand again what was typed before the form was left."""
        for code, text in said.items():
            editor = self.fields.get(code)
            if isinstance(editor, WorkerBox):
                editor.say(text)
            elif isinstance(editor, QComboBox) and (place := editor.findData(text)) >= 0:
                editor.setCurrentIndex(place)
            elif isinstance(editor, QPlainTextEdit):
                editor.setPlainText(text)
            elif isinstance(editor, QLineEdit):
                editor.setText(text)
        self.hint.setText(tr("As typed before · Ctrl+Enter sends"))

    def submit(self) -> None:
        self.send.setEnabled(False)
        self.refusal.hide()
        self.sent.emit(self.choice, self.inputs())

    def work(self, actions: Actions, incident_id: int, inputs: dict[str, str]) -> Callable[[], int]:
        """Return what a worker has to do: take or apply for the step, reopen, decide, or act on a card."""
        if self.choice.action == REOPEN:
            return partial(actions.reopen, incident_id, inputs["reason"], self.key)
        said = (incident_id, self.version, self.choice.action, inputs)
        if self.choice.action in CARD_ACTIONS:
            return partial(actions.act_on_card, *said, self.key)
        if self.choice.action in DECISIONS:
            return partial(actions.decide, *said)
        if self.choice.applied_for:
            return partial(actions.apply_for, *said, self.key)
        return partial(actions.take_step, *said)

    def show_refusal(self, sentence: str) -> None:
        """Say why the step was not taken; what was typed stays."""
        self.refused = True
        for part in self._warned.values():
            part.show()
        self._show_refusal(sentence)
        self.send.setEnabled(True)

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_attach(event):
            self.ask_attachment()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.send.isEnabled():
            self.submit()
        elif self.proofs and _is_attach(event):
            self.ask_attachment()
        else:
            super().keyPressEvent(event)


class WarnedPart(QWidget):
    """A part of the form that stands only while a choice has a warning; after a refusal it stays."""

    def __init__(self, theme: Theme, warnings: Mapping[str, str]) -> None:
        super().__init__()
        self._warnings = warnings
        self.warning = label("", "caption", tone="on_stale", wrap=True)
        self.warning.setStyleSheet(f"background: {theme.hex('surface.stale')}; padding: {theme.px(8)}px;")

    def tell(self, chosen: str) -> None:
        sentence = self._warnings.get(chosen, "")
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))
        self.setVisible(bool(sentence))


def _is_attach(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _is_list(editor: QWidget) -> bool:
    return isinstance(editor, QComboBox) and not editor.isEditable()


def _typed(editor: QWidget) -> str:
    if isinstance(editor, WorkerBox):
        return editor.said()
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
