"""The form of a correction: a category is found as in a new report, and what would follow is told beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.ports import Questions
from gridcenter.desktop.report_chooser import Chooser
from gridcenter.desktop.report_content import ChosenCategory
from gridcenter.desktop.report_words import category_line, no_category
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.corrections import CATEGORY, SITUATION, CorrectionPreview
from gridcenter.domain.errors import Refusal
from gridcenter.domain.move_choices import FieldChoice, MoveChoice, MoveField
from gridcenter.language import pick, tr

_TOLD, _LIST = 64, 132
"""Room for what would follow; below a category there must also be room for the list that drops from it."""


class CorrectionDialog(MoveDialog):
    """Asks on a worker what the correction would do whenever a choice changes; GUI thread only."""

    def __init__(
        self,
        theme: Theme,
        choice: MoveChoice,
        about: str,
        *,
        version: int,
        parent: QWidget,
        background: Background,
        questions: Questions,
        incident_id: int,
        example: str = "",
    ) -> None:
        self.finder: Chooser | None = None
        self._background = background
        self._questions = questions
        self._incident_id = incident_id
        self._situation = ""
        """The situation that shall stand chosen when those of the category are known."""
        super().__init__(theme, choice, about, version=version, parent=parent, example=example)
        self.told = label("", "caption", tone="secondary", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.told.setMinimumHeight(theme.px(_TOLD if self.finder is None else _LIST))
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.refusal), self.told)
        self._follow()

    def _follow(self) -> None:
        if self.finder is not None:
            self.finder.taken.connect(self._category_taken)
            self.finder.told.connect(self._tell)
            self._show_situations(())
            self.finder.setFocus()
        for editor in self.fields.values():
            if isinstance(editor, QComboBox):
                editor.activated.connect(self._ask)

    def _editor(self, field: MoveField) -> QWidget:
        if field.code == CATEGORY:
            asked = self._questions.find_category
            parts = (self._theme, self._background, asked, category_line, no_category, self)
            self.finder = Chooser(*parts, offers_unasked=True)
            self.finder.setPlaceholderText(tr("Name, pinyin, initials or code"))
            return self.finder
        if field.code == SITUATION and not field.choices:
            return QComboBox()
        return super()._editor(field)

    def inputs(self) -> dict[str, str]:
        said = super().inputs()
        if self.finder is not None:
            chosen = self.finder.choice
            named = isinstance(chosen, ChosenCategory)
            said[CATEGORY] = f"{chosen.set_key}/{chosen.code}" if named else ""
        return said

    def fill(self, said: Mapping[str, str]) -> None:
        """Let stand again what was typed before; a category is found again by its code."""
        self._situation = said.get(SITUATION, "")
        super().fill({code: text for code, text in said.items() if code != CATEGORY})
        if self.finder is not None and said.get(CATEGORY):
            self.finder.look_for(said[CATEGORY].rpartition("/")[2])
        else:
            self._ask()

    def propose(self, said: Mapping[str, str]) -> None:
        """Let values stand that somebody is offered; nothing is sent."""
        hint = self.hint.text()
        self.fill(said)
        self.hint.setText(hint)

    def submit(self) -> None:
        """Take what is marked in the list of categories before it is sent."""
        if self.finder is not None and self.finder.choice is None:
            self.finder.take_current()
        super().submit()

    # What would follow

    def _category_taken(self, found: object) -> None:
        if isinstance(found, ChosenCategory):
            self._ask()
        else:
            self._show_situations(())
            self._tell("")

    def _ask(self, *_what: Any) -> None:
        said = self.inputs()
        if self.finder is not None and not said[CATEGORY]:
            return
        if self.finder is not None and self._situation:
            said[SITUATION] = self._situation
        work = partial(self._questions.correction, self._incident_id, self.choice.action, said)
        self._background.read(self, work, self._show_preview, self._not_known, topic="correction")

    def _show_preview(self, found: CorrectionPreview) -> None:
        if self.finder is not None:
            self._show_situations(found.situations)
        self._tell("\n".join(found.told) or found.refusal)

    def _show_situations(self, found: Sequence[FieldChoice]) -> None:
        """Offer the situations of the category; where there is one only, nothing is to be chosen."""
        box = self.fields.get(SITUATION)
        if not isinstance(box, QComboBox):
            return
        offered = found if len(found) > 1 else ()
        if {box.itemData(place) for place in range(box.count())} != {one.value for one in offered}:
            box.clear()  # otherwise the arrows go on from where they are
            for one in offered:
                box.addItem(pick(one.name), one.value)
        if (place := box.findData(self._situation)) >= 0:
            box.setCurrentIndex(place)
        self._situation = ""
        for part in (box, self._captions[SITUATION]):
            part.setVisible(bool(offered))

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)

    def _not_known(self, refusal: Refusal) -> None:
        self._tell(str(refusal))
