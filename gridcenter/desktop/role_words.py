"""What the roles of accounts are called on screen."""

from __future__ import annotations

from gridcenter.domain.names import Name
from gridcenter.language import pick

ROLE_NAMES: dict[str, Name] = {
    "collector": Name("网格员", "grid member"),
    "acceptor": Name("受理员", "intake clerk"),
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


def role_word(role: str) -> str:
    """Return the name of a role; a role of the centre's own stays as it was entered."""
    return pick(ROLE_NAMES[role]) if role in ROLE_NAMES else role
