"""A desk killed with SIGKILL between any two statements leaves its step wholly done or wholly undone, whatever it was
doing, and the next desk goes on."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.domain.joint import Joint
from gridcenter.domain.people import Actor
from gridcenter.services.adjustments import apply_for, approve
from gridcenter.services.cards import CardDraft, issue_card, reply_to_card
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.flows import flow
from gridcenter.services.intake import report_incident
from gridcenter.services.steps import take_step
from gridcenter.store.announcing import announce_changes
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    Adjustment,
    AuditEntry,
    Card,
    Change,
    ClockSegment,
    CoHandling,
    Counter,
    Incident,
    IncidentClock,
    Report,
    RoutingProposal,
    Ruling,
    Step,
)
from gridcenter.store.tables import table_of
from tests.services.killed_desk import COMMIT, Death, Deed, Order, desks
from tests.services.matters import DRAFT, SHANGHAI, actor, at, settle

START = at("11-18 09:00")
TABLES = (
    *(Incident, Report, Step, IncidentClock, ClockSegment, CoHandling, RoutingProposal, Ruling),
    *(Card, Adjustment, AuditEntry, Change, Counter),
)
OF_NO_MATTER = {"id", "seq", "incident_id", "clock_id", "step_id"}
"""Numbers that a store gives out, also to those that are killed; rows are known by what they say."""
FEWEST_KILLS = 200
"""On each store."""

Rows = dict[str, list[tuple[Any, ...]]]
Kill = Callable[[Order], Death]


@pytest.fixture(scope="module")
def kill() -> Iterator[Kill]:
    with desks() as killed:
        yield killed


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    store.dispose()


# --- what one person does after the other -------------------------------------------------------------------------


def deed_of_report(_session: Session, now: datetime) -> Deed:
    return partial(report_incident, draft=DRAFT, by=actor("collector"), now=now, key="form-1")


def deed_of_step(action: str, session: Session, now: datetime, **given: str) -> Deed:
    """Return the move with everything it asks, as somebody of its role in the unit that holds the task."""
    incident = session.scalars(select(Incident)).one()
    template = flow(incident.flow)
    move = next(one for one in template.moves_from(incident.state) if one.action == action)
    inputs = {code: answered(code, template.inputs[code].kind) for code in move.requires}
    return partial(
        take_step,
        incident_id=incident.id,
        version=incident.version,
        action=action,
        inputs={**inputs, **given},
        by=holder(move.role, None if move.joint is Joint.ANSWER else incident.unit_id),
        now=now,
    )


def answered(code: str, kind: str) -> str:
    if code in ("category", "grid", "standard", "deadline"):
        return ""
    return {"unit": "2", "moment": "2026-12-30 17:00"}.get(kind, "如实")


def holder(role: str, unit: int | None) -> Actor:
    if role == "handler" and unit == 3:
        return Actor(20, "handler2", "handler 二号", "handler", 3, "")
    return actor(role)


def deed_of_issuing(session: Session, now: datetime) -> Deed:
    incident = session.scalars(select(Incident)).one()
    draft = CardDraft("reminder", "请书面回复处置进度。")
    who = actor("supervisor")
    return partial(
        issue_card,
        incident_id=incident.id,
        draft=draft,
        version=incident.version,
        by=who,
        now=now,
        key="card-1",
    )


def deed_of_replying(session: Session, now: datetime) -> Deed:
    card = session.scalars(select(Card)).one()
    return partial(
        reply_to_card, card_id=card.id, version=card.version, text="正在处置", by=actor("handler"), now=now
    )


def deed_of_applying(session: Session, now: datetime) -> Deed:
    incident = session.scalars(select(Incident)).one()
    return partial(
        apply_for,
        incident_id=incident.id,
        version=incident.version,
        action="suspend",
        inputs={"reason": "等待配件", "review_date": "2026-11-25 09:00"},
        by=actor("supervisor"),
        now=now,
        key="application-1",
    )


def deed_of_approving(session: Session, now: datetime) -> Deed:
    application = session.scalars(select(Adjustment)).one()
    version = session.get_one(Incident, application.incident_id).version
    who = actor("leader")
    return partial(approve, application_id=application.id, version=version, opinion="同意", by=who, now=now)


LIFE: tuple[Callable[[Session, datetime], Deed], ...] = (
    deed_of_report,
    *(partial(deed_of_step, action) for action in ("register", "accept", "to_dispatch", "dispatch")),
    deed_of_issuing,
    deed_of_replying,
    *(partial(deed_of_step, action) for action in ("receive", "return")),
    partial(deed_of_step, "redispatch", unit="3"),
    *(partial(deed_of_step, action) for action in ("receive", "start")),
    partial(deed_of_step, "call_in", co_unit="2"),
    partial(deed_of_step, "co_opinion"),
    deed_of_applying,
    deed_of_approving,
    *(partial(deed_of_step, action) for action in ("resume", "force_close")),
)
"""One incident's life: clocks begin, end, are handed to another unit, run for one called in, pause, and end before
their time."""


# --- what a fresh reader finds ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the store holds before a deed, and what it would hold after it."""

    deed: Deed
    before: Rows
    after: Rows

    def of(self, found: Rows) -> str:
        if found == self.before:
            return "undone"
        if found == self.after:
            return "done"
        parts = [name for name in found if found[name] not in (self.before[name], self.after[name])]
        return f"half done: {parts or [name for name in found if found[name] == self.after[name]]}"


