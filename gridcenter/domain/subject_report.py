"""A person's question (个人信息查询情况告知): who looked at me, when, why, and what was shown (PIPL 44 and 45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gridcenter.domain.care import ASKED as ASKED_FOR_CARE
from gridcenter.domain.names import Name
from gridcenter.domain.people import PURPOSE_NAMES, Purpose
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import pick

SUBJECT_REPORT = "subject_report"
"""Action of the audit row that stands before every report."""
REQUEST = "subject_request"
"""Its purpose: the person asked."""

ACTION_NAMES: dict[str, Name] = {
    "lookup": Name("查询", "look-up"),
    "failed_lookup": Name("未成的查询", "refused look-up"),
    "reason_again": Name("再次说明事由", "reason asked again"),
    "reveal": Name("显示一项", "one value revealed"),
    ASKED_FOR_CARE: Name("需知档案询问", "question to need-to-know files"),
    SUBJECT_REPORT: Name("出具查询情况告知书", "report to the person"),
}
NEED_TO_KNOW = "need_to_know"
"""Outcome of a question of which the report keeps back what came of it and why it was asked."""
OUTCOME_NAMES: dict[str, Name] = {
    NEED_TO_KNOW: Name("仅告知档案内列名的人员", "told only to those named there"),
    "hit": Name("已显示脱敏卡片", "masked card shown"),
    "miss": Name("查无此人", "nobody found"),
    "outside": Name("不在辖区，未显示", "outside the area, nothing shown"),
    "shown": Name("已显示", "shown"),
    "asked": Name("要求再次说明事由，未显示", "asked again for the reason, nothing shown"),
    "answered": Name("已说明", "answered"),
    "bad_number": Name("号码有误，未显示", "wrong number, nothing shown"),
    "refused": Name("被拒绝，未显示", "refused, nothing shown"),
}
_REQUEST_NAME = Name("本人申请", "request of the person")


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One line of the audit about the person; `item` names the value that was revealed."""

    at: datetime
    login: str
    name: str
    role: str
    unit: Name
    action: str
    outcome: str
    purpose: str
    incident_number: str
    reason: str
    item: Name | None

    @property
    def who(self) -> str:
        return f"{self.name} ({self.login})"

    @property
    def role_text(self) -> str:
        return _picked(ROLE_NAMES, self.role)

    @property
    def action_text(self) -> str:
        return _picked(ACTION_NAMES, self.action)

    @property
    def outcome_text(self) -> str:
        return _picked(OUTCOME_NAMES, self.outcome)

    @property
    def purpose_text(self) -> str:
        if self.purpose == REQUEST:
            return pick(_REQUEST_NAME)
        known = self.purpose in list(Purpose)
        return pick(PURPOSE_NAMES[Purpose(self.purpose)]) if known else self.purpose

    @property
    def ground(self) -> str:
        return self.incident_number or self.reason


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """Lines newest first. `number` is masked, `serial` names the report's own line in the audit.

    `kept_since` is the oldest line the audit still has: what came before is not in here.
    """

    serial: str
    number: str
    asked_by: str
    as_of: datetime
    kept_since: datetime
    lines: tuple[SubjectLine, ...]

    @property
    def accounts(self) -> int:
        return len({line.login for line in self.lines})


def _picked(names: dict[str, Name], key: str) -> str:
    return pick(names[key]) if key in names else key
