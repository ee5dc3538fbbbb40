"""Boxes of the report form: the channel and the flow, whose first line states nothing, and the grade."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox

from gridcenter.desktop.pages.incidents_head import severity_words
from gridcenter.domain.incidents import Severity
from gridcenter.domain.names import Name
from gridcenter.language import pick


class StatedBox(QComboBox):
    """What is chosen stays when the list comes or is told in another language."""

    def __init__(self, nothing: Callable[[], str], *, coded: bool) -> None:
        """`nothing` are the words of the first line; where `coded`, the code stands before each name."""
        super().__init__()
        self._nothing = nothing
        self._coded = coded
        self._offered: tuple[tuple[str, Name], ...] = ()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def offer(self, offered: Sequence[tuple[str, Name]] | None = None) -> None:
        """Offer these; without any, those offered before in the language of the moment."""
        chosen = self.currentData()
        if offered is not None:
            self._offered = tuple(offered)
        self.clear()
        self.addItem(self._nothing(), "")
        for code, name in self._offered:
            self.addItem(f"{code} {pick(name)}" if self._coded else pick(name), code)
        self.choose(str(chosen or ""))

    def choose(self, code: str) -> None:
        """A code that the store does not list (yet) is kept and shown as it is."""
        if code and self.findData(code) < 0:
            self.addItem(code, code)
        self.setCurrentIndex(max(0, self.findData(code)))

    def showPopup(self) -> None:  # noqa: N802 - Qt names it
        """Let the list be as wide as its longest name, however narrow the box is."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + self.height())
        super().showPopup()

    def stated(self) -> str:
        return str(self.currentData() or "")


class GradeBox(QComboBox):
    """Holds no line before `offer`; then the ordinary grade is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def offer(self) -> None:
        """Offer all grades in the language of the moment; what is chosen stays."""
        chosen = self.grade()
        self.clear()
        for grade, word in severity_words().items():
            self.addItem(word, grade)
        self.choose(chosen)

    def choose(self, grade: Severity) -> None:
        self.setCurrentIndex(self.findData(grade))

    def grade(self) -> Severity:
        return Severity(self.currentData() or Severity.ORDINARY)
