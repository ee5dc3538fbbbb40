"""What a resident's card lists (信息项), in which group, and how each value is masked.

Left out on purpose: religion, political status, ethnic group, criminal and health registers, any score.
Values whose kind is not listed here come from the store's own catalogue and are hidden unless marked normal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from gridcenter.domain.masking import HIDDEN, mask_address, mask_credential, mask_name, mask_phone
from gridcenter.domain.names import Name
from gridcenter.domain.people import CardGroup


class Mask(Enum):
    """How a value is shown before it is revealed."""

    PLAIN = "plain"
    PRESENCE = "presence"
    HIDDEN = "hidden"
    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"
    CREDENTIAL = "credential"


@dataclass(frozen=True, slots=True)
class ItemKind:
    """`code_set` is set where the store keeps a code; such a value is shown by its name."""

    key: str
    group: CardGroup
    label: Name
    mask: Mask = Mask.PLAIN
    code_set: str = ""


ITEM_KINDS: tuple[ItemKind, ...] = (
    ItemKind("occupation", CardGroup.OCCUPATION, Name("从业状况", "Employment")),
    ItemKind(
        "occupation_class",
        CardGroup.OCCUPATION,
        Name("职业大类", "Occupation group"),
        code_set="gbt6565_occupation_major",
    ),
    ItemKind("employer", CardGroup.OCCUPATION, Name("工作单位", "Employer"), Mask.HIDDEN),
    ItemKind("education", CardGroup.OCCUPATION, Name("学历", "Education"), code_set="gbt4658_education"),
    ItemKind("register_address", CardGroup.ADDRESS, Name("户籍地址", "Registered address"), Mask.ADDRESS),
    ItemKind("address", CardGroup.ADDRESS, Name("现住址", "Present address"), Mask.ADDRESS),
    ItemKind("premises", CardGroup.ADDRESS, Name("房屋", "Premises")),
    ItemKind("head", CardGroup.FAMILY, Name("户主", "Head of household")),
    ItemKind(
        "marital_status",
        CardGroup.FAMILY,
        Name("婚姻状况", "Marital status"),
        Mask.HIDDEN,
        code_set="gbt2261_2_marital",
    ),
    ItemKind("household_size", CardGroup.FAMILY, Name("同户人数", "Household size")),
    ItemKind("pension", CardGroup.LABOUR, Name("养老保险", "Pension insurance"), Mask.PRESENCE),
    ItemKind("medical", CardGroup.LABOUR, Name("医疗保险", "Medical insurance"), Mask.PRESENCE),
    ItemKind("social_card", CardGroup.LABOUR, Name("社保卡号", "Social security card"), Mask.CREDENTIAL),
    ItemKind("emergency_contact", CardGroup.RELATIONS, Name("紧急联系人", "Emergency contact"), Mask.NAME),
    ItemKind("phone", CardGroup.RELATIONS, Name("联系电话", "Phone"), Mask.PHONE),
    ItemKind("grid_member", CardGroup.RELATIONS, Name("包户网格员", "Grid member")),
    ItemKind("visit_frequency", CardGroup.RELATIONS, Name("走访频次", "Frequency of visits")),
)

UNLISTED_KINDS: tuple[ItemKind, ...] = (
    ItemKind("care_programme", CardGroup.LABOUR, Name("帮扶项目", "Care programme"), Mask.HIDDEN),
)
"""Shown only where something is recorded; a missing one is not announced as unknown."""

KINDS_BY_KEY = {kind.key: kind for kind in (*ITEM_KINDS, *UNLISTED_KINDS)}
LISTED_KEYS = frozenset(kind.key for kind in ITEM_KINDS)
RELATION_CODES = "gbt4761_relation"

_MASKS: dict[Mask, Callable[[str], str]] = {
    Mask.HIDDEN: lambda _text: HIDDEN,
    Mask.NAME: mask_name,
    Mask.PHONE: mask_phone,
    Mask.ADDRESS: mask_address,
    Mask.CREDENTIAL: mask_credential,
}


def kind_of(key: str, *, sensitivity: str) -> ItemKind:
    """Return the kind of a recorded value; one that is not listed here is plain only when marked normal ("n")."""
    known = KINDS_BY_KEY.get(key)
    if known is not None:
        return known
    return ItemKind(key, CardGroup.RELATIONS, Name(key), Mask.PLAIN if sensitivity == "n" else Mask.HIDDEN)


def masked(value: str, mask: Mask) -> str:
    """Return what is shown of a value at first; presence and plain values pass as they are."""
    return _MASKS[mask](value) if mask in _MASKS else value
