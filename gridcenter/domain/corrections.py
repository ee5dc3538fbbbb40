"""Corrections (更正): what an open incident was filed under turned out wrong, and a person puts it right.

Every flow knows both; its template says who may (`corrections`), and the state stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gridcenter.domain.incidents import Severity
from gridcenter.domain.move_choices import FieldChoice
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

CORRECT_CATEGORY, CORRECT_URGENCY = "correct_category", "correct_urgency"
CORRECTION_NAMES: Mapping[str, Name] = {
    CORRECT_CATEGORY: Name("更正类别", "correct the category"),
    CORRECT_URGENCY: Name("调整紧急程度", "adjust the urgency"),
}
CORRECTION_LETTERS = {CORRECT_CATEGORY: "4", CORRECT_URGENCY: "5"}
"""Their keys at the desk: digits, because every letter may be a move of a flow."""

CATEGORY, SITUATION, URGENT, GRADE, REASON = "category", "standard", "urgent", "severity", "reason"
"""What is asked: a category as `set/code`, the id of a standard, yes or no, a grade's number, and why."""
YES, NO = "yes", "no"
YES_OR_NO: Mapping[str, Name] = {YES: Name("是", "yes"), NO: Name("否", "no")}

GRADE_NAMES: Mapping[Severity, Name] = {
    Severity.ORDINARY: Name("一般", "grade IV, ordinary"),
    Severity.LARGER: Name("较大", "grade III, larger"),
    Severity.SERIOUS: Name("重大", "grade II, serious"),
    Severity.EXTRAORDINARY: Name("特别重大", "grade I, extraordinarily serious"),
}


@dataclass(frozen=True, slots=True)
class CorrectionPreview:
    """What a correction would do, before it is sent: nothing of it is written.

    `situations` are those of the category chosen, `told` a sentence for every clock that would move and for the unit
    that the responsibility list proposes, `refusal` why the category cannot be taken; empty where it can.
    """

    situations: tuple[FieldChoice, ...] = ()
    told: tuple[str, ...] = ()
    refusal: str = ""


def more_urgent(*, urgent: bool, grade: int, than_urgent: bool, than_grade: int) -> bool:
    """Tell whether one incident is more urgent than another in its mark or in its grade."""
    return (urgent and not than_urgent) or grade > than_grade


def not_open(action: str) -> str:
    return tr("“{move}” is for open incidents: this one has ended").format(
        move=pick(CORRECTION_NAMES[action])
    )
