"""Reminders of a demo: what happened some time ago was taken note of by a supervisor, the same for the same seed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from gridcenter.domain.reminders import happenings_of
from gridcenter.services.demo.reminders import LATEST
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Account, Acknowledgement
from gridcenter.store.reminders import acknowledged_keys
from tests.services.demo.wednesday import WEDNESDAY


def test_only_the_last_quarter_of_an_hour_waits_to_be_taken_note_of(wednesday: Store) -> None:
    with wednesday.read() as session:
        known = set(acknowledged_keys(session, area=""))
        rows = open_incidents(session, area="")
        people = session.execute(
            select(Acknowledgement, Account).join(Account, Account.id == Acknowledgement.account_id)
        ).all()
    happened = [one for row in rows for one in happenings_of(row, WEDNESDAY)]
    waiting = [one for one in happened if one.key not in known]
    assert known
    assert all(one.at > WEDNESDAY - LATEST - timedelta(minutes=1) for one in waiting)
    assert {account.role for _, account in people} == {"supervisor"}
    assert all(line.at < WEDNESDAY and line.who == account.name for line, account in people)
