"""Merging what has something open: applications, units called in, review dates, cards; and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from gridcenter.domain.adjustments import LAPSED, step_action
from gridcenter.domain.calendar_editions import NamedDay
from gridcenter.domain.cards import REPLY
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import RECOUNT
from gridcenter.domain.merging import MERGED
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.adjustments import approve
from gridcenter.services.attachments import incident_refusal
from gridcenter.services.calendar_editions import (
    edition_in_force,
    enter_edition,
    let_deadlines_follow,
    moved_deadlines,
)
from gridcenter.services.card_choices import card_choices
from gridcenter.services.card_rules import card_rules
from gridcenter.services.cards import CardDraft, issue_card, reply_to_card
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.flows import flow_version
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.returns import passed_around
from gridcenter.services.steps import take_step
from gridcenter.services.unit_load import loads
from gridcenter.store.adjustments import adjustments_of, pending_adjustments
from gridcenter.store.cards import awaited_cards
from gridcenter.store.engine import Store
from gridcenter.store.models import Attachment, Incident, Step
from tests.services.matters import (
    actor,
    apply,
    at,
    attached,
    decide,
    report,
    settle,
    step,
    to_dispatched,
    to_handling,
    version_of,
)

NOW = at("11-18 09:00")
HOUR = timedelta(hours=1)
HOUSING = 3


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


@pytest.fixture
def two(store: Store) -> tuple[int, int]:
    """One matter reported and dispatched twice: the second is in handling."""
    kept, merged = report(store, now=NOW, key="a"), report(store, now=NOW, key="b")
    to_handling(store, merged, NOW)
    return kept, merged


def merge(store: Store, kept: int, merged: int) -> None:
    with store.begin() as session:
        merge_incidents(
            session,
            kept=(kept, version_of(store, kept)),
            merged=(merged, version_of(store, merged)),
            reason="同一处",
            by=actor("acceptor"),
            now=NOW + HOUR,
        )


def unmerge(store: Store, merged: int) -> None:
    with store.begin() as session:
        unmerge_incident(
            session,
            merged,
            version=version_of(store, merged),
            reason="不是同一处",
            by=actor("acceptor"),
            now=NOW + 2 * HOUR,
        )


def incident(store: Store, key: int) -> Incident:
    with store.read() as session:
        return session.get_one(Incident, key)


def actions(store: Store, key: int) -> list[str]:
    with store.read() as session:
        return list(
            session.scalars(select(Step.action).where(Step.incident_id == key).order_by(Step.sequence))
        )


def owed(store: Store, unit: int) -> int:
    with store.read() as session:
        return next(one.owed for one in loads(session) if one.unit_id == unit)


def agrees(store: Store) -> bool:
    return not verify_clocks(store, zone=ZoneInfo("Asia/Shanghai"), progress=lambda _done: None).differences


def test_an_application_lapses_with_the_merging_and_can_be_made_again_afterwards(
    store: Store, two: tuple[int, int]
) -> None:
    kept, merged = two
    apply(store, merged, "suspend", "supervisor", NOW + HOUR, reason="待雨停", review_date="2026-11-25 09:00")
    merge(store, kept, merged)
    with store.read() as session:
        flows = lambda key, number: flow_version(session, key, number)  # noqa: E731
        assert pending_adjustments(session, area="", flows=flows) == ()
        (ended,) = adjustments_of(session, merged, area="", flows=flows)
    assert ended.ended_at == NOW + HOUR
    assert incident(store, merged).applications == 0
    assert actions(store, merged)[-2:] == ["merge", step_action(LAPSED, "suspend")]
    unmerge(store, merged)
    apply(
        store,
        merged,
        "suspend",
        "supervisor",
        NOW + 3 * HOUR,
        reason="待雨停",
        review_date="2026-11-25 09:00",
    )
    assert incident(store, merged).applications == 1
    assert agrees(store)


def test_a_unit_called_in_has_no_work_of_what_is_merged_and_owes_its_answer_again_afterwards(
    store: Store, two: tuple[int, int]
) -> None:
    kept, merged = two
    step(store, merged, "call_in", "handler", NOW + HOUR, co_unit=str(HOUSING), reason="查图纸")
    assert owed(store, HOUSING) == 1
    merge(store, kept, merged)
    assert owed(store, HOUSING) == 0
    assert agrees(store)
    unmerge(store, merged)
    assert owed(store, HOUSING) == 1
    assert incident(store, merged).called_in == f" {HOUSING} "
    assert agrees(store)


def test_a_card_is_still_answered_while_its_incident_is_merged(store: Store, two: tuple[int, int]) -> None:
    kept, merged = two
    with store.begin() as session:
        card = issue_card(
            session,
            merged,
            CardDraft("reminder", "请今日到场"),
            version=version_of(store, merged),
            by=actor("supervisor"),
            now=NOW + HOUR,
            key="card",
        )
    merge(store, kept, merged)
    with store.begin() as session:
        assert [one.id for one in awaited_cards(session, area="", rules=card_rules())] == [card]
        assert REPLY in {one.action for one in card_choices(session, merged, by=actor("handler"))}
        reply_to_card(session, card, version=1, text="已到场", by=actor("handler"), now=NOW + 2 * HOUR)
        assert awaited_cards(session, area="", rules=card_rules()) == ()


def outage(store: Store) -> None:
    with store.begin() as session:
        former = edition_in_force(session)
        assert former is not None
        days = {**former.content.days, date(2026, 11, 19): NamedDay(working=False, name="停电")}
        edition = replace(former.content, days=days)
        enter_edition(session, edition, reason="停电", by=actor("supervisor"), now=NOW + 2 * HOUR)


def follow(store: Store) -> int:
    return let_deadlines_follow(store, by=actor("supervisor"), reason="停电", progress=lambda _done: None)


def test_held_clocks_follow_another_calendar_and_come_back_whole(store: Store, two: tuple[int, int]) -> None:
    kept, merged = two
    step(store, merged, "call_in", "handler", NOW + HOUR, co_unit=str(HOUSING), reason="查图纸")
    merge(store, kept, merged)
    outage(store)
    follow(store)
    assert agrees(store)
    unmerge(store, merged)
    assert agrees(store)
    assert follow(store) == 0


def test_what_ended_with_the_kept_one_is_left_alone_by_another_calendar(
    store: Store, two: tuple[int, int]
) -> None:
    kept, merged = two
    merge(store, kept, merged)
    step(store, kept, "force_close", "leader", NOW + 2 * HOUR, reason="已清除")
    outage(store)
    with store.read() as session:
        edition = edition_in_force(session)
        assert edition is not None
        assert list(moved_deadlines(session, edition.content)) == []
    assert follow(store) == 0
    assert RECOUNT not in actions(store, merged)
    assert incident(store, merged).state == MERGED
    assert agrees(store)


def test_attachments_stay_with_the_incident_they_were_added_to(store: Store, two: tuple[int, int]) -> None:
    kept, merged = two
    with store.begin() as session:
        own = attached(session, kept, "before", by=actor("collector"))
        other = attached(session, merged, "after", by=actor("handler"))
    merge(store, kept, merged)
    with store.read() as session:
        assert session.get_one(Attachment, own).incident_id == kept
        assert session.get_one(Attachment, other).incident_id == merged
        refusal = incident_refusal(session, merged, by=actor("acceptor"))
    assert "is merged into" in refusal
    unmerge(store, merged)
    with store.read() as session:
        assert session.get_one(Attachment, other).removed_at is None
        assert incident_refusal(session, merged, by=actor("acceptor")) == ""
    step(store, merged, "finish", "handler", NOW + 3 * HOUR, result="已清除")


def give_back(store: Store, key: int, unit: int) -> None:
    by = (
        Actor(20, "handler2", "handler 二号", "handler", HOUSING, "") if unit == HOUSING else actor("handler")
    )
    for action, inputs in (("receive", {}), ("return", {"reason": "not_our_duty"})):
        with store.begin() as session:
            version = session.get_one(Incident, key).version
            take_step(session, key, version=version, action=action, inputs=inputs, by=by, now=NOW + HOUR)


def test_what_awaits_a_ruling_awaits_it_again_after_it_was_merged(store: Store) -> None:
    kept, merged = report(store, now=NOW, key="a"), report(store, now=NOW, key="b")
    to_dispatched(store, merged, NOW)
    give_back(store, merged, 2)
    step(store, merged, "redispatch", "dispatcher", NOW + HOUR, unit=str(HOUSING))
    give_back(store, merged, HOUSING)
    merge(store, kept, merged)
    with store.read() as session:
        assert passed_around(session, area="") == ()
    with pytest.raises(RuleBroken, match="is not possible: the incident is merged"):
        step(store, merged, "rule", "supervisor", NOW + HOUR, unit="2", reason="职责清单")
    unmerge(store, merged)
    with store.read() as session:
        (found,) = passed_around(session, area="")
    assert found.must_rule
    step(store, merged, "rule", "supervisor", NOW + 3 * HOUR, unit="2", reason="职责清单")
    assert incident(store, merged).unit_id == 2
    assert agrees(store)


def test_what_is_open_on_the_kept_one_goes_on_with_it(store: Store, two: tuple[int, int]) -> None:
    kept, merged = two[1], two[0]
    step(store, kept, "call_in", "handler", NOW + HOUR, co_unit=str(HOUSING), reason="查图纸")
    applied = apply(
        store, kept, "suspend", "supervisor", NOW + HOUR, reason="待雨停", review_date="2026-11-25 09:00"
    )
    seen = version_of(store, kept)
    merge(store, kept, merged)
    with pytest.raises(RuleBroken, match="check and send again"), store.begin() as session:
        approve(session, applied, version=seen, opinion="", by=actor("leader"), now=NOW + HOUR)
    decide(store, applied, actor("leader"), NOW + HOUR)
    assert (incident(store, kept).state, incident(store, kept).applications) == ("suspended", 0)
    assert owed(store, HOUSING) == 1
    unmerge(store, merged)
    assert (incident(store, kept).state, incident(store, kept).called_in) == ("suspended", f" {HOUSING} ")
    assert agrees(store)
