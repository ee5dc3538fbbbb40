"""The list of what is kept of people and the kinds of records: `db/processing.yaml`, read once and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.domain.privacy import DataSet, FollowUp, PrivacyRules, RecordField, RecordKind
from gridcenter.domain.record_items import NEED_TO_KNOW, ItemKind
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, tr
from gridcenter.services.audit_rules import audit_rules
from gridcenter.services.care_rules import care_rules
from gridcenter.services.drafts import FORGOTTEN_AFTER
from gridcenter.services.import_batch_rules import import_batch_rules
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.shipped_rules import shipped_rules, told_as

_KEPT = Name("{n}天", "{n} days")
_KEPT_AND_MORE = Name(
    "到期自动失效（每期最长{n}天，可由第二人续期）",
    "ends by itself (after {n} days at most, unless renewed by a second person)",
)


@cache
def privacy_rules() -> PrivacyRules:
    """Return the list and the kinds of records.

    Raises:
        BadInput: They have flaws.
    """
    return read_privacy_rules(shipped_rules("processing"))


def read_privacy_rules(raw: Mapping[str, Any]) -> PrivacyRules:
    """Build the rules from parsed data and check them against the record catalogue.

    Raises:
        BadInput: A part is missing, a role, grade or class is unknown, or a class stands in no set or in two.
    """
    with told_as(tr("the list of what is kept of people cannot be read: {what}")):
        rules = PrivacyRules(
            Name(*raw["centre"]["name"]),
            Name(*raw["centre"]["contact"]),
            frozenset(raw["roles"]["look"]),
            frozenset(raw["roles"]["record"]),
            {key: Name(*name) for key, name in raw["grades"].items()},
            tuple(map(_data_set, raw["sets"])),
            tuple(map(_kind, raw["records"])),
        )
        classes = [key for one in raw["sets"] for key in one.get("classes", ())]
    _check(rules, classes)
    return rules


def _data_set(raw: Mapping[str, Any]) -> DataSet:
    items = tuple(kind for key in raw.get("classes", ()) for kind in _items(key))
    return DataSet(
        raw["key"],
        raw["grade"],
        name=Name(*raw["name"]),
        whose=Name(*raw["whose"]),
        why=Name(*raw["why"]),
        basis=Name(*raw["basis"]),
        source=Name(*raw["source"]),
        kept=_kept(raw["keep"]),
        items=tuple(kind.label for kind in items),
        hidden=sum(kind.sensitivity == NEED_TO_KNOW for kind in items),
        what=Name(*raw["what"]) if "what" in raw else None,
    )


def _items(class_key: str) -> list[ItemKind]:
    return [kind for kind in record_catalogue().kinds.values() if kind.class_key == class_key]


def _kept(raw: Mapping[str, Any]) -> Name:
    """Return how long: the time that the program itself keeps, or the words of the list."""
    if "text" in raw:
        return Name(*raw["text"])
    if raw["rule"] == "care":
        return _with(_KEPT_AND_MORE, max(one.longest for one in care_rules().programmes.values()))
    days = {
        "audit": audit_rules().keep_days,
        "staged": import_batch_rules().keep_days,
        "drafts": FORGOTTEN_AFTER.days,
    }
    return _with(_KEPT, days[raw["rule"]])


def _with(words: Name, days: int) -> Name:
    return Name(words.zh.format(n=days), words.en.format(n=days))


def _kind(raw: Mapping[str, Any]) -> RecordKind:
    again = raw.get("again")
    return RecordKind(
        raw["key"],
        Name(*raw["name"]),
        Name(*raw["law"]),
        {"set": True, "centre": False}[raw["about"]],
        frozenset(raw.get("grades", ())),
        None if again is None else timedelta(days=int(again)),
        tuple(map(_field, raw["fields"])),
        tuple(map(_step, raw.get("steps", ()))),
    )


def _field(raw: Mapping[str, Any]) -> RecordField:
    choices = {key: Name(*name) for key, name in raw.get("choices", {}).items()}
    return RecordField(raw["key"], Name(*raw["name"]), choices)


def _step(raw: Mapping[str, Any]) -> FollowUp:
    return FollowUp(raw["key"], Name(*raw["name"]), Name(*raw["how"]), timedelta(hours=float(raw["within"])))


def _check(rules: PrivacyRules, classes: list[str]) -> None:
    known = {kind.class_key for kind in record_catalogue().kinds.values()}
    highest = list(rules.grades)[-1] if rules.grades else ""
    flaws = (
        *((rules.lookers | rules.recorders) - ROLE_NAMES.keys()),
        *{key for key in classes if classes.count(key) > 1},
        *(known ^ set(classes)),
        *{one.grade for one in rules.sets if one.grade not in rules.grades},
        *{one.key for one in rules.sets if one.hidden and one.grade != highest},
        *{grade for one in rules.kinds for grade in one.grades if grade not in rules.grades},
        *_twice(one.key for one in rules.sets),
        *_twice(one.key for one in rules.kinds),
        *(one.key for one in rules.sets if not one.items and one.what is None),
        *(one.key for one in rules.kinds if not one.fields or (one.again and one.again < timedelta(days=1))),
    )
    if flaws:
        sentence = tr("the list of what is kept of people has flaws at: {what}")
        raise BadInput(sentence.format(what=listed(sorted(flaws))))


def _twice(keys: Iterable[str]) -> set[str]:
    found = list(keys)
    return {key for key in found if found.count(key) > 1}
