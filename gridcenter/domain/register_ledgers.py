"""Ledgers (台账): views over the registers per grid, community and street; what a ledger is, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from gridcenter.domain.errors import BadInput
from gridcenter.domain.masking import HIDDEN, mask_address, mask_id_number, mask_name, mask_phone
from gridcenter.domain.names import Name
from gridcenter.language import tr

ROWS_OF_A_PAGE = 50


class Register(StrEnum):
    """Where the facts of a ledger stand; also the words of `db/ledgers.yaml`."""

    PERSONS = "persons"
    CARE = "care"
    COMPONENTS = "components"
    ROOMS = "rooms"
    GRIDS = "grids"
    ORGANISATIONS = "organisations"
    INCIDENTS = "incidents"
    POSTS = "posts"


OF_PERSONS = frozenset({Register.PERSONS, Register.CARE})
"""Registers whose rows are residents: a page of them is audited before it is read."""


class CellMask(StrEnum):
    PLAIN = "plain"
    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address"
    AGE_BAND = "age_band"
    HIDDEN = "hidden"


TEXT_MASKS: dict[CellMask, Callable[[str], str]] = {
    CellMask.NAME: mask_name,
    CellMask.ID_NUMBER: mask_id_number,
    CellMask.PHONE: mask_phone,
    CellMask.ADDRESS: mask_address,
    CellMask.HIDDEN: lambda _text: HIDDEN,
}

LEAST_MASKS: dict[Register, dict[str, CellMask]] = {
    register: {
        "name": CellMask.NAME,
        "birth": CellMask.AGE_BAND,
        "id_number": CellMask.ID_NUMBER,
        "phone": CellMask.PHONE,
        "address": CellMask.ADDRESS,
    }
    for register in OF_PERSONS
}
"""The mask that a field of residents must have; only hiding it altogether is allowed besides."""

FIELD_NAMES: dict[Register, dict[str, Name]] = {
    Register.PERSONS: {
        "name": Name("姓名", "name"),
        "sex": Name("性别", "sex"),
        "birth": Name("年龄段", "age band"),
        "id_number": Name("公民身份号码", "ID number"),
        "phone": Name("联系电话", "phone"),
        "address": Name("现住址", "address"),
        "recorded_on": Name("登记日期", "recorded on"),
        "source": Name("来源", "source"),
    },
    Register.CARE: {
        "name": Name("姓名", "name"),
        "sex": Name("性别", "sex"),
        "birth": Name("年龄段", "age band"),
        "programme": Name("关爱项目", "care programme"),
        "expires_on": Name("有效期至", "last day"),
    },
    Register.COMPONENTS: {
        "code": Name("部件标识码", "component code"),
        "name": Name("名称", "name"),
        "category": Name("类别", "category"),
        "state": Name("状态", "state"),
    },
    Register.ROOMS: {
        "code": Name("房屋编码", "premises code"),
        "building": Name("楼幢或单元", "building or entrance"),
        "room": Name("房间", "room"),
        "tenure": Name("产权使用", "tenure"),
        "residents": Name("现住人数", "residents"),
    },
    Register.GRIDS: {
        "code": Name("网格编码", "grid code"),
        "name": Name("网格", "grid"),
        "kind": Name("类型", "type"),
        "level": Name("等级", "level"),
        "level_reason": Name("定级理由", "reason of the level"),
        "level_review_on": Name("复评日期", "review on"),
    },
    Register.ORGANISATIONS: {
        "name": Name("名称", "name"),
        "kind": Name("种类", "kind"),
        "uscc": Name("统一社会信用代码", "credit code"),
    },
    Register.INCIDENTS: {
        "number": Name("事件编号", "incident"),
        "category": Name("类别", "category"),
        "severity": Name("严重程度", "severity"),
        "urgent": Name("紧急", "urgent"),
        "reported_at": Name("上报时间", "reported at"),
    },
    Register.POSTS: {
        "role": Name("岗位", "post"),
        "slot": Name("序号", "no."),
        "holder": Name("担任人", "holder"),
    },
}
"""The fields that each register has, with their headings."""


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    key: str
    mask: CellMask
    title: Name
    names: dict[str, Name] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerKind:
    """One ledger as the data defines it."""

    code: str
    name: Name
    note: Name
    register: Register
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    columns: tuple[LedgerColumn, ...]
    order: tuple[str, ...]
    counters: frozenset[str]
    readers: frozenset[str]
    exporters: frozenset[str]

    @property
    def of_persons(self) -> bool:
        return self.register in OF_PERSONS


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One ledger in the list: how many there are in the area, and what this account may do with it."""

    code: str
    name: Name
    note: Name
    count: int
    readable: bool
    exportable: bool
    of_persons: bool


@dataclass(frozen=True, slots=True)
class AreaCount:
    """A street, community or grid with how many a ledger holds there; an empty code is "no grid is named"."""

    code: str
    name: Name
    count: int


@dataclass(frozen=True, slots=True)
class LedgerAreas:
    """One ledger in one area: the parts of the area, and the areas that hold it, the widest first."""

    code: str
    area: str
    name: Name
    total: int
    parts: tuple[AreaCount, ...]
    way: tuple[tuple[str, Name], ...] = ()


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: behind the row with these values in this grid of this community."""

    community: str
    grid: str
    values: tuple[str | int, ...]

    def text(self) -> str:
        return json.dumps([self.community, self.grid, *self.values], ensure_ascii=False)


def read_cursor(text: str) -> Cursor | None:
    """Return where a page begins, None for the first.

    Raises:
        BadInput: The text is none that a page gave.
    """
    if not text:
        return None
    try:
        community, grid, *values = json.loads(text)
        if not isinstance(community, str) or not isinstance(grid, str) or not isinstance(values[-1], int):
            raise ValueError
        if any(not isinstance(one, str | int) for one in values):
            raise ValueError
    except (ValueError, IndexError, TypeError):
        raise BadInput(tr("This is no place in a ledger: take it from the page before.")) from None
    return Cursor(community, grid, tuple(values))


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One masked row; `person_id` is set where the row is a resident."""

    key: int
    cells: tuple[str, ...] = field(repr=False)
    place: Name
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class LedgerTicket:
    """Receipt of a committed audit row with the rows it opens: (row, person); nothing of it where none was needed."""

    audit_id: int
    code: str
    keys: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """At most 50 rows in order; `following` begins the next page, empty on the last; `total` counts the area."""

    code: str
    area: str
    titles: tuple[Name, ...]
    rows: tuple[LedgerRow, ...] = field(repr=False)
    total: int
    following: str
    ticket: LedgerTicket | None = None
