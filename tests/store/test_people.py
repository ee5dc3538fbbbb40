"""Questions about persons: what is asked for what is not there."""

from __future__ import annotations

from gridcenter.store import audit, people
from gridcenter.store.engine import Store
from gridcenter.store.neighbours import neighbours_at


def test_what_is_not_there_is_answered_without_a_fault(store: Store) -> None:
    with store.read() as session:
        assert people.persons_with_number(session, "709901195603024020") == []
        assert people.ground_of(session, "SJ-0") is None
        assert people.person_row(session, 1) is None
        assert people.recorded_values(session, 1) == []
        assert people.household_of(session, 1) == []
        assert people.residences_of(session, 1) == []
        assert neighbours_at(session, 1, limit=5) == ("", 0, [])
        assert people.code_names(session, set()) == {}
        assert people.code_names(session, {("nothing", "1")}) == {}
        assert audit.entry(session, 1) is None
        assert audit.own_lines(session, 1) == []
        assert audit.broken_links(session, 1) == []
    with store.begin() as session:
        assert audit.locked_chain_end(session, 1) is None


def test_the_audit_key_is_made_once_and_kept(store: Store) -> None:
    with store.begin() as session:
        first = audit.ensure_audit_key(session)
        assert len(first) == 32
        assert audit.ensure_audit_key(session) == first
    with store.read() as session:
        assert audit.ensure_audit_key(session) == first
    assert audit.subject_hash(first, "1") != audit.subject_hash(first[::-1], "1")
