"""Whom a list named is kept without names, sealed by the line of the search, and told to the person who asks."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.services.audit_pruning import prune_audit
from gridcenter.services.audit_verification import VerifiedAudit, verify_audit
from gridcenter.services.people_search import open_search, read_list
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.progress import unwatched
from gridcenter.services.subject_report import subject_report
from gridcenter.store.audit import SEARCH, AuditRow, LinkFault, append_entry, locked_chain_end
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import AuditEntry, AuditListed, Person, PersonMerge
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, HUSBAND, NUMBER, OUTSIDER
from tests.store.tampering import lift_append_only

REASON = "上门核对一位老人的住址"


@pytest.fixture
def searched(store: Store) -> Store:
    """Persons 1, 2 and 3 in one list, nobody in another."""
    with store.begin() as session:
        sample.fill(session)
        index_changed_persons(session)
    for words in ("z", "没有这个人"):
        search(store, words)
    return store


def search(store: Store, words: str, ago: timedelta = timedelta(0)) -> None:
    wish = LookupRequest(words, Purpose.VISIT, reason=REASON)
    with store.begin() as session:
        open_search(session, wish, by=CLERK, now=store_time(session) - ago)


def kept(store: Store) -> list[AuditListed]:
    with store.read() as session:
        return list(session.scalars(select(AuditListed).order_by(AuditListed.audit_id, AuditListed.place)))


def verified(store: Store) -> VerifiedAudit:
    return verify_audit(store, progress=unwatched)


def test_a_list_is_kept_by_keys_and_keyed_hashes_alone(searched: Store) -> None:
    rows = kept(searched)
    assert sorted(row.person_id for row in rows) == [1, 2, 3, 4]
    assert {row.audit_id for row in rows} == {1}
    assert len({row.subject_hash for row in rows if row.subject_hash}) == 2  # two have no number
    everything = repr([vars(row) for row in rows])
    assert not [secret for secret in (NUMBER, HUSBAND, "美兰", "赵") if secret in everything]
    assert (verified(searched).lines, verified(searched).broken) == (2, 0)


def test_a_person_who_asks_is_told_of_the_lists_that_named_him_or_her(searched: Store, english: None) -> None:
    search(searched, "张美兰")
    found = subject_report(searched, NUMBER, by=AUDITOR)
    told = [(line.login, line.action_text, line.outcome_text, line.ground) for line in found.lines[1:]]
    assert told == 2 * [("li.min", "list of a search", "named in a masked list", REASON)]
    assert found.lists == 2
    assert subject_report(searched, HUSBAND, by=AUDITOR).lists == 1
    assert subject_report(searched, sample.UNKNOWN, by=AUDITOR).lists == 0


def test_lists_are_told_also_when_the_number_left_the_register_or_came_later(searched: Store) -> None:
    with searched.begin() as session:
        session.get_one(Person, 1).id_number = None
        session.get_one(Person, 3).id_number = sample.UNKNOWN
    assert subject_report(searched, NUMBER, by=AUDITOR).lists == 1
    assert subject_report(searched, sample.UNKNOWN, by=AUDITOR).lists == 1


def test_lists_are_told_that_named_whom_the_person_was_seen_as_at_that_time(searched: Store) -> None:
    with searched.begin() as session:
        now = store_time(session)
        whose = {"actor_id": CLERK.account_id, "actor": CLERK.login, "basis": "decision", "reason": REASON}
        seen = PersonMerge(kept_id=1, merged_id=5, at=now - timedelta(hours=1), **whose)
        session.add(seen)
    assert subject_report(searched, OUTSIDER, by=AUDITOR).lists == 1
    with searched.begin() as session:
        session.get_one(PersonMerge, seen.id).undone_at = now - timedelta(minutes=30)
    assert subject_report(searched, OUTSIDER, by=AUDITOR).lists == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_listed SET person_id = 2 WHERE person_id = 1",
        "DELETE FROM audit_listed WHERE person_id = 1",
        "DELETE FROM audit_listed",
        "UPDATE audit_listed SET subject_hash = '' WHERE person_id = 1",
        "INSERT INTO audit_listed (audit_id, place, person_id, subject_hash) VALUES (2, 0, 5, '')",
    ],
)
def test_a_list_that_was_meddled_with_is_found_and_no_longer_opened(searched: Store, statement: str) -> None:
    if not statement.startswith("INSERT"):
        with pytest.raises(DBAPIError, match="append-only"), searched.begin() as session:
            session.execute(text(statement))
        assert verified(searched).broken == 0
    with searched.begin() as session:
        lift_append_only(session)
        session.execute(text(statement))
    found = verified(searched)
    line = 2 if statement.startswith("INSERT") else 1
    assert [(one.sequence, one.fault) for one in found.kept] == [(line, LinkFault.UNSEALED)]


def test_a_search_of_before_lists_were_kept_still_holds(searched: Store) -> None:
    with searched.begin() as session:
        end = locked_chain_end(session, CLERK.account_id)
        assert end is not None
        row = AuditRow(
            store_time(session), 1, SEARCH, "hit", "visit", "", REASON, "a" * 64, fields="name 3 ab"
        )
        append_entry(session, end, row)
    assert (verified(searched).lines, verified(searched).broken) == (3, 0)


def test_lists_leave_the_store_with_their_lines_and_stand_in_the_file(store: Store, tmp_path: Path) -> None:
    with store.begin() as session:
        sample.fill(session)
        index_changed_persons(session)
    search(store, "张美兰", ago=timedelta(days=1200))
    search(store, "赵强")
    assert [row.person_id for row in kept(store)] == [1, 3]
    out = tmp_path / "old.jsonl"
    prune_audit(store, out, by=AUDITOR, progress=unwatched)
    assert [row.person_id for row in kept(store)] == [3]
    (line,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert [one["person_id"] for one in line["listed"]] == [1]
    assert verified(store).broken == 0


def test_a_list_rolled_back_with_its_search_is_not_there(searched: Store) -> None:
    with pytest.raises(ZeroDivisionError), searched.begin() as session:
        wish = LookupRequest("张美兰", Purpose.VISIT, reason=REASON)
        open_search(session, wish, by=CLERK, now=sample.NOW)
        raise ZeroDivisionError
    with searched.read() as session:
        assert session.query(AuditEntry).count() == 2
    assert len(kept(searched)) == 4


def test_a_list_is_read_only_as_the_line_was_sealed_for(searched: Store) -> None:
    wish = LookupRequest("张美兰", Purpose.VISIT, reason=REASON)
    with searched.begin() as session:
        ticket = open_search(session, wish, by=CLERK, now=sample.NOW)
    with searched.read() as session:
        assert [row.person_id for row in read_list(session, ticket, by=CLERK, now=sample.NOW).rows] == [1]
