"""A person's question (个人信息查询情况告知): who looked at me, when, why, and what was shown (PIPL 44 and 45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gridcenter.domain.care import ASKED as ASKED_FOR_CARE
from gridcenter.domain.home_keeping import DONE_NAMES
from gridcenter.domain.names import Name
from gridcenter.domain.own_history import (
    BATCH_ROWS,
    CONFLICTS,
    COPY,
    EXPORTED,
    HIT_DECISION,
    HITS,
    LEDGER,
    ORGANISATION,
    PREMISES,
    PRINT,
    RETURN,
    ROLL_WRITE,
    RULE_TRY,
    SEARCH,
    SUBJECT_COPY,
    SUBJECT_REPORT,
    TWINS_LIST,
    VISITS,
)
from gridcenter.domain.people import PURPOSE_NAMES, Purpose
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.domain.visits import OUTCOME_NAMES as OUTCOME_OF_VISITS
from gridcenter.language import pick

LISTS = frozenset(
    {
        *(
            SEARCH,
            ORGANISATION,
            PREMISES,
            HITS,
            RULE_TRY,
            TWINS_LIST,
            CONFLICTS,
            VISITS,
            LEDGER,
            EXPORTED,
            BATCH_ROWS,
        ),
        ROLL_WRITE,
    }
)
"""Actions whose lines name persons in a list."""
REQUEST = "subject_request"
"""Its purpose: the person asked."""

ACTION_NAMES: dict[str, Name] = {
    "lookup": Name("查询", "look-up"),
    SEARCH: Name("检索名单", "list of a search"),
    "failed_lookup": Name("未成的查询", "refused look-up"),
    "reason_again": Name("再次说明事由", "reason asked again"),
    "reveal": Name("显示一项", "one value revealed"),
    "keep": Name("核实或更正一项", "value verified or corrected"),
    "person_merge": Name("两条记录并档或拆档", "two rows merged or taken apart"),
    "twins": Name("两条记录比对", "two rows compared"),
    "visit": Name("走访登记", "visit recorded"),
    VISITS: Name("走访名单或走访记录", "list or records of visits"),
    TWINS_LIST: Name("重复记录名单", "list of rows of one person"),
    CONFLICTS: Name("一号两人名单", "list of people under one number"),
    LEDGER: Name("台账页", "page of a ledger"),
    BATCH_ROWS: Name("导入待入库行", "staged rows of an import"),
    EXPORTED: Name("脱敏名单写出文件", "masked list written to a file"),
    RETURN: Name("返回已打开的卡片", "open card returned to"),
    COPY: Name("复制卡片", "card copied"),
    PRINT: Name("打印卡片", "card printed"),
    ORGANISATION: Name("打开组织", "organisation opened"),
    PREMISES: Name("打开房屋", "premises opened"),
    ASKED_FOR_CARE: Name("需知档案询问", "question to need-to-know files"),
    SUBJECT_REPORT: Name("出具查询情况告知书", "report to the person"),
    SUBJECT_COPY: Name("向本人提供信息复制件", "copy for the person"),
    HITS: Name("数据核查疑点名单", "list of a check of the registers"),
    RULE_TRY: Name("数据核查规则试算名单", "list of a trial of a check"),
    ROLL_WRITE: Name("写出名册", "roll written"),
    HIT_DECISION: Name("处置数据核查疑点", "decision about a check of the registers"),
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
    "several": Name("该号码下有多人，先选择，未显示", "several under the number, nothing shown yet"),
    "bad_number": Name("号码有误，未显示", "wrong number, nothing shown"),
    "refused": Name("被拒绝，未显示", "refused, nothing shown"),
    "verified": Name("已核实", "verified"),
    "withdrawn": Name("已撤回", "taken back"),
    "stated": Name("已补录", "stated"),
    "merged": Name("已并档", "merged"),
    "unmerged": Name("已拆档", "taken apart"),
    "tied": Name("已登记任职关系", "tie to an organisation entered"),
    "tie_ended": Name("已终止任职关系", "tie to an organisation ended"),
    "apart": Name("已认定为两人", "said to be two people"),
    "asked_history": Name("已查阅变更记录", "history told"),
    **{str(deed): name for deed, name in DONE_NAMES.items()},
    **OUTCOME_OF_VISITS,
    "done": Name("已办理", "done"),
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
        if self.action in LISTS:
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
        """How many lists named the person."""
        return sum(line.action in LISTS for line in self.lines)


def _picked(names: dict[str, Name], key: str) -> str:
    return pick(names[key]) if key in names else key
