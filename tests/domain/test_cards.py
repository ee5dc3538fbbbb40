"""Cards: their kinds as data, and the light of a card from its own reply clock."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import yaml

from gridcenter.domain.calendars import CONTINUOUS
from gridcenter.domain.cards import CardRow, read_card_rules
from gridcenter.domain.clocks import Limit, Unit
from gridcenter.domain.errors import BadInput
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.language import use_language
from gridcenter.paths import asset

NOON = datetime(2026, 11, 18, 4, tzinfo=UTC)
CARD = CardRow(
    id=1,
    version=1,
    kind="reminder",
    name=Name("催办", "reminder"),
    incident_id=7,
    incident_number="SJ20261118-0007",
    category=Name("井盖缺失"),
    place=Name("江南社区 03"),
    community_code="709901001001",
    unit_id=2,
    unit=Name("区城管局"),
    issuer="李敏",
    issuer_role="supervisor",
    issued_at=NOON,
    text="请回复。",
    limit=Limit(Decimal(30), Unit.MINUTE),
    calendar=CONTINUOUS,
    due_at=NOON + timedelta(minutes=30),
    yellow_at=NOON + timedelta(minutes=21),
    reply="",
    replier="",
    replier_role="",
    replied_at=None,
    withdrawal="",
    withdrawer="",
    withdrawer_role="",
    withdrawn_at=None,
)


def raw_rules() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(asset("db/cards.yaml").read_text("utf-8"))
    return read


def test_the_rules_that_are_shipped_name_four_kinds_in_both_languages_with_their_limits() -> None:
    rules = read_card_rules(raw_rules())
    named = {kind.code: (kind.name.zh, kind.name.en, kind.limit.minutes) for kind in rules.kinds.values()}
    assert named == {
        "reminder": ("催办", "reminder", 240),
        "supervision": ("督办", "supervision", 480),
        "yellow_card": ("黄牌", "yellow card", 960),
        "red_card": ("红牌", "red card", 960),
    }
    assert [kind.code for kind in rules.issued_by("dispatcher")] == ["reminder"]
    assert [kind.code for kind in rules.issued_by("leader")] == list(rules.kinds)
    assert rules.issued_by("auditor") == []


def test_a_kind_that_the_rules_have_dropped_keeps_its_code_as_its_name() -> None:
    rules = read_card_rules(raw_rules())
    assert rules.name("blue_card") == Name("blue_card")
    with pytest.raises(BadInput):
        rules.kind("blue_card")


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"kinds": []}, "there is no kind of card"),
        ({"repliers": []}, "nobody may reply to a card"),
        ({"yellow_percent": 0}, "yellow must begin between 1 and 100 %"),
        ({"yellow_percent": 101}, "yellow must begin between 1 and 100 %"),
        ({"kinds": None}, "cannot be read"),
        ({"limits": [{"value": "x", "unit": "minute"}]}, "cannot be read"),
        ({"limits": [{"value": 1, "unit": "fortnight"}]}, "cannot be read"),
    ],
)
def test_rules_with_a_flaw_are_refused_and_the_flaw_is_named(change: dict[str, Any], flaw: str) -> None:
    use_language("en")
    with pytest.raises(BadInput, match=flaw):
        read_card_rules(raw_rules() | change)


def test_every_flaw_of_a_kind_is_named_at_once() -> None:
    use_language("en")
    raw = deepcopy(raw_rules())
    raw["kinds"][0] |= {"issuers": [], "limit": {"value": 0, "unit": "minute"}}
    raw["kinds"][3]["code"] = "yellow_card"
    with pytest.raises(BadInput) as refused:
        read_card_rules(raw)
    assert "nobody may issue the card “reminder”" in str(refused.value)
    assert "the card “reminder” has no limit" in str(refused.value)
    assert "the card “yellow_card” stands there twice" in str(refused.value)


@pytest.mark.parametrize(
    ("minutes", "light"),
    [(0, Light.GREEN), (20, Light.GREEN), (21, Light.YELLOW), (29, Light.YELLOW), (30, Light.RED)],
)
def test_the_light_of_a_card_comes_from_its_own_reply_clock(minutes: int, light: Light) -> None:
    assert CARD.light(NOON + timedelta(minutes=minutes)) is light


def test_a_reply_in_time_is_green_for_ever_and_a_late_one_black() -> None:
    later = NOON + timedelta(days=9)
    in_time = replace(CARD, replied_at=NOON + timedelta(minutes=29))
    late = replace(CARD, replied_at=NOON + timedelta(minutes=30))
    assert (in_time.light(later), late.light(later)) == (Light.GREEN, Light.BLACK)
    assert (CARD.awaited, in_time.awaited, replace(CARD, withdrawn_at=NOON).awaited) == (True, False, False)


def test_a_begun_minute_counts_as_left_and_as_not_yet_overdue() -> None:
    seconds = [(1799, 1), (1800, 0), (1801, 0), (1860, -1)]
    left = [(after, CARD.minutes_left(NOON + timedelta(seconds=after))) for after, _ in seconds]
    assert left == seconds
