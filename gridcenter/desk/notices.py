"""Fills the ports of notices to the auditor; None for a role that does not read them."""

from __future__ import annotations

from gridcenter.desktop.notice_ports import NoticePorts
from gridcenter.domain.audit_notices import Notice, NoticeList
from gridcenter.domain.people import Actor
from gridcenter.services.audit_notices import audit_notices, reads_notices, take_notice
from gridcenter.store.engine import Store, store_time


def notice_ports(store: Store, actor: Actor) -> NoticePorts | None:
    if not reads_notices(actor.role):
        return None

    def read() -> NoticeList:
        with store.read() as session:
            return audit_notices(session, by=actor, now=store_time(session))

    def take(notice: Notice, note: str) -> None:
        with store.begin() as session:
            now = store_time(session)
            key = notice.rule, notice.account_id, notice.last_sequence
            take_notice(session, *key, note=note, by=actor, now=now)

    return NoticePorts(read, take)
