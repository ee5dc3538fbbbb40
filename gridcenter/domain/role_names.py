"""What the roles of accounts are called; a role of the centre's own stays as it was entered."""

from __future__ import annotations

from gridcenter.domain.names import Name

ROLE_NAMES: dict[str, Name] = {
    "collector": Name("网格员", "grid worker"),
    "acceptor": Name("受理员", "acceptor"),
    "supervisor": Name("值班长", "shift supervisor"),
    "dispatcher": Name("派遣员", "dispatcher"),
    "handler": Name("处置人员", "handler"),
    "leader": Name("领导", "leader"),
    "evaluator": Name("评价员", "evaluator"),
    "admin": Name("管理员", "administrator"),
    "administrator": Name("管理员", "administrator"),
    "auditor": Name("审计员", "auditor"),
    "wall": Name("大屏", "wall"),
}
