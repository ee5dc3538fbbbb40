"""Adjustments (延期 挂账 作废): moves that need an approval, the applications for them, and how those end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gridcenter.domain.clocks import Limit
from gridcenter.domain.names import Name

APPLIED, REFUSED, WITHDRAWN, LAPSED = "apply", "refuse", "withdraw", "lapse"
"""What a step of the trace says about an application; its action is the word, a colon and the move."""

STEP_WORDS = {
    APPLIED: Name("申请{}", "apply for: {}"),
    REFUSED: Name("不批准{}", "refuse: {}"),
    WITHDRAWN: Name("撤回申请：{}", "withdraw the application: {}"),
    LAPSED: Name("申请失效：{}", "application lapsed: {}"),
}
APPROVED_WORDS = Name("批准{}", "approve: {}")

APPROVE, REFUSE, TAKE_BACK = "approve_application", "refuse_application", "withdraw_application"
DECISIONS = frozenset({APPROVE, REFUSE, TAKE_BACK})
"""What can be done about an application that awaits a decision, as the desk names it."""
DECISION_LETTERS = {APPROVE: "1", REFUSE: "2", TAKE_BACK: "3"}
"""Their keys at the desk: digits, because every letter may be a move of a flow."""


class Ending(StrEnum):
    """How an application ended: lapsed where the incident moved on to where the move is not possible."""

    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who may approve a move that was applied for, and how often at most on one incident.

    `longest` is how far ahead the moment may lie that the move asks for: from the present deadline for a new one,
    from now for a review date; None sets no bound.
    """

    by: frozenset[str]
    most: int
    longest: Limit | None = None


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """One application about an incident; `ending` None while it awaits its decision.

    `move` is the move's name in the flow, `until` the new deadline or the review date, `remark` why it was refused,
    withdrawn or lapsed. Roles are codes; `approvers` those that may decide.
    """

    id: int
    version: int
    incident_id: int
    incident_number: str
    category: Name
    place: Name
    community_code: str
    action: str
    move: Name
    reason: str
    until: datetime | None
    applied_at: datetime
    applicant_id: int | None
    applicant: str
    applicant_role: str
    unit: Name
    approvers: frozenset[str]
    ending: Ending | None
    remark: str
    ended_at: datetime | None
    ender: str
    ender_role: str

    @property
    def pending(self) -> bool:
        return self.ending is None


def step_action(word: str, action: str) -> str:
    """Return the action of the step that tells what became of an application for a move."""
    return f"{word}:{action}"


def told_move(action: str) -> tuple[Name, str] | None:
    """Return the words and the move of a step about an application; None for a step that is a move."""
    word, colon, move = action.partition(":")
    return (STEP_WORDS[word], move) if colon and word in STEP_WORDS else None


def in_words(words: Name, move: Name) -> Name:
    return Name(words.zh.format(move.zh), words.en.format(move.en or move.zh))
