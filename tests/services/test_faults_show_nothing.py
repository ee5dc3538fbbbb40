"""The store fails at any one statement or commit of an act that shows people: nothing is shown, and the audit holds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
import pytest
from sqlalchemy import func, select
from sqlcipher3 import dbapi2 as sqlcipher

from gridcenter.domain.errors import Refusal
from gridcenter.domain.visits import VisitSubject
from gridcenter.services import lookup
from gridcenter.services.audit_verification import verify_audit
from gridcenter.services.card_copies import copy_card
from gridcenter.services.care_reading import care_list, care_of_person
from gridcenter.services.integrity_hits import show_hits
from gridcenter.services.linked_cards import open_premises
from gridcenter.services.lookup import look_up, reveal
from gridcenter.services.masked_persons import masked_persons
from gridcenter.services.number_conflicts import number_conflicts
from gridcenter.services.people_search import search_people
from gridcenter.services.person_twins import compare_persons, find_twins
from gridcenter.services.progress import unwatched
from gridcenter.services.register_ledgers import ledger_page
from gridcenter.services.returning import return_to
from gridcenter.services.subject_report import subject_report
from gridcenter.services.visits import past_visits, visit_list
from gridcenter.store.engine import Store
from gridcenter.store.integrity import HitFilter
from gridcenter.store.models import AuditEntry
from gridcenter.store.sqlite_texts import TextConnection, TextCursor
from tests.services import care_samples as care
from tests.services.care_samples import GROUND, WORKER, ZONE
from tests.services.resident_samples import AUDITOR, CLERK, GRID, NUMBER, request

CHIEF = care.SECOND
ACTS: dict[str, Callable[[Store], object]] = {
    "look up": lambda store: look_up(store, request(), by=CLERK),
    "reveal": lambda store: reveal(store, 1, "phone", request(), by=CLERK),
    "copy": lambda store: copy_card(store, 1, (), request(), by=CLERK),
    "return": lambda store: return_to(store, 1, request(), by=CLERK),
    "search": lambda store: search_people(store, request("张美兰"), by=CLERK),
    "premises": lambda store: open_premises(store, 1, request(), by=CLERK),
    "hits": lambda store: show_hits(store, HitFilter(), by=CHIEF),
    "ledger": lambda store: ledger_page(store, "LG01", "", GROUND, by=CHIEF, zone=ZONE),
    "masked list": lambda store: masked_persons(store, [1, 2], ground="list", by=CHIEF),
    "care files": lambda store: care_list(store, by=WORKER, zone=ZONE),
    "care of a person": lambda store: care_of_person(store, GROUND, by=WORKER, zone=ZONE),
    "twins": lambda store: find_twins(store, by=CHIEF),
    "comparison": lambda store: compare_persons(store, 1, 2, by=CHIEF),
    "conflicts": lambda store: number_conflicts(store, by=CHIEF),
    "visit list": lambda store: visit_list(store, GRID, by=CHIEF),
    "past visits": lambda store: past_visits(store, VisitSubject(1), by=CHIEF),
    "subject report": lambda store: subject_report(store, NUMBER, by=AUDITOR),
}


@dataclass
class _Fault:
    """Counts what is said to the store; the statement or commit number `at` fails."""

    at: int = 0
    said: int = 0
    commits_alone: bool = False

    def count(self, error: type[Exception], *, commit: bool = False) -> None:
        self.said += commit or not self.commits_alone
        if self.said == self.at and (commit or not self.commits_alone):
            raise error("disk I/O error")


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> _Fault:
    """Stand between the program and both drivers."""
    made = _Fault()
    execute, commit = psycopg.Cursor.execute, psycopg.Connection.commit

    def sqlite_says(cursor: TextCursor, *words: object) -> object:
        made.count(sqlcipher.OperationalError)
        return sqlcipher.Cursor.execute(cursor, *words)

    def sqlite_commits(connection: TextConnection) -> None:
        made.count(sqlcipher.OperationalError, commit=True)
        sqlcipher.Connection.commit(connection)

    def postgres_says(cursor: object, *words: object, **options: object) -> object:
        made.count(psycopg.OperationalError)
        return execute(cursor, *words, **options)  # type: ignore[arg-type]

    def postgres_commits(connection: object) -> None:
        made.count(psycopg.OperationalError, commit=True)
        commit(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(TextCursor, "execute", sqlite_says)
    monkeypatch.setattr(TextConnection, "commit", sqlite_commits, raising=False)
    monkeypatch.setattr(psycopg.Cursor, "execute", postgres_says)
    monkeypatch.setattr(psycopg.Connection, "commit", postgres_commits)
    return made


@pytest.fixture
def filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Everybody may ask as often as a test wants."""
    for name, module in list(sys.modules.items()):
        if name.startswith("gridcenter.services.") and hasattr(module, "check_quotas"):
            monkeypatch.setattr(module, "check_quotas", lambda *_: None)
    monkeypatch.setattr(lookup, "_check_gap", lambda *_: None)
    care.fill(store)
    care.enrolled(store)
    assert look_up(store, request(), by=CLERK) is not None
    return store


def lines(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_fault_at_any_statement_shows_nothing_and_leaves_the_audit_whole(
    filled: Store, fault: _Fault, act: Callable[[Store], object]
) -> None:
    act(filled)  # connections are open and statements prepared
    before, fault.said = lines(filled), 0
    assert act(filled) is not None
    statements = fault.said
    assert statements > 4
    assert lines(filled) > before
    for place in range(1, statements + 1):
        fault.said, fault.at = 0, place
        with pytest.raises((Refusal, sqlcipher.Error, psycopg.Error)):
            act(filled)
        fault.at = 0
        assert act(filled) is not None, "the next one is not touched by it"
    assert verify_audit(filled, progress=unwatched).broken == 0


def test_what_a_commit_that_failed_has_left_open_is_rolled_back_and_not_committed_by_the_next(
    filled: Store, fault: _Fault
) -> None:
    act = ACTS["search"]
    assert act(filled) is not None
    before = lines(filled)
    fault.said, fault.at, fault.commits_alone = 0, 1, True
    with pytest.raises((Refusal, sqlcipher.Error, psycopg.Error)):
        act(filled)
    fault.at = 0
    assert lines(filled) == before
    assert act(filled) is not None
    assert lines(filled) == before + 1
    assert verify_audit(filled, progress=unwatched).broken == 0
