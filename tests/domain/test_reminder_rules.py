"""The rules of reminders: those of the program hold, and rules with a hole are refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
import yaml

from gridcenter.domain.errors import BadInput
from gridcenter.domain.reminder_rules import read_reminder_rules, refuse_unknown_calendars
from gridcenter.domain.reminders import Event
from gridcenter.paths import asset
from gridcenter.services.reminder_rules import reminder_rules

SHIPPED: dict[str, Any] = yaml.safe_load(asset("db/reminders.yaml").read_text(encoding="utf-8"))


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    raw = deepcopy(SHIPPED)
    change(raw)
    return raw


def test_the_rules_of_the_program_hold() -> None:
    rules = reminder_rules()
    assert {rule.event for rule in rules.for_role("supervisor")} == set(Event)
    assert rules.for_role("auditor") == ()
    assert rules.calendar_keys() == {"office"}
    assert rules.gap == timedelta(seconds=5)


FLAWS: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda raw: raw.pop("desk"), "cannot be read: 'desk'"),
    (lambda raw: raw["desk"][0].update(event="weather"), "cannot be read: 'weather'"),
    (lambda raw: raw["desk"][0].update(whose="nobody"), "cannot be read: 'nobody'"),
    (lambda raw: raw["desk"][0].update(roles=[]), "rule 1 of the desk tells nobody"),
    (
        lambda raw: raw.update(desk=[one for one in raw["desk"] if one["event"] != "red"]),
        "nobody is told of “red”",
    ),
    (lambda raw: raw.update(wall=[]), "no red incident would stay on the wall"),
    (
        lambda raw: raw["acknowledgers"].remove("leader"),
        "the role leader is told but may not take note of it",
    ),
    (lambda raw: raw["desk"][0]["stands"].update(value=0), "“new” does not stand for any time"),
    (lambda raw: raw.update(urgent_breaks=["windows"]), "not: windows"),
    (lambda raw: raw.update(gap_seconds=0), "a second at least"),
    (lambda raw: raw.update(silence_minutes=[]), "no time for which a desk can be silenced"),
    (lambda raw: raw.update(silence_minutes=[30, 10_000]), "for 1 to 480 minutes"),
]


@pytest.mark.parametrize(("change", "sentence"), FLAWS)
def test_rules_with_a_hole_are_refused_with_a_sentence(
    change: Callable[[dict[str, Any]], object], sentence: str, english: None
) -> None:
    with pytest.raises(BadInput) as refused:
        read_reminder_rules(changed(change))
    assert sentence in str(refused.value)


def test_hours_of_a_calendar_that_the_store_does_not_have_are_refused(english: None) -> None:
    rules = read_reminder_rules(changed(lambda raw: raw["desk"][0].update(hours="night_shift")))
    refuse_unknown_calendars(rules, ["office", "night_shift"])
    with pytest.raises(BadInput, match="night_shift"):
        refuse_unknown_calendars(rules, ["office"])
