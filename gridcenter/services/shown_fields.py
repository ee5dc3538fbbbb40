"""Fields of the registers as they stand beside a hit and in a roll: name, mask, and what may be shown without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gridcenter.domain.home_keeping import TENURE_NAMES
from gridcenter.domain.masking import (
    HIDDEN,
    age_band,
    mask_address,
    mask_id_number,
    mask_name,
    mask_phone,
)
from gridcenter.domain.names import Name
from gridcenter.domain.people import RESIDENCE_NAMES, SEX_NAMES
from gridcenter.language import pick, tr

NOTHING = frozenset({"", "0", "no", "none", "无"})
Show = Callable[[Any, date], str]
"""Makes text of a value; the day is that of the question, for ages."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """`masked` is shown by default; `open` without a mask, None where nothing opens this field."""

    name: Name
    masked: Show
    open: Show | None


def _text(value: Any, _day: date) -> str:
    return "" if value is None else str(value)


def _on(value: Any, _day: date) -> str:
    return value.isoformat() if isinstance(value, date) else ""


def _named(names: dict[str, Name]) -> Show:
    return lambda value, _day: pick(names[value]) if value in names else _text(value, _day)


def _with(mask: Callable[[str], str]) -> Show:
    return lambda value, _day: mask(value or "")


def _band(value: Any, day: date) -> str:
    return age_band(value, day) if isinstance(value, date) else ""


def _hidden(value: Any, _day: date) -> str:
    return HIDDEN if value else ""


def _presence(value: Any, _day: date) -> str:
    return tr("recorded") if (value or "") not in NOTHING else tr("none")


SHOWN_FIELDS: dict[str, ShownField] = {
    "name": ShownField(Name("姓名", "name"), _with(mask_name), _text),
    "sex": ShownField(Name("性别", "sex"), _named(SEX_NAMES), _named(SEX_NAMES)),
    "birth": ShownField(Name("出生日期", "date of birth"), _band, _on),
    "id_number": ShownField(Name("公民身份号码", "ID number"), _with(mask_id_number), None),
    "phone": ShownField(Name("联系电话", "phone"), _with(mask_phone), _text),
    "address": ShownField(Name("现住址", "address"), _with(mask_address), _text),
    "register_address": ShownField(Name("户籍地址", "registered address"), _with(mask_address), _text),
    "marital_status": ShownField(Name("婚姻状况", "marital status"), _hidden, None),
    "pension": ShownField(Name("养老保险", "pension insurance"), _presence, None),
    "deceased_on": ShownField(Name("死亡日期", "day of death"), _on, _on),
    "since": ShownField(Name("起始日期", "first day"), _on, _on),
    "until": ShownField(Name("结束日期", "last day"), _on, _on),
    "kind": ShownField(Name("居住关系", "residence"), _named(RESIDENCE_NAMES), _named(RESIDENCE_NAMES)),
    "tenure": ShownField(Name("房屋性质", "tenure"), _named(TENURE_NAMES), _named(TENURE_NAMES)),
    "grid_code": ShownField(Name("网格编码", "grid code"), _text, _text),
    "community_code": ShownField(Name("社区编码", "community code"), _text, _text),
}
"""What the card never reveals to a desk (see `db/codes/record_catalogue.csv`, sensitivity s) nothing opens here."""