def rows(session: Session) -> Rows:
    """Return every row that a step may touch, without the moment at which a change was announced."""
    found: Rows = {}
    for model in TABLES:
        table = table_of(model)
        left_out = OF_NO_MATTER | ({"at", "key"} if model is Change else set())
        columns = [column for column in table.c if column.name not in left_out]
        found[table.name] = sorted((tuple(row) for row in session.execute(select(*columns))), key=repr)
    return found


def outcomes(store: Store, find: Callable[[Session, datetime], Deed], now: datetime) -> Outcomes:
    """Foretell a deed as the next desk would do it, in a transaction that is taken back: every lock must be free."""
    with store.read() as session:
        deed, before = find(session, now), rows(session)
    with pytest.raises(Foretold) as told, store.begin() as session:
        deed(session)
        announce_changes(session)
        raise Foretold(rows(session))
    store.dispose()
    return Outcomes(deed, before, told.value.args[0])


class Foretold(Exception):  # noqa: N818 - no error
    """Takes a transaction back and carries what it would have left."""


def read(store: Store) -> Rows:
    """Read as a desk that has just been opened: after a kill on SQLite it is the one that finds the journal."""
    with store.read() as session:
        found = rows(session)
    store.dispose()
    return found


def assert_whole(store: Store) -> None:
    """Check that incident, trace, clocks, announcements and audit agree, by means other than comparing rows."""
    with store.read() as session:
        incident = session.scalars(select(Incident)).one()
        steps = session.scalars(select(Step).order_by(Step.sequence)).all()
        audits = session.scalar(select(func.count()).select_from(AuditEntry))
        cards = session.scalars(select(Card)).all()
        told = select(Change.key, func.max(Change.row_version)).where(Change.kind == "incident")
        assert [one.sequence for one in steps] == list(range(1, incident.version + 1))
        assert steps[-1].to_state == incident.state
        assert session.execute(told.group_by(Change.key)).all() == [(str(incident.id), incident.version)]
        assert audits == len(steps) + sum(1 + (one.replied_at is not None) for one in cards)
        for account in session.scalars(select(Account.id)):
            assert broken_links(session, account) == []
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).differences == 0
    store.dispose()


# --- killing ------------------------------------------------------------------------------------------------------


def test_a_desk_killed_after_any_statement_leaves_its_step_wholly_undone_and_after_the_commit_wholly_done(
    store: Store, store_url: str, kill: Kill
) -> None:
    kills = 0
    for number, find in enumerate(LIFE):
        now = START + timedelta(minutes=number)
        sent = []
        for point in count(1):
            expected = outcomes(store, find, now)
            death = kill(Order(store_url, expected.deed, statements=point))
            assert death.signal == signal.SIGKILL
            kills += 1
            found = expected.of(read(store))
            if death.last == COMMIT:
                assert (found, death.statements) == ("done", len(sent))
                break
            sent.append(death.last)
            assert (found, death.statements) == ("undone", point), sent
        assert len(sent) > 5
        assert_whole(store)
    assert kills >= FEWEST_KILLS


def test_a_desk_killed_at_any_moment_leaves_its_step_wholly_done_or_undone(
    store: Store, store_url: str, kill: Kill
) -> None:
    chance = Random(20261123)
    kill(Order(store_url, outcomes(store, deed_of_report, START).deed))
    wishes = ["register", "back"]
    seen = set()
    for number in range(30):
        find = partial(deed_of_step, wishes[0])
        expected = outcomes(store, find, START + timedelta(minutes=number))
        death = kill(Order(store_url, expected.deed, seconds=chance.uniform(0.001, 0.03)))
        assert death.signal == signal.SIGKILL
        found = expected.of(read(store))
        assert found in ("done", "undone")
        seen.add(found)
        if found == "done":
            wishes.reverse()
            assert_whole(store)
    assert "done" in seen


def test_a_step_in_two_transactions_would_be_found_half_done(
    store: Store, store_url: str, kill: Kill
) -> None:
    kill(Order(store_url, outcomes(store, deed_of_report, START).deed))
    expected = outcomes(store, partial(deed_of_step, "register"), START)
    untouched = 0
    while True:
        death = kill(Order(store_url, expected.deed, statements=untouched + 1, split=True))
        if expected.of(read(store)) != "undone":
            break
        untouched += 1
    assert death.last.startswith("UPDATE incident")
    assert expected.of(read(store)).startswith("half done")
