"""The line of the merging window that says when the more urgent of two incidents would go into the other one."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label, unmarked
from gridcenter.domain.corrections import GRADE, GRADE_NAMES, REASON, URGENT, YES, more_urgent
from gridcenter.domain.merging import MergeSide
from gridcenter.language import pick, tr

Sides = tuple[MergeSide, MergeSide] | None
"""The incident that stays and the one that goes into it."""


class UrgencyLine(QWidget):
    """Merging itself raises nothing: the person is offered the form for it, which needs a reason and a sending."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sentence = label("", "caption", tone="on_stale", wrap=True)
        self.sentence.setStyleSheet(f"background: {theme.hex('surface.stale')}; padding: {theme.px(8)}px;")
        self.adjust = QCheckBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.sentence)
        column.addWidget(self.adjust)
        self.hide()

    def compare(self, sides: Sides) -> None:
        """Say so where the one that goes is the more urgent one."""
        self.setVisible(sides is not None and _outdone(*sides))
        if sides is None or self.isHidden():
            return
        stays, goes = sides
        self.sentence.setText(
            tr("{goes} ({urgency}) is more urgent than {stays} ({other}): merging does not raise it").format(
                goes=goes.number,
                urgency=urgency_words(goes),
                stays=stays.number,
                other=urgency_words(stays),
            )
        )
        words = tr("Then open “adjust the urgency” of {number}, to be checked and sent")
        self.adjust.setText(unmarked(words.format(number=stays.number)))
        self.adjust.setChecked(True)

    def raised(self, sides: Sides) -> dict[str, str]:
        """Return what the form shall offer; empty where it is not wanted."""
        if sides is None or self.isHidden() or not self.adjust.isChecked():
            return {}
        stays, goes = sides
        said = {REASON: tr("{number}, merged into it, is more urgent").format(number=goes.number)}
        said |= {URGENT: YES} if goes.urgent else {}
        return said | {GRADE: str(int(max(stays.severity, goes.severity)))}


def urgency_words(one: MergeSide) -> str:
    """Say the grade, and that it is marked urgent where it is."""
    grade = pick(GRADE_NAMES[one.severity])
    return tr("urgent, {grade}").format(grade=grade) if one.urgent else grade


def _outdone(stays: MergeSide, goes: MergeSide) -> bool:
    return more_urgent(
        urgent=goes.urgent, grade=goes.severity, than_urgent=stays.urgent, than_grade=stays.severity
    )
