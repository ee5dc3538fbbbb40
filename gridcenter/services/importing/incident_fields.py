"""What a table of incidents may hold, and which columns of the store a file may set."""

from __future__ import annotations

from datetime import timedelta

from gridcenter.domain.names import Name
from gridcenter.services.importing.columns import Field

FIELDS = (
    Field(
        "number",
        Name("案件编号", "number"),
        ("编号", "事件编号", "incident_number", "case_id"),
        required=True,
    ),
    Field("reported_at", Name("上报时间", "reported at"), ("受理时间", "created_at", "time"), required=True),
    Field("closed_at", Name("结案时间", "closed at"), ("办结时间",)),
    Field("due_at", Name("截止时间", "due at"), ("处置时限",)),
    Field("source", Name("案件来源", "source"), ("来源", "source_code")),
    Field("category", Name("类别", "category"), ("类别编码", "category_code", "事件类型")),
    Field("category_set", Name("类别编码集", "category set")),
    Field("state", Name("状态", "state")),
    Field("flow", Name("流程", "flow")),
    Field("flow_version", Name("流程版本", "flow version")),
    Field("outcome", Name("结果", "outcome")),
    Field("severity", Name("等级", "severity")),
    Field("urgent", Name("急要件", "urgent")),
    Field("vulnerable", Name("涉及困难群体", "vulnerable person")),
    Field("description", Name("问题描述", "description"), ("描述", "内容")),
    Field("address", Name("地址", "address"), ("位置", "地点")),
    Field("longitude", Name("经度", "longitude"), ("lon", "lng")),
    Field("latitude", Name("纬度", "latitude"), ("lat",)),
    Field("approximate", Name("位置为约略", "approximate place")),
    Field("grid_code", Name("网格编码", "grid code"), ("grid", "网格")),
    Field("community", Name("社区代码", "community code"), ("community_code", "区划代码")),
    Field("unit", Name("处置单位", "unit"), ("责任单位", "单位")),
    Field("unit_code", Name("处置单位编码", "unit code")),
)
SOURCE_COLUMNS = (
    "state",
    "flow",
    "flow_version",
    "category_id",
    "severity",
    "urgent",
    "vulnerable",
    "source_code",
    "description",
    "address",
    "longitude",
    "latitude",
    "approximate",
    "grid_code",
    "community_code",
    "unit_id",
    "first_unit_id",
    "reported_at",
    "closed_at",
    "whole_due_at",
    "due_at",
    "outcome",
    "import_hash",
)
"""What a file may set; everything else belongs to the flow."""
NEW_COLUMNS = ("id", "number", *SOURCE_COLUMNS)
STEP_COLUMNS = ("incident_id", "sequence", "at", "action", "to_state", "actor_id", "actor", "role", "opinion")
LON, LAT, GRID, COMMUNITY, HASH, STATE, UNIT, CLOSED_AT = (
    SOURCE_COLUMNS.index(name)
    for name in (
        *("longitude", "latitude", "grid_code", "community_code", "import_hash", "state"),
        *("unit_id", "closed_at"),
    )
)
CLOSED, FILED = "closed", "accepted"
LONGEST = {"number": 40, "source": 40, "address": 200, "description": 4000, "outcome": 20}
FUTURE = timedelta(hours=1)
"""A clock of the other system may run ahead by so much."""
