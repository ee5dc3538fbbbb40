"""A person's question (个人信息查询情况告知): who looked at me, when, why, and what was shown (PIPL 44 and 45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gridcenter.domain.names import Name
from gridcenter.domain.own_history import COPY, ORGANISATION, PREMISES, PRINT, RETURN
from gridcenter.domain.people import PURPOSE_NAMES, Purpose
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import pick

SUBJECT_REPORT = "subject_report"
"""Action of the audit row that stands before every report."""
SEARCH = "search"
"""Action of a search; a person has part in it whom its list named."""
REQUEST = "subject_request"
"""Its purpose: the person asked."""

ACTION_NAMES: dict[str, Name] = {
    "lookup": Name("查询", "look-up"),
    SEARCH: Name("检索名单", "list of a search"),
    "failed_lookup": Name("未成的查询", "refused look-up"),
    "reason_again": Name("再次说明事由", "reason asked again"),
    "reveal": Name("显示一项", "one value revealed"),
    RETURN: Name("返回已打开的卡片", "open card returned to"),
    COPY: Name("复制卡片", "card copied"),
    PRINT: Name("打印卡片", "card printed"),
    ORGANISATION: Name("由卡片打开组织", "organisation opened from the card"),
    PREMISES: Name("由卡片打开房屋", "premises opened from the card"),
    SUBJECT_REPORT: Name("出具查询情况告知书", "report to the person"),
}
OUTCOME_NAMES: dict[str, Name] = {
    "hit": Name("已显示脱敏卡片", "masked card shown"),
    "miss": Name("查无此人", "nobody found"),
    "outside": Name("不在辖区，未显示", "outside the area, nothing shown"),
    "shown": Name("已显示", "shown"),
    "asked": Name("要求再次说明事由，未显示", "asked again for the reason, nothing shown"),
    "answered": Name("已说明", "answered"),
    "bad_number": Name("号码有误，未显示", "wrong number, nothing shown"),
    "refused": Name("被拒绝，未显示", "refused, nothing shown"),
}
_NAMED_IN_LIST = Name("列入脱敏名单", "named in a masked list")
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
        if self.action == SEARCH:
            return pick(_NAMED_IN_LIST)
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

    @property
    def lists(self) -> int:
        """How many lists of searches named the person."""
        return sum(line.action == SEARCH for line in self.lines)


def _picked(names: dict[str, Name], key: str) -> str:
    return pick(names[key]) if key in names else key
