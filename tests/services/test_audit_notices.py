"""The auditor is told which accounts looked people up unusually; nobody learns who was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

import pytest
import yaml
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.paths import asset
from gridcenter.services.audit_notices import NoticeList, audit_notices, take_notice
from gridcenter.services.lookup import open_lookup, open_reveal, record_failed_lookup
from gridcenter.services.notice_rules import read_notice_rules
from gridcenter.store.engine import Store
from gridcenter.store.models import Calendar
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, COLLEAGUE, NOW, UNKNOWN, request

NOTE = "已与本人核实：集中核对高龄津贴"
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


def look(
    store: Store, count: int, *, start: datetime = NOW, number: str = sample.NUMBER, by: Actor = CLERK
) -> datetime:
    """Look somebody up so often, half a minute apart, and return when the last one was."""
    moment = start
    for turn in range(count):
        moment = start + timedelta(seconds=30 * turn)
        with store.begin() as session:
            open_lookup(session, request(number), by=CLERK, now=moment)
    return moment


def listed(store: Store, *, by: Actor = AUDITOR, now: datetime) -> NoticeList:
    with store.read() as session:
        return audit_notices(session, by=by, now=now)


def rules_told(found: NoticeList) -> list[str]:
    return [row.notice.rule for row in found.waiting]


def take(store: Store, found: NoticeList, *, by: Actor = AUDITOR, note: str = NOTE, now: datetime) -> None:
    notice = found.waiting[0].notice
    with store.begin() as session:
        take_notice(session, notice.rule, notice.account_id, notice.last_sequence, note=note, by=by, now=now)


def test_from_the_thirty_first_look_up_of_an_hour_on_the_auditor_is_told(filled: Store) -> None:
    now = look(filled, 30)
    assert listed(filled, now=now).waiting == ()
    now = look(filled, 1, start=now + timedelta(seconds=30))
    (row,) = listed(filled, now=now).waiting
    assert (row.login, row.notice.rule, row.notice.count) == (CLERK.login, "frequent", 31)
    assert row.notice.purposes == {"visit": 31}
    assert not [value for value in (sample.NUMBER, "张美兰", sample.OPEN_INCIDENT) if value in repr(row)]


def test_failed_look_ups_in_a_row_and_many_reveals_are_told(filled: Store) -> None:
    now = look(filled, 3, number=UNKNOWN)
    for turn in range(2):
        now += timedelta(seconds=20)
        with filled.begin() as session:
            record_failed_lookup(session, request("709901"), BadInput("short"), by=CLERK, now=now)
        assert rules_told(listed(filled, now=now)) == (["failed"] if turn else [])
    now += timedelta(minutes=1)
    look(filled, 1, start=now)
    for turn in range(40):
        with filled.begin() as session:
            moment = now + timedelta(seconds=5 * turn)
            open_reveal(session, 1, "phone", request(), by=CLERK, now=moment)
    assert rules_told(listed(filled, now=now + timedelta(minutes=5))) == ["revealed", "failed"]


def test_look_ups_outside_the_working_calendar_are_told(filled: Store) -> None:
    with filled.begin() as session:
        hours = {"spans": "08:00-12:00 14:00-18:00", "weekdays": "12345", "years": "2026"}
        session.add(Calendar(key="office", family="office", name="办公", **hours))
    morning, lunch, night = NOW.replace(hour=2), NOW.replace(hour=4, minute=30), NOW.replace(hour=18)
    for usual in (morning, lunch):
        look(filled, 10, start=usual)
        assert listed(filled, now=usual + timedelta(minutes=9)).waiting == ()
    look(filled, 10, start=night)
    assert rules_told(listed(filled, now=night + timedelta(minutes=9))) == ["at_night"]


def test_a_notice_taken_note_of_waits_again_when_it_grows(filled: Store) -> None:
    now = look(filled, 32)
    take(filled, listed(filled, now=now), now=now)
    found = listed(filled, now=now)
    assert found.waiting == ()
    assert NOTE in found.taken[0].taken
    now = look(filled, 1, start=now + timedelta(seconds=30))
    assert rules_told(listed(filled, now=now)) == ["frequent"]


def test_what_came_while_the_note_was_written_is_not_taken_with_it(filled: Store) -> None:
    now = look(filled, 32)
    shown = listed(filled, now=now)
    now = look(filled, 1, start=now + timedelta(seconds=30))
    take(filled, shown, now=now)
    assert rules_told(listed(filled, now=now)) == ["frequent"]


def test_only_the_auditor_takes_note_with_words_and_not_of_the_own_account(filled: Store) -> None:
    now = look(filled, 31)
    found = listed(filled, now=now)
    supervisor = Actor(2, "wang.qiang", "王强", "supervisor", 1, "")
    assert len(listed(filled, by=supervisor, now=now).waiting) == 1
    assert not listed(filled, by=supervisor, now=now).may_take
    with pytest.raises(RuleBroken, match="auditor"):
        take(filled, found, by=supervisor, now=now)
    with pytest.raises(RuleBroken, match="10 characters"):
        take(filled, found, note="ok", now=now)
    with pytest.raises(RuleBroken, match="himself"):
        take(filled, found, by=Actor(CLERK.account_id, "x", "x", "auditor", 1, ""), now=now)
    with pytest.raises(RuleBroken, match="are for"):
        listed(filled, by=COLLEAGUE, now=now)
    take(filled, found, now=now)
    with pytest.raises(RuleBroken, match="already"):
        take(filled, found, now=now)


def test_a_reader_with_an_area_reads_of_accounts_of_the_area_only(filled: Store) -> None:
    now = look(filled, 31)
    with filled.begin() as session:
        session.execute(text("DELETE FROM scope WHERE account_id = 1"))
    part = Actor(3, "zhou.jing", "周静", "auditor", 1, sample.COMMUNITY)
    assert listed(filled, by=part, now=now).waiting == ()
    with filled.begin() as session:
        session.execute(
            text("INSERT INTO scope (account_id, division_code) VALUES (1, :code)"),
            {"code": sample.COMMUNITY},
        )
    assert len(listed(filled, by=part, now=now).waiting) == 1


def test_old_notices_leave_the_list(filled: Store) -> None:
    now = look(filled, 31)
    assert listed(filled, now=now + timedelta(days=31)).waiting == ()


def test_a_note_that_was_taken_stands_for_good(filled: Store) -> None:
    now = look(filled, 31)
    take(filled, listed(filled, now=now), now=now)
    for statement in ("UPDATE notice_taken SET note = ''", "DELETE FROM notice_taken"):
        with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
            session.execute(text(statement))


def test_other_desks_hear_of_what_may_make_a_notice_at_once(filled: Store) -> None:
    now = look(filled, 30)
    quiet = changes(filled)
    look(filled, 1, start=now + timedelta(seconds=30))
    assert changes(filled) == quiet + 1


def changes(store: Store) -> int:
    with store.read() as session:
        return int(session.scalar(text("SELECT count(*) FROM change WHERE kind = 'audit_notice'")) or 0)


RAW: dict[str, Any] = yaml.safe_load(asset("db/audit.yaml").read_text("utf-8"))["notices"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"read": ["nobody"]}, "unknown roles"),
        ({"days": 0}, "days back"),
        ({"days": None}, "cannot be read"),
        ({"rule": {"counts": "thoughts"}}, "cannot be read"),
        ({"rule": {"least": 0}}, "above 0"),
        ({"rule": {"hours": "office"}}, "belongs to outside_hours"),
    ],
)
def test_rules_with_a_flaw_are_refused(change: dict[str, Any], words: str) -> None:
    raw = deepcopy(RAW)
    raw["rules"][0] |= change.pop("rule", {})
    with pytest.raises(BadInput, match=words):
        read_notice_rules(raw | change)
