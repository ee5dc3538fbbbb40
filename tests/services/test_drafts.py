"""Drafts: kept for their own account, gone with the report, there after a crash, never reported twice."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from datetime import datetime, timedelta
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import func, select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.drafts import (
    FORGOTTEN_AFTER,
    LONGEST_CONTENT,
    KeptDraft,
    drop_draft,
    keep_draft,
    kept_draft,
    take_draft,
)
from gridcenter.services.intake import report_incident
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Change, Draft, Incident, Step
from tests.services.matters import DRAFT, actor, at, settle

NOW = at("11-18 14:00")
ACCEPTOR = actor("acceptor")
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def keep(
    store: Store, key: str = "form", content: str = '{"a": 1}', *, by: Actor = ACCEPTOR, when: datetime = NOW
) -> bool:
    with store.begin() as session:
        return keep_draft(session, key, content, by=by, now=when)


def found(store: Store, *, by: Actor = ACCEPTOR, when: datetime = NOW) -> KeptDraft | None:
    with store.read() as session:
        return kept_draft(session, by=by, now=when)


def test_the_newest_text_is_kept_and_announced_to_nobody(store: Store) -> None:
    assert keep(store, content="first")
    assert keep(store, content="<b>second</b> 通道", when=NOW + timedelta(seconds=1))
    draft = found(store)
    assert draft == KeptDraft("form", "<b>second</b> 通道", NOW + timedelta(seconds=1))
    assert "second" not in repr(draft)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Change).where(Change.kind == "draft")) == 0


def test_each_form_keeps_its_own_and_the_newest_is_offered(store: Store) -> None:
    keep(store, "early")
    keep(store, "late", when=NOW + timedelta(minutes=1))
    keep(store, "early", when=NOW + timedelta(minutes=2))
    draft = found(store)
    assert draft is not None
    assert draft.key == "early"


def test_nobody_reads_takes_or_drops_what_another_account_is_writing(store: Store) -> None:
    keep(store)
    other = actor("supervisor")
    assert found(store, by=other) is None
    with store.begin() as session:
        assert take_draft(session, "form", into="mine", by=other, now=NOW) is None
        drop_draft(session, "form", by=other)
    assert found(store) is not None


def test_two_accounts_may_use_the_same_key(store: Store) -> None:
    keep(store, content="mine")
    keep(store, content="yours", by=actor("supervisor"))
    draft = found(store)
    assert draft is not None
    assert draft.content == "mine"


def test_reporting_removes_the_draft_and_a_late_save_does_not_bring_it_back(store: Store) -> None:
    keep(store)
    with store.begin() as session:
        report_incident(session, DRAFT, by=ACCEPTOR, now=NOW, key="form")
    assert found(store) is None
    assert not keep(store)
    assert found(store) is None


def test_a_report_that_is_refused_leaves_the_draft(store: Store) -> None:
    keep(store)
    with pytest.raises(BadInput), store.begin() as session:
        report_incident(session, replace(DRAFT, grid_code="000"), by=ACCEPTOR, now=NOW, key="form")
    assert found(store) is not None


def test_a_report_that_is_undone_leaves_the_draft(store: Store) -> None:
    keep(store)
    with pytest.raises(ZeroDivisionError), store.begin() as session:
        report_incident(session, DRAFT, by=ACCEPTOR, now=NOW, key="form")
        raise ZeroDivisionError
    assert found(store) is not None


def test_one_desk_takes_a_draft_over_and_the_next_one_finds_it_gone(store: Store) -> None:
    keep(store, content="text")
    with store.begin() as session:
        taken = take_draft(session, "form", into="second", by=ACCEPTOR, now=NOW)
    assert taken == KeptDraft("second", "text", NOW)
    with store.begin() as session:
        assert take_draft(session, "form", into="third", by=ACCEPTOR, now=NOW) is None
    assert found(store) == taken


def test_a_draft_that_is_thrown_away_is_gone(store: Store) -> None:
    keep(store)
    for _ in range(2):
        with store.begin() as session:
            drop_draft(session, "form", by=ACCEPTOR)
    assert found(store) is None


def test_after_a_week_a_draft_is_offered_no_more_and_goes_when_the_account_types_again(store: Store) -> None:
    keep(store, "old")
    later = NOW + FORGOTTEN_AFTER + timedelta(seconds=1)
    assert found(store, when=later) is None
    keep(store, "new", when=later)
    with store.read() as session:
        assert session.scalars(select(Draft.key)).all() == ["new"]


def test_a_megabyte_is_kept_and_four_are_refused_with_a_sentence(store: Store) -> None:
    long = "长" * 1_000_000
    keep(store, content=long)
    draft = found(store)
    assert draft is not None
    assert draft.content == long
    with pytest.raises(BadInput, match="holds too much to be kept"):
        keep(store, content="x" * (LONGEST_CONTENT + 1))
    with pytest.raises(BadInput, match="needs the key"):
        keep(store, key="")


def test_who_has_no_account_in_this_store_keeps_nothing(store: Store) -> None:
    assert not keep(store, by=replace(ACCEPTOR, account_id=4711))


@pytest.mark.parametrize("role", ["auditor", "administrator", "wall"])
def test_some_roles_report_nothing(store: Store, role: str) -> None:
    with pytest.raises(RuleBroken, match="your role does not report"), store.begin() as session:
        report_incident(session, DRAFT, by=replace(ACCEPTOR, role=role), now=NOW, key="form")


# --- other processes --------------------------------------------------------------------------------------------


def _keep_and_die(address: str) -> None:
    """Keep a draft, report in a transaction that never ends, and be killed."""
    store = open_store(address)
    keep(store, content="typed before the crash")
    with store.begin() as session:
        report_incident(session, DRAFT, by=ACCEPTOR, now=NOW, key="form")
        session.flush()
        os.kill(os.getpid(), 9)


def test_a_desk_killed_between_keeping_and_reporting_leaves_its_draft(store: Store, store_url: str) -> None:
    process = SPAWN.Process(target=_keep_and_die, args=(store_url,))
    process.start()
    process.join(60)
    assert process.exitcode == -9
    draft = found(store)
    assert draft is not None
    assert draft.content == "typed before the crash"
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Incident)) == 0


def _report_together(address: str, start: Barrier, rounds: int) -> None:
    store = open_store(address)
    for number in range(rounds):
        keep(store, f"form-{number}")
        start.wait(60)
        with store.begin() as session:
            report_incident(session, DRAFT, by=ACCEPTOR, now=NOW, key=f"form-{number}")
    store.dispose()


def test_two_processes_that_send_the_same_form_make_one_incident_and_leave_no_draft(
    store: Store, store_url: str
) -> None:
    rounds, start = 10, SPAWN.Barrier(2)
    both = [SPAWN.Process(target=_report_together, args=(store_url, start, rounds)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(120)
    assert [process.exitcode for process in both] == [0, 0]
    with store.read() as session:
        for model in (Incident, Step):
            assert session.scalar(select(func.count()).select_from(model)) == rounds
        assert session.scalars(select(Draft.key)).all() == []
