"""Taking note and silencing in the store: once for all desks, by name, in the audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.reminders import Key
from gridcenter.services.reminders import acknowledge, end_silence, silence
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, AuditEntry, Change, Incident
from gridcenter.store.reminders import acknowledged_keys, acknowledgements, newest_silence, reviews
from tests.services.matters import OTHER_COMMUNITY, at, settle

NOW = at("11-18 14:32")
RED = "2026-11-18T06:00:00+00:00"
SUPERVISOR = Actor(3, "supervisor", "supervisor 一号", "supervisor", 1, "709901")
HANDLER = Actor(5, "handler", "handler 一号", "handler", 2, "709901")


@pytest.fixture
def centre(store: Store) -> Store:
    settle(store)
    with store.begin() as session:
        for number in (1, 2, 3):
            place = OTHER_COMMUNITY if number == 3 else "709901001001"
            session.add(
                Incident(
                    id=number,
                    number=f"A{number}",
                    state="handling",
                    category_id=90001,
                    unit_id=2,
                    community_code=place,
                    reported_at=NOW,
                )
            )
    return store


def take_note(store: Store, *keys: Key, by: Actor = SUPERVISOR, now: datetime = NOW) -> int:
    with store.begin() as session:
        return acknowledge(session, keys, by=by, now=now)


def lines(store: Store) -> list[tuple[str, str, str, str]]:
    with store.read() as session:
        rows = session.execute(
            select(AuditEntry.action, AuditEntry.incident_number, AuditEntry.fields, AuditEntry.reason)
        )
        return [tuple(row) for row in rows]


def test_one_takes_note_for_all_desks_and_the_audit_says_who(centre: Store) -> None:
    assert take_note(centre, Key(1, "red", RED)) == 1
    with centre.read() as session:
        (found,) = acknowledgements(session, 1, area="709901")
        announced = session.scalars(select(Change.key).where(Change.kind == "acknowledgement")).all()
        assert broken_links(session, SUPERVISOR.account_id) == []
    assert (found.key, found.who, found.role, found.at) == (
        Key(1, "red", RED),
        "supervisor 一号",
        "supervisor",
        NOW,
    )
    assert announced == ["1"]
    assert lines(centre) == [("acknowledge", "A1", "red", "")]


def test_taking_note_twice_changes_nothing(centre: Store) -> None:
    take_note(centre, Key(1, "red", RED))
    assert take_note(centre, Key(1, "red", RED), by=HANDLER) == 0
    assert len(lines(centre)) == 1
    with centre.read() as session:
        assert [one.who for one in acknowledgements(session, 1, area="")] == ["supervisor 一号"]


def test_many_at_once_are_one_line_with_their_number(centre: Store) -> None:
    keys = [Key(1, "red", RED), Key(2, "red", RED), Key(1, "new", "")]
    assert take_note(centre, *keys) == 3
    assert lines(centre) == [("acknowledge", "", "3 1-2", "")]


def test_a_second_redness_can_be_taken_note_of_too(centre: Store) -> None:
    take_note(centre, Key(1, "red", RED))
    assert take_note(centre, Key(1, "red", "2026-11-19T06:00:00+00:00")) == 1


def test_of_what_lies_outside_the_area_nobody_takes_note(centre: Store) -> None:
    narrow = replace(SUPERVISOR, area="709901001")
    with pytest.raises(RuleBroken):
        take_note(centre, Key(1, "red", RED), Key(3, "red", RED), by=narrow)
    with centre.read() as session:
        assert acknowledged_keys(session, area="") == []


@pytest.mark.parametrize("keys", [(), (Key(1, "weather", ""),), (Key(1, "red", "x" * 65),)])
def test_what_is_no_happening_is_refused(centre: Store, keys: tuple[Key, ...]) -> None:
    with pytest.raises(BadInput):
        take_note(centre, *keys)


def test_a_role_that_is_told_of_nothing_takes_note_of_nothing(centre: Store) -> None:
    with pytest.raises(RuleBroken):
        take_note(centre, Key(1, "red", RED), by=replace(SUPERVISOR, role="auditor"))


def test_an_account_that_was_switched_off_takes_no_note(centre: Store) -> None:
    with centre.begin() as session:
        session.get_one(Account, SUPERVISOR.account_id).active = False
    with pytest.raises(RuleBroken):
        take_note(centre, Key(1, "red", RED))


def test_what_is_read_from_a_moment_on_leaves_out_the_older(centre: Store) -> None:
    take_note(centre, Key(1, "red", RED))
    later = NOW + timedelta(minutes=20)
    take_note(centre, Key(2, "red", RED), now=later)
    with centre.read() as session:
        assert acknowledged_keys(session, area="", since=later) == [Key(2, "red", RED)]


def test_a_silence_says_who_until_when_and_why(centre: Store) -> None:
    with centre.begin() as session:
        until = silence(session, minutes=30, reason=" 会议 ", whole_unit=False, by=SUPERVISOR, now=NOW)
    assert until == NOW + timedelta(minutes=30)
    with centre.read() as session:
        held = newest_silence(session, SUPERVISOR)
        assert newest_silence(session, HANDLER) is None
    assert held is not None
    assert held.holds(NOW)
    assert not held.holds(until)
    assert (held.who, held.until, held.reason, held.whole_unit) == ("supervisor 一号", until, "会议", False)
    assert lines(centre) == [("silence", "", "own until 2026-11-18T07:02:00+00:00", "会议")]


def test_a_supervisor_silences_the_desks_of_the_whole_unit(centre: Store) -> None:
    neighbour = replace(HANDLER, unit_id=1)
    with centre.begin() as session:
        silence(session, minutes=15, reason="会议", whole_unit=True, by=SUPERVISOR, now=NOW)
    with centre.read() as session:
        held = newest_silence(session, neighbour)
    assert held is not None
    assert held.whole_unit
    assert held.who == "supervisor 一号"
    with pytest.raises(RuleBroken), centre.begin() as session:
        end_silence(session, by=neighbour, now=NOW)
    with centre.begin() as session:
        assert end_silence(session, by=SUPERVISOR, now=NOW + timedelta(minutes=1))
    with centre.read() as session:
        held = newest_silence(session, neighbour)
    assert held is not None
    assert not held.holds(NOW + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("minutes", "reason", "by", "whole_unit", "kind"),
    [
        (31, "会议", SUPERVISOR, False, BadInput),
        (30, "  ", SUPERVISOR, False, BadInput),
        (30, "会" * 201, SUPERVISOR, False, BadInput),
        (30, "会议", HANDLER, True, RuleBroken),
        (30, "会议", replace(SUPERVISOR, unit_id=None), True, RuleBroken),
        (30, "会议", replace(SUPERVISOR, account_id=999), False, RuleBroken),
    ],
)
def test_a_silence_that_will_not_do_is_refused(
    centre: Store, minutes: int, reason: str, by: Actor, whole_unit: bool, kind: type[Exception]
) -> None:
    with pytest.raises(kind), centre.begin() as session:
        silence(session, minutes=minutes, reason=reason, whole_unit=whole_unit, by=by, now=NOW)
    assert lines(centre) == []


def test_ending_a_silence_that_is_not_there_changes_nothing(centre: Store) -> None:
    with centre.begin() as session:
        assert not end_silence(session, by=SUPERVISOR, now=NOW)
    assert lines(centre) == []


def test_a_parked_incident_is_to_be_looked_at_again_on_its_day(centre: Store) -> None:
    with centre.begin() as session:
        session.get_one(Incident, 2).review_at = NOW + timedelta(days=1)
    with centre.read() as session:
        (found,) = reviews(session, area="709901")
    assert (found.incident_id, found.number, found.at, found.unit_id) == (2, "A2", NOW + timedelta(days=1), 2)
    assert found.what.zh == "消防通道堵塞"
    assert found.where.zh == "江南社区"
