"""The demo's auditor finds something: two notices, counted like any others."""

from __future__ import annotations

from sqlalchemy import text

from gridcenter.domain.people import Actor
from gridcenter.services.audit_notices import audit_notices
from gridcenter.services.demo.create import create_demo
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from tests.services.demo.wednesday import WEDNESDAY


def test_a_busy_hour_and_mistyped_numbers_come_to_notice(sqlite_store: Store) -> None:
    create_demo(sqlite_store, size=DemoSize.STREET, now=WEDNESDAY)
    with sqlite_store.read() as session:
        (key,) = session.execute(text("SELECT id FROM account WHERE role = 'auditor'")).scalars()
        found = audit_notices(session, by=Actor(key, "", "", "auditor", None, ""), now=WEDNESDAY)
        accounts = {row.notice.account_id for row in found.waiting}
        assert [broken_links(session, account) for account in accounts] == [[], []]
    assert {row.notice.rule for row in found.waiting} == {"frequent", "failed"}
